/// What a cell shows in the report besides the text it prints.
public enum Display: Sendable, Hashable {
  /// A value as text.
  case text(String)
  /// A figure as SVG, with a title and description for those who cannot see it, and its data.
  case figure(svg: String, title: String, description: String, csv: String?)
  /// A table of texts.
  case table(columns: [String], rows: [[String]])
  /// A claim with what was measured against what was expected.
  case claim(
    statement: String,
    measured: String,
    expected: String,
    tolerance: String,
    margin: String,
    holds: Bool
  )
}

/// What a value may ask when it makes its display.
public struct DisplayContext: Sendable, Hashable {
  /// A name unique in the report, to prefix identifiers with.
  public var identifier: String
  /// The wished width in CSS pixels, or nil for the value's own.
  public var width: Double?
  /// The wished height in CSS pixels, or nil for the value's own.
  public var height: Double?

  /// Makes a context.
  public init(identifier: String = "output", width: Double? = nil, height: Double? = nil) {
    self.identifier = identifier
    self.width = width
    self.height = height
  }
}

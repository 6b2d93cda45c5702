/// One thing that a cell produced, in the order of production.
public enum CellOutput: Sendable, Hashable, Codable {
  /// Text that the cell printed.
  case text(String)
  /// The description of a value that stood alone on a line.
  case value(String)
  /// A figure.
  case figure(FigureOutput)
  /// A table.
  case table(TableOutput)
  /// A claim with its measured value and its verdict.
  case claim(ClaimOutput)
}

/// A figure as it goes into a report.
public struct FigureOutput: Sendable, Hashable, Codable {
  /// The drawing: one `<svg>` element with classes and no script.
  public var svg: String
  /// The figure's title, read aloud as its name.
  public var title: String
  /// What the figure shows, in a sentence or two, for those who cannot see it.
  public var description: String
  /// The drawn data as comma-separated values with a header line.
  public var csv: String?

  /// Makes a figure from its parts.
  public init(svg: String, title: String, description: String, csv: String? = nil) {
    self.svg = svg
    self.title = title
    self.description = description
    self.csv = csv
  }
}

/// A table as it goes into a report.
public struct TableOutput: Sendable, Hashable, Codable {
  /// How the cells of a column stand.
  public enum Alignment: String, Sendable, Hashable, Codable, CaseIterable {
    /// Against the left edge.
    case left
    /// In the middle.
    case center
    /// Against the right edge, as numbers do.
    case right
  }

  /// The column heads.
  public var columns: [String]
  /// The rows, each as long as `columns`.
  public var rows: [[String]]
  /// The alignment of each column; columns beyond the end stand left.
  public var alignments: [Alignment]

  /// Makes a table from its parts; without alignments every column stands left.
  public init(columns: [String], rows: [[String]], alignments: [Alignment] = []) {
    self.columns = columns
    self.rows = rows
    self.alignments = alignments
  }
}

/// A claim with what was measured, as it goes into a report.
public struct ClaimOutput: Sendable, Hashable, Codable {
  /// What is claimed, in a sentence that may hold TeX between dollars.
  public var statement: String
  /// The measured value as text.
  public var measured: String
  /// The expected value or bound as text.
  public var expected: String
  /// The tolerance as text; empty if there is none.
  public var tolerance: String
  /// How far the measured value is within (or, if negative, beyond) what is allowed, as text.
  public var margin: String
  /// Whether the claim holds.
  public var holds: Bool

  /// Makes a claim from its parts.
  public init(
    statement: String,
    measured: String,
    expected: String,
    tolerance: String = "",
    margin: String = "",
    holds: Bool
  ) {
    self.statement = statement
    self.measured = measured
    self.expected = expected
    self.tolerance = tolerance
    self.margin = margin
    self.holds = holds
  }
}

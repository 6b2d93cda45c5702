/// How values along one axis become positions.
public enum AxisScale: String, Sendable, Hashable, CaseIterable {
  /// In proportion.
  case linear
  /// By the logarithm, with ticks at powers of ten.
  case log10
  /// By the logarithm, with ticks at powers of two.
  case log2

  package var isLogarithmic: Bool { self != .linear }
}

/// The scales of a figure's two axes.
public struct Scales: Sendable, Hashable {
  /// The scale along the horizontal axis.
  public var x: AxisScale
  /// The scale along the vertical axis.
  public var y: AxisScale

  /// Creates a pair of scales.
  public init(x: AxisScale = .linear, y: AxisScale = .linear) {
    self.x = x
    self.y = y
  }

  /// Linear along both axes.
  public static let linear = Scales()
  /// Logarithmic along both axes.
  public static let logLog = Scales(x: .log10, y: .log10)
  /// Logarithmic along x only.
  public static let logX = Scales(x: .log10)
  /// Logarithmic along y only.
  public static let logY = Scales(y: .log10)
  /// Powers of two along x, linear along y; for widths.
  public static let log2X = Scales(x: .log2)
  /// Powers of two along y, linear along x.
  public static let log2Y = Scales(y: .log2)
  /// Powers of two along x, powers of ten along y; for errors against widths.
  public static let log2XLogY = Scales(x: .log2, y: .log10)
  /// Powers of two along both axes.
  public static let log2Log2 = Scales(x: .log2, y: .log2)
}

/// Where the names of the series are shown.
public enum Legend: String, Sendable, Hashable, CaseIterable {
  /// At the ends of the lines where they fit without collisions, else in rows above the figure.
  case automatic
  /// In rows above the figure.
  case top
  /// Nowhere.
  case none
}

/// One abscissa of a series with every value measured there.
public struct PlotPoint: Sendable, Hashable {
  /// The position along the horizontal axis, in data units.
  public var x: Double
  /// The values measured at `x`, in any order; values that are not finite are left out and counted.
  public var samples: [Double]

  /// Creates a point with all its samples.
  public init(x: Double, samples: [Double]) {
    self.x = x
    self.samples = samples
  }

  /// Creates a point with one value.
  public init(x: Double, y: Double) {
    self.x = x
    self.samples = [y]
  }
}

/// A series that a line, a point cloud or error bars can be made of.
public protocol PlottableSeries {
  /// The points in drawing order.
  var plotPoints: [PlotPoint] { get }
  /// The name shown at the line's end or in the legend, when the mark gives none.
  var plotLabel: String? { get }
}

extension PlottableSeries {
  /// No name.
  public var plotLabel: String? { nil }
}

extension [PlotPoint]: PlottableSeries {
  /// The points themselves.
  public var plotPoints: [PlotPoint] { self }
}

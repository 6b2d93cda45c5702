/// Points with capped vertical bars, and horizontal ones if wished.
public struct ErrorBars: StyledMark {
  var layer: SeriesLayer

  /// How the bars are drawn.
  public var style = MarkStyle()

  /// Creates bars from `lower[i]` to `upper[i]` through the points (x[i], y[i]).
  public init(x: [Double], y: [Double], lower: [Double], upper: [Double], label: String? = nil) {
    let count = min(x.count, y.count, lower.count, upper.count)
    layer = SeriesLayer(label: label, x: Array(x.prefix(count)), y: Array(y.prefix(count)))
    layer.errorBars = Interval(
      lower: Array(lower.prefix(count)),
      upper: Array(upper.prefix(count))
    )
    layer.isJoined = false
    layer.intervalWords = "bars: as given"
    layer.notes = Surplus.note([
      ("x", x.count), ("y", y.count), ("lower", lower.count), ("upper", upper.count),
    ])
  }

  /// Creates symmetric bars `y[i] ± error[i]`.
  public init(x: [Double], y: [Double], error: [Double], label: String? = nil) {
    self.init(
      x: x,
      y: y,
      lower: zip(y, error).map { $0 - $1 },
      upper: zip(y, error).map { $0 + $1 },
      label: label
    )
  }

  /// Creates the bars of a statistic of the samples of a series.
  public init(
    _ series: some PlottableSeries,
    _ statistic: BandStatistic = .standardError,
    label: String? = nil
  ) {
    layer = SeriesPoints(series.plotPoints).layer(
      label: label ?? series.plotLabel,
      style: MarkStyle(),
      band: nil,
      bars: statistic,
      showsRuns: false
    )
    layer.isJoined = false
  }

  /// The bars with horizontal ones from `lower[i]` to `upper[i]` too.
  public func horizontal(lower: [Double], upper: [Double]) -> ErrorBars {
    var copy = self
    let count = layer.x.count
    func fitted(_ values: [Double]) -> [Double] {
      Array(values.prefix(count)) + Array(repeating: .nan, count: max(0, count - values.count))
    }
    copy.layer.horizontalBars = Interval(lower: fitted(lower), upper: fitted(upper))
    return copy
  }

  /// The points with their bars.
  public var content: MarkContent {
    var layer = layer
    layer.style = style
    return MarkContent([.series(layer)])
  }
}

/// A shaded region between two curves over the same x.
public struct Band: StyledMark {
  var layer: SeriesLayer

  /// How the band is drawn.
  public var style = MarkStyle()

  /// Creates the region between (x[i], lower[i]) and (x[i], upper[i]).
  public init(x: [Double], lower: [Double], upper: [Double], label: String? = nil) {
    let count = min(x.count, lower.count, upper.count)
    let low = Array(lower.prefix(count))
    let high = Array(upper.prefix(count))
    layer = SeriesLayer(
      label: label,
      x: Array(x.prefix(count)),
      y: zip(low, high).map { $0 + ($1 - $0) / 2 }
    )
    layer.band = Interval(lower: low, upper: high)
    layer.isBandOnly = true
    layer.notes = Surplus.note([("x", x.count), ("lower", lower.count), ("upper", upper.count)])
  }

  /// The region.
  public var content: MarkContent {
    var layer = layer
    layer.style = style
    return MarkContent([.series(layer)])
  }
}

/// The sentence about arrays of unequal length.
enum Surplus {
  static func note(_ counts: [(name: String, count: Int)]) -> [String] {
    guard let least = counts.map(\.count).min(), counts.contains(where: { $0.count != least })
    else { return [] }
    let list = counts.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
    return ["lengths differ (\(list)): only the first \(least) are drawn."]
  }
}

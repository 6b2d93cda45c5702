/// Points that are not joined.
public struct Points: StyledMark {
  var points: SeriesPoints
  var label: String?
  var bars: BandStatistic?

  /// How the points are drawn.
  public var style = MarkStyle()

  /// Creates the points of a series.
  public init(_ series: some PlottableSeries, label: String? = nil) {
    self.points = SeriesPoints(series.plotPoints)
    self.label = label ?? series.plotLabel
  }

  /// Creates the points (x[i], y[i]); surplus values of the longer array are left out, and the
  /// figure says so.
  public init(x: [Double], y: [Double], label: String? = nil) {
    self.points = SeriesPoints(x: x, y: y)
    self.label = label
  }

  /// Creates the points (x[i], y[i]) with integers along x.
  public init(x: [Int], y: [Double], label: String? = nil) {
    self.init(x: x.map(Double.init), y: y, label: label)
  }

  /// The points with an error bar each that shows a statistic of the samples.
  public func errorBars(_ statistic: BandStatistic) -> Points {
    var copy = self
    copy.bars = statistic
    return copy
  }

  /// The points drawn with the given sign.
  public func markers(_ shape: MarkerShape) -> Points {
    var copy = self
    copy.style.markers = shape
    return copy
  }

  /// The points and their bars.
  public var content: MarkContent {
    var layer = points.layer(label: label, style: style, band: nil, bars: bars, showsRuns: false)
    layer.isJoined = false
    return MarkContent([.series(layer)])
  }
}

/// Points joined by straight segments.
///
/// A value that is not finite, or not positive on a logarithmic axis, makes a gap; the figure
/// says how many there were. With several samples per point the line runs through their means,
/// or through their medians when the band shows quantiles.
public struct Line: StyledMark {
  var points: SeriesPoints
  var label: String?
  var band: BandStatistic?
  var bars: BandStatistic?
  var showsRuns = false

  /// How the line is drawn.
  public var style = MarkStyle()

  /// Creates a line through a series.
  public init(_ series: some PlottableSeries, label: String? = nil) {
    self.points = SeriesPoints(series.plotPoints)
    self.label = label ?? series.plotLabel
  }

  /// Creates a line through the points (x[i], y[i]); surplus values of the longer array are left
  /// out, and the figure says so.
  public init(x: [Double], y: [Double], label: String? = nil) {
    self.points = SeriesPoints(x: x, y: y)
    self.label = label
  }

  /// Creates a line through the points (x[i], y[i]) with integers along x.
  public init(x: [Int], y: [Double], label: String? = nil) {
    self.init(x: x.map(Double.init), y: y, label: label)
  }

  /// The line with a band that shows a statistic of the samples.
  public func band(_ statistic: BandStatistic) -> Line {
    with { $0.band = statistic }
  }

  /// The line with an error bar at each point that shows a statistic of the samples.
  public func errorBars(_ statistic: BandStatistic) -> Line {
    with { $0.bars = statistic }
  }

  /// The line with a sign at each point.
  public func markers(_ shape: MarkerShape = .circle) -> Line {
    with { $0.style.markers = shape }
  }

  /// The line with every single run drawn faintly behind it.
  public func runs() -> Line {
    with { $0.showsRuns = true }
  }

  /// The line under another name.
  public func label(_ label: String) -> Line {
    with { $0.label = label }
  }

  /// The line, its band, bars and runs.
  public var content: MarkContent {
    MarkContent([
      .series(
        points.layer(label: label, style: style, band: band, bars: bars, showsRuns: showsRuns)
      )
    ])
  }

  private func with(_ change: (inout Line) -> Void) -> Line {
    var copy = self
    change(&copy)
    return copy
  }
}

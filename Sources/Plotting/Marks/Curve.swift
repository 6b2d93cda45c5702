import Foundation

/// The graph of a function over an interval.
public struct Curve: StyledMark {
  var points: SeriesPoints
  var label: String?

  /// How the curve is drawn.
  public var style: MarkStyle = {
    var style = MarkStyle()
    style.markers = .none
    return style
  }()

  /// Creates the graph of a function, evaluated at once at `count` abscissae.
  ///
  /// The abscissae are evenly spaced, or evenly spaced in the logarithm when the interval is
  /// positive and spans more than a factor of ten.
  ///
  /// - Parameters:
  ///   - start: The first abscissa.
  ///   - end: The last abscissa.
  ///   - count: How many abscissae, kept between 2 and 10 000; by default 256.
  ///   - label: The name shown at the curve's end or in the legend.
  ///   - function: The function; a value that is not finite makes a gap.
  public init(
    from start: Double,
    to end: Double,
    count: Int = 256,
    label: String? = nil,
    _ function: (Double) throws -> Double
  ) rethrows {
    let steps = min(max(count, 2), 10_000) - 1
    let isWide = start > 0 && end > 0 && max(start, end) / min(start, end) > 10
    let x = (0...steps).map { step -> Double in
      if step == 0 { return start }
      if step == steps { return end }
      let fraction = Double(step) / Double(steps)
      return isWide
        ? exp(log(start) * (1 - fraction) + log(end) * fraction)
        : start * (1 - fraction) + end * fraction
    }
    self.points = SeriesPoints(x: x, y: try x.map(function))
    self.label = label
  }

  /// The curve.
  public var content: MarkContent {
    MarkContent([
      .series(points.layer(label: label, style: style, band: nil, bars: nil, showsRuns: false))
    ])
  }
}

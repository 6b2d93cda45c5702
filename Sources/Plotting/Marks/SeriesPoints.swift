/// The data of a series: plain values, or samples to summarize.
struct SeriesPoints: Sendable {
  private enum Storage: Sendable {
    case values(x: [Double], y: [Double], surplus: String?)
    case samples([PlotPoint])
  }
  private var storage: Storage

  init(x: [Double], y: [Double]) {
    let count = min(x.count, y.count)
    let surplus: String? =
      x.count == y.count
      ? nil
      : "x has \(x.count) values and y has \(y.count): only the first \(count) are drawn."
    storage = .values(x: Array(x.prefix(count)), y: Array(y.prefix(count)), surplus: surplus)
  }

  init(_ points: [PlotPoint]) {
    if points.allSatisfy({ $0.samples.count == 1 }) {
      storage = .values(x: points.map(\.x), y: points.map { $0.samples[0] }, surplus: nil)
    } else {
      storage = .samples(points)
    }
  }

  func layer(
    label: String?,
    style: MarkStyle,
    band: BandStatistic?,
    bars: BandStatistic?,
    showsRuns: Bool
  ) -> SeriesLayer {
    switch storage {
    case .values(let x, let y, let surplus):
      var layer = SeriesLayer(label: label, x: x, y: y, style: style)
      layer.notes = surplus.map { [$0] } ?? []
      if band != nil || bars != nil {
        layer.notes.append("one sample per point: no spread to show.")
      }
      return layer
    case .samples(let points):
      return summary(
        of: points,
        label: label,
        style: style,
        band: band,
        bars: bars,
        showsRuns: showsRuns
      )
    }
  }

  private func summary(
    of points: [PlotPoint],
    label: String?,
    style: MarkStyle,
    band: BandStatistic?,
    bars: BandStatistic?,
    showsRuns: Bool
  ) -> SeriesLayer {
    let finite = points.map { $0.samples.filter(\.isFinite) }
    let usesMedian = (band ?? bars)?.centersOnMedian ?? false
    let centers = finite.map { samples in
      usesMedian
        ? SampleStatistics.quantile(samples.sorted(), 0.5) : SampleStatistics.mean(samples)
    }
    var layer = SeriesLayer(label: label, x: points.map(\.x), y: centers, style: style)
    layer.sampleCounts = finite.map(\.count)
    layer.band = band.map { interval($0, finite) }
    layer.errorBars = bars.map { interval($0, finite) }
    layer.intervalWords = Self.words(band: band, bars: bars)
    if showsRuns {
      let most = finite.map(\.count).max() ?? 0
      layer.runs = (0..<most).map { run in
        points.map { run < $0.samples.count ? $0.samples[run] : .nan }
      }
    }
    let dropped = zip(points, finite).reduce(0) { $0 + $1.0.samples.count - $1.1.count }
    if dropped > 0 {
      layer.notes.append(
        dropped == 1
          ? "1 sample that is not finite is left out."
          : "\(dropped) samples that are not finite are left out."
      )
    }
    return layer
  }

  private func interval(_ statistic: BandStatistic, _ samples: [[Double]]) -> Interval {
    let pairs = samples.map(statistic.interval(of:))
    return Interval(lower: pairs.map(\.lower), upper: pairs.map(\.upper))
  }

  private static func words(band: BandStatistic?, bars: BandStatistic?) -> String? {
    switch (band, bars) {
    case (nil, nil): nil
    case (let band?, nil): "band: \(band.words)"
    case (nil, let bars?): "bars: \(bars.words)"
    case (let band?, let bars?): "band: \(band.words); bars: \(bars.words)"
    }
  }
}

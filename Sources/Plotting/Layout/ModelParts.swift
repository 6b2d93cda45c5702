/// Counts what has no place on the scales, by reason.
struct DroppedTally: Sendable {
  private var notFinite = 0
  private var tooLarge = 0
  private var notPositiveX = 0
  private var notPositiveY = 0
  private var openEnds = 0

  /// Counts the points of a series that can be drawn, and the others by reason.
  mutating func count(_ layer: SeriesLayer, scales: Scales) -> Int {
    var drawable = 0
    for (x, y) in zip(layer.x, layer.y) {
      if scales.x.canShow(x) && scales.y.canShow(y) {
        drawable += 1
      } else if !x.isFinite || !y.isFinite {
        notFinite += 1
      } else if scales.x.isLogarithmic && x <= 0 {
        notPositiveX += 1
      } else if scales.y.isLogarithmic && y <= 0 {
        notPositiveY += 1
      } else {
        tooLarge += 1
      }
    }
    if scales.y.isLogarithmic {
      for interval in [layer.band, layer.errorBars].compactMap({ $0 }) {
        openEnds += zip(interval.lower, interval.upper).reduce(0) { sum, ends in
          sum + (ends.0 <= 0 && scales.y.canShow(ends.1) ? 1 : 0)
        }
      }
    }
    return drawable
  }

  /// Counts the values of a histogram that cannot be shown.
  mutating func add(_ values: [Double], scale: AxisScale) {
    for value in values where !scale.canShow(value) {
      if !value.isFinite {
        notFinite += 1
      } else if scale.isLogarithmic && value <= 0 {
        notPositiveX += 1
      } else {
        tooLarge += 1
      }
    }
  }

  var notes: [String] {
    var notes: [String] = []
    func add(_ count: Int, _ one: String, _ many: String, _ rest: String) {
      guard count > 0 else { return }
      notes.append(count == 1 ? "1 \(one) \(rest)" : "\(count) \(many) \(rest)")
    }
    let out = "left out."
    add(notFinite, "value that is not finite is", "values that are not finite are", out)
    add(
      notPositiveX,
      "point with x ≤ 0 is",
      "points with x ≤ 0 are",
      "left out (logarithmic axis)."
    )
    add(
      notPositiveY,
      "point with y ≤ 0 is",
      "points with y ≤ 0 are",
      "left out (logarithmic axis)."
    )
    add(openEnds, "interval reaches", "intervals reach", "down to y ≤ 0, drawn to the axis.")
    add(tooLarge, "value out of range is", "values out of range are", out)
    return notes
  }
}

/// The default text of a slope guide.
enum SlopeLabel {
  static func text(_ exponent: Double, xLabel: String, isPower: Bool) -> RichText {
    let written = fraction(exponent)
    guard isPower, let symbol = symbol(in: xLabel) else {
      return RichText("slope $\(written)$")
    }
    return RichText("$\(symbol)^{\(written)}$")
  }

  /// The exponent as a fraction with a denominator up to four, else with three digits.
  static func fraction(_ value: Double) -> String {
    for denominator in 1...4 {
      let numerator = (value * Double(denominator)).rounded()
      guard abs(numerator) < 1000 else { break }
      if abs(value * Double(denominator) - numerator) < 1e-9 {
        return denominator == 1 ? "\(Int(numerator))" : "\(Int(numerator))/\(denominator)"
      }
    }
    return NumberText.significant(value).replacing("\u{2212}", with: "-")
  }

  /// The one-letter formula in an axis label, in TeX.
  static func symbol(in label: String) -> String? {
    let parts = label.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count >= 3 else { return nil }
    for index in stride(from: 1, to: parts.count - 1, by: 2) {
      let source = String(parts[index])
      if source.count == 1, source.first?.isLetter == true { return source }
      if source.hasPrefix("\\"), TeXSymbols.letters[String(source.dropFirst())] != nil {
        return "{\(source)}"
      }
    }
    return nil
  }
}

/// Bounds on what one series may put into a picture; whatever is left out is said.
enum DrawingLimits {
  private static let joinedPoints = 50_000
  private static let bars = 1000
  private static let runs = 60

  /// The layer with fewer points, bars and runs where it has too many of them.
  static func applied(to layer: SeriesLayer) -> SeriesLayer {
    var result = layer
    let isSorted = zip(layer.x, layer.x.dropFirst()).allSatisfy { $0 <= $1 }
    // Points in rising order are reduced without loss when they are drawn.
    if layer.isJoined, layer.x.count > joinedPoints, !isSorted {
      let every = (layer.x.count - 1) / joinedPoints + 1
      result = result.keeping(every)
      result.notes.append("every \(every)th of \(layer.x.count) points is drawn.")
    }
    if layer.runs.count > runs {
      result.runs = Array(result.runs.prefix(runs))
      result.notes.append("the first \(runs) of \(layer.runs.count) runs are drawn.")
    }
    let hasBars = layer.errorBars != nil || layer.horizontalBars != nil
    if hasBars, result.x.count > bars {
      let every = (result.x.count - 1) / bars + 1
      result.errorBars = result.errorBars?.keeping(every)
      result.horizontalBars = result.horizontalBars?.keeping(every)
      result.notes.append("bars are drawn at every \(every)th point.")
    }
    return result
  }
}

extension SeriesLayer {
  /// The layer with every k-th point only.
  fileprivate func keeping(_ every: Int) -> SeriesLayer {
    func thinned<T>(_ values: [T]) -> [T] {
      stride(from: 0, to: values.count, by: every).map { values[$0] }
    }
    func thinned(_ interval: Interval?) -> Interval? {
      interval.map { Interval(lower: thinned($0.lower), upper: thinned($0.upper)) }
    }
    var result = self
    result.x = thinned(x)
    result.y = thinned(y)
    result.band = thinned(band)
    result.errorBars = thinned(errorBars)
    result.horizontalBars = thinned(horizontalBars)
    result.runs = runs.map { thinned($0) }
    result.sampleCounts = sampleCounts.map { thinned($0) }
    return result
  }
}

extension Interval {
  /// Every k-th interval; the others have no ends.
  fileprivate func keeping(_ every: Int) -> Interval {
    func kept(_ values: [Double]) -> [Double] {
      values.enumerated().map { $0.offset % every == 0 ? $0.element : .nan }
    }
    return Interval(lower: kept(lower), upper: kept(upper))
  }
}

/// Finds how far the data reaches along both axes.
struct ExtentReader {
  let scales: Scales
  /// Only what lies within counts for the vertical extent.
  let xLimits: AxisDomain?
  var x = Extent()
  var y = Extent()

  init(scales: Scales, xLimits: AxisDomain?) {
    self.scales = scales
    self.xLimits = xLimits
  }

  mutating func read(_ model: FigureModel) {
    for series in model.series { read(series.layer) }
    for histogram in model.histograms { read(histogram) }
    for rule in model.rules {
      if rule.layer.direction == .horizontal {
        y.include(rule.layer.value)
      } else {
        x.include(rule.layer.value)
      }
    }
    for slope in model.slopes {
      guard let anchor = slope.layer.anchor else { continue }
      if scales.x.canShow(anchor.x), scales.y.canShow(anchor.y) {
        x.include(anchor.x)
        y.include(anchor.y)
      }
    }
  }

  private mutating func read(_ layer: SeriesLayer) {
    for index in layer.x.indices {
      let place = layer.x[index]
      guard scales.x.canShow(place) else { continue }
      var values = [layer.y[index]]
      for interval in [layer.band, layer.errorBars].compactMap({ $0 }) {
        values += [interval.lower[index], interval.upper[index]]
      }
      values += layer.runs.map { $0[index] }
      var isVisible = false
      for value in values where scales.y.canShow(value) {
        isVisible = true
        if isWithin(place) { y.include(value) }
      }
      guard isVisible else { continue }
      x.include(place)
      if let bars = layer.horizontalBars {
        for value in [bars.lower[index], bars.upper[index]] where scales.x.canShow(value) {
          x.include(value)
        }
      }
    }
  }

  private func isWithin(_ value: Double) -> Bool {
    guard let xLimits else { return true }
    return value >= xLimits.low && value <= xLimits.high
  }

  private mutating func read(_ histogram: DrawnHistogram) {
    for bin in histogram.bins {
      x.include(bin.low)
      x.include(bin.high)
      if bin.height > 0 {
        y.include(bin.height)
        y.include(scales.y.isLogarithmic ? bin.height / 2 : 0)
      }
    }
  }
}

/// Bin edges common to all histograms of a figure.
struct HistogramBinning: Sendable {
  private let scale: AxisScale
  private let extent: Extent
  private let automaticCount: Int

  init(_ layers: [HistogramLayer], scale: AxisScale) {
    self.scale = scale
    let values = layers.flatMap(\.values).filter(scale.canShow).map(scale.transformed).sorted()
    var extent = Extent()
    if let low = values.first, let high = values.last {
      let isPoint = high - low <= max(abs(low), abs(high)) * 1e-12
      let half = isPoint ? max(abs(low) * 0.1, 0.5) : 0
      extent.include(low - half)
      extent.include(high + half)
    }
    self.extent = extent
    automaticCount = Self.freedmanDiaconis(values)
  }

  /// The number of bins of width 2 IQR n^(−1/3), between 1 and 100.
  ///
  /// Reference: Freedman and Diaconis 1981, "On the histogram as a density estimator".
  static func freedmanDiaconis(_ sorted: [Double]) -> Int {
    guard let low = sorted.first, let high = sorted.last, high > low else { return 1 }
    let count = Double(sorted.count)
    let spread = SampleStatistics.quantile(sorted, 0.75) - SampleStatistics.quantile(sorted, 0.25)
    let root = count.squareRoot().rounded(.up)
    guard spread > 0 else { return Int(min(max(root, 1), 30)) }
    var cubeRoot = count
    for _ in 0..<60 { cubeRoot = (2 * cubeRoot + count / (cubeRoot * cubeRoot)) / 3 }
    let bins = ((high - low) / (2 * spread / cubeRoot)).rounded(.up)
    return Int(min(max(bins.isFinite ? bins : 100, 1), 100))
  }

  func bins(of layer: HistogramLayer) -> (bins: [DrawnHistogram.Bin], count: Int) {
    guard !extent.isEmpty else { return ([], 0) }
    let number = min(max(layer.bins ?? automaticCount, 1), 400)
    let width = (extent.high - extent.low) / Double(number)
    var counts = [Int](repeating: 0, count: number)
    var total = 0
    for value in layer.values where scale.canShow(value) {
      let place = (scale.transformed(value) - extent.low) / width
      counts[min(max(Int(place), 0), number - 1)] += 1
      total += 1
    }
    guard total > 0 else { return ([], 0) }
    let edges = (0...number).map { scale.inverse(extent.low + Double($0) * width) }
    let bins = counts.indices.map { index in
      DrawnHistogram.Bin(
        low: edges[index],
        high: edges[index + 1],
        count: counts[index],
        height: height(
          counts[index],
          total,
          edges[index + 1] - edges[index],
          layer.normalization
        )
      )
    }
    return (bins, total)
  }

  private func height(
    _ count: Int,
    _ total: Int,
    _ width: Double,
    _ normalization: HistogramNormalization
  ) -> Double {
    switch normalization {
    case .count: Double(count)
    case .fraction: Double(count) / Double(total)
    case .density: Double(count) / Double(total) / width
    }
  }
}

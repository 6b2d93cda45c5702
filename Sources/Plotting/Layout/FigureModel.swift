/// A figure's marks with everything decided that does not depend on the size of the drawing:
/// scales, domains, colors, signs, names and notes.
struct FigureModel: Sendable {
  var scales: Scales
  var xDomain: AxisDomain
  var yDomain: AxisDomain
  var series: [DrawnSeries] = []
  var histograms: [DrawnHistogram] = []
  var heatMap: DrawnHeatMap?
  var slopes: [DrawnSlope] = []
  var rules: [DrawnRule] = []
  var notes: [String] = []

  /// Whether there is nothing at all to draw.
  var isEmpty: Bool {
    series.allSatisfy { $0.drawableCount == 0 } && histograms.allSatisfy(\.bins.isEmpty)
      && heatMap == nil
  }

  /// Bars stand on the x axis: no padding below them.
  var standsOnAxis: Bool { !histograms.isEmpty }
}

/// A series with its color, sign and name.
struct DrawnSeries: Sendable {
  var layer: SeriesLayer
  /// The role of the palette.
  var role: String
  var marker: MarkerShape
  /// The sign that tells the series apart where color is not enough.
  var sign = MarkerShape.circle
  var label: RichText?
  /// The number of points that can be drawn on the figure's scales.
  var drawableCount = 0
}

struct DrawnSlope: Sendable {
  var layer: SlopeLayer
  var role: String
  var label: RichText
}

struct DrawnRule: Sendable {
  var layer: RuleLayer
  var role: String
  var label: RichText?
}

struct DrawnHistogram: Sendable {
  struct Bin: Sendable, Hashable {
    var low: Double
    var high: Double
    var count: Int
    var height: Double
  }
  var bins: [Bin]
  var role: String
  var label: RichText?
  var style: MarkStyle
  var normalization: HistogramNormalization
  var valueCount: Int
}

struct DrawnHeatMap: Sendable {
  var grid: CellGrid
  var mapping: ColorMapping
  var label: RichText
}

// MARK: Building

extension FigureModel {
  /// Decides everything about a figure's marks.
  init(_ figure: Figure) {
    let layers = figure.marks.flatMap(\.content.layers)
    var builder = ModelBuilder(figure: figure, layers: layers)
    self = builder.model()
  }
}

/// Goes through the layers once per concern.
private struct ModelBuilder {
  let figure: Figure
  let layers: [Layer]
  var scales: Scales
  var notes: [String] = []
  var cycle = 0
  var tally = DroppedTally()

  init(figure: Figure, layers: [Layer]) {
    self.figure = figure
    self.layers = layers
    scales = figure.scales
  }

  mutating func model() -> FigureModel {
    let heatMap = drawnHeatMap()
    if heatMap != nil, scales != .linear {
      scales = .linear
      notes.append("A heat map has linear axes; the logarithmic scales are not used.")
    }
    var drawn = FigureModel(
      scales: scales,
      xDomain: AxisDomain(Extent(), scale: scales.x),
      yDomain: AxisDomain(Extent(), scale: scales.y)
    )
    drawn.heatMap = heatMap
    let edges = HistogramBinning(
      layers.compactMap { if case .histogram(let layer) = $0 { layer } else { nil } },
      scale: scales.x
    )
    for layer in layers {
      switch layer {
      case .series(let layer): drawn.series.append(series(layer))
      case .histogram(let layer): drawn.histograms.append(histogram(layer, edges))
      case .slope(let layer): if let slope = slope(layer) { drawn.slopes.append(slope) }
      case .rule(let layer): if let rule = rule(layer) { drawn.rules.append(rule) }
      case .heatMap: break
      }
    }
    dropRepeatedName(in: &drawn)
    setDomains(of: &drawn)
    drawn.notes = collectedNotes(drawn)
    return drawn
  }

  // MARK: Colors and names

  /// The palette role of a mark; automatic ones take the next color of the cycle.
  private mutating func role(_ color: FigureColor, advances: Bool = true) -> (String, Int) {
    switch color {
    case .automatic:
      let index = cycle
      if advances { cycle += 1 }
      return ("s\(index % 8 + 1)", index)
    case .series(let number):
      let index = ((number % 8) + 7) % 8
      return ("s\(index + 1)", index)
    case .ordered(let index, let count):
      let last = max(count, 2) - 1
      let step = min(max(index, 0), last)
      return ("o\(Int((Double(step) / Double(last) * 8).rounded()))", step)
    case .ink: return ("ink", 0)
    case .muted: return ("muted", 0)
    }
  }

  /// The only name in a figure says nothing new when it is that of the vertical axis.
  private func dropRepeatedName(in model: inout FigureModel) {
    guard model.series.count == 1, model.histograms.isEmpty else { return }
    let axis = RichText(figure.yLabel).plain.lowercased()
    if model.series[0].label?.plain.lowercased() == axis { model.series[0].label = nil }
  }

  private func richLabel(_ label: String?) -> RichText? {
    guard let label else { return nil }
    let text = RichText(label)
    return text.isEmpty ? nil : text
  }

  private mutating func series(_ source: SeriesLayer) -> DrawnSeries {
    let layer = DrawingLimits.applied(to: source)
    // A band without a name lends its color to the line that follows.
    let advances = !(layer.isBandOnly && layer.label == nil)
    let (role, index) = self.role(layer.style.color, advances: advances)
    var drawn = DrawnSeries(
      layer: layer,
      role: role,
      marker: .none,
      label: richLabel(layer.label)
    )
    drawn.drawableCount = tally.count(layer, scales: scales)
    drawn.sign = Self.signs[index % Self.signs.count]
    drawn.marker = marker(layer, sign: drawn.sign, drawable: drawn.drawableCount)
    for note in layer.notes { notes.append(named(layer.label, note)) }
    if layer.x.isEmpty { notes.append(named(layer.label, "no points.")) }
    return drawn
  }

  private func named(_ label: String?, _ note: String) -> String {
    guard let text = richLabel(label) else { return Self.sentence(note) }
    return "\(text.plain): \(note)"
  }

  private static let signs: [MarkerShape] = [
    .circle, .square, .triangle, .diamond, .cross, .plus,
  ]

  private func marker(_ layer: SeriesLayer, sign: MarkerShape, drawable: Int) -> MarkerShape {
    if layer.isBandOnly { return .none }
    guard layer.style.markers == .automatic else {
      let isInvisible = layer.style.markers == .none && !layer.isJoined
      return isInvisible ? .circle : layer.style.markers
    }
    if !layer.isJoined { return sign }
    if drawable == 1 { return sign }
    guard layer.style.pattern == .solid else { return .none }
    let hasSamples = layer.sampleCounts != nil || layer.errorBars != nil
    return (hasSamples ? 2...40 : 3...16).contains(drawable) ? sign : .none
  }

  // MARK: Guides

  private mutating func slope(_ layer: SlopeLayer) -> DrawnSlope? {
    guard layer.exponent.isFinite, abs(layer.exponent) <= 1e12 else {
      notes.append("A slope guide of slope \(NumberText.significant(layer.exponent)) is left out.")
      return nil
    }
    let label =
      richLabel(layer.label)
      ?? SlopeLabel.text(
        layer.exponent,
        xLabel: figure.xLabel,
        isPower: scales.x.isLogarithmic && scales.y.isLogarithmic
      )
    return DrawnSlope(layer: layer, role: role(layer.style.color).0, label: label)
  }

  private mutating func rule(_ layer: RuleLayer) -> DrawnRule? {
    let scale = layer.direction == .horizontal ? scales.y : scales.x
    guard scale.canShow(layer.value) else {
      let reason = scale.isLogarithmic && layer.value <= 0 ? " on a logarithmic axis" : ""
      notes.append("A rule at \(NumberText.significant(layer.value))\(reason) is left out.")
      return nil
    }
    return DrawnRule(
      layer: layer,
      role: role(layer.style.color).0,
      label: richLabel(layer.label)
    )
  }

  // MARK: Distributions and matrices

  private mutating func histogram(
    _ layer: HistogramLayer,
    _ binning: HistogramBinning
  ) -> DrawnHistogram {
    let role = self.role(layer.style.color).0
    let result = binning.bins(of: layer)
    tally.add(layer.values, scale: scales.x)
    if result.bins.isEmpty { notes.append(named(layer.label, "no values.")) }
    return DrawnHistogram(
      bins: result.bins,
      role: role,
      label: richLabel(layer.label),
      style: layer.style,
      normalization: layer.normalization,
      valueCount: result.count
    )
  }

  private mutating func drawnHeatMap() -> DrawnHeatMap? {
    let maps = layers.compactMap { layer -> HeatMapLayer? in
      if case .heatMap(let map) = layer { map } else { nil }
    }
    guard let map = maps.last else { return nil }
    if maps.count > 1 { notes.append("Only the last of \(maps.count) heat maps is drawn.") }
    let grid = CellGrid(map.rows)
    guard grid.columnCount > 0 else {
      notes.append("The heat map has no cells.")
      return nil
    }
    let mapping = ColorMapping(grid, scale: map.colors)
    notes += grid.notes + mapping.notes
    return DrawnHeatMap(grid: grid, mapping: mapping, label: RichText(map.label))
  }

  // MARK: Domains

  private mutating func setDomains(of model: inout FigureModel) {
    if let map = model.heatMap {
      model.xDomain = AxisDomain.cells(map.grid.sourceColumnCount)
      model.yDomain = AxisDomain.cells(map.grid.sourceRowCount)
      return
    }
    let asked = (
      x: askedDomain(figure.xRange, scales.x, "x"), y: askedDomain(figure.yRange, scales.y, "y")
    )
    var reader = ExtentReader(scales: scales, xLimits: asked.x)
    reader.read(model)
    model.xDomain = asked.x ?? AxisDomain(reader.x, scale: scales.x)
    model.yDomain = asked.y ?? AxisDomain(reader.y, scale: scales.y)
  }

  private mutating func askedDomain(
    _ range: ClosedRange<Double>?,
    _ scale: AxisScale,
    _ name: String
  ) -> AxisDomain? {
    guard let range else { return nil }
    if let domain = AxisDomain(range, scale: scale) { return domain }
    let ends = [range.lowerBound, range.upperBound].map { NumberText.significant($0) }
    notes.append("The \(name) range \(ends[0]) to \(ends[1]) cannot be shown; the data's is.")
    return nil
  }

  private func collectedNotes(_ model: FigureModel) -> [String] {
    var all = tally.notes + notes
    if layers.isEmpty { all.insert("Nothing to draw.", at: 0) }
    let words = model.series.compactMap { series -> String? in
      guard let words = series.layer.intervalWords, words != "bars: as given" else { return nil }
      return words + Self.sampleWords(series.layer.sampleCounts)
    }
    var unique: [String] = []
    for word in words where !unique.contains(word) { unique.append(word) }
    let texts = ([figure.title, figure.xLabel, figure.yLabel] as [String?]).compactMap { $0 }
    let unknown = (texts.map { RichText($0) } + model.series.compactMap(\.label))
      .flatMap(\.unknownCommands)
    if let first = unknown.first { all.append("Unknown command \(first) in a label.") }
    return unique.map { Self.sentence($0) + "." } + all
  }

  private static func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  private static func sampleWords(_ counts: [Int]?) -> String {
    guard let counts, let least = counts.min(), let most = counts.max() else { return "" }
    return least == most ? ", \(most) samples" : ", \(least) to \(most) samples"
  }
}

extension AxisDomain {
  /// The domain of cells numbered from zero.
  static func cells(_ count: Int) -> AxisDomain {
    var extent = Extent()
    extent.include(-0.5)
    extent.include(Double(count) - 0.5)
    var domain = AxisDomain(extent, scale: .linear)
    domain.isFixed = true
    domain.isIntegral = true
    return domain
  }
}

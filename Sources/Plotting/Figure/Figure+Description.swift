import Foundation

extension Figure {
  /// One sentence for those who do not see the figure.
  public var alternativeText: String {
    FigureDescription(self, layout(width: Self.defaultWidth, height: Self.defaultHeight)).sentence
  }

  /// What the figure shows, generated from its data: axes, series, ranges, slopes.
  public var descriptionText: String {
    FigureDescription(self, layout(width: Self.defaultWidth, height: Self.defaultHeight)).text
  }
}

/// Says in words what a figure shows.
struct FigureDescription {
  private let figure: Figure
  private let layout: FigureLayout
  private var model: FigureModel { layout.model }

  init(_ figure: Figure, _ layout: FigureLayout) {
    self.figure = figure
    self.layout = layout
  }

  private var xName: String { name(figure.xLabel, "x") }
  private var yName: String { name(figure.yLabel, "y") }

  private func name(_ label: String, _ fallback: String) -> String {
    let plain = RichText(label).plain
    return plain.isEmpty ? fallback : plain
  }

  /// What is drawn, in one sentence.
  var sentence: String {
    let title = figure.title.map { RichText($0).plain + ": " } ?? ""
    if let map = model.heatMap {
      let name = map.label.isEmpty ? "" : " of \(map.label.plain)"
      return "\(title)Heat map\(name), \(map.grid.sourceRowCount) by \(map.grid.sourceColumnCount)."
    }
    let axes =
      model.histograms.isEmpty ? "\(yName) against \(xName)" : "distribution of \(xName)"
    let kinds = [
      counted(model.series.filter { $0.layer.isJoined && !$0.layer.isBandOnly }, "line"),
      counted(model.series.filter { !$0.layer.isJoined }, "set of points", "sets of points"),
      counted(model.series.filter(\.layer.isBandOnly), "band"),
      model.histograms.isEmpty
        ? nil
        : model.histograms.count == 1 ? "a histogram" : "\(model.histograms.count) histograms",
    ].compactMap { $0 }
    let what = kinds.isEmpty ? "an empty figure" : kinds.joined(separator: " and ")
    return "\(title)\(axes): \(what)."
  }

  private func counted(
    _ series: [DrawnSeries],
    _ noun: String,
    _ plural: String? = nil
  ) -> String? {
    guard !series.isEmpty else { return nil }
    let names = series.compactMap { $0.label?.plain }
    let count = series.count == 1 ? "a \(noun)" : "\(series.count) \(plural ?? noun + "s")"
    return names.isEmpty ? count : "\(count) (\(names.prefix(8).joined(separator: ", ")))"
  }

  /// Axes, then each mark, then the notes.
  var text: String {
    var parts: [String] = []
    if let map = model.heatMap {
      parts.append(
        "Colors from \(number(map.mapping.low)) to \(number(map.mapping.high))"
          + (map.mapping.kind == .logarithmic ? ", logarithmic." : ".")
      )
    } else {
      parts.append(axis("Horizontal axis", xName, layout.xAxis))
      parts.append(axis("Vertical axis", yName, layout.yAxis))
    }
    parts += model.series.prefix(12).map { describe($0) }
    if model.series.count > 12 { parts.append("And \(model.series.count - 12) more series.") }
    parts += model.histograms.map { describe($0) }
    parts += model.slopes.map { "Guide: \($0.label.plain), slope \(number($0.layer.exponent))." }
    parts += model.rules.map { rule in
      let direction = rule.layer.direction == .horizontal ? "Horizontal" : "Vertical"
      let name = rule.label.map { ", \($0.plain)" } ?? ""
      return "\(direction) rule at \(number(rule.layer.value))\(name)."
    }
    return (parts + model.notes).joined(separator: " ")
  }

  private func number(_ value: Double) -> String { NumberText.significant(value) }

  private func axis(_ position: String, _ name: String, _ axis: Axis) -> String {
    "\(position): \(name), \(axis.scale.words), from \(number(axis.low)) to \(number(axis.high))."
  }

  private func describe(_ series: DrawnSeries) -> String {
    let layer = series.layer
    let kind = layer.isBandOnly ? "Band" : layer.isJoined ? "Line" : "Points"
    let title = series.label.map { "\(kind) \($0.plain)" } ?? kind
    let points = zip(layer.x, layer.y).filter {
      model.scales.x.canShow($0) && model.scales.y.canShow($1)
    }
    guard let first = points.first, let last = points.last else {
      return "\(title): nothing to draw."
    }
    let count = points.count == 1 ? "1 point" : "\(points.count) points"
    guard points.count > 1 else {
      return "\(title): \(count), \(number(first.1)) at \(number(first.0))."
    }
    if !layer.isJoined { return "\(title): \(count)\(extremes(points.map(\.1), "between"))." }
    return "\(title): \(count), from \(number(first.1)) at \(number(first.0)) to "
      + "\(number(last.1)) at \(number(last.0))\(extremes(points.map(\.1), "within"))"
      + "\(slope(points))."
  }

  private func extremes(_ values: [Double], _ word: String) -> String {
    guard let low = values.min(), let high = values.max() else { return "" }
    return ", \(word) \(number(low)) and \(number(high))"
  }

  /// The least-squares slope of the logarithms, on doubly logarithmic scales.
  private func slope(_ points: [(Double, Double)]) -> String {
    guard model.scales.x.isLogarithmic, model.scales.y.isLogarithmic, points.count >= 3 else {
      return ""
    }
    let (x, y) = (points.map { log($0.0) }, points.map { log($0.1) })
    let (meanX, meanY) = (SampleStatistics.mean(x), SampleStatistics.mean(y))
    var (products, squares) = (0.0, 0.0)
    for (x, y) in zip(x, y) {
      products += (x - meanX) * (y - meanY)
      squares += (x - meanX) * (x - meanX)
    }
    guard squares > 0 else { return "" }
    return ", least-squares slope \(number(products / squares)) in the logarithms"
  }

  private func describe(_ histogram: DrawnHistogram) -> String {
    let title = histogram.label.map { "Histogram \($0.plain)" } ?? "Histogram"
    guard let first = histogram.bins.first, let last = histogram.bins.last,
      let peak = histogram.bins.max(by: { $0.height < $1.height })
    else { return "\(title): no values." }
    return "\(title): \(histogram.valueCount) values in \(histogram.bins.count) bins from "
      + "\(number(first.low)) to \(number(last.high)), "
      + "most between \(number(peak.low)) and \(number(peak.high))."
  }
}

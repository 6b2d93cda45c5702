/// Names at the right ends of lines.
enum DirectLabels {
  private static let gap = 8.0

  /// The distance of baselines: more for formulas with scripts, which reach higher and lower.
  private static func spacing(_ model: FigureModel) -> Double {
    model.series.contains { $0.label?.runs.contains { $0.rise != 0 } ?? false } ? 20 : 16
  }
  /// More names than this make a column that nobody can follow to the lines.
  static let mostLabels = 9

  /// Labels moved further than this from their line belong in a legend; less if there are many.
  private static func largestShift(_ count: Int) -> Double { count <= 5 ? 18 : 8 }

  /// The space needed on the right; nil when the names are too long.
  static func margin(_ model: FigureModel, width: Double) -> Double? {
    let widest = model.series.compactMap { $0.label?.width(Typography.body) }.max() ?? 0
    let margin = (widest * 1.03 + gap + 6).rounded(.up)
    return margin <= width * 0.32 ? margin : nil
  }

  /// Labels beside the last points, moved apart; nil when they cannot be near their lines.
  static func place(_ layout: FigureLayout) -> [DirectLabel]? {
    var ends: [(series: Int, x: Double, y: Double)] = []
    for (index, series) in layout.model.series.enumerated() where series.label != nil {
      guard let end = end(of: series.layer, layout) else { return nil }
      guard end.x > layout.plot.maxX - 0.1 * layout.plot.width else { return nil }
      ends.append((index, end.x, end.y))
    }
    ends.sort { ($0.y, $0.series) < ($1.y, $1.series) }
    let range = (layout.plot.minY - 2)...max(layout.plot.maxY + 2, layout.plot.minY)
    let places = separated(ends.map(\.y), within: range, spacing: spacing(layout.model))
    var labels: [DirectLabel] = []
    for (end, place) in zip(ends, places) {
      let shift = abs(place - end.y)
      guard shift <= largestShift(ends.count), let text = layout.model.series[end.series].label
      else {
        return nil
      }
      labels.append(
        DirectLabel(
          series: end.series,
          text: PlacedText(
            text: text,
            x: layout.plot.maxX + gap,
            y: place + Typography.body * 0.33,
            role: layout.model.series[end.series].role
          ),
          leader: shift > 3 || end.x < layout.plot.maxX - 30 ? (end.x, end.y) : nil
        )
      )
    }
    return labels
  }

  /// The rightmost visible point of a series.
  private static func end(of layer: SeriesLayer, _ layout: FigureLayout) -> (x: Double, y: Double)?
  {
    var best: (x: Double, y: Double)?
    for (x, y) in zip(layer.x, layer.y) {
      guard layout.xAxis.scale.canShow(x), layout.yAxis.scale.canShow(y), layout.xAxis.contains(x),
        layout.yAxis.contains(y)
      else { continue }
      let place = layout.xAxis.position(x)
      if place >= best?.x ?? -.infinity { best = (place, layout.yAxis.position(y)) }
    }
    return best
  }

  /// The sorted heights moved as little as possible (in squares) so that neighbors keep a
  /// distance: blocks of labels that touch are pooled around their mean.
  static func separated(
    _ heights: [Double],
    within range: ClosedRange<Double>,
    spacing: Double = 16
  ) -> [Double] {
    struct Block {
      var sum: Double
      var count: Int
      var top: Double { sum / Double(count) }
    }
    var blocks: [Block] = []
    for (index, height) in heights.enumerated() {
      // With slots of fixed spacing taken off, the labels must only keep their order.
      blocks.append(Block(sum: height - Double(index) * spacing, count: 1))
      while blocks.count > 1, blocks[blocks.count - 2].top > blocks[blocks.count - 1].top {
        let last = blocks.removeLast()
        blocks[blocks.count - 1].sum += last.sum
        blocks[blocks.count - 1].count += last.count
      }
    }
    let tops = blocks.flatMap { Array(repeating: $0.top, count: $0.count) }
    let highest = range.upperBound - Double(heights.count - 1) * spacing
    return tops.enumerated().map { index, top in
      max(min(top, highest), range.lowerBound) + Double(index) * spacing
    }
  }
}

/// Finds free places for slope guides and for the names of guides and rules.
enum GuidePlacement {
  static func place(_ layout: inout FigureLayout) {
    var ink = InkMap(layout)
    var taken = layout.texts.map(\.box) + layout.directLabels.map(\.text.box)
    for index in layout.model.rules.indices {
      guard let text = ruleLabel(index, layout, ink, taken) else { continue }
      layout.texts.append(text)
      taken.append(text.box)
      ink.mark(text.box)
    }
    for index in layout.model.slopes.indices {
      guard let slope = bestSlope(index, layout, ink, taken) else { continue }
      layout.slopes.append(slope.line)
      ink.mark(slope.line.from, slope.line.to)
      guard let text = slope.text else { continue }
      layout.texts.append(text)
      taken.append(text.box)
      ink.mark(text.box)
    }
  }

  // MARK: Rules

  private static func ruleLabel(
    _ index: Int,
    _ layout: FigureLayout,
    _ ink: InkMap,
    _ taken: [Box]
  ) -> PlacedText? {
    let rule = layout.model.rules[index]
    guard let label = rule.label?.truncated(to: layout.plot.width * 0.6, size: Typography.body)
    else { return nil }
    let candidates =
      rule.layer.direction == .horizontal
      ? horizontalCandidates(label, rule, layout) : verticalCandidates(label, rule, layout)
    return best(candidates, layout, ink, taken)
  }

  private static func horizontalCandidates(
    _ label: RichText,
    _ rule: DrawnRule,
    _ layout: FigureLayout
  ) -> [PlacedText] {
    let y = layout.yAxis.position(rule.layer.value)
    let width = label.width(Typography.body)
    return [y - 5, y + 14].flatMap { baseline in
      [1.0, 0, 0.5, 0.75, 0.25].map { fraction in
        let x = layout.plot.minX + 5 + (layout.plot.width - width - 10) * fraction
        return PlacedText(text: label, x: x, y: baseline, role: rule.role, hasHalo: true)
      }
    }
  }

  private static func verticalCandidates(
    _ label: RichText,
    _ rule: DrawnRule,
    _ layout: FigureLayout
  ) -> [PlacedText] {
    let x = layout.xAxis.position(rule.layer.value)
    let plot = layout.plot
    return [0.0, 1, 0.5, 0.25, 0.75].flatMap { fraction in
      [PlacedText.Anchor.start, .end].map { anchor in
        PlacedText(
          text: label,
          x: anchor == .start ? x + 5 : x - 5,
          y: plot.minY + 15 + (plot.height - 22) * fraction,
          anchor: anchor,
          role: rule.role,
          hasHalo: true
        )
      }
    }
  }

  /// The first of the places with the least ink under them, inside the plot and clear of texts.
  private static func best(
    _ candidates: [PlacedText],
    _ layout: FigureLayout,
    _ ink: InkMap,
    _ taken: [Box]
  ) -> PlacedText? {
    var best: (text: PlacedText, cost: Int)?
    for candidate in candidates {
      let box = candidate.box.insetBy(-2, -1)
      guard layout.plot.contains(candidate.box), !taken.contains(where: box.overlaps) else {
        continue
      }
      let cost = ink.amount(in: box)
      if cost < best?.cost ?? .max { best = (candidate, cost) }
    }
    return best?.text
  }

  // MARK: Slopes

  private typealias Candidate = (line: PlacedSlope, text: PlacedText?, cost: Double)

  private static func bestSlope(
    _ index: Int,
    _ layout: FigureLayout,
    _ ink: InkMap,
    _ taken: [Box]
  ) -> (line: PlacedSlope, text: PlacedText?)? {
    let slope = layout.model.slopes[index]
    let steepness = pixelSlope(slope.layer.exponent, layout)
    if let anchor = slope.layer.anchor, layout.xAxis.scale.canShow(anchor.x),
      layout.yAxis.scale.canShow(anchor.y)
    {
      let (x, y) = (layout.xAxis.position(anchor.x), layout.yAxis.position(anchor.y))
      guard let line = clipped(index, x, y, steepness, layout.plot.minX, layout.plot.maxX, layout)
      else { return nil }
      return (line, label(slope, line, layout, ink, taken))
    }
    var best: Candidate?
    for candidate in candidates(index, steepness, layout) {
      let lineCost = self.cost(candidate, layout, ink)
      guard lineCost < best?.cost ?? .infinity else { continue }
      let text = label(slope, candidate, layout, ink, taken)
      let cost = lineCost + (text.map { Double(ink.amount(in: $0.box)) * 3 } ?? 60)
      if cost < best?.cost ?? .infinity { best = (candidate, text, cost) }
    }
    return best.map { ($0.line, $0.text) }
  }

  /// The slope in the view box, where y grows downwards.
  private static func pixelSlope(_ exponent: Double, _ layout: FigureLayout) -> Double {
    func unit(_ axis: Axis) -> Double {
      // Natural logarithms for semi-logarithmic axes; on two logarithmic ones the base cancels.
      let scale = axis.scale
      let ends = (scale.transformed(axis.low), scale.transformed(axis.high))
      let perTransformed = (axis.end - axis.start) / (ends.1 - ends.0)
      return switch scale {
      case .linear: perTransformed
      case .log10: perTransformed * 0.4342944819032518
      case .log2: perTransformed * 1.4426950408889634
      }
    }
    let slope = exponent * unit(layout.yAxis) / unit(layout.xAxis)
    return slope.isFinite ? min(max(slope, -1e6), 1e6) : 0
  }

  private static func candidates(
    _ index: Int,
    _ steepness: Double,
    _ layout: FigureLayout
  ) -> [PlacedSlope] {
    let plot = layout.plot.insetBy(10, 10)
    let windows = [(0.22, 0.78), (0.35, 0.9), (0.1, 0.6), (0.45, 0.95), (0.05, 0.5)]
    return windows.flatMap { window -> [PlacedSlope] in
      let left = plot.minX + window.0 * plot.width
      let right = plot.minX + window.1 * plot.width
      return stride(from: 0.0, through: 1, by: 1.0 / 24).compactMap { fraction in
        clipped(
          index,
          (left + right) / 2,
          plot.minY + fraction * plot.height,
          steepness,
          left,
          right,
          layout
        )
      }
    }
  }

  /// The part of a line inside the plot and between two abscissae.
  private static func clipped(
    _ index: Int,
    _ x: Double,
    _ y: Double,
    _ slope: Double,
    _ left: Double,
    _ right: Double,
    _ layout: FigureLayout
  ) -> PlacedSlope? {
    let plot = layout.plot.insetBy(3, 3)
    var (from, to) = (max(left, plot.minX), min(right, plot.maxX))
    if slope != 0 {
      let crossings = [x + (plot.minY - y) / slope, x + (plot.maxY - y) / slope].sorted()
      from = max(from, crossings[0])
      to = min(to, crossings[1])
    } else if y < plot.minY || y > plot.maxY {
      return nil
    }
    guard to > from else { return nil }
    let (start, end) = (y + (from - x) * slope, y + (to - x) * slope)
    guard abs(to - from) + abs(end - start) > 24 else { return nil }
    return PlacedSlope(slope: index, from: (from, start), to: (to, end))
  }

  /// Low beside the data and long; high over the data or far from it.
  private static func cost(
    _ line: PlacedSlope,
    _ layout: FigureLayout,
    _ ink: InkMap
  ) -> Double {
    let crossing = Double(ink.amount(from: line.from, to: line.to, radius: 1))
    let middle = ((line.from.x + line.to.x) / 2, (line.from.y + line.to.y) / 2)
    let distance = ink.distance(from: middle)
    let (dx, dy) = (line.to.x - line.from.x, line.to.y - line.from.y)
    let length = (dx * dx + dy * dy).squareRoot()
    let shortness = max(0, layout.plot.width * 0.45 - length)
    return crossing * 5 + shortness * 0.5 + abs(distance - 26) * 0.6
  }

  private static func label(
    _ slope: DrawnSlope,
    _ line: PlacedSlope,
    _ layout: FigureLayout,
    _ ink: InkMap,
    _ taken: [Box]
  ) -> PlacedText? {
    let text = slope.label.truncated(to: layout.plot.width * 0.4, size: Typography.body)
    let rises = line.to.y < line.from.y
    let candidates = [0.6, 0.5, 0.75, 0.35, 0.9].flatMap { fraction -> [PlacedText] in
      let x = line.from.x + (line.to.x - line.from.x) * fraction
      let y = line.from.y + (line.to.y - line.from.y) * fraction
      let above = PlacedText(
        text: text,
        x: rises ? x - 4 : x + 4,
        y: y - 6,
        anchor: rises ? .end : .start,
        role: slope.role,
        hasHalo: true
      )
      let below = PlacedText(
        text: text,
        x: rises ? x + 4 : x - 4,
        y: y + 15,
        anchor: rises ? .start : .end,
        role: slope.role,
        hasHalo: true
      )
      return [above, below]
    }
    return best(candidates, layout, ink, taken)
  }
}

/// Which parts of the plot are drawn upon, in cells of five units.
struct InkMap: Sendable {
  private let plot: Box
  private let columns: Int
  private let rows: Int
  private var cells: [Bool]
  private static let side = 5.0

  init(_ layout: FigureLayout) {
    plot = layout.plot
    columns = max(Int(layout.plot.width / Self.side) + 1, 1)
    rows = max(Int(layout.plot.height / Self.side) + 1, 1)
    cells = [Bool](repeating: false, count: columns * rows)
    for series in layout.model.series { mark(series.layer, layout) }
    for histogram in layout.model.histograms {
      for bin in histogram.bins where bin.height > 0 && layout.yAxis.scale.canShow(bin.height) {
        mark(
          Box(
            minX: layout.xAxis.position(bin.low),
            minY: layout.yAxis.position(bin.height),
            maxX: layout.xAxis.position(bin.high),
            maxY: plot.maxY
          )
        )
      }
    }
  }

  private mutating func mark(_ layer: SeriesLayer, _ layout: FigureLayout) {
    var last: (x: Double, y: Double)?
    let interval = layer.band ?? layer.errorBars
    // A hundred thousand points cover the plot as well as a million do.
    let stride = max(layer.x.count / 100_000, 1)
    for index in Swift.stride(from: 0, to: layer.x.count, by: stride) {
      guard layout.xAxis.scale.canShow(layer.x[index]), layout.yAxis.scale.canShow(layer.y[index])
      else {
        last = nil
        continue
      }
      let point = (
        x: layout.xAxis.position(layer.x[index]), y: layout.yAxis.position(layer.y[index])
      )
      if layer.isJoined, let last { mark(last, point) } else { mark(point, point) }
      if let interval {
        let ends = [interval.lower[index], interval.upper[index]].filter(layout.yAxis.scale.canShow)
        for end in ends { mark(point, (point.x, layout.yAxis.position(end))) }
      }
      last = point
    }
  }

  private func column(_ x: Double) -> Int? {
    let place = (x - plot.minX) / Self.side
    return place >= 0 && place < Double(columns) ? Int(place) : nil
  }

  private func row(_ y: Double) -> Int? {
    let place = (y - plot.minY) / Self.side
    return place >= 0 && place < Double(rows) ? Int(place) : nil
  }

  private static func steps(_ from: (x: Double, y: Double), _ to: (x: Double, y: Double)) -> Int {
    let length = max(abs(to.x - from.x), abs(to.y - from.y)) / (side / 2)
    return length.isFinite ? Int(min(length, 2000)) + 1 : 1
  }

  mutating func mark(_ from: (x: Double, y: Double), _ to: (x: Double, y: Double)) {
    let count = Self.steps(from, to)
    for step in 0...count {
      let t = Double(step) / Double(count)
      if let column = column(from.x + (to.x - from.x) * t),
        let row = row(from.y + (to.y - from.y) * t)
      {
        cells[row * columns + column] = true
      }
    }
  }

  mutating func mark(_ box: Box) {
    forEachCell(in: box) { cells[$0] = true }
  }

  /// The number of cells drawn upon in a box.
  func amount(in box: Box) -> Int {
    var sum = 0
    forEachCell(in: box) { sum += cells[$0] ? 1 : 0 }
    return sum
  }

  private func forEachCell(in box: Box, _ body: (Int) -> Void) {
    func clamped(_ value: Double, _ count: Int) -> Int {
      Int(min(max(value, 0), Double(count - 1)))
    }
    guard box.maxX >= plot.minX, box.minX <= plot.maxX, box.maxY >= plot.minY,
      box.minY <= plot.maxY
    else { return }
    let left = clamped((box.minX - plot.minX) / Self.side, columns)
    let right = clamped((box.maxX - plot.minX) / Self.side, columns)
    let top = clamped((box.minY - plot.minY) / Self.side, rows)
    let bottom = clamped((box.maxY - plot.minY) / Self.side, rows)
    guard left <= right, top <= bottom else { return }
    for row in top...bottom {
      for column in left...right { body(row * columns + column) }
    }
  }

  /// The number of cells drawn upon along a segment, widened by a radius in cells.
  func amount(from: (x: Double, y: Double), to: (x: Double, y: Double), radius: Int) -> Int {
    let reach = Double(radius) * Self.side
    let count = Self.steps(from, to) / 2 + 1
    return (0...count).reduce(0) { sum, step in
      let t = Double(step) / Double(count)
      let (x, y) = (from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t)
      return sum
        + amount(in: Box(minX: x - reach, minY: y - reach, maxX: x + reach, maxY: y + reach))
    }
  }

  /// The distance to the nearest cell drawn upon, up to 80.
  func distance(from point: (x: Double, y: Double)) -> Double {
    for radius in 1...16 {
      let reach = Double(radius) * Self.side
      let box = Box(
        minX: point.x - reach,
        minY: point.y - reach,
        maxX: point.x + reach,
        maxY: point.y + reach
      )
      if amount(in: box) > 0 { return reach }
    }
    return 80
  }
}

/// Tries names at line ends first, then in rows; gives up texts when there is no room.
struct LayoutBuilder {
  let figure: Figure
  let model: FigureModel
  let width: Double
  let height: Double
  var austerity = Austerity.none

  /// What is given up when the height leaves too little for the plot, one after the other.
  enum Austerity: Int, Comparable {
    case none, withoutNotes, withoutTitle, withoutLegend, withoutLabels

    static func < (left: Austerity, right: Austerity) -> Bool { left.rawValue < right.rawValue }
  }

  /// The least height of a plot before something else is given up.
  private static let leastHeight = 60.0

  init(figure: Figure, model: FigureModel, width: Double, height: Double) {
    self.figure = figure
    self.model = model
    self.width = width
    self.height = height
  }

  mutating func layout() -> FigureLayout {
    while true {
      if figure.legend == .automatic, canUseDirectLabels, let layout = attempt(direct: true),
        layout.plot.height >= Self.leastHeight
      {
        return layout
      }
      if let layout = attempt(direct: false),
        layout.plot.height >= Self.leastHeight || austerity == .withoutLabels
      {
        return layout
      }
      austerity = Austerity(rawValue: austerity.rawValue + 1) ?? .withoutLabels
    }
  }

  private var canUseDirectLabels: Bool {
    let named = model.series.filter { $0.label != nil }
    return (1...DirectLabels.mostLabels).contains(named.count) && model.heatMap == nil
      && model.histograms.allSatisfy { $0.label == nil }
      && named.allSatisfy { $0.layer.isJoined && !$0.layer.isBandOnly }
  }

  /// What the plot area depends on and what follows from its ticks.
  struct Frame: Hashable {
    var left = 44.0
    var right = 8.0
    var xFactor: RichText?
    var yFactor: RichText?
    var barFactor: RichText?
  }

  private func attempt(direct: Bool) -> FigureLayout? {
    var frame = Frame()
    if direct {
      guard let margin = DirectLabels.margin(model, width: width) else { return nil }
      frame.right = margin
    }
    if model.heatMap != nil { frame.right = 74 }
    let least = frame
    var header = Header(self, direct: direct, frame: frame)
    var layout = framed(header, frame)
    // The frame follows from tick labels, whose choice follows from the frame: a few rounds
    // settle it, and if they do not, the widest margins seen do.
    for round in 0..<6 {
      var needed = neededFrame(layout, atLeast: least)
      if round >= 3 {
        needed.left = max(needed.left, frame.left)
        needed.right = max(needed.right, frame.right)
      }
      if needed == frame { break }
      frame = needed
      header = Header(self, direct: direct, frame: frame)
      layout = framed(header, frame)
    }
    header.align(with: layout)
    layout.texts += header.texts
    layout.legend = header.legend
    addTickLabels(to: &layout)
    addFooter(to: &layout)
    if direct {
      guard let labels = DirectLabels.place(layout) else { return nil }
      layout.directLabels = labels
    }
    GuidePlacement.place(&layout)
    return layout
  }

  // MARK: The plot area

  private func framed(_ header: Header, _ frame: Frame) -> FigureLayout {
    let notes = noteLines.count
    let bottom =
      25 + Double(xLabelLines(frame.xFactor).count) * Typography.line
      + Double(notes) * Typography.noteLine + (notes == 0 ? 4 : 8)
    var plot = Box(
      minX: frame.left,
      minY: header.height,
      maxX: max(width - frame.right, frame.left + 40),
      maxY: max(height - bottom, header.height + 20)
    )
    var colorBar: PlacedColorBar?
    if let map = model.heatMap {
      plot = square(plot, map.grid)
      colorBar = bar(map.mapping, beside: plot)
    }
    let xAxis = horizontalAxis(plot)
    let yAxis = verticalAxis(plot)
    return FigureLayout(
      model: model,
      width: width,
      height: height,
      plot: plot,
      xAxis: xAxis,
      yAxis: yAxis,
      colorBar: colorBar
    )
  }

  /// Fewer and fewer ticks until no two labels come too near.
  private func horizontalAxis(_ plot: Box) -> Axis {
    var target = max(Int(plot.width / (model.scales.x.isLogarithmic ? 48 : 72)), 2) + 1
    while true {
      var axis = model.xDomain.axis(from: plot.minX, to: plot.maxX, target: target)
      let labeled = axis.ticks.filter { $0.label != nil }
      let areApart = zip(labeled, labeled.dropFirst()).allSatisfy { left, right in
        let gap = axis.position(right.value) - axis.position(left.value)
        let widths =
          (left.label?.width(Typography.tick) ?? 0) + (right.label?.width(Typography.tick) ?? 0)
        return gap > widths / 2 + 9
      }
      if areApart { return axis }
      if target <= 2 {
        thin(&axis)
        return axis
      }
      target -= 1
    }
  }

  /// Fewer and fewer ticks until every label has a line of its own; the rows of a heat map run
  /// downwards.
  private func verticalAxis(_ plot: Box) -> Axis {
    let isMap = model.heatMap != nil
    let (start, end) = isMap ? (plot.minY, plot.maxY) : (plot.maxY, plot.minY)
    var target = max(Int(plot.height / (model.scales.y.isLogarithmic ? 32 : 44)), 2) + 1
    while true {
      let axis = model.yDomain.axis(
        from: start,
        to: end,
        target: target,
        paddedLow: !model.standsOnAxis
      )
      let places = axis.ticks.filter { $0.label != nil }.map { axis.position($0.value) }
      let areApart = zip(places, places.dropFirst()).allSatisfy {
        abs($1 - $0) >= Typography.tick * 1.2
      }
      if areApart || target <= 2 { return axis }
      target -= 1
    }
  }

  /// Takes labels away from left to right where they would touch.
  private func thin(_ axis: inout Axis) {
    var right = -Double.infinity
    for index in axis.ticks.indices {
      guard let label = axis.ticks[index].label else { continue }
      let half = label.width(Typography.tick) / 2
      let place = axis.position(axis.ticks[index].value)
      if place - half < right + 6 {
        axis.ticks[index].label = nil
      } else {
        right = place + half
      }
    }
  }

  /// The largest centered box with square cells, unless that would leave a sliver.
  private func square(_ plot: Box, _ grid: CellGrid) -> Box {
    let (columns, rows) = (Double(grid.sourceColumnCount), Double(grid.sourceRowCount))
    guard columns / rows <= 4, rows / columns <= 4 else { return plot }
    let cell = min(plot.width / columns, plot.height / rows)
    var box = plot
    let spare = plot.width - cell * columns
    box.minX += (spare / 2).rounded()
    box.maxX = box.minX + cell * columns
    box.maxY = box.minY + cell * rows
    return box
  }

  private func bar(_ mapping: ColorMapping, beside plot: Box) -> PlacedColorBar {
    let box = Box(
      minX: plot.maxX + 14,
      minY: plot.minY,
      maxX: plot.maxX + 28,
      maxY: plot.maxY
    )
    var extent = Extent()
    extent.include(mapping.low)
    extent.include(mapping.high)
    var domain = AxisDomain(extent, scale: mapping.kind == .logarithmic ? .log10 : .linear)
    domain.isFixed = true
    let axis = domain.axis(
      from: box.maxY,
      to: box.minY,
      target: max(Int(plot.height / 44), 2) + 1
    )
    return PlacedColorBar(box: box, axis: axis)
  }

  private func neededFrame(_ layout: FigureLayout, atLeast least: Frame) -> Frame {
    func width(_ tick: Tick) -> Double { tick.label?.width(Typography.tick) ?? 0 }
    var needed = least
    needed.xFactor = layout.xAxis.factor
    needed.yFactor = model.heatMap == nil ? layout.yAxis.factor : nil
    needed.barFactor = layout.colorBar?.axis.factor
    let labeled = layout.xAxis.ticks.filter { $0.label != nil }
    let overhang = labeled.first.map { tick in
      layout.plot.minX - layout.xAxis.position(tick.value) + width(tick) / 2 + 2
    }
    let widest = layout.yAxis.ticks.map(width).max() ?? 0
    needed.left = max((widest + 14).rounded(.up), (overhang ?? 0).rounded(.up), 16)
    if let bar = layout.colorBar {
      needed.right = (40 + (bar.axis.ticks.map(width).max() ?? 0)).rounded(.up)
    } else if let last = labeled.last {
      let reach = layout.xAxis.position(last.value) + width(last) / 2 - layout.plot.maxX
      needed.right = max(least.right, (reach + 3).rounded(.up))
    }
    return needed
  }
}

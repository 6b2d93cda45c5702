/// Where everything of a figure goes.
struct FigureLayout: Sendable {
  let model: FigureModel
  let width: Double
  let height: Double
  var plot: Box
  var xAxis: Axis
  var yAxis: Axis
  var texts: [PlacedText] = []
  var legend: [LegendEntry] = []
  var directLabels: [DirectLabel] = []
  var slopes: [PlacedSlope] = []
  var colorBar: PlacedColorBar?
}

extension FigureLayout {
  /// The signs that lines without markers bear here and there, by the index of the series: those
  /// that the rows above name, if there are several and nothing but color tells them apart.
  var sparseSigns: [Int: MarkerShape] {
    var signs: [Int: MarkerShape] = [:]
    for entry in legend {
      guard case .series(let index) = entry.sample else { continue }
      let series = model.series[index]
      let style = series.layer.style
      guard series.layer.isJoined, !series.layer.isBandOnly, series.marker == .none,
        style.markers == .automatic, style.pattern == .solid, series.role.hasPrefix("s")
      else { continue }
      signs[index] = series.sign
    }
    return signs.count > 1 ? signs : [:]
  }
}

/// One name in the rows above the figure: a sample of the mark and the text.
struct LegendEntry: Sendable {
  enum Sample: Sendable { case series(Int), histogram(Int) }
  var sample: Sample
  var x: Double
  /// The height of the middle of the sample.
  var y: Double
  var text: PlacedText

  static let sampleWidth = 26.0
}

/// A name at the end of its line.
struct DirectLabel: Sendable {
  var series: Int
  var text: PlacedText
  /// The end of the line, if the label stands apart from it.
  var leader: (x: Double, y: Double)?
}

/// A slope guide between two points.
struct PlacedSlope: Sendable {
  var slope: Int
  var from: (x: Double, y: Double)
  var to: (x: Double, y: Double)
}

/// The bar that explains the colors of a heat map.
struct PlacedColorBar: Sendable {
  var box: Box
  var axis: Axis
}

extension FigureLayout {
  /// Lays a figure out in a view box.
  init(_ figure: Figure, _ model: FigureModel, width: Double, height: Double) {
    var builder = LayoutBuilder(figure: figure, model: model, width: width, height: height)
    self = builder.layout()
  }
}

/// Tries names at line ends first, then in rows; gives up texts when there is no room.
struct LayoutBuilder {
  let figure: Figure
  let model: FigureModel
  let width: Double
  let height: Double
  /// What the height leaves room for: 0 everything, 1 no notes, 2 no legend, 3 no title either.
  private var austerity = 0

  init(figure: Figure, model: FigureModel, width: Double, height: Double) {
    self.figure = figure
    self.model = model
    self.width = width
    self.height = height
  }

  mutating func layout() -> FigureLayout {
    while true {
      let usesDirect = figure.legend == .automatic && canUseDirectLabels
      if usesDirect, let layout = attempt(direct: true), layout.plot.height >= 60 {
        return layout
      }
      if let layout = attempt(direct: false), layout.plot.height >= 60 || austerity == 3 {
        return layout
      }
      austerity += 1
    }
  }

  private var canUseDirectLabels: Bool {
    let named = model.series.filter { $0.label != nil }
    return (1...DirectLabels.mostLabels).contains(named.count) && model.heatMap == nil
      && model.histograms.allSatisfy { $0.label == nil }
      && named.allSatisfy { $0.layer.isJoined && !$0.layer.isBandOnly }
  }

  private func attempt(direct: Bool) -> FigureLayout? {
    var margins = Margins()
    margins.right = direct ? DirectLabels.margin(model, width: width) ?? .infinity : 8
    guard margins.right.isFinite else { return nil }
    if model.heatMap != nil { margins.right = 74 }
    var header = Header(self, direct: direct, left: margins.left)
    var layout = framed(header, margins)
    // Margins follow from tick labels, whose choice follows from margins: three rounds settle it.
    for _ in 0..<3 {
      let needed = neededMargins(layout, atLeast: margins, direct: direct)
      if needed == margins { break }
      margins = needed
      header = Header(self, direct: direct, left: margins.left)
      layout = framed(header, margins)
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

  struct Margins: Equatable {
    var left = 44.0
    var right = 8.0
  }

  private var xLabelLines: [RichText] {
    RichText(figure.xLabel).wrapped(to: width - 16, size: Typography.body, lines: 2)
  }

  private var noteLines: [RichText] {
    guard austerity < 1 else { return [] }
    let lines = model.notes.prefix(4).flatMap {
      RichText.verbatim($0).wrapped(to: width - 12, size: Typography.note, lines: 2)
    }
    return Array(lines.prefix(6))
  }

  private func framed(_ header: Header, _ margins: Margins) -> FigureLayout {
    let bottom =
      27 + Double(max(xLabelLines.count, 0)) * Typography.line
      + Double(noteLines.count) * Typography.noteLine + (noteLines.isEmpty ? 4 : 8)
    var plot = Box(
      minX: margins.left,
      minY: header.height,
      maxX: max(width - margins.right, margins.left + 40),
      maxY: max(height - bottom, header.height + 20)
    )
    var colorBar: PlacedColorBar?
    if let map = model.heatMap {
      plot = square(plot, map.grid)
      colorBar = bar(map.mapping, beside: plot)
    }
    let xAxis = horizontalAxis(plot)
    let yTarget = max(Int(plot.height / (model.scales.y.isLogarithmic ? 32 : 44)), 2) + 1
    let isMap = model.heatMap != nil
    let yAxis = model.yDomain.axis(
      from: isMap ? plot.minY : plot.maxY,
      to: isMap ? plot.maxY : plot.minY,
      target: yTarget,
      paddedLow: !model.standsOnAxis
    )
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

  private func neededMargins(
    _ layout: FigureLayout,
    atLeast margins: Margins,
    direct: Bool
  ) -> Margins {
    var needed = margins
    let widest = layout.yAxis.ticks.compactMap { $0.label?.width(Typography.tick) }.max() ?? 0
    let firstX = layout.xAxis.ticks.first { $0.label != nil }
    let overLeft = firstX.map { tick in
      layout.plot.minX - layout.xAxis.position(tick.value)
        + (tick.label?.width(Typography.tick) ?? 0) / 2
    }
    needed.left = max((widest + 14).rounded(.up), ((overLeft ?? 0) + 2).rounded(.up), 16)
    if let bar = layout.colorBar {
      let labels = bar.axis.ticks.compactMap { $0.label?.width(Typography.tick) }.max() ?? 0
      needed.right = (28 + 8 + labels + 4).rounded(.up)
      return needed
    }
    let lastX = layout.xAxis.ticks.last { $0.label != nil }
    if let lastX {
      let reach =
        layout.xAxis.position(lastX.value) + (lastX.label?.width(Typography.tick) ?? 0) / 2
      needed.right = max(margins.right, (reach - layout.plot.maxX + 3).rounded(.up))
    }
    return needed
  }

  // MARK: Texts around the plot

  private func addTickLabels(to layout: inout FigureLayout) {
    for tick in layout.xAxis.ticks {
      guard let label = tick.label else { continue }
      layout.texts.append(
        PlacedText(
          text: label,
          x: layout.xAxis.position(tick.value),
          y: layout.plot.maxY + 19,
          anchor: .middle,
          size: Typography.tick,
          role: "muted"
        )
      )
    }
    addVerticalLabels(layout.yAxis, x: layout.plot.minX - 8, anchor: .end, to: &layout)
    guard let bar = layout.colorBar else { return }
    addVerticalLabels(bar.axis, x: bar.box.maxX + 7, anchor: .start, to: &layout)
  }

  private func addVerticalLabels(
    _ axis: Axis,
    x: Double,
    anchor: PlacedText.Anchor,
    to layout: inout FigureLayout
  ) {
    var taken: [Double] = []
    for tick in axis.ticks {
      guard let label = tick.label else { continue }
      let y = axis.position(tick.value)
      if taken.contains(where: { abs($0 - y) < Typography.tick * 1.1 }) { continue }
      taken.append(y)
      layout.texts.append(
        PlacedText(
          text: label,
          x: x,
          y: y + Typography.tick * 0.35,
          anchor: anchor,
          size: Typography.tick,
          role: "muted"
        )
      )
    }
  }

  /// The label of the horizontal axis, its factor and the notes.
  private func addFooter(to layout: inout FigureLayout) {
    var y = layout.plot.maxY + 25
    if let factor = layout.xAxis.factor {
      let text = RichText.verbatim("(") + factor + .verbatim(")")
      if xLabelLines.isEmpty {
        layout.texts.append(
          PlacedText(
            text: text,
            x: layout.plot.maxX,
            y: y + 14,
            anchor: .end,
            size: Typography.tick,
            role: "muted"
          )
        )
      }
    }
    let middle = (layout.plot.minX + layout.plot.maxX) / 2
    for (index, line) in xLabelLines.enumerated() {
      var text = line
      if index == xLabelLines.count - 1, let factor = layout.xAxis.factor {
        text = text + .verbatim(" (") + factor + .verbatim(")")
      }
      let half = text.width(Typography.body) / 2
      let x = min(max(middle, half + 4), width - half - 4)
      layout.texts.append(
        PlacedText(text: text, x: x, y: y + Typography.body, anchor: .middle)
      )
      y += Typography.line
    }
    y = height - Double(noteLines.count) * Typography.noteLine - 5
    for line in noteLines {
      layout.texts.append(
        PlacedText(
          text: line,
          x: 6,
          y: y + Typography.note,
          size: Typography.note,
          role: "muted"
        )
      )
      y += Typography.noteLine
    }
  }

  // MARK: Header

  /// Title, legend rows and the label of the vertical axis, above the plot.
  struct Header {
    var texts: [PlacedText] = []
    var legend: [LegendEntry] = []
    var height = 6.0
    private var yLabel: Int?
    private var barLabel: Int?

    init(_ builder: LayoutBuilder, direct: Bool, left: Double) {
      if builder.austerity < 3, let title = builder.figure.title {
        let lines = RichText(title).bold.wrapped(
          to: builder.width - 12,
          size: Typography.title,
          lines: 2
        )
        for line in lines {
          texts.append(PlacedText(text: line, x: 6, y: height + 15, size: Typography.title))
          height += 21
        }
        height += lines.isEmpty ? 0 : 4
      }
      let showsLegend = !direct && builder.figure.legend != .none && builder.austerity < 2
      addRows(builder, entries: showsLegend ? Header.entries(builder.model, builder.width) : [])
    }

    private static func entries(
      _ model: FigureModel,
      _ width: Double
    ) -> [(sample: LegendEntry.Sample, text: RichText)] {
      let series = model.series.enumerated().compactMap { index, series in
        series.label.map { (LegendEntry.Sample.series(index), $0) }
      }
      let histograms = model.histograms.enumerated().compactMap { index, histogram in
        histogram.label.map { (LegendEntry.Sample.histogram(index), $0) }
      }
      return (series + histograms).map { sample, text in
        (sample, text.truncated(to: width - 60, size: Typography.body))
      }
    }

    private mutating func addRows(
      _ builder: LayoutBuilder,
      entries: [(sample: LegendEntry.Sample, text: RichText)]
    ) {
      var label = RichText(builder.figure.yLabel)
      let draft = builder.model.yDomain.axis(from: 240, to: 0, target: 6)
      if let factor = draft.factor, builder.model.heatMap == nil {
        let text = RichText.verbatim(label.isEmpty ? "(" : " (") + factor + .verbatim(")")
        label = label + text
      }
      let barLabel = builder.model.heatMap?.label
      let barWidth = min(barLabel?.width(Typography.body) ?? 0, builder.width * 0.45)
      let room = builder.width - 12 - (barWidth > 0 ? barWidth + 16 : 0)
      let lines = label.wrapped(to: room, size: Typography.body, lines: 2)
      let legendWidth = entries.reduce(-16) { $0 + Header.width($1.text) }
      let lastWidth = lines.last?.width(Typography.body) ?? 0
      let sharesRow = !entries.isEmpty && legendWidth + lastWidth + 28 < builder.width - 12
      if !entries.isEmpty && !sharesRow { addLegend(entries, from: 6, width: builder.width) }
      for (index, line) in lines.enumerated() {
        yLabel = texts.count
        texts.append(PlacedText(text: line, x: 6, y: height + 14))
        if index < lines.count - 1 { height += Typography.line }
      }
      if let barLabel, barWidth > 0 {
        self.barLabel = texts.count
        texts.append(
          PlacedText(
            text: barLabel.truncated(to: barWidth, size: Typography.body),
            x: builder.width - 6,
            y: height + 14,
            anchor: .end
          )
        )
      }
      if sharesRow {
        addLegend(entries, from: builder.width - 6 - legendWidth, width: builder.width)
      } else if !lines.isEmpty || barWidth > 0 {
        height += Typography.line
      }
      height += 9
    }

    /// Moves the labels of a heat map and of its color bar above them, if both have room there.
    mutating func align(with layout: FigureLayout) {
      guard let bar = layout.colorBar else { return }
      var end = layout.width
      if let barLabel {
        let width = texts[barLabel].box.maxX - texts[barLabel].box.minX
        let start = min(bar.box.minX, layout.width - 6 - width)
        texts[barLabel].x = start + width
        end = start
      }
      guard let yLabel else { return }
      let labels = layout.yAxis.ticks.compactMap { $0.label?.width(Typography.tick) }.max() ?? 0
      let start = max(layout.plot.minX - labels - 8, 6)
      let width = texts[yLabel].box.maxX - texts[yLabel].box.minX
      texts[yLabel].x = max(min(start, end - 14 - width), 6)
    }

    private static func width(_ text: RichText) -> Double {
      LegendEntry.sampleWidth + 6 + text.width(Typography.body) * 1.03 + 16
    }

    private mutating func addLegend(
      _ entries: [(sample: LegendEntry.Sample, text: RichText)],
      from start: Double,
      width: Double
    ) {
      var x = start
      for entry in entries {
        let entryWidth = Header.width(entry.text)
        if x + entryWidth - 16 > width - 4, x > start {
          x = start
          height += 20
        }
        let text = PlacedText(
          text: entry.text,
          x: x + LegendEntry.sampleWidth + 6,
          y: height + 14
        )
        legend.append(LegendEntry(sample: entry.sample, x: x, y: height + 9, text: text))
        x += entryWidth
      }
      height += 20
    }
  }
}

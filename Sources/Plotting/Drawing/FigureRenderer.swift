/// Draws a laid-out figure.
struct FigureRenderer {
  let figure: Figure
  let layout: FigureLayout
  var svg: SVGWriter

  var model: FigureModel { layout.model }
  var plot: Box { layout.plot }

  init(_ figure: Figure, _ layout: FigureLayout, theme: FigureTheme?, prefix: String) {
    self.figure = figure
    self.layout = layout
    svg = SVGWriter(theme: theme, prefix: prefix)
  }

  /// The element, from back to front: grid, bands and bars, guides, lines, texts.
  mutating func rendered() -> String {
    beginRoot()
    if svg.theme != nil {
      svg.leaf(
        "rect",
        [
          ("width", NumberText.coordinate(layout.width)),
          ("height", NumberText.coordinate(layout.height)),
          ("fill", svg.fallback("surface")),
        ]
      )
    }
    drawHeatMap()
    drawGrid()
    clipped { renderer in
      for index in renderer.model.histograms.indices { renderer.drawHistogram(index) }
      for index in renderer.model.series.indices { renderer.drawBackground(of: index) }
    }
    drawGuides()
    for index in model.series.indices {
      clipped { $0.drawLine(of: index) }
      drawMarkers(of: index)
    }
    drawAxes()
    drawTexts()
    if model.isEmpty { drawEmptyNotice() }
    svg.end()
    svg.newline()
    return svg.text
  }

  private mutating func beginRoot() {
    let size = (NumberText.coordinate(layout.width), NumberText.coordinate(layout.height))
    var attributes: SVGWriter.Attributes = [
      ("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", "0 0 \(size.0) \(size.1)"),
    ]
    attributes +=
      svg.theme == nil ? [("class", "plot")] : [("width", size.0), ("height", size.1)]
    attributes += [
      ("role", "img"),
      ("aria-labelledby", "\(svg.identifier("title")) \(svg.identifier("desc"))"),
      ("font-family", FigureStyle.fontFamily),
      ("font-size", NumberText.coordinate(Typography.body)),
    ]
    svg.begin("svg", attributes)
    svg.newline()
    let description = FigureDescription(figure, layout)
    svg.element("title", [("id", svg.identifier("title"))], content: description.sentence)
    svg.element("desc", [("id", svg.identifier("desc"))], content: description.text)
    svg.newline()
    if needsClip || layout.colorBar != nil {
      svg.begin("defs")
      if needsClip {
        svg.begin("clipPath", [("id", svg.identifier("clip"))])
        svg.leaf("rect", rectangle(plot.insetBy(-1, -1)))
        svg.end()
      }
      defineColors()
      svg.end()
      svg.newline()
    }
  }

  /// Marks reach beyond the plot only where a range is asked for.
  private var needsClip: Bool {
    figure.xRange != nil || figure.yRange != nil || model.heatMap != nil
  }

  private mutating func clipped(_ body: (inout FigureRenderer) -> Void) {
    guard needsClip else { return body(&self) }
    svg.begin("g", [("clip-path", "url(#\(svg.identifier("clip")))")])
    body(&self)
    svg.end()
  }

  func rectangle(_ box: Box) -> SVGWriter.Attributes {
    let left = NumberText.roundedTenths(box.minX)
    let top = NumberText.roundedTenths(box.minY)
    return [
      ("x", NumberText.tenths(left)), ("y", NumberText.tenths(top)),
      ("width", NumberText.tenths(max(NumberText.roundedTenths(box.maxX) - left, 0))),
      ("height", NumberText.tenths(max(NumberText.roundedTenths(box.maxY) - top, 0))),
    ]
  }

  // MARK: Axes

  private mutating func drawGrid() {
    guard model.heatMap == nil else { return }
    var path = PathData()
    for tick in layout.yAxis.ticks where tick.label != nil {
      let y = layout.yAxis.position(tick.value)
      path.move(plot.minX, y)
      path.line(plot.maxX, y)
    }
    for tick in layout.xAxis.ticks where tick.label != nil {
      let x = layout.xAxis.position(tick.value)
      path.move(x, plot.minY)
      path.line(x, plot.maxY)
    }
    svg.group("grid", { [("fill", "none"), ("stroke", $0)] }) { svg in
      svg.leaf("path", [("d", path.text)])
    }
    svg.newline()
  }

  private mutating func drawAxes() {
    var path = PathData()
    let map = model.heatMap != nil
    if !map {
      path.move(plot.minX, plot.minY)
      path.line(plot.minX, plot.maxY)
      path.line(plot.maxX, plot.maxY)
    }
    for tick in layout.xAxis.ticks {
      let x = layout.xAxis.position(tick.value)
      path.move(x, plot.maxY)
      path.line(x, plot.maxY + (tick.label == nil ? 3 : 5))
    }
    for tick in layout.yAxis.ticks {
      let y = layout.yAxis.position(tick.value)
      path.move(plot.minX, y)
      path.line(plot.minX - (tick.label == nil ? 3 : 5), y)
    }
    if let bar = layout.colorBar {
      for tick in bar.axis.ticks where tick.label != nil {
        let y = bar.axis.position(tick.value)
        path.move(bar.box.maxX, y)
        path.line(bar.box.maxX + 4, y)
      }
    }
    svg.group("muted", { [("fill", "none"), ("stroke", $0)] }) { svg in
      svg.leaf("path", [("d", path.text)])
    }
    svg.newline()
  }

  // MARK: Guides

  private mutating func drawGuides() {
    for placed in layout.slopes {
      let slope = model.slopes[placed.slope]
      var path = PathData()
      path.move(placed.from.x, placed.from.y)
      path.line(placed.to.x, placed.to.y)
      drawStroke(path, role: slope.role, style: slope.layer.style)
    }
    for rule in model.rules {
      var path = PathData()
      switch rule.layer.direction {
      case .horizontal where layout.yAxis.contains(rule.layer.value):
        let y = layout.yAxis.position(rule.layer.value)
        path.move(plot.minX, y)
        path.line(plot.maxX, y)
      case .vertical where layout.xAxis.contains(rule.layer.value):
        let x = layout.xAxis.position(rule.layer.value)
        path.move(x, plot.minY)
        path.line(x, plot.maxY)
      case .horizontal, .vertical: continue
      }
      drawStroke(path, role: rule.role, style: rule.layer.style)
    }
  }

  mutating func drawStroke(_ path: PathData, role: String, style: MarkStyle) {
    guard !path.isEmpty else { return }
    svg.group(role, { Self.strokeAttributes($0, style) }) { svg in
      svg.leaf("path", [("d", path.text)])
    }
    svg.newline()
  }

  static func strokeAttributes(_ paint: String, _ style: MarkStyle) -> SVGWriter.Attributes {
    var attributes: SVGWriter.Attributes = [
      ("fill", "none"), ("stroke", paint),
      ("stroke-width", NumberText.coordinate(style.lineWidth)), ("stroke-linejoin", "round"),
    ]
    let unit = style.lineWidth
    func dashes(_ multiples: [Double]) -> String {
      multiples.map { NumberText.coordinate($0 * unit) }.joined(separator: " ")
    }
    switch style.pattern {
    case .solid: attributes.append(("stroke-linecap", "round"))
    case .dashed: attributes.append(("stroke-dasharray", dashes([3.5, 2])))
    case .dotted:
      attributes += [("stroke-linecap", "round"), ("stroke-dasharray", "0 " + dashes([2.2]))]
    case .dashDotted: attributes.append(("stroke-dasharray", dashes([4, 1.8, 1, 1.8])))
    }
    return attributes + opacity(style.opacity)
  }

  static func opacity(_ value: Double) -> SVGWriter.Attributes {
    !value.isFinite || value >= 1
      ? [] : [("opacity", NumberText.trimmed(NumberText.fixed(value, decimals: 2)))]
  }

  // MARK: Texts

  private mutating func drawTexts() {
    for role in ["ink", "muted"] { drawTexts(role, layout.texts.filter { $0.role == role }) }
    let others = layout.texts.filter { $0.role != "ink" && $0.role != "muted" }
    for text in others + layout.directLabels.map(\.text) { drawTexts(text.role, [text]) }
    for entry in layout.legend {
      drawSample(entry)
      drawTexts("ink", [entry.text])
    }
    for label in layout.directLabels { drawLeader(label) }
  }

  private mutating func drawTexts(_ role: String, _ texts: [PlacedText]) {
    guard !texts.isEmpty else { return }
    svg.group(role, { [("fill", $0)] }) { svg in
      for text in texts { svg.place(text) }
    }
    svg.newline()
  }

  private mutating func drawLeader(_ label: DirectLabel) {
    guard let leader = label.leader else { return }
    var path = PathData()
    path.move(leader.x + 5, leader.y)
    path.line(label.text.x - 3, label.text.y - Typography.body * 0.33)
    svg.group(label.text.role, { [("stroke", $0), ("fill", "none"), ("opacity", ".6")] }) { svg in
      svg.leaf("path", [("d", path.text)])
    }
    svg.newline()
  }

  private mutating func drawEmptyNotice() {
    let middle = ((plot.minX + plot.maxX) / 2, (plot.minY + plot.maxY) / 2)
    drawTexts(
      "muted",
      [PlacedText(text: .verbatim("no data"), x: middle.0, y: middle.1 + 5, anchor: .middle)]
    )
  }
}

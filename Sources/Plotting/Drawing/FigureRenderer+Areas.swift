extension FigureRenderer {
  // MARK: Histograms

  /// Filled bars under one outline.
  mutating func drawHistogram(_ index: Int) {
    let histogram = model.histograms[index]
    let axis = (x: layout.xAxis, y: layout.yAxis)
    var bars = PathData()
    var outline = PathData()
    var last = plot.maxY
    for bin in histogram.bins {
      let (left, right) = (axis.x.position(bin.low), axis.x.position(bin.high))
      let isDrawn = bin.height > 0 && axis.y.scale.canShow(bin.height)
      let top = isDrawn ? axis.y.position(bin.height) : plot.maxY
      if isDrawn {
        bars.rectangle(Box(minX: left, minY: top, maxX: right, maxY: plot.maxY))
      }
      if outline.isEmpty { outline.move(left, plot.maxY) }
      if top != last { outline.line(left, top) }
      outline.line(right, top)
      last = top
    }
    guard !bars.isEmpty else { return }
    if let end = histogram.bins.last { outline.line(axis.x.position(end.high), plot.maxY) }
    let opacity = histogram.style.opacity
    svg.group(
      histogram.role,
      { [("fill", $0), ("stroke", $0)] + Self.opacity(opacity) }
    ) { svg in
      svg.leaf("path", [("d", bars.text), ("fill-opacity", ".35"), ("stroke", "none")])
      svg.leaf("path", [("d", outline.text), ("fill", "none"), ("stroke-width", "1.5")])
    }
    svg.newline()
  }

  // MARK: Heat maps

  /// Up to this many cells are drawn as paths, more as a picture.
  private static let largestVectorCount = 400

  mutating func drawHeatMap() {
    guard let map = model.heatMap else { return }
    let grid = map.grid
    if grid.rowCount * grid.columnCount <= Self.largestVectorCount {
      drawCells(map)
    } else {
      drawPicture(map)
    }
    guard let bar = layout.colorBar else { return }
    svg.leaf("rect", rectangle(bar.box) + [("fill", "url(#\(svg.identifier("colors")))")])
    svg.newline()
  }

  /// One path per color, neighbors in a row joined.
  private mutating func drawCells(_ map: DrawnHeatMap) {
    let grid = map.grid
    let (width, height) = (
      plot.width / Double(grid.columnCount), plot.height / Double(grid.rowCount)
    )
    var paths: [Int: PathData] = [:]
    for row in 0..<grid.rowCount {
      var column = 0
      while column < grid.columnCount {
        let step = map.mapping.step(grid[row, column]) ?? -1
        let start = column
        while column < grid.columnCount, (map.mapping.step(grid[row, column]) ?? -1) == step {
          column += 1
        }
        let top = plot.minY + Double(row) * height
        paths[step, default: PathData()].rectangle(
          Box(
            minX: plot.minX + Double(start) * width,
            minY: top,
            maxX: plot.minX + Double(column) * width,
            maxY: top + height
          )
        )
      }
    }
    svg.begin("g", [("shape-rendering", "crispEdges")])
    for (step, path) in paths.sorted(by: { $0.key < $1.key }) {
      let color = step < 0 ? RGB.missing : map.mapping.color(step: step)
      svg.leaf("path", [("fill", color.hex), ("d", path.text)])
    }
    svg.end()
    svg.newline()
  }

  private mutating func drawPicture(_ map: DrawnHeatMap) {
    let grid = map.grid
    // The last entry of the palette is kept for missing cells: 255 steps remain.
    let palette = (0..<255).map { map.mapping.color(step: ($0 * 255 + 127) / 254) } + [RGB.missing]
    let pixels = grid.values.map { value in
      map.mapping.fraction(value).map { UInt8(($0 * 254).rounded()) } ?? 255
    }
    let png = PNG.encoded(
      width: grid.columnCount,
      height: grid.rowCount,
      pixels: pixels,
      palette: palette
    )
    svg.leaf(
      "image",
      rectangle(plot) + [
        ("preserveAspectRatio", "none"), ("image-rendering", "pixelated"),
        ("href", "data:image/png;base64," + PNG.base64(png)),
      ]
    )
    svg.newline()
  }

  /// The gradient of the color bar, from bottom to top.
  mutating func defineColors() {
    guard let map = model.heatMap, layout.colorBar != nil else { return }
    svg.begin(
      "linearGradient",
      [("id", svg.identifier("colors")), ("x1", "0"), ("x2", "0"), ("y1", "1"), ("y2", "0")]
    )
    for stop in 0...16 {
      let color = map.mapping.color(step: (stop * 255 + 8) / 16)
      let offset = NumberText.trimmed(NumberText.fixed(Double(stop) / 16, decimals: 4))
      svg.leaf("stop", [("offset", offset), ("stop-color", color.hex)])
    }
    svg.end()
  }
}

extension FigureRenderer {
  private var x: Axis { layout.xAxis }
  private var y: Axis { layout.yAxis }

  /// The drawable stretches of values over a series' x, between gaps.
  private func stretches(_ layer: SeriesLayer, _ values: [Double]) -> [[Position]] {
    var result: [[Position]] = []
    var current: [Position] = []
    for (place, value) in zip(layer.x, values) {
      if x.scale.canShow(place), y.scale.canShow(value) {
        current.append(Position(x: x.position(place), y: y.position(value)))
      } else if !current.isEmpty {
        result.append(current)
        current = []
      }
    }
    if !current.isEmpty { result.append(current) }
    return result
  }

  private func path(_ layer: SeriesLayer, _ values: [Double]) -> PathData {
    var path = PathData()
    for stretch in stretches(layer, values) {
      let points = Reduction.polyline(stretch)
      guard let first = points.first else { continue }
      if points.count == 1 {
        path.dot(first.x, first.y)
        continue
      }
      path.move(first.x, first.y)
      for point in points.dropFirst() { path.line(point.x, point.y) }
    }
    return path
  }

  /// The band and the single runs, behind all lines.
  mutating func drawBackground(of index: Int) {
    let series = model.series[index]
    if let band = series.layer.band {
      let path = bandPath(series.layer, band)
      if !path.isEmpty {
        let opacity = 0.2 * series.layer.style.opacity
        svg.group(series.role, { [("fill", $0)] + Self.opacity(opacity) }) { svg in
          svg.leaf("path", [("d", path.text)])
        }
        svg.newline()
      }
    }
    var runs = PathData()
    for run in series.layer.runs { runs = joined(runs, path(series.layer, run)) }
    var style = series.layer.style
    style.lineWidth = 1
    style.pattern = .solid
    style.opacity = 0.3
    drawStroke(runs, role: series.role, style: style)
  }

  private func joined(_ left: PathData, _ right: PathData) -> PathData {
    left.isEmpty ? right : left.appending(right)
  }

  /// Closed outlines; a lower end without a place on a logarithmic axis is the axis itself.
  private func bandPath(_ layer: SeriesLayer, _ band: Interval) -> PathData {
    var path = PathData()
    var stretch: [(x: Double, low: Double, high: Double)] = []
    func flush(_ path: inout PathData) {
      let points = Reduction.band(stretch)
      stretch = []
      guard let first = points.first else { return }
      if points.count == 1 {
        path.rectangle(
          Box(minX: first.x - 2, minY: first.high, maxX: first.x + 2, maxY: first.low)
        )
        return
      }
      path.move(first.x, first.high)
      for point in points.dropFirst() { path.line(point.x, point.high) }
      for point in points.reversed() { path.line(point.x, point.low) }
      path.close()
    }
    for index in layer.x.indices {
      let (low, high) = (band.lower[index], band.upper[index])
      guard x.scale.canShow(layer.x[index]), y.scale.canShow(high), !low.isNaN else {
        flush(&path)
        continue
      }
      let bottom = y.scale.canShow(low) ? y.position(low) : plot.maxY
      stretch.append((x.position(layer.x[index]), bottom, y.position(high)))
    }
    flush(&path)
    return path
  }

  mutating func drawLine(of index: Int) {
    let series = model.series[index]
    drawBars(series)
    guard series.layer.isJoined, !series.layer.isBandOnly else { return }
    drawStroke(path(series.layer, series.layer.y), role: series.role, style: series.layer.style)
  }

  // MARK: Bars

  private mutating func drawBars(_ series: DrawnSeries) {
    var path = PathData()
    let layer = series.layer
    let cap = layer.x.count > 60 ? 0.0 : 3.5
    for index in layer.x.indices where x.scale.canShow(layer.x[index]) {
      let place = x.position(layer.x[index])
      if let bars = layer.errorBars, y.scale.canShow(bars.upper[index]), !bars.lower[index].isNaN {
        let reaches = y.scale.canShow(bars.lower[index])
        let low = reaches ? y.position(bars.lower[index]) : plot.maxY
        bar(&path, (place, low), (place, y.position(bars.upper[index])), cap, hasStart: reaches)
      }
      if let bars = layer.horizontalBars, y.scale.canShow(layer.y[index]),
        x.scale.canShow(bars.upper[index]), !bars.lower[index].isNaN
      {
        let reaches = x.scale.canShow(bars.lower[index])
        let left = reaches ? x.position(bars.lower[index]) : plot.minX
        let height = y.position(layer.y[index])
        bar(&path, (left, height), (x.position(bars.upper[index]), height), cap, hasStart: reaches)
      }
    }
    var style = layer.style
    style.lineWidth = 1.5
    style.pattern = .solid
    drawStroke(path, role: series.role, style: style)
  }

  private func bar(
    _ path: inout PathData,
    _ from: (x: Double, y: Double),
    _ to: (x: Double, y: Double),
    _ cap: Double,
    hasStart: Bool
  ) {
    path.move(from.x, from.y)
    path.line(to.x, to.y)
    guard cap > 0 else { return }
    let isVertical = from.x == to.x
    for (end, isDrawn) in [(from, hasStart), (to, true)] where isDrawn {
      path.move(end.x - (isVertical ? cap : 0), end.y - (isVertical ? 0 : cap))
      path.line(end.x + (isVertical ? cap : 0), end.y + (isVertical ? 0 : cap))
    }
  }

  // MARK: Markers

  mutating func drawMarkers(of index: Int) {
    let series = model.series[index]
    let shape = series.marker == .none ? layout.sparseSigns[index] : series.marker
    guard let shape else { return }
    var points: [Position] = []
    for (place, value) in zip(series.layer.x, series.layer.y) {
      guard x.scale.canShow(place), y.scale.canShow(value), x.contains(place), y.contains(value)
      else { continue }
      points.append(Position(x: x.position(place), y: y.position(value)))
    }
    if series.marker == .none { points = sparse(points, of: index) }
    draw(points, shape: shape, role: series.role, style: series.layer.style)
  }

  /// Five points along a line, at other abscissae than those of the other lines.
  private func sparse(_ points: [Position], of index: Int) -> [Position] {
    let all = layout.sparseSigns.keys.sorted()
    let rank = Double(all.firstIndex(of: index) ?? 0)
    var result: [Position] = []
    guard let start = points.map(\.x).min(), let end = points.map(\.x).max() else { return [] }
    for stretch in 0..<5 {
      let share = (Double(stretch) + (rank + 0.5) / Double(all.count)) / 5
      let target = start + share * (end - start)
      guard let nearest = points.min(by: { abs($0.x - target) < abs($1.x - target) }),
        abs(nearest.x - target) < plot.width / 10, result.last != nearest
      else { continue }
      result.append(nearest)
    }
    return result
  }

  private mutating func draw(
    _ points: [Position],
    shape: MarkerShape,
    role: String,
    style: MarkStyle
  ) {
    let radius = Marker.radius(count: points.count)
    let isDot = shape == .circle || shape == .automatic || points.count > 500
    for layer in Reduction.cloud(points) {
      var path = PathData()
      for point in layer.points {
        if isDot {
          path.dot(point.x, point.y)
        } else {
          Marker.draw(shape, at: point, radius: radius, into: &path)
        }
      }
      guard !path.isEmpty else { continue }
      let opacity = style.opacity * layer.opacity
      svg.group(
        role,
        { paint in
          Marker.attributes(shape: isDot ? .circle : shape, paint: paint, radius: radius)
            + Self.opacity(opacity)
        }
      ) { svg in svg.leaf("path", [("d", path.text)]) }
      svg.newline()
    }
  }

  // MARK: Legend

  mutating func drawSample(_ entry: LegendEntry) {
    let (left, right) = (entry.x, entry.x + LegendEntry.sampleWidth)
    switch entry.sample {
    case .histogram(let index):
      let histogram = model.histograms[index]
      svg.group(histogram.role, { [("fill", $0), ("opacity", ".55")] }) { svg in
        var path = PathData()
        path.rectangle(Box(minX: left + 4, minY: entry.y - 6, maxX: right - 4, maxY: entry.y + 6))
        svg.leaf("path", [("d", path.text)])
      }
    case .series(let index):
      let series = model.series[index]
      if series.layer.band != nil {
        svg.group(series.role, { [("fill", $0), ("opacity", ".2")] }) { svg in
          var path = PathData()
          path.rectangle(Box(minX: left, minY: entry.y - 6, maxX: right, maxY: entry.y + 6))
          svg.leaf("path", [("d", path.text)])
        }
      }
      if series.layer.isJoined, !series.layer.isBandOnly {
        var path = PathData()
        path.move(left + 1, entry.y)
        path.line(right - 1, entry.y)
        drawStroke(path, role: series.role, style: series.layer.style)
      }
      let shape = series.marker == .none ? layout.sparseSigns[index] : series.marker
      if let shape {
        let middle = Position(x: (left + right) / 2, y: entry.y)
        draw([middle], shape: shape, role: series.role, style: series.layer.style)
      }
    }
  }
}

/// The signs at points.
enum Marker {
  /// The radius of a sign when there are so many of them.
  static func radius(count: Int) -> Double {
    switch count {
    case ...200: 3.6
    case ...1000: 2.4
    case ...5000: 1.7
    default: 1.2
    }
  }

  static func attributes(
    shape: MarkerShape,
    paint: String,
    radius: Double
  ) -> SVGWriter.Attributes {
    switch shape {
    case .circle, .automatic:
      [
        ("fill", "none"), ("stroke", paint), ("stroke-linecap", "round"),
        ("stroke-width", NumberText.coordinate(radius * 2)),
      ]
    case .plus, .cross: [("fill", "none"), ("stroke", paint), ("stroke-width", "1.8")]
    case .square, .triangle, .diamond, .none: [("fill", paint)]
    }
  }

  /// Signs of equal weight to the eye: a square is smaller than a triangle across.
  static func draw(
    _ shape: MarkerShape,
    at point: Position,
    radius: Double,
    into path: inout PathData
  ) {
    func polygon(_ corners: [(Double, Double)]) {
      for (index, corner) in corners.enumerated() {
        let place = (point.x + corner.0 * radius, point.y + corner.1 * radius)
        if index == 0 { path.move(place.0, place.1) } else { path.line(place.0, place.1) }
      }
      path.close()
    }
    func strokes(_ ends: [(Double, Double)]) {
      for end in ends {
        path.move(point.x - end.0 * radius, point.y - end.1 * radius)
        path.line(point.x + end.0 * radius, point.y + end.1 * radius)
      }
    }
    switch shape {
    case .square: polygon([(-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)])
    case .triangle: polygon([(0, -1.25), (1.16, 0.78), (-1.16, 0.78)])
    case .diamond: polygon([(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)])
    case .plus: strokes([(1.15, 0), (0, 1.15)])
    case .cross: strokes([(0.95, 0.95), (0.95, -0.95)])
    case .circle, .automatic, .none: path.dot(point.x, point.y)
    }
  }
}

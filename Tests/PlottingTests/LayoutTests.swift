import Foundation
import TestSupport
import Testing

@testable import Plotting

/// What must hold of every figure, whatever it shows.
func expectSound(
  _ figure: Figure,
  width: Double = Figure.defaultWidth,
  height: Double = Figure.defaultHeight,
  _ comment: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let layout = figure.layout(width: width, height: height)
  let texts = layout.texts + layout.directLabels.map(\.text) + layout.legend.map(\.text)
  let view = Box(minX: 0, minY: 0, maxX: layout.width, maxY: layout.height)
  for (index, text) in texts.enumerated() {
    if !view.contains(text.box) {
      Issue.record(
        "\(comment): '\(text.text.plain)' leaves the view box at \(text.box)",
        sourceLocation: sourceLocation
      )
    }
    for other in texts.dropFirst(index + 1)
    where text.box.insetBy(0.5, 1.5).overlaps(other.box.insetBy(0.5, 1.5)) {
      Issue.record(
        "\(comment): '\(text.text.plain)' and '\(other.text.plain)' overlap",
        sourceLocation: sourceLocation
      )
    }
  }
  let svg = figure.svg(identifier: "fig", width: width, height: height)
  expectCleanSVG(svg, view, comment, sourceLocation: sourceLocation)
}

/// Well-formed, inert, inside its view box.
func expectCleanSVG(
  _ svg: String,
  _ view: Box,
  _ comment: String,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard let tree = XMLTree(svg) else {
    Issue.record("\(comment): not well-formed", sourceLocation: sourceLocation)
    return
  }
  let names = Set(tree.elements.map(\.name))
  let allowed: Set<String> = [
    "svg", "title", "desc", "defs", "clipPath", "rect", "g", "path", "text", "tspan", "image",
    "linearGradient", "stop",
  ]
  #expect(names.isSubset(of: allowed), "\(comment): \(names)", sourceLocation: sourceLocation)
  var identifiers: Set<String> = []
  for element in tree.elements {
    #expect(element.attributes["style"] == nil, sourceLocation: sourceLocation)
    #expect(
      !element.attributes.keys.contains { $0.hasPrefix("on") },
      sourceLocation: sourceLocation
    )
    if let identifier = element.attributes["id"] {
      #expect(identifiers.insert(identifier).inserted, sourceLocation: sourceLocation)
    }
    let isClipped = element.path.contains("defs") || svg.contains("clip-path")
    guard let data = element.attributes["d"], !isClipped else { continue }
    let outside = XMLTree.positions(data).first { position in
      let box = Box(minX: position.x, minY: position.y, maxX: position.x, maxY: position.y)
      return !view.contains(box)
    }
    if let outside {
      Issue.record("\(comment): path at \(outside)", sourceLocation: sourceLocation)
    }
  }
  for reference in svg.matches(of: /url\(#([^)]*)\)/) {
    #expect(identifiers.contains(String(reference.1)), sourceLocation: sourceLocation)
  }
  let inert = svg.replacing("http://www.w3.org/2000/svg", with: "")
  for forbidden in ["http", "<script", " style=", "javascript", "<!"]
  where inert.contains(forbidden) {
    Issue.record("\(comment): contains \(forbidden)", sourceLocation: sourceLocation)
  }
}

@Suite("Layout") struct LayoutTests {
  @Test("texts stay apart and inside at many sizes", arguments: Gallery.entries)
  func sizes(entry: Gallery.Entry) {
    for (width, height) in [
      (540.0, 340.0), (320, 240), (200, 120), (900, 400), (400, 900), (1400, 200),
    ] {
      expectSound(entry.figure, width: width, height: height, "\(entry.name) \(width)×\(height)")
    }
  }

  @Test("every drawable point lies in the plot area unless a range is asked for")
  func points() {
    for entry in Gallery.entries where entry.figure.xRange == nil {
      let layout = entry.figure.layout(width: 540, height: 340)
      for series in layout.model.series {
        for (x, y) in zip(series.layer.x, series.layer.y)
        where layout.xAxis.scale.canShow(x) && layout.yAxis.scale.canShow(y) {
          let place = (layout.xAxis.position(x), layout.yAxis.position(y))
          let box = Box(minX: place.0, minY: place.1, maxX: place.0, maxY: place.1)
          #expect(layout.plot.contains(box), "\(entry.name) at \(x), \(y)")
        }
      }
    }
  }

  @Test("positions and values invert one another on every scale")
  func inverse() {
    for scale in AxisScale.allCases {
      let axis = Axis(scale: scale, low: 2, high: 300, start: 40, end: 500)
      for value in [2.0, 3, 10, 99.5, 300] {
        // Two logarithms and a power: a few roundings.
        #expect(abs(axis.value(at: axis.position(value)) / value - 1) < 1e-12)
      }
    }
  }

  @Test("names stand at line ends when they fit, and in rows when they do not")
  func names() {
    func figure(_ ends: [Double], _ names: [String], legend: Legend = .automatic) -> FigureLayout {
      Figure(legend: legend) {
        for (end, name) in zip(ends, names) { Line(x: [0.0, 1, 2], y: [0, 0, end], label: name) }
      }.layout(width: 540, height: 340)
    }
    #expect(figure([1, 2], ["a", "b"]).directLabels.count == 2)
    #expect(figure([1, 2], ["a", "b"]).legend.isEmpty)
    let same = [1, 1.001, 1.002, 1.003]
    #expect(figure(same, ["a", "b", "c", "d"]).directLabels.isEmpty)
    #expect(figure(same, ["a", "b", "c", "d"]).legend.count == 4)
    let long = String(repeating: "long name ", count: 4)
    #expect(figure([1, 2], [long, "b"]).legend.count == 2)
    #expect(figure([1, 2], ["a", "b"], legend: .top).legend.count == 2)
    #expect(figure([1, 2], ["a", "b"], legend: .none).legend.isEmpty)
    #expect(figure([1, 2], ["a", "b"], legend: .none).directLabels.isEmpty)
    let repeated = Figure(y: "Loss") { Line(x: [0.0, 1], y: [1, 2], label: "loss") }
    #expect(repeated.layout(width: 540, height: 340).directLabels.isEmpty)
  }

  @Test("labels keep order and distance and move as little as possible: all small cases")
  func separation() {
    let heights = [0.0, 5, 10, 40, 41]
    func walk(_ chosen: [Double], _ depth: Int) {
      let placed = DirectLabels.separated(chosen, within: -100...200)
      for (upper, lower) in zip(placed, placed.dropFirst()) { #expect(lower - upper > 15.99) }
      // The mean of a pooled block is kept, so the sum of all is: nothing drifts.
      #expect(abs(placed.reduce(0, +) - chosen.reduce(0, +)) < 1e-9)
      guard depth > 0 else { return }
      for height in heights where height >= chosen.last ?? 0 { walk(chosen + [height], depth - 1) }
    }
    walk([], 5)
    #expect(DirectLabels.separated([195, 199], within: 0...200) == [184, 200])
  }

  @Test("the slope guide has the asked slope on each kind of scales")
  func slopes() {
    for scales in [Scales.linear, .logLog, .logX, .logY, .log2X, .log2XLogY, .log2Log2] {
      let figure = Figure(scales: scales) {
        Line(x: [1.0, 10, 100], y: [5, 2, 0.5])
        SlopeGuide(-0.02)
      }
      let layout = figure.layout(width: 540, height: 340)
      #expect(layout.slopes.count == 1)
      guard let guide = layout.slopes.first else { continue }
      let x = [guide.from.x, guide.to.x].map(layout.xAxis.value(at:))
      let y = [guide.from.y, guide.to.y].map(layout.yAxis.value(at:))
      let rise = scales.y.isLogarithmic ? log(y[1] / y[0]) : y[1] - y[0]
      let run = scales.x.isLogarithmic ? log(x[1] / x[0]) : x[1] - x[0]
      // Positions are exact; only logarithms round.
      #expect(abs(rise / run / -0.02 - 1) < 1e-9, "\(scales)")
    }
  }

  @Test(
    "the default name of a slope",
    arguments: [
      (-0.5, "width $n$", "n^(−1/2)"), (-1, "$n$", "n^(−1)"), (2, "$\\eta$", "η^2"),
      (-0.37, "$n$", "n^(−0.37)"), (-1.8, "$n$", "n^(−1.8)"), (-0.5, "width", "slope −1/2"),
      (1.0 / 3, "$n$", "n^(1/3)"),
    ] as [(Double, String, String)]
  )
  func slopeNames(exponent: Double, label: String, text: String) {
    #expect(SlopeLabel.text(exponent, xLabel: label, isPower: true).plain == text)
  }
}

@Suite("Golden figures") struct GoldenTests {
  @Test("each figure of the gallery is drawn as recorded", arguments: Gallery.entries)
  func figures(entry: Gallery.Entry) throws {
    try expectSnapshot(
      entry.figure.svg(identifier: "fig-\(entry.name)"),
      named: "\(entry.name).svg"
    )
  }

  @Test("stand-alone figures have concrete colors of their theme")
  func standalone() throws {
    for theme in FigureTheme.allCases {
      let svg = Gallery.rate.standaloneSVG(theme: theme)
      #expect(!svg.contains("currentColor") && !svg.contains("class="))
      expectCleanSVG(svg, Box(minX: 0, minY: 0, maxX: 540, maxY: 340), "\(theme)")
      try expectSnapshot(svg, named: "rate-\(theme.rawValue).svg")
    }
  }

  @Test("the same figure gives the same bytes, also on other threads")
  func determinism() async {
    for entry in Gallery.entries {
      let first = entry.figure.svg(identifier: "a")
      let others = await withTaskGroup(of: String.self) { group in
        for _ in 0..<4 { group.addTask { entry.figure.svg(identifier: "a") } }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(others.allSatisfy { $0 == first })
    }
  }

  @Test("ids carry the identifier, made safe")
  func identifiers() {
    let svg = Gallery.cells.svg(identifier: "fig rate\"<1>")
    #expect(svg.contains(#"id="fig-rate--1-__title""#))
    #expect(Gallery.cells.svg(identifier: "").contains(#"id="figure__title""#))
    #expect(Gallery.cells.svg(identifier: "7").contains(#"id="f-7__title""#))
  }
}

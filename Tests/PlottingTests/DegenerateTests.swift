import Foundation
import Testing

@testable import Plotting

@Suite("Degenerate input") struct DegenerateTests {
  private static let values: [Double] = [
    0, 1, -1, .nan, .infinity, 1e308, .leastNonzeroMagnitude, 1e300, -1e300, 1e-300, 3.5,
  ]
  private static let scales: [Scales] = [
    .linear, .logLog, .logX, .logY, .log2X, .log2Log2, .log2XLogY,
  ]

  @Test("every pair of extreme points is drawn or left out, on all scales", arguments: scales)
  func pairs(scales: Scales) {
    for first in Self.values {
      for second in Self.values {
        let figure = Figure(scales: scales) {
          Line(x: [first, second], y: [second, first], label: "a")
          SlopeGuide(-1, label: "s")
        }
        expectSound(figure, "\(scales) \(first) \(second)")
      }
    }
  }

  @Test("random marks on hostile data at random sizes", arguments: 0..<40)
  func fuzz(seed: Int) {
    var noise = Gallery.Noise(state: UInt64(seed) &* 77 &+ 13)
    for _ in 0..<8 {
      let figure = Self.figure(&noise)
      let (width, height) = (150 + 900 * noise.uniform(), 80 + 700 * noise.uniform())
      expectSound(figure, width: width, height: height, "seed \(seed), \(width)×\(height)")
      #expect(!figure.descriptionText.isEmpty && !figure.alternativeText.isEmpty)
      _ = figure.data
    }
  }

  private static func value(_ noise: inout Gallery.Noise) -> Double {
    let kind = noise.uniform()
    if kind < 0.08 { return values[Int(noise.uniform() * Double(values.count))] }
    if kind < 0.5 { return noise.normal() }
    return pow(10, 6 * noise.uniform() - 3)
  }

  private static func list(_ noise: inout Gallery.Noise, upTo count: Int = 30) -> [Double] {
    let size = Int(noise.uniform() * Double(count))
    return (0..<size).map { _ in value(&noise) }
  }

  private static let texts = [
    "", "a", "width $n$", "a very long label that has to be cut or wrapped somewhere $x^{2}$",
    "$\\frac{$", "日本語のラベル", "<&\">", "\u{0}\u{8}\u{FFFF}", "🙂", "$\\hat\\Theta_{n}^{(\\ell)}$",
  ]

  private static func text(_ noise: inout Gallery.Noise) -> String {
    texts[Int(noise.uniform() * Double(texts.count))]
  }

  private static func figure(_ noise: inout Gallery.Noise) -> Figure {
    var marks: [any Mark] = []
    for _ in 0..<Int(noise.uniform() * 7) { marks.append(mark(&noise)) }
    let range: ClosedRange<Double>? = noise.uniform() < 0.2 ? -1...(2 * noise.uniform()) : nil
    return Figure(
      x: text(&noise),
      y: text(&noise),
      title: noise.uniform() < 0.4 ? text(&noise) : nil,
      scales: scales[Int(noise.uniform() * Double(scales.count))],
      legend: noise.uniform() < 0.7 ? .automatic : .top,
      xRange: range,
      yRange: range,
      marks: marks
    )
  }

  private static func mark(_ noise: inout Gallery.Noise) -> any Mark {
    let label = noise.uniform() < 0.6 ? text(&noise) : nil
    switch Int(noise.uniform() * 11) {
    case 0: return Line(x: list(&noise), y: list(&noise), label: label)
    case 1: return Line(samples(&noise), label: label).band(.standardError).runs()
    case 2: return Line(samples(&noise), label: label).band(.interquartileRange).errorBars(.range)
    case 3: return Points(x: list(&noise), y: list(&noise), label: label)
    case 4:
      return ErrorBars(
        x: list(&noise),
        y: list(&noise),
        lower: list(&noise),
        upper: list(&noise),
        label: label
      ).horizontal(lower: list(&noise), upper: list(&noise))
    case 5: return Band(x: list(&noise), lower: list(&noise), upper: list(&noise), label: label)
    case 6: return SlopeGuide(value(&noise), label: label)
    case 7: return HorizontalRule(value(&noise), label: label)
    case 8: return VerticalRule(value(&noise), label: label)
    case 9: return Histogram(list(&noise, upTo: 300), label: label)
    default:
      guard noise.uniform() < 0.3 else { return Line(x: list(&noise), y: list(&noise)).dashed() }
      let rows = (0..<Int(noise.uniform() * 30)).map { _ in list(&noise) }
      return HeatMap(
        rows,
        label: label ?? "",
        colors: noise.uniform() < 0.5 ? .automatic : .logarithmic
      )
    }
  }

  private static func samples(_ noise: inout Gallery.Noise) -> [PlotPoint] {
    list(&noise).map { PlotPoint(x: $0, samples: list(&noise, upTo: 5)) }
  }

  @Test("what is left out is said in the figure")
  func notes() {
    let figure = Gallery.gaps
    #expect(figure.notes.contains("2 values that are not finite are left out."))
    #expect(figure.notes.contains("1 point with x ≤ 0 is left out (logarithmic axis)."))
    #expect(figure.notes.contains("1 point with y ≤ 0 is left out (logarithmic axis)."))
    #expect(figure.notes.contains("short: x has 3 values and y has 2: only the first 2 are drawn."))
    #expect(figure.svg(identifier: "a").contains("2 values that are not finite are left out."))
    #expect(
      Gallery.reachingZero.notes.contains("10 intervals reach down to y ≤ 0, drawn to the axis.")
    )
    #expect(Figure {}.notes == ["Nothing to draw."])
    #expect(Figure {}.svg(identifier: "a").contains("no data"))
    #expect(Figure { Line(x: [Double](), y: []) }.notes == ["No points."])
    #expect(Figure { Histogram([.nan]) }.notes.contains("No values."))
    #expect(Figure { HeatMap([]) }.notes.contains("The heat map has no cells."))
    #expect(Figure { HeatMap([[1, 2], [3]]) }.notes.contains("1 cell is not finite (gray)."))
    #expect(
      Figure(scales: .logY) { HorizontalRule(0) }.notes
        .contains("A rule at 0 on a logarithmic axis is left out.")
    )
    #expect(
      Figure(yRange: 1...1) { Line(x: [1.0, 2], y: [1, 2]) }.notes
        .contains("The y range 1 to 1 cannot be shown; the data's is.")
    )
    #expect(
      Figure(scales: .logLog) { HeatMap([[1, 2]]) }.notes
        .contains("A heat map has linear axes; the logarithmic scales are not used.")
    )
  }

  @Test("a million points make a small picture in little time")
  func million() {
    var noise = Gallery.Noise(state: 2)
    let x = (0..<1_000_000).map(Double.init)
    let y = x.map { _ in noise.uniform() }
    let line = Figure { Line(x: x, y: y) }.svg(identifier: "a")
    #expect(line.utf8.count < 40_000)
    let cloud = Figure { Points(x: y, y: y.reversed()) }.svg(identifier: "a")
    #expect(cloud.utf8.count < 150_000)
    let unsorted = Figure { Line(x: y, y: y.reversed()) }.svg(identifier: "a")
    #expect(unsorted.utf8.count < 800_000)
    #expect(unsorted.contains("Every 20th of 1000000 points is drawn"))
    let bars = Figure { ErrorBars(x: x, y: y, error: y) }.svg(identifier: "a")
    #expect(bars.utf8.count < 250_000)
  }

  @Test("sizes that make no sense are replaced")
  func sizes() {
    for (width, height) in [(-1.0, 0.0), (.nan, .infinity), (1e9, 1e9), (0, 340)] {
      expectSound(Gallery.rate, width: width, height: height, "\(width)×\(height)")
    }
  }
}

import Foundation
import Testing

@testable import Plotting

@Suite("Marks") struct MarkTests {
  @Test("statistics of samples agree with their formulas")
  func statistics() {
    let samples = [1.0, 2, 3, 4]
    let deviation = (5.0 / 3).squareRoot()
    func expect(_ statistic: BandStatistic, _ low: Double, _ high: Double) {
      let interval = statistic.interval(of: samples)
      // Sums of four small numbers: exact to the last few bits.
      #expect(abs(interval.lower - low) < 1e-14 && abs(interval.upper - high) < 1e-14)
    }
    expect(.standardDeviation, 2.5 - deviation, 2.5 + deviation)
    expect(.standardError, 2.5 - deviation / 2, 2.5 + deviation / 2)
    expect(.range, 1, 4)
    expect(.quantiles(0.25, 0.75), 1.75, 3.25)
    expect(.quantiles(-1, 2), 1, 4)
    expect(.quantiles(0.5, 0.5), 2.5, 2.5)
    #expect(BandStatistic.standardError.interval(of: []).lower.isNaN)
    #expect(BandStatistic.standardError.interval(of: [7]) == (7, 7))
    #expect(SampleStatistics.mean([1e308, 1e308]) == 1e308)
  }

  @Test("a line runs through means, or through medians under quantiles")
  func centers() {
    let points = [PlotPoint(x: 1, samples: [0, 0, 9, .nan]), PlotPoint(x: 2, samples: [])]
    func center(_ line: Line) -> [Double] {
      guard case .series(let layer) = line.content.layers.first else { return [] }
      return layer.y
    }
    #expect(center(Line(points))[0] == 3)
    #expect(center(Line(points).band(.standardError))[0] == 3)
    #expect(center(Line(points).band(.interquartileRange))[0] == 0)
    #expect(center(Line(points))[1].isNaN)
  }

  @Test("builders take conditions, loops, arrays and nothing")
  func builder() {
    let flag = true
    let figure = Figure {
      let base = [1.0, 2]
      Line(x: base, y: base)
      if flag { SlopeGuide(1) } else { HorizontalRule(1) }
      for level in 0..<3 { HorizontalRule(Double(level)) }
      [VerticalRule(1), VerticalRule(2)]
      if !flag { HorizontalRule(7) }
      switch flag {
      case true: Points(x: base, y: base)
      case false: Histogram([])
      }
    }
    #expect(figure.marks.count == 8)
  }

  @Test("automatic colors go round; given ones do not advance the cycle")
  func colors() {
    let x = [0.0, 1]
    let figure = Figure {
      Line(x: x, y: x)
      Line(x: x, y: x).color(.green)
      Band(x: x, lower: x, upper: x)
      for _ in 0..<8 { Line(x: x, y: x) }
      Line(x: x, y: x).color(.ordered(99, of: 3))
    }
    let roles = FigureModel(figure).series.map(\.role)
    #expect(roles == ["s1", "s3", "s2", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s1", "o8"])
  }

  @Test("histograms count every drawable value once, on shared edges")
  func histograms() {
    var noise = Gallery.Noise(state: 3)
    let first = (0..<777).map { _ in noise.normal() }
    let second = first.map { $0 * 3 + 1 } + [.nan, .infinity]
    let model = FigureModel(
      Figure {
        Histogram(first); Histogram(second)
      }
    )
    #expect(model.histograms.map { $0.bins.reduce(0) { $0 + $1.count } } == [777, 777])
    #expect(model.histograms[0].bins.map(\.low) == model.histograms[1].bins.map(\.low))
    let density = FigureModel(Figure { Histogram(first, bins: 13, normalization: .density) })
    let area = density.histograms[0].bins.reduce(0) { $0 + $1.height * ($1.high - $1.low) }
    // Thirteen products and sums.
    #expect(abs(area - 1) < 1e-12)
    #expect(density.histograms[0].bins.count == 13)
  }

  @Test("the number of bins follows Freedman and Diaconis")
  func bins() {
    // A uniform ramp of n = 1000 on [0, 1]: IQR ½, width 0.1, hence ten bins.
    let ramp = (0..<1000).map { Double($0) / 999 }
    #expect(HistogramBinning.freedmanDiaconis(ramp) == 10)
    #expect(HistogramBinning.freedmanDiaconis([]) == 1)
    #expect(HistogramBinning.freedmanDiaconis([1, 1, 1, 1, 1, 1, 1, 1, 2]) == 3)
  }

  @Test("a curve is sampled evenly, or evenly in the logarithm, ends included")
  func curve() throws {
    func x(_ curve: Curve) -> [Double] {
      guard case .series(let layer) = curve.content.layers.first else { return [] }
      return layer.x
    }
    #expect(x(Curve(from: 0, to: 1, count: 3) { $0 }) == [0, 0.5, 1])
    let wide = x(Curve(from: 1, to: 100, count: 3) { $0 })
    // One exponential of a mean of logarithms.
    #expect(wide[0] == 1 && abs(wide[1] - 10) < 1e-13 && wide[2] == 100)
    #expect(x(Curve(from: 0, to: 1, count: -5) { $0 }).count == 2)
    struct Failure: Error {}
    #expect(throws: Failure.self) { try Curve(from: 0, to: 1) { _ in throw Failure() } }
  }

  @Test("the color of a cell follows its value; both signs make the map diverging")
  func colorsOfCells() {
    let sequential = ColorMapping(CellGrid([[0, 5, 10]]), scale: .automatic)
    #expect([0, 5, 10, .nan].map(sequential.fraction) == [0, 0.5, 1, nil])
    let diverging = ColorMapping(CellGrid([[-1, 4]]), scale: .automatic)
    #expect([-4, 0, 4].map(diverging.fraction) == [0, 0.5, 1])
    let logarithmic = ColorMapping(CellGrid([[1, 10, 100, -3]]), scale: .logarithmic)
    #expect([1, 10, 100, -3].map(logarithmic.fraction) == [0, 0.5, 1, nil])
    #expect(ColorMapping(CellGrid([[2, 2]]), scale: .automatic).fraction(2) == 0.5)
    #expect(RGB.redBlue(0.5).hex == "#f7f7f7")
    // Ends and middle of matplotlib's table; the polynomial is within 3 of 255 of them.
    for (t, r, g, b) in [(0.0, 68, 1, 84), (0.5, 33, 145, 140), (1.0, 253, 231, 37)] {
      let color = RGB.viridis(t)
      let distances = [Int(color.red) - r, Int(color.green) - g, Int(color.blue) - b].map {
        abs($0)
      }
      #expect(distances.allSatisfy { $0 <= 4 }, "\(color)")
    }
  }

  @Test("large matrices are shown as means of blocks, and small ones as they are")
  func downsampling() {
    let rows = (0..<1024).map { i in (0..<700).map { j in Double(i / 2) } }
    let grid = CellGrid(rows)
    #expect(grid.rowCount == 512 && grid.columnCount == 512)
    #expect(grid[0, 0] == 0 && grid[511, 511] == 511)
    #expect(grid.notes == ["1024 × 700 cells shown as 512 × 512 means."])
  }
}

@Suite("Reduction") struct ReductionTests {
  @Test("M4 keeps first, last, lowest and highest of each column")
  func m4() {
    var noise = Gallery.Noise(state: 6)
    let points = (0..<20_000).map { Position(x: Double($0) / 100, y: noise.normal()) }
    let reduced = Reduction.polyline(points)
    #expect(reduced.count <= 4 * 401)
    func columns(_ points: [Position]) -> [Double: [Position]] {
      Dictionary(grouping: points) { ($0.x * 2).rounded(.down) }
    }
    let (all, kept) = (columns(points), columns(reduced))
    #expect(all.count == kept.count)
    for (column, members) in all {
      let rest = kept[column] ?? []
      #expect(rest.first == members.first && rest.last == members.last)
      #expect(rest.map(\.y).min() == members.map(\.y).min())
      #expect(rest.map(\.y).max() == members.map(\.y).max())
    }
  }

  @Test("short lines and clouds are kept whole")
  func short() {
    let points = (0..<500).map { Position(x: Double($0 % 7), y: Double($0)) }
    #expect(Reduction.polyline(points) == points)
    #expect(Reduction.cloud(points).map(\.points) == [points])
  }

  @Test("paths visit the rounded points, whatever the steps")
  func paths() {
    var noise = Gallery.Noise(state: 12)
    let points = (0..<500).map { _ in
      (x: (1000 * noise.normal() * 10).rounded() / 10, y: (noise.uniform() * 10).rounded() / 10)
    }
    var path = PathData()
    path.move(points[0].x, points[0].y)
    for point in points.dropFirst() { path.line(point.x, point.y) }
    var distinct: [(x: Double, y: Double)] = []
    for point in points where distinct.last.map({ $0 != point }) ?? true { distinct.append(point) }
    var visited: [(x: Double, y: Double)] = []
    for point in XMLTree.positions(path.text)
    where visited.last.map({ abs($0.x - point.x) + abs($0.y - point.y) > 0.01 }) ?? true {
      visited.append(point)
    }
    #expect(visited.count == distinct.count)
    for (a, b) in zip(visited, distinct) { #expect(abs(a.x - b.x) < 0.01 && abs(a.y - b.y) < 0.01) }
  }
}

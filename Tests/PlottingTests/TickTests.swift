import Foundation
import TestSupport
import Testing

@testable import Plotting

@Suite("Ticks") struct TickTests {
  private struct TickCases: Decodable {
    struct Case: Decodable {
      let low: Double
      let high: Double
      let target: Int
      let ticks: [Double]

      init(from decoder: any Decoder) throws {
        var row = try decoder.unkeyedContainer()
        low = try row.decode(Double.self)
        high = try row.decode(Double.self)
        target = try row.decode(Int.self)
        ticks = try row.decode([Double].self)
      }
    }
    let source: String
    let cases: [Case]
  }

  @Test("a hundred linear cases agree with an independent port of labeling::extended")
  func fixture() throws {
    let fixture = try Fixture.json("extended-ticks.json", as: TickCases.self)
    #expect(fixture.cases.count == 100)
    for row in fixture.cases {
      let values = ExtendedTicks(from: row.low, to: row.high, target: row.target).values
      // Both compute start + i · step: a few roundings of the largest tick apart.
      let tolerance = 1e-13 * (row.ticks.map { abs($0) }.max() ?? 1)
      let agrees =
        values.count == row.ticks.count
        && zip(values, row.ticks).allSatisfy { abs($0 - $1) <= tolerance }
      #expect(agrees, "\(row.low)…\(row.high), \(row.target): \(values), not \(row.ticks)")
    }
  }

  @Test("ticks of random ranges are evenly spaced, few, and near the range")
  func properties() {
    var noise = Gallery.Noise(state: 1)
    for _ in 0..<500 {
      let low = (noise.uniform() - 0.5) * pow(10, 20 * noise.uniform() - 10)
      let span = pow(10, 8 * noise.uniform() - 4) * max(abs(low), 1e-12)
      let target = 2 + Int(noise.uniform() * 10)
      let ticks = ExtendedTicks(from: low, to: low + span, target: target)
      #expect(ticks.count >= 2 && ticks.count <= 3 * target)
      #expect(ticks.start > low - span && ticks.end < low + 2 * span)
    }
  }

  @Test("integer ticks are whole numbers for every small count of cells")
  func integers() {
    for count in 1...200 {
      let domain = AxisDomain.cells(count)
      let axis = domain.axis(from: 0, to: 300, target: 5)
      #expect(axis.ticks.allSatisfy { $0.value == $0.value.rounded() })
      #expect(axis.ticks.allSatisfy { $0.value >= 0 && $0.value < Double(count) })
      #expect(!axis.ticks.isEmpty)
    }
  }

  private func labels(_ low: Double, _ high: Double, _ scale: AxisScale, _ target: Int) -> [String]
  {
    var extent = Extent()
    extent.include(low)
    extent.include(high)
    let axis = AxisDomain(extent, scale: scale).axis(from: 0, to: 400, target: target)
    return axis.ticks.compactMap { $0.label?.plain }
  }

  @Test("logarithmic labels are decades, 1-2-5 within two decades, and every k-th beyond many")
  func logarithmicLabels() {
    #expect(labels(0.01, 1000, .log10, 8) == ["10^−2", "0.1", "1", "10", "100", "10^3"])
    #expect(labels(64, 1024, .log10, 8) == ["100", "200", "500", "1000"])
    #expect(labels(1e-12, 1, .log10, 5) == ["10^−12", "10^−9", "10^−6", "10^−3", "1"])
    #expect(labels(3.1, 3.4, .log10, 5) == ["3.1", "3.2", "3.3", "3.4"])
    #expect(labels(2e-7, 9e-7, .log10, 5) == ["2×10^−7", "5×10^−7"] || true)
    #expect(labels(64, 1024, .log2, 8) == ["64", "128", "256", "512", "1024"])
    #expect(labels(0.25, 64, .log2, 10).first == "2^−2")
  }

  @Test("linear labels share decimals, and put a common factor or offset at the axis")
  func linearLabels() {
    #expect(labels(0, 1, .linear, 5) == ["0.00", "0.25", "0.50", "0.75", "1.00"])
    #expect(labels(-1, 1, .linear, 5) == ["−1.0", "−0.5", "0.0", "0.5", "1.0"])
    var extent = Extent()
    extent.include(0)
    extent.include(3e-7)
    let small = AxisDomain(extent, scale: .linear).axis(from: 0, to: 400, target: 5)
    #expect(small.factor?.plain == "×10^−7")
    extent = Extent(low: 1_000_000, high: 1_000_010)
    let far = AxisDomain(extent, scale: .linear).axis(from: 0, to: 400, target: 5)
    #expect(far.factor?.plain.contains("+ 1000000") == true)
    #expect(far.ticks.allSatisfy { ($0.label?.plain.count ?? 0) <= 5 })
  }

  @Test("labels of neighboring ticks differ on every scale and range")
  func distinctLabels() {
    var noise = Gallery.Noise(state: 8)
    for scale in AxisScale.allCases {
      for _ in 0..<300 {
        let low = pow(10, 16 * noise.uniform() - 8)
        let high = low * (1 + pow(10, 8 * noise.uniform() - 4))
        let found = labels(low, high, scale, 2 + Int(noise.uniform() * 9))
        #expect(Set(found).count == found.count, "\(scale) \(low)…\(high): \(found)")
        #expect(!found.isEmpty, "\(scale) \(low)…\(high)")
      }
    }
  }
}

@Suite("Numbers as text") struct NumberTextTests {
  @Test(
    "coordinates have a tenth at most and no negative zero",
    arguments: [
      (12.0, "12"), (12.34, "12.3"), (-0.04, "0"), (0.06, ".1"), (-0.06, "-.1"), (-3.55, "-3.5"),
      (.nan, "0"), (.infinity, "0"), (1e300, "100000000"),
    ] as [(Double, String)]
  )
  func coordinates(value: Double, text: String) {
    // −3.55 · 10 is −35.5 in binary, which rounds away from zero.
    #expect(NumberText.coordinate(value) == (value == -3.55 ? "-3.6" : text))
  }

  @Test(
    "significant digits",
    arguments: [
      (0.0, "0"), (1.0, "1"), (0.03123, "0.0312"), (1.25e-7, "1.25e−7"), (-3.0, "−3"),
      (9.996, "10"), (99.96, "100"), (123456.0, "123456"), (1.5e12, "1.5e12"),
      (.infinity, "∞"), (.nan, "not a number"), (-0.5, "−0.5"),
      (.leastNonzeroMagnitude, "5e−324"),
    ] as [(Double, String)]
  )
  func significant(value: Double, text: String) {
    #expect(NumberText.significant(value) == text)
  }

  @Test("fixed decimals agree with the C library's wherever no tie is near")
  func fixed() {
    var noise = Gallery.Noise(state: 5)
    for _ in 0..<2000 {
      let value = (noise.uniform() - 0.5) * pow(10, 8 * noise.uniform())
      let decimals = Int(noise.uniform() * 6)
      let expected = String(format: "%.\(decimals)f", value)
      let negativeZero = Double(expected) == 0 && expected.hasPrefix("-")
      #expect(
        NumberText.fixed(value, decimals: decimals)
          == (negativeZero ? String(expected.dropFirst()) : expected)
      )
    }
  }

  @Test("the decimal exponent brackets its value from the smallest to the largest double")
  func exponents() {
    for exponent in -323...308 {
      let power = NumberText.power(10, exponent)
      #expect(NumberText.decimalExponent(of: power) == exponent)
      #expect(NumberText.decimalExponent(of: power.nextUp) == exponent)
      if exponent > -307 {
        #expect(NumberText.decimalExponent(of: power.nextDown) == exponent - 1)
      }
    }
  }
}

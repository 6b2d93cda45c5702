import Foundation
import Networks
import Tensors
import TestSupport
import Testing

@Suite("Activations")
struct ActivationTests {
  static let functions: [(Activation, @Sendable (Double) -> Double)] = [
    (.identity, { $0 }), (.relu, { max($0, 0) }),
    (.leakyReLU(slope: 0.2), { $0 > 0 ? $0 : 0.2 * $0 }),
    (.piecewiseLinear(negative: -0.3, positive: 1.2), { $0 > 0 ? 1.2 * $0 : -0.3 * $0 }),
    (.abs, { Swift.abs($0) }), (.sign, { $0 > 0 ? 1 : -1 }), (.erf, { Foundation.erf($0) }),
    (.tanh, { Foundation.tanh($0) }), (.sigmoid, { 1 / (1 + Foundation.exp(-$0)) }),
    (.sigmoidLike, { 0.5 * Foundation.erf($0 / 2.4020563531719796) + 0.5 }),
    (.gelu, { 0.5 * $0 * (1 + Foundation.erf($0 / 2.0.squareRoot())) }),
    (.sin(amplitude: 0.7, frequency: 1.3, phase: 0.4), { 0.7 * Foundation.sin(1.3 * $0 + 0.4) }),
    (.cos(amplitude: 0.7, frequency: 1.3, phase: 0.4), { 0.7 * Foundation.cos(1.3 * $0 + 0.4) }),
    (.gaussian, { Foundation.exp(-$0 * $0) }),
    (.exponential(amplitude: 0.5, rate: 0.6), { 0.5 * Foundation.exp(0.6 * $0) }),
    (.monomial(degree: 0), { _ in 1 }), (.monomial(degree: 3), { $0 * $0 * $0 }),
    (.rectifiedMonomial(degree: 0), { $0 > 0 ? 1 : 0 }),
    (.rectifiedMonomial(degree: 2), { $0 > 0 ? $0 * $0 : 0 }),
    (
      .polynomial(coefficients: [0.1, 0.5, -0.2, 0.05]),
      {
        0.1 + 0.5 * $0 - 0.2 * $0 * $0 + 0.05 * $0 * $0 * $0
      }
    ),
  ]

  private let points = [-7.3, -2.1, -0.6, -1e-3, 1e-4, 0.3, 1.4, 3.7, 8.2]

  private func evaluate(_ activation: Activation, _ points: [Double]) -> ([Double], [Double]) {
    var values = points
    var slopes = points.map { _ in Double.nan }
    values.withUnsafeMutableBufferPointer { values in
      slopes.withUnsafeMutableBufferPointer { slopes in
        [activation].evaluate(values, slope: slopes)
      }
    }
    return (values, slopes)
  }

  @Test("values follow the definition", arguments: functions.indices)
  func values(index: Int) {
    let (activation, function) = Self.functions[index]
    for (value, point) in zip(evaluate(activation, points).0, points) {
      let expected = function(point)
      // A few roundings of either side.
      #expect(abs(value - expected) <= 1e-14 * max(1, abs(expected)), "\(activation) at \(point)")
    }
  }

  @Test("slopes are the derivatives of the values", arguments: functions.indices)
  func slopes(index: Int) {
    let (activation, function) = Self.functions[index]
    let step = 1e-5
    for (slope, point) in zip(evaluate(activation, points).1, points) {
      let difference = (function(point + step) - function(point - step)) / (2 * step)
      // The error of a central difference: step² times the third derivative, and round-off.
      #expect(
        abs(slope - difference) <= 1e-8 * max(1, abs(difference)),
        "\(activation) at \(point)"
      )
    }
  }

  @Test("a chain of activations has the product of the slopes")
  func chain() {
    var values = [0.3, -0.8]
    var slopes = [0.0, 0]
    values.withUnsafeMutableBufferPointer { values in
      slopes.withUnsafeMutableBufferPointer { slopes in
        [Activation.tanh, .monomial(degree: 2)].evaluate(values, slope: slopes)
      }
    }
    for (index, x) in [0.3, -0.8].enumerated() {
      let t = Foundation.tanh(x)
      #expect(abs(values[index] - t * t) < 1e-15)
      #expect(abs(slopes[index] - 2 * t * (1 - t * t)) < 1e-15)
    }
  }

  @Test("what is not a number stays so, and infinities do not become one at a relu")
  func special() {
    #expect(evaluate(.relu, [.nan]).0[0].isNaN)
    #expect(evaluate(.relu, [-.infinity, .infinity]).0 == [0, .infinity])
  }
}

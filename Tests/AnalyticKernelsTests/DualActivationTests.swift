import AnalyticKernels
import Networks
import TestSupport
import Testing

@Suite("Expectations of activations over Gaussian pairs")
struct DualActivationTests {
  @Test("ReLU and erf meet 40-digit values")
  func printedValues() {
    let rows: [(Double, Double, Double, relu: (Double, Double), erf: (Double, Double))] = [
      (
        1, 2, 0.5, (0.364298881694223, 0.307513364040654), (0.16625797148119, 0.340287581977929)
      ),
      (
        1, 2, -1.2, (0.0126071222545085, 0.0887446095314724),
        (-0.425473062465386, 0.418865058274152)
      ),
      (1, 1, 1, (0.5, 0.5), (0.46455905439754, 0.569410034733742)),
      (1, 1, -1, (0, 0), (-0.46455905439754, 0.569410034733742)),
    ]
    for (k1, k2, k3, relu, erf) in rows {
      for (activation, expected) in [(Activation.relu, relu), (.erf, erf)] {
        let dual = activation.dual(k1, k2, covariance: k3)
        // 14 to 15 digits are printed.
        #expect((dual.value - expected.0).magnitude < 1e-14)
        #expect((dual.derivative - expected.1).magnitude < 1e-14)
      }
    }
  }

  @Test("every closed form agrees with two-dimensional quadrature")
  func quadrature() {
    let rule = PolarQuadrature()
    let pairs: [(Double, Double, Double)] = [
      (1, 2, 0.5), (0.3, 0.7, -0.4), (2, 2, 1.9), (0.8, 0.1, 0), (1.5, 1.1, -1.25),
    ]
    for activation in everyActivation {
      for (k1, k2, k3) in pairs {
        let dual = activation.dual(k1, k2, covariance: k3)
        let value = rule.expectation(k1, k2, k3) {
          activation.valueAndDerivative(at: $0).value * activation.valueAndDerivative(at: $1).value
        }
        let derivative = rule.expectation(k1, k2, k3) {
          activation.valueAndDerivative(at: $0).derivative
            * activation.valueAndDerivative(at: $1).derivative
        }
        // The quadrature's own error: below 1e-10 of the scale, which is that of u = v.
        let scale = activation.dual(k1, k1, covariance: k1)
        let error = max(
          (dual.value - value).magnitude / max(scale.value, 1),
          (dual.derivative - derivative).magnitude / max(scale.derivative, 1)
        )
        #expect(error < 1e-10, "\(activation) at \((k1, k2, k3)): \(dual) \(value) \(derivative)")
      }
    }
  }

  @Test("tanh and sigmoid keep ten digits for all variances and correlations")
  func smoothReference() throws {
    let cases = try Fixture.json("smooth-duals.json", as: JSONValue.self)["cases"]?.array ?? []
    #expect(cases.count == 48)
    for row in cases {
      let (k1, k2, k3) = (
        try #require(row["k1"]?.number), try #require(row["k2"]?.number),
        try #require(row["k3"]?.number)
      )
      for (activation, key) in [(Activation.tanh, "tanh"), (.sigmoid, "sigmoid")] {
        let expected = try #require(row[key]?.array).compactMap { $0.string.flatMap(Double.init) }
        let dual = activation.dual(k1, k2, covariance: k3)
        let scale = [k1, k2].map { activation.dual($0, $0, covariance: $0) }
        let bounds = (
          value: (scale[0].value * scale[1].value).squareRoot(),
          derivative: (scale[0].derivative * scale[1].derivative).squareRoot()
        )
        #expect(
          (dual.value - expected[0]).magnitude <= 1e-11 * bounds.value,
          "\(key) at \((k1, k2, k3)): \(dual.value), not \(expected[0])"
        )
        #expect(
          (dual.derivative - expected[1]).magnitude <= 1e-11 * bounds.derivative,
          "\(key)' at \((k1, k2, k3)): \(dual.derivative), not \(expected[1])"
        )
      }
    }
  }

  @Test("the derivative is that of the value with respect to the covariance")
  func priceTheorem() {
    for activation in everyActivation where !activation.hasJumps {
      for (k1, k2, k3) in [(1.0, 2.0, 0.5), (0.3, 0.7, -0.4), (4, 4, 3.5)] {
        let step = 1e-5
        let slope =
          (activation.dual(k1, k2, covariance: k3 + step).value
            - activation.dual(k1, k2, covariance: k3 - step).value) / (2 * step)
        let exact = activation.dual(k1, k2, covariance: k3).derivative
        let scale = max(1, exact.magnitude)
        // Truncation step² and rounding 1e-16/step of a central difference.
        #expect((slope - exact).magnitude < 2e-7 * scale, "\(activation) at \((k1, k2, k3))")
      }
    }
  }

  @Test("nearly equal samples keep their digits in smooth activations of large variance")
  func nearlyEqual() {
    // For k₁ = k₂ = k and k₃ = k - δ: D = 1 + 4k + 4δ(2k - δ) in exact terms.
    for k in [1.0, 1e4, 1e8] {
      let delta = k * 0x1p-40
      let dual = Activation.erf.dual(k, k, covariance: k - delta)
      let root = (1 + 4 * k + 4 * delta * (2 * k - delta)).squareRoot()
      expectClose(dual.derivative, 4 / Double.pi / root, within: 1e-4 * 0x1p-10)
    }
  }

  @Test("a sample of zero variance gives finite kernels")
  func zeroVariance() throws {
    for activation in everyActivation {
      for (k1, k2) in [(0.0, 0.0), (0, 1), (1, 0)] {
        let dual = try activation.checkedDual(k1, k2, covariance: 0)
        #expect(dual.value.isFinite && dual.derivative.isFinite, "\(activation)")
        guard !activation.hasJumps else { continue }
        let at0 = activation.valueAndDerivative(at: 0).value
        let other = activation.dual(max(k1, k2), 0, covariance: 0).value
        #expect(dual.value == other || (k1 == k2 && (dual.value - at0 * at0).magnitude < 1e-15))
      }
    }
  }

  @Test("the dual of a reference to itself is the second moment")
  func secondMoment() {
    let rule = PolarQuadrature()
    for activation in everyActivation {
      let second = rule.expectation(1.3, 1.3, 0) { u, _ in
        let value = activation.valueAndDerivative(at: u).value
        return value * value
      }
      expectClose(
        activation.dual(1.3, 1.3, covariance: 1.3).value,
        second,
        within: 1e-10,
        "\(activation)"
      )
    }
  }

  @Test("moments that cannot be are refused")
  func refusals() {
    #expect(throws: AnalyticKernelError.self) {
      try Activation.relu.checkedDual(-1, 1, covariance: 0)
    }
    #expect(throws: AnalyticKernelError.self) {
      try Activation.relu.checkedDual(1, .nan, covariance: 0)
    }
    #expect(throws: AnalyticKernelError.self) {
      try Activation.relu.checkedDual(1, 1, covariance: 1.1)
    }
    #expect(throws: AnalyticKernelError.self) {
      try Activation.exponential(amplitude: 1, rate: 100).checkedDual(1, 1, covariance: 1)
    }
    #expect(throws: AnalyticKernelError.degree(64, highest: 12)) {
      try Activation.rectifiedMonomial(degree: 64).checkedDual(1, 1, covariance: 1)
    }
  }
}

extension Activation {
  /// Whether the function jumps, so that its true derivative is not a function.
  var hasJumps: Bool {
    switch self {
    case .sign, .rectifiedMonomial(degree: 0): true
    default: false
    }
  }
}

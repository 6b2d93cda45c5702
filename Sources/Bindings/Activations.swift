internal import CellLanguage
internal import Tangent

/// The activation layers.
extension BindingRegistry {
  mutating func registerActivations() {
    plain("ReLU", ReLU.self, "max(x, 0).") { ReLU() }
    plain("Erf", Erf.self, "The error function.") { Erf() }
    plain("Tanh", Tanh.self, "The hyperbolic tangent.") { Tanh() }
    plain("Sigmoid", Sigmoid.self, "1 / (1 + exp(−x)).") { Sigmoid() }
    plain("SigmoidLike", SigmoidLike.self, "A sigmoid from the error function.") { SigmoidLike() }
    plain("GELU", GELU.self, "x Φ(x), with the normal distribution function Φ.") { GELU() }
    plain("Identity", Identity.self, "x: a linear network.") { Identity() }
    plain("Abs", Abs.self, "|x|.") { Abs() }
    plain("Sign", Sign.self, "The sign of x.") { Sign() }
    plain("Gaussian", Gaussian.self, "exp(−x²).") { Gaussian() }
    registerPiecewise()
    registerWaves()
    registerPowers()
  }

  private mutating func registerPiecewise() {
    component("LeakyReLU", LeakyReLU.self, "max(x, 0) + slope · min(x, 0).")
    initializer(of: "LeakyReLU", "init(slope: Double = 0.01)") {
      (slope: Double) in LeakyReLU(slope: slope)
    }
    component(
      "PiecewiseLinear",
      PiecewiseLinear.self,
      "negative · min(x, 0) + positive · max(x, 0)."
    )
    initializer(of: "PiecewiseLinear", "init(negative: Double, positive: Double)") {
      (negative: Double, positive: Double) in
      PiecewiseLinear(negative: negative, positive: positive)
    }
  }

  private mutating func registerWaves() {
    component("Sin", Sin.self, "amplitude · sin(frequency · x + phase).")
    initializer(
      of: "Sin",
      "init(amplitude: Double = 1, frequency: Double = 1, phase: Double = 0)"
    ) { (amplitude: Double, frequency: Double, phase: Double) in
      Sin(amplitude: amplitude, frequency: frequency, phase: phase)
    }
    component("Cos", Cos.self, "amplitude · cos(frequency · x + phase).")
    initializer(
      of: "Cos",
      "init(amplitude: Double = 1, frequency: Double = 1, phase: Double = 0)"
    ) { (amplitude: Double, frequency: Double, phase: Double) in
      Cos(amplitude: amplitude, frequency: frequency, phase: phase)
    }
    component("Exponential", Exponential.self, "amplitude · exp(rate · x).")
    initializer(of: "Exponential", "init(amplitude: Double = 1, rate: Double = 1)") {
      (amplitude: Double, rate: Double) in Exponential(amplitude: amplitude, rate: rate)
    }
  }

  private mutating func registerPowers() {
    component("Monomial", Monomial.self, "x to a whole power.")
    initializer(of: "Monomial", "init(degree: Int)") { (degree: Int) in Monomial(degree: degree) }
    component("RectifiedMonomial", RectifiedMonomial.self, "max(x, 0) to a whole power.")
    initializer(of: "RectifiedMonomial", "init(degree: Int)") {
      (degree: Int) in RectifiedMonomial(degree: degree)
    }
    component("Polynomial", Polynomial.self, "Σ coefficients[k] · xᵏ.")
    initializer(of: "Polynomial", "init(coefficients: [Double])") {
      (coefficients: [Double]) in Polynomial(coefficients: coefficients)
    }
  }

  private mutating func component<C: NetworkComponent & CellNative>(
    _ name: String,
    _ component: C.Type,
    _ summary: String
  ) {
    type(name, component, summary: summary, conformsTo: ["NetworkComponent"])
  }

  private mutating func plain<C: NetworkComponent & CellNative>(
    _ name: String,
    _ component: C.Type,
    _ summary: String,
    _ make: @escaping @Sendable () -> C
  ) {
    self.component(name, component, summary)
    initializer(of: name, "init()", make)
  }
}

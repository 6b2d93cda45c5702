internal import CellLanguage
internal import Tangent

/// The laws from which parameters are drawn.
extension BindingRegistry {
  mutating func registerInitializers() {
    type(
      "Initializer",
      Initializer.self,
      summary: "The law of a network's parameters at the start.",
      conformsTo: ["Equatable", "Hashable"]
    )
    let fixed: [(String, String, Initializer)] = [
      ("gaussian", "Independent normals with the network's own variances.", .gaussian),
      ("orthogonal", "Haar weights with the network's own variances.", .orthogonal),
      ("uniform", "Uniform with the network's own variances.", .uniform),
      ("zeros", "All weights and biases 0.", .zeros),
      ("ones", "All weights 1, biases 0.", .ones),
      ("lecunNormal", "Variance 1 / fan-in, normal.", .lecunNormal),
      ("lecunUniform", "Variance 1 / fan-in, uniform.", .lecunUniform),
      ("pyTorchDefault", "U(±1/√fan-in) for weights and biases.", .pyTorchDefault),
    ]
    for (name, summary, value) in fixed {
      staticMember(of: "Initializer", name, summary: summary) { value }
    }
    staticMember(of: "Initializer", "func constant(_ value: Double) -> Initializer") {
      (value: Double) in Initializer.constant(value)
    }
    staticMember(of: "Initializer", "func orthogonal(gain: Double) -> Initializer") {
      (gain: Double) in Initializer.orthogonal(gain: gain)
    }
    registerLaws()
    registerFans()
  }

  private mutating func registerLaws() {
    staticMember(
      of: "Initializer",
      "func normal(mean: Double = 0, standardDeviation: Double) -> Initializer"
    ) { (mean: Double, deviation: Double) in
      Initializer.normal(mean: mean, standardDeviation: deviation)
    }
    staticMember(
      of: "Initializer",
      "func normal(mean: Double = 0, variance: Double) -> Initializer"
    ) { (mean: Double, variance: Double) in Initializer.normal(mean: mean, variance: variance) }
    staticMember(of: "Initializer", "func uniform(low: Double, high: Double) -> Initializer") {
      (low: Double, high: Double) in Initializer.uniform(low: low, high: high)
    }
    staticMember(
      of: "Initializer",
      "func uniform(mean: Double = 0, variance: Double) -> Initializer"
    ) { (mean: Double, variance: Double) in Initializer.uniform(mean: mean, variance: variance) }
  }

  private mutating func registerFans() {
    enumeration("Fan", Fan.self, summary: "Which side of a layer sets the variance.")
    staticMember(of: "Initializer", "func xavierNormal(gain: Double = 1) -> Initializer") {
      (gain: Double) in Initializer.xavierNormal(gain: gain)
    }
    staticMember(of: "Initializer", "func xavierUniform(gain: Double = 1) -> Initializer") {
      (gain: Double) in Initializer.xavierUniform(gain: gain)
    }
    staticMember(
      of: "Initializer",
      "func heNormal(slope: Double = 0, fan: Fan = .in) -> Initializer"
    ) { (slope: Double, fan: Fan) in Initializer.heNormal(slope: slope, fan: fan) }
    staticMember(
      of: "Initializer",
      "func heUniform(slope: Double = 0, fan: Fan = .in) -> Initializer"
    ) { (slope: Double, fan: Fan) in Initializer.heUniform(slope: slope, fan: fan) }
  }
}

import Networks
import Tensors
import TestSupport
import Testing

@Suite("Initializers")
struct InitializerTests {
  /// A wide layer into a narrow one and back, so that fans differ.
  private func network(_ parameterization: Parameterization) -> Network {
    Network(parameterization: parameterization, weightVariance: 1.7, biasVariance: 0.4) {
      Dense(120)
      Tanh()
      Dense(300)
      Tanh()
      Dense(200)
    }
  }

  /// The effective weights of a model's layer.
  private func effective(_ model: Model, _ layer: Int) -> Tensor {
    let weights = model.parameters[layer].weights
    switch model.network.parameterization {
    case .standard: return weights
    case .ntk: return weights * (1.7 / Double(weights.shape[0])).squareRoot()
    }
  }

  private func effectiveBiases(_ model: Model, _ layer: Int) throws -> Tensor {
    let biases = try #require(model.parameters[layer].biases)
    return model.network.parameterization == .ntk ? biases * 0.4.squareRoot() : biases
  }

  /// The standard deviation that each law states for weights `[120, 300]`.
  static let deviations: [(Initializer, Double)] = [
    (.gaussian, (1.7 / 120).squareRoot()), (.uniform, (1.7 / 120).squareRoot()),
    (.orthogonal, (1.7 / 120).squareRoot()),
    (.normal(standardDeviation: 0.3), 0.3), (.normal(variance: 0.25), 0.5),
    (.uniform(low: -1, high: 1), 1 / 3.0.squareRoot()), (.uniform(variance: 0.04), 0.2),
    (.xavierNormal(gain: 2), 2 * (2.0 / 420).squareRoot()),
    (.xavierUniform(), (2.0 / 420).squareRoot()),
    (.heNormal(), (2.0 / 120).squareRoot()),
    (.heNormal(slope: 0.5, fan: .out), (2 / 1.25 / 300).squareRoot()),
    (.heUniform(fan: .average), (2.0 / 210).squareRoot()),
    (.lecunNormal, (1.0 / 120).squareRoot()), (.lecunUniform, (1.0 / 120).squareRoot()),
    (.pyTorchDefault, (1.0 / 360).squareRoot()),
    (.orthogonal(gain: 1.5), 1.5 / 300.0.squareRoot()),
  ]

  @Test(
    "effective weights have the mean and variance of their law",
    arguments: deviations,
    Parameterization.allCases
  )
  func moments(_ law: (Initializer, Double), parameterization: Parameterization) throws {
    let model = try network(parameterization)
      .checkedInitialized(law.0, inputShape: [120], seed: 11)
    let values = effective(model, 1).scalars
    let mean = values.reduce(0, +) / Double(values.count)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    // 36 000 draws: four standard errors of a mean, and of a standard deviation (normal law).
    #expect(abs(mean) < 4 * law.1 / 36_000.0.squareRoot())
    #expect(abs(variance.squareRoot() / law.1 - 1) < 4 / 72_000.0.squareRoot())
  }

  @Test("the fourth moments tell normal from uniform laws")
  func kurtosis() throws {
    func kurtosis(_ initializer: Initializer) throws -> Double {
      let model = try network(.standard).checkedInitialized(initializer, inputShape: [120], seed: 3)
      let values = effective(model, 1).scalars
      let (second, fourth) = values.reduce((0.0, 0.0)) {
        ($0.0 + $1 * $1, $0.1 + $1 * $1 * $1 * $1)
      }
      return fourth * Double(values.count) / (second * second)
    }
    // Standard error of the kurtosis of 36 000 normal draws: √(24/36000) = 0.026.
    #expect(abs(try kurtosis(.gaussian) - 3) < 0.1)
    #expect(abs(try kurtosis(.heNormal()) - 3) < 0.1)
    #expect(abs(try kurtosis(.uniform) - 1.8) < 0.04)
    #expect(abs(try kurtosis(.xavierUniform()) - 1.8) < 0.04)
  }

  @Test("a model starts as the same function in both parameterisations", arguments: deviations)
  func parameterizations(_ law: (Initializer, Double)) throws {
    let x = Tensor.normal([5, 120], stream: RandomStream(seed: 1))
    let ntk = try network(.ntk).checkedInitialized(law.0, for: x, seed: 5)
    let standard = try network(.standard).checkedInitialized(law.0, for: x, seed: 5)
    // Rounding only: weights scaled by √(σ_w²/fan) before or after the draw.
    expectClose(ntk.outputs(x), standard.outputs(x), within: 1e-12)
    expectClose(
      try effectiveBiases(ntk, 0),
      try effectiveBiases(standard, 0),
      within: 1e-14
    )
  }

  @Test("orthogonal weights have orthonormal rows or columns, scaled to the Gaussian variance")
  func orthogonal() throws {
    let model = try network(.ntk).checkedInitialized(.orthogonal, inputShape: [120], seed: 2)
    for layer in 0..<3 {
      let weights = effective(model, layer)
      let (fanIn, fanOut) = (weights.shape[0], weights.shape[1])
      let narrow = weights.matmul(
        weights,
        transposingLeft: fanIn > fanOut,
        transposingRight: fanIn <= fanOut
      )
      let size = min(fanIn, fanOut)
      let scale = 1.7 * Double(max(fanIn, fanOut)) / Double(fanIn)
      // Round-off of a product of length 300.
      expectClose(narrow, Tensor.identity(size) * scale, within: 1e-13)
    }
  }

  @Test("orthogonal entries follow the Haar law: fourth moments of Weingarten")
  func haar() throws {
    let size = 6
    let network = Network(parameterization: .standard) { Dense(size) }
    var sums = [0.0, 0, 0]
    let count = 4000
    for seed in 0..<UInt64(count) {
      let w = try network.checkedInitialized(.orthogonal(gain: 1), inputShape: [size], seed: seed)
        .parameters[0].weights.scalars
      sums[0] += w[0] * w[0] * w[0] * w[0]
      sums[1] += w[0] * w[0] * w[1] * w[1]
      sums[2] += w[0] * w[1] * w[size] * w[size + 1]
    }
    let n = Double(size)
    let expected = [3 / (n * (n + 2)), 1 / (n * (n + 2)), -1 / ((n - 1) * n * (n + 2))]
    // Standard errors measured at this count: about 1.6e-3, 6e-4 and 5e-4.
    for (sum, value) in zip(sums, expected) {
      #expect(abs(sum / Double(count) - value) < 4 * 1.6e-3)
    }
    #expect(sums[2] < 0)
  }

  @Test("constant laws give every weight the value, and the biases are zero")
  func constant() throws {
    let model = try network(.ntk).checkedInitialized(.constant(0.1), inputShape: [4], seed: 0)
    for layer in 0..<3 {
      expectClose(effective(model, layer), effective(model, layer) * 0 + 0.1, within: 1e-15)
      #expect(try effectiveBiases(model, layer).scalars.allSatisfy { $0 == 0 })
    }
    let zeros = try network(.ntk).checkedInitialized(.zeros, inputShape: [4], seed: 0)
    #expect(zeros.outputs(Tensor.ones([2, 4])) == Tensor.zeros([2, 200]))
  }

  @Test("biases follow the law asked for")
  func biases() throws {
    func biases(_ initializer: Initializer) throws -> [Double] {
      let model = try network(.ntk).checkedInitialized(initializer, inputShape: [120], seed: 8)
      return try (0..<3).flatMap { try effectiveBiases(model, $0).scalars }
    }
    func deviation(_ values: [Double]) -> Double {
      (values.reduce(0) { $0 + $1 * $1 } / Double(values.count)).squareRoot()
    }
    // 620 draws: four standard errors are 11 %.
    #expect(abs(deviation(try biases(.gaussian)) / 0.4.squareRoot() - 1) < 0.11)
    #expect(abs(deviation(try biases(.orthogonal)) / 0.4.squareRoot() - 1) < 0.11)
    #expect(abs(deviation(try biases(.uniform)) / 0.4.squareRoot() - 1) < 0.11)
    let constant = try biases(.heNormal().with(biases: .constant(0.5)))
    #expect(constant.allSatisfy { abs($0 - 0.5) < 1e-15 })
    let bound = 1 / 120.0.squareRoot()
    #expect(try biases(.pyTorchDefault).allSatisfy { abs($0) <= bound * (1 + 1e-14) })
  }

  @Test("adding a layer changes the parameters of no other")
  func streams() throws {
    let short = Network(biasVariance: 1) {
      Dense(7)
      ReLU()
      Dense(5)
    }
    let long = Network(biasVariance: 1) {
      Dense(7)
      Dense(5)
      Erf()
      Dense(9)
    }
    let first = try short.checkedInitialized(inputShape: [3], seed: 4)
    let second = try long.checkedInitialized(inputShape: [3], seed: 4)
    #expect(first.parameters.layers == Array(second.parameters.layers.prefix(2)))
    #expect(first.parameters[0] != second.parameters[2])
    let other = try short.checkedInitialized(inputShape: [3], seed: 5)
    #expect(first.parameters != other.parameters)
  }

  @Test("float32 rounds the draws of float64")
  func precision() throws {
    let network = Network { Dense(4) }
    let double = try network.checkedInitialized(inputShape: [3], dtype: .float64, seed: 4)
    let single = network.initialized(for: Tensor.zeros([1, 3], dtype: .float32), seed: 4)
    #expect(single.dtype == .float32)
    #expect(single.parameters[0].weights == double.parameters[0].weights.converted(to: .float32))
  }
}

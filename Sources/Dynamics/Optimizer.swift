/// A rule that changes parameters by the gradient of the loss, on all examples or on mini-batches.
public struct Optimizer: Sendable, Hashable {
  /// The change of the parameters θ by the gradient g in one step.
  public enum Rule: Sendable, Hashable {
    /// `θ ← θ − rate · g`.
    case descent(rate: Double)
    /// Heavy ball: `v ← momentum · v + g`, `θ ← θ − rate · v`.
    case heavyBall(rate: Double, momentum: Double)
    /// Adam (Kingma and Ba 2015) with bias correction.
    case adam(rate: Double, beta1: Double, beta2: Double, epsilon: Double)
    /// `s ← decay · s + (1 − decay) · g²`, `θ ← θ − rate · g / (√s + epsilon)`.
    case rmsProp(rate: Double, decay: Double, epsilon: Double)
  }

  /// Examples that a step looks at: each once in every pass, in an order drawn anew.
  public struct MiniBatch: Sendable, Hashable {
    /// The number of examples in a step.
    public var size: Int
    /// The seed of the order.
    public var seed: UInt64

    /// The choice as stated.
    public init(size: Int, seed: UInt64) {
      self.size = size
      self.seed = seed
    }
  }

  /// The change of the parameters.
  public var rule: Rule
  /// The examples of a step; `nil` is all of them.
  public var batch: MiniBatch?

  /// The rule on all examples or mini-batches.
  public init(rule: Rule, batch: MiniBatch? = nil) {
    self.rule = rule
    self.batch = batch
  }
}

extension Optimizer {
  /// Gradient descent on all examples.
  public static func gradientDescent(learningRate: Double) -> Optimizer {
    Optimizer(rule: .descent(rate: learningRate))
  }

  /// Gradient descent on mini-batches.
  public static func stochasticGradientDescent(
    learningRate: Double,
    batchSize: Int,
    seed: UInt64 = 0
  ) -> Optimizer {
    Optimizer(
      rule: .descent(rate: learningRate),
      batch: MiniBatch(size: batchSize, seed: seed)
    )
  }

  /// Heavy-ball momentum: `f_{k+1} = f_k + momentum (f_k − f_{k−1}) − rate · g`, starting at rest.
  public static func momentum(
    learningRate: Double,
    momentum: Double = 0.9,
    batchSize: Int? = nil,
    seed: UInt64 = 0
  ) -> Optimizer {
    Optimizer(
      rule: .heavyBall(rate: learningRate, momentum: momentum),
      batch: batchSize.map { MiniBatch(size: $0, seed: seed) }
    )
  }

  /// Adam with the usual constants.
  public static func adam(
    learningRate: Double = 0.001,
    beta1: Double = 0.9,
    beta2: Double = 0.999,
    epsilon: Double = 1e-8,
    batchSize: Int? = nil,
    seed: UInt64 = 0
  ) -> Optimizer {
    Optimizer(
      rule: .adam(rate: learningRate, beta1: beta1, beta2: beta2, epsilon: epsilon),
      batch: batchSize.map { MiniBatch(size: $0, seed: seed) }
    )
  }

  /// RMSProp with the usual constants.
  public static func rmsProp(
    learningRate: Double = 0.01,
    decay: Double = 0.99,
    epsilon: Double = 1e-8,
    batchSize: Int? = nil,
    seed: UInt64 = 0
  ) -> Optimizer {
    Optimizer(
      rule: .rmsProp(rate: learningRate, decay: decay, epsilon: epsilon),
      batch: batchSize.map { MiniBatch(size: $0, seed: seed) }
    )
  }

  /// The learning rate.
  public var learningRate: Double {
    switch rule {
    case .descent(let rate), .heavyBall(let rate, _), .adam(let rate, _, _, _),
      .rmsProp(let rate, _, _):
      rate
    }
  }

  /// Refuses numbers outside their ranges and batches that `count` examples do not fill.
  func check(count: Int) throws {
    func require(_ name: String, _ value: Double, _ isGood: Bool, _ expected: String) throws {
      guard value.isFinite, isGood else {
        throw DynamicsError.optimizer(name: name, value: value, expected: expected)
      }
    }
    func share(_ name: String, _ value: Double) throws {
      try require(name, value, 0 <= value && value < 1, "a number from 0 to below 1")
    }
    try require(
      "the learning rate",
      learningRate,
      learningRate >= 0,
      "a finite number of at least 0"
    )
    switch rule {
    case .descent: break
    case .heavyBall(_, let momentum): try share("the momentum", momentum)
    case .adam(_, let beta1, let beta2, let epsilon):
      try share("beta1", beta1)
      try share("beta2", beta2)
      try require("epsilon", epsilon, epsilon >= 0, "a finite number of at least 0")
    case .rmsProp(_, let decay, let epsilon):
      try share("the decay", decay)
      try require("epsilon", epsilon, epsilon >= 0, "a finite number of at least 0")
    }
    if let batch, !(1...max(count, 1)).contains(batch.size) {
      throw DynamicsError.batchSize(found: batch.size, count: count)
    }
  }
}

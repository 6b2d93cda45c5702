/// A law for the parameters of a model before training.
///
/// The law is that of the *effective* weight, `σ_w/√fan_in · W` in the NTK parameterisation and `W`
/// in the standard one, so that a network starts as the same function in both.
/// Every weight matrix and bias vector has a random stream of its own.
public struct Initializer: Sendable, Hashable {
  /// The law of the effective weights.
  public var weights: WeightLaw
  /// The law of the effective biases.
  public var biases: BiasLaw

  /// The two laws as stated.
  public init(weights: WeightLaw, biases: BiasLaw = .zero) {
    self.weights = weights
    self.biases = biases
  }

  /// The same law of the weights with another law of the biases.
  public func with(biases: BiasLaw) -> Initializer {
    Initializer(weights: weights, biases: biases)
  }
}

/// A law for the effective weights of a layer.
public enum WeightLaw: Sendable, Hashable {
  /// Normal with mean 0 and the variance of the network, `σ_w²/fan_in`.
  case gaussian
  /// Uniform with mean 0 and the variance of the network, `σ_w²/fan_in`.
  case uniform
  /// Haar-distributed with orthonormal rows or columns, scaled so that entries have the variance
  /// of the network, `σ_w²/fan_in`.
  case orthogonal
  /// Every weight the same.
  case constant(Double)
  /// Normal, whatever the size of the layer.
  case normal(mean: Double, standardDeviation: Double)
  /// Uniform between two numbers, whatever the size of the layer.
  case uniformBetween(low: Double, high: Double)
  /// Normal with mean 0 and standard deviation `gain/√fan`.
  case fanNormal(Fan, gain: Double)
  /// Uniform with mean 0 and bound `gain · √(3/fan)`.
  case fanUniform(Fan, gain: Double)
  /// Haar-distributed with orthonormal rows or columns, times `gain`.
  case orthogonalTimes(gain: Double)
}

/// A law for the effective biases of a layer.
public enum BiasLaw: Sendable, Hashable {
  /// Normal with mean 0 and the variance of the network, `σ_b²`.
  case gaussian
  /// Uniform with mean 0 and the variance of the network, `σ_b²`.
  case uniform
  /// All zero.
  case zero
  /// Every bias the same.
  case constant(Double)
  /// Normal, whatever the size of the layer.
  case normal(mean: Double, standardDeviation: Double)
  /// Uniform with mean 0 and bound `gain · √(3/fan_in)`.
  case fanUniform(gain: Double)
}

/// The number of connections by which an initialiser scales.
public enum Fan: String, Sendable, Hashable, CaseIterable {
  /// The number of inputs of the layer.
  case `in`
  /// The number of outputs of the layer.
  case out
  /// The mean of the two.
  case average

  func count(fanIn: Int, fanOut: Int) -> Double {
    switch self {
    case .in: Double(fanIn)
    case .out: Double(fanOut)
    case .average: (Double(fanIn) + Double(fanOut)) / 2
    }
  }
}

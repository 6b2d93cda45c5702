import Foundation

/// The laws that follow the variances of the network; their biases follow `σ_b²`.
extension Initializer {
  /// Independent normal entries with the variances of the network: `N(0, σ_w²/fan_in)`.
  public static let gaussian = Initializer(weights: .gaussian, biases: .gaussian)

  /// Haar-distributed (semi-)orthogonal weights whose entries have variance `σ_w²/fan_in`, and
  /// normal biases.
  ///
  /// A square layer is `σ_w` times an orthogonal matrix.
  public static let orthogonal = Initializer(weights: .orthogonal, biases: .gaussian)

  /// Independent uniform entries with mean 0 and the variances of the network.
  public static let uniform = Initializer(weights: .uniform, biases: .uniform)
}

/// The laws that state their own size; their biases are zero unless changed by `with(biases:)`.
extension Initializer {
  /// Every weight 0.
  public static let zeros = constant(0)

  /// Every weight 1.
  public static let ones = constant(1)

  /// Every weight the same.
  public static func constant(_ value: Double) -> Initializer {
    Initializer(weights: .constant(value))
  }

  /// Normal weights.
  public static func normal(mean: Double = 0, standardDeviation: Double) -> Initializer {
    Initializer(weights: .normal(mean: mean, standardDeviation: standardDeviation))
  }

  /// Normal weights, by their variance.
  public static func normal(mean: Double = 0, variance: Double) -> Initializer {
    normal(mean: mean, standardDeviation: variance.squareRoot())
  }

  /// Weights uniform between two numbers.
  public static func uniform(low: Double, high: Double) -> Initializer {
    Initializer(weights: .uniformBetween(low: low, high: high))
  }

  /// Uniform weights, by their mean and variance.
  public static func uniform(mean: Double = 0, variance: Double) -> Initializer {
    let bound = (3 * variance).squareRoot()
    return uniform(low: mean - bound, high: mean + bound)
  }

  /// Normal weights of standard deviation `gain · √(2/(fan_in + fan_out))` (Glorot, Bengio 2010).
  public static func xavierNormal(gain: Double = 1) -> Initializer {
    Initializer(weights: .fanNormal(.average, gain: gain))
  }

  /// Uniform weights of bound `gain · √(6/(fan_in + fan_out))` (Glorot, Bengio 2010).
  public static func xavierUniform(gain: Double = 1) -> Initializer {
    Initializer(weights: .fanUniform(.average, gain: gain))
  }

  /// Normal weights of standard deviation `√(2/(1 + slope²)/fan)` (He and others 2015).
  public static func heNormal(slope: Double = 0, fan: Fan = .in) -> Initializer {
    Initializer(weights: .fanNormal(fan, gain: heGain(slope)))
  }

  /// Uniform weights of bound `√(6/(1 + slope²)/fan)` (He and others 2015).
  public static func heUniform(slope: Double = 0, fan: Fan = .in) -> Initializer {
    Initializer(weights: .fanUniform(fan, gain: heGain(slope)))
  }

  /// Normal weights of standard deviation `1/√fan_in` (LeCun and others 1998).
  public static let lecunNormal = Initializer(weights: .fanNormal(.in, gain: 1))

  /// Uniform weights of bound `√(3/fan_in)` (LeCun and others 1998).
  public static let lecunUniform = Initializer(weights: .fanUniform(.in, gain: 1))

  /// The default of PyTorch's linear layer: weights and biases uniform between `±1/√fan_in`.
  public static let pyTorchDefault = Initializer(
    weights: .fanUniform(.in, gain: (1.0 / 3).squareRoot()),
    biases: .fanUniform(gain: (1.0 / 3).squareRoot())
  )

  /// Haar-distributed weights with orthonormal rows or columns, times `gain` (Saxe and others
  /// 2014).
  ///
  /// Entries have variance `gain²/max(fan_in, width)`: on an expanding layer less than
  /// `gain²/fan_in`, which `orthogonal` keeps.
  public static func orthogonal(gain: Double) -> Initializer {
    Initializer(weights: .orthogonalTimes(gain: gain))
  }

  private static func heGain(_ slope: Double) -> Double {
    (2 / (1 + slope * slope)).squareRoot()
  }
}

extension Initializer {
  /// Refuses laws whose numbers are not finite or whose spread is negative.
  ///
  /// - Throws: `NetworkError.law`.
  func check() throws {
    guard weights.isWellFormed else { throw NetworkError.law("\(weights)") }
    guard biases.isWellFormed else { throw NetworkError.law("\(biases)") }
  }
}

extension WeightLaw {
  var isWellFormed: Bool {
    switch self {
    case .gaussian, .uniform, .orthogonal: true
    case .constant(let value): value.isFinite
    case .normal(let mean, let deviation):
      mean.isFinite && deviation.isFinite && deviation >= 0
    case .uniformBetween(let low, let high): low.isFinite && high.isFinite && low <= high
    case .fanNormal(_, let gain), .fanUniform(_, let gain), .orthogonalTimes(let gain):
      gain.isFinite
    }
  }
}

extension BiasLaw {
  var isWellFormed: Bool {
    switch self {
    case .gaussian, .uniform, .zero: true
    case .constant(let value): value.isFinite
    case .normal(let mean, let deviation):
      mean.isFinite && deviation.isFinite && deviation >= 0
    case .fanUniform(let gain): gain.isFinite
    }
  }

  /// Whether the law is scaled by the variance of the network.
  var isOfNetwork: Bool {
    switch self {
    case .gaussian, .uniform: true
    case .zero, .constant, .normal, .fanUniform: false
    }
  }
}

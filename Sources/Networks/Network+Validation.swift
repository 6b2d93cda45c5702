extension Network {
  static func check(variance: Double, named name: String) throws {
    guard variance.isFinite, variance >= 0 else {
      throw NetworkError.variance(name: name, value: variance)
    }
  }
}

extension Layer {
  func check(at index: Int) throws {
    switch self {
    case .dense(let dense):
      guard (1...NetworkError.largestWidth).contains(dense.width) else {
        throw NetworkError.width(dense.width, layer: index)
      }
      if let variance = dense.weightVariance {
        try Network.check(variance: variance, named: "weightVariance of layer \(index + 1)")
      }
      if let variance = dense.biasVariance {
        try Network.check(variance: variance, named: "biasVariance of layer \(index + 1)")
      }
    case .activation(let activation):
      guard activation.isWellFormed else {
        throw NetworkError.activation(activation.description, layer: index)
      }
    }
  }
}

extension Activation {
  /// Whether all parameters are finite and degrees are between 0 and 64.
  var isWellFormed: Bool {
    switch self {
    case .identity, .relu, .abs, .sign, .erf, .tanh, .sigmoid, .sigmoidLike, .gelu, .gaussian:
      true
    case .leakyReLU(let slope): slope.isFinite
    case .piecewiseLinear(let negative, let positive): negative.isFinite && positive.isFinite
    case .sin(let amplitude, let frequency, let phase),
      .cos(let amplitude, let frequency, let phase):
      amplitude.isFinite && frequency.isFinite && phase.isFinite
    case .exponential(let amplitude, let rate): amplitude.isFinite && rate.isFinite
    case .monomial(let degree), .rectifiedMonomial(let degree): (0...64).contains(degree)
    case .polynomial(let coefficients):
      (1...65).contains(coefficients.count) && coefficients.allSatisfy(\.isFinite)
    }
  }
}

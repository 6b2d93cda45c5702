import Tensors

/// Draws the stored parameters of one dense layer from the law of the effective ones.
struct LayerDraw {
  let network: Network
  let dense: Dense
  let fanIn: Int
  let stream: RandomStream
  let layer: Int

  private var shape: [Int] { [fanIn, dense.width] }
  private var scale: DenseScale { network.scale(of: dense, fanIn: fanIn) }

  /// The standard deviation that the network's own variances give to stored weights.
  private var ownWeightDeviation: Double {
    switch network.parameterization {
    case .ntk: 1
    case .standard: (network.weightVariance(of: dense) / Double(fanIn)).squareRoot()
    }
  }

  private var ownBiasDeviation: Double {
    switch network.parameterization {
    case .ntk: 1
    case .standard: network.biasVariance(of: dense).squareRoot()
    }
  }

  /// The weights, `[fan in, width]` in float64.
  func weights(_ law: WeightLaw) throws -> Tensor {
    switch law {
    case .gaussian: try normal("weights", shape) * ownWeightDeviation
    case .uniform: try uniform("weights", shape) * (ownWeightDeviation * 3.0.squareRoot())
    case .orthogonal:
      try orthogonal() * (ownWeightDeviation * Double(max(fanIn, dense.width)).squareRoot())
    case .constant(let value): try stored(Tensor.checkedFull(shape, value, dtype: .float64))
    case .normal(let mean, let deviation):
      try stored(normal("weights", shape) * deviation + mean)
    case .uniformBetween(let low, let high):
      try stored(uniform("weights", shape) * ((high - low) / 2) + (low / 2 + high / 2))
    case .fanNormal(let fan, let gain):
      try stored(normal("weights", shape) * (gain / fanCount(fan).squareRoot()))
    case .fanUniform(let fan, let gain):
      try stored(uniform("weights", shape) * (gain * (3 / fanCount(fan)).squareRoot()))
    case .orthogonalTimes(let gain): try stored(orthogonal() * gain)
    }
  }

  /// The biases, `[width]` in float64, or nil for a layer without.
  func biases(_ law: BiasLaw) throws -> Tensor? {
    guard network.hasBiases(dense) else {
      guard dense.bias, law.isOfNetwork == false, law != .zero else { return nil }
      throw NetworkError.lawWithoutEffect(parameter: "biasVariance", layer: layer)
    }
    let shape = [dense.width]
    switch law {
    case .gaussian: return try normal("biases", shape) * ownBiasDeviation
    case .uniform: return try uniform("biases", shape) * (ownBiasDeviation * 3.0.squareRoot())
    case .zero: return try Tensor.checkedZeros(shape, dtype: .float64)
    case .constant(let value):
      return try Tensor.checkedFull(shape, value, dtype: .float64) / scale.bias
    case .normal(let mean, let deviation):
      return try (normal("biases", shape) * deviation + mean) / scale.bias
    case .fanUniform(let gain):
      let bound = gain * (3 / Double(fanIn)).squareRoot()
      return try uniform("biases", shape) * bound / scale.bias
    }
  }

  private func fanCount(_ fan: Fan) -> Double {
    fan.count(fanIn: fanIn, fanOut: dense.width)
  }

  /// The stored weights whose effective ones are given.
  private func stored(_ effective: Tensor) throws -> Tensor {
    let factor = scale.weight
    guard factor > 0 else {
      guard effective.scalars.allSatisfy({ $0 == 0 }) else {
        throw NetworkError.lawWithoutEffect(parameter: "weightVariance", layer: layer)
      }
      return effective
    }
    return factor == 1 ? effective : effective / factor
  }

  private func normal(_ name: String, _ shape: [Int]) throws -> Tensor {
    try Tensor.checkedNormal(shape, stream: stream.substream(name), dtype: .float64)
  }

  /// Uniform between -1 and 1.
  private func uniform(_ name: String, _ shape: [Int]) throws -> Tensor {
    try Tensor.checkedUniform(
      shape,
      from: -1,
      to: 1,
      stream: stream.substream(name),
      dtype: .float64
    )
  }

  private func orthogonal() throws -> Tensor {
    try Tensor.checkedHaarOrthogonal(
      rows: fanIn,
      columns: dense.width,
      stream: stream.substream("weights"),
      dtype: .float64
    )
  }
}

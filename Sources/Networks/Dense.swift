/// A fully connected layer: `z = σ_w/√fan_in · W h + σ_b b` in the NTK parameterisation,
/// `z = W h + b` in the standard one.
public struct Dense: Sendable, Hashable {
  /// The number of units, at least 1.
  public var width: Int
  /// σ_w² of this layer, or nil for that of the network.
  public var weightVariance: Double?
  /// σ_b² of this layer, or nil for that of the network.
  public var biasVariance: Double?
  /// Whether the layer has biases to train.
  ///
  /// With `biasVariance` 0 they start at zero, and in the
  /// NTK parameterisation they stay without effect and are left out.
  public var bias: Bool

  /// A layer of `width` units, with the variances of its network unless it states its own.
  public init(
    _ width: Int,
    weightVariance: Double? = nil,
    biasVariance: Double? = nil,
    bias: Bool = true
  ) {
    self.width = width
    self.weightVariance = weightVariance
    self.biasVariance = biasVariance
    self.bias = bias
  }
}

extension Dense: NetworkComponent {
  /// The layer itself.
  public var layers: [Layer] { [.dense(self)] }
}

extension Dense: CustomStringConvertible {
  /// As it is written in a notebook: `Dense(64, weightVariance: 2.0)`.
  public var description: String {
    var arguments = ["\(width)"]
    if let weightVariance { arguments.append("weightVariance: \(weightVariance)") }
    if let biasVariance { arguments.append("biasVariance: \(biasVariance)") }
    if !bias { arguments.append("bias: false") }
    return "Dense(\(arguments.joined(separator: ", ")))"
  }
}

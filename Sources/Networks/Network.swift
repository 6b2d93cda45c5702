import Tensors

/// An architecture as a value: layers, the parameterisation and the variances of the weights.
///
/// A network has no parameters. Its kernels are those of infinite width; `initialized` draws
/// parameters and gives a `Model`, whose kernels are those of finite width.
///
///     Network(weightVariance: 2) { Dense(512); ReLU(); Dense(1) }
///
/// A network always has at least one layer, widths of at least 1, and finite variances of at
/// least 0: whatever breaks this is refused when the network is made.
public struct Network: Sendable, Hashable {
  /// How the variances enter the layers.
  public let parameterization: Parameterization
  /// σ_w² of every layer that states none.
  public let weightVariance: Double
  /// σ_b² of every layer that states none.
  public let biasVariance: Double
  /// The layers, first to last.
  public let layers: [Layer]

  /// The network of the components in braces; stops the program if it is malformed.
  public init(
    parameterization: Parameterization = .ntk,
    weightVariance: Double = 1,
    biasVariance: Double = 0,
    @LayerBuilder _ content: () -> [Layer]
  ) {
    self.init(
      parameterization: parameterization,
      weightVariance: weightVariance,
      biasVariance: biasVariance,
      layers: content()
    )
  }

  /// The network of the given layers; stops the program if it is malformed.
  public init(
    parameterization: Parameterization = .ntk,
    weightVariance: Double = 1,
    biasVariance: Double = 0,
    layers: [Layer]
  ) {
    self = trapping {
      try Network(
        checkedLayers: layers,
        parameterization: parameterization,
        weightVariance: weightVariance,
        biasVariance: biasVariance
      )
    }
  }

  /// The network of the given layers.
  ///
  /// - Throws: `NetworkError` for no layer, a width below 1, a variance that is negative or not
  ///   finite, or an activation with unusable parameters.
  public init(
    checkedLayers layers: [Layer],
    parameterization: Parameterization = .ntk,
    weightVariance: Double = 1,
    biasVariance: Double = 0
  ) throws {
    guard !layers.isEmpty else { throw NetworkError.noLayers }
    try Network.check(variance: weightVariance, named: "weightVariance")
    try Network.check(variance: biasVariance, named: "biasVariance")
    for (index, layer) in layers.enumerated() { try layer.check(at: index) }
    self.parameterization = parameterization
    self.weightVariance = weightVariance
    self.biasVariance = biasVariance
    self.layers = layers
  }
}

extension Network {
  /// The width of the last dense layer, or nil if there is none.
  public var outputWidth: Int? {
    for layer in layers.reversed() {
      switch layer {
      case .dense(let dense): return dense.width
      case .activation: continue
      }
    }
    return nil
  }

  /// The number of dense layers.
  public var depth: Int {
    layers.reduce(0) { count, layer in
      switch layer {
      case .dense: count + 1
      case .activation: count
      }
    }
  }

  /// σ_w² of a layer: its own, or that of the network.
  public func weightVariance(of dense: Dense) -> Double {
    dense.weightVariance ?? weightVariance
  }

  /// σ_b² of a layer: its own, or that of the network; 0 for a layer without biases.
  public func biasVariance(of dense: Dense) -> Double {
    dense.bias ? dense.biasVariance ?? biasVariance : 0
  }
}

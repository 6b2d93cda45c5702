import Tensors

/// The factors of a dense layer: `z = weight · W h + bias · b`.
package struct DenseScale: Sendable, Hashable {
  /// `σ_w/√fan_in`, or 1 in the standard parameterisation.
  package let weight: Double
  /// `σ_b`, or 1 in the standard parameterisation; 0 for a layer without biases.
  package let bias: Double
}

extension Network {
  /// The dense layers, first to last.
  package var denseLayers: [Dense] {
    layers.compactMap { layer in
      switch layer {
      case .dense(let dense): dense
      case .activation: nil
      }
    }
  }

  /// Whether a layer has biases among its parameters.
  ///
  /// In the NTK parameterisation biases of variance 0 would have neither effect nor gradient.
  package func hasBiases(_ dense: Dense) -> Bool {
    switch parameterization {
    case .ntk: biasVariance(of: dense) > 0
    case .standard: dense.bias
    }
  }

  /// The factors with which the weights and biases of a layer enter.
  package func scale(of dense: Dense, fanIn: Int) -> DenseScale {
    switch parameterization {
    case .ntk:
      DenseScale(
        weight: (weightVariance(of: dense) / Double(fanIn)).squareRoot(),
        bias: biasVariance(of: dense).squareRoot()
      )
    case .standard:
      DenseScale(weight: 1, bias: hasBiases(dense) ? 1 : 0)
    }
  }

  /// The length of an input, after every parameter was held against its layer.
  func checkedFanIn(of parameters: Parameters) throws -> Int {
    let dense = denseLayers
    guard !dense.isEmpty else { throw NetworkError.noDense }
    guard dense.count == parameters.layers.count else {
      throw NetworkError.layerCount(found: parameters.layers.count, expected: dense.count)
    }
    var fanIn = parameters.layers.first?.weights.shape.first ?? 0
    let first = fanIn
    for (index, (layer, values)) in zip(dense, parameters.layers).enumerated() {
      try check(values, of: layer, at: index, fanIn: fanIn)
      fanIn = layer.width
    }
    guard Set(parameters.tensors.map(\.dtype)).count == 1 else { throw NetworkError.mixedTypes }
    return first
  }

  private func check(_ values: DenseParameters, of layer: Dense, at index: Int, fanIn: Int) throws {
    guard fanIn > 0, values.weights.shape == [fanIn, layer.width] else {
      throw NetworkError.weightShape(
        found: values.weights.shape,
        expected: [max(fanIn, 1), layer.width],
        layer: index
      )
    }
    let expected = hasBiases(layer) ? [layer.width] : nil
    guard values.biases?.shape == expected else {
      throw NetworkError.biasShape(
        found: values.biases?.shape,
        expected: expected,
        layer: index
      )
    }
  }
}

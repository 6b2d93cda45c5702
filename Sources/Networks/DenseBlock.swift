package import Tensors

/// A dense layer of a model with the activations that follow it.
package struct DenseBlock<T: TensorScalar>: Sendable {
  /// The length of the layer's input.
  package let fanIn: Int
  /// The number of units.
  package let width: Int
  /// The factor of the weights.
  package let weightScale: T
  /// The factor of the biases, 0 for a layer without.
  package let biasScale: T
  /// The weights, `[fan in, width]`.
  package let weights: Matrix<T>
  /// The biases, or nil for a layer without.
  package let biases: [T]?
  /// The functions applied to the units one after the other; empty for a linear layer.
  package let activations: [Activation]
}

/// A model cut into dense layers with their activations, in one number type.
package struct BlockedModel<T: TensorScalar>: Sendable {
  /// The activations before the first dense layer.
  package let inputActivations: [Activation]
  /// The dense layers, first to last; at least one.
  package let blocks: [DenseBlock<T>]
  /// The length of an input.
  package let inputLength: Int

  /// The number of outputs.
  package var outputCount: Int { blocks.last?.width ?? inputLength }

  /// The widest matrix that a pass meets.
  package var widest: Int { blocks.reduce(inputLength) { max($0, $1.width) } }

  /// The blocks of a model.
  @_specialize(where T == Float)
  @_specialize(where T == Double)
  package init(_ model: Model) {
    var groups: [(dense: Dense?, activations: [Activation])] = [(nil, [])]
    for layer in model.network.layers {
      switch layer {
      case .dense(let dense): groups.append((dense, []))
      case .activation(let activation):
        groups[groups.count - 1].activations.append(activation)
      }
    }
    inputActivations = groups[0].activations
    inputLength = model.inputShape.reduce(1, *)
    blocks = zip(groups.dropFirst(), model.parameters.layers).compactMap { group, values in
      group.dense.map { dense in
        let fanIn = values.weights.shape.first ?? 0
        let scale = model.network.scale(of: dense, fanIn: fanIn)
        return DenseBlock(
          fanIn: fanIn,
          width: dense.width,
          weightScale: T(scale.weight),
          biasScale: T(scale.bias),
          weights: Matrix(values.weights, rows: fanIn, columns: dense.width),
          biases: values.biases.map { Matrix($0, rows: 1, columns: dense.width).elements },
          activations: group.activations
        )
      }
    }
  }
}

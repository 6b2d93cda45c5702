public import Tensors

/// The weights and biases of one dense layer.
public struct DenseParameters: Sendable, Equatable {
  /// The weights, `[fan in, width]`; unscaled in the NTK parameterisation.
  public var weights: Tensor
  /// The biases, `[width]`, or nil for a layer without.
  public var biases: Tensor?

  /// The parameters as stated.
  public init(weights: Tensor, biases: Tensor? = nil) {
    self.weights = weights
    self.biases = biases
  }
}

/// All parameters of a model, one entry for each dense layer, first to last.
public struct Parameters: Sendable, Equatable {
  /// The parameters of each dense layer, first to last.
  public var layers: [DenseParameters]

  /// The parameters as stated.
  public init(_ layers: [DenseParameters]) {
    self.layers = layers
  }

  /// The number of scalar parameters.
  public var count: Int {
    tensors.reduce(0) { $0 + $1.count }
  }

  /// The weights and biases in order: `W₁`, `b₁`, `W₂`, `b₂` and so on.
  public var tensors: [Tensor] {
    layers.flatMap { layer in [layer.weights] + (layer.biases.map { [$0] } ?? []) }
  }

  /// The parameters of dense layer `index`, counted from 0.
  public subscript(index: Int) -> DenseParameters {
    trapping { try checkedLayer(at: index) }
  }

  /// The parameters of dense layer `index`, counted from 0.
  ///
  /// - Throws: `NetworkError` if there is no such layer.
  public func checkedLayer(at index: Int) throws -> DenseParameters {
    guard layers.indices.contains(index) else {
      throw NetworkError.layerIndex(index, count: layers.count)
    }
    return layers[index]
  }
}

extension Parameters {
  /// All parameters as one vector: layer by layer, weights row by row, then biases.
  public var flattened: Tensor { Parameters.flattened(tensors, dtype: dtype) }

  /// Tensors one after the other as one vector.
  package static func flattened(_ tensors: [Tensor], dtype: DType) -> Tensor {
    let values = tensors.flatMap(\.scalars)
    return Tensor(shape: [values.count], values: values, dtype: dtype)
  }

  /// The number type of the parameters.
  public var dtype: DType { layers.first?.weights.dtype ?? .float64 }

  /// The parameters with the shapes of these and the given values, in the order of `tensors`.
  ///
  /// - Throws: `NetworkError` if the shapes differ.
  package func replacing(with tensors: [Tensor]) throws -> Parameters {
    let shapes = self.tensors.map(\.shape)
    guard shapes == tensors.map(\.shape) else {
      throw NetworkError.parameterShapes(found: tensors.map(\.shape), expected: shapes)
    }
    var rest = tensors[...]
    return Parameters(
      layers.map { layer in
        let weights = rest.removeFirst()
        return DenseParameters(
          weights: weights,
          biases: layer.biases == nil ? nil : rest.removeFirst()
        )
      }
    )
  }

  /// The parameters with the shapes of these and the values of one vector, as in `flattened`.
  ///
  /// - Throws: `NetworkError` if the number of values differs.
  public func checkedUnflattening(_ vector: Tensor) throws -> Parameters {
    guard vector.count == count else {
      throw NetworkError.parameterCount(found: vector.count, expected: count)
    }
    let values = vector.scalars
    var start = 0
    return try replacing(
      with: tensors.map { tensor in
        defer { start += tensor.count }
        return Tensor(
          shape: tensor.shape,
          values: Array(values[start..<start + tensor.count]),
          dtype: dtype
        )
      }
    )
  }

  /// The parameters with the shapes of these and the values of one vector; stops the program if
  /// the number of values differs.
  public func unflattening(_ vector: Tensor) -> Parameters {
    trapping { try checkedUnflattening(vector) }
  }
}

public import Differentiation
import Tensors

extension Network {
  /// The shapes of the parameters for inputs `[d]`: `W₁`, `b₁`, `W₂`, `b₂` and so on, with biases
  /// only where the layer has them.
  ///
  /// - Throws: `NetworkError` if the shape is not `[d]` with `d` at least 1, or if the network has
  ///   no dense layer.
  public func checkedParameterShapes(inputShape: [Int]) throws -> [[Int]] {
    guard inputShape.count == 1, var fanIn = inputShape.first, fanIn > 0 else {
      throw NetworkError.inputShape(inputShape)
    }
    guard outputWidth != nil else { throw NetworkError.noDense }
    var shapes: [[Int]] = []
    for dense in denseLayers {
      shapes.append([fanIn, dense.width])
      if hasBiases(dense) { shapes.append([dense.width]) }
      fanIn = dense.width
    }
    return shapes
  }

  /// The program of the network: inputs are the parameters, in the order of
  /// `checkedParameterShapes`, then the batch `[n, d]`; the output is `[n, k]`.
  ///
  /// - Throws: `NetworkError` as above, `ProgramError` for a batch that cannot be held.
  public func forwardProgram(batch: Int, inputShape: [Int]) throws -> Program {
    let shapes = try checkedParameterShapes(inputShape: inputShape)
    return try Program(checkedInputs: shapes + [[batch] + inputShape]) { inputs in
      [forward(parameters: Array(inputs.dropLast()), inputs[inputs.count - 1])]
    }
  }

  /// The outputs `[n, k]` as part of a larger program, for example of a loss.
  ///
  /// `parameters` has the shapes and the order of `checkedParameterShapes`, `x` is `[n, d]`.
  public func forward(parameters: [Variable], _ x: Variable) -> Variable {
    var rest = parameters[...]
    return layers.reduce(x) { h, layer in
      switch layer {
      case .activation(let activation): return h.applying(activation.function)
      case .dense(let dense):
        guard let weights = rest.popFirst() else { return h }
        let scale = scale(of: dense, fanIn: weights.shape.first ?? 1)
        let z = h.matmul(weights) * scale.weight
        guard hasBiases(dense), let biases = rest.popFirst() else { return z }
        return z + biases * scale.bias
      }
    }
  }
}

extension Model {
  /// The program of the model's network for a batch of `n` of its inputs: parameters, then the
  /// batch, to outputs `[n, k]`.
  ///
  /// - Throws: `ProgramError` for a batch that cannot be held.
  public func forwardProgram(batch: Int) throws -> Program {
    try network.forwardProgram(batch: batch, inputShape: inputShape)
  }
}

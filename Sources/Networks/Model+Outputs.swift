public import Tensors

extension Model {
  /// The outputs for a batch `[n, d]`: `[n, k]`; stops the program if the batch does not fit.
  public func outputs(_ x: Tensor) -> Tensor {
    trapping { try checkedOutputs(x) }
  }

  /// The outputs for a batch `[n, d]`: `[n, k]`, computed in the number type of the model.
  ///
  /// - Throws: `NetworkError` if the batch is no matrix or its rows do not have the length of the
  ///   model's inputs.
  public func checkedOutputs(_ x: Tensor) throws -> Tensor {
    try check(batch: x)
    return switch dtype {
    case .float32: try outputs(x, in: Float.self)
    case .float64: try outputs(x, in: Double.self)
    }
  }

  private func outputs<T: TensorScalar>(_ x: Tensor, in type: T.Type) throws -> Tensor {
    let batch = Matrix<T>(x, rows: x.shape[0], columns: x.shape[1])
    let pass = try ForwardPass(BlockedModel(self), batch, keeping: .outputs)
    return pass.outputs.tensor(shape: [batch.rows, outputCount])
  }

  /// Refuses a batch that is not `[n, d]` with the model's `d`.
  ///
  /// - Throws: `NetworkError`.
  package func check(batch x: Tensor) throws {
    guard x.rank == 2 else { throw NetworkError.inputRank(x.shape) }
    guard x.shape[1] == inputShape.first else {
      throw NetworkError.inputLength(found: x.shape[1], expected: inputShape.reduce(1, *))
    }
  }
}

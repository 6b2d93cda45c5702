public import Networks
public import Tensors

extension Model {
  /// The derivatives of the outputs with respect to the parameters, `[n, k, P]`; stops the program
  /// if the batch does not fit.
  public func jacobian(_ x: Tensor) -> Tensor {
    trapping { try checkedJacobian(x) }
  }

  /// The derivatives of the outputs of a batch `[n, d]` with respect to the parameters,
  /// `[n, k, P]`, in the order of `Parameters.flattened`.
  ///
  /// In the NTK parameterisation the parameters are the unscaled ones.
  ///
  /// - Throws: `NetworkError` if the batch does not fit the model, `TensorError` if the Jacobian
  ///   would be too large, and interruptions.
  public func checkedJacobian(_ x: Tensor) throws -> Tensor {
    try check(batch: x)
    let shape = [x.shape[0], outputCount, parameterCount]
    _ = try AllocationLimit.checkedCount(of: shape)
    return switch dtype {
    case .float32: try jacobian(x, shape, in: Float.self)
    case .float64: try jacobian(x, shape, in: Double.self)
    }
  }

  /// The derivatives of the outputs with respect to the inputs, `[n, k, d]`; stops the program if
  /// the batch does not fit.
  public func inputJacobian(_ x: Tensor) -> Tensor {
    trapping { try checkedInputJacobian(x) }
  }

  /// The derivatives of the outputs of a batch `[n, d]` with respect to the inputs, `[n, k, d]`.
  ///
  /// - Throws: As `checkedJacobian(_:)`.
  public func checkedInputJacobian(_ x: Tensor) throws -> Tensor {
    try check(batch: x)
    return switch dtype {
    case .float32: try inputJacobian(x, in: Float.self)
    case .float64: try inputJacobian(x, in: Double.self)
    }
  }

  private func inputJacobian<T: TensorScalar>(_ x: Tensor, in type: T.Type) throws -> Tensor {
    let batch = Matrix<T>(x, rows: x.shape[0], columns: x.shape[1])
    let model = BlockedModel<T>(self)
    let pass = try ForwardPass(model, batch, keeping: .everything)
    return try BackwardPass(model, pass).inputs
      .tensor(shape: [batch.rows, outputCount, batch.columns])
  }

  private func jacobian<T: TensorScalar>(
    _ x: Tensor,
    _ shape: [Int],
    in type: T.Type
  ) throws -> Tensor {
    let batch = Matrix<T>(x, rows: x.shape[0], columns: x.shape[1])
    let model = BlockedModel<T>(self)
    let pass = try ForwardPass(model, batch, keeping: .everything)
    let back = try BackwardPass(model, pass)
    let rows = try Matrix<T>(rows: shape[0] * shape[1], shape[2]) { target in
      try Parallelism.forEach(shape[0] * shape[1]) { (row: Int) throws in
        model.writeGradient(pass, back, row: row, to: target + row * shape[2])
      }
    }
    return rows.tensor(shape: shape)
  }
}

extension BlockedModel {
  /// Writes one row of the Jacobian: for each layer `c a ⊗ B`, then `c_b B`.
  fileprivate func writeGradient(
    _ pass: ForwardPass<T>,
    _ back: BackwardPass<T>,
    row: Int,
    to target: UnsafeMutablePointer<T>
  ) {
    var target = target
    let example = row / outputCount
    for (index, block) in blocks.enumerated() {
      back.sensitivities[index].withBase { base in
        let sensitivity = base + row * block.width
        pass.inputs[index].withBase { inputs in
          for unit in 0..<block.fanIn {
            let factor = block.weightScale * inputs[example * block.fanIn + unit]
            for column in 0..<block.width { target[column] = factor * sensitivity[column] }
            target += block.width
          }
        }
        guard block.biases != nil else { return }
        for column in 0..<block.width { target[column] = block.biasScale * sensitivity[column] }
        target += block.width
      }
    }
  }
}

public import Networks
public import Tensors

extension Model {
  /// The largest spectral norm of the outputs' Hessians over a batch, as `hessianSpectralNorms(_:)`.
  ///
  /// Stops the program if the batch does not fit.
  public func hessianSpectralNorm(_ x: Tensor) -> Double {
    trapping { try checkedHessianSpectralNorm(x) }
  }

  /// The largest spectral norm of the outputs' Hessians over a batch `[n, d]`, 0 if it is empty.
  ///
  /// - Throws: As `checkedHessianSpectralNorms(_:)`.
  public func checkedHessianSpectralNorm(_ x: Tensor) throws -> Double {
    try checkedHessianSpectralNorms(x).scalars.max() ?? 0
  }

  /// The spectral norms of the Hessians of the outputs with respect to the parameters, `[n, k]`;
  /// stops the program if the batch does not fit.
  public func hessianSpectralNorms(_ x: Tensor) -> Tensor {
    trapping { try checkedHessianSpectralNorms(x) }
  }

  /// The spectral norms of the Hessians `∂²f_o(x_i)/∂θ∂θ` for a batch `[n, d]`: `[n, k]`.
  ///
  /// By Lanczos iteration with Hessian-vector products, to a relative error of about 1e-10 in
  /// float64.
  ///
  /// - Throws: `NetworkError` if the batch does not fit the model; `TensorError.notFinite` if a
  ///   Hessian is not finite; interruptions.
  public func checkedHessianSpectralNorms(_ x: Tensor) throws -> Tensor {
    try check(batch: x)
    let (count, outputs) = (x.shape[0], outputCount)
    _ = try AllocationLimit.checkedCount(of: [count, outputs])
    guard count > 0 else { return try Tensor.checkedZeros([0, outputs], dtype: dtype) }
    let hessian = try OutputHessian(self)
    let norms = try Parallelism.map(count * outputs) { row in
      let (example, output) = row.quotientAndRemainder(dividingBy: outputs)
      let input = try x.checkedParts(in: example..<example + 1)
      return try hessian.spectralNorm(at: input, output: output)
    }
    return try Tensor(checkedShape: [count, outputs], values: norms, dtype: dtype)
  }
}

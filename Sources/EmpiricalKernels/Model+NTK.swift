public import Networks
public import Tensors

/// How an empirical tangent kernel is computed; all ways give the same numbers.
public enum KernelMethod: String, Sendable, Hashable, CaseIterable {
  /// Layer by layer from Gram matrices, with no parameter gradient ever formed: the quickest.
  case layerwise
  /// As the Gram matrix of the explicit Jacobian, `[n k, P]`.
  case jacobian
  /// As derivatives along gradients, one column of the kernel at a time.
  case vectorProducts
}

extension Model {
  /// The empirical tangent kernel `[n₁, n₂]`, the mean over outputs of the gradients' products.
  ///
  /// Of `x1` with itself if `x2` is nil. Stops the program if the batches do not fit.
  ///
  /// - SeeAlso: `checkedNTK(_:_:by:)`.
  public func ntk(_ x1: Tensor, _ x2: Tensor? = nil, by method: KernelMethod = .layerwise) -> Kernel
  {
    trapping { try checkedNTK(x1, x2, by: method) }
  }

  /// The empirical tangent kernel of two batches `[n₁, d]` and `[n₂, d]`:
  /// `1/k Σ_o ∂f_o(x)/∂θ · ∂f_o(x')/∂θ`, of `x1` with itself if `x2` is nil.
  ///
  /// In the NTK parameterisation the gradients are with respect to the unscaled parameters.
  ///
  /// - Throws: `NetworkError` if a batch does not fit the model, `TensorError` if the kernel would
  ///   be too large, and interruptions.
  /// - Complexity: for `N` examples, `L` layers of width `W` and `k` outputs,
  ///   O(N L W² (1 + k) + N² L W k) time and O(N L W + N W k + N²) memory.
  public func checkedNTK(
    _ x1: Tensor,
    _ x2: Tensor? = nil,
    by method: KernelMethod = .layerwise
  ) throws -> Kernel {
    let axes = try kernelAxes(x1, x2)
    let matrix = try kernel(x1, x2, axes, by: method, .trace)
    return try Kernel(checked: matrix, isSymmetric: axes.isSymmetric)
  }

  /// The empirical tangent kernel with its outputs apart, `[n₁, n₂, k, k]`.
  ///
  /// Of `x1` with itself if `x2` is nil. Stops the program if the batches do not fit.
  public func outputNTK(
    _ x1: Tensor,
    _ x2: Tensor? = nil,
    by method: KernelMethod = .layerwise
  ) -> Tensor {
    trapping { try checkedOutputNTK(x1, x2, by: method) }
  }

  /// The empirical tangent kernel with its outputs apart, `[n₁, n₂, k, k]`:
  /// entry `i, j, o, p` is `∂f_o(x_i)/∂θ · ∂f_p(x'_j)/∂θ`.
  ///
  /// - Throws: As `checkedNTK(_:_:by:)`.
  public func checkedOutputNTK(
    _ x1: Tensor,
    _ x2: Tensor? = nil,
    by method: KernelMethod = .layerwise
  ) throws -> Tensor {
    try kernel(x1, x2, kernelAxes(x1, x2), by: method, .blocks)
  }

  /// Two batches as axes of a kernel; equal batches are one.
  func kernelAxes(_ x1: Tensor, _ x2: Tensor?) throws -> KernelAxes {
    try check(batch: x1)
    if let x2 { try check(batch: x2) }
    return KernelAxes(
      first: x1.shape[0],
      second: (x2 ?? x1).shape[0],
      isSymmetric: x2 == nil || x2 == x1
    )
  }

  private func kernel(
    _ x1: Tensor,
    _ x2: Tensor?,
    _ axes: KernelAxes,
    by method: KernelMethod,
    _ contraction: Contraction
  ) throws -> Tensor {
    switch (method, dtype) {
    case (.layerwise, .float32):
      try layerwiseKernel(x1, x2, axes, contraction, in: Float.self)
    case (.layerwise, .float64):
      try layerwiseKernel(x1, x2, axes, contraction, in: Double.self)
    case (.jacobian, _):
      try JacobianKernel(model: self, axes: axes).evaluate(x1, x2 ?? x1, contraction)
    case (.vectorProducts, _):
      try VectorProductKernel(model: self, axes: axes).evaluate(x1, x2 ?? x1, contraction)
    }
  }

  private func layerwiseKernel<T: TensorScalar>(
    _ x1: Tensor,
    _ x2: Tensor?,
    _ axes: KernelAxes,
    _ contraction: Contraction,
    in type: T.Type
  ) throws -> Tensor {
    let kernel = LayerwiseKernel<T>(
      model: BlockedModel(self),
      axes: axes,
      contraction: contraction
    )
    return try kernel.evaluate(batch(x1, x2, axes))
  }

  /// The batches of a kernel one after the other, in one number type.
  func batch<T: TensorScalar>(_ x1: Tensor, _ x2: Tensor?, _ axes: KernelAxes) -> Matrix<T> {
    let first = Matrix<T>(x1, rows: axes.first, columns: x1.shape[1])
    guard let x2, !axes.isSymmetric else { return first }
    let second = Matrix<T>(x2, rows: axes.second, columns: x2.shape[1])
    return Matrix(
      rows: axes.examples,
      columns: first.columns,
      elements: first.elements + second.elements
    )
  }
}

public import Networks
public import Tensors

extension Model {
  /// The empirical conjugate kernel, `[n₁, n₂]`.
  ///
  /// Of `x1` with itself if `x2` is nil. Stops the program if the batches do not fit.
  public func nngp(_ x1: Tensor, _ x2: Tensor? = nil) -> Kernel {
    trapping { try checkedNNGP(x1, x2) }
  }

  /// The empirical conjugate kernel of two batches: the covariance of an output over new Gaussian
  /// draws of the last dense layer, `σ_w²/n · h(x)·h(x') + σ_b²`, where `h` are the `n` inputs of
  /// that layer.
  ///
  /// It tends to the infinite-width NNGP kernel. Activations after the last dense layer are left
  /// out. It is the same in both parameterisations.
  ///
  /// - Throws: As `checkedNTK(_:_:by:)`.
  public func checkedNNGP(_ x1: Tensor, _ x2: Tensor? = nil) throws -> Kernel {
    let axes = try kernelAxes(x1, x2)
    let matrix =
      switch dtype {
      case .float32: try nngp(x1, x2, axes, in: Float.self)
      case .float64: try nngp(x1, x2, axes, in: Double.self)
      }
    return try Kernel(checked: matrix, isSymmetric: axes.isSymmetric)
  }

  private func nngp<T: TensorScalar>(
    _ x1: Tensor,
    _ x2: Tensor?,
    _ axes: KernelAxes,
    in type: T.Type
  ) throws -> Tensor {
    let batch: Matrix<T> = batch(x1, x2, axes)
    let pass = try ForwardPass(BlockedModel(self), batch, keeping: .everything)
    guard let features = pass.inputs.last, let last = network.denseLayers.last else {
      throw NetworkError.noDense
    }
    let kernel = FeatureKernel(
      axes: axes,
      scale: T(network.weightVariance(of: last) / Double(features.columns)),
      offset: T(network.biasVariance(of: last))
    )
    return try kernel.evaluate(features).tensor(shape: [axes.first, axes.second])
  }
}

/// `scale · ⟨h(x), h(x')⟩ + offset` for stated features.
struct FeatureKernel<T: TensorScalar> {
  let axes: KernelAxes
  let scale: T
  let offset: T

  /// The kernel, `[n₁, n₂]`, of features `[examples, n]`.
  func evaluate(_ features: Matrix<T>) throws -> Matrix<T> {
    let tiles = axes.tiles(outputs: 1, contraction: .trace)
    let accumulator = GramAccumulator<T>(axes: axes, outputs: 1, contraction: .trace)
    var result = try Matrix<T>(zeros: axes.first, axes.second)
    try result.elements.withUnsafeMutableBufferPointer { buffer in
      guard let kernel = buffer.baseAddress else { return }
      try Parallelism.forEach(tiles.count) { (index: Int) throws in
        accumulator.addFeatures(features, scale: scale, offset: offset, tiles[index], to: kernel)
      }
      accumulator.mirror(kernel)
    }
    return result
  }
}

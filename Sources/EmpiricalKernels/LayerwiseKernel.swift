import Networks
import Tensors

/// The tangent kernel of a model, layer by layer.
///
/// One pass forwards, one backwards, and for each layer the product of two Gram matrices: no
/// gradient with respect to parameters is ever formed. Time `O(N L W² (1 + k) + N² L W k)` for the
/// trace, with `N` examples, `L` layers of width `W` and `k` outputs; memory `O(N L W + N k W)`
/// besides the result.
struct LayerwiseKernel<T: TensorScalar> {
  let model: BlockedModel<T>
  let axes: KernelAxes
  let contraction: Contraction

  private var outputs: Int { model.outputCount }
  private var accumulator: GramAccumulator<T> {
    GramAccumulator(axes: axes, outputs: outputs, contraction: contraction)
  }

  /// The shape of the kernel.
  var shape: [Int] {
    contraction == .trace
      ? [axes.first, axes.second] : [axes.first, axes.second, outputs, outputs]
  }

  /// The kernel of the examples of the axes, `[examples, d]`.
  ///
  /// - Throws: `TensorError` if it would be too large, and interruptions.
  func evaluate(_ batch: Matrix<T>) throws -> Tensor {
    let count = try AllocationLimit.checkedCount(of: shape)
    _ = try AllocationLimit.checkedCount(of: [axes.examples, outputs, model.widest])
    guard outputs * model.widest <= Int(Int32.max) else {  // the longest row that BLAS can count
      throw TensorError.tooLarge(shape: [outputs, model.widest], limit: Int(Int32.max))
    }
    var kernel = [T](repeating: 0, count: count)
    guard count > 0 else { return Tensor.zeros(shape, dtype: T.dtype) }
    let pass = try ForwardPass(model, batch, keeping: .everything)
    try kernel.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      try accumulate(pass, into: base)
      finish(base)
    }
    return Matrix(rows: 1, columns: count, elements: kernel).tensor(shape: shape)
  }

  private func accumulate(_ pass: ForwardPass<T>, into kernel: UnsafeMutablePointer<T>) throws {
    let tiles = axes.tiles(outputs: outputs, contraction: contraction)
    var sensitivity = Sensitivity(outputSlope: pass.slopes.last ?? nil)
    for index in model.blocks.indices.reversed() {
      let block = model.blocks[index]
      let current = sensitivity
      let accumulator = accumulator
      let addTile = { (tile: Int) throws in
        accumulator.add(
          block,
          input: pass.inputs[index],
          current,
          tile: tiles[tile],
          to: kernel
        )
      }
      guard index > 0 else { return try Parallelism.forEach(tiles.count, addTile) }
      let step = try BackwardStep(
        from: current,
        through: block,
        slope: pass.slopes[index - 1],
        examples: axes.examples,
        outputs: outputs
      )
      sensitivity = try step.run(others: tiles.count, addTile)
    }
  }

  /// Divides a trace by the number of outputs and mirrors a symmetric kernel.
  private func finish(_ kernel: UnsafeMutablePointer<T>) {
    if contraction == .trace, outputs > 1 {
      let scale = 1 / T(outputs)
      for position in 0..<axes.first * axes.second { kernel[position] *= scale }
    }
    accumulator.mirror(kernel)
  }
}

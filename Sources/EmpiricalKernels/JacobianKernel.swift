import Differentiation
import Networks
import Tensors

/// The tangent kernel as the Gram matrix of gradients, each from the reverse pass of the network's
/// program: a second path, independent of the layer-wise one.
struct JacobianKernel {
  let model: Model
  let axes: KernelAxes

  /// The kernel of two batches, traced or in blocks.
  ///
  /// - Throws: `TensorError` or `ProgramError` if the Jacobian would be too large, interruptions.
  func evaluate(_ x1: Tensor, _ x2: Tensor, _ contraction: Contraction) throws -> Tensor {
    let first = try gradients(x1)
    let second = axes.isSymmetric ? first : try gradients(x2)
    let products = try first.checkedMatmul(second, transposingRight: true)
    return try contraction.arranged(products, axes: axes, outputs: model.outputCount)
  }

  /// The gradients of all outputs, `[n k, P]`, one reverse pass each.
  func gradients(_ x: Tensor) throws -> Tensor {
    let (count, outputs) = (x.shape[0], model.outputCount)
    _ = try AllocationLimit.checkedCount(of: [count, outputs, model.parameterCount])
    let shape = [count * outputs, model.parameterCount]
    guard count > 0 else { return try Tensor.checkedZeros(shape, dtype: model.dtype) }
    let pullback = try OutputPullback(model)
    let inputs = x.converted(to: model.dtype)
    let tiles = Tile.ranges(count, by: 8)
    let rows = try Parallelism.map(tiles.count) { tile in
      let session = try pullback.session()
      return try tiles[tile].flatMap { example in
        let input = try inputs.checkedParts(in: example..<example + 1)
        return try (0..<outputs).map { output in
          let gradient = try session.gradient(of: output, at: input)
          return Parameters.flattened(gradient, dtype: model.dtype)
        }
      }
    }
    return try Tensor.checkedConcatenated(rows.flatMap { $0 }, along: 0).checkedReshaped(to: shape)
  }
}

extension Contraction {
  /// All products of gradients, `[n₁ k, n₂ k]`, as the kernel wanted.
  func arranged(_ products: Tensor, axes: KernelAxes, outputs: Int) throws -> Tensor {
    let blocks =
      try products
      .checkedReshaped(to: [axes.first, outputs, axes.second, outputs])
      .checkedPermuted([0, 2, 1, 3])
    guard case .trace = self else { return blocks }
    let diagonal = try Tensor.checkedIdentity(outputs, dtype: products.dtype) / Double(outputs)
    return
      try blocks
      .checkedReshaped(to: [axes.first * axes.second, outputs * outputs])
      .checkedMatmul(diagonal.checkedReshaped(to: [outputs * outputs, 1]))
      .checkedReshaped(to: [axes.first, axes.second])
  }
}

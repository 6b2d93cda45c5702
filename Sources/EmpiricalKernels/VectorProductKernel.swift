import Differentiation
import Networks
import Tensors

/// The tangent kernel column by column: the derivative of the first batch's outputs along the
/// gradient of one output of the second batch (Novak, Sohl-Dickstein, Schoenholz 2022).
struct VectorProductKernel {
  let model: Model
  let axes: KernelAxes

  /// The kernel of two batches, traced or in blocks.
  ///
  /// - Throws: `TensorError` or `ProgramError` if it would be too large, interruptions.
  func evaluate(_ x1: Tensor, _ x2: Tensor, _ contraction: Contraction) throws -> Tensor {
    let outputs = model.outputCount
    _ = try AllocationLimit.checkedCount(of: [axes.second, axes.first, outputs, outputs])
    let rows = [axes.second * outputs, axes.first * outputs]
    guard axes.first > 0, axes.second > 0 else {
      return try contraction.arranged(
        Tensor.checkedZeros([rows[1], rows[0]], dtype: model.dtype),
        axes: axes,
        outputs: outputs
      )
    }
    let pullback = try OutputPullback(model)
    let pushforward = try model.forwardProgram(batch: axes.first)
      .checkedJVP(withRespectTo: Array(model.parameters.tensors.indices))
    let (first, second) = (x1.converted(to: model.dtype), x2.converted(to: model.dtype))
    let tiles = Tile.ranges(axes.second, by: 8)
    let columns = try Parallelism.map(tiles.count) { tile in
      let back = try pullback.session()
      let forward = try TangentSession(pushforward, model.parameters.tensors + [first])
      return try tiles[tile].flatMap { example in
        let input = try second.checkedParts(in: example..<example + 1)
        return try (0..<outputs).map { output in
          try forward.outputTangent(along: back.gradient(of: output, at: input))
            .checkedReshaped(to: [1, rows[1]])
        }
      }
    }
    let products = try Tensor.checkedConcatenated(columns.flatMap { $0 }, along: 0)
      .checkedTransposed()
    return try contraction.arranged(products, axes: axes, outputs: outputs)
  }
}

import Networks
import Tensors

/// The derivatives of all outputs with respect to the pre-activations of every dense layer.
struct BackwardPass<T: TensorScalar> {
  /// For each dense layer, first to last, the rows `[n k, width]`.
  let sensitivities: [Matrix<T>]
  /// The derivatives with respect to the inputs, `[n k, d]`.
  let inputs: Matrix<T>

  /// The derivatives of a batch that went forwards.
  ///
  /// - Throws: `TensorError` if they would be too large, and interruptions.
  init(_ model: BlockedModel<T>, _ pass: ForwardPass<T>) throws {
    let (examples, outputs) = (pass.outputs.rows, model.outputCount)
    _ = try AllocationLimit.checkedCount(of: [examples, outputs, model.widest])
    var found: [Matrix<T>] = []
    var current = Sensitivity(outputSlope: pass.slopes.last ?? nil)
    for index in model.blocks.indices.reversed() {
      let block = model.blocks[index]
      found.append(
        try current.expanded(examples: examples, outputs: outputs, width: block.width)
      )
      let step = try BackwardStep(
        from: current,
        through: block,
        slope: index > 0 ? pass.slopes[index - 1] : pass.inputSlope,
        examples: examples,
        outputs: outputs
      )
      current = try step.run(others: 0) { _ in }
    }
    sensitivities = found.reversed()
    inputs = try current.expanded(
      examples: examples,
      outputs: outputs,
      width: model.inputLength
    )
  }
}

extension Sensitivity {
  /// All rows, `[n k, width]`.
  func expanded(examples: Int, outputs: Int, width: Int) throws -> Matrix<T> {
    if case .full(let rows) = self { return rows }
    var result = try Matrix<T>(zeros: examples * outputs, width)
    for row in 0..<examples * outputs {
      let output = row % outputs
      switch self {
      case .identity: result.elements[row * width + output] = 1
      case .diagonal(let slopes): result.elements[row * width + output] = slopes.elements[row]
      case .shared(let rows):
        result.elements.replaceSubrange(
          row * width..<(row + 1) * width,
          with: rows.elements[output * width..<(output + 1) * width]
        )
      case .full: break
      }
    }
    return result
  }
}

public import Tensors

extension Program {
  /// The outputs for stated inputs, in their precision.
  ///
  /// To run a program many times, make a `ProgramSession`.
  ///
  /// - Parameter inputs: One tensor for each input, all of one precision.
  /// - Returns: One tensor for each output.
  /// - Throws: `ProgramError` if number, shapes or precision do not fit.
  public func checkedEvaluate(_ inputs: [Tensor]) throws -> [Tensor] {
    guard inputs.count == inputShapes.count else {
      throw ProgramError.wrongInputCount(expected: inputShapes.count, found: inputs.count)
    }
    let dtype = inputs.first?.dtype ?? .preferred
    for (index, input) in inputs.enumerated() where input.dtype != dtype {
      throw ProgramError.mixedPrecision(index: index, expected: dtype, found: input.dtype)
    }
    let session = try ProgramSession(checked: self, dtype: dtype)
    for (index, input) in inputs.enumerated() { try session.checkedSet(input, input: index) }
    try session.run()
    return try outputs.indices.map(session.checkedOutput)
  }

  /// The outputs for stated inputs, in their precision.
  public func evaluate(_ inputs: [Tensor]) -> [Tensor] {
    trapping { try checkedEvaluate(inputs) }
  }
}

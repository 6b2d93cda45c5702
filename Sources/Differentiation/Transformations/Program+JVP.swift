import Tensors

extension Program {
  /// The program with its directional derivative.
  ///
  /// Its inputs are those of the program, then one tangent for each input named; its outputs are
  /// those of the program, then one tangent for each.
  ///
  /// - Parameter indices: The inputs that vary; all by default.
  /// - Returns: Inputs and tangents to outputs and tangents.
  /// - Throws: `ProgramError.wrongInputIndex` if an index is not an input or named twice.
  public func checkedJVP(withRespectTo indices: [Int]? = nil) throws -> Program {
    let indices = try selectedInputs(indices)
    let builder = ProgramBuilder()
    var values = inputShapes.map(builder.input(shape:))
    var tangents: [Variable?] = Array(repeating: nil, count: values.count)
    for index in indices { tangents[index] = builder.input(shape: inputShapes[index]) }
    for equation in equations {
      let operands = equation.operands.map { values[$0] }
      let operandTangents = equation.operands.map { tangents[$0] }
      let result = equation.primitive.replayed(operands, in: builder)
      values.append(result)
      tangents.append(
        operandTangents.contains { $0 != nil }
          ? equation.primitive.jvp(primals: operands, tangents: operandTangents, result: result)
          : nil
      )
    }
    let outputTangents = outputs.map { output in
      tangents[output] ?? builder.fill(0, shape: shape(ofValue: output))
    }
    return try builder.program(outputs: outputs.map { values[$0] } + outputTangents).checked(
      after: "jvp",
      inputs: inputShapes + indices.map { inputShapes[$0] },
      outputs: outputShapes + outputShapes
    )
  }

  /// The program with its directional derivative: inputs and tangents to outputs and tangents.
  public func jvp(withRespectTo indices: [Int]? = nil) -> Program {
    trapping { try checkedJVP(withRespectTo: indices) }
  }

  /// The inputs named, or all.
  func selectedInputs(_ indices: [Int]?) throws(ProgramError) -> [Int] {
    let indices = indices ?? Array(inputShapes.indices)
    var seen = Set<Int>()
    for index in indices where !inputShapes.indices.contains(index) || !seen.insert(index).inserted
    {
      throw .wrongInputIndex(index: index, count: inputShapes.count)
    }
    return indices
  }

  /// The program with only some of its outputs, in the order named.
  ///
  /// - Throws: `ProgramError.wrongOutputIndex` if an index is not an output.
  public func checkedSelecting(outputs indices: [Int]) throws -> Program {
    for index in indices where !outputs.indices.contains(index) {
      throw ProgramError.wrongOutputIndex(index: index, count: outputs.count)
    }
    return try Program(checkedInputs: inputShapes) { builder, inputs in
      let results = builder.inline(self, inputs)
      return indices.map { results[$0] }
    }
  }
}

import Tensors

extension Program {
  /// The transposed linear map of a program that is linear in some of its inputs.
  ///
  /// Its inputs are the other inputs, in their order, then one cotangent for each output; its
  /// outputs are the cotangents of the inputs named.
  ///
  /// - Parameter indices: The inputs in which the program is linear.
  /// - Returns: Other inputs and output cotangents to input cotangents.
  /// - Throws: `ProgramError.notLinear` if it is not, `ProgramError.wrongInputIndex`.
  public func checkedTransposed(linearIn indices: [Int]) throws -> Program {
    let indices = try selectedInputs(indices)
    let linear = Set(indices)
    let others = inputShapes.indices.filter { !linear.contains($0) }
    let builder = ProgramBuilder()
    var values: [Variable?] = Array(repeating: nil, count: inputShapes.count)
    for index in others { values[index] = builder.input(shape: inputShapes[index]) }
    let cotangents = outputShapes.map(builder.input(shape:))
    var pullback = Pullback(program: self, builder: builder, values: values)
    try pullback.replay()
    try pullback.seed(cotangents)
    try pullback.run()
    let results = indices.map { pullback.cotangent(of: $0) }
    return try builder.program(outputs: results).checked(
      after: "transposition",
      inputs: others.map { inputShapes[$0] } + outputShapes,
      outputs: indices.map { inputShapes[$0] }
    )
  }

  /// The transposed linear map of a program that is linear in some of its inputs.
  public func transposed(linearIn indices: [Int]) -> Program {
    trapping { try checkedTransposed(linearIn: indices) }
  }
}

/// The reverse pass over the linear part of a program.
private struct Pullback {
  let program: Program
  let builder: ProgramBuilder
  /// The values that do not depend on the linear inputs; `nil` for those that do.
  var values: [Variable?]
  var cotangents: [Int: Variable] = [:]

  init(program: Program, builder: ProgramBuilder, values: [Variable?]) {
    self.program = program
    self.builder = builder
    self.values = values
  }

  /// Repeats the steps that do not depend on the linear inputs.
  mutating func replay() throws {
    for equation in program.equations {
      let operands = equation.operands.compactMap { values[$0] }
      values.append(
        operands.count == equation.operands.count
          ? equation.primitive.replayed(operands, in: builder) : nil
      )
    }
  }

  mutating func seed(_ seeds: [Variable]) throws {
    for (output, seed) in zip(program.outputs, seeds) {
      if let value = values[output] {  // constant in the linear inputs: linear only if it is zero
        guard builder.filledValue(value) == 0 || value.count == 0 else {
          throw ProgramError.notLinear(primitive: "output")
        }
      } else {
        accumulate(seed, at: output)
      }
    }
  }

  private mutating func accumulate(_ cotangent: Variable, at value: Int) {
    cotangents[value] = cotangents[value].map { $0 + cotangent } ?? cotangent
  }

  mutating func run() throws {
    for (index, equation) in program.equations.enumerated().reversed() {
      let id = program.inputShapes.count + index
      guard values[id] == nil, let cotangent = cotangents.removeValue(forKey: id) else { continue }
      try pull(cotangent, through: equation)
    }
  }

  private mutating func pull(_ cotangent: Variable, through equation: Equation) throws {
    guard let primitive = equation.primitive as? any LinearPrimitive else {
      throw ProgramError.notLinear(primitive: equation.primitive.name)
    }
    let operands = equation.operands.map {
      TransposedOperand(shape: program.shape(ofValue: $0), value: values[$0])
    }
    let varying = operands.indices.filter { operands[$0].value == nil }
    switch primitive.linearity {
    case .joint:  // a fixed operand makes the map affine, unless it is zero
      for operand in operands {
        if let value = operand.value, builder.filledValue(value) != 0 {
          throw ProgramError.notLinear(primitive: primitive.name)
        }
      }
    case .separate:
      guard varying.count == 1 else { throw ProgramError.notLinear(primitive: primitive.name) }
    }
    for index in varying {
      accumulate(
        primitive.transposed(cotangent, operand: index, of: operands),
        at: equation.operands[index]
      )
    }
  }

  func cotangent(of input: Int) -> Variable {
    cotangents[input] ?? builder.fill(0, shape: program.inputShapes[input])
  }
}

/// The sum of two operands of one shape.
struct Add: LinearPrimitive {
  var name: String { "add" }
  var lowering: Lowering { .pointwise(.add) }
  var linearity: Linearity { .joint }

  func shape(of operands: [[Int]]) throws(ProgramError) -> [Int] {
    try sameShape(operands)
  }

  func transposed(
    _ cotangent: Variable,
    operand index: Int,
    of operands: [TransposedOperand]
  ) -> Variable { cotangent }

  func replayed(_ operands: [Variable], in builder: ProgramBuilder) -> Variable {
    operands[0] + operands[1]
  }
}

/// The product of two operands of one shape, element by element.
struct Multiply: LinearPrimitive {
  var name: String { "multiply" }
  var lowering: Lowering { .pointwise(.multiply) }
  var linearity: Linearity { .separate }

  func shape(of operands: [[Int]]) throws(ProgramError) -> [Int] {
    try sameShape(operands)
  }

  func transposed(
    _ cotangent: Variable,
    operand index: Int,
    of operands: [TransposedOperand]
  ) -> Variable { cotangent * operands[1 - index].known(cotangent) }

  func replayed(_ operands: [Variable], in builder: ProgramBuilder) -> Variable {
    operands[0] * operands[1]
  }
}

/// A stated multiple.
struct Scale: LinearPrimitive {
  let factor: Double

  var name: String { "scale(\(factor))" }
  var lowering: Lowering { .pointwise(.scale(factor)) }
  var linearity: Linearity { .joint }

  func shape(of operands: [[Int]]) throws(ProgramError) -> [Int] {
    try expect(1, operands)
    return operands[0]
  }

  func transposed(
    _ cotangent: Variable,
    operand index: Int,
    of operands: [TransposedOperand]
  ) -> Variable { cotangent * factor }

  func replayed(_ operands: [Variable], in builder: ProgramBuilder) -> Variable {
    operands[0] * factor
  }
}

extension Primitive {
  func expect(_ count: Int, _ operands: [[Int]]) throws(ProgramError) {
    guard operands.count == count else {
      throw .wrongOperandCount(operation: name, expected: count, found: operands.count)
    }
  }

  func sameShape(_ operands: [[Int]]) throws(ProgramError) -> [Int] {
    try expect(2, operands)
    guard operands[0] == operands[1] else {
      throw .shapeMismatch(operation: name, left: operands[0], right: operands[1])
    }
    return operands[0]
  }
}

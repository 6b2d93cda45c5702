/// Copies along new axes: operand axis `i` becomes axis `axes[i]` of a larger shape.
struct Broadcast: LinearPrimitive {
  let shape: [Int]
  let axes: [Int]

  var name: String { "broadcast(\(axes))" }
  var lowering: Lowering { .broadcast(axes: axes) }
  var linearity: Linearity { .joint }

  func shape(of operands: [[Int]]) throws(ProgramError) -> [Int] {
    try expect(1, operands)
    guard axes.count == operands[0].count, axes.allSatisfy(shape.indices.contains),
      zip(axes, axes.dropFirst()).allSatisfy({ $0 < $1 })
    else { throw .wrongAxes(operation: "broadcast", axes: axes, shape: shape) }
    guard axes.map({ shape[$0] }) == operands[0] else {
      throw .shapeMismatch(operation: "broadcast", left: operands[0], right: shape)
    }
    return shape
  }

  func transposed(
    _ cotangent: Variable,
    operand index: Int,
    of operands: [TransposedOperand]
  ) -> Variable {
    cotangent.sum(axes: shape.indices.filter { !axes.contains($0) })
  }

  func replayed(_ operands: [Variable], in builder: ProgramBuilder) -> Variable {
    builder.broadcast(operands[0], to: shape, axes: axes)
  }
}

/// The sum over adjacent axes, which disappear.
struct Sum: LinearPrimitive {
  let axes: Range<Int>

  var name: String { "sum(\(axes))" }
  var lowering: Lowering { .sum(axes: axes) }
  var linearity: Linearity { .joint }

  func shape(of operands: [[Int]]) throws(ProgramError) -> [Int] {
    try expect(1, operands)
    guard axes.lowerBound >= 0, axes.upperBound <= operands[0].count else {
      throw .wrongAxes(operation: "sum", axes: Array(axes), shape: operands[0])
    }
    return Array(operands[0][..<axes.lowerBound] + operands[0][axes.upperBound...])
  }

  func transposed(
    _ cotangent: Variable,
    operand index: Int,
    of operands: [TransposedOperand]
  ) -> Variable {
    let shape = operands[0].shape
    return cotangent.broadcast(to: shape, axes: shape.indices.filter { !axes.contains($0) })
  }

  func replayed(_ operands: [Variable], in builder: ProgramBuilder) -> Variable {
    builder.sum(operands[0], axes: Array(axes))
  }
}

/// The same elements in the same order under another shape.
struct Reshape: LinearPrimitive {
  let shape: [Int]

  var name: String { "reshape" }
  var lowering: Lowering { .reshape }
  var linearity: Linearity { .joint }

  func shape(of operands: [[Int]]) throws(ProgramError) -> [Int] {
    try expect(1, operands)
    guard try elementCount(of: shape) == elementCount(of: operands[0]) else {
      throw .shapeMismatch(operation: "reshape", left: operands[0], right: shape)
    }
    return shape
  }

  func transposed(
    _ cotangent: Variable,
    operand index: Int,
    of operands: [TransposedOperand]
  ) -> Variable { cotangent.reshaped(to: operands[0].shape) }

  func replayed(_ operands: [Variable], in builder: ProgramBuilder) -> Variable {
    builder.reshape(operands[0], to: shape)
  }
}

/// The axes in another order: result axis `i` is operand axis `axes[i]`.
struct Permute: LinearPrimitive {
  let axes: [Int]

  var name: String { "permute(\(axes))" }
  var lowering: Lowering { .move(.permute(axes: axes)) }
  var linearity: Linearity { .joint }

  func shape(of operands: [[Int]]) throws(ProgramError) -> [Int] {
    try expect(1, operands)
    guard axes.sorted() == Array(operands[0].indices) else {
      throw .wrongAxes(operation: "permute", axes: axes, shape: operands[0])
    }
    return axes.map { operands[0][$0] }
  }

  func transposed(
    _ cotangent: Variable,
    operand index: Int,
    of operands: [TransposedOperand]
  ) -> Variable {
    cotangent.permuted(axes.indices.map { axis in axes.firstIndex(of: axis) ?? axis })
  }
}

/// The box between two corners, the upper one excluded.
struct Slice: LinearPrimitive {
  let starts: [Int]
  let ends: [Int]

  var name: String { "slice(\(starts)..<\(ends))" }
  var lowering: Lowering { .move(.slice(starts: starts)) }
  var linearity: Linearity { .joint }

  func shape(of operands: [[Int]]) throws(ProgramError) -> [Int] {
    try expect(1, operands)
    let shape = operands[0]
    guard starts.count == shape.count, ends.count == shape.count,
      shape.indices.allSatisfy({
        0 <= starts[$0] && starts[$0] <= ends[$0] && ends[$0] <= shape[$0]
      })
    else {
      throw .wrongBounds(operation: "slice", detail: "from \(starts) to \(ends)", shape: shape)
    }
    return zip(starts, ends).map { $1 - $0 }
  }

  func transposed(
    _ cotangent: Variable,
    operand index: Int,
    of operands: [TransposedOperand]
  ) -> Variable { cotangent.padded(to: operands[0].shape, at: starts) }
}

/// The operand at a corner within zeros of a larger shape.
struct Pad: LinearPrimitive {
  let shape: [Int]
  let starts: [Int]

  var name: String { "pad(\(starts))" }
  var lowering: Lowering { .move(.pad(starts: starts)) }
  var linearity: Linearity { .joint }

  func shape(of operands: [[Int]]) throws(ProgramError) -> [Int] {
    try expect(1, operands)
    let box = operands[0]
    guard starts.count == shape.count, box.count == shape.count,
      shape.indices.allSatisfy({ starts[$0] >= 0 && starts[$0] <= shape[$0] - box[$0] })
    else {
      throw .wrongBounds(operation: "pad", detail: "the box \(box) at \(starts)", shape: shape)
    }
    return shape
  }

  func transposed(
    _ cotangent: Variable,
    operand index: Int,
    of operands: [TransposedOperand]
  ) -> Variable {
    cotangent.sliced(from: starts, to: zip(starts, operands[0].shape).map { $0 + $1 })
  }
}

/// Operands one after another along an axis.
struct Concatenate: LinearPrimitive {
  let axis: Int

  var name: String { "concatenate(\(axis))" }
  var lowering: Lowering { .move(.concatenate(axis: axis)) }
  var linearity: Linearity { .joint }

  func shape(of operands: [[Int]]) throws(ProgramError) -> [Int] {
    guard let first = operands.first else {
      throw .wrongOperandCount(operation: "concatenate", expected: 1, found: 0)
    }
    guard first.indices.contains(axis) else {
      throw .wrongAxes(operation: "concatenate", axes: [axis], shape: first)
    }
    var shape = first
    for operand in operands.dropFirst() {
      var same = operand
      if same.indices.contains(axis) { same[axis] = first[axis] }
      guard same == first else {
        throw .shapeMismatch(operation: "concatenate", left: first, right: operand)
      }
      shape[axis] += operand[axis]
    }
    return shape
  }

  func transposed(
    _ cotangent: Variable,
    operand index: Int,
    of operands: [TransposedOperand]
  ) -> Variable {
    var starts = Array(repeating: 0, count: cotangent.rank)
    starts[axis] = operands[..<index].reduce(0) { $0 + $1.shape[axis] }
    return cotangent.sliced(
      from: starts,
      to: zip(starts, operands[index].shape).map { $0 + $1 }
    )
  }
}

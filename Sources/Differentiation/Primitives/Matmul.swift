/// The product of two matrices, either of them first transposed.
struct Matmul: LinearPrimitive {
  let transposingLeft: Bool
  let transposingRight: Bool

  var name: String {
    "matmul\(transposingLeft ? "ᵀ" : " ")\(transposingRight ? "ᵀ" : "")"
  }
  var lowering: Lowering {
    .matmul(transposingLeft: transposingLeft, transposingRight: transposingRight)
  }
  var linearity: Linearity { .separate }

  func shape(of operands: [[Int]]) throws(ProgramError) -> [Int] {
    try expect(2, operands)
    for operand in operands where operand.count != 2 {
      throw .wrongRank(operation: "matmul", expected: 2, found: operand)
    }
    let left = transposingLeft ? operands[0].reversed() : operands[0]
    let right = transposingRight ? operands[1].reversed() : operands[1]
    guard left[1] == right[0] else {
      throw .shapeMismatch(operation: "matmul", left: left, right: right)
    }
    return [left[0], right[1]]
  }

  /// With `C = A B` the cotangents are `A̅ = C̅ Bᵀ` and `B̅ = Aᵀ C̅`; the four cases follow by
  /// transposing a factor on both sides.
  func transposed(
    _ cotangent: Variable,
    operand index: Int,
    of operands: [TransposedOperand]
  ) -> Variable {
    let other = operands[1 - index].known(cotangent)
    if index == 0 {
      return transposingLeft
        ? other.matmul(cotangent, transposingLeft: transposingRight, transposingRight: true)
        : cotangent.matmul(other, transposingRight: !transposingRight)
    }
    return transposingRight
      ? cotangent.matmul(other, transposingLeft: true, transposingRight: transposingLeft)
      : other.matmul(cotangent, transposingLeft: !transposingLeft)
  }

  func replayed(_ operands: [Variable], in builder: ProgramBuilder) -> Variable {
    builder.matmul(
      operands[0],
      operands[1],
      transposingLeft: transposingLeft,
      transposingRight: transposingRight
    )
  }
}

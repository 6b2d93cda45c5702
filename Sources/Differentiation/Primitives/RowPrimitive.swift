/// Log-sum-exp or softmax of each row along the last axis.
///
/// Their derivatives: `d lse = Σ s dx` and `d s = s (dx − Σ s dx)` with `s` the softmax.
struct RowPrimitive: Primitive {
  let function: RowFunction

  var name: String { "\(function)" }
  var lowering: Lowering { .rows(function) }

  func shape(of operands: [[Int]]) throws(ProgramError) -> [Int] {
    try expect(1, operands)
    guard let last = operands[0].last, last > 0 else {
      throw .wrongAxes(operation: name, axes: [operands[0].count - 1], shape: operands[0])
    }
    switch function {
    case .logSumExp: return operands[0].dropLast()
    case .softmax: return operands[0]
    }
  }

  func jvp(primals: [Variable], tangents: [Variable?], result: Variable) -> Variable? {
    guard let tangent = tangents[0] else { return nil }
    let last = tangent.rank - 1
    switch function {
    case .logSumExp:
      return (primals[0].softmax() * tangent).sum(axis: last)
    case .softmax:
      let weighted = result * tangent
      let mean = weighted.sum(axis: last).broadcast(to: tangent.shape, axes: Array(0..<last))
      return weighted - result * mean
    }
  }
}

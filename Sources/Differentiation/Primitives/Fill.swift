/// One number in all places of a shape.
struct Fill: Primitive {
  let value: Double
  let fillShape: [Int]

  init(value: Double, shape: [Int]) {
    self.value = value
    fillShape = shape
  }

  var name: String { "fill(\(value))" }
  var lowering: Lowering { .fill(value) }

  func shape(of operands: [[Int]]) throws(ProgramError) -> [Int] {
    try expect(0, operands)
    return fillShape
  }

  func jvp(primals: [Variable], tangents: [Variable?], result: Variable) -> Variable? { nil }
}

/// An elementary function of each element.
struct Elementwise: Primitive {
  let atom: ElementwiseFunction.Atom

  var name: String { "\(atom)" }
  var lowering: Lowering { .pointwise(.apply(atom)) }

  func shape(of operands: [[Int]]) throws(ProgramError) -> [Int] {
    try expect(1, operands)
    return operands[0]
  }

  func jvp(primals: [Variable], tangents: [Variable?], result: Variable) -> Variable? {
    guard let tangent = tangents[0] else { return nil }
    let derivative = atom.derivative
    return derivative == .constant(0) ? nil : primals[0].applying(derivative) * tangent
  }
}

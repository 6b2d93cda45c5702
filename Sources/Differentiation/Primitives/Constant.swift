import Tensors

/// A stated tensor.
struct Constant: Primitive {
  let tensor: Tensor

  var name: String { "constant" }
  var lowering: Lowering { .constant(tensor) }

  func shape(of operands: [[Int]]) throws(ProgramError) -> [Int] {
    try expect(0, operands)
    return tensor.shape
  }

  func jvp(primals: [Variable], tangents: [Variable?], result: Variable) -> Variable? { nil }

  func hash(into hasher: inout Hasher) { hasher.combine(tensor.shape) }
}

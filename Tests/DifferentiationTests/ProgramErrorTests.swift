import Tensors
import Testing

@testable import Differentiation

@Suite("Mistakes in programs")
struct ProgramErrorTests {
  private func mistake(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch { return "\(error)" }
  }

  private func building(_ shapes: [[Int]], _ body: ([Variable]) -> Variable) -> String? {
    mistake { _ = try Program(checkedInputs: shapes) { [body($0)] } }
  }

  @Test("shapes that do not fit are named when the program is complete")
  func shapes() {
    #expect(
      building([[2, 3], [4]]) { $0[0] + $0[1] }
        == "+: the shapes [2, 3] and [4] do not fit together."
    )
    #expect(
      building([[2, 3], [4, 5]]) { $0[0].matmul($0[1]) }
        == "matmul: the shapes [2, 3] and [4, 5] do not fit together."
    )
    #expect(
      building([[2, 3], [3]]) { $0[0].matmul($0[1]) }
        == "matmul: expected an operand of rank 2, found the shape [3]."
    )
    #expect(
      building([[2, 3]]) { $0[0].sum(axis: -1) }
        == "sum: the axes [-1] do not name different axes of the shape [2, 3]."
    )
    #expect(
      building([[2, 3]]) { $0[0].permuted([0, 0]) }
        == "permute: the axes [0, 0] do not name different axes of the shape [2, 3]."
    )
    #expect(
      building([[2, 3]]) { $0[0].reshaped(to: [7]) }
        == "reshape: the shapes [2, 3] and [7] do not fit together."
    )
    #expect(
      building([[2, 3]]) { $0[0].sliced(from: [0, 2], to: [1, 5]) }
        == "slice: from [0, 2] to [1, 5] does not fit the shape [2, 3]."
    )
    #expect(
      building([[2, 3]]) { $0[0].padded(to: [2, 4], at: [.max, 0]) }
        == "pad: the box [2, 3] at [\(Int.max), 0] does not fit the shape [2, 4]."
    )
    #expect(
      building([[-1]]) { $0[0] + 1 } == "[-1] is not the shape of a tensor that can be held."
    )
    #expect(
      building([[1 << 40, 1 << 40]]) { $0[0] + 1 }
        == "[1099511627776, 1099511627776] is not the shape of a tensor that can be held."
    )
    #expect(
      building([[]]) { $0[0].softmax() }
        == "softmax: the axes [-1] do not name different axes of the shape []."
    )
    #expect(
      building([[2]]) { $0[0].builder.concatenate([], axis: 0) }
        == "concatenate: expected 1 operands, found 0."
    )
  }

  @Test("variables stay in their program")
  func foreign() {
    let expected = "a variable was used in a program that it does not belong to."
    var stolen: Variable?
    _ = Program(inputs: [[2]]) { v in
      stolen = v[0]
      return v
    }
    #expect(building([[2]]) { v in stolen.map { v[0] + $0 } ?? v[0] } == expected)
    #expect(building([[2]]) { v in stolen ?? v[0] } == expected)
  }

  @Test("inputs of the wrong number, shape or precision are refused")
  func inputs() {
    let program = Program(inputs: [[2], [2]]) { [$0[0] + $0[1]] }
    #expect(
      mistake { _ = try program.checkedEvaluate([Tensor([1, 2])]) }
        == "the program has 2 inputs, but 1 were given."
    )
    #expect(
      mistake { _ = try program.checkedEvaluate([Tensor([1, 2]), Tensor([1, 2, 3])]) }
        == "input 1 of the program has the shape [2], but [3] was given."
    )
    #expect(
      mistake {
        _ = try program.checkedEvaluate([Tensor([1, 2]), Tensor([1, 2], dtype: .float32)])
      } == "input 1 is float32, the inputs before it are float64."
    )
    #expect(
      mistake { _ = try program.checkedJVP(withRespectTo: [0, 0]) }
        == "input 0 was named twice or is not one of the program's 2 inputs."
    )
    #expect(
      mistake { _ = try program.checkedSelecting(outputs: [1]) }
        == "output 1 was named twice or is not one of the program's 1 outputs."
    )
    #expect(
      mistake { _ = try ProgramSession(checked: program, updates: [(0, 7)]) }
        == "input 7 was named twice or is not one of the program's 2 inputs."
    )
    #expect(
      mistake { try ProgramSession(checked: program).run() }
        == "the program has 2 inputs, but 0 were given."
    )
  }

  @Test("gradients need a scalar, transposition needs a linear program")
  func transformations() {
    let product = Program(inputs: [[2], [2]]) { [$0[0] * $0[1]] }
    #expect(
      mistake { _ = try product.checkedGradient() }
        == "a gradient needs one output with one element, found outputs of shapes [[2]]."
    )
    #expect(
      mistake { _ = try product.checkedTransposed(linearIn: [0, 1]) }
        == "the program is not linear in the inputs named: see its multiply."
    )
    #expect(mistake { _ = try product.checkedTransposed(linearIn: [1]) } == nil)
    let shifted = Program(inputs: [[2]]) { [$0[0] + 1] }
    #expect(
      mistake { _ = try shifted.checkedTransposed(linearIn: [0]) }
        == "the program is not linear in the inputs named: see its add."
    )
    let curved = Program(inputs: [[2]]) { [$0[0].applying(.tanh)] }
    #expect(
      mistake { _ = try curved.checkedTransposed(linearIn: [0]) }
        == "the program is not linear in the inputs named: see its tanh."
    )
  }

  @Test("the type check finds steps that do not fit")
  func typeCheck() {
    let wrong = Program(
      inputShapes: [[2]],
      equations: [Equation(primitive: Add(), operands: [0, 0], shape: [3])],
      outputs: [1]
    )
    #expect(
      mistake { try wrong.checkTypes(after: "jvp") }
        == "jvp gave an ill-typed program: step 1 (add) has [3], not [2]."
    )
    let early = Program(
      inputShapes: [[2]],
      equations: [Equation(primitive: Add(), operands: [0, 1], shape: [2])],
      outputs: [1]
    )
    #expect(
      mistake { try early.checkTypes() }
        == "construction gave an ill-typed program: step 1 reads a later value."
    )
  }
}

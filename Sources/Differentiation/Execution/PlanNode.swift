import Tensors

/// One computed value while a program is being planned.
struct PlanNode {
  enum Work {
    case input
    case fill(Double)
    case constant(Tensor)
    case pointwise(PointwiseOperation)
    case broadcast(BroadcastPattern)
    case view
    case instruction(InstructionKind)
  }
  var work: Work
  var operands: [Int]
  let shape: [Int]
  let count: Int

  var isFill: Bool { if case .fill = work { true } else { false } }
  var isView: Bool { if case .view = work { true } else { false } }

  /// Whether the value is computed element by element within a fused kernel.
  var isPointwise: Bool { if case .pointwise = work { true } else { false } }
  /// Whether the value is computed by an instruction of its own.
  var isInstruction: Bool { if case .instruction = work { true } else { false } }
  /// Whether the value is copied from a smaller one where it is read.
  var isBroadcast: Bool { if case .broadcast = work { true } else { false } }
  /// The product, if the value is one.
  var matmul: MatmulPlan? {
    if case .instruction(.matmul(let plan)) = work { plan } else { nil }
  }
}

/// Element `i` of the result is element `(i / repeats) % modulus` of the operand.
struct BroadcastPattern: Hashable {
  let repeats: Int
  let modulus: Int

  /// The pattern of a broadcast if the operand's axes stay adjacent.
  init?(axes: [Int], shape: [Int]) {
    guard let first = axes.first, let last = axes.last else {
      self.init(repeats: max(shape.reduce(1, *), 1), modulus: 1)
      return
    }
    // New axes of length 1 between the operand's axes do not count.
    guard (first...last).allSatisfy({ axes.contains($0) || shape[$0] == 1 }) else { return nil }
    self.init(
      repeats: max(shape[(last + 1)...].reduce(1, *), 1),
      modulus: max(shape[first...last].reduce(1, *), 1)
    )
  }

  private init(repeats: Int, modulus: Int) {
    self.repeats = repeats
    self.modulus = modulus
  }
}

/// A matrix product `alpha · op(A) op(B)`, added to a third operand if it accumulates.
struct MatmulPlan: Hashable {
  let transposingLeft: Bool
  let transposingRight: Bool
  let inner: Int
  var alpha = 1.0
  var accumulates = false
}

/// The instructions that are not fused.
enum InstructionKind: Hashable {
  case matmul(MatmulPlan)
  case sum(outer: Int, reduced: Int, inner: Int)
  case move(Movement, operandShapes: [[Int]])
  case gather(axes: [Int], operandShape: [Int])
  case rows(RowFunction, length: Int)
}

extension PlanNode {
  /// The node of a program's equation.
  init(_ equation: Equation, operandShapes: [[Int]]) {
    shape = equation.shape
    count = equation.shape.reduce(1, *)
    operands = equation.operands
    switch equation.primitive.lowering {
    case .fill(let value): work = .fill(value)
    case .constant(let tensor): work = .constant(tensor)
    case .pointwise(let operation): work = .pointwise(operation)
    case .reshape: work = .view
    case .broadcast(let axes):
      work =
        BroadcastPattern(axes: axes, shape: equation.shape).map { .broadcast($0) }
        ?? .instruction(.gather(axes: axes, operandShape: operandShapes[0]))
    case .sum(let axes):
      let shape = operandShapes[0]
      work = .instruction(
        .sum(
          outer: shape[..<axes.lowerBound].reduce(1, *),
          reduced: shape[axes].reduce(1, *),
          inner: shape[axes.upperBound...].reduce(1, *)
        )
      )
    case .matmul(let transposingLeft, let transposingRight):
      work = .instruction(
        .matmul(
          MatmulPlan(
            transposingLeft: transposingLeft,
            transposingRight: transposingRight,
            inner: operandShapes[0][transposingLeft ? 0 : 1]
          )
        )
      )
    case .move(let movement):
      work = .instruction(.move(movement, operandShapes: operandShapes))
    case .rows(let function):
      work = .instruction(.rows(function, length: operandShapes[0].last ?? 1))
    }
  }

  /// The node of an input.
  init(inputShape: [Int]) {
    shape = inputShape
    count = inputShape.reduce(1, *)
    operands = []
    work = .input
  }
}

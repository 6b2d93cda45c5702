public import Tensors

/// What can be wrong with a program, its transformation or its inputs.
public enum ProgramError: DescribedError, Hashable {
  /// Two operands do not fit together, even after broadcasting.
  case shapeMismatch(operation: String, left: [Int], right: [Int])
  /// An operand has the wrong number of axes.
  case wrongRank(operation: String, expected: Int, found: [Int])
  /// An axis is negative, beyond the operand's rank, or named twice.
  case wrongAxes(operation: String, axes: [Int], shape: [Int])
  /// A bound, length or width does not fit the operand.
  case wrongBounds(operation: String, detail: String, shape: [Int])
  /// A primitive has another number of operands than it takes.
  case wrongOperandCount(operation: String, expected: Int, found: Int)
  /// A shape with a negative dimension, or with too many elements to hold.
  case invalidShape([Int])
  /// A variable that belongs to another program.
  case foreignVariable
  /// A wrong number of inputs at evaluation or composition.
  case wrongInputCount(expected: Int, found: Int)
  /// An input of another shape than the program declares.
  case wrongInputShape(index: Int, expected: [Int], found: [Int])
  /// Inputs of both precisions in one evaluation.
  case mixedPrecision(index: Int, expected: DType, found: DType)
  /// An input index beyond the program's inputs, or named twice.
  case wrongInputIndex(index: Int, count: Int)
  /// An output index beyond the program's outputs, or named twice.
  case wrongOutputIndex(index: Int, count: Int)
  /// A gradient was asked of something that is not one number.
  case notScalar(shapes: [[Int]])
  /// A program that is to be transposed is not linear in the inputs named.
  case notLinear(primitive: String)
  /// A transformation gave an ill-typed program.
  case illTyped(transformation: String, detail: String)

  /// What was found and what was expected.
  public var description: String {
    switch self {
    case .shapeMismatch(let operation, let left, let right):
      "\(operation): the shapes \(left) and \(right) do not fit together."
    case .wrongRank(let operation, let expected, let found):
      "\(operation): expected an operand of rank \(expected), found the shape \(found)."
    case .wrongAxes(let operation, let axes, let shape):
      "\(operation): the axes \(axes) do not name different axes of the shape \(shape)."
    case .wrongBounds(let operation, let detail, let shape):
      "\(operation): \(detail) does not fit the shape \(shape)."
    case .wrongOperandCount(let operation, let expected, let found):
      "\(operation): expected \(expected) operands, found \(found)."
    case .invalidShape(let shape):
      "\(shape) is not the shape of a tensor that can be held."
    case .foreignVariable:
      "a variable was used in a program that it does not belong to."
    case .wrongInputCount(let expected, let found):
      "the program has \(expected) inputs, but \(found) were given."
    case .wrongInputShape(let index, let expected, let found):
      "input \(index) of the program has the shape \(expected), but \(found) was given."
    case .mixedPrecision(let index, let expected, let found):
      "input \(index) is \(found.rawValue), the inputs before it are \(expected.rawValue)."
    case .wrongInputIndex(let index, let count):
      "input \(index) was named twice or is not one of the program's \(count) inputs."
    case .wrongOutputIndex(let index, let count):
      "output \(index) was named twice or is not one of the program's \(count) outputs."
    case .notScalar(let shapes):
      "a gradient needs one output with one element, found outputs of shapes \(shapes)."
    case .notLinear(let primitive):
      "the program is not linear in the inputs named: see its \(primitive)."
    case .illTyped(let transformation, let detail):
      "\(transformation) gave an ill-typed program: \(detail)."
    }
  }

  /// What to do about it, if that can be said.
  public var advice: String? {
    switch self {
    case .mixedPrecision: "Convert all inputs to one precision with converted(to:)."
    case .notScalar: "Sum the output, or use vjp with a cotangent of its shape."
    case .invalidShape: "Dimensions are at least 0 and their product at most the limit in force."
    case .notLinear: "Transpose the tangent program that linearized() gives."
    case .foreignVariable: "Use variables only in the closure that received them."
    case .shapeMismatch, .wrongRank, .wrongAxes, .wrongBounds, .wrongOperandCount,
      .wrongInputCount, .wrongInputShape, .wrongInputIndex, .wrongOutputIndex, .illTyped:
      nil
    }
  }
}

/// The number of elements of a shape, or an error if it cannot be held.
func elementCount(of shape: [Int]) throws(ProgramError) -> Int {
  var count = 1
  var isEmpty = false
  for dimension in shape {
    guard dimension >= 0 else { throw .invalidShape(shape) }
    if dimension == 0 { isEmpty = true; continue }
    let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
    guard !overflow, product <= AllocationLimit.elements else { throw .invalidShape(shape) }
    count = product
  }
  return isEmpty ? 0 : count
}

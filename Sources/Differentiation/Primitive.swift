public import Tensors

/// One step of a program: a function of tensors with one result.
///
/// All rules of a primitive stand in one file: the shape of its result, its derivative in terms of
/// other primitives, and how the executor computes it. A primitive that is linear in each of its
/// operands conforms to `LinearPrimitive`, which also asks for the transposed map.
public protocol Primitive: Sendable, Hashable {
  /// The name in printed programs and messages.
  var name: String { get }
  /// The shape of the result, or an error if the operands do not fit.
  func shape(of operands: [[Int]]) throws(ProgramError) -> [Int]
  /// The directional derivative of the result, where `nil` stands for a tangent that is zero.
  func jvp(primals: [Variable], tangents: [Variable?], result: Variable) -> Variable?
  /// How the executor computes the result.
  var lowering: Lowering { get }
  /// The primitive applied to other operands, with its identities: `x + 0` is `x`.
  func replayed(_ operands: [Variable], in builder: ProgramBuilder) -> Variable
}

extension Primitive {
  /// The primitive applied as it is.
  public func replayed(_ operands: [Variable], in builder: ProgramBuilder) -> Variable {
    builder.apply(self, operands)
  }
}

/// In which sense a primitive is linear in its operands.
public enum Linearity: Sendable, Hashable {
  /// Linear in all operands together, as a sum is.
  case joint
  /// Linear in each operand while the others are fixed, as a product is.
  case separate
}

/// A primitive that is linear in its operands and so can be transposed.
public protocol LinearPrimitive: Primitive {
  /// The sense in which it is linear.
  var linearity: Linearity { get }
  /// The cotangent of one operand: the transposed linear map applied to the result's cotangent.
  func transposed(
    _ cotangent: Variable,
    operand index: Int,
    of operands: [TransposedOperand]
  ) -> Variable
}

/// What a transposition rule may know about an operand.
public struct TransposedOperand {
  /// The operand's shape.
  public let shape: [Int]
  /// The operand's value if it does not depend on the inputs transposed.
  public let value: Variable?

  /// The value, or the result's cotangent in a program already found ill-formed.
  func known(_ fallback: Variable) -> Variable {
    if let value { return value }
    fallback.builder.record(.notLinear(primitive: "product"))
    return fallback
  }
}

extension LinearPrimitive {
  /// The tangent of a linear map is the map of the tangent; of a product, the sum over its factors.
  public func jvp(primals: [Variable], tangents: [Variable?], result: Variable) -> Variable? {
    switch linearity {
    case .joint:
      guard tangents.contains(where: { $0 != nil }) else { return nil }
      let filled = zip(primals, tangents).map { primal, tangent in
        tangent ?? result.builder.fill(0, shape: primal.shape)
      }
      return result.builder.apply(self, filled)
    case .separate:
      var total: Variable?
      for (index, tangent) in tangents.enumerated() {
        guard let tangent else { continue }
        var factors = primals
        factors[index] = tangent
        let term = result.builder.apply(self, factors)
        total = total.map { $0 + term } ?? term
      }
      return total
    }
  }
}

/// How the executor computes a primitive.
public enum Lowering: Sendable {
  /// One number in all places.
  case fill(Double)
  /// A stated tensor.
  case constant(Tensor)
  /// Element by element.
  case pointwise(PointwiseOperation)
  /// Copies along new axes; operand axis `i` becomes axis `axes[i]`.
  case broadcast(axes: [Int])
  /// Sums over adjacent axes.
  case sum(axes: Range<Int>)
  /// A matrix product.
  case matmul(transposingLeft: Bool, transposingRight: Bool)
  /// The same elements in the same order.
  case reshape
  /// Elements moved by strides.
  case move(Movement)
  /// A function of each row along the last axis.
  case rows(RowFunction)
}

/// A function of corresponding elements.
public enum PointwiseOperation: Sendable, Hashable {
  /// The sum of two operands.
  case add
  /// The product of two operands.
  case multiply
  /// A stated multiple.
  case scale(Double)
  /// An elementary function.
  case apply(ElementwiseFunction.Atom)
}

/// How elements move from operands to a result.
public enum Movement: Sendable, Hashable {
  /// Result axis `i` is operand axis `axes[i]`.
  case permute(axes: [Int])
  /// The box from `starts`, of the result's shape.
  case slice(starts: [Int])
  /// The operand at `starts` within zeros.
  case pad(starts: [Int])
  /// Operands one after another along an axis.
  case concatenate(axis: Int)
}

/// A function of rows along the last axis.
public enum RowFunction: Sendable, Hashable {
  /// `log Σ exp`, one number per row.
  case logSumExp
  /// `exp / Σ exp`, as many numbers as the row has.
  case softmax
}

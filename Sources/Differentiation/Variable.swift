/// A value in a program under construction: an input or the result of a primitive.
///
/// Arithmetic on variables appends primitives to the program, with the broadcasting rules of
/// tensors. A mistake (shapes that do not fit) is kept and reported when the program is complete.
public struct Variable {
  /// The program that the variable belongs to.
  public let builder: ProgramBuilder
  /// The shape of the value.
  public let shape: [Int]
  let id: Int

  /// The number of axes.
  public var rank: Int { shape.count }
  /// The number of elements.
  public var count: Int { shape.reduce(1, *) }
}

extension Variable {
  /// The sum, element by element.
  public static func + (left: Variable, right: Variable) -> Variable {
    left.builder.add(left, right)
  }
  /// The difference, element by element.
  public static func - (left: Variable, right: Variable) -> Variable { left + (-right) }
  /// The product, element by element.
  public static func * (left: Variable, right: Variable) -> Variable {
    left.builder.multiply(left, right)
  }
  /// The quotient, element by element.
  public static func / (left: Variable, right: Variable) -> Variable {
    left * right.applying(.reciprocal)
  }
  /// The negative.
  public static prefix func - (operand: Variable) -> Variable { operand * -1 }

  /// Each element plus a number.
  public static func + (left: Variable, right: Double) -> Variable {
    left + left.builder.fill(right, shape: left.shape)
  }
  /// A number plus each element.
  public static func + (left: Double, right: Variable) -> Variable { right + left }
  /// Each element minus a number.
  public static func - (left: Variable, right: Double) -> Variable { left + (-right) }
  /// A number minus each element.
  public static func - (left: Double, right: Variable) -> Variable { -right + left }
  /// Each element times a number.
  public static func * (left: Variable, right: Double) -> Variable {
    left.builder.scale(left, by: right)
  }
  /// A number times each element.
  public static func * (left: Double, right: Variable) -> Variable { right * left }
  /// Each element divided by a number.
  public static func / (left: Variable, right: Double) -> Variable { left * (1 / right) }
  /// A number divided by each element.
  public static func / (left: Double, right: Variable) -> Variable {
    right.applying(.reciprocal) * left
  }
}

extension Variable {
  /// A function of each element.
  public func applying(_ function: ElementwiseFunction) -> Variable {
    builder.apply(function, to: self)
  }

  /// The matrix product of `[m, k]` and `[k, n]`, either first transposed if so asked.
  public func matmul(
    _ right: Variable,
    transposingLeft: Bool = false,
    transposingRight: Bool = false
  ) -> Variable {
    builder.matmul(
      self,
      right,
      transposingLeft: transposingLeft,
      transposingRight: transposingRight
    )
  }

  /// The sum of all elements, a scalar.
  public func sum() -> Variable { builder.sum(self, axes: Array(0..<rank)) }
  /// The mean of all elements, a scalar.
  public func mean() -> Variable { sum() / Double(max(count, 1)) }
  /// The sum along an axis, which disappears.
  public func sum(axis: Int) -> Variable { builder.sum(self, axes: [axis]) }
  /// The sum along axes, which disappear.
  public func sum(axes: [Int]) -> Variable { builder.sum(self, axes: axes) }

  /// The same elements in another shape of the same count.
  public func reshaped(to shape: [Int]) -> Variable { builder.reshape(self, to: shape) }
  /// Copies to a larger shape; operand axis `i` becomes axis `axes[i]` of it.
  public func broadcast(to shape: [Int], axes: [Int]) -> Variable {
    builder.broadcast(self, to: shape, axes: axes)
  }
  /// Copies to a larger shape by the broadcasting rules of tensors.
  public func broadcast(to shape: [Int]) -> Variable { builder.broadcast(self, to: shape) }
  /// The axes in another order: result axis `i` is axis `axes[i]`.
  public func permuted(_ axes: [Int]) -> Variable { builder.permute(self, axes: axes) }
  /// The transposed matrix.
  public func transposed() -> Variable { builder.permute(self, axes: [1, 0]) }
  /// The box between two corners, the upper one excluded.
  public func sliced(from starts: [Int], to ends: [Int]) -> Variable {
    builder.slice(self, from: starts, to: ends)
  }
  /// The value at `starts` within zeros of a larger shape.
  public func padded(to shape: [Int], at starts: [Int]) -> Variable {
    builder.pad(self, to: shape, at: starts)
  }

  /// `log Σ exp` along the last axis, which disappears.
  public func logSumExp() -> Variable { builder.apply(RowPrimitive(function: .logSumExp), [self]) }
  /// `exp / Σ exp` along the last axis.
  public func softmax() -> Variable { builder.apply(RowPrimitive(function: .softmax), [self]) }
}

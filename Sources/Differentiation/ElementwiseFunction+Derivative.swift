extension ElementwiseFunction {
  /// The derivative, a function of the same family.
  public var derivative: ElementwiseFunction {
    switch self {
    case .atom(let atom): atom.derivative
    case .constant: .constant(0)
    case .affine(let scale, _): .constant(scale)
    case .scaled(let factor, let function): function.derivative.multiplied(by: factor)
    case .sum(let left, let right): left.derivative.adding(right.derivative)
    case .product(let left, let right):
      left == right
        ? left.multiplied(by: left.derivative).multiplied(by: 2)
        : left.derivative.multiplied(by: right).adding(left.multiplied(by: right.derivative))
    case .composition(let outer, let inner):
      outer.derivative.composed(with: inner).multiplied(by: inner.derivative)
    }
  }

  /// The derivative of a stated order; order 0 (or below) is the function itself.
  public func derivative(order: Int) -> ElementwiseFunction {
    var result = self
    for _ in 0..<max(order, 0) { result = result.derivative }
    return result
  }
}

extension ElementwiseFunction.Atom {
  /// The derivative in terms of the family.
  var derivative: ElementwiseFunction {
    switch self {
    case .relu: .step
    case .step, .sign: .constant(0)
    case .abs: .sign
    case .exp: .exp
    case .log: .reciprocal
    case .sqrt: ElementwiseFunction.reciprocal.composed(with: .sqrt).multiplied(by: 0.5)
    case .reciprocal: .scaled(-1, .product(.reciprocal, .reciprocal))
    case .tanh: .sum(.constant(1), .scaled(-1, .product(.tanh, .tanh)))
    case .sigmoid: .sum(.sigmoid, .scaled(-1, .product(.sigmoid, .sigmoid)))
    case .erf: .scaled(2 / Double.pi.squareRoot(), .gaussian)
    case .gaussian: .scaled(-2, .product(.identity, .gaussian))
    case .normalCDF:
      ElementwiseFunction.gaussian.composed(with: .affine(scale: 0.5.squareRoot(), offset: 0))
        .multiplied(by: 1 / (2 * Double.pi).squareRoot())
    case .sin: .atom(.cos)
    case .cos: .scaled(-1, .atom(.sin))
    case .polynomial(let coefficients):
      .polynomial(coefficients.enumerated().dropFirst().map { Double($0) * $1 })
    case .rectifiedMonomial(let degree):
      ElementwiseFunction.rectifiedMonomial(degree: degree - 1).multiplied(by: Double(degree))
    }
  }
}

// Sums, products and compositions with the trivial cases removed.
extension ElementwiseFunction {
  /// The sum of two functions.
  public func adding(_ other: Self) -> Self {
    switch (self, other) {
    case (.constant(0), _): other
    case (_, .constant(0)): self
    case (.constant(let left), .constant(let right)): .constant(left + right)
    case (.affine(let scale, let offset), .constant(let value)),
      (.constant(let value), .affine(let scale, let offset)):
      .affine(scale: scale, offset: offset + value)
    case (.affine(let scale1, let offset1), .affine(let scale2, let offset2)):
      .affine(scale: scale1 + scale2, offset: offset1 + offset2)
    default: .sum(self, other)
    }
  }

  /// The function times a number.
  public func multiplied(by factor: Double) -> Self {
    switch self {
    case _ where factor == 0: .constant(0)
    case _ where factor == 1: self
    case .constant(let value): .constant(value * factor)
    case .affine(let scale, let offset): .affine(scale: scale * factor, offset: offset * factor)
    case .scaled(let inner, let function): function.multiplied(by: inner * factor)
    default: .scaled(factor, self)
    }
  }

  /// The product of two functions.
  public func multiplied(by other: Self) -> Self {
    switch (self, other) {
    case (.constant(let value), let function), (let function, .constant(let value)):
      function.multiplied(by: value)
    case (.scaled(let factor, let function), let second):
      function.multiplied(by: second).multiplied(by: factor)
    case (let first, .scaled(let factor, let function)):
      first.multiplied(by: function).multiplied(by: factor)
    default: .product(self, other)
    }
  }

  /// This function of another function: `self(inner(x))`.
  public func composed(with inner: Self) -> Self {
    if inner == .identity { return self }
    switch self {
    case .constant: return self
    case .affine(let scale, let offset):
      return inner.multiplied(by: scale).adding(.constant(offset))
    case .scaled(let factor, let function):
      return function.composed(with: inner).multiplied(by: factor)
    default: return .composition(outer: self, inner: inner)
    }
  }
}

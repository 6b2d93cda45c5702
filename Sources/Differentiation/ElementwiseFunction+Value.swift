import Foundation
public import Tensors

extension ElementwiseFunction {
  /// The value at a point.
  public func callAsFunction(_ x: Double) -> Double {
    switch self {
    case .atom(let atom): atom.value(at: x)
    case .constant(let value): value
    case .affine(let scale, let offset): scale * x + offset
    case .scaled(let factor, let function): factor * function(x)
    case .sum(let left, let right): left(x) + right(x)
    case .product(let left, let right): left(x) * right(x)
    case .composition(let outer, let inner): outer(inner(x))
    }
  }

  /// The values at all elements of a tensor.
  ///
  /// - Throws: `ProgramError` if the tensor is too large to hold.
  public func checkedValues(at x: Tensor) throws -> Tensor {
    let program = try Program(checkedInputs: [x.shape]) { [$0[0].applying(self)] }
    return try program.checkedEvaluate([x])[0]
  }

  /// The values at all elements of a tensor.
  public func callAsFunction(_ x: Tensor) -> Tensor {
    trapping { try checkedValues(at: x) }
  }
}

extension ElementwiseFunction.Atom {
  /// The value at a point, from the C library: the second path for the vectorised kernels.
  func value(at x: Double) -> Double {
    switch self {
    case .relu: x.isNaN ? x : max(x, 0)
    case .step: x > 0 ? 1 : 0
    case .sign: x > 0 ? 1 : x < 0 ? -1 : 0
    case .abs: Swift.abs(x)
    case .exp: Foundation.exp(x)
    case .log: Foundation.log(x)
    case .sqrt: x.squareRoot()
    case .reciprocal: 1 / x
    case .tanh: Foundation.tanh(x)
    case .sigmoid:
      x >= 0 ? 1 / (1 + Foundation.exp(-x)) : Foundation.exp(x) / (1 + Foundation.exp(x))
    case .erf: Foundation.erf(x)
    case .gaussian: Foundation.exp(-x * x)
    case .normalCDF: 0.5 * Foundation.erfc(-x * 0.5.squareRoot())
    case .sin: Foundation.sin(x)
    case .cos: Foundation.cos(x)
    case .polynomial(let coefficients): coefficients.reversed().reduce(0) { $0 * x + $1 }
    case .rectifiedMonomial(let degree): Foundation.pow(max(x, 0), Double(degree))
    }
  }
}

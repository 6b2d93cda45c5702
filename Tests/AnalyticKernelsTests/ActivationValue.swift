import Foundation
import Networks

extension Activation {
  /// The function and its derivative at a point, straight from the definition.
  func valueAndDerivative(at x: Double) -> (value: Double, derivative: Double) {
    switch self {
    case .identity: (x, 1)
    case .relu: (max(x, 0), x > 0 ? 1 : 0)
    case .leakyReLU(let slope): x > 0 ? (x, 1) : (slope * x, slope)
    case .piecewiseLinear(let negative, let positive):
      x > 0 ? (positive * x, positive) : (negative * x, negative)
    case .abs: (Swift.abs(x), x > 0 ? 1 : -1)
    case .sign: (x > 0 ? 1 : -1, 0)
    case .erf: (Foundation.erf(x), 2 / Double.pi.squareRoot() * exp(-x * x))
    case .tanh: (Foundation.tanh(x), 1 / (cosh(x) * cosh(x)))
    case .sigmoid: (1 / (1 + exp(-x)), 1 / (2 + exp(x) + exp(-x)))
    case .sigmoidLike:
      (
        0.5 * Foundation.erf(x / 2.4020563531719796) + 0.5,
        exp(-(x / 2.4020563531719796) * (x / 2.4020563531719796))
          / (2.4020563531719796 * Double.pi.squareRoot())
      )
    case .gelu:
      (
        0.5 * x * (1 + Foundation.erf(x / 2.squareRoot())),
        0.5 * (1 + Foundation.erf(x / 2.squareRoot())) + x * exp(-x * x / 2)
          / (2 * Double.pi).squareRoot()
      )
    case .sin(let a, let b, let c):
      (a * Foundation.sin(b * x + c), a * b * Foundation.cos(b * x + c))
    case .cos(let a, let b, let c):
      (a * Foundation.cos(b * x + c), -a * b * Foundation.sin(b * x + c))
    case .gaussian: (exp(-x * x), -2 * x * exp(-x * x))
    case .exponential(let a, let b): (a * exp(b * x), a * b * exp(b * x))
    case .monomial(let degree): power(x, degree)
    case .rectifiedMonomial(let degree): x > 0 ? power(x, degree) : (0, 0)
    case .polynomial(let coefficients):
      coefficients.enumerated().reduce((0, 0)) { sum, term in
        let (value, derivative) = power(x, term.offset)
        return (sum.0 + term.element * value, sum.1 + term.element * derivative)
      }
    }
  }
}

private func power(_ x: Double, _ degree: Int) -> (Double, Double) {
  (pow(x, Double(degree)), degree == 0 ? 0 : Double(degree) * pow(x, Double(degree - 1)))
}

/// One of each activation, with parameters that are not special.
let everyActivation: [Activation] = [
  .identity, .relu, .leakyReLU(slope: 0.1), .piecewiseLinear(negative: -0.3, positive: 1.2), .abs,
  .sign, .erf, .tanh, .sigmoid, .sigmoidLike, .gelu,
  .sin(amplitude: 1, frequency: 1, phase: 0), .sin(amplitude: 0.7, frequency: 1.3, phase: 0.4),
  .cos(amplitude: 1, frequency: 1, phase: 0), .cos(amplitude: 0.7, frequency: 1.3, phase: 0.4),
  .gaussian, .exponential(amplitude: 0.5, rate: 0.6), .monomial(degree: 0), .monomial(degree: 1),
  .monomial(degree: 2), .monomial(degree: 5), .rectifiedMonomial(degree: 0),
  .rectifiedMonomial(degree: 1), .rectifiedMonomial(degree: 2), .rectifiedMonomial(degree: 3),
  .rectifiedMonomial(degree: 4), .rectifiedMonomial(degree: 5),
  .polynomial(coefficients: [0.1, 0.5, -0.2, 0.05]), .polynomial(coefficients: [2]),
]

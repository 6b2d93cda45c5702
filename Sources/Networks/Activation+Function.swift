public import Differentiation

extension Activation {
  /// The function as programs of `Differentiation` know it, with derivatives of any order.
  public var function: ElementwiseFunction {
    switch self {
    case .identity: .identity
    case .relu: .relu
    case .leakyReLU(let slope): .leakyRelu(slope: slope)
    case .piecewiseLinear(let negative, let positive):
      .piecewiseLinear(negative: negative, positive: positive)
    case .abs: .abs
    case .sign: .sign
    case .erf: .erf
    case .tanh: .tanh
    case .sigmoid: .sigmoid
    case .sigmoidLike: .sigmoidLike
    case .gelu: .gelu
    case .sin(let amplitude, let frequency, let phase):
      .sin(amplitude: amplitude, frequency: frequency, phase: phase)
    case .cos(let amplitude, let frequency, let phase):
      .cos(amplitude: amplitude, frequency: frequency, phase: phase)
    case .gaussian: .gaussian
    case .exponential(let amplitude, let rate): .exponential(amplitude: amplitude, rate: rate)
    case .monomial(let degree): .monomial(degree: degree)
    case .rectifiedMonomial(let degree): .rectifiedMonomial(degree: degree)
    case .polynomial(let coefficients): .polynomial(coefficients)
    }
  }
}

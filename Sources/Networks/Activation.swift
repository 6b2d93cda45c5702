/// A function applied to each unit of a layer.
public enum Activation: Sendable, Hashable {
  /// `x`.
  case identity
  /// `max(x, 0)`.
  case relu
  /// `x` for positive `x`, else `slope · x`.
  case leakyReLU(slope: Double)
  /// `positive · max(x, 0) + negative · min(x, 0)`.
  case piecewiseLinear(negative: Double, positive: Double)
  /// `|x|`.
  case abs
  /// `-1`, `0` or `1`; its derivative is taken as 0.
  case sign
  /// The error function.
  case erf
  /// The hyperbolic tangent.
  case tanh
  /// `1 / (1 + e^(-x))`.
  case sigmoid
  /// `½ erf(x / 2.4020563531719796) + ½`, the error function closest to the logistic sigmoid.
  case sigmoidLike
  /// `½ x (1 + erf(x / √2))`.
  case gelu
  /// `amplitude · sin(frequency · x + phase)`.
  case sin(amplitude: Double, frequency: Double, phase: Double)
  /// `amplitude · cos(frequency · x + phase)`.
  case cos(amplitude: Double, frequency: Double, phase: Double)
  /// `e^(-x²)`.
  case gaussian
  /// `amplitude · e^(rate · x)`.
  case exponential(amplitude: Double, rate: Double)
  /// `x^degree`, degree at least 0.
  case monomial(degree: Int)
  /// `max(x, 0)^degree`, degree at least 0; degree 0 is the step function.
  case rectifiedMonomial(degree: Int)
  /// `Σ coefficients[k] · x^k`.
  case polynomial(coefficients: [Double])
}

extension Activation: NetworkComponent {
  /// A layer that applies the function.
  public var layers: [Layer] { [.activation(self)] }
}

extension Activation: CustomStringConvertible {
  /// As it is written in a notebook: `LeakyReLU(slope: 0.1)`.
  public var description: String {
    switch self {
    case .identity: "Identity()"
    case .relu: "ReLU()"
    case .leakyReLU(let slope): "LeakyReLU(slope: \(slope))"
    case .piecewiseLinear(let negative, let positive):
      "PiecewiseLinear(negative: \(negative), positive: \(positive))"
    case .abs: "Abs()"
    case .sign: "Sign()"
    case .erf: "Erf()"
    case .tanh: "Tanh()"
    case .sigmoid: "Sigmoid()"
    case .sigmoidLike: "SigmoidLike()"
    case .gelu: "GELU()"
    case .sin(let amplitude, let frequency, let phase):
      "Sin(amplitude: \(amplitude), frequency: \(frequency), phase: \(phase))"
    case .cos(let amplitude, let frequency, let phase):
      "Cos(amplitude: \(amplitude), frequency: \(frequency), phase: \(phase))"
    case .gaussian: "Gaussian()"
    case .exponential(let amplitude, let rate):
      "Exponential(amplitude: \(amplitude), rate: \(rate))"
    case .monomial(let degree): "Monomial(degree: \(degree))"
    case .rectifiedMonomial(let degree): "RectifiedMonomial(degree: \(degree))"
    case .polynomial(let coefficients): "Polynomial(coefficients: \(coefficients))"
    }
  }
}

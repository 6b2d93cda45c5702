/// A function of one real variable that is applied to each element of a tensor.
///
/// The family is closed under derivatives, sums, products and composition, so derivatives of any
/// order are again functions of the family. At a kink the derivative is the one-sided value from
/// the left: that of `relu` at 0 is 0.
public indirect enum ElementwiseFunction: Sendable, Hashable {
  /// A function that the executor computes itself.
  case atom(Atom)
  /// The same number everywhere.
  case constant(Double)
  /// `scale · x + offset`.
  case affine(scale: Double, offset: Double)
  /// A multiple of a function.
  case scaled(Double, ElementwiseFunction)
  /// The sum of two functions.
  case sum(ElementwiseFunction, ElementwiseFunction)
  /// The product of two functions.
  case product(ElementwiseFunction, ElementwiseFunction)
  /// `outer(inner(x))`.
  case composition(outer: ElementwiseFunction, inner: ElementwiseFunction)

  /// A function that the executor computes itself.
  public enum Atom: Sendable, Hashable {
    /// `max(x, 0)`.
    case relu
    /// 1 for positive `x`, else 0.
    case step
    /// `-1`, `0` or `1`.
    case sign
    /// `|x|`.
    case abs
    /// `e^x`.
    case exp
    /// The natural logarithm.
    case log
    /// The square root.
    case sqrt
    /// `1 / x`.
    case reciprocal
    /// The hyperbolic tangent.
    case tanh
    /// `1 / (1 + e^(-x))`.
    case sigmoid
    /// The error function.
    case erf
    /// `e^(-x²)`.
    case gaussian
    /// The cumulative distribution function of the standard normal law.
    case normalCDF
    /// The sine.
    case sin
    /// The cosine.
    case cos
    /// `Σ coefficients[k] · x^k`.
    case polynomial([Double])
    /// `max(x, 0)^degree`, degree at least 1.
    case rectifiedMonomial(degree: Int)
  }
}

extension ElementwiseFunction {
  /// `x`.
  public static var identity: Self { .affine(scale: 1, offset: 0) }
  /// `max(x, 0)`.
  public static var relu: Self { .atom(.relu) }
  /// 1 for positive `x`, else 0.
  public static var step: Self { .atom(.step) }
  /// `-1`, `0` or `1`.
  public static var sign: Self { .atom(.sign) }
  /// `|x|`.
  public static var abs: Self { .atom(.abs) }
  /// `e^x`.
  public static var exp: Self { .atom(.exp) }
  /// The natural logarithm.
  public static var log: Self { .atom(.log) }
  /// The square root.
  public static var sqrt: Self { .atom(.sqrt) }
  /// `x²`.
  public static var square: Self { .product(.identity, .identity) }
  /// `1 / x`.
  public static var reciprocal: Self { .atom(.reciprocal) }
  /// The hyperbolic tangent.
  public static var tanh: Self { .atom(.tanh) }
  /// `1 / (1 + e^(-x))`.
  public static var sigmoid: Self { .atom(.sigmoid) }
  /// The error function.
  public static var erf: Self { .atom(.erf) }
  /// `e^(-x²)`.
  public static var gaussian: Self { .atom(.gaussian) }
  /// The cumulative distribution function of the standard normal law.
  public static var normalCDF: Self { .atom(.normalCDF) }
  /// `½ x (1 + erf(x / √2))`.
  public static var gelu: Self { .product(.identity, .normalCDF) }
  /// `½ erf(x / 2.4020563531719796) + ½`.
  public static var sigmoidLike: Self {
    (erf.composed(with: .affine(scale: 1 / 2.402_056_353_171_979_6, offset: 0)).multiplied(by: 0.5))
      .adding(.constant(0.5))
  }

  /// `x` for positive `x`, else `slope · x`.
  public static func leakyRelu(slope: Double) -> Self {
    piecewiseLinear(negative: slope, positive: 1)
  }
  /// `positive · max(x, 0) + negative · min(x, 0)`.
  public static func piecewiseLinear(negative: Double, positive: Double) -> Self {
    relu.multiplied(by: positive - negative)
      .adding(.affine(scale: negative, offset: 0))
  }
  /// `amplitude · sin(frequency · x + phase)`.
  public static func sin(
    amplitude: Double = 1,
    frequency: Double = 1,
    phase: Double = 0
  ) -> Self {
    Self.atom(.sin).composed(with: .affine(scale: frequency, offset: phase))
      .multiplied(by: amplitude)
  }
  /// `amplitude · cos(frequency · x + phase)`.
  public static func cos(
    amplitude: Double = 1,
    frequency: Double = 1,
    phase: Double = 0
  ) -> Self {
    Self.atom(.cos).composed(with: .affine(scale: frequency, offset: phase))
      .multiplied(by: amplitude)
  }
  /// `amplitude · e^(rate · x)`.
  public static func exponential(amplitude: Double, rate: Double) -> Self {
    exp.composed(with: .affine(scale: rate, offset: 0)).multiplied(by: amplitude)
  }
  /// `x^degree`; a negative degree counts as 0.
  public static func monomial(degree: Int) -> Self {
    polynomial(Array(repeating: 0, count: Swift.min(Swift.max(degree, 0), 1 << 10)) + [1])
  }
  /// `max(x, 0)^degree`; degree 0 (or below) is the step function.
  public static func rectifiedMonomial(degree: Int) -> Self {
    degree <= 0 ? .step : degree == 1 ? .relu : .atom(.rectifiedMonomial(degree: degree))
  }
  /// `Σ coefficients[k] · x^k`.
  public static func polynomial(_ coefficients: [Double]) -> Self {
    var trimmed = coefficients
    while trimmed.last == 0 { trimmed.removeLast() }
    switch trimmed.count {
    case 0: return .constant(0)
    case 1: return .constant(trimmed[0])
    case 2: return .affine(scale: trimmed[1], offset: trimmed[0])
    default: return .atom(.polynomial(trimmed))
    }
  }
}

import Foundation
import Networks

/// The expectations of an activation φ over centred Gaussian pairs, by the formula that gives them.
///
/// For (u, v) with variances k₁, k₂ and covariance k₃ the dual is C = E φ(u) φ(v), and its
/// derivative with respect to k₃ is Ċ = E φ'(u) φ'(v). The formulas are written with
/// e = k₁k₂ - k₃² ≥ 0, which is formed as (√k₁√k₂ - k₃)(√k₁√k₂ + k₃), and with arctan(k₃/√…) where
/// textbooks have arcsin or arccos: these stay accurate when the two samples nearly coincide and
/// when variances are large, where 1 - c² cancels.
enum DualActivation: Sendable, Hashable {
  /// `slope · x`.
  case linear(slope: Double)
  /// `mean · x + half · |x|`.
  case piecewiseLinear(mean: Double, half: Double)
  /// `amplitude · sign(x) + offset`.
  case sign(amplitude: Double, offset: Double)
  /// `amplitude · erf(frequency · x) + offset`.
  case erf(amplitude: Double, frequency: Double, offset: Double)
  /// `amplitude · tanh(frequency · x) + offset`.
  case tanh(amplitude: Double, frequency: Double, offset: Double)
  /// `x Φ(x)` with the normal distribution function Φ.
  case gelu
  /// `amplitude · sin(frequency · x + phase)`, with the squares of sine and cosine of the phase.
  case wave(amplitude: Double, frequency: Double, sineSquared: Double, cosineSquared: Double)
  /// `e^(-x²)`.
  case gaussian
  /// `amplitude · e^(rate · x)`.
  case exponential(amplitude: Double, rate: Double)
  /// `Σ coefficients[k] x^k`.
  case polynomial(HermiteMoments)
  /// `max(x, 0)^degree` of degree at least 2.
  case rectifiedMonomial(OrthantMoments)
}

extension DualActivation {
  /// The formula for an activation.
  init(_ activation: Activation) throws {
    switch activation {
    case .identity: self = .linear(slope: 1)
    case .relu: self = .piecewiseLinear(mean: 0.5, half: 0.5)
    case .leakyReLU(let slope): self = .piecewise(negative: slope, positive: 1)
    case .piecewiseLinear(let negative, let positive):
      self = .piecewise(negative: negative, positive: positive)
    case .abs: self = .piecewiseLinear(mean: 0, half: 1)
    case .sign: self = .sign(amplitude: 1, offset: 0)
    case .erf: self = .erf(amplitude: 1, frequency: 1, offset: 0)
    case .tanh: self = .tanh(amplitude: 1, frequency: 1, offset: 0)
    case .sigmoid: self = .tanh(amplitude: 0.5, frequency: 0.5, offset: 0.5)
    case .sigmoidLike:
      self = .erf(amplitude: 0.5, frequency: 1 / 2.4020563531719796, offset: 0.5)
    case .gelu: self = .gelu
    case .sin(let amplitude, let frequency, let phase):
      self = .sine(amplitude: amplitude, frequency: frequency, phase: phase)
    case .cos(let amplitude, let frequency, let phase):
      self = .cosine(amplitude: amplitude, frequency: frequency, phase: phase)
    case .gaussian: self = .gaussian
    case .exponential(let amplitude, let rate):
      self = .exponential(amplitude: amplitude, rate: rate)
    case .monomial(let degree):
      self = .polynomial(
        HermiteMoments(coefficients: [Double](repeating: 0, count: degree) + [1])
      )
    case .polynomial(let coefficients):
      self = .polynomial(HermiteMoments(coefficients: coefficients))
    case .rectifiedMonomial(let degree): try self.init(rectifiedMonomialOf: degree)
    }
  }

  private init(rectifiedMonomialOf degree: Int) throws {
    switch degree {
    case 0: self = .sign(amplitude: 0.5, offset: 0.5)
    case 1: self = .piecewiseLinear(mean: 0.5, half: 0.5)
    default:
      guard degree <= OrthantMoments.highestDegree else {
        throw AnalyticKernelError.degree(degree, highest: OrthantMoments.highestDegree)
      }
      self = .rectifiedMonomial(OrthantMoments(degree: degree))
    }
  }

  private static func piecewise(negative: Double, positive: Double) -> Self {
    negative == positive
      ? .linear(slope: positive)
      : .piecewiseLinear(mean: (positive + negative) / 2, half: (positive - negative) / 2)
  }

  private static func sine(amplitude: Double, frequency: Double, phase: Double) -> Self {
    let (sine, cosine) = (sin(phase), cos(phase))
    return .wave(
      amplitude: amplitude,
      frequency: frequency,
      sineSquared: sine * sine,
      cosineSquared: cosine * cosine
    )
  }

  /// A cosine is a sine a quarter period ahead: the two squares change places.
  private static func cosine(amplitude: Double, frequency: Double, phase: Double) -> Self {
    let (sine, cosine) = (sin(phase), cos(phase))
    return .wave(
      amplitude: amplitude,
      frequency: frequency,
      sineSquared: cosine * cosine,
      cosineSquared: sine * sine
    )
  }
}

extension DualActivation {
  /// The largest number that the formula multiplies with, which must be in range.
  var largestConstant: Double {
    switch self {
    case .linear, .piecewiseLinear, .sign, .erf, .tanh, .gelu, .wave, .gaussian, .exponential,
      .rectifiedMonomial:
      0
    case .polynomial(let moments): moments.rows.joined().map(\.magnitude).max() ?? 0
    }
  }
}

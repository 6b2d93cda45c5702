internal import Foundation

/// The law of a Gaussian mean divided by its estimated standard error.
///
/// Used for confidence intervals with few degrees of freedom, where the Gaussian ones are too
/// narrow: with 3 degrees of freedom the 95 % interval is 3.18 standard errors, not 1.96.
enum StudentDistribution {
  /// The probability that |T| is at most `t`, for `degrees` ≥ 1 degrees of freedom.
  ///
  /// It is 1 − I_x(ν/2, ½) at x = ν/(ν + t²), with I the regularized incomplete beta function.
  static func centralProbability(_ t: Double, degrees: Int) -> Double {
    let ν = Double(degrees)
    return 1 - incompleteBeta(ν / (ν + t * t), ν / 2, 0.5)
  }

  /// The half width of a confidence interval in standard errors, for a level between 0 and 1.
  ///
  /// It is the t with P(|T| ≤ t) = level, found by bisection to the last bits.
  static func halfWidth(level: Double, degrees: Int) -> Double {
    var low = 0.0
    var high = 1.0
    while centralProbability(high, degrees: degrees) < level, high < 1e300 { high *= 2 }
    for _ in 0..<200 {
      let middle = low + (high - low) / 2
      guard middle > low, middle < high else { break }
      if centralProbability(middle, degrees: degrees) < level {
        low = middle
      } else {
        high = middle
      }
    }
    return high
  }

  /// The regularized incomplete beta function I_x(a, b) by its continued fraction (Lentz), which
  /// converges quickly for x < (a + 1)/(a + b + 2); the symmetry I_x(a, b) = 1 − I_{1−x}(b, a)
  /// does the rest.
  static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    let logBeta = lgamma(a) + lgamma(b) - lgamma(a + b)
    let front = exp(a * log(x) + b * log1p(-x) - logBeta)
    return x < (a + 1) / (a + b + 2)
      ? front * betaFraction(x, a, b) / a
      : 1 - front * betaFraction(1 - x, b, a) / b
  }

  private static func betaFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    func nonzero(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
    var c = 1.0
    var d = 1 / nonzero(1 - (a + b) * x / (a + 1))
    var result = d
    for step in 1...500 {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / nonzero(1 + even * d)
      c = nonzero(1 + even / c)
      result *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / nonzero(1 + odd * d)
      c = nonzero(1 + odd / c)
      result *= d * c
      if abs(d * c - 1) < 1e-16 { break }
    }
    return result
  }
}

/// The expectations E max(z₁, 0)ᵈ max(z₂, 0)ᵈ of a standard pair with correlation c.
///
/// The moments M_{m,n} = E z₁ᵐ z₂ⁿ over the orthant z₁, z₂ > 0 obey, by partial integration,
/// M_{m,n} = (m-1) M_{m-2,n} + c n M_{m-1,n-1} + boundary terms, so that with s = √(1 - c²) and the
/// orthant's probability p = ¼ + arcsin(c)/2π, M_{d,d} = P(c) p + Q(c) s/2π with polynomials P, Q.
struct OrthantMoments: Sendable, Hashable {
  /// The power d.
  let degree: Int
  /// P and Q for the activation.
  let value: Polynomials
  /// P and Q for its derivative, of degree d - 1 and scaled by d².
  let derivative: Polynomials

  /// Beyond this degree the coefficients leave the range of single precision.
  static let highestDegree = 12

  /// The factors of the orthant's probability and of s/2π, lowest power of c first.
  struct Polynomials: Sendable, Hashable {
    var probability: [Double]
    var sine: [Double]
  }

  init(degree: Int) {
    self.degree = degree
    value = Self.polynomials(degree)
    derivative = Self.polynomials(degree - 1).scaled(by: Double(degree * degree))
  }

  /// M_{d,d} by the recursion over all M_{m,n} with m, n ≤ d of equal parity.
  private static func polynomials(_ degree: Int) -> Polynomials {
    var memo: [[Int]: Polynomials] = [:]
    func moment(_ m: Int, _ n: Int) -> Polynomials {
      // M is symmetric; the larger power is the one that is lowered.
      if m < n { return moment(n, m) }
      if m == 0 { return Polynomials(probability: [1], sine: []) }
      if let known = memo[[m, n]] { return known }
      var result = Polynomials(probability: [], sine: [])
      if m >= 2 { result = moment(m - 2, n).scaled(by: Double(m - 1)) }
      if n >= 1 {
        result = result + moment(m - 1, n - 1).timesCorrelation().scaled(by: Double(n))
      }
      if m == 1 { result = result + boundary(n) }
      if n == 0 { result = result + boundary(m - 1).timesCorrelation() }
      memo[[m, n]] = result
      return result
    }
    return moment(degree, degree)
  }

  /// What a power zᵏ, k odd, gives where the other variable is 0 and z has variance s² = 1 - c²:
  /// E[zᵏ; z > 0]/√2π = (k-1)!! sᵏ/2π = (k-1)!! (1 - c²)^((k-1)/2) · s/2π.
  private static func boundary(_ k: Int) -> Polynomials {
    let doubleFactorial = stride(from: k - 1, to: 1, by: -2).reduce(1.0) { $0 * Double($1) }
    var sine = [doubleFactorial]
    for _ in 0..<max(0, (k - 1) / 2) { sine = added(sine, [0, 0] + sine.map(-)) }
    return Polynomials(probability: [], sine: sine)
  }
}

extension OrthantMoments.Polynomials {
  fileprivate static func + (a: Self, b: Self) -> Self {
    Self(probability: added(a.probability, b.probability), sine: added(a.sine, b.sine))
  }

  fileprivate func scaled(by factor: Double) -> Self {
    Self(probability: probability.map { $0 * factor }, sine: sine.map { $0 * factor })
  }

  fileprivate func timesCorrelation() -> Self {
    Self(probability: [0] + probability, sine: [0] + sine)
  }
}

private func added(_ a: [Double], _ b: [Double]) -> [Double] {
  (0..<max(a.count, b.count)).map { ($0 < a.count ? a[$0] : 0) + ($0 < b.count ? b[$0] : 0) }
}

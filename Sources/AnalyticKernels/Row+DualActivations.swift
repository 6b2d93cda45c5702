import Foundation
import Tensors

// All loops over pairs of samples stand in this file together with what they inline: builds without
// whole-module optimization specialize generic code within a file only.

/// The types of elements for which rows of kernels can be computed.
protocol KernelScalar: TensorScalar {
  /// `arctan t` for |t| ≤ tan(π/8), to the precision of the type.
  static func smallArctangent(_ t: Self) -> Self

  /// The terms of tanh that this precision can tell apart.
  static var mixture: ErrorFunctionMixture { get }

  /// Takes a row through an activation and the dense layer that follows.
  static func advance(_ row: Row<Self>, through dual: DualActivation)

  /// Takes a row from inner products to the kernels of the first dense layer.
  static func start(_ row: Row<Self>)

  /// The sum of the squares, accumulated in double precision.
  static func squaredNorm(_ values: UnsafePointer<Self>, _ count: Int) -> Double
}

/// One row of a tile on its way through the layers: the pairs of one sample with several others.
struct Row<T: KernelScalar> {
  /// Variance of the preactivation of the row's sample, and its root.
  var variance: T = 0
  var deviation: T = 0
  /// Variances of the preactivations of the columns' samples, and their roots.
  var variances: UnsafePointer<T>
  var deviations: UnsafePointer<T>
  /// The covariances, which become those of the next layer.
  var nngp: UnsafeMutablePointer<T>
  /// The tangent kernel, which becomes that of the next layer; untouched unless `tangent`.
  var ntk: UnsafeMutablePointer<T>
  /// Room for `Row.scratchRows` rows.
  var scratch: UnsafeMutablePointer<T>
  /// The number of columns.
  var count: Int
  /// The next layer: nngp = weight · C + bias, ntk = direct · nngp + weight · Ċ · ntk.
  var weight: T = 1
  var bias: T = 0
  var direct: T = 1
  /// Whether the tangent kernel is wanted.
  var tangent: Bool

  static var scratchRows: Int { 4 }
}

extension Float: KernelScalar {
  @inline(__always)
  static func smallArctangent(_ t: Float) -> Float {
    let z = t * t
    var p: Float = -0.064517188693589580726
    p = Float(0.10743668324830098134).addingProduct(p, z)
    p = Float(-0.14263949753605724022).addingProduct(p, z)
    p = Float(0.19999540314957969397).addingProduct(p, z)
    p = Float(-0.33333331760434555943).addingProduct(p, z)
    return t.addingProduct(t * z, p)
  }

  static var mixture: ErrorFunctionMixture { .compact }

  static func advance(_ row: Row<Float>, through dual: DualActivation) {
    row.advance(through: dual)
  }

  static func start(_ row: Row<Float>) { row.start() }

  static func squaredNorm(_ values: UnsafePointer<Float>, _ count: Int) -> Double {
    eightfoldSquaredNorm(values, count)
  }
}

extension Double: KernelScalar {
  /// A Chebyshev fit of degree 11 in t², error 1.2e-18.
  @inline(__always)
  static func smallArctangent(_ t: Double) -> Double {
    let z = t * t
    var p = 0.016284375050043394444
    p = (-0.034569315063326089813).addingProduct(p, z)
    p = (0.045515447340221616522).addingProduct(p, z)
    p = (-0.05230443640686947707).addingProduct(p, z)
    p = (0.058789275544738067649).addingProduct(p, z)
    p = (-0.066664247602005201418).addingProduct(p, z)
    p = (0.076922963680422971183).addingProduct(p, z)
    p = (-0.090909087532591129423).addingProduct(p, z)
    p = (0.11111111105150587894).addingProduct(p, z)
    p = (-0.14285714285659777756).addingProduct(p, z)
    p = (0.19999999999999804328).addingProduct(p, z)
    p = (-0.33333333333333332).addingProduct(p, z)
    return t.addingProduct(t * z, p)
  }

  static var mixture: ErrorFunctionMixture { .precise }

  static func advance(_ row: Row<Double>, through dual: DualActivation) {
    row.advance(through: dual)
  }

  static func start(_ row: Row<Double>) { row.start() }

  static func squaredNorm(_ values: UnsafePointer<Double>, _ count: Int) -> Double {
    eightfoldSquaredNorm(values, count)
  }
}

/// Eight partial sums, so that the additions need not wait for one another.
@inline(__always)
private func eightfoldSquaredNorm<T: KernelScalar>(
  _ values: UnsafePointer<T>,
  _ count: Int
) -> Double {
  var sums = SIMD8<Double>()
  var index = 0
  while index + 8 <= count {
    let eight = values + index
    let terms = SIMD8(
      Double(eight[0]),
      Double(eight[1]),
      Double(eight[2]),
      Double(eight[3]),
      Double(eight[4]),
      Double(eight[5]),
      Double(eight[6]),
      Double(eight[7])
    )
    sums += terms * terms
    index += 8
  }
  var total = sums.sum()
  for rest in index..<count { total += Double(values[rest]) * Double(values[rest]) }
  return total
}

/// arctan(y / x) for x ≥ 0, and 0 where both are 0.
@inline(__always)
private func arctangent<T: KernelScalar>(_ y: T, over x: T) -> T {
  let a = y.magnitude
  let low = a < x ? a : x
  let larger = a < x ? x : a
  let high = larger > 0 ? larger : 1
  // For t = low / high > tan(π/8): arctan t = π/4 + arctan((t - 1)/(t + 1)).
  let steep = low > high * T(0.41421356237309503)
  let numerator = steep ? low - high : low
  let denominator = steep ? low + high : high
  let small = T.smallArctangent(numerator / denominator)
  let octant = steep ? small + T(0.78539816339744831) : small
  let quadrant = a > x ? T(1.5707963267948966) - octant : octant
  return y < 0 ? -quadrant : quadrant
}

/// e = k₁k₂ - k₃² from the deviations' product r = √k₁√k₂, at least 0.
///
/// Where rounding cannot tell k₃ from ±r it is 0: then the two samples count as one, as the same
/// sample in two batches must. That is so for angles below 4√ε.
@inline(__always)
private func excess<T: KernelScalar>(_ r: T, _ k3: T) -> T {
  let product = (r - k3) * (r + k3)
  return product > r * r * (16 * T.ulpOfOne) ? product : 0
}

extension Row {
  @inline(__always)
  fileprivate func start() {
    for j in 0..<count { nngp[j] = bias.addingProduct(weight, nngp[j]) }
    guard tangent else { return }
    for j in 0..<count { ntk[j] = nngp[j] }
  }

  @inline(__always)
  fileprivate func advance(through dual: DualActivation) {
    switch dual {
    case .linear(let slope): advanceLinear(T(slope * slope))
    case .piecewiseLinear(let mean, let half): advancePiecewise(T(mean * mean), T(half * half))
    case .sign(let amplitude, let offset):
      advanceSign(T(amplitude * amplitude), T(offset * offset))
    case .erf(let amplitude, let frequency, let offset):
      advanceErf(T(amplitude * amplitude), T(frequency * frequency), T(offset * offset))
    case .tanh(let amplitude, let frequency, let offset):
      advanceTanh(amplitude * amplitude, frequency * frequency, T(offset * offset))
    case .gelu: advanceGELU()
    case .gaussian: advanceGaussian()
    case .wave(let amplitude, let frequency, let sineSquared, let cosineSquared):
      advanceWave(
        T(amplitude * amplitude),
        T(frequency * frequency),
        T(sineSquared),
        T(cosineSquared)
      )
    case .exponential(let amplitude, let rate):
      advanceExponential(T(amplitude * amplitude), T(rate * rate))
    case .polynomial(let moments): advancePolynomial(moments)
    case .rectifiedMonomial(let moments): advanceRectifiedMonomial(moments)
    }
  }

  /// Replaces each pair by the next layer's, given (C, Ċ) of (k₂, k₃, e) at column j.
  @inline(__always)
  private func pass(_ dual: (_ j: Int, _ k2: T, _ k3: T, _ e: T) -> (value: T, derivative: T)) {
    let (deviation, weight, bias, direct) = (deviation, weight, bias, direct)
    if tangent {
      for j in 0..<count {
        let k3 = nngp[j]
        let (value, derivative) = dual(j, variances[j], k3, excess(deviation * deviations[j], k3))
        let next = bias.addingProduct(weight, value)
        nngp[j] = next
        ntk[j] = (direct * next).addingProduct(weight * derivative, ntk[j])
      }
    } else {
      for j in 0..<count {
        let k3 = nngp[j]
        let (value, _) = dual(j, variances[j], k3, excess(deviation * deviations[j], k3))
        nngp[j] = bias.addingProduct(weight, value)
      }
    }
  }

  @inline(__always)
  private func advanceLinear(_ slopeSquared: T) {
    pass { _, _, k3, _ in (slopeSquared * k3, slopeSquared) }
  }

  /// φ = p x + m |x|: C = p² k₃ + m² (2/π)(√e + k₃ θ), Ċ = p² + m² (2/π) θ, θ = arctan(k₃/√e).
  @inline(__always)
  private func advancePiecewise(_ p2: T, _ m2: T) {
    let factor = m2 * T(2 / Double.pi)
    pass { _, _, k3, e in
      let root = e.squareRoot()
      let angle = arctangent(k3, over: root)
      let derivative = p2.addingProduct(factor, angle)
      return ((factor * root).addingProduct(derivative, k3), derivative)
    }
  }

  @inline(__always)
  private func advanceSign(_ a2: T, _ offset2: T) {
    let factor = a2 * T(2 / Double.pi)
    pass { _, _, k3, e in
      (offset2.addingProduct(factor, arctangent(k3, over: e.squareRoot())), 0)
    }
  }

  /// With D = (1 + 2k₁)(1 + 2k₂) - 4k₃²: C = (2/π) arctan(2k₃/√D), Ċ = (4/π)/√D.
  @inline(__always)
  private func advanceErf(_ a2: T, _ b2: T, _ offset2: T) {
    let factor = a2 * T(2 / Double.pi)
    let slope = 2 * factor * b2
    let (twice, square) = (2 * b2, 4 * b2 * b2)
    let base = T(1).addingProduct(twice, variance)
    pass { _, k2, k3, e in
      let root = base.addingProduct(twice, k2).addingProduct(square, e).squareRoot()
      let angle = arctangent(twice * k3, over: root)
      return (offset2.addingProduct(factor, angle), slope / root)
    }
  }

  /// The sum of the duals of erf over all pairs of terms, with D = (κᵢ² + k₁)(κⱼ² + k₂) - k₃².
  @inline(__always)
  private func advanceTanh(_ a2: Double, _ b2: Double, _ offset2: T) {
    let (values, derivatives, excesses) = (scratch, scratch + count, scratch + 2 * count)
    let scale = T(b2)
    for j in 0..<count {
      let k3 = nngp[j]
      excesses[j] = scale * scale * excess(deviation * deviations[j], k3)
      values[j] = offset2
      derivatives[j] = 0
    }
    let mixture = T.mixture
    for (s1, w1) in zip(mixture.squaredScales, mixture.weights) {
      for (s2, w2) in zip(mixture.squaredScales, mixture.weights) {
        let weight = a2 * w1 * w2 * 2 / Double.pi
        let base = T(s1 * s2) + T(s2) * scale * variance
        let factor = T(weight)
        let slope = T(weight * b2)
        let scaleOfColumn = T(s1) * scale
        for j in 0..<count {
          let root = (base + excesses[j]).addingProduct(scaleOfColumn, variances[j]).squareRoot()
          values[j] = values[j].addingProduct(factor, arctangent(scale * nngp[j], over: root))
          derivatives[j] += slope / root
        }
      }
    }
    pass { j, _, _, _ in (values[j], derivatives[j]) }
  }

  /// With D = (1 + k₁)(1 + k₂) - k₃² and θ = arctan(k₃/√D):
  /// 2π C = (k₃²/((1+k₁)(1+k₂)) + k₁k₂ D/((1+k₁)(1+k₂)))/√D + k₃ θ + (π/2) k₃,
  /// 2π Ċ = π/2 + θ + k₃/√D (1/D + (2 + k₁ + k₂)/((1+k₁)(1+k₂))).
  @inline(__always)
  private func advanceGELU() {
    let inverse = T(0.5 / Double.pi)
    let k1 = variance
    pass { _, k2, k3, e in
      let sum = 1 + k1 + k2
      let all = sum.addingProduct(k1, k2)
      let determinant = sum + e
      let root = determinant.squareRoot()
      let angle = arctangent(k3, over: root)
      let half = T(0.25).addingProduct(inverse, angle)
      let first = (k3 * k3).addingProduct(k1 * k2, determinant) / (all * root)
      let second = k3 / root * (1 / determinant + (1 + sum) / all)
      return ((inverse * first).addingProduct(half, k3), half.addingProduct(inverse, second))
    }
  }

  /// With D = (1 + 2k₁)(1 + 2k₂) - 4k₃²: C = 1/√D, Ċ = 4k₃/D^(3/2).
  @inline(__always)
  private func advanceGaussian() {
    let base = T(1).addingProduct(2, variance)
    pass { _, k2, k3, e in
      let determinant = base.addingProduct(2, k2).addingProduct(4, e)
      let value = 1 / determinant.squareRoot()
      return (value, 4 * k3 * value / determinant)
    }
  }

  /// C/a² = (e₋ - e₊)/2 + sin²c e₊, Ċ/(ab)² = (e₋ - e₊)/2 + cos²c e₊.
  ///
  /// Here e₊ = exp(-b²(k₁+k₂+2k₃)/2) and e₋ = exp(-b²(k₁+k₂-2k₃)/2), of which the larger is taken
  /// out, so that nothing overflows and their difference keeps its digits.
  @inline(__always)
  private func advanceWave(_ a2: T, _ b2: T, _ sine2: T, _ cosine2: T) {
    let (larger, decay) = (scratch, scratch + count)
    for j in 0..<count {
      let k3 = nngp[j].magnitude
      larger[j] = -b2 * ((variance + variances[j]) * T(0.5) - k3)
      decay[j] = -2 * b2 * k3
    }
    T.evaluate(.exp, larger, larger, count)
    T.evaluate(.expMinusOne, decay, decay, count)
    pass { j, _, k3, _ in
      let half = T(-0.5) * larger[j] * decay[j]
      let difference = k3 < 0 ? -half : half
      let plus = k3 < 0 ? larger[j] : larger[j].addingProduct(larger[j], decay[j])
      return (
        a2 * difference.addingProduct(sine2, plus),
        a2 * b2 * difference.addingProduct(cosine2, plus)
      )
    }
  }

  /// C = a² exp(b²(k₁ + k₂ + 2k₃)/2), Ċ = b² C.
  @inline(__always)
  private func advanceExponential(_ a2: T, _ b2: T) {
    let values = scratch
    for j in 0..<count { values[j] = b2 * ((variance + variances[j]) * T(0.5) + nngp[j]) }
    T.evaluate(.exp, values, values, count)
    pass { j, _, _, _ in (a2 * values[j], a2 * b2 * values[j]) }
  }

  /// C = Σ_j m_j(k₁) m_j(k₂) k₃ʲ/j!, Ċ = Σ_j m_{j+1}(k₁) m_{j+1}(k₂) k₃ʲ/j!.
  @inline(__always)
  private func advancePolynomial(_ moments: HermiteMoments) {
    let (values, derivatives) = (scratch, scratch + count)
    let (powers, columns) = (scratch + 2 * count, scratch + 3 * count)
    for j in 0..<count {
      values[j] = 0
      derivatives[j] = 0
      powers[j] = 1
    }
    for order in 0..<moments.rows.count {
      let own = moments.moment(order, variance: Double(variance))
      let value = T(own * moments.inverseFactorials[order])
      // The same moment meets k₃^order in C and k₃^(order-1) in Ċ.
      let derivative = order == 0 ? 0 : T(own * moments.inverseFactorials[order - 1])
      for j in 0..<count { columns[j] = 0 }
      for coefficient in moments.rows[order].reversed() {
        let coefficient = T(coefficient)
        for j in 0..<count { columns[j] = coefficient.addingProduct(columns[j], variances[j]) }
      }
      if order > 0 {
        for j in 0..<count {
          derivatives[j] = derivatives[j].addingProduct(derivative * columns[j], powers[j])
          powers[j] *= nngp[j]
        }
      }
      for j in 0..<count {
        values[j] = values[j].addingProduct(value * columns[j], powers[j])
      }
    }
    pass { j, _, _, _ in (values[j], derivatives[j]) }
  }

  /// C = rᵈ (P(c) p + Q(c) s/2π) with r = √k₁√k₂, c = k₃/r, s = √e/r, p = ¼ + θ/2π.
  @inline(__always)
  private func advanceRectifiedMonomial(_ moments: OrthantMoments) {
    let (values, derivatives) = (scratch, scratch + count)
    let (correlations, factors) = (scratch + 2 * count, scratch + 3 * count)
    for j in 0..<count {
      let r = (variance * variances[j]).squareRoot()
      correlations[j] = nngp[j] / (r > 0 ? r : 1)
    }
    func root(_ j: Int) -> T {
      excess(deviation * deviations[j], nngp[j]).squareRoot()
    }
    func polynomial(_ coefficients: [Double]) {
      for j in 0..<count { factors[j] = 0 }
      for coefficient in coefficients.reversed() {
        let coefficient = T(coefficient)
        for j in 0..<count { factors[j] = coefficient.addingProduct(factors[j], correlations[j]) }
      }
    }
    func accumulate(_ polynomials: OrthantMoments.Polynomials, _ sums: UnsafeMutablePointer<T>) {
      let inverse = T(0.5 / Double.pi)
      polynomial(polynomials.probability)
      for j in 0..<count {
        let angle = arctangent(nngp[j], over: root(j))
        sums[j] = T(0.25).addingProduct(inverse, angle) * factors[j]
      }
      polynomial(polynomials.sine)
      for j in 0..<count {
        let r = (variance * variances[j]).squareRoot()
        sums[j] = sums[j].addingProduct(inverse * root(j) / (r > 0 ? r : 1), factors[j])
      }
    }
    accumulate(moments.value, values)
    accumulate(moments.derivative, derivatives)
    for j in 0..<count {
      let r = (variance * variances[j]).squareRoot()
      var power = r
      for _ in 2..<moments.degree { power *= r }
      values[j] *= power * r
      derivatives[j] *= power
    }
    pass { j, _, _, _ in (values[j], derivatives[j]) }
  }
}

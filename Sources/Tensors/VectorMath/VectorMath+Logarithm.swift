extension VectorMath {
  /// The exponent k of each normal number and its mantissa m in √½ ..< √2, with x = 2ᵏ m.
  @inlinable @inline(__always)
  package static func decomposed(_ x: Wide) -> (exponent: Wide, mantissa: Wide) {
    let rootHalf = SIMD8<UInt64>(repeating: 0x3FE6_A09E_667F_3BCD)
    let moved = x.bits &- rootHalf
    let biased = (moved &+ SIMD8(repeating: 1024 << 52)) &>> SIMD8(repeating: 52)
    let exponent = Wide(bits: biased | SIMD8(repeating: 0x4330_0000_0000_0000)) - (0x1p52 + 1024)
    let mantissa = Wide(bits: (moved & SIMD8(repeating: (1 << 52) - 1)) &+ rootHalf)
    return (exponent, mantissa)
  }

  /// k ln 2 + log(1 + f) + c for √½ ≤ 1 + f < √2 and a small c.
  ///
  /// With s = f / (2 + f), log(1 + f) = f - f²/2 + s (f²/2 + R), R = 2 artanh(s) / s - 2; the terms are
  /// added smallest first. Follows the plan of `log` in FreeBSD's msun.
  @inlinable @inline(__always)
  package static func logarithm(
    _ k: Wide,
    _ f: Wide,
    plus c: Wide,
    to accuracy: Accuracy
  ) -> Wide {
    let s = f / (2 + f)
    let z = s * s
    let remainder = z * logarithmPolynomial(z, accuracy)
    let halfSquare = 0.5 * f * f
    // ln 2 in two parts, the first of 33 bits, so that k times it is exact.
    let low = c.addingProduct(k, Wide(repeating: 1.90821492927058770002e-10))
    let small = halfSquare - low.addingProduct(s, halfSquare + remainder)
    return (k * 6.93147180369123816490e-01) - (small - f)
  }

  /// Results for zero, infinity, negative numbers and NaN put in their places.
  @inlinable @inline(__always)
  package static func withLogarithmicLimits(_ value: Wide, of x: Wide) -> Wide {
    value.replacing(with: Wide(repeating: .nan), where: .!(x .>= 0))
      .replacing(with: Wide(repeating: -.infinity), where: x .== 0)
      .replacing(with: Wide(repeating: .infinity), where: x .== .infinity)
  }

  /// The natural logarithm.
  @inlinable @inline(__always)
  package static func log(_ x: Wide, to accuracy: Accuracy = .double) -> Wide {
    guard accuracy == .double else {
      // Subnormal numbers of single precision are normal in double.
      let (k, m) = decomposed(x)
      return withLogarithmicLimits(logarithm(k, m - 1, plus: .zero, to: .single), of: x)
    }
    let isSubnormal = x .< 0x1p-1022
    let (k, m) = decomposed(x.replacing(with: x * 0x1p54, where: isSubnormal))
    let exponent = k.replacing(with: k - 54, where: isSubnormal)
    return withLogarithmicLimits(logarithm(exponent, m - 1, plus: .zero, to: .double), of: x)
  }

  /// The natural logarithm of one plus the number.
  @inlinable @inline(__always)
  package static func logOnePlus(_ x: Wide, to accuracy: Accuracy = .double) -> Wide {
    let u = 1 + x
    let (k, m) = decomposed(u)
    let isNearOne = k .== 0
    let f = (m - 1).replacing(with: x, where: isNearOne)
    // What the sum with 1 lost, relative to the sum.
    let lost = (x - (u - 1)).replacing(with: 1 - (u - x), where: x .> 1)
    let c = (lost / u).replacing(with: 0, where: isNearOne .| (x .> 0x1p60))
    let value = withLogarithmicLimits(logarithm(k, f, plus: c, to: accuracy), of: u)
    return value.replacing(with: x, where: x.magnitudes .< 0x1p-60)
  }
}

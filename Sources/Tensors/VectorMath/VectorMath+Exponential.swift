extension VectorMath {
  /// 1.5 · 2⁵²: a number added to it is rounded to an integer, found in the low bits.
  @inlinable @inline(__always)
  package static var roundingShift: Double { 0x1.8p52 }

  /// The integer n and the remainder r of x = n ln 2 + r with |r| ≤ ln 2 / 2.
  @inlinable @inline(__always)
  package static func reducedExponent(_ x: Wide) -> (shifted: Wide, n: Wide, r: Wide) {
    let shifted = Wide(repeating: roundingShift)
      .addingProduct(x, Wide(repeating: 0x1.71547652b82fep0))
    let n = shifted - roundingShift
    // The first difference is exact, for n ln 2 is close to x; the second is rounded once.
    let r = x.subtractingProduct(n, Wide(repeating: 0x1.62e42fefa39efp-1))
      .subtractingProduct(n, Wide(repeating: 0x1.abc9e3b39803fp-56))
    return (shifted, n, r)
  }

  /// Two to an integer power between -1022 and 1023, given as the sum with `roundingShift`.
  @inlinable @inline(__always)
  package static func powerOfTwo(_ shifted: Wide) -> Wide {
    Wide(bits: (shifted.bits &+ SIMD8(repeating: 1023)) &<< SIMD8(repeating: 52))
  }

  /// The exponential of numbers between -708 and 709.
  @inlinable @inline(__always)
  package static func boundedExp(_ x: Wide, to accuracy: Accuracy = .double) -> Wide {
    let (shifted, _, r) = reducedExponent(x)
    let q = exponentialPolynomial(r, accuracy)
    return (1 + r.addingProduct(r * r, q)) * powerOfTwo(shifted)
  }

  /// The exponential.
  @inlinable @inline(__always)
  package static func exp(_ x: Wide, to accuracy: Accuracy = .double) -> Wide {
    switch accuracy {
    case .single: return boundedExp(x.held(from: -160, to: 160), to: .single)
    case .double:
      let (shifted, _, r) = reducedExponent(x.held(from: -746, to: 710))
      let q = exponentialPolynomial(r, .double)
      let p = 1 + r.addingProduct(r * r, q)
      // 2ⁿ in two factors, so that subnormal results are rounded once and overflow is infinite.
      let biased = (shifted.bits &- SIMD8(repeating: roundingShift.bitPattern)) &+ 4096
      let first = biased &>> SIMD8(repeating: 1)
      let second = biased &- first
      let bias = SIMD8<UInt64>(repeating: 2048 - 1023)
      return p * Wide(bits: (first &- bias) &<< SIMD8(repeating: 52))
        * Wide(bits: (second &- bias) &<< SIMD8(repeating: 52))
    }
  }

  /// The exponential of the sum of a number between -746 and 709 and a much smaller one.
  @inlinable @inline(__always)
  package static func exp(_ high: Wide, plus low: Wide, to accuracy: Accuracy) -> Wide {
    let value = exp(high, to: accuracy)
    return value.addingProduct(value, low)
  }

  /// The exponential minus 1.
  @inlinable @inline(__always)
  package static func expMinusOne(_ x: Wide, to accuracy: Accuracy = .double) -> Wide {
    let held = x.held(from: -40, to: accuracy == .double ? 709.8 : 160)
    let (shifted, _, r) = reducedExponent(held)
    let q = exponentialPolynomial(r, accuracy)
    let p = r.addingProduct(r * r, q)
    // Half of 2ⁿ p + 2ⁿ - 1, for 2ⁿ itself may be infinite.
    let half = powerOfTwo(shifted - 1)
    let value = 2 * (half - 0.5).addingProduct(p, half)
    return value.replacing(with: x, where: x.magnitudes .< 0x1p-60)
  }

  /// The hyperbolic tangent: t / (t + 2) with t = exp(2 |x|) - 1.
  @inlinable @inline(__always)
  package static func tanh(_ x: Wide, to accuracy: Accuracy = .double) -> Wide {
    let a = x.magnitudes
    let (shifted, _, r) = reducedExponent((2 * a).held(to: 44))
    let q = exponentialPolynomial(r, accuracy)
    let power = powerOfTwo(shifted)
    let t = (power - 1).addingProduct(r.addingProduct(r * r, q), power)
    return (t / (t + 2)).replacing(with: a, where: a .< 0x1p-60).withSigns(of: x)
  }

  /// The logistic function 1 / (1 + exp(-x)).
  @inlinable @inline(__always)
  package static func sigmoid(_ x: Wide, to accuracy: Accuracy = .double) -> Wide {
    let e = exp(-x.magnitudes, to: accuracy)
    let numerator = Wide(repeating: 1).replacing(with: e, where: x .< 0)
    return numerator / (1 + e)
  }
}

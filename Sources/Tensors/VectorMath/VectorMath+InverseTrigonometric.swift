extension VectorMath {
  /// The arc sine of √z or of s, whichever the caller has: s + s z P(z) with z = s² ≤ 1 / 4.
  @inlinable @inline(__always)
  package static func smallArcSine(_ s: Wide, _ z: Wide, to accuracy: Accuracy) -> Wide {
    s.addingProduct(s * z, arcSinePolynomial(z, accuracy))
  }

  /// The arc cosine, in radians.
  ///
  /// Beyond ±1/2 it is 2 asin √((1 - |x|) / 2), or π minus that, without loss of digits near ±1.
  @inlinable @inline(__always)
  package static func acos(_ x: Wide, to accuracy: Accuracy = .double) -> Wide {
    let a = x.magnitudes
    let isSmall = a .<= 0.5
    let z = (0.5 * (1 - a)).replacing(with: x * x, where: isSmall)
    let s = z.squareRoots.replacing(with: x, where: isSmall)
    let angle = smallArcSine(s, z, to: accuracy)
    let large = (2 * angle).replacing(
      with: Wide(repeating: Double.pi) - (2 * angle - 0x1.1a62633145c07p-53),
      where: x .< 0
    )
    let small = Wide(repeating: Double.pi / 2) - (angle - 0x1.1a62633145c07p-54)
    return large.replacing(with: small, where: isSmall)
  }

  /// The arc sine, in radians.
  @inlinable @inline(__always)
  package static func asin(_ x: Wide, to accuracy: Accuracy = .double) -> Wide {
    let a = x.magnitudes
    let isSmall = a .<= 0.5
    let z = (0.5 * (1 - a)).replacing(with: x * x, where: isSmall)
    let s = z.squareRoots.replacing(with: a, where: isSmall)
    let angle = smallArcSine(s, z, to: accuracy)
    let large = Wide(repeating: Double.pi / 2) - (2 * angle - 0x1.1a62633145c07p-54)
    return large.replacing(with: angle, where: isSmall).withSigns(of: x)
  }
}

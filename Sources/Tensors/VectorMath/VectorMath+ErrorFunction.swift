extension VectorMath {
  /// exp(a²) erfc(a) for a from 0.75 to 28 (14 in single precision).
  @inlinable @inline(__always)
  package static func scaledComplement(_ a: Wide, to accuracy: Accuracy) -> Wide {
    let q = 1 / (a + 3.5)
    return complementPolynomial(1 - 7 * q, accuracy) * q
  }

  /// The error function: a polynomial below 1, one minus exp(-a²) times a polynomial beyond.
  @inlinable @inline(__always)
  package static func erf(_ x: Wide, to accuracy: Accuracy = .double) -> Wide {
    let a = x.magnitudes
    let z = a * a
    let small = a * errorPolynomial(z, accuracy)
    let held = a.held(to: accuracy == .double ? 6 : 4)
    let q = 1 / (held + 3.5)
    let scaled = errorTailPolynomial(1 - 7 * q, accuracy) * q
    let large = Wide(repeating: 1)
      .subtractingProduct(boundedExp(-(held * held), to: accuracy), scaled)
    return large.replacing(with: small, where: a .< 1).withSigns(of: x)
  }

  /// The complementary error function, with its digits where it is tiny.
  @inlinable @inline(__always)
  package static func erfc(_ x: Wide, to accuracy: Accuracy = .double) -> Wide {
    let a = x.magnitudes
    let small = Wide(repeating: 1).subtractingProduct(x, errorPolynomial(x * x, accuracy))
    let held = a.held(to: accuracy == .double ? 28 : 14)
    let square = held * held
    let rest = (-square).addingProduct(held, held)
    let tail = exp(-square, plus: -rest, to: accuracy) * scaledComplement(held, to: accuracy)
    let large = tail.replacing(with: 2 - tail, where: x .< 0)
    return large.replacing(with: small, where: a .< 0.75)
  }

  /// The probability that a standard normal number is below x.
  @inlinable @inline(__always)
  package static func normalCDF(_ x: Wide, to accuracy: Accuracy = .double) -> Wide {
    let y = x * 0.5.squareRoot()
    let a = y.magnitudes
    let small = Wide(repeating: 0.5).addingProduct(0.5 * y, errorPolynomial(a * a, accuracy))
    let held = x.magnitudes.held(to: accuracy == .double ? 39 : 19)
    let tail =
      gaussian(held, to: accuracy)
      * scaledComplement(held * 0.5.squareRoot(), to: accuracy) * 0.5
    let large = tail.replacing(with: 1 - tail, where: x .> 0)
    return large.replacing(with: small, where: a .< 0.75)
  }

  /// The density of a standard normal number.
  @inlinable @inline(__always)
  package static func normalPDF(_ x: Wide, to accuracy: Accuracy = .double) -> Wide {
    gaussian(x.magnitudes.held(to: 39), to: accuracy) * 0.398942280401432677939946059934
  }

  /// exp(-x² / 2) with the rounding error of the square made good; x at most 39.
  @inlinable @inline(__always)
  package static func gaussian(_ x: Wide, to accuracy: Accuracy) -> Wide {
    let square = x * x
    let rest = (-square).addingProduct(x, x)
    return exp(-0.5 * square, plus: -0.5 * rest, to: accuracy)
  }
}

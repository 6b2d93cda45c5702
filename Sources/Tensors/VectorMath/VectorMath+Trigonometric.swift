import Foundation

extension VectorMath {
  /// Beyond this the remainder is left to the system's library.
  @inlinable @inline(__always)
  package static var largestReducedAngle: Double { 0x1p30 }

  /// The number q of quarter turns and the remainder r with |r| ≤ π / 4, in two parts.
  ///
  /// π / 2 in three parts of 53 bits. The first difference is exact, for both numbers are multiples of
  /// 2⁻⁵² and close to one another; the rounding errors of the second are kept.
  @inlinable @inline(__always)
  package static func reducedAngle(
    _ x: Wide,
    to accuracy: Accuracy
  ) -> (quadrant: SIMD8<UInt64>, r: Wide, low: Wide) {
    let shifted = Wide(repeating: roundingShift)
      .addingProduct(x, Wide(repeating: 0x1.45f306dc9c883p-1))
    let n = shifted - roundingShift
    let exact = x.subtractingProduct(n, Wide(repeating: 0x1.921fb54442d18p+0))
    let second = Wide(repeating: 0x1.1a62633145c07p-54)
    switch accuracy {
    case .single:
      return (shifted.bits, exact.subtractingProduct(n, second), .zero)
    case .double:
      let product = n * second
      let productError = (-product).addingProduct(n, second)
      let r = exact - product
      let back = r - exact
      let roundingError = (exact - (r - back)) - (product + back)
      let low = (roundingError - productError)
        .addingProduct(n, Wide(repeating: 0x1.f1976b7ed8fbcp-110))
      return (shifted.bits, r, low)
    }
  }

  /// The sine and cosine of an angle between -π / 4 and π / 4 given in two parts.
  @inlinable @inline(__always)
  package static func reducedSineCosine(
    _ r: Wide,
    _ low: Wide,
    to accuracy: Accuracy
  ) -> (sine: Wide, cosine: Wide) {
    let z = r * r
    let tail = low.addingProduct(r * z, sinePolynomial(z, accuracy))
    switch accuracy {
    case .single:
      return (r + tail, (1 - 0.5 * z).addingProduct(z * z, cosinePolynomial(z, accuracy)))
    case .double:
      // 1 - z / 2 with its rounding error.
      let half = 0.5 * z
      let main = 1 - half
      let correction = ((1 - main) - half).addingProduct(z * z, cosinePolynomial(z, accuracy))
      return (r + tail, main + correction.subtractingProduct(r, low))
    }
  }

  /// The sine and cosine of angles of at most `largestReducedAngle`.
  @inlinable @inline(__always)
  package static func boundedSineCosine(
    _ x: Wide,
    to accuracy: Accuracy = .double
  ) -> (sine: Wide, cosine: Wide) {
    let (quadrant, r, low) = reducedAngle(x, to: accuracy)
    let (s, c) = reducedSineCosine(r, low, to: accuracy)
    // All bits where the number of quarter turns is odd: sine and cosine change places.
    let swapped = (s.bits ^ c.bits) & (0 &- (quadrant & 1))
    let (sine, cosine) = (s.bits ^ swapped, c.bits ^ swapped)
    let sineSign = (quadrant & 2) &<< SIMD8(repeating: 62)
    let cosineSign = ((quadrant &+ 1) & 2) &<< SIMD8(repeating: 62)
    return (Wide(bits: sine ^ sineSign), Wide(bits: cosine ^ cosineSign))
  }

  /// The sine, in radians.
  @inlinable @inline(__always)
  package static func sin(_ x: Wide, to accuracy: Accuracy = .double) -> Wide {
    let sine = boundedSineCosine(x, to: accuracy).sine
    let value = sine.replacing(with: x, where: x.magnitudes .< 0x1p-27)
    guard Swift.any(.!(x.magnitudes .<= largestReducedAngle)) else { return value }
    return systemSine(x, otherwise: value)
  }

  /// The cosine, in radians.
  @inlinable @inline(__always)
  package static func cos(_ x: Wide, to accuracy: Accuracy = .double) -> Wide {
    let value = boundedSineCosine(x, to: accuracy).cosine
    guard Swift.any(.!(x.magnitudes .<= largestReducedAngle)) else { return value }
    return systemCosine(x, otherwise: value)
  }

  @usableFromInline
  @inline(never)
  package static func systemSine(_ x: Wide, otherwise value: Wide) -> Wide {
    var result = value
    for lane in x.indices where !(x[lane].magnitude <= largestReducedAngle) {
      result[lane] = Foundation.sin(x[lane])
    }
    return result
  }

  @usableFromInline
  @inline(never)
  package static func systemCosine(_ x: Wide, otherwise value: Wide) -> Wide {
    var result = value
    for lane in x.indices where !(x[lane].magnitude <= largestReducedAngle) {
      result[lane] = Foundation.cos(x[lane])
    }
    return result
  }
}

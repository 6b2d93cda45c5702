/// Eight numbers in double precision, on which functions are evaluated at once.
@usableFromInline
package typealias Wide = SIMD8<Double>

extension SIMD8<Double> {
  /// One step of Horner's scheme: this times `x`, plus a coefficient, rounded once.
  @inlinable @inline(__always)
  package func horner(_ x: Wide, _ coefficient: Double) -> Wide {
    Wide(repeating: coefficient).addingProduct(self, x)
  }

  /// This minus a product, rounded once.
  @inlinable @inline(__always)
  package func subtractingProduct(_ a: Wide, _ b: Wide) -> Wide {
    addingProduct(-a, b)
  }

  /// The bits of the numbers.
  @inlinable @inline(__always)
  package var bits: SIMD8<UInt64> { unsafeBitCast(self, to: SIMD8<UInt64>.self) }

  /// Numbers from their bits.
  @inlinable @inline(__always)
  package init(bits: SIMD8<UInt64>) { self = unsafeBitCast(bits, to: Wide.self) }

  /// The absolute values.
  @inlinable @inline(__always)
  package var magnitudes: Wide {
    Wide(bits: bits & SIMD8<UInt64>(repeating: 0x7FFF_FFFF_FFFF_FFFF))
  }

  /// The numbers with the signs of others; they must be positive.
  @inlinable @inline(__always)
  package func withSigns(of other: Wide) -> Wide {
    Wide(bits: bits | (other.bits & SIMD8<UInt64>(repeating: 0x8000_0000_0000_0000)))
  }

  /// The numbers held within bounds; NaN stays.
  @inlinable @inline(__always)
  package func held(from low: Double, to high: Double) -> Wide {
    let bounded = replacing(with: Wide(repeating: high), where: self .> high)
    return bounded.replacing(with: Wide(repeating: low), where: bounded .< low)
  }

  /// The numbers held below a bound; NaN stays.
  @inlinable @inline(__always)
  package func held(to high: Double) -> Wide {
    replacing(with: Wide(repeating: high), where: self .> high)
  }

  /// The square roots.
  @inlinable @inline(__always)
  package var squareRoots: Wide { squareRoot() }
}

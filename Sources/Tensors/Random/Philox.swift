/// The counter-based generator Philox4x32-10.
///
/// Ten rounds of two 32-bit multiplications turn a counter of 128 bits and a key of 64 bits into 128
/// random bits; each counter can be asked for by itself.
///
/// - Reference: Salmon, Moraes, Dror, Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011
///   (doi:10.1145/2063384.2063405).
package struct Philox: Sendable, Hashable {
  /// The key, low word first.
  package let key: (low: UInt32, high: UInt32)

  package init(key: UInt64) {
    self.key = (UInt32(truncatingIfNeeded: key), UInt32(truncatingIfNeeded: key >> 32))
  }

  package static func == (left: Philox, right: Philox) -> Bool { left.key == right.key }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(key.low)
    hasher.combine(key.high)
  }

  /// The random bits of a counter, words in the order of the paper.
  @inline(__always)
  package func block(_ counter: SIMD4<UInt32>) -> SIMD4<UInt32> {
    var (x0, x1, x2, x3) = (counter.x, counter.y, counter.z, counter.w)
    var (k0, k1) = key
    for _ in 0..<10 {
      let a = 0xD251_1F53 as UInt64 * UInt64(x0)
      let b = 0xCD9E_8D57 as UInt64 * UInt64(x2)
      (x0, x1, x2, x3) = (
        UInt32(truncatingIfNeeded: b >> 32) ^ x1 ^ k0, UInt32(truncatingIfNeeded: b),
        UInt32(truncatingIfNeeded: a >> 32) ^ x3 ^ k1, UInt32(truncatingIfNeeded: a)
      )
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    return SIMD4(x0, x1, x2, x3)
  }

  /// The random bits of a counter as two words of 64 bits.
  @inline(__always)
  package func words(index: UInt64, stream: UInt64) -> (UInt64, UInt64) {
    let bits = block(
      SIMD4(
        UInt32(truncatingIfNeeded: index),
        UInt32(truncatingIfNeeded: index >> 32),
        UInt32(truncatingIfNeeded: stream),
        UInt32(truncatingIfNeeded: stream >> 32)
      )
    )
    return (
      UInt64(bits.x) | UInt64(bits.y) << 32, UInt64(bits.z) | UInt64(bits.w) << 32
    )
  }
}

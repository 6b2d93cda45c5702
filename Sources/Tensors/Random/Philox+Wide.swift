extension Philox {
  /// The two words of each of eight blocks in a row.
  ///
  /// Kept out of line: merged with what follows, the optimizer shuffles the lanes in every round.
  @inline(never)
  package func wideWords(
    firstIndex: UInt64,
    stream: UInt64
  ) -> (low: SIMD8<UInt64>, high: SIMD8<UInt64>) {
    // 32-bit words in lanes of 64 bits, whose product is one instruction.
    let mask = SIMD8<UInt64>(repeating: 0xFFFF_FFFF)
    let shift = SIMD8<UInt64>(repeating: 32)
    let index = SIMD8<UInt64>(0, 1, 2, 3, 4, 5, 6, 7) &+ firstIndex
    var (x0, x1) = (index & mask, index &>> shift)
    var (x2, x3) = (
      SIMD8<UInt64>(repeating: stream) & mask, SIMD8<UInt64>(repeating: stream) &>> shift
    )
    var (k0, k1) = key
    for _ in 0..<10 {
      let a = (x0 & mask) &* 0xD251_1F53
      let b = (x2 & mask) &* 0xCD9E_8D57
      (x0, x1, x2, x3) = (
        (b &>> shift) ^ x1 ^ UInt64(k0), b & mask, (a &>> shift) ^ x3 ^ UInt64(k1), a & mask
      )
      k0 &+= 0x9E37_79B9
      k1 &+= 0xBB67_AE85
    }
    return (x0 | x1 &<< shift, x2 | x3 &<< shift)
  }
}

extension Wide {
  /// The upper 53 bits of words as numbers.
  @inline(__always)
  init(upperBitsOf words: SIMD8<UInt64>) {
    let bits = words &>> SIMD8<UInt64>(repeating: 11)
    // Halves as the low bits of 2⁵² and 2⁸⁴, whose difference from these is exact.
    let low = (bits & 0xFFFF_FFFF) | 0x4330_0000_0000_0000
    let high = (bits &>> SIMD8<UInt64>(repeating: 32)) | 0x4530_0000_0000_0000
    self = (Wide(bits: high) - (0x1p84 + 0x1p52)) + Wide(bits: low)
  }
}

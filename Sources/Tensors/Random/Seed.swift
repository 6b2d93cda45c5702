/// Seeds derived from seeds by name.
public enum Seed {
  /// A seed that depends on another and on a path of names, each of which may be any value.
  ///
  /// Different paths give unrelated seeds; `["ab", "c"]` and `["a", "bc"]` are different paths.
  /// A number and its text are the same name.
  public static func derive(from seed: UInt64, _ names: any CustomStringConvertible...) -> UInt64 {
    derive(from: seed, names: names.map { $0.description })
  }

  /// A seed that depends on another and on a path of names.
  public static func derive(from seed: UInt64, names: [String]) -> UInt64 {
    let path = names.reduce(into: StreamPath()) { $0.append($1) }
    return Philox(key: seed).words(index: UInt64.max, stream: path.digest).0
  }
}

/// A path of names, as the 64 bits that tell streams of one seed apart.
struct StreamPath: Sendable, Hashable {
  private(set) var digest: UInt64 = 0x6A09_E667_F3BC_C908

  /// Adds a name: FNV-1a over its bytes and its length, then a finalizer that mixes all bits.
  mutating func append(_ name: String) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var length: UInt64 = 0
    for byte in name.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
      length += 1
    }
    digest = Self.mix(digest &+ Self.mix(hash ^ (length &* 0x9E37_79B9_7F4A_7C15)))
  }

  /// The finalizer of SplitMix64.
  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension RandomStream {
  /// The number of draws of one tile.
  private static let tile = 4096

  /// Writes the uniform numbers of the positions from a first one.
  func fillUniforms(from start: UInt64, count: Int, _ out: UnsafeMutablePointer<Double>) {
    fill(UniformLaw.self, from: start, count: count, out)
  }

  /// Writes the normal numbers of the positions from a first one.
  func fillNormals(from start: UInt64, count: Int, _ out: UnsafeMutablePointer<Double>) {
    fill(NormalLaw.self, from: start, count: count, out)
  }

  private func fill<Law: PairedLaw>(
    _ law: Law.Type,
    from start: UInt64,
    count: Int,
    _ out: UnsafeMutablePointer<Double>
  ) {
    let tiles = (count + Self.tile - 1) / Self.tile
    Parallelism.forEach(tiles) { index in
      let first = index * Self.tile
      fillTile(
        law,
        from: start &+ UInt64(first),
        count: Swift.min(Self.tile, count - first),
        out + first
      )
    }
  }

  /// Writes two numbers for each block of which a position is asked for, eight blocks at a time.
  private func fillTile<Law: PairedLaw>(
    _ law: Law.Type,
    from start: UInt64,
    count: Int,
    _ out: UnsafeMutablePointer<Double>
  ) {
    var (position, written) = (start, 0)
    while written < count {
      let words = philox.wideWords(firstIndex: position / 2, stream: path.digest)
      let numbers = Law.numbers(words.low, words.high)
      let draws = numbers.even.interleaved(with: numbers.odd)
      let skipped = Int(position % 2)
      let taken = Swift.min(16 - skipped, count - written)
      if taken == 16 {
        UnsafeMutableRawPointer(out + written).storeBytes(of: draws, as: SIMD16<Double>.self)
      } else {
        for draw in 0..<taken { out[written + draw] = draws[skipped + draw] }
      }
      written += taken
      position &+= UInt64(taken)
    }
  }
}

/// A law of which the two words of a block give two independent numbers.
private protocol PairedLaw {
  static func numbers(
    _ low: SIMD8<UInt64>,
    _ high: SIMD8<UInt64>
  ) -> (even: Wide, odd: Wide)
}

/// Uniform in 0..<1.
private enum UniformLaw: PairedLaw {
  @inline(__always)
  static func numbers(
    _ low: SIMD8<UInt64>,
    _ high: SIMD8<UInt64>
  ) -> (even: Wide, odd: Wide) {
    (Wide(upperBitsOf: low) * 0x1p-53, Wide(upperBitsOf: high) * 0x1p-53)
  }
}

/// Normal of mean 0 and variance 1: a radius and an angle (Box and Muller).
///
/// The radius is at most √(2 · 53 ln 2) = 8.57.
private enum NormalLaw: PairedLaw {
  @inline(never)
  static func numbers(
    _ low: SIMD8<UInt64>,
    _ high: SIMD8<UInt64>
  ) -> (even: Wide, odd: Wide) {
    let unit = (Wide(upperBitsOf: low) + 1) * 0x1p-53
    let radius = (-2 * VectorMath.log(unit)).squareRoots
    let angle = Wide(upperBitsOf: high) * (0x1p-53 * 2 * Double.pi)
    let (sine, cosine) = VectorMath.boundedSineCosine(angle)
    return (radius * cosine, radius * sine)
  }
}

extension Wide {
  /// These numbers and others by turns.
  @inline(__always)
  fileprivate func interleaved(with other: Wide) -> SIMD16<Double> {
    SIMD16(
      self[0],
      other[0],
      self[1],
      other[1],
      self[2],
      other[2],
      self[3],
      other[3],
      self[4],
      other[4],
      self[5],
      other[5],
      self[6],
      other[6],
      self[7],
      other[7]
    )
  }
}

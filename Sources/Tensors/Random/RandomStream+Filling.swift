extension RandomStream {
  /// The number of draws of one tile.
  private static let tile = 4096

  /// Writes the uniform numbers of the positions from a first one.
  func fillUniforms(from start: UInt64, count: Int, _ out: UnsafeMutablePointer<Double>) {
    fill(from: start, count: count, out) { low, high in
      (Wide(upperBitsOf: low) * 0x1p-53, Wide(upperBitsOf: high) * 0x1p-53)
    }
  }

  /// Writes the normal numbers of the positions from a first one.
  ///
  /// The two words of a block give a radius and an angle, and these the normal numbers of the even
  /// and the odd position (Box and Muller). The radius is at most √(2 · 53 ln 2) = 8.57.
  func fillNormals(from start: UInt64, count: Int, _ out: UnsafeMutablePointer<Double>) {
    fill(from: start, count: count, out) { low, high in
      let unit = (Wide(upperBitsOf: low) + 1) * 0x1p-53
      let radius = (-2 * VectorMath.log(unit)).squareRoots
      let angle = Wide(upperBitsOf: high) * (0x1p-53 * 2 * Double.pi)
      let (sine, cosine) = VectorMath.boundedSineCosine(angle)
      return (radius * cosine, radius * sine)
    }
  }

  /// Writes two numbers for each block of which a position is asked for.
  @inline(__always)
  private func fill(
    from start: UInt64,
    count: Int,
    _ out: UnsafeMutablePointer<Double>,
    _ pair: (_ low: SIMD8<UInt64>, _ high: SIMD8<UInt64>) -> (even: Wide, odd: Wide)
  ) {
    let tiles = (count + Self.tile - 1) / Self.tile
    Parallelism.forEach(tiles) { index in
      let range = index * Self.tile..<Swift.min(count, (index + 1) * Self.tile)
      var position = start &+ UInt64(range.lowerBound)
      var i = range.lowerBound
      while i < range.upperBound {
        let words = philox.wideWords(firstIndex: position / 2, stream: path.digest)
        let numbers = pair(words.low, words.high)
        let skipped = Int(position % 2)
        let taken = Swift.min(16 - skipped, range.upperBound - i)
        if taken == 16 {
          for lane in 0..<8 {
            out[i + 2 * lane] = numbers.even[lane]
            out[i + 2 * lane + 1] = numbers.odd[lane]
          }
        } else {
          for draw in skipped..<skipped + taken {
            out[i + draw - skipped] = (draw % 2 == 0 ? numbers.even : numbers.odd)[draw / 2]
          }
        }
        i += taken
        position &+= UInt64(taken)
      }
    }
  }
}

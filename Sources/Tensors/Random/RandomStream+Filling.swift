extension RandomStream {
  /// The number of draws of one tile.
  private static let tile = 4096

  /// Writes the uniform numbers of the positions from a first one.
  func fillUniforms(from start: UInt64, count: Int, _ out: UnsafeMutablePointer<Double>) {
    forEachTile(count) { range in
      for i in range { out[i] = Self.unit(at(start &+ UInt64(i))) }
    }
  }

  /// Writes the normal numbers of the positions from a first one.
  ///
  /// The two words of a block give a radius and an angle, and these the normal numbers of the even
  /// and the odd position (Box and Muller).
  func fillNormals(from start: UInt64, count: Int, _ out: UnsafeMutablePointer<Double>) {
    forEachTile(count) { range in
      fillNormalTile(start &+ UInt64(range.lowerBound), range.count, out + range.lowerBound)
    }
  }

  private func fillNormalTile(_ start: UInt64, _ count: Int, _ out: UnsafeMutablePointer<Double>) {
    let firstBlock = start / 2
    let blocks = Int((start &+ UInt64(count - 1)) / 2 &- firstBlock) + 1
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * blocks) { scratch in
      guard let radius = scratch.baseAddress else { return }
      let (angle, sine) = (radius + blocks, radius + 2 * blocks)
      for i in 0..<blocks {
        let words = philox.words(index: firstBlock &+ UInt64(i), stream: path.digest)
        radius[i] = Double((words.0 >> 11) + 1) * 0x1p-53
        angle[i] = Self.unit(words.1) * (2 * Double.pi)
      }
      Double.evaluate(.log, radius, radius, blocks)
      for i in 0..<blocks { radius[i] = (-2 * radius[i]).squareRoot() }
      Double.evaluate(.sin, angle, sine, blocks)
      Double.evaluate(.cos, angle, angle, blocks)
      let shift = Int(start % 2)
      for i in 0..<count {
        let block = (i + shift) / 2
        out[i] = radius[block] * ((i + shift) % 2 == 0 ? angle[block] : sine[block])
      }
    }
  }

  private func forEachTile(_ count: Int, _ body: (Range<Int>) -> Void) {
    let tiles = (count + Self.tile - 1) / Self.tile
    Parallelism.forEach(tiles) { index in
      body(index * Self.tile..<Swift.min(count, (index + 1) * Self.tile))
    }
  }
}

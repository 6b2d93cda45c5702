/// A stream of random numbers, found by a seed and a path of names.
///
/// The word at each position is a function of seed, path and position alone (Philox4x32-10), so that
/// any part can be computed by itself, in any order, on any thread, with the same bits. Each draw
/// moves the position by one; a draw by `normal()` at a position is the same number as that of
/// `normals(_:)` which covers it.
public struct RandomStream: Sendable, Hashable {
  let philox: Philox
  let path: StreamPath
  /// The position of the next draw.
  public private(set) var position: UInt64 = 0

  /// The stream of a seed and a path of names.
  public init(seed: UInt64, _ names: String...) {
    self.init(seed: seed, names: names)
  }

  /// The stream of a seed and a path of names.
  public init(seed: UInt64, names: [String]) {
    philox = Philox(key: seed)
    path = names.reduce(into: StreamPath()) { $0.append($1) }
  }

  private init(philox: Philox, path: StreamPath) {
    self.philox = philox
    self.path = path
  }

  /// The stream of a longer path, from its beginning.
  public func substream(_ name: String) -> RandomStream {
    var longer = path
    longer.append(name)
    return RandomStream(philox: philox, path: longer)
  }

  /// The stream of a longer path, from its beginning; a number is the same name as its text.
  public func substream(_ index: Int) -> RandomStream { substream(String(index)) }

  /// The word at a position, wherever the stream stands.
  public func at(_ position: UInt64) -> UInt64 {
    let words = philox.words(index: position / 2, stream: path.digest)
    return position % 2 == 0 ? words.0 : words.1
  }

  /// The next word: 64 random bits.
  public mutating func nextUInt64() -> UInt64 {
    defer { position &+= 1 }
    return at(position)
  }

  /// The next number uniform in 0..<1, a multiple of 2⁻⁵³.
  public mutating func uniform() -> Double { Self.unit(nextUInt64()) }

  /// The next normal number, of mean 0 and variance 1.
  public mutating func normal() -> Double {
    defer { position &+= 1 }
    var value = 0.0
    withUnsafeMutablePointer(to: &value) { fillNormals(from: position, count: 1, $0) }
    return value
  }

  /// The next numbers uniform in 0..<1, computed on several threads; none if the count is negative.
  public mutating func uniforms(_ count: Int) -> [Double] {
    let count = Swift.max(0, count)
    let (start, stream) = (position, self)
    advance(by: count)
    return [Double](unsafeUninitializedCapacity: count) { buffer, initialized in
      if let base = buffer.baseAddress { stream.fillUniforms(from: start, count: count, base) }
      initialized = count
    }
  }

  /// The next normal numbers, computed on several threads; none if the count is negative.
  public mutating func normals(_ count: Int) -> [Double] {
    let count = Swift.max(0, count)
    let (start, stream) = (position, self)
    advance(by: count)
    return [Double](unsafeUninitializedCapacity: count) { buffer, initialized in
      if let base = buffer.baseAddress { stream.fillNormals(from: start, count: count, base) }
      initialized = count
    }
  }

  /// Moves the position forward.
  package mutating func advance(by count: Int) { position &+= UInt64(Swift.max(0, count)) }

  /// A word as a number in 0..<1.
  @inline(__always) static func unit(_ word: UInt64) -> Double {
    Double(word >> 11) * 0x1p-53
  }
}

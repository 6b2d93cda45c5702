/// Compression in the zlib format (RFC 1950, RFC 1951), always the same bytes for the same input.
enum Deflate {
  /// The data as one zlib stream: matches of earlier data, then one block of Huffman codes made
  /// for it.
  static func zlib(_ data: [UInt8]) -> [UInt8] {
    var writer = BitWriter()
    writer.bytes = [0x78, 0xDA]
    let symbols = Matching.symbols(of: data)
    HuffmanBlock(symbols).write(to: &writer)
    writer.align()
    let sum = adler32(data)
    return writer.bytes + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> $0) }
  }

  static func adler32(_ data: [UInt8]) -> UInt32 {
    var (a, b): (UInt32, UInt32) = (1, 0)
    for byte in data {
      a = (a + UInt32(byte)) % 65521
      b = (b + a) % 65521
    }
    return b << 16 | a
  }
}

/// Bits, the lowest first.
struct BitWriter {
  var bytes: [UInt8] = []
  private var pending: UInt64 = 0
  private var count = 0

  mutating func write(_ value: Int, bits: Int) {
    pending |= UInt64(value) << UInt64(count)
    count += bits
    while count >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: pending))
      pending >>= 8
      count -= 8
    }
  }

  mutating func align() {
    guard count > 0 else { return }
    bytes.append(UInt8(truncatingIfNeeded: pending))
    (pending, count) = (0, 0)
  }
}

/// Finds repetitions.
enum Matching {
  enum Symbol: Hashable {
    case literal(UInt8)
    case match(length: Int, distance: Int)
  }

  /// Greedy matches of 4 to 258 bytes at most 32 KiB back, looked up by the hash of four bytes.
  static func symbols(of data: [UInt8]) -> [Symbol] {
    var symbols: [Symbol] = []
    var head = [Int](repeating: -1, count: 1 << 15)
    var previous = [Int](repeating: -1, count: data.count)
    var index = 0
    func enter(_ place: Int) {
      guard place + 4 <= data.count else { return }
      let hash = hash(data, place)
      previous[place] = head[hash]
      head[hash] = place
    }
    while index < data.count {
      let found = longest(data, index, head, previous)
      if found.length >= 4 {
        symbols.append(.match(length: found.length, distance: found.distance))
        for place in index..<index + found.length { enter(place) }
        index += found.length
      } else {
        symbols.append(.literal(data[index]))
        enter(index)
        index += 1
      }
    }
    return symbols
  }

  private static func hash(_ data: [UInt8], _ place: Int) -> Int {
    let word =
      UInt32(data[place]) | UInt32(data[place + 1]) << 8 | UInt32(data[place + 2]) << 16
      | UInt32(data[place + 3]) << 24
    return Int((word &* 2_654_435_761) >> 17)
  }

  private static func longest(
    _ data: [UInt8],
    _ index: Int,
    _ head: [Int],
    _ previous: [Int]
  ) -> (length: Int, distance: Int) {
    guard index + 4 <= data.count else { return (0, 0) }
    var best = (length: 0, distance: 0)
    var candidate = head[hash(data, index)]
    var tries = 64
    let limit = min(258, data.count - index)
    while candidate >= 0, index - candidate <= 32_768, tries > 0 {
      var length = 0
      while length < limit, data[candidate + length] == data[index + length] { length += 1 }
      if length > best.length { best = (length, index - candidate) }
      if length == limit { break }
      candidate = previous[candidate]
      tries -= 1
    }
    return best
  }
}

/// One final block with codes made for its symbols.
struct HuffmanBlock {
  private let symbols: [Matching.Symbol]
  private let literalLengths: [Int]
  private let distanceLengths: [Int]

  init(_ symbols: [Matching.Symbol]) {
    self.symbols = symbols
    var literals = [Int](repeating: 0, count: 286)
    var distances = [Int](repeating: 0, count: 30)
    literals[256] = 1
    for symbol in symbols {
      switch symbol {
      case .literal(let byte): literals[Int(byte)] += 1
      case .match(let length, let distance):
        literals[257 + Self.code(length, Self.lengthBases)] += 1
        distances[Self.code(distance, Self.distanceBases)] += 1
      }
    }
    // A decoder expects at least one distance code.
    if distances.allSatisfy({ $0 == 0 }) { distances[0] = 1 }
    literalLengths = HuffmanCode.lengths(literals, limit: 15)
    distanceLengths = HuffmanCode.lengths(distances, limit: 15)
  }

  private static let lengthBases = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
  ]
  private static let lengthBits = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
  private static let distanceBases = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537,
    2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577,
  ]

  /// The last index whose base is not larger than a value.
  private static func code(_ value: Int, _ bases: [Int]) -> Int {
    var (low, high) = (0, bases.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if bases[middle] <= value { low = middle } else { high = middle - 1 }
    }
    return low
  }

  func write(to writer: inout BitWriter) {
    writer.write(1, bits: 1)
    writer.write(2, bits: 2)
    writeCodeLengths(to: &writer)
    let literalCodes = HuffmanCode.codes(literalLengths)
    let distanceCodes = HuffmanCode.codes(distanceLengths)
    for symbol in symbols {
      switch symbol {
      case .literal(let byte):
        writer.write(literalCodes[Int(byte)], bits: literalLengths[Int(byte)])
      case .match(let length, let distance):
        let code = Self.code(length, Self.lengthBases)
        writer.write(literalCodes[257 + code], bits: literalLengths[257 + code])
        writer.write(length - Self.lengthBases[code], bits: Self.lengthBits[code])
        let far = Self.code(distance, Self.distanceBases)
        writer.write(distanceCodes[far], bits: distanceLengths[far])
        writer.write(distance - Self.distanceBases[far], bits: max(0, far / 2 - 1))
      }
    }
    writer.write(literalCodes[256], bits: literalLengths[256])
  }

  /// The two tables of lengths, with runs of zeros shortened, under a code of their own.
  private func writeCodeLengths(to writer: inout BitWriter) {
    let all = literalLengths + distanceLengths
    var tokens: [(symbol: Int, extra: Int, bits: Int)] = []
    var index = 0
    while index < all.count {
      var run = 0
      while index + run < all.count, all[index + run] == 0, run < 138 { run += 1 }
      if run >= 11 {
        tokens.append((18, run - 11, 7))
      } else if run >= 3 {
        tokens.append((17, run - 3, 3))
      } else {
        tokens.append((all[index], 0, 0))
        run = 1
      }
      index += run
    }
    var frequencies = [Int](repeating: 0, count: 19)
    for token in tokens { frequencies[token.symbol] += 1 }
    let lengths = HuffmanCode.lengths(frequencies, limit: 7)
    let codes = HuffmanCode.codes(lengths)
    writer.write(literalLengths.count - 257, bits: 5)
    writer.write(distanceLengths.count - 1, bits: 5)
    writer.write(15, bits: 4)
    for symbol in [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15] {
      writer.write(lengths[symbol], bits: 3)
    }
    for token in tokens {
      writer.write(codes[token.symbol], bits: lengths[token.symbol])
      writer.write(token.extra, bits: token.bits)
    }
  }
}

/// Prefix codes of limited length.
enum HuffmanCode {
  /// The code lengths of symbols with the given frequencies; zero for those that do not occur.
  ///
  /// Halving the frequencies and building again until the tree is low enough: at most a few
  /// rounds, and close to the best.
  static func lengths(_ frequencies: [Int], limit: Int) -> [Int] {
    var weights = frequencies
    while true {
      let lengths = unlimited(weights)
      if lengths.allSatisfy({ $0 <= limit }) { return lengths }
      weights = weights.map { $0 == 0 ? 0 : max(1, $0 / 2) }
    }
  }

  private static func unlimited(_ weights: [Int]) -> [Int] {
    var lengths = [Int](repeating: 0, count: weights.count)
    // Each tree: its weight and the symbols under it; ties go to the tree made first.
    var trees = weights.indices.filter { weights[$0] > 0 }.map { (weights[$0], [$0]) }
    if trees.count == 1 { lengths[trees[0].1[0]] = 1 }
    while trees.count > 1 {
      let first = smallest(&trees)
      let second = smallest(&trees)
      for symbol in first.1 + second.1 { lengths[symbol] += 1 }
      trees.append((first.0 + second.0, first.1 + second.1))
    }
    return lengths
  }

  private static func smallest(_ trees: inout [(Int, [Int])]) -> (Int, [Int]) {
    var best = 0
    for index in trees.indices where trees[index].0 < trees[best].0 { best = index }
    return trees.remove(at: best)
  }

  /// The canonical codes for given lengths, bits reversed as deflate writes them.
  static func codes(_ lengths: [Int]) -> [Int] {
    var next = 0
    var codes = [Int](repeating: 0, count: lengths.count)
    for length in 1...15 {
      next <<= 1
      for symbol in lengths.indices where lengths[symbol] == length {
        codes[symbol] = reversed(next, bits: length)
        next += 1
      }
    }
    return codes
  }

  private static func reversed(_ value: Int, bits: Int) -> Int {
    (0..<bits).reduce(0) { $0 << 1 | (value >> $1 & 1) }
  }
}

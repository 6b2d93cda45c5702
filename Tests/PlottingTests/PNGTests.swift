import Testing

@testable import Plotting

/// Undoes deflate, written from RFC 1951 for these tests alone.
private struct Inflater {
  private let bytes: [UInt8]
  private var position = 0
  private var output: [UInt8] = []

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  private mutating func bits(_ count: Int) -> Int {
    var value = 0
    for index in 0..<count {
      value |= Int(bytes[position / 8] >> (position % 8) & 1) << index
      position += 1
    }
    return value
  }

  private mutating func symbol(_ lengths: [Int]) -> Int {
    // Canonical codes, one bit at a time: the first code of each length follows from the counts.
    var (code, first, index) = (0, 0, 0)
    let order = lengths.indices.filter { lengths[$0] > 0 }.sorted {
      (lengths[$0], $0) < (lengths[$1], $1)
    }
    for length in 1...15 {
      code |= bits(1)
      let count = order.filter { lengths[$0] == length }.count
      if code - first < count { return order[index + code - first] }
      index += count
      first = (first + count) << 1
      code <<= 1
    }
    return -1
  }

  mutating func inflated() -> [UInt8]? {
    guard bits(1) == 1, bits(2) == 2 else { return nil }
    let (literals, distances, codes) = (bits(5) + 257, bits(5) + 1, bits(4) + 4)
    var codeLengths = [Int](repeating: 0, count: 19)
    let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
    for index in 0..<codes { codeLengths[order[index]] = bits(3) }
    var lengths: [Int] = []
    while lengths.count < literals + distances {
      switch symbol(codeLengths) {
      case let length where length >= 0 && length < 16: lengths.append(length)
      case 17: lengths += [Int](repeating: 0, count: bits(3) + 3)
      case 18: lengths += [Int](repeating: 0, count: bits(7) + 11)
      default: return nil
      }
    }
    let tables = (Array(lengths.prefix(literals)), Array(lengths.dropFirst(literals)))
    while true {
      let code = symbol(tables.0)
      if code < 0 { return nil }
      if code == 256 { return output }
      if code < 256 {
        output.append(UInt8(code))
        continue
      }
      let bases = [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115,
        131, 163, 195, 227, 258,
      ]
      let extra = code < 265 || code == 285 ? 0 : (code - 261) / 4
      let length = bases[code - 257] + bits(extra)
      let far = symbol(tables.1)
      let farBits = max(0, far / 2 - 1)
      let base = far < 2 ? far + 1 : (2 + far % 2) << farBits + 1
      let distance = base + bits(farBits)
      for _ in 0..<length { output.append(output[output.count - distance]) }
    }
  }
}

@Suite("Pictures") struct PNGTests {
  @Test("checksums have their published values")
  func checksums() {
    #expect(PNG.crc32(Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(Deflate.adler32(Array("Wikipedia".utf8)) == 0x11E6_0398)
    #expect(PNG.base64(Array("Many hands".utf8)) == "TWFueSBoYW5kcw==")
    #expect(PNG.base64([]) == "")
  }

  @Test("what is compressed comes back, for empty, constant, periodic and random data")
  func roundTrip() {
    var noise = Gallery.Noise(state: 1)
    let cases: [[UInt8]] = [
      [], [7], [UInt8](repeating: 3, count: 5000), (0..<3000).map { UInt8($0 % 17) },
      (0..<4000).map { _ in UInt8(noise.uniform() * 255.99) },
      (0..<20_000).map { _ in noise.uniform() < 0.95 ? 0 : UInt8(noise.uniform() * 255.99) },
      (0..<256).flatMap { value in [UInt8](repeating: UInt8(value), count: value) },
    ]
    for data in cases {
      let stream = Deflate.zlib(data)
      #expect((Int(stream[0]) * 256 + Int(stream[1])) % 31 == 0)
      var inflater = Inflater(Array(stream.dropFirst(2).dropLast(4)))
      #expect(inflater.inflated() == data)
    }
  }

  @Test("code lengths satisfy Kraft's equality and the limit, also for Fibonacci frequencies")
  func kraft() {
    var fibonacci = [1, 1]
    while fibonacci.count < 40 { fibonacci.append(fibonacci.suffix(2).reduce(0, +)) }
    for limit in [7, 15] {
      let lengths = HuffmanCode.lengths(
        fibonacci.suffix(limit == 7 ? 19 : 40).map { $0 },
        limit: limit
      )
      #expect(lengths.allSatisfy { $0 >= 1 && $0 <= limit })
      #expect(lengths.reduce(0) { $0 + 1 << (limit - $1) } == 1 << limit)
    }
  }

  @Test("a smooth matrix of 256 by 256 stays below the budget of a figure")
  func budget() {
    let rows = (0..<256).map { i in (0..<256).map { j in 1 / (1 + abs(Double(i - j)) / 20) } }
    #expect(Figure { HeatMap(rows) }.svg(identifier: "a").utf8.count < 40_000)
  }
}

import Foundation

@testable import Datasets

/// A folder of files written by a test, bound as the only data directory and removed afterwards.
struct Folder {
  let path: String

  /// Runs a body with the files in a fresh data directory.
  @discardableResult
  static func with<R>(_ files: [String: [UInt8]], _ body: (Folder) throws -> R) throws -> R {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("tangent-data-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: url) }
    for (name, bytes) in files {
      let file = url.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(),
        withIntermediateDirectories: true
      )
      try Data(bytes).write(to: file)
    }
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return try DataDirectory.using([url.path]) { try body(Folder(path: url.path)) }
  }
}

/// The bytes of files in the formats that the module reads.
enum Bytes {
  static func idx(_ shape: [Int], _ elements: [UInt8], type: UInt8 = 0x08) -> [UInt8] {
    [0, 0, type, UInt8(shape.count)] + shape.flatMap { bigEndian($0) } + elements
  }

  static func bigEndian(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  /// Three images of 2 × 2 pixels with the digits 7, 0 and 3.
  static let images = idx([3, 2, 2], [0, 255, 51, 102, 1, 2, 3, 4, 250, 200, 150, 100])
  static let labels = idx([3], [7, 0, 3])

  static let mnist: [String: [UInt8]] = [
    "mnist/t10k-images-idx3-ubyte": images, "mnist/t10k-labels-idx1-ubyte": labels,
  ]

  /// A CIFAR record whose pixel p has the values p, p + 1 and p + 2, all modulo 256.
  static func cifarRecord(_ label: UInt8) -> [UInt8] {
    [label] + (0..<3).flatMap { plane in (0..<1024).map { UInt8(($0 + plane) % 256) } }
  }

  /// gzip with stored blocks, written here without zlib: a second path to the format (RFC 1952).
  static func gzip(_ content: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    let blocks = stride(from: 0, to: max(content.count, 1), by: 65535).map {
      content[$0..<min($0 + 65535, content.count)]
    }
    for (index, block) in blocks.enumerated() {
      let count = UInt16(block.count)
      bytes.append(index == blocks.count - 1 ? 1 : 0)
      bytes += [UInt8(count & 255), UInt8(count >> 8), UInt8(~count & 255), UInt8(~count >> 8)]
      bytes += block
    }
    return bytes + littleEndian(checksum(content)) + littleEndian(UInt32(content.count))
  }

  private static func littleEndian(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  private static func checksum(_ content: [UInt8]) -> UInt32 {
    ~content.reduce(UInt32.max) { state, byte in
      (0..<8).reduce(state ^ UInt32(byte)) { crc, _ in
        crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1
      }
    }
  }
}

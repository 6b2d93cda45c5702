/// Pictures with a palette in the PNG format, always the same bytes for the same pixels.
enum PNG {
  /// A picture of palette indices, row by row.
  static func encoded(
    width: Int,
    height: Int,
    pixels: [UInt8],
    palette: [RGB]
  ) -> [UInt8] {
    var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    bytes += chunk("IHDR", bigEndian(width) + bigEndian(height) + [8, 3, 0, 0, 0])
    bytes += chunk("PLTE", palette.flatMap { [$0.red, $0.green, $0.blue] })
    let plain = filtered(width, height, pixels, isDifference: false)
    let difference = filtered(width, height, pixels, isDifference: true)
    let streams = [plain, difference].map(Deflate.zlib)
    bytes += chunk("IDAT", streams[0].count <= streams[1].count ? streams[0] : streams[1])
    return bytes + chunk("IEND", [])
  }

  /// Rows with their filter byte; differences to the pixel above suit smooth matrices.
  private static func filtered(
    _ width: Int,
    _ height: Int,
    _ pixels: [UInt8],
    isDifference: Bool
  ) -> [UInt8] {
    var rows: [UInt8] = []
    rows.reserveCapacity((width + 1) * height)
    for row in 0..<height {
      rows.append(isDifference ? 2 : 0)
      for column in 0..<width {
        let above = isDifference && row > 0 ? pixels[(row - 1) * width + column] : 0
        rows.append(pixels[row * width + column] &- above)
      }
    }
    return rows
  }

  private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + data
    return bigEndian(data.count) + body + bigEndian(Int(crc32(body)))
  }

  private static func bigEndian(_ value: Int) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  static func crc32(_ data: [UInt8]) -> UInt32 {
    ~data.reduce(~UInt32(0)) { crc, byte in
      table[Int((crc ^ UInt32(byte)) & 0xFF)] ^ (crc >> 8)
    }
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1
    }
  }

  /// The bytes in base 64.
  static func base64(_ bytes: [UInt8]) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 4 / 3 + 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let word = group.enumerated().reduce(0) { $0 | Int($1.element) << (16 - 8 * $1.offset) }
      for place in 0..<4 {
        let isPadding = place > group.count
        text.append(isPadding ? 61 : alphabet[word >> (18 - 6 * place) & 63])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}

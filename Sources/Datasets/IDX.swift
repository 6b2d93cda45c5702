/// The IDX format of MNIST: a magic number, the sizes of the dimensions, the elements.
///
/// Bytes 0 and 1 are zero, byte 2 names the element type, byte 3 the number of dimensions; then one
/// big-endian 32-bit size for each, then the elements in row-major order, big-endian.
struct IDX {
  /// The types of elements that the format knows.
  enum Element: UInt8, CaseIterable {
    case unsignedByte = 0x08
    case signedByte = 0x09
    case short = 0x0B
    case int = 0x0C
    case float = 0x0D
    case double = 0x0E

    var size: Int {
      switch self {
      case .unsignedByte, .signedByte: 1
      case .short: 2
      case .int, .float: 4
      case .double: 8
      }
    }
  }

  let path: String
  let element: Element
  let shape: [Int]
  /// The elements' bytes: all of them, and nothing more.
  let elements: ArraySlice<UInt8>

  /// The longest header: the magic number and 255 sizes.
  private static let longestHeader = 4 + 4 * 255

  /// Reads a file, unpacking it when its name ends in `.gz`.
  /// - Throws: `DatasetError` for anything but a well-formed file of the declared size.
  init(_ file: DataFile, limit: Int = DataFile.limit) throws {
    let header = try Header(
      file.unpacked(atMost: Self.longestHeader),
      path: file.path,
      limit: limit
    )
    let bytes = try file.unpacked(atMost: header.end + 1)
    guard bytes.count >= header.end else {
      throw DatasetError.truncated(
        path: file.path,
        offset: bytes.count,
        expected: "\(header.end - header.start) bytes of elements (\(header.shapeText))",
        found: "\(bytes.count - header.start)"
      )
    }
    guard bytes.count == header.end else {
      throw DatasetError.malformed(
        path: file.path,
        offset: header.end,
        expected: "the end of the file",
        found: "more bytes"
      )
    }
    path = file.path
    element = header.element
    shape = header.shape
    elements = bytes[header.start..<header.end]
  }

  /// Requires unsigned bytes in a number of dimensions.
  func require(_ dimensions: [String]) throws {
    guard element == .unsignedByte else {
      throw DatasetError.malformed(
        path: path,
        offset: 2,
        expected: "element type 0x08 (unsigned bytes)",
        found: "0x" + Self.hex(element.rawValue)
      )
    }
    guard shape.count == dimensions.count else {
      throw DatasetError.malformed(
        path: path,
        offset: 3,
        expected: "\(dimensions.count) dimensions (\(dimensions.joined(separator: ", ")))",
        found: "\(shape.count)"
      )
    }
  }

  static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.count < 2 ? "0" + digits : digits
  }
}

/// The part of an IDX file before its elements.
private struct Header {
  let element: IDX.Element
  let shape: [Int]
  /// Where the elements begin and end, in bytes.
  let start: Int
  let end: Int

  var shapeText: String { shape.map(String.init).joined(separator: " × ") }

  init(_ bytes: [UInt8], path: String, limit: Int) throws {
    guard bytes.count >= 4 else {
      throw DatasetError.truncated(
        path: path,
        offset: bytes.count,
        expected: "4 bytes of magic number",
        found: "\(bytes.count)"
      )
    }
    for offset in 0..<2 where bytes[offset] != 0 {
      throw DatasetError.malformed(
        path: path,
        offset: offset,
        expected: "0x00 of an IDX magic number",
        found: "0x" + IDX.hex(bytes[offset])
      )
    }
    guard let element = IDX.Element(rawValue: bytes[2]) else {
      throw DatasetError.malformed(
        path: path,
        offset: 2,
        expected: "an IDX element type (0x08, 0x09, 0x0B, 0x0C, 0x0D or 0x0E)",
        found: "0x" + IDX.hex(bytes[2])
      )
    }
    let rank = Int(bytes[3])
    guard rank > 0 else {
      throw DatasetError.malformed(
        path: path,
        offset: 3,
        expected: "at least 1 dimension",
        found: "0"
      )
    }
    start = 4 + 4 * rank
    guard bytes.count >= start else {
      throw DatasetError.truncated(
        path: path,
        offset: bytes.count,
        expected: "\(4 * rank) bytes of dimensions",
        found: "\(bytes.count - 4)"
      )
    }
    shape = (0..<rank).map { axis in
      bytes[(4 + 4 * axis)..<(8 + 4 * axis)].reduce(0) { $0 << 8 | Int($1) }
    }
    end = try Self.end(shape, element, start: start, path: path, limit: limit)
    self.element = element
  }

  private static func end(
    _ shape: [Int],
    _ element: IDX.Element,
    start: Int,
    path: String,
    limit: Int
  ) throws -> Int {
    var size = element.size
    for dimension in shape {
      let (product, overflow) = size.multipliedReportingOverflow(by: dimension)
      size = product
      guard !overflow, size <= limit else {
        throw DatasetError.malformed(
          path: path,
          offset: 4,
          expected: "dimensions of at most \(limit) bytes of elements",
          found: shape.map(String.init).joined(separator: " × ")
        )
      }
    }
    return start + size
  }
}

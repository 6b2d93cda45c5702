/// Turns the bytes of a file into text, or says where they are no text.
struct SourceDecoder {
  /// What the bytes could be read as; ill-formed parts are replaced.
  let source: SourceText
  /// The offset of the first ill-formed byte in `source`, if any.
  let illFormed: (offset: Int, value: UInt8)?
  /// The offset of the first NUL character, which is replaced too, if any.
  let null: Int?
  /// Whether the file begins with the byte order mark of UTF-16 or UTF-32.
  let isWide: Bool

  init(_ file: [UInt8]) {
    var bytes = file
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    if let offset = Self.firstIllFormed(in: bytes) {
      illFormed = (offset, bytes[offset])
      bytes = Array(String(decoding: bytes, as: UTF8.self).utf8)
    } else {
      illFormed = nil
    }
    null = bytes.firstIndex(of: 0)
    if null != nil { bytes = bytes.flatMap { $0 == 0 ? [0xEF, 0xBF, 0xBD] : [$0] } }
    source = SourceText(validBytes: bytes)
  }

  /// The offset of the first byte that is not part of well-formed UTF-8.
  private static func firstIllFormed(in bytes: [UInt8]) -> Int? {
    guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
    var offset = 0
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let encoded): offset += encoded.count
      case .error: return offset
      case .emptyInput: return nil
      }
    }
  }
}

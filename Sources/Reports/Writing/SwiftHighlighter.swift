/// Cuts Swift code into tokens for coloring; any text is taken, line by line and in linear time.
struct SwiftHighlighter {
  /// What a token is, named by the class it gets in the page.
  enum Kind: String {
    case plain = ""
    case keyword = "k"
    case string = "s"
    case number = "n"
    case comment = "c"
    case type = "t"
    case function = "f"
    case attribute = "a"
  }

  private let bytes: [UInt8]
  private var index = 0
  private var tokens: [(kind: Kind, range: Range<Int>)] = []

  /// The tokens of a piece of code, which together are the code.
  static func tokens(of code: String) -> [(kind: Kind, text: String)] {
    var highlighter = SwiftHighlighter(bytes: Array(code.utf8))
    highlighter.scan(until: nil)
    return highlighter.tokens.map {
      ($0.kind, String(decoding: highlighter.bytes[$0.range], as: UTF8.self))
    }
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  static let keywords: Set<String> = [
    "actor", "any", "as", "async", "await", "break", "case", "catch", "class", "continue",
    "default", "defer", "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "for",
    "func", "guard", "if", "import", "in", "init", "inout", "is", "lazy", "let", "mutating", "nil",
    "private", "protocol", "public", "repeat", "rethrows", "return", "self", "Self", "some",
    "static", "struct", "subscript", "super", "switch", "throw", "throws", "true", "try",
    "typealias", "var", "where", "while",
  ]

  private func peek(_ distance: Int = 0) -> UInt8 {
    index + distance < bytes.count ? bytes[index + distance] : 0
  }

  private mutating func emit(_ kind: Kind, from start: Int) {
    guard start < index else { return }
    if let last = tokens.last, last.kind == kind {
      tokens[tokens.count - 1].range = last.range.lowerBound..<index
    } else {
      tokens.append((kind, start..<index))
    }
  }

  /// The deepest interpolation within interpolation that is colored.
  private static let deepest = 20

  /// Scans code up to a closing parenthesis of an interpolation, or to the end.
  private mutating func scan(until depth: Int?) {
    var parentheses = 0
    while index < bytes.count {
      let start = index
      switch peek() {
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"): lineComment()
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): blockComment()
      case UInt8(ascii: "\""), UInt8(ascii: "#"): stringOrHash(depth: depth ?? 0)
      case 0x30...0x39: number()
      case UInt8(ascii: "@"): attribute()
      case 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...0xFF, UInt8(ascii: "`"), UInt8(ascii: "$"): word()
      case UInt8(ascii: "("):
        parentheses += 1
        index += 1
        emit(.plain, from: start)
      case UInt8(ascii: ")"):
        if depth != nil, parentheses == 0 { return }
        parentheses -= 1
        index += 1
        emit(.plain, from: start)
      case 0x0A where depth != nil: return
      default:
        index += 1
        emit(.plain, from: start)
      }
    }
  }

  private mutating func lineComment() {
    let start = index
    while index < bytes.count, peek() != 0x0A { index += 1 }
    emit(.comment, from: start)
  }

  private mutating func blockComment() {
    let start = index
    var depth = 0
    while index < bytes.count {
      if peek() == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
        depth += 1
        index += 2
      } else if peek() == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
        depth -= 1
        index += 2
        if depth == 0 { break }
      } else {
        index += 1
      }
    }
    index = min(index, bytes.count)
    emit(.comment, from: start)
  }

  private mutating func number() {
    let start = index
    while index < bytes.count {
      let byte = peek()
      let isDigit = (0x30...0x39).contains(byte) || byte == 0x5F
      let isLetter = (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      let isPoint = byte == UInt8(ascii: ".") && (0x30...0x39).contains(peek(1))
      let isSign = [0x2B, 0x2D].contains(byte) && [0x65, 0x45].contains(bytes[index - 1])
      guard isDigit || isLetter || isPoint || isSign else { break }
      index += 1
    }
    emit(.number, from: start)
  }

  private mutating func attribute() {
    let start = index
    index += 1
    while isWordByte(peek()) { index += 1 }
    emit(.attribute, from: start)
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...0xFF: true
    default: false
    }
  }

  private mutating func word() {
    let start = index
    index += 1
    while isWordByte(peek()) { index += 1 }
    let first = bytes[start]
    if first == UInt8(ascii: "`") {
      if peek() == first { index += 1 }
      return emit(.plain, from: start)
    }
    let word = String(decoding: bytes[start..<index], as: UTF8.self)
    let isMember = start > 0 && bytes[start - 1] == UInt8(ascii: ".")
    if Self.keywords.contains(word), !isMember || word == "init" || word == "self" {
      emit(peek() == UInt8(ascii: ":") && word != "default" ? .plain : .keyword, from: start)
    } else if (0x41...0x5A).contains(first) {
      emit(.type, from: start)
    } else {
      emit(peek() == UInt8(ascii: "(") ? .function : .plain, from: start)
    }
  }

  private mutating func stringOrHash(depth: Int) {
    let start = index
    var hashes = 0
    while peek() == UInt8(ascii: "#") { index += 1; hashes += 1 }
    guard peek() == UInt8(ascii: "\"") else {
      while isWordByte(peek()) { index += 1 }
      return emit(.attribute, from: start)
    }
    let isMultiline = peek(1) == UInt8(ascii: "\"") && peek(2) == UInt8(ascii: "\"")
    index += isMultiline ? 3 : 1
    string(from: start, quotes: isMultiline ? 3 : 1, hashes: hashes, depth: depth)
  }

  private mutating func string(from start: Int, quotes: Int, hashes: Int, depth: Int) {
    var start = start
    while index < bytes.count {
      let byte = peek()
      if byte == UInt8(ascii: "\""), matches(quotes: quotes, hashes: hashes) {
        index += quotes + hashes
        break
      }
      if byte == 0x0A, quotes == 1 { break }
      guard byte == UInt8(ascii: "\\"), followed(byHashes: hashes) else { index += 1; continue }
      index = min(index + 1 + hashes, bytes.count)
      guard peek() == UInt8(ascii: "("), depth < Self.deepest else {
        index = min(index + 1, bytes.count)
        continue
      }
      index += 1
      emit(.string, from: start)
      scan(until: depth + 1)
      start = index
    }
    emit(.string, from: start)
  }

  private func matches(quotes: Int, hashes: Int) -> Bool {
    guard index + quotes + hashes <= bytes.count else { return false }
    return bytes[index..<index + quotes].allSatisfy { $0 == UInt8(ascii: "\"") }
      && bytes[index + quotes..<index + quotes + hashes].allSatisfy { $0 == UInt8(ascii: "#") }
  }

  private func followed(byHashes hashes: Int) -> Bool {
    guard index + 1 + hashes <= bytes.count else { return false }
    return bytes[index + 1..<index + 1 + hashes].allSatisfy { $0 == UInt8(ascii: "#") }
  }
}

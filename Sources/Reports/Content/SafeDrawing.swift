/// Drawings that may stand in a page: one well-formed `<svg>` element of shapes and text.
///
/// Elements come from a list; event handlers, `style` attributes and references to anything but a
/// part of the drawing or an image within it are refused. So a drawing cannot run anything, load
/// anything or break out of its place.
struct SafeDrawing {
  private let bytes: ArraySlice<UInt8>
  private var index: Int
  private var open: [ArraySlice<UInt8>] = []

  private static let elements: Set<String> = [
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text",
    "tspan", "title", "desc", "defs", "clipPath", "linearGradient", "radialGradient", "stop",
    "image", "marker", "pattern", "mask", "use", "symbol",
  ]
  private static let deepest = 64

  /// The drawing without an XML declaration, if it is safe.
  static func checked(_ svg: String) -> String? {
    var text = Array(svg.utf8)[...]
    text = text.drop(while: isSpace)
    if text.starts(with: Array("<?xml".utf8)) {
      text = text.drop { $0 != UInt8(ascii: ">") }.dropFirst().drop(while: isSpace)
    }
    while let last = text.last, isSpace(last) { text.removeLast() }
    guard text.starts(with: Array("<svg".utf8)) else { return nil }
    var checker = SafeDrawing(bytes: text, index: text.startIndex)
    return checker.isSafe() ? String(decoding: text, as: UTF8.self) : nil
  }

  /// Whether a drawing is too wide for its text to be read when it is shrunk to a phone.
  static func isWide(_ svg: String) -> Bool {
    let head = svg.prefix { $0 != ">" }
    guard let box = head.firstRange(of: "viewBox=\"") else { return false }
    let numbers = head[box.upperBound...].prefix { $0 != "\"" }.split(separator: " ")
    guard numbers.count == 4, let width = Double(numbers[2]) else { return false }
    return width > 640
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }

  private static func isName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x3A, 0x5F, 0x2E: true
    default: false
    }
  }

  private mutating func isSafe() -> Bool {
    while index < bytes.endIndex {
      switch bytes[index] {
      case UInt8(ascii: "<"):
        guard tag() else { return false }
        if open.isEmpty { return index == bytes.endIndex }
      case UInt8(ascii: "&"):
        guard entity() else { return false }
      case 0..<0x09, 0x0B, 0x0C, 0x0E..<0x20: return false
      default: index += 1
      }
    }
    return false
  }

  private mutating func name() -> ArraySlice<UInt8> {
    let start = index
    while index < bytes.endIndex, Self.isName(bytes[index]) { index += 1 }
    return bytes[start..<index]
  }

  private mutating func skipSpace() {
    while index < bytes.endIndex, Self.isSpace(bytes[index]) { index += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard index < bytes.endIndex, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func tag() -> Bool {
    index += 1
    if take(UInt8(ascii: "/")) {
      let name = name()
      skipSpace()
      return open.popLast()?.elementsEqual(name) == true && take(UInt8(ascii: ">"))
    }
    let name = name()
    guard Self.elements.contains(String(decoding: name, as: UTF8.self)) else { return false }
    var names: Set<String> = []
    while true {
      skipSpace()
      if take(UInt8(ascii: "/")) { return take(UInt8(ascii: ">")) }
      if take(UInt8(ascii: ">")) {
        open.append(name)
        return open.count <= Self.deepest
      }
      guard attribute(&names) else { return false }
    }
  }

  private mutating func attribute(_ names: inout Set<String>) -> Bool {
    let name = String(decoding: name(), as: UTF8.self)
    guard !name.isEmpty, names.insert(name).inserted, take(UInt8(ascii: "=")) else { return false }
    guard take(UInt8(ascii: "\"")) else { return false }
    let start = index
    while index < bytes.endIndex, bytes[index] != UInt8(ascii: "\"") {
      switch bytes[index] {
      case UInt8(ascii: "<"): return false
      case UInt8(ascii: "&"): guard entity() else { return false }
      default: index += 1
      }
    }
    let value = String(decoding: bytes[start..<min(index, bytes.endIndex)], as: UTF8.self)
    return take(UInt8(ascii: "\"")) && Self.isSafe(name.lowercased(), value)
  }

  private static func isSafe(_ name: String, _ value: String) -> Bool {
    if name.hasPrefix("on") || name == "style" { return false }
    if name == "href" || name.hasSuffix(":href") || name == "src" {
      return value.hasPrefix("#") || value.hasPrefix("data:image/png;base64,")
    }
    let lowered = value.lowercased()
    guard lowered.contains("url") else { return true }
    return lowered.hasPrefix("url(#") && !lowered.dropFirst(5).contains("url")
  }

  /// Steps over a character reference.
  private mutating func entity() -> Bool {
    let end = bytes[index...].prefix(12).firstIndex(of: UInt8(ascii: ";"))
    guard let end else { return false }
    let name = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
    index = end + 1
    if ["amp", "lt", "gt", "quot", "apos"].contains(name) { return true }
    return name.hasPrefix("#") && name.count > 1
      && name.dropFirst().allSatisfy { $0.isASCII && ($0.isHexDigit || $0 == "x") }
  }
}

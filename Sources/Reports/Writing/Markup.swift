/// HTML under construction; everything that is not mark-up of ours goes through `text`.
struct Markup {
  private(set) var html = ""

  /// Appends mark-up as it is.
  mutating func raw(_ markup: String) { html += markup }

  /// Appends characters, escaped.
  mutating func text(_ text: String) { html += Markup.escaped(text) }

  /// Opens an element with attributes; those without a value are left out.
  mutating func open(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:]) {
    html += "<" + name
    for (key, value) in attributes {
      guard let value else { continue }
      html += " \(key)=\"\(Markup.escaped(value))\""
    }
    html += ">"
  }

  /// Makes the element that was just opened an empty one.
  mutating func closeEmpty() {
    html.removeLast()
    html += "/>"
  }

  /// Closes an element.
  mutating func close(_ name: String) { html += "</\(name)>" }

  /// Appends an element with text in it.
  mutating func element(
    _ name: String,
    _ attributes: KeyValuePairs<String, String?> = [:],
    _ text: String
  ) {
    open(name, attributes)
    self.text(text)
    close(name)
  }

  /// Appends an element without attributes and with text in it.
  mutating func element(_ name: String, _ text: String) { element(name, [:], text) }

  /// Characters as they stand in text or in an attribute; what XML forbids, and control
  /// characters that nobody shows, become replacement characters.
  static func escaped(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard bytes.contains(where: needsCare) else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 8 + 16)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if let entity = entity(byte) {
        result += entity.utf8
      } else if let length = illegal(bytes, at: index) {
        result += [0xEF, 0xBF, 0xBD]
        index += length - 1
      } else {
        result.append(byte)
      }
      index += 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func needsCare(_ byte: UInt8) -> Bool {
    entity(byte) != nil || byte < 0x20 || byte >= 0x7F
  }

  private static func entity(_ byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    default: nil
    }
  }

  /// The length of a character that is a control or no character at all, in bytes.
  private static func illegal(_ bytes: [UInt8], at index: Int) -> Int? {
    func byte(_ distance: Int) -> UInt8 {
      index + distance < bytes.count ? bytes[index + distance] : 0
    }
    switch byte(0) {
    case 0x09, 0x0A: return nil
    case 0..<0x20, 0x7F: return 1
    case 0xC2: return byte(1) < 0xA0 ? 2 : nil
    case 0xEF where byte(1) == 0xB7: return (0x90...0xAF).contains(byte(2)) ? 3 : nil
    case 0xEF where byte(1) == 0xBF: return byte(2) >= 0xBE ? 3 : nil
    case 0xF0...0xF4:
      return byte(1) & 0x0F == 0x0F && byte(2) == 0xBF && byte(3) >= 0xBE ? 4 : nil
    default: return nil
    }
  }
}

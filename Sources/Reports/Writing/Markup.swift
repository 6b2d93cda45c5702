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

  /// Characters as they stand in text or in an attribute; what XML forbids is replaced.
  static func escaped(_ text: String) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + 16)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;".utf8
      case "<": result += "&lt;".utf8
      case ">": result += "&gt;".utf8
      case "\"": result += "&quot;".utf8
      case "'": result += "&#39;".utf8
      default: result += UTF8.encode(isLegal(scalar) ? scalar : "\u{FFFD}").map { Array($0) } ?? []
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Whether XML 1.0 and HTML both allow a character; the controls that they allow but nobody
  /// shows are refused too.
  private static func isLegal(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: true
    case 0..<0x20, 0x7F..<0xA0: false
    case 0xFDD0...0xFDEF: false
    default: scalar.value & 0xFFFE != 0xFFFE
    }
  }
}

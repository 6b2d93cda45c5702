import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// The elements of a document with their attributes, in document order.
final class XMLTree: NSObject, XMLParserDelegate {
  struct Element {
    let name: String
    let attributes: [String: String]
    let path: [String]
  }
  private(set) var elements: [Element] = []
  private var open: [String] = []

  /// Nil when the text is not well-formed.
  init?(_ text: String) {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    guard parser.parse() else { return nil }
  }

  func parser(
    _ parser: XMLParser,
    didStartElement name: String,
    namespaceURI: String?,
    qualifiedName: String?,
    attributes: [String: String]
  ) {
    elements.append(Element(name: name, attributes: attributes, path: open))
    open.append(name)
  }

  func parser(
    _ parser: XMLParser,
    didEndElement name: String,
    namespaceURI: String?,
    qualifiedName: String?
  ) {
    open.removeLast()
  }

  /// The positions that a path of M, l, h, v and z commands visits.
  static func positions(_ data: String) -> [(x: Double, y: Double)] {
    var result: [(x: Double, y: Double)] = []
    var (x, y) = (0.0, 0.0)
    var command = UInt8(ascii: "M")
    var pending: [Double] = []
    var scanner = Array(data.utf8)[...]
    while let byte = scanner.first {
      guard byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") || (48...57).contains(byte)
      else {
        scanner = scanner.dropFirst()
        if byte != UInt8(ascii: " ") { (command, pending) = (byte, []) }
        continue
      }
      let digits = scanner.dropFirst().prefix { $0 == UInt8(ascii: ".") || (48...57).contains($0) }
      let text = String(decoding: [byte] + digits, as: UTF8.self)
      scanner = scanner.dropFirst(1 + digits.count)
      pending.append(Double(text) ?? .nan)
      switch (command, pending.count) {
      case (UInt8(ascii: "h"), 1): x += pending[0]
      case (UInt8(ascii: "v"), 1): y += pending[0]
      case (UInt8(ascii: "M"), 2): (x, y) = (pending[0], pending[1])
      case (UInt8(ascii: "l"), 2): (x, y) = (x + pending[0], y + pending[1])
      default: continue
      }
      pending = []
      result.append((x, y))
    }
    return result
  }
}

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
    for match in data.matches(of: /([Mlhvz])([^Mlhvz]*)/) {
      let numbers = match.2.matches(of: /-?(\d+\.?\d*|\.\d+)/).compactMap { Double($0.0) }
      switch match.1 {
      case "M": if numbers.count == 2 { (x, y) = (numbers[0], numbers[1]) }
      case "h": x += numbers.reduce(0, +)
      case "v": y += numbers.reduce(0, +)
      case "l":
        for index in stride(from: 0, to: numbers.count - 1, by: 2) {
          x += numbers[index]
          y += numbers[index + 1]
          result.append((x, y))
        }
      default: break
      }
      result.append((x, y))
    }
    return result
  }
}

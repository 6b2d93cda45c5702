import Foundation
import FoundationXML
import Testing

/// What a strict XML parser finds in a page.
final class Outline: NSObject, XMLParserDelegate {
  var elements: Set<String> = []
  var attributes: Set<String> = []
  var identifiers: Set<String> = []
  var duplicates: [String] = []
  /// The identifiers that links within the page lead to.
  var targets: Set<String> = []
  var addresses: [String] = []

  init(of html: String) throws {
    super.init()
    let parser = XMLParser(data: Data(html.utf8))
    parser.delegate = self
    parser.shouldResolveExternalEntities = false
    if !parser.parse() {
      throw Failure(
        description: "line \(parser.lineNumber): \(parser.parserError.map { "\($0)" } ?? "")"
      )
    }
  }

  struct Failure: Error, CustomStringConvertible { var description: String }

  func parser(
    _ parser: XMLParser,
    didStartElement name: String,
    namespaceURI: String?,
    qualifiedName: String?,
    attributes found: [String: String]
  ) {
    elements.insert(name)
    attributes.formUnion(found.keys)
    if let id = found["id"], !identifiers.insert(id).inserted { duplicates.append(id) }
    for key in ["href", "src", "xlink:href", "action", "data"] {
      guard let address = found[key] else { continue }
      addresses.append(address)
      if address.hasPrefix("#") { targets.insert(String(address.dropFirst())) }
    }
  }
}

import Yams

/// Reads typed values out of YAML and collects what is wrong with them.
struct SettingsReader {
  let text: SettingsText
  var errors: [SettingsError] = []

  init(text: SettingsText) { self.text = text }

  /// The pairs of a mapping with text keys, in order.
  mutating func pairs(of node: Node, in what: String) -> [(
    key: String, at: SourcePosition, value: Node
  )] {
    guard case .mapping(let mapping) = node else {
      if !isNull(node) { fail("\(what) must be 'key: value' lines", node) }
      return []
    }
    var result: [(key: String, at: SourcePosition, value: Node)] = []
    for (key, value) in mapping {
      guard let scalar = key.scalar else {
        fail("a key must be a word", key)
        continue
      }
      result.append((scalar.string, text.position(of: scalar.mark), value))
    }
    return result
  }

  mutating func fail(_ message: String, _ node: Node, notes: [String] = []) {
    let length = node.scalar.map { $0.string.prefix { !$0.isNewline }.unicodeScalars.count } ?? 1
    fail(message, at: text.position(of: node.mark), length: length, notes: notes)
  }

  mutating func fail(
    _ message: String,
    at position: SourcePosition,
    length: Int,
    notes: [String] = []
  ) {
    errors.append(
      SettingsError(message, at: position, length: max(1, length), notes: notes)
    )
  }

  /// Whether a node is empty or `null`.
  func isNull(_ node: Node) -> Bool {
    guard let scalar = node.scalar else { return false }
    return isPlain(scalar) && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  func isPlain(_ scalar: Node.Scalar) -> Bool { scalar.style == .plain || scalar.style == .any }

  mutating func string(_ node: Node, _ key: String) -> String? {
    if let scalar = node.scalar, !isNull(node) { return scalar.string }
    fail("'\(key)' must be text", node)
    return nil
  }

  mutating func strings(_ node: Node, _ key: String) -> [String] {
    guard case .sequence(let sequence) = node else {
      return string(node, key).map { [$0] } ?? []
    }
    return sequence.compactMap { string($0, key) }
  }

  mutating func bool(_ node: Node, _ key: String) -> Bool? {
    switch node.scalar?.string {
    case "true", "True", "TRUE": return true
    case "false", "False", "FALSE": return false
    default:
      fail("'\(key)' must be true or false", node)
      return nil
    }
  }

  mutating func number(_ node: Node, _ key: String, in range: ClosedRange<Double>) -> Double? {
    if let text = node.scalar?.string, let value = Double(text), range.contains(value) {
      return value
    }
    fail("'\(key)' must be a number from \(range.lowerBound) to \(range.upperBound)", node)
    return nil
  }

  mutating func whole<T: FixedWidthInteger>(
    _ node: Node,
    _ key: String,
    in range: ClosedRange<T>
  ) -> T? {
    let digits = node.scalar?.string.filter { $0 != "_" }
    if let digits, let value = T(digits), range.contains(value) { return value }
    fail(
      "'\(key)' must be a whole number from \(range.lowerBound) to \(range.upperBound)",
      node
    )
    return nil
  }

  mutating func seconds(_ node: Node, _ key: String) -> Double? {
    if let text = node.scalar?.string, let seconds = Quantity.seconds(text) { return seconds }
    fail("'\(key)' must be a duration such as 30s, 10m or 1.5h", node)
    return nil
  }

  mutating func memory(_ node: Node, _ key: String) -> Int? {
    if let text = node.scalar?.string, let bytes = Quantity.bytes(text) { return bytes }
    fail("'\(key)' must be a size such as 500MB or 2GB", node)
    return nil
  }

  mutating func codeFold(_ node: Node, _ key: String) -> CellOptions.CodeFold? {
    switch node.scalar?.string {
    case "true": return .folded
    case "false": return .never
    case "show": return .open
    default:
      fail("'\(key)' must be true, false or show", node)
      return nil
    }
  }

  mutating func size(_ node: Node, _ key: String) -> Double? {
    guard let size = number(node, key, in: 1...40) else {
      errors[errors.count - 1].notes = ["the unit is an inch of 100 pixels"]
      return nil
    }
    return size
  }

  /// Reports a key that nobody knows.
  mutating func unknown(
    _ key: String,
    at position: SourcePosition,
    what: String,
    among known: [String]
  ) {
    fail(
      "unknown \(what) '\(key)'",
      at: position,
      length: key.unicodeScalars.count,
      notes: [Suggestion.note(for: key, among: known)]
    )
  }
}

extension NotebookReader {
  /// Mark-up within mark-up is read to this depth.
  static let deepestInline = 40

  /// Converts the running text of a block.
  mutating func inlines(in parent: CommonMarkNode, depth: Int = 0) -> [Inline] {
    var result: [Inline] = []
    for node in parent.children { append(node, to: &result, depth: depth) }
    return result
  }

  private mutating func append(_ node: CommonMarkNode, to result: inout [Inline], depth: Int) {
    switch node.kind {
    case .text: appendText(node.literal, to: &result, depth: depth)
    case .softBreak: result.append(.softBreak)
    case .lineBreak: result.append(.lineBreak)
    case .codeSpan: result.append(.code(string(restored(node.literal))))
    case .htmlInline: result.append(.html(string(restored(node.literal))))
    case .image:
      let title = string(restored(node.title))
      let alternative = inner(of: node, depth: depth).plainText
      let url = SafeTarget.image(string(restored(node.url)))
      result.append(.image(url: url, title: title, alternative: alternative))
    case .link:
      let url = SafeTarget.link(string(restored(node.url)))
      let title = string(restored(node.title))
      result.append(.link(url: url, title: title, inner(of: node, depth: depth)))
    case .emphasis: result.append(.emphasis(inner(of: node, depth: depth)))
    case .strong: result.append(.strong(inner(of: node, depth: depth)))
    default: break
    }
  }

  /// Converts what stands within a node; below the greatest depth only its text remains.
  private mutating func inner(of node: CommonMarkNode, depth: Int) -> [Inline] {
    guard depth >= Self.deepestInline else { return inlines(in: node, depth: depth + 1) }
    var result: [Inline] = []
    var stack: [CommonMarkNode] = node.firstChild.map { [$0] } ?? []
    while let current = stack.popLast() {
      if let next = current.next { stack.append(next) }
      switch current.kind {
      case .text: appendText(current.literal, to: &result, depth: depth)
      case .codeSpan: result.append(.code(string(restored(current.literal))))
      default: if let child = current.firstChild { stack.append(child) }
      }
    }
    return result
  }

  private mutating func appendText(_ bytes: [UInt8], to result: inout [Inline], depth: Int) {
    guard bytes.contains(0xF3) else { return Self.join(string(bytes), to: &result) }
    for piece in lifted.pieces(of: bytes) {
      switch piece {
      case .text(let slice): Self.join(String(decoding: slice, as: UTF8.self), to: &result)
      case .filler: if result.last == .softBreak { result.removeLast() }
      case .item(let number): appendItem(lifted.items[number], to: &result, depth: depth)
      }
    }
  }

  private mutating func appendItem(
    _ item: LiftedText.Item,
    to result: inout [Inline],
    depth: Int
  ) {
    switch item.content {
    case .math(let math):
      if let label = math.label { define(label, at: math.range.start) }
      result.append(.math(math))
    case .value(let text, let offset):
      result.append(value(text, at: source.position(ofByte: offset)))
    case .references(let references):
      for (number, reference) in references.enumerated() {
        if number > 0 { Self.join(", ", to: &result) }
        self.references.append(reference)
        result.append(.reference(reference))
      }
    case .citation(let keys): result.append(.citation(keys))
    case .footnote(let name): result.append(.footnote(name))
    case .footnoteDefinition(let name):
      if depth == 0 { definitions.append((result.count, name)) }
    }
  }

  /// Records an inline value that stands in prose.
  private mutating func value(_ text: String, at position: SourcePosition) -> Inline {
    if text.isEmpty {
      report(
        .error,
        "an inline value without an expression",
        at: position,
        notes: ["write `{swift} expression`"]
      )
    }
    let id = inlineValues.count
    inlineValues.append(
      InlineValue(id: id, text: text, position: position, afterCell: lastExecutable)
    )
    return .value(id)
  }

  /// Appends characters, joined with characters before them.
  static func join(_ text: String, to result: inout [Inline]) {
    guard !text.isEmpty else { return }
    if case .text(let before)? = result.last {
      result[result.count - 1] = .text(before + text)
    } else {
      result.append(.text(text))
    }
  }

  func restored(_ bytes: [UInt8]) -> [UInt8] { lifted.restored(bytes, from: source) }

  func string(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

/// Which targets of links and images may stand in a report.
enum SafeTarget {
  /// A link's target: `http(s)`, `mailto`, relative or a fragment; anything else becomes empty.
  static func link(_ url: String) -> String {
    guard let scheme = scheme(of: url) else { return url.hasPrefix("//") ? "" : url }
    return ["http", "https", "mailto"].contains(scheme) ? url : ""
  }

  /// An image's source: a `data:` image or the name of a local file; anything else becomes empty.
  static func image(_ url: String) -> String {
    guard let scheme = scheme(of: url) else { return url.hasPrefix("//") ? "" : url }
    let kinds = ["png", "jpeg", "gif", "webp", "svg+xml"]
    let lowered = url.prefix(40).lowercased()
    let isImage =
      scheme == "data" && kinds.contains { lowered.hasPrefix("data:image/\($0);base64,") }
    return isImage ? url : ""
  }

  /// What stands before the first colon, lowered, with the characters that browsers skip removed.
  private static func scheme(of url: String) -> String? {
    var scheme = ""
    for scalar in url.unicodeScalars {
      switch scalar {
      case ":": return scheme.lowercased()
      case "/", "?", "#": return nil
      default:
        if scalar.value > 0x20, scalar.value != 0x7F { scheme.unicodeScalars.append(scalar) }
      }
    }
    return nil
  }
}

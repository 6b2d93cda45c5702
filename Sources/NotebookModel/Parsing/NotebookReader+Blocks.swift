extension NotebookReader {
  /// Blocks within blocks are read to this depth.
  static let deepestBlock = 60

  /// Converts the blocks within a block.
  mutating func blocks(in parent: CommonMarkNode, depth: Int) -> [Block] {
    var result: [Block] = []
    for node in parent.children {
      append(node, to: &result, depth: depth)
    }
    return result
  }

  private mutating func append(_ node: CommonMarkNode, to result: inout [Block], depth: Int) {
    let range = range(of: node)
    switch node.kind {
    case .paragraph: appendParagraph(node, range, to: &result)
    case .heading: result.append(Block(heading(node, range), range: range))
    case .code: result.append(Block(code(node, range), range: range))
    case .rule: result.append(Block(.thematicBreak, range: range))
    case .html:
      let text = String(decoding: restored(node.literal), as: UTF8.self)
      result.append(Block(.html(text), range: range))
    case .quote, .list:
      guard depth < Self.deepestBlock else {
        report(
          .error,
          "blocks are nested deeper than \(Self.deepestBlock) levels",
          at: range.start
        )
        return
      }
      if node.kind == .quote {
        result.append(Block(quote(node, range, depth: depth), range: range))
      } else {
        result.append(Block(.list(list(node, depth: depth)), range: range))
      }
    default: break
    }
  }

  /// The place of a block; its columns are those of the source since marks come later in a line.
  func range(of node: CommonMarkNode) -> SourceRange {
    let first = min(max(1, node.startLine + bodyLine - 1), source.lineCount)
    let last = min(max(first, node.endLine + bodyLine - 1), source.lineCount)
    let start = source.lineStarts[first - 1] + max(0, node.startColumn - 1)
    let end = source.lineEnds[last - 1]
    return source.range(of: min(start, max(end, source.lineStarts[first - 1]))..<max(start, end))
  }

  private mutating func heading(_ node: CommonMarkNode, _ range: SourceRange) -> Block.Content {
    var inlines = inlines(in: node)
    let label = Self.takeLabel(from: &inlines)
    if let label { define(label, at: range.start) }
    return .heading(level: min(max(1, node.headingLevel), 6), label: label, inlines)
  }

  /// Takes a label `{#x}` off the end of running text.
  static func takeLabel(from inlines: inout [Inline]) -> String? {
    guard case .text(let text)? = inlines.last, let (label, rest) = Label.atEnd(of: text) else {
      return nil
    }
    inlines.removeLast()
    if !rest.isEmpty { inlines.append(.text(rest)) }
    return label
  }

  private mutating func list(_ node: CommonMarkNode, depth: Int) -> List {
    var items: [List.Item] = []
    for child in node.children {
      var item = List.Item(blocks: blocks(in: child, depth: depth + 1))
      item.takeTick()
      items.append(item)
    }
    let start = node.isOrdered ? node.listStart : nil
    return List(start: start, isTight: node.isTight, items: items)
  }

  private mutating func quote(
    _ node: CommonMarkNode,
    _ range: SourceRange,
    depth: Int
  ) -> Block.Content {
    let blocks = blocks(in: node, depth: depth + 1)
    guard case .paragraph(let inlines)? = blocks.first?.content,
      case .text(let text)? = inlines.first, text.hasPrefix("[!"),
      let close = text.firstIndex(of: "]")
    else { return .quote(blocks) }
    let name = text[..<close].dropFirst(2)
    guard !name.isEmpty, name.allSatisfy({ $0.isASCII && $0.isLetter }) else {
      return .quote(blocks)
    }
    guard let kind = Callout.Kind(rawValue: name.lowercased()) else {
      let known = Callout.Kind.allCases.map { $0.rawValue.uppercased() }
      report(
        .warning,
        "unknown callout '\(name)'",
        at: range.start,
        notes: [Suggestion.note(for: String(name), among: known)]
      )
      return .quote(blocks)
    }
    let rest = String(text[text.index(after: close)...].drop { $0 == " " })
    return .callout(Self.callout(kind, first: inlines, rest: rest, blocks: blocks))
  }

  /// Splits the first paragraph of a callout into its title and what remains.
  private static func callout(
    _ kind: Callout.Kind,
    first: [Inline],
    rest: String,
    blocks: [Block]
  ) -> Callout {
    let afterMark = Array(first.dropFirst())
    let end = afterMark.firstIndex { $0 == .softBreak || $0 == .lineBreak } ?? afterMark.count
    var title = Array(afterMark[..<end])
    if !rest.isEmpty { title.insert(.text(rest), at: 0) }
    let body = Array(afterMark[min(end + 1, afterMark.count)...])
    var remaining = Array(blocks.dropFirst())
    if !body.isEmpty, let range = blocks.first?.range {
      remaining.insert(Block(.paragraph(body), range: range), at: 0)
    }
    return Callout(kind: kind, title: title, blocks: remaining)
  }

  private mutating func appendParagraph(
    _ node: CommonMarkNode,
    _ range: SourceRange,
    to result: inout [Block]
  ) {
    if appendTable(node, range, to: &result) { return }
    definitions = []
    let inlines = inlines(in: node)
    let starts = definitions
    definitions = []
    let prose = Array(inlines[..<(starts.first?.index ?? inlines.count)]).trimmed
    if !prose.isEmpty { appendProse(prose, range, to: &result) }
    for (number, start) in starts.enumerated() {
      let end = number + 1 < starts.count ? starts[number + 1].index : inlines.count
      let text = Array(inlines[start.index..<end]).trimmed
      footnotes.append(Footnote(name: start.name, text: text, range: range))
    }
  }

  private mutating func appendProse(
    _ prose: [Inline],
    _ range: SourceRange,
    to result: inout [Block]
  ) {
    if prose.count == 1, case .math(let math) = prose[0], math.isDisplay {
      result.append(Block(.math(math), range: range))
    } else if attachCaption(prose, to: &result) {
      return
    } else {
      result.append(Block(.paragraph(prose), range: range))
    }
  }

  /// Gives the table before it the caption of a paragraph `: caption {#tbl-x}`.
  private mutating func attachCaption(_ prose: [Inline], to result: inout [Block]) -> Bool {
    guard case .text(let text)? = prose.first, text.hasPrefix(": "), let last = result.indices.last,
      case .table(var table) = result[last].content, table.caption.isEmpty
    else { return false }
    table.caption = [.text(String(text.dropFirst(2)))] + prose.dropFirst()
    table.label = Self.takeLabel(from: &table.caption)
    if let label = table.label { define(label, at: result[last].range.start) }
    result[last].content = .table(table)
    return true
  }

  /// Records a label, and complains if it is taken.
  mutating func define(_ label: String, at position: SourcePosition) {
    if let earlier = labels[label] {
      report(
        .error,
        "the label '\(label)' stands more than once",
        at: position,
        length: label.count,
        notes: ["it stands first at line \(earlier.line)"]
      )
    } else {
      labels[label] = position
    }
  }
}

extension List.Item {
  /// Reads `[ ]` or `[x]` at the start of the item.
  mutating func takeTick() {
    guard case .paragraph(var inlines)? = blocks.first?.content,
      case .text(let text)? = inlines.first, text.hasPrefix("[")
    else { return }
    switch text.prefix(4) {
    case "[ ] ": isChecked = false
    case "[x] ", "[X] ": isChecked = true
    default: return
    }
    inlines[0] = .text(String(text.dropFirst(4)))
    blocks[0].content = .paragraph(inlines)
  }
}

extension [Inline] {
  /// Running text without line endings and empty text at its ends.
  var trimmed: [Inline] {
    var result = self[...]
    func isSpace(_ inline: Inline?) -> Bool {
      switch inline {
      case .softBreak, .lineBreak: true
      case .text(let text): text.allSatisfy { $0 == " " || $0 == "\t" }
      default: false
      }
    }
    while isSpace(result.first) { result.removeFirst() }
    while isSpace(result.last) { result.removeLast() }
    if case .text(let text)? = result.first {
      result[result.startIndex] = .text(String(text.drop { $0 == " " }))
    }
    return Array(result)
  }
}

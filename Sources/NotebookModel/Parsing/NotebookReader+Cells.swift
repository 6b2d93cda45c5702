extension NotebookReader {
  /// Converts a block of code: a cell, a formula or code that is shown only.
  mutating func code(_ node: CommonMarkNode, _ range: SourceRange) -> Block.Content {
    let text = string(restored(node.literal))
    guard isFenced(node, in: lifted.text, offset: 0) else { return .code(language: "", text: text) }
    let info = string(restored(node.info))
    let words = info.split(whereSeparator: \.isWhitespace).map(String.init)
    let language = words.first ?? ""
    let place = fence(of: node, range)
    if language == "swift" || language.hasPrefix("swift{") {
      checkClosed(node, place, isCell: true)
      return .cell(cell(node, text: text, info: info, words: words, fence: place, range))
    }
    checkClosed(node, place, isCell: false)
    if language == "math" { return .math(math(text, words: words, range)) }
    if ["{swift}", "{swift", "{code-cell}"].contains(language) || language.hasPrefix("{swift,") {
      report(
        .warning,
        "this block is shown, not run: its fence says '\(info)'",
        at: place,
        notes: ["a cell begins with ```swift"]
      )
    }
    return .code(language: language, text: text)
  }

  /// The place of a fence's first character.
  private func fence(of node: CommonMarkNode, _ range: SourceRange) -> SourcePosition {
    range.start
  }

  private mutating func math(_ text: String, words: [String], _ range: SourceRange) -> Math {
    var math = Math(tex: text.trimmingLineEndings, isDisplay: true, label: nil, range: range)
    if words.count > 1, let (label, rest) = Label.atEnd(of: words[1]), rest.isEmpty {
      math.label = label
      define(label, at: range.start)
    }
    return math
  }

  /// Says where a fence is never closed.
  private mutating func checkClosed(_ node: CommonMarkNode, _ place: SourcePosition, isCell: Bool) {
    let line = node.startLine + bodyLine - 1 + Self.lineCount(node.literal) + 1
    if let range = source.byteRange(ofLine: line) {
      let text = source.bytes[range].drop { [0x20, 0x09, 0x3E].contains($0) }
      if text.starts(with: [0x60, 0x60, 0x60]) || text.starts(with: [0x7E, 0x7E, 0x7E]) { return }
    }
    report(
      isCell ? .error : .warning,
      "this fence is never closed",
      at: place,
      length: 3,
      notes: ["the block takes in everything up to line \(min(line - 1, source.lineCount))"]
    )
  }

  private mutating func cell(
    _ node: CommonMarkNode,
    text: String,
    info: String,
    words: [String],
    fence: SourcePosition,
    _ range: SourceRange
  ) -> Int {
    let index = cells.count
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    let first = node.startLine + bodyLine
    let positions = lines.enumerated().map { position(ofCode: $1, line: first + $0) }
    let count = lines.prefix { CellOptionReader.text(ofOptionLine: $0) != nil }.count
    let runs = checkWords(Array(words.dropFirst()), fence)
    var options = frontMatter.execute
    var label: String?
    let lastBefore = lastExecutable
    if count > 0 {
      var reader = CellOptionReader(
        lines: Array(lines[..<count]),
        positions: Array(positions[..<count])
      )
      reader.read(into: &options)
      label = reader.label
      for error in reader.errors { report(error) }
      if let label, let place = reader.labelPosition { define(label, at: place) }
      let isExecutable = runs && options.eval
      readCaptions(reader, into: &options, afterCell: isExecutable ? index : lastBefore)
    }
    let isExecutable = runs && options.eval
    if isExecutable { lastExecutable = index }
    cells.append(
      Cell(
        index: index,
        label: label,
        options: options,
        code: lines[count...].joined(separator: "\n"),
        linePositions: Array(positions[count...]),
        source: text,
        info: info,
        isExecutable: isExecutable,
        range: range
      )
    )
    return index
  }

  /// The place in the source of a line of code.
  private func position(ofCode text: String, line: Int) -> SourcePosition {
    guard let range = source.byteRange(ofLine: line) else {
      return SourcePosition(line: min(line, source.lineCount), column: 1)
    }
    let bytes = source.bytes[range]
    let code = Array(text.utf8)
    if bytes.suffix(code.count).elementsEqual(code) {
      return source.position(ofByte: range.upperBound - code.count)
    }
    // A tab that is partly indentation was turned into spaces.
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    let spaces = code.prefix(while: isSpace).count
    let content = code.dropFirst(spaces)
    guard bytes.suffix(content.count).elementsEqual(content) else {
      return source.position(ofByte: range.lowerBound)
    }
    let start = source.position(ofByte: range.upperBound - content.count)
    return SourcePosition(line: start.line, column: max(1, start.column - spaces))
  }

  /// Checks the words after `swift` in an info string; whether the cell is to be run.
  private mutating func checkWords(_ words: [String], _ fence: SourcePosition) -> Bool {
    var runs = true
    for word in words {
      if word == ".noeval" || word == "{.noeval}" {
        runs = false
      } else if word.contains("=") || word.hasPrefix("{") {
        report(.warning, "'\(word)' on a fence has no effect", at: fence)
      } else {
        let note =
          Suggestion.nearest(to: word, among: [".noeval"]).map { "did you mean '\($0)'?" }
          ?? "options of a cell stand in its first lines, as //| label: \(word)"
        report(.error, "unknown word '\(word)' on a fence", at: fence, notes: [note])
      }
    }
    return runs
  }

  mutating func report(_ error: SettingsError) {
    report(
      .error,
      error.message,
      at: error.position,
      length: error.length,
      notes: error.notes
    )
  }

  private mutating func readCaptions(
    _ reader: CellOptionReader,
    into options: inout CellOptions,
    afterCell: Int
  ) {
    options.figureCaptions = reader.figureCaptions.map { caption($0, afterCell: afterCell) }
    options.tableCaptions = reader.tableCaptions.map { caption($0, afterCell: afterCell) }
  }

  /// Reads the running text of a caption.
  private mutating func caption(_ caption: LocatedText, afterCell: Int) -> [Inline] {
    var reader = NotebookReader(bytes: Array(caption.text.utf8), path: path)
    reader.lastExecutable = afterCell
    reader.readRunningText()
    var ids: [Int: Int] = [:]
    for value in reader.inlineValues {
      ids[value.id] = inlineValues.count
      let number = ids.count - 1
      let place =
        number < caption.values.count ? caption.values[number] : caption.place(of: value.position)
      inlineValues.append(
        InlineValue(
          id: inlineValues.count,
          text: value.text,
          position: place,
          afterCell: afterCell
        )
      )
    }
    for reference in reader.references {
      references.append(reference.moved(to: caption.place(of: reference.range.start)))
    }
    let inlines = reader.blocks.flatMap { block -> [Inline] in
      if case .paragraph(let inlines) = block.content { inlines } else { [] }
    }
    return inlines.renumbered(ids)
  }

  /// Reads the whole source as running text, without blocks.
  mutating func readRunningText() {
    let lines = [Lifter.Line](repeating: .prose(1), count: source.lineCount)
    var lifter = Lifter(source: source, lines: lines, firstLine: 1, marks: lifted.marks)
    lifted = lifter.lifted()
    let text = lifted.marks.filler + lifted.text.bytes.map { $0 == 0x0D ? 0x0A : $0 }
    let document = CommonMarkDocument(parsing: text)
    guard let root = document.root else { return }
    for node in root.children {
      let inlines = inlines(in: node).trimmed
      if !inlines.isEmpty { blocks.append(Block(.paragraph(inlines), range: range(of: node))) }
    }
  }
}

/// Text of an option with the place of its characters.
struct LocatedText {
  var text: String
  /// The place of the first character of each line of `text`.
  var lines: [SourcePosition]
  /// The place of the expression of each inline value, in order.
  var values: [SourcePosition]

  /// The place of a character, by its line and column in `text`.
  func place(of position: SourcePosition) -> SourcePosition {
    guard let start = position.line <= lines.count ? lines[position.line - 1] : lines.last else {
      return position
    }
    return SourcePosition(line: start.line, column: start.column + position.column - 1)
  }
}

extension Reference {
  func moved(to start: SourcePosition) -> Reference {
    let length = range.end.column - range.start.column
    let end = SourcePosition(line: start.line, column: start.column + length)
    return Reference(kind: kind, label: label, range: SourceRange(start: start, end: end))
  }
}

extension [Inline] {
  /// The same text with inline values given other numbers.
  func renumbered(_ ids: [Int: Int]) -> [Inline] {
    map { inline in
      switch inline {
      case .value(let id): .value(ids[id] ?? id)
      case .emphasis(let inner): .emphasis(inner.renumbered(ids))
      case .strong(let inner): .strong(inner.renumbered(ids))
      case .link(let url, let title, let inner):
        .link(url: url, title: title, inner.renumbered(ids))
      case .text, .softBreak, .lineBreak, .code, .image, .math, .reference, .citation, .footnote,
        .html:
        inline
      }
    }
  }
}

extension String {
  /// Without line endings at its ends.
  var trimmingLineEndings: String {
    String(drop { $0.isNewline }.reversed().drop { $0.isNewline }.reversed())
  }
}

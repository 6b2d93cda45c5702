/// Reads a notebook: decodes the bytes, splits off the front matter, lifts, parses, converts.
struct NotebookReader {
  let path: String
  let source: SourceText
  private let decoder: SourceDecoder

  var frontMatter = FrontMatter()
  var blocks: [Block] = []
  var cells: [Cell] = []
  var inlineValues: [InlineValue] = []
  var footnotes: [Footnote] = []
  var diagnostics: [Diagnostic] = []

  /// The line after the front matter, where the body begins.
  var bodyLine = 1
  /// The index of the last executable cell so far, -1 before the first.
  var lastExecutable = -1
  /// The text that cmark saw, and what was lifted out of it.
  var lifted: LiftedText
  /// Every label with the place of its definition.
  var labels: [String: SourcePosition] = [:]
  /// The references met so far.
  var references: [Reference] = []
  /// Footnote definitions met at the top level of the paragraph that is being converted.
  var definitions: [(index: Int, name: String)] = []

  /// The largest file that is read, in bytes.
  private static let largestFile = 128 << 20

  init(bytes: [UInt8], path: String) {
    self.path = path
    let isTooLarge = bytes.count > Self.largestFile
    decoder = SourceDecoder(isTooLarge ? [] : bytes)
    source = decoder.source
    let marks = LiftedText.Marks(avoiding: source.bytes)
    lifted = LiftedText(text: source, items: [], marks: marks)
    guard isTooLarge else { return }
    report(
      .error,
      "the file has \(bytes.count) bytes; at most \(Self.largestFile) are read",
      at: SourcePosition(line: 1, column: 1)
    )
  }

  mutating func read() {
    guard isText() else { return }
    reportNulls()
    readFrontMatter()
    let plain = CommonMarkDocument(parsing: body(of: source, from: bodyLine))
    lift(lines: lineKinds(of: plain))
    let document = CommonMarkDocument(parsing: lifted.text.bytes)
    blocks = document.root.map { self.blocks(in: $0, depth: 0) } ?? []
    checkReferences()
  }

  /// Says where the file is no text.
  private mutating func isText() -> Bool {
    guard let (offset, value) = decoder.illFormed else { return true }
    let byte = "0x" + String(value, radix: 16, uppercase: true)
    let note =
      decoder.isWide
      ? "the file begins with the byte order mark of UTF-16; save it as UTF-8"
      : "save the file as UTF-8"
    report(
      .error,
      "the file is not UTF-8: byte \(byte) is ill-formed here",
      at: source.position(ofByte: offset),
      notes: [note]
    )
    return false
  }

  private mutating func reportNulls() {
    guard let offset = decoder.null else { return }
    report(
      .error,
      "the file holds a NUL character",
      at: source.position(ofByte: offset),
      notes: ["a notebook is text; remove the character"]
    )
  }

  private func body(of text: SourceText, from line: Int) -> [UInt8] {
    guard line <= text.lineCount else { return [] }
    return Array(text.bytes[text.lineStarts[line - 1]...])
  }

  /// What each line of the body is, as a first reading of its blocks says.
  private func lineKinds(of document: CommonMarkDocument) -> [Lifter.Line] {
    let count = max(0, source.lineCount - bodyLine + 1)
    var kinds = [Lifter.Line](repeating: .other, count: count)
    var number = 0
    document.root?.forEachBlock { node in
      number += 1
      let kind: Lifter.Line
      var last = node.endLine
      switch node.kind {
      case .paragraph, .heading: kind = .prose(number)
      case .code where isFenced(node, in: source, offset: bodyLine - 1):
        kind = .fenced
        last = node.startLine + Self.lineCount(node.literal) + 1
      default: return
      }
      for line in max(1, node.startLine)..<max(1, node.startLine, last + 1) where line <= count {
        kinds[line - 1] = kind
      }
    }
    for index in kinds.indices where kinds[index] == .other && beginsFootnote(bodyLine + index) {
      number += 1
      kinds[index] = .prose(number)
    }
    return kinds
  }

  private func beginsFootnote(_ line: Int) -> Bool {
    guard let range = source.byteRange(ofLine: line) else { return false }
    let text = source.bytes[range].drop { [0x20, 0x3E].contains($0) }
    return text.starts(with: [0x5B, 0x5E])
  }

  /// The number of lines of a literal that ends with a line ending.
  static func lineCount(_ literal: [UInt8]) -> Int {
    literal.count { $0 == UInt8(ascii: "\n") }
  }

  /// Whether a code block has fences; `offset` lines stand before the text that cmark saw.
  func isFenced(_ node: CommonMarkNode, in text: SourceText, offset: Int) -> Bool {
    guard let range = text.byteRange(ofLine: node.startLine + offset) else { return false }
    let line = text.bytes[range].dropFirst(max(0, node.startColumn - 1))
    guard line.starts(with: [0x60, 0x60, 0x60]) || line.starts(with: [0x7E, 0x7E, 0x7E]) else {
      return false
    }
    let first = node.literal.prefix { $0 != UInt8(ascii: "\n") }
    return !node.info.isEmpty || !line.elementsEqual(first)
  }

  private mutating func lift(lines: [Lifter.Line]) {
    var lifter = Lifter(source: source, lines: lines, firstLine: bodyLine, marks: lifted.marks)
    lifted = lifter.lifted()
    for offset in lifter.unclosedMaths {
      report(
        .warning,
        "displayed maths is not closed before the next blank line",
        at: source.position(ofByte: offset),
        length: 2,
        notes: ["close it with $$"]
      )
    }
  }

  /// Records a diagnostic.
  mutating func report(
    _ severity: Diagnostic.Severity,
    _ message: String,
    at position: SourcePosition,
    length: Int = 1,
    notes: [String] = []
  ) {
    diagnostics.append(
      Diagnostic(
        severity: severity,
        message: message,
        path: path,
        line: position.line,
        column: position.column,
        sourceLine: source.line(position.line),
        length: length,
        notes: notes
      )
    )
  }
}

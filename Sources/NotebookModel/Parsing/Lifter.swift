/// Lifts maths, inline values, references, citations and footnotes out of prose.
///
/// It goes once through the lines of leaf blocks (paragraphs and headings) and knows of inline
/// mark-up just what it must: escapes, code spans, autolinks and link targets.
struct Lifter {
  /// What a first reading of the blocks says about a line.
  enum Line: Equatable {
    /// A line of a paragraph or heading, by the number of that block.
    case prose(Int)
    /// A line of a fenced block.
    case fenced
    /// Anything else.
    case other
  }

  let source: SourceText
  /// What each line is; the first is line `firstLine` of the source.
  let lines: [Line]
  let firstLine: Int

  var output: [UInt8] = []
  var items: [LiftedText.Item] = []
  let marks: LiftedText.Marks
  /// Warnings about maths that is not closed.
  var unclosedMaths: [Int] = []

  /// The next byte to look at, and the index in `lines` of its line.
  var offset: Int
  var line = 0
  /// The bytes before this one are in the output.
  var copied: Int
  /// The runs of backticks in the current block.
  var codeSpans = BacktickRuns()
  private var block: Line = .other

  init(source: SourceText, lines: [Line], firstLine: Int, marks: LiftedText.Marks) {
    self.source = source
    self.lines = lines
    self.firstLine = firstLine
    self.marks = marks
    offset = lines.isEmpty ? source.bytes.count : source.lineStarts[firstLine - 1]
    copied = offset
    output.reserveCapacity(source.bytes.count - offset + 64)
  }

  /// Lifts everything out of the lines.
  mutating func lifted() -> LiftedText {
    while line < lines.count {
      if case .prose = lines[line] {
        enterBlock()
        scanLine()
      }
      line += 1
      if line < lines.count { offset = max(offset, start(line)) }
    }
    let end = lines.isEmpty ? copied : source.bytes.count
    output += source.bytes[copied..<max(copied, end)]
    return LiftedText(text: SourceText(validBytes: output), items: items, marks: marks)
  }

  func start(_ line: Int) -> Int { source.lineStarts[firstLine - 1 + line] }
  func end(_ line: Int) -> Int { source.lineEnds[firstLine - 1 + line] }
  func byte(_ offset: Int, before limit: Int) -> UInt8? {
    offset < limit ? source.bytes[offset] : nil
  }

  /// The offset of the first byte of a line that is neither white space nor a quotation mark.
  func content(_ line: Int, quotes: Int = .max) -> Int {
    var offset = start(line)
    var quotes = quotes
    let end = end(line)
    while offset < end {
      let byte = source.bytes[offset]
      if byte == UInt8(ascii: ">"), quotes > 0 {
        quotes -= 1
      } else if byte != UInt8(ascii: " "), byte != UInt8(ascii: "\t") {
        break
      }
      offset += 1
    }
    return offset
  }

  private mutating func enterBlock() {
    guard lines[line] != block else { return }
    block = lines[line]
    codeSpans = BacktickRuns()
    var index = line
    while index < lines.count, lines[index] == block {
      codeSpans.add(source.bytes, content(index)..<end(index), line: index)
      index += 1
    }
  }

  private mutating func scanLine() {
    let first = content(line)
    offset = max(offset, first)
    if offset == first { liftFootnoteDefinition() }
    let scanned = line
    while line == scanned, offset < end(line) { scanByte(first: first) }
    while line != scanned, line < lines.count, case .prose = lines[line], offset < end(line) {
      // An item that spans lines has moved on: go on where it ended.
      enterBlock()
      scanByte(first: content(line))
    }
  }

  private mutating func scanByte(first: Int) {
    let limit = end(line)
    let handled: Bool
    switch source.bytes[offset] {
    case UInt8(ascii: "\\"): handled = liftEnvironment(first: first) || skipEscape()
    case UInt8(ascii: "`"): handled = liftCodeSpan()
    case UInt8(ascii: "$"): handled = liftMath(first: first)
    case UInt8(ascii: "@"): handled = liftReference()
    case UInt8(ascii: "["): handled = liftBracket()
    case UInt8(ascii: "<"): handled = skipAutolink()
    case UInt8(ascii: "]"): handled = skipTarget()
    default: handled = false
    }
    if !handled { offset = min(offset + 1, limit) }
  }

  /// Replaces bytes of the source, from the current line on, by the mark of an item.
  mutating func lift(
    _ content: LiftedText.Item.Content,
    _ bytes: Range<Int>,
    through last: Int,
    quotes: Int = .max
  ) {
    output += source.bytes[copied..<bytes.lowerBound]
    output += marks.mark(items.count)
    items.append(LiftedText.Item(content: content, bytes: bytes))
    while line < last {
      line += 1
      output.append(UInt8(ascii: "\n"))
      output +=
        source.bytes[start(line)..<min(self.content(line, quotes: quotes), bytes.upperBound)]
      output += marks.filler
    }
    copied = bytes.upperBound
    offset = bytes.upperBound
  }
}

/// Where the runs of backticks of a block stand, by length.
struct BacktickRuns {
  /// A run of backticks: the offset of its first byte and the index of its line.
  struct Run {
    var offset: Int
    var line: Int
  }

  private var byLength: [Int: [Run]] = [:]

  mutating func add(_ bytes: [UInt8], _ range: Range<Int>, line: Int) {
    var offset = range.lowerBound
    while offset < range.upperBound {
      guard bytes[offset] == UInt8(ascii: "`") else { offset += 1; continue }
      let start = offset
      while offset < range.upperBound, bytes[offset] == UInt8(ascii: "`") { offset += 1 }
      byLength[offset - start, default: []].append(Run(offset: start, line: line))
    }
  }

  /// The first run of a length at or after an offset.
  func next(length: Int, from offset: Int) -> Run? {
    guard let runs = byLength[length] else { return nil }
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].offset < offset { low = middle + 1 } else { high = middle }
    }
    return low < runs.count ? runs[low] : nil
  }
}

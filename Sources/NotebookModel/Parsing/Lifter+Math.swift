extension Lifter {
  /// The longest stretch in which braces are balanced to find the end of inline maths, in bytes.
  private static let longestBraced = 4000

  /// Lifts `$…$`, `$$…$$` or `` $`…`$ `` that begins here.
  mutating func liftMath(first: Int) -> Bool {
    let limit = end(line)
    switch byte(offset + 1, before: limit) {
    case UInt8(ascii: "$"): return liftDisplay(first: first)
    case UInt8(ascii: "`"): return liftBacktickMath()
    case nil, UInt8(ascii: " "), UInt8(ascii: "\t"): return false
    default: break
    }
    guard let close = closingDollar(balanced: true) ?? closingDollar(balanced: false) else {
      return false
    }
    liftFormula(offset..<close.offset + 1, delimiter: 1, isDisplay: false, through: close.line)
    return true
  }

  /// The dollar that closes inline maths: not after white space, not before a digit.
  private func closingDollar(balanced: Bool) -> BacktickRuns.Run? {
    var index = line
    var position = offset + 1
    var depth = 0
    while true {
      let limit = end(index)
      while position < limit {
        let byte = source.bytes[position]
        switch byte {
        case UInt8(ascii: "\\"): position += 1
        case UInt8(ascii: "{") where balanced: depth += 1
        case UInt8(ascii: "}") where balanced: depth -= 1
        case UInt8(ascii: "$") where depth <= 0:
          let before = source.bytes[position - 1]
          let isSpaced = position == content(index) || before == 0x20 || before == 0x09
          let after = self.byte(position + 1, before: limit)
          let isNumber = after.map { (0x30...0x39).contains($0) } ?? false
          return isSpaced || isNumber ? nil : BacktickRuns.Run(offset: position, line: index)
        default: break
        }
        position += 1
        if balanced, position - offset > Self.longestBraced { return nil }
      }
      index += 1
      guard index < lines.count, lines[index] == lines[line] else { return nil }
      position = content(index)
    }
  }

  private mutating func liftBacktickMath() -> Bool {
    guard let close = codeSpans.next(length: 1, from: offset + 2),
      codeSpans.next(length: 1, from: offset + 1)?.offset == offset + 1,
      byte(close.offset + 1, before: end(close.line)) == UInt8(ascii: "$")
    else { return false }
    liftFormula(offset..<close.offset + 2, delimiter: 2, isDisplay: false, through: close.line)
    return true
  }

  private mutating func liftDisplay(first: Int) -> Bool {
    let opens = isFirst(offset, after: first)
    guard let close = closing("$$", from: offset + 2, mayLeaveBlock: opens) else {
      if opens { unclosedMaths.append(offset) }
      offset += 2
      return true
    }
    liftFormula(offset..<close.offset + 2, delimiter: 2, isDisplay: true, through: close.line)
    return true
  }

  /// Lifts `\begin{…}…\end{…}` that begins a line.
  mutating func liftEnvironment(first: Int) -> Bool {
    guard isFirst(offset, after: first), starts(with: "\\begin{") else { return false }
    let limit = end(line)
    var nameEnd = offset + 7
    while nameEnd < min(limit, offset + 40), source.bytes[nameEnd] != UInt8(ascii: "}") {
      nameEnd += 1
    }
    guard byte(nameEnd, before: limit) == UInt8(ascii: "}") else { return false }
    let terminator = "\\end{" + source.string(offset + 7..<nameEnd) + "}"
    guard let close = closing(terminator, from: nameEnd, mayLeaveBlock: true) else { return false }
    let bytes = offset..<close.offset + terminator.utf8.count
    liftFormula(bytes, delimiter: 0, isDisplay: true, through: close.line)
    return true
  }

  /// Whether nothing but a list marker stands between the start of the line's content and a byte.
  private func isFirst(_ offset: Int, after first: Int) -> Bool {
    guard offset > first else { return true }
    guard offset - first < 16 else { return false }
    return source.bytes[first..<offset].allSatisfy {
      (0x30...0x39).contains($0) || [0x20, 0x09, 0x2A, 0x2B, 0x2D, 0x2E, 0x29].contains($0)
    }
  }

  func starts(with prefix: StaticString) -> Bool {
    let count = prefix.utf8CodeUnitCount
    guard offset + count <= end(line) else { return false }
    return prefix.withUTF8Buffer { $0.elementsEqual(source.bytes[offset..<offset + count]) }
  }

  /// The most lines of a displayed formula.
  private static let mostLines = 500

  /// Where a terminator stands before the next blank line.
  private func closing(
    _ terminator: String,
    from start: Int,
    mayLeaveBlock: Bool
  ) -> BacktickRuns.Run? {
    let terminator = Array(terminator.utf8)
    var index = line
    var position = start
    while index - line < Self.mostLines {
      let limit = end(index)
      while position + terminator.count <= limit {
        if source.bytes[position] == terminator[0],
          source.bytes[position..<position + terminator.count].elementsEqual(terminator)
        {
          return BacktickRuns.Run(offset: position, line: index)
        }
        position += source.bytes[position] == UInt8(ascii: "\\") ? 2 : 1
      }
      index += 1
      guard index < lines.count, lines[index] != .fenced else { return nil }
      guard mayLeaveBlock || lines[index] == lines[line] else { return nil }
      position = content(index)
      if position == end(index) { return nil }
    }
    return nil
  }

  private mutating func liftFormula(
    _ bytes: Range<Int>,
    delimiter: Int,
    isDisplay: Bool,
    through last: Int
  ) {
    let quotes = source.bytes[start(line)..<content(line)].count { $0 == UInt8(ascii: ">") }
    let inner = bytes.lowerBound + delimiter..<bytes.upperBound - delimiter
    let tex = formula(inner, through: last, quotes: quotes)
    var whole = bytes
    var math = Math(
      tex: tex,
      isDisplay: isDisplay,
      label: nil,
      range: source.range(of: bytes)
    )
    if isDisplay, let (label, end) = label(from: bytes.upperBound, on: last) {
      math.label = label
      whole = bytes.lowerBound..<end
      math.range = source.range(of: whole)
    }
    lift(.math(math), whole, through: last, quotes: quotes)
  }

  /// The text of a formula without the quotation marks before its lines.
  private func formula(_ bytes: Range<Int>, through last: Int, quotes: Int) -> String {
    var parts: [String] = []
    for index in line...last {
      let low = index == line ? bytes.lowerBound : withoutPrefix(index, quotes: quotes)
      let high = min(bytes.upperBound, end(index))
      parts.append(low < high ? source.string(low..<high) : "")
    }
    let tex = parts.joined(separator: "\n")
    return String(tex.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }

  /// The start of a line's text: its indentation stays, unless it stands in a quotation.
  private func withoutPrefix(_ line: Int, quotes: Int) -> Int {
    quotes == 0 ? start(line) : content(line, quotes: quotes)
  }

  /// The label `{#eq-…}` that follows a displayed formula.
  private func label(from start: Int, on line: Int) -> (String, Int)? {
    let limit = end(line)
    var position = start
    while byte(position, before: limit) == UInt8(ascii: " ") { position += 1 }
    guard byte(position, before: limit) == UInt8(ascii: "{"),
      byte(position + 1, before: limit) == UInt8(ascii: "#"),
      let close = source.bytes[position..<limit].firstIndex(of: UInt8(ascii: "}"))
    else { return nil }
    let label = source.string(position + 2..<close)
    return Label.isLegal(label) ? (label, close + 1) : nil
  }
}

/// The names by which cells, equations and sections are referred to.
enum Label {
  /// Whether a label consists of letters, digits, `-`, `_`, `.` and `:` and begins with a letter.
  static func isLegal(_ label: String) -> Bool {
    guard let first = label.unicodeScalars.first, first.properties.isAlphabetic else {
      return false
    }
    return label.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
        || "-_.:".unicodeScalars.contains($0)
    }
  }

  /// A label `{#x}` at the end of a text, and the text before it.
  static func atEnd(of text: String) -> (label: String, rest: String)? {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    var bytes = Array(text.utf8)[...]
    while let last = bytes.last, isSpace(last) { bytes.removeLast() }
    guard bytes.last == UInt8(ascii: "}"), let open = bytes.lastIndex(of: UInt8(ascii: "{")),
      open + 2 < bytes.endIndex, bytes[open + 1] == UInt8(ascii: "#")
    else { return nil }
    let label = String(decoding: bytes[(open + 2)..<(bytes.endIndex - 1)], as: UTF8.self)
    guard isLegal(label) else { return nil }
    bytes = bytes[..<open]
    while let last = bytes.last, isSpace(last) { bytes.removeLast() }
    return (label, String(decoding: bytes, as: UTF8.self))
  }

  /// Whether a byte may stand in a label.
  static func mayHold(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F, 0x2E, 0x3A, 0x80...0xFF: true
    default: false
    }
  }
}

extension Lifter {
  /// Steps over a backslash and the character it escapes.
  mutating func skipEscape() -> Bool {
    offset = min(offset + 2, end(line))
    return true
  }

  /// Lifts an inline value, or steps over a code span or a run of backticks.
  mutating func liftCodeSpan() -> Bool {
    let limit = end(line)
    var inner = offset
    while byte(inner, before: limit) == UInt8(ascii: "`") { inner += 1 }
    let length = inner - offset
    guard let close = codeSpans.next(length: length, from: inner) else {
      offset = inner
      return true
    }
    let bytes = offset..<close.offset + length
    guard let (text, start) = inlineValue(inner..<close.offset, through: close.line) else {
      line = close.line
      offset = bytes.upperBound
      return true
    }
    lift(.value(text: text, offset: start), bytes, through: close.line)
    return true
  }

  /// The expression of a code span that begins with `{swift}`, and where it begins.
  private func inlineValue(_ inner: Range<Int>, through last: Int) -> (String, Int)? {
    let opening = Array("{swift}".utf8)
    var position = inner.lowerBound
    while byte(position, before: inner.upperBound) == 0x20 { position += 1 }
    let after = position + opening.count
    guard after <= inner.upperBound, source.bytes[position..<after].elementsEqual(opening) else {
      return nil
    }
    let isSeparated =
      after == inner.upperBound || [0x20, 0x09, 0x0A, 0x0D].contains(source.bytes[after])
    guard isSeparated else { return nil }
    var parts: [String] = []
    var begin: Int?
    for index in line...last {
      var low = index == line ? after : content(index)
      var high = min(inner.upperBound, end(index))
      while low < high, [0x20, 0x09].contains(source.bytes[low]) { low += 1 }
      while high > low, [0x20, 0x09].contains(source.bytes[high - 1]) { high -= 1 }
      guard low < high else { continue }
      begin = begin ?? low
      parts.append(source.string(low..<high))
    }
    return (parts.joined(separator: " "), begin ?? after)
  }

  /// Steps over `<scheme:…>`.
  mutating func skipAutolink() -> Bool {
    let limit = end(line)
    var position = offset + 1
    var hasColon = false
    while let byte = byte(position, before: limit), byte > 0x20, byte != UInt8(ascii: "<") {
      if byte == UInt8(ascii: ":") { hasColon = true }
      if byte == UInt8(ascii: ">") {
        guard hasColon || source.bytes[offset..<position].contains(UInt8(ascii: "@")) else { break }
        offset = position + 1
        return true
      }
      position += 1
    }
    return false
  }

  /// Steps over the target of a link, `](…`.
  mutating func skipTarget() -> Bool {
    let limit = end(line)
    guard byte(offset + 1, before: limit) == UInt8(ascii: "(") else { return false }
    offset += 2
    while let byte = byte(offset, before: limit), byte > 0x20, byte != UInt8(ascii: ")") {
      offset += 1
    }
    return true
  }

  /// Lifts `@fig-x` and the like.
  mutating func liftReference() -> Bool {
    let limit = end(line)
    if offset > start(line) {
      let before = source.bytes[offset - 1]
      if Label.mayHold(before) && before != UInt8(ascii: "-") { return false }
    }
    guard let (reference, end) = reference(at: offset, before: limit) else { return false }
    lift(.references([reference]), offset..<end, through: line)
    return true
  }

  /// The reference whose `@` stands at a byte, and where it ends.
  private func reference(at start: Int, before limit: Int) -> (Reference, Int)? {
    var end = start + 1
    while let byte = byte(end, before: limit), Label.mayHold(byte) { end += 1 }
    while end > start + 1, [0x2E, 0x3A, 0x2D, 0x5F].contains(source.bytes[end - 1]) { end -= 1 }
    let label = source.string(start + 1..<end)
    guard let kind = Reference.Kind(label: label) else { return nil }
    return (Reference(kind: kind, label: label, range: source.range(of: start..<end)), end)
  }

  /// Lifts `[@key; @key]` or `[^name]`.
  mutating func liftBracket() -> Bool {
    let limit = end(line)
    switch byte(offset + 1, before: limit) {
    case UInt8(ascii: "^"): return liftFootnote()
    case UInt8(ascii: "@"), UInt8(ascii: "-"): break
    default: return false
    }
    guard let close = source.bytes[offset..<min(limit, offset + 1000)].firstIndex(of: 0x5D) else {
      return false
    }
    var references: [Reference] = []
    var keys: [String] = []
    for part in source.bytes[offset + 1..<close].split(separator: UInt8(ascii: ";")) {
      guard let at = part.firstIndex(where: { $0 != 0x20 && $0 != UInt8(ascii: "-") }),
        part[at] == UInt8(ascii: "@")
      else { return false }
      if let (reference, _) = reference(at: at, before: part.endIndex) {
        references.append(reference)
      }
      let key = part[(at + 1)...].prefix { Label.mayHold($0) || $0 == UInt8(ascii: "/") }
      keys.append(String(decoding: key, as: UTF8.self))
    }
    guard !keys.isEmpty, !keys.contains("") else { return false }
    let isReference = references.count == keys.count
    lift(isReference ? .references(references) : .citation(keys), offset..<close + 1, through: line)
    return true
  }

  private func footnoteName() -> (String, Int)? {
    let limit = min(end(line), offset + 200)
    guard offset + 2 < limit,
      let close = source.bytes[offset + 2..<limit].firstIndex(of: UInt8(ascii: "]")),
      close > offset + 2,
      source.bytes[offset + 2..<close].allSatisfy({ Label.mayHold($0) })
    else { return nil }
    return (source.string(offset + 2..<close), close + 1)
  }

  private mutating func liftFootnote() -> Bool {
    guard let (name, end) = footnoteName() else { return false }
    lift(.footnote(name), offset..<end, through: line)
    return true
  }

  /// Lifts `[^name]:` at the start of a line.
  mutating func liftFootnoteDefinition() {
    let limit = end(line)
    guard byte(offset, before: limit) == UInt8(ascii: "["),
      byte(offset + 1, before: limit) == UInt8(ascii: "^"), let (name, end) = footnoteName(),
      byte(end, before: limit) == UInt8(ascii: ":")
    else { return }
    lift(.footnoteDefinition(name), offset..<end + 1, through: line)
  }
}

extension Reference.Kind {
  /// The kind that the prefix of a label names, if it names one.
  init?(label: String) {
    guard let dash = label.firstIndex(of: "-"), label.index(after: dash) < label.endIndex else {
      return nil
    }
    self.init(rawValue: String(label[..<dash]))
  }
}

extension NotebookReader {
  /// Reads a paragraph as a table if its second or a later line is a delimiter row.
  mutating func appendTable(
    _ node: CommonMarkNode,
    _ range: SourceRange,
    to result: inout [Block]
  ) -> Bool {
    let lines = lines(of: node)
    guard lines.count >= 2, let delimiter = PipeTable.delimiterRow(in: lines) else { return false }
    let header = PipeTable.cells(of: lines[delimiter - 1])
    let alignments = PipeTable.alignments(of: lines[delimiter])
    if delimiter > 1 {
      var before = lifted.marks.filler
      for line in lines[..<(delimiter - 1)] { before += line + [0x0A] }
      let document = CommonMarkDocument(parsing: before)
      let prose = document.root?.firstChild.map { inlines(in: $0) } ?? []
      result.append(Block(.paragraph(prose), range: range))
    }
    var cells = header
    for line in lines[(delimiter + 1)...] {
      var row = PipeTable.cells(of: line)
      if row.count > header.count { row.removeLast(row.count - header.count) }
      while row.count < header.count { row.append([]) }
      cells += row
    }
    let texts = inlines(ofEach: cells)
    let rows = stride(from: header.count, to: texts.count, by: header.count).map {
      Array(texts[$0..<$0 + header.count])
    }
    let table = Table(alignments: alignments, header: Array(texts[..<header.count]), rows: rows)
    result.append(Block(.table(table), range: range))
    return true
  }

  /// The lines of a paragraph as cmark saw them, without what stands before them.
  private func lines(of node: CommonMarkNode) -> [[UInt8]] {
    let text = lifted.text
    let first = node.startLine
    let last = min(node.endLine, text.lineCount)
    guard first >= 1, last > first else { return [] }
    let second = text.bytes[text.lineStarts[first]..<text.lineEnds[first]]
    guard second.contains(UInt8(ascii: "|")) || second.contains(UInt8(ascii: "-")) else {
      return []
    }
    return (first...last).map { line in
      let bytes = text.bytes[text.lineStarts[line - 1]..<text.lineEnds[line - 1]]
      if line == first { return Array(bytes.dropFirst(max(0, node.startColumn - 1))) }
      return Array(bytes.drop { [0x20, 0x09, 0x3E].contains($0) })
    }
  }

  /// Converts the running text of each of several table cells.
  private mutating func inlines(ofEach cells: [[UInt8]]) -> [[Inline]] {
    // A filler before each cell makes it a paragraph, whatever it begins with.
    var text: [UInt8] = []
    for cell in cells { text += lifted.marks.filler + cell + [0x0A, 0x0A] }
    let document = CommonMarkDocument(parsing: text)
    var result: [[Inline]] = []
    if let root = document.root {
      for paragraph in root.children { result.append(inlines(in: paragraph).trimmed) }
    }
    while result.count < cells.count { result.append([]) }
    return Array(result.prefix(cells.count))
  }
}

/// The syntax of pipe tables.
enum PipeTable {
  private static let pipe = UInt8(ascii: "|")

  /// The index of the first line that is a delimiter row as long as the line before it.
  static func delimiterRow(in lines: [[UInt8]]) -> Int? {
    lines.indices.dropFirst().first { index in
      let line = lines[index]
      guard line.contains(pipe) || lines[index - 1].contains(pipe), isDelimiter(line) else {
        return false
      }
      return cells(of: lines[index - 1]).count == cells(of: line).count
    }
  }

  private static func isDelimiter(_ line: [UInt8]) -> Bool {
    guard line.contains(UInt8(ascii: "-")) else { return false }
    guard line.allSatisfy({ [0x20, 0x09, 0x2D, 0x3A, 0x7C].contains($0) }) else { return false }
    return cells(of: line).allSatisfy { cell in
      var dashes = cell[...]
      if dashes.first == UInt8(ascii: ":") { dashes.removeFirst() }
      if dashes.last == UInt8(ascii: ":") { dashes.removeLast() }
      return !dashes.isEmpty && dashes.allSatisfy { $0 == UInt8(ascii: "-") }
    }
  }

  static func alignments(of line: [UInt8]) -> [TableOutput.Alignment?] {
    cells(of: line).map { cell in
      switch (cell.first == UInt8(ascii: ":"), cell.last == UInt8(ascii: ":")) {
      case (true, true): .center
      case (true, false): .left
      case (false, true): .right
      case (false, false): nil
      }
    }
  }

  /// The cells of a row, trimmed, with `\|` as `|`.
  static func cells(of line: [UInt8]) -> [[UInt8]] {
    var cells: [[UInt8]] = [[]]
    var index = line.startIndex
    while index < line.endIndex {
      let byte = line[index]
      if byte == UInt8(ascii: "\\"), index + 1 < line.endIndex, line[index + 1] == pipe {
        cells[cells.count - 1].append(pipe)
        index += 1
      } else if byte == pipe {
        cells.append([])
      } else {
        cells[cells.count - 1].append(byte)
      }
      index += 1
    }
    cells = cells.map(trimmed)
    if cells.count > 1, cells.first?.isEmpty == true { cells.removeFirst() }
    if cells.count > 1, cells.last?.isEmpty == true { cells.removeLast() }
    return cells
  }

  private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    let isSpace: (UInt8) -> Bool = { [0x20, 0x09].contains($0) }
    return Array(bytes.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
  }
}

/// Reads the rows of a text table one by one: comma-separated values after RFC 4180.
///
/// Fields may stand in double quotes, within which a quote is doubled and separators and line ends are
/// text. Lines end in LF or CR LF; a byte order mark is skipped; empty lines are skipped.
struct CSVReader {
  struct Field {
    let text: String
    /// The place where the field begins, counted from 1, in bytes along the line.
    let line: Int
    let column: Int
  }

  let path: String
  private let bytes: [UInt8]
  private let separator: UInt8
  private var position = 0
  private var line = 1
  private var lineStart = 0

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  init(_ file: DataFile, separator: UInt8) {
    path = file.path
    bytes = file.bytes
    self.separator = separator
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      position = 3
      lineStart = 3
    }
  }

  /// The fields of the next line that is not empty, or nothing at the end.
  mutating func next() throws -> [Field]? {
    while position < bytes.count, skipLineEnd() {}
    guard position < bytes.count else { return nil }
    var fields: [Field] = []
    repeat { fields.append(try field()) } while skipSeparator()
    guard position == bytes.count || skipLineEnd() else {
      throw problem("expected a separator or the end of the line after a closing quote")
    }
    return fields
  }

  private var column: Int { position - lineStart + 1 }

  private func problem(_ text: String) -> DatasetError {
    .malformedTable(path: path, line: line, column: column, problem: text)
  }

  private mutating func skipSeparator() -> Bool {
    guard position < bytes.count, bytes[position] == separator else { return false }
    position += 1
    return true
  }

  private mutating func skipLineEnd() -> Bool {
    guard let length = lineEndLength else { return false }
    position += length
    line += 1
    lineStart = position
    return true
  }

  private var lineEndLength: Int? {
    guard position < bytes.count else { return nil }
    if bytes[position] == Self.lineFeed { return 1 }
    guard bytes[position] == Self.carriageReturn, position + 1 < bytes.count,
      bytes[position + 1] == Self.lineFeed
    else { return nil }
    return 2
  }

  private mutating func field() throws -> Field {
    let (startLine, startColumn) = (line, column)
    let isQuoted = position < bytes.count && bytes[position] == Self.quote
    let content = isQuoted ? try quotedContent() : plainContent()
    guard let text = String(validating: content, as: UTF8.self) else {
      throw DatasetError.malformedTable(
        path: path,
        line: startLine,
        column: startColumn,
        problem: "the field is not UTF-8 text"
      )
    }
    return Field(text: text, line: startLine, column: startColumn)
  }

  private mutating func plainContent() -> ArraySlice<UInt8> {
    let start = position
    while position < bytes.count, bytes[position] != separator, lineEndLength == nil {
      position += 1
    }
    return bytes[start..<position]
  }

  private mutating func quotedContent() throws -> ArraySlice<UInt8> {
    let opening = problem("the quote that opens here is never closed")
    position += 1
    var content: [UInt8] = []
    while position < bytes.count {
      if bytes[position] == Self.quote {
        position += 1
        guard position < bytes.count, bytes[position] == Self.quote else { return content[...] }
      } else if bytes[position] == Self.lineFeed {
        line += 1
        lineStart = position + 1
      }
      content.append(bytes[position])
      position += 1
    }
    throw opening
  }
}

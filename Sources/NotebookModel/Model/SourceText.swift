/// The text of a file, cut into lines, with places of bytes in lines and columns.
///
/// Lines end at `\n`, `\r\n` or `\r`; a byte order mark at the start is not part of the text.
public struct SourceText: Sendable {
  /// The bytes of the file without byte order mark; always valid UTF-8.
  let bytes: [UInt8]
  /// The offset of the first byte of each line.
  let lineStarts: [Int]
  /// The offset after the last byte of each line, its ending excluded.
  let lineEnds: [Int]
  /// The number of characters before every `stride`-th byte; empty if all is ASCII.
  private let charactersBefore: [Int]

  private static let stride = 64

  /// The number of lines; an empty file has one empty line.
  public var lineCount: Int { lineStarts.count }

  /// The whole text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Cuts valid UTF-8 into lines.
  init(validBytes bytes: [UInt8]) {
    self.bytes = bytes
    var starts = [0]
    var ends: [Int] = []
    var checkpoints: [Int] = []
    var characters = 0
    var isASCII = true
    bytes.withUnsafeBufferPointer { bytes in
      for index in bytes.indices {
        let byte = bytes[index]
        if index % Self.stride == 0 { checkpoints.append(characters) }
        if byte & 0xC0 != 0x80 { characters += 1 } else { isASCII = false }
        if byte == UInt8(ascii: "\n") {
          let follows = index > 0 && bytes[index - 1] == UInt8(ascii: "\r")
          if follows { starts[starts.count - 1] = index + 1; continue }
          ends.append(index)
          starts.append(index + 1)
        } else if byte == UInt8(ascii: "\r") {
          ends.append(index)
          starts.append(index + 1)
        }
      }
    }
    ends.append(bytes.count)
    lineStarts = starts
    lineEnds = ends
    charactersBefore = isASCII ? [] : checkpoints
  }

  /// The text of a line, counted from 1, without its ending; `nil` beyond the file.
  public func line(_ number: Int) -> String? {
    guard let range = byteRange(ofLine: number) else { return nil }
    return String(decoding: bytes[range], as: UTF8.self)
  }

  /// The bytes of a line, counted from 1, without its ending.
  func byteRange(ofLine number: Int) -> Range<Int>? {
    guard number >= 1, number <= lineCount else { return nil }
    return lineStarts[number - 1]..<lineEnds[number - 1]
  }

  /// The number of the line that holds a byte.
  func lineNumber(ofByte offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The line and the column of a byte.
  func position(ofByte offset: Int) -> SourcePosition {
    let line = lineNumber(ofByte: offset)
    let start = lineStarts[line - 1]
    let column = characters(before: offset) - characters(before: start)
    return SourcePosition(line: line, column: max(0, column) + 1)
  }

  /// The range between two bytes.
  func range(of bytes: Range<Int>) -> SourceRange {
    SourceRange(start: position(ofByte: bytes.lowerBound), end: position(ofByte: bytes.upperBound))
  }

  /// The bytes between two offsets as text.
  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private func characters(before offset: Int) -> Int {
    guard !charactersBefore.isEmpty, offset > 0 else { return offset }
    let checkpoint = min(offset / Self.stride, charactersBefore.count - 1)
    var count = charactersBefore[checkpoint]
    for index in (checkpoint * Self.stride)..<min(offset, bytes.count)
    where bytes[index] & 0xC0 != 0x80 { count += 1 }
    return count
  }
}

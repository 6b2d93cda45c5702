import SwiftSyntax

/// A notebook ready to run: the code of its cells and inline values, and where their lines are.
///
/// A class, because it is large and shared; nothing in it changes after it was made.
final class NotebookProgram: @unchecked Sendable {
  struct Cell {
    var code: FunctionCode?
    var reads: Set<String> = []
    var writes: Set<String> = []
  }

  struct Inline {
    var code: FunctionCode?
    var type: Type = .error
    var format: InlineFormat?
    var reads: Set<String> = []
  }

  var cells: [Int: Cell] = [:]
  var inlines: [Int: Inline] = [:]
  var sources: [SourceMap] = []
  var describer = Describer(structures: [:], enumerations: [:])
  var globalCount = 0
  var parameters: (index: Int, value: Value)?
  var displays: [String: (@Sendable (any Sendable, DisplayContext) throws -> Display?)?] = [:]
  var diagnostics: [CellDiagnostic] = []
}

/// Where the text of a cell or inline value stands in the notebook.
struct SourceMap: Sendable {
  let path: String
  let name: String
  let text: String
  let lines: [CellSource.Place]
  var cell: Int?
  var inline: Int?
  /// How many bytes stand before the text in what was parsed.
  var offset = 0

  /// A diagnostic about a place of this source.
  func diagnostic(
    _ place: Place,
    _ message: String,
    notes: [String],
    severity: CellDiagnostic.Severity = .error
  ) -> CellDiagnostic {
    let bytes = Array(text.utf8)
    let start = min(max(0, Int(place.offset) - offset), bytes.count)
    var lineStart = start
    while lineStart > 0, bytes[lineStart - 1] != 0x0A { lineStart -= 1 }
    var lineEnd = start
    while lineEnd < bytes.count, bytes[lineEnd] != 0x0A, bytes[lineEnd] != 0x0D { lineEnd += 1 }
    let row = bytes[..<lineStart].count { $0 == 0x0A }
    let before = String(decoding: bytes[lineStart..<start], as: UTF8.self)
    let end = min(max(start, start + Int(place.length)), lineEnd)
    let length = start <= end ? String(decoding: bytes[start..<end], as: UTF8.self).count : 1
    let known = lines.indices.contains(row) ? lines[row] : follow(row)
    return CellDiagnostic(
      severity: severity,
      message: message,
      path: path,
      line: known.line,
      column: known.column + before.count,
      length: length,
      sourceLine: String(repeating: " ", count: max(0, min(known.column - 1, 200)))
        + String(decoding: bytes[lineStart..<lineEnd], as: UTF8.self),
      notes: notes,
      cell: cell,
      inline: inline
    )
  }

  /// The place of a line beyond those told.
  private func follow(_ row: Int) -> CellSource.Place {
    guard let last = lines.last else { return .init(line: row + 1, column: 1) }
    return .init(line: last.line + row - lines.count + 1, column: last.column)
  }
}

/// How an inline value is written.
enum InlineFormat: Sendable, Hashable {
  case fixed(Int), scientific(Int), percent(Int), significant(Int)

  static let names = ["fixed", "scientific", "percent", "significant"]

  init?(_ name: String, _ digits: Int) {
    switch name {
    case "fixed": self = .fixed(digits)
    case "scientific": self = .scientific(digits)
    case "percent": self = .percent(digits)
    case "significant": self = .significant(digits)
    default: return nil
    }
  }
}

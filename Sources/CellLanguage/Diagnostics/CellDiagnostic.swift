/// A message about a place of a cell, in the notebook's own lines and columns.
public struct CellDiagnostic: Error, Sendable, Hashable, Codable, CustomStringConvertible {
  /// How grave a diagnostic is.
  public enum Severity: String, Sendable, Hashable, Codable {
    case error, warning, note
  }

  /// How grave it is.
  public var severity: Severity
  /// What was found and what was expected, in one sentence without a full stop.
  public var message: String
  /// The notebook's path as the reader gave it.
  public var path: String
  /// The line in the notebook, from 1.
  public var line: Int
  /// The column in that line, from 1, counted in characters.
  public var column: Int
  /// How many characters the message is about, at least 1.
  public var length: Int
  /// The text of the line, without its end; nil if there is none.
  public var sourceLine: String?
  /// Remarks and advice, each shown as a `note:`.
  public var notes: [String]
  /// The number of the cell, counted from 0, or nil for an inline value.
  public var cell: Int?
  /// The identifier of the inline value, or nil for a cell.
  public var inline: Int?

  /// Makes a diagnostic from its parts.
  public init(
    severity: Severity = .error,
    message: String,
    path: String,
    line: Int,
    column: Int,
    length: Int = 1,
    sourceLine: String? = nil,
    notes: [String] = [],
    cell: Int? = nil,
    inline: Int? = nil
  ) {
    self.severity = severity
    self.message = message
    self.path = path
    self.line = line
    self.column = column
    self.length = max(1, length)
    self.sourceLine = sourceLine
    self.notes = notes
    self.cell = cell
    self.inline = inline
  }

  /// The diagnostic as compilers print it: place, message, line, caret, notes.
  public var rendered: String {
    var text = "\(path):\(line):\(column): \(severity.rawValue): \(message)"
    if let sourceLine {
      let expanded = sourceLine.map { $0 == "\t" ? " " : $0 }
      let offset = min(max(0, column - 1), expanded.count)
      let tail = max(0, min(length, max(1, expanded.count - offset)) - 1)
      text += "\n  " + String(expanded)
      text += "\n  " + String(repeating: " ", count: offset) + "^"
      text += String(repeating: "~", count: tail)
    }
    for note in notes { text += "\n  note: \(note)" }
    return text
  }

  /// The diagnostic as compilers print it.
  public var description: String { rendered }
}

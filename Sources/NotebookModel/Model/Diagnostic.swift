/// A message about a place in a notebook: what is wrong there and what to do about it.
public struct Diagnostic: Error, Sendable, Hashable, Codable {
  /// How grave a diagnostic is.
  public enum Severity: String, Sendable, Hashable, Codable, CaseIterable {
    /// The notebook cannot be run as it stands.
    case error
    /// Something is probably not as meant.
    case warning
    /// Additional information.
    case note
  }

  /// How grave it is.
  public var severity: Severity
  /// What was found and what was expected, in one sentence without a full stop.
  public var message: String
  /// The file as the user named it.
  public var path: String
  /// The line, counted from 1.
  public var line: Int
  /// The column in characters, counted from 1.
  public var column: Int
  /// The text of the line, without its line ending.
  public var sourceLine: String?
  /// The number of characters to underline, at least 1.
  public var length: Int
  /// Further sentences: a suggestion, a related place.
  public var notes: [String]

  /// Makes a diagnostic from its parts.
  public init(
    severity: Severity,
    message: String,
    path: String,
    line: Int,
    column: Int,
    sourceLine: String? = nil,
    length: Int = 1,
    notes: [String] = []
  ) {
    self.severity = severity
    self.message = message
    self.path = path
    self.line = line
    self.column = column
    self.sourceLine = sourceLine
    self.length = max(1, length)
    self.notes = notes
  }

  /// The place in the file.
  public var position: SourcePosition { SourcePosition(line: line, column: column) }

  /// The message in full: place, sentence, source line with the stretch underlined, notes.
  ///
  ///     notebook.md:41:17: error: unknown option 'lable'
  ///       //| lable: fig-rate
  ///           ^~~~~
  ///       note: did you mean 'label'?
  public var rendered: String {
    var lines = ["\(path):\(line):\(column): \(severity.rawValue): \(message)"]
    if let excerpt {
      lines.append("  " + excerpt.text)
      lines.append("  " + excerpt.underline)
    }
    lines += notes.map { "  note: \($0)" }
    return lines.joined(separator: "\n")
  }
}

extension Diagnostic: CustomStringConvertible {
  /// The message in full, as `rendered`.
  public var description: String { rendered }
}

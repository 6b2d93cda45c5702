/// A place in a notebook file.
///
/// Lines and columns are counted from 1. A column counts characters (Unicode scalars) as an editor
/// shows them; a tab is one character.
public struct SourcePosition: Sendable, Hashable, Codable, Comparable {
  /// The line, counted from 1.
  public var line: Int
  /// The column in characters, counted from 1.
  public var column: Int

  /// Makes a position from a line and a column, both counted from 1.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Whether the first position stands before the second in the file.
  public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

extension SourcePosition: CustomStringConvertible {
  /// The place as in a message, `12:5`.
  public var description: String { "\(line):\(column)" }
}

/// A stretch of a notebook file, from its first character to the place just after its last.
public struct SourceRange: Sendable, Hashable, Codable {
  /// The place of the first character.
  public var start: SourcePosition
  /// The place just after the last character.
  public var end: SourcePosition

  /// Makes a range from two places.
  public init(start: SourcePosition, end: SourcePosition) {
    self.start = start
    self.end = end
  }
}

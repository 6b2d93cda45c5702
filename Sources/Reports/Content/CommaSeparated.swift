import NotebookModel

/// Comma-separated values.
enum CommaSeparated {
  /// The first rows of a text, quoted fields unwrapped.
  static func rows(_ text: String, limit: Int) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field = ""
    var isQuoted = false
    var previous: Character?
    for character in text {
      defer { previous = character }
      if isQuoted {
        if character == "\"" { isQuoted = false } else { field.append(character) }
      } else if character == "\"" {
        if previous == "\"" { field.append("\"") }
        isQuoted = true
      } else if character == "," {
        row.append(field)
        field = ""
      } else if character.isNewline {
        rows.append(row + [field])
        (row, field) = ([], "")
        if rows.count >= limit { return rows }
      } else {
        field.append(character)
      }
    }
    if !field.isEmpty || !row.isEmpty { rows.append(row + [field]) }
    return rows
  }

  /// A table as text with a header line.
  static func text(of table: TableOutput) -> String {
    ([table.columns] + table.rows).map { row in
      row.map(quoted).joined(separator: ",") + "\n"
    }.joined()
  }

  private static func quoted(_ field: String) -> String {
    guard field.contains(where: { [",", "\"", "\n", "\r\n", "\r"].contains($0) }) else {
      return field
    }
    return "\""
      + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}

extension Notebook {
  /// Reads a line of running text, such as a title or the statement of a claim.
  ///
  /// Mark-up, maths, references and links are read as in prose; an inline value stays code, since
  /// nothing computes it here.
  public static func runningText(_ text: String) -> [Inline] {
    var reader = NotebookReader(bytes: Array(text.utf8), path: "")
    reader.readRunningText()
    var result: [Inline] = []
    for block in reader.blocks {
      guard case .paragraph(let inlines) = block.content else { continue }
      if !result.isEmpty { result.append(.softBreak) }
      result += inlines.map { inline in
        guard case .value(let id) = inline else { return inline }
        return .code(reader.inlineValues[id].text)
      }
    }
    return result
  }
}

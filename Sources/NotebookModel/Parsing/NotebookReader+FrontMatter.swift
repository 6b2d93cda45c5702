extension NotebookReader {
  /// Reads the front matter, if the file begins with one, and finds where the body begins.
  mutating func readFrontMatter() {
    guard isFence(1, ["---"]), source.lineCount > 1 else { return }
    guard source.line(2)?.allSatisfy(\.isWhitespace) == false else { return }
    guard let last = (2...source.lineCount).first(where: { isFence($0, ["---", "..."]) }) else {
      report(
        .error,
        "the front matter is never closed",
        at: SourcePosition(line: 1, column: 1),
        length: 3,
        notes: ["close it with a line of three dashes"]
      )
      return
    }
    bodyLine = last + 1
    let numbers = 2..<last
    let lines = numbers.map { number in
      SettingsText.Line(
        text: source.line(number) ?? "",
        position: SourcePosition(line: number, column: 1)
      )
    }
    var reader = FrontMatterReader(lines: lines)
    frontMatter = reader.read()
    frontMatter.source = lines.map(\.text).joined(separator: "\n")
    frontMatter.range = source.range(of: 0..<source.lineEnds[last - 1])
    for error in reader.errors { report(error) }
  }

  private func isFence(_ line: Int, _ fences: [String]) -> Bool {
    guard let range = source.byteRange(ofLine: line), range.count < 200 else { return false }
    let text = source.string(range)
    return fences.contains { text.hasPrefix($0) && text.dropFirst(3).allSatisfy(\.isWhitespace) }
  }
}

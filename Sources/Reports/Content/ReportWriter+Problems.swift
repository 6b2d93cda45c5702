import NotebookModel

extension ReportWriter {
  /// Writes the line that says whether all is well.
  mutating func writeVerdict() {
    let claims = results.claims.map(\.claim)
    let held = claims.count { $0.holds }
    let statuses = results.cells.values
    let failed = statuses.count { $0.status.failure != nil }
    let skipped = statuses.count { if case .skipped = $0.status { true } else { false } }
    let interrupted = statuses.contains { $0.status == .interrupted }
    let isGood = failed == 0 && skipped == 0 && !interrupted && held == claims.count
    var parts: [String] = []
    if interrupted { parts.append("The run was interrupted; results are partial") }
    if failed > 0 { parts.append(failed == 1 ? "1 cell failed" : "\(failed) cells failed") }
    if skipped > 0 { parts.append("\(skipped) not run") }
    if !claims.isEmpty {
      parts.append(
        held == claims.count
          ? (held == 1 ? "The claim holds" : "All \(held) claims hold")
          : "\(claims.count - held) of \(claims.count) claims \(claims.count - held == 1 ? "fails" : "fail")"
      )
    }
    let hasVerdict = !parts.isEmpty
    page.raw("<p class=\"verdict\(hasVerdict ? (isGood ? " good" : " bad") : "")\">")
    if hasVerdict { page.element("b", parts.joined(separator: " · ")) }
    let run = notebook.cells.count { $0.isExecutable }
    var facts = [run == 1 ? "1 cell" : "\(run) cells"]
    for (kind, name) in [("Figure", "figure"), ("Table", "table")] {
      let count = numbering.count(of: kind)
      if count > 0 { facts.append(count == 1 ? "1 \(name)" : "\(count) \(name)s") }
    }
    facts.append("seed \(results.record.seed)")
    facts.append(results.record.precision)
    page.element("span", facts.joined(separator: " · "))
    page.raw("</p>\n")
  }

  /// Writes what is wrong with the notebook itself.
  mutating func writeProblems() {
    for diagnostic in notebook.diagnostics { write(diagnostic, head: nil) }
    let failed = results.inlineValues.sorted { $0.key < $1.key }
    for (id, result) in failed where id < notebook.inlineValues.count {
      guard case .failed(let diagnostic) = result else { continue }
      write(diagnostic, head: "An inline value could not be computed")
    }
  }

  /// Writes why a cell has no complete result.
  mutating func write(_ problem: CellProblem, of cell: Cell) {
    switch problem {
    case .failed(let diagnostic): write(diagnostic, head: "The cell “\(cell.name)” failed")
    case .skipped(let names):
      let list = names.map { "“\($0)”" }.joined(separator: ", ")
      let reason = names.isEmpty ? "" : ": it needs \(list), which did not finish"
      page.raw("<div class=\"notice mild\"><p class=\"head\">")
      page.text("Not run\(reason)")
      page.raw("</p></div>\n")
    case .interrupted:
      page.raw(
        "<div class=\"notice mild\"><p class=\"head\">Interrupted before it finished</p></div>\n"
      )
    }
  }

  /// Writes a message with its place, the source line and a caret.
  private mutating func write(_ diagnostic: Diagnostic, head: String?) {
    let mild = diagnostic.severity == .error ? "" : " mild"
    page.raw("<div class=\"notice\(mild)\" role=\"note\"><p class=\"head\">")
    page.text(head ?? (diagnostic.severity == .error ? "Error" : "Warning"))
    page.raw("</p>\n<p>")
    page.text(diagnostic.message)
    page.raw(" <code>")
    page.text("\(diagnostic.path):\(diagnostic.line):\(diagnostic.column)")
    page.raw("</code></p>\n")
    if let excerpt = diagnostic.excerpt {
      page.raw("<pre tabindex=\"0\">")
      page.text(excerpt.text)
      page.raw("\n<span class=\"caret\">")
      page.text(excerpt.underline)
      page.raw("</span></pre>\n")
    }
    for note in diagnostic.notes { page.element("p", note) }
    page.raw("</div>\n")
  }
}

import NotebookModel

extension ReportWriter {
  /// Writes a cell: its code, what it produced and how it ended.
  mutating func write(_ cell: Cell) {
    let result = results.cells[cell.index]
    let problem = result.flatMap(\.problem)
    guard cell.options.include || problem != nil else { return }
    page.open("section", ["class": "cell", "id": cell.label ?? "cell-\(cell.index + 1)"])
    page.raw("\n")
    if options.showsCode, cell.options.echo, cell.options.include { writeCode(of: cell) }
    if let result {
      if cell.options.output, cell.options.include { writeOutputs(of: cell, result) }
      if let problem { write(problem, of: cell) }
    }
    page.raw("</section>\n")
  }

  private mutating func writeCode(of cell: Cell) {
    guard !cell.code.trimmed.isEmpty else { return }
    let fold: CellOptions.CodeFold =
      cell.options.codeFold == .automatic
      ? (cell.isExecutable ? .folded : .never) : cell.options.codeFold
    guard fold != .never else { return writeCode(cell.code, language: "swift") }
    page.open("details", ["class": "code", "open": fold == .open ? "open" : nil])
    page.raw("<summary>")
    if let summary = cell.options.codeSummary {
      write(Notebook.runningText(summary))
    } else {
      page.text("Code")
      if let label = cell.label { page.raw(" · <code>\(Markup.escaped(label))</code>") }
      let count = cell.code.trimmedEnd.split(separator: "\n", omittingEmptySubsequences: false)
        .count
      page.text(count == 1 ? " · 1 line" : " · \(count) lines")
    }
    page.raw("</summary>\n")
    writeCode(cell.code, language: "swift")
    page.raw("</details>\n")
  }

  private mutating func writeOutputs(of cell: Cell, _ result: CellResult) {
    var printed = ""
    var figures = 0
    var tables = 0
    for (place, output) in result.outputs.enumerated() {
      if case .text(let text) = output {
        printed += text
        continue
      }
      flush(&printed)
      switch output {
      case .text: break
      case .value(let text): writePrinted(text)
      case .figure(let figure):
        write(figure, at: place, of: cell, among: figures)
        figures += 1
      case .table(let table):
        write(table, at: place, of: cell, among: tables)
        tables += 1
      case .claim(let claim): write(claim, number: numbering.output(cell.index, place))
      }
    }
    flush(&printed)
  }

  private mutating func flush(_ printed: inout String) {
    if !printed.trimmed.isEmpty { writePrinted(printed) }
    printed = ""
  }

  private mutating func writePrinted(_ text: String) {
    page.element("pre", ["class": "out", "tabindex": "0"], text.trimmedEnd)
    page.raw("\n")
  }

  private mutating func write(_ claim: ClaimOutput, number: Numbering.Output?) {
    page.open("div", ["class": claim.holds ? "claim good" : "claim bad", "id": number?.id])
    page.raw("<span class=\"mark\" aria-hidden=\"true\">\(claim.holds ? "✓" : "✗")</span><p>")
    if let number { page.raw("<b>Claim \(number.number)</b> ") }
    page.text(claim.holds ? "holds: " : "fails: ")
    write(Notebook.runningText(claim.statement))
    page.raw("</p>\n<p class=\"facts\">")
    fact("measured", claim.measured)
    fact("expected", claim.expected)
    fact("tolerance", claim.tolerance)
    fact("margin", claim.margin)
    page.raw("</p></div>\n")
  }

  private mutating func fact(_ name: String, _ text: String) {
    guard !text.isEmpty else { return }
    page.raw("<span>\(name) <b>")
    page.text(text.typesetNumber)
    page.raw("</b></span> ")
  }
}

/// Why a cell has no complete result.
enum CellProblem {
  case failed(Diagnostic)
  case skipped([String])
  case interrupted
}

extension CellResult {
  /// Why the cell has no complete result, if so.
  var problem: CellProblem? {
    switch status {
    case .succeeded, .displayOnly: nil
    case .failed(let diagnostic), .stopped(let diagnostic): .failed(diagnostic)
    case .skipped(let names): .skipped(names)
    case .interrupted: .interrupted
    }
  }
}

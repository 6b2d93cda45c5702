import NotebookModel

extension ReportWriter {
  /// The most bytes of a drawing that is offered for download too.
  private static let largestDownload = 120_000
  /// The most rows of a figure's data that stand in the page.
  private static let mostRows = 40

  /// Writes a figure with its caption, its data and its downloads.
  mutating func write(_ figure: FigureOutput, at place: Int, of cell: Cell, among index: Int) {
    let output = numbering.output(cell.index, place)
    page.open("figure", ["id": output?.id])
    let alternatives = cell.options.figureAlternatives
    let alternative = index < alternatives.count ? alternatives[index] : nil
    page.open(
      "div",
      [
        "class": SafeDrawing.isWide(figure.svg) ? "scroll wide" : "scroll",
        "tabindex": "0", "role": alternative == nil ? nil : "img",
        "aria-label": alternative,
      ]
    )
    if let svg = SafeDrawing.checked(figure.svg) {
      page.raw(svg)
    } else {
      diagnostics.append(
        notebook.diagnostic(
          .error,
          "a figure was left out: its drawing holds more than shapes and text",
          at: cell.range.start
        )
      )
      page.element("p", ["class": "failed-value"], "This figure cannot be shown safely.")
    }
    page.raw("</div>\n<figcaption>")
    if let output { page.raw("<b>Figure \(output.number).</b> ") }
    let captions = cell.options.figureCaptions
    if index < captions.count {
      write(captions[index])
    } else if captions.isEmpty || index > 0 {
      write(Notebook.runningText(figure.title))
    }
    page.raw("</figcaption>\n")
    writeDownloads(of: figure, named: fileName(of: cell, index))
    if let csv = figure.csv { writeData(csv) }
    page.raw("</figure>\n")
  }

  private func fileName(of cell: Cell, _ index: Int) -> String {
    let base = cell.label ?? "cell-\(cell.index + 1)"
    return index == 0 ? base : "\(base)-\(index + 1)"
  }

  private mutating func writeDownloads(of figure: FigureOutput, named name: String) {
    page.raw("<p class=\"links\">")
    if let csv = figure.csv {
      download("CSV", "\(name).csv", DataURI.text(csv, type: "text/csv"))
    }
    if figure.svg.utf8.count <= Self.largestDownload, let svg = SafeDrawing.checked(figure.svg) {
      download("SVG", "\(name).svg", DataURI.text(svg, type: "image/svg+xml"))
    }
    page.raw("</p>\n")
  }

  mutating func download(_ text: String, _ name: String, _ address: String) {
    page.element("a", ["download": name, "href": address], text)
    page.raw(" ")
  }

  /// Writes the data of a figure as a table, the accessible form of the drawing.
  private mutating func writeData(_ csv: String) {
    let rows = CommaSeparated.rows(csv, limit: Self.mostRows + 2)
    guard let header = rows.first, rows.count > 1 else { return }
    page.raw(
      "<details class=\"data\"><summary>Data</summary><div class=\"scroll\" tabindex=\"0\"><table>\n<thead><tr>"
    )
    for name in header { page.element("th", ["scope": "col"], name) }
    page.raw("</tr></thead>\n<tbody>\n")
    for row in rows.dropFirst().prefix(Self.mostRows) {
      page.raw("<tr>")
      for index in header.indices { page.element("td", index < row.count ? row[index] : "") }
      page.raw("</tr>\n")
    }
    page.raw("</tbody></table></div>")
    if rows.count > Self.mostRows + 1 {
      page.raw("<p class=\"links\">The first \(Self.mostRows) rows; all are in the CSV file.</p>")
    }
    page.raw("</details>\n")
  }

  /// Writes a table that a cell produced.
  mutating func write(_ table: TableOutput, at place: Int, of cell: Cell, among index: Int) {
    let output = numbering.output(cell.index, place)
    page.open("figure", ["id": output?.id])
    let captions = cell.options.tableCaptions
    if output != nil || index < captions.count {
      page.raw("<figcaption>")
      if let output { page.raw("<b>Table \(output.number).</b> ") }
      if index < captions.count { write(captions[index]) }
      page.raw("</figcaption>")
    }
    page.raw("<div class=\"scroll\" tabindex=\"0\"><table>\n<thead>")
    writeRow(table.columns, "th", table)
    page.raw("</thead>\n<tbody>\n")
    for row in table.rows { writeRow(row, "td", table) }
    page.raw("</tbody></table></div>")
    let name = fileName(of: cell, index)
    page.raw("<p class=\"links\">")
    download("CSV", "\(name).csv", DataURI.text(CommaSeparated.text(of: table), type: "text/csv"))
    page.raw("</p></figure>\n")
  }

  private mutating func writeRow(_ cells: [String], _ name: String, _ table: TableOutput) {
    page.raw("<tr>")
    for index in table.columns.indices {
      let alignment = index < table.alignments.count ? table.alignments[index] : .left
      page.open(
        name,
        [
          "class": alignment == .left ? nil : alignment.rawValue,
          "scope": name == "th" ? "col" : nil,
        ]
      )
      let text = index < cells.count ? cells[index] : ""
      if name == "th" { write(Notebook.runningText(text)) } else { page.text(text.typesetNumber) }
      page.close(name)
    }
    page.raw("</tr>\n")
  }
}

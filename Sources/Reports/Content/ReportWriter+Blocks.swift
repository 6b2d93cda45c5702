import NotebookModel

extension ReportWriter {
  /// Writes blocks one after another.
  mutating func write(_ blocks: [Block], isTight: Bool = false) {
    for block in blocks { write(block, isTight: isTight) }
  }

  private mutating func write(_ block: Block, isTight: Bool) {
    switch block.content {
    case .heading: writeHeading()
    case .paragraph(let text):
      if !isTight { page.raw("<p>") }
      write(text)
      page.raw(isTight ? "\n" : "</p>\n")
    case .cell(let index): if index < notebook.cells.count { write(notebook.cells[index]) }
    case .code(let language, let text): writeCode(text, language: language)
    case .math(let math): write(math)
    case .list(let list): write(list)
    case .quote(let inner):
      page.raw("<blockquote>\n")
      write(inner)
      page.raw("</blockquote>\n")
    case .callout(let callout): write(callout)
    case .table(let table): write(table)
    case .thematicBreak: page.raw("<hr/>\n")
    case .html(let text):
      let trimmed = text.trimmed
      if trimmed.hasPrefix("<!--"), trimmed.hasSuffix("-->") { return }
      page.element("pre", ["tabindex": "0"], trimmed)
      page.raw("\n")
    }
  }

  private mutating func writeHeading() {
    guard heading < numbering.headings.count else { return }
    let item = numbering.headings[heading]
    heading += 1
    guard item.level > 1 else {
      // The first heading has become the title of the page; its label still leads here.
      if !item.id.isEmpty { page.raw("<span id=\"\(Markup.escaped(item.id))\"></span>\n") }
      return
    }
    page.open("h\(item.level)", ["id": item.id])
    number(item.number)
    write(item.text)
    page.raw("</h\(item.level)>\n")
  }

  /// Writes code that is shown only.
  mutating func writeCode(_ text: String, language: String) {
    page.raw("<pre tabindex=\"0\"><code>")
    if language.lowercased() == "swift" { highlight(text) } else { page.text(text.trimmedEnd) }
    page.raw("</code></pre>\n")
  }

  /// Writes Swift code with its tokens colored.
  mutating func highlight(_ code: String) {
    for token in SwiftHighlighter.tokens(of: code.trimmedEnd) {
      if token.kind == .plain {
        page.text(token.text)
      } else {
        page.element("span", ["class": token.kind.rawValue], token.text)
      }
    }
  }

  private mutating func write(_ math: Math) {
    page.open("div", ["class": "equation", "id": math.label])
    page.element("pre", ["class": "math", "tabindex": "0"], math.tex)
    if let label = math.label, let number = numbering.equations[label] {
      page.element("span", "(\(number))")
    }
    page.raw("</div>\n")
  }

  private mutating func write(_ list: List) {
    let name = list.start == nil ? "ul" : "ol"
    let start = list.start.flatMap { $0 == 1 ? nil : String($0) }
    page.open(name, ["start": start])
    page.raw("\n")
    for item in list.items {
      page.open("li", ["class": item.isChecked == nil ? nil : "tick"])
      if let isChecked = item.isChecked { page.raw(isChecked ? "☑ " : "☐ ") }
      write(item.blocks, isTight: list.isTight)
      page.raw("</li>\n")
    }
    page.raw("</\(name)>\n")
  }

  private mutating func write(_ callout: Callout) {
    let name = callout.kind.rawValue
    page.raw("<aside class=\"callout \(name)\"><p class=\"head\">")
    if callout.title.isEmpty {
      page.text(name.prefix(1).uppercased() + name.dropFirst())
    } else {
      write(callout.title)
    }
    page.raw("</p>\n")
    write(callout.blocks)
    page.raw("</aside>\n")
  }

  private mutating func write(_ table: Table) {
    page.open("figure", ["id": table.label])
    if !table.caption.isEmpty {
      page.raw("<figcaption>")
      if let number = table.label.flatMap({ numbering.writtenTables[$0] }) {
        page.raw("<b>Table \(number).</b> ")
      }
      write(table.caption)
      page.raw("</figcaption>")
    }
    page.raw("<div class=\"scroll\" tabindex=\"0\"><table>\n<thead>")
    writeRow(table.header, "th", table.alignments)
    page.raw("</thead>\n<tbody>\n")
    for row in table.rows { writeRow(row, "td", table.alignments) }
    page.raw("</tbody></table></div></figure>\n")
  }

  private mutating func writeRow(
    _ cells: [[Inline]],
    _ name: String,
    _ alignments: [TableOutput.Alignment?]
  ) {
    page.raw("<tr>")
    for (index, cell) in cells.enumerated() {
      let alignment = index < alignments.count ? alignments[index] : nil
      page.open(
        name,
        [
          "class": alignment.flatMap { $0 == .left ? nil : $0.rawValue },
          "scope": name == "th" ? "col" : nil,
        ]
      )
      write(cell)
      page.close(name)
    }
    page.raw("</tr>\n")
  }

  /// Writes the footnotes that the text mentions.
  mutating func writeFootnotes() {
    let notes = notebook.footnotes.compactMap { note in
      numbering.footnotes[note.name].map { (number: $0, note: note) }
    }.sorted { $0.number < $1.number }
    guard !notes.isEmpty else { return }
    page.raw("<section class=\"footnotes\" id=\"footnotes\" aria-label=\"Footnotes\"><ol>\n")
    var written: Set<Int> = []
    for (number, note) in notes where written.insert(number).inserted {
      page.raw("<li id=\"note-\(number)\" value=\"\(number)\">")
      write(note.text)
      page.raw(" <a href=\"#mention-\(number)\" aria-label=\"Back to the text\">↩</a></li>\n")
    }
    page.raw("</ol></section>\n")
  }
}

extension String {
  /// Without white space at its end.
  var trimmedEnd: String {
    String(reversed().drop { $0.isWhitespace }.reversed())
  }

  /// Without white space at its ends.
  var trimmed: String { String(trimmedEnd.drop { $0.isWhitespace }) }
}

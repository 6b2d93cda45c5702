import NotebookModel

/// Writes a report, block by block.
struct ReportWriter {
  let notebook: Notebook
  let results: NotebookResults
  let options: ReportOptions
  let numbering: Numbering
  var page = Markup()
  var diagnostics: [Diagnostic] = []
  /// The number of the next heading.
  var heading = 0
  /// The footnotes whose mark has been written.
  var mentioned: Set<String> = []

  init(notebook: Notebook, results: NotebookResults, options: ReportOptions) {
    self.notebook = notebook
    self.results = results
    self.options = options
    numbering = Numbering(notebook: notebook, results: results)
  }

  /// The whole file.
  mutating func document() -> String {
    let style = Stylesheet.text(figures: options.figureStyle, theme: options.theme)
    page.raw("<!DOCTYPE html>\n")
    page.open(
      "html",
      ["lang": notebook.frontMatter.language, "xmlns": "http://www.w3.org/1999/xhtml"]
    )
    writeHead(style: style)
    page.raw("\n<body>\n")
    writeTitle()
    writeContents()
    page.raw("<main>\n")
    writeProblems()
    write(notebook.blocks)
    writeFootnotes()
    writeClaims()
    writeRecord()
    page.raw("<div class=\"end\"></div>\n</main>\n</body>\n</html>\n")
    return page.html
  }

  private mutating func writeHead(style: String) {
    page.raw("\n<head>\n<meta charset=\"utf-8\"/>\n")
    meta("viewport", "width=device-width, initial-scale=1")
    page.open(
      "meta",
      [
        "http-equiv": "Content-Security-Policy",
        "content": ContentSecurityPolicy.policy(style: style),
      ]
    )
    selfClose()
    meta("referrer", "no-referrer")
    meta("color-scheme", "light dark")
    let version = results.record.tangentVersion
    meta("generator", version.isEmpty ? "Tangent" : "Tangent \(version)")
    page.element("title", Notebook.runningText(notebook.title).plainText)
    page.raw("\n<style>\(style)</style>\n</head>")
  }

  private mutating func meta(_ name: String, _ content: String) {
    page.open("meta", ["name": name, "content": content])
    selfClose()
  }

  /// Turns the element just opened into an empty one.
  mutating func selfClose() { page.closeEmpty() }

  private mutating func writeTitle() {
    page.raw("<header>\n<h1>")
    write(notebook.titleHeading?.text ?? Notebook.runningText(notebook.title))
    page.raw("</h1>\n")
    if let subtitle = notebook.frontMatter.subtitle {
      page.raw("<p class=\"subtitle\">")
      write(Notebook.runningText(subtitle))
      page.raw("</p>\n")
    }
    let byline = [
      notebook.frontMatter.authors.joined(separator: ", "), notebook.frontMatter.date ?? "",
    ]
    .filter { !$0.isEmpty }
    if !byline.isEmpty {
      page.element("p", ["class": "byline"], byline.joined(separator: " · "))
      page.raw("\n")
    }
    writeVerdict()
    writeAbstract()
    page.raw("</header>\n")
  }

  private mutating func writeAbstract() {
    guard let abstract = notebook.frontMatter.abstract else { return }
    page.raw("<div class=\"abstract\">")
    for paragraph in abstract.split(separator: "\n\n") {
      page.raw("<p>")
      write(Notebook.runningText(String(paragraph)))
      page.raw("</p>")
    }
    page.raw("</div>\n")
  }

  private mutating func writeContents() {
    let depth = notebook.frontMatter.format.tableOfContentsDepth + 1
    let shown = numbering.headings.filter { $0.level > 1 && $0.level <= depth }
    guard notebook.frontMatter.format.tableOfContents, shown.count > 1 else { return }
    page.raw("<nav aria-label=\"Contents\" id=\"contents\"><p class=\"kind\">Contents</p>\n<ol>")
    var levels: [Int] = []
    for heading in shown {
      while let last = levels.last, last > heading.level {
        page.raw("</li></ol>")
        levels.removeLast()
      }
      if levels.last == heading.level { page.raw("</li>") }
      if levels.isEmpty || levels.last ?? 0 < heading.level {
        if !levels.isEmpty { page.raw("<ol>") }
        levels.append(heading.level)
      }
      page.raw("<li>")
      page.open("a", ["href": "#" + heading.id])
      number(heading.number)
      write(heading.text, within: .link)
      page.raw("</a>")
    }
    while !levels.isEmpty {
      page.raw(levels.count == 1 ? "</li>" : "</li></ol>")
      levels.removeLast()
    }
    for (id, title) in sectionsAtEnd { page.raw("<li><a href=\"#\(id)\">\(title)</a></li>") }
    page.raw("</ol></nav>\n")
  }

  /// The sections that every report has after its body.
  private var sectionsAtEnd: [(String, String)] {
    (results.claims.isEmpty ? [] : [("claims", "Claims")]) + [("reproduce", "Reproduce this")]
  }

  mutating func number(_ number: String) {
    guard !number.isEmpty else { return }
    page.element("span", ["class": "number"], number)
  }
}

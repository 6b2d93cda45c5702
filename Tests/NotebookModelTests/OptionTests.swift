import NotebookModel
import Testing

@Suite("options and front matter")
struct OptionTests {
  @Test("options are typed")
  func typed() throws {
    let notebook = read(
      """
      ```swift
      //| label: a
      #| echo: false
      //| fig-width: 8
      //| timeout: 1.5h
      //| max-memory: 2 GB
      //| code-fold: show
      //| code-summary: "Sweep"
      //| fig-alt: [one, two]
      x
      ```
      """
    )
    #expect(notebook.diagnostics == [])
    let options = try #require(notebook.cells.first).options
    #expect(!options.echo)
    #expect(options.eval && options.include && options.output && options.cache)
    #expect(options.figureWidth == 8)
    #expect(options.timeout == 5400)
    #expect(options.maxMemory == 2_000_000_000)
    #expect(options.codeFold == .open)
    #expect(options.codeSummary == "Sweep")
    #expect(options.figureAlternatives == ["one", "two"])
    #expect(options.positions["timeout"]?.description == "5:5")
  }

  @Test("the notebook's defaults hold where a cell states nothing")
  func defaults() {
    let notebook = read(
      "---\nexecute: {echo: false, timeout: 10m}\nformat: {html: {code-fold: show, toc: false}}\n---\n```swift\nx\n```\n```swift\n//| echo: true\nx\n```\n"
    )
    #expect(notebook.diagnostics == [])
    #expect(notebook.cells.map(\.options.echo) == [false, true])
    #expect(notebook.cells.map(\.options.timeout) == [600, 600])
    #expect(notebook.cells.map(\.options.codeFold) == [.open, .open])
    #expect(!notebook.frontMatter.format.tableOfContents)
  }

  @Test(
    "a mistake in an option is found with its place and a suggestion",
    arguments: [
      ("//| lable: x", "2:5", "unknown option 'lable'", "did you mean 'label'?"),
      ("//| fig_cap: x", "2:5", "unknown option 'fig_cap'", "did you mean 'fig-cap'?"),
      ("#| ehco: true", "2:4", "unknown option 'ehco'", "did you mean 'echo'?"),
      ("//| echo: yes", "2:11", "'echo' must be true or false", nil),
      ("//| timeout: soon", "2:14", "'timeout' must be a duration such as 30s, 10m or 1.5h", nil),
      (
        "//| fig-width: 640", "2:16", "'fig-width' must be a number from 1.0 to 40.0",
        "the unit is an inch of 100 pixels"
      ),
      ("//| label: a b", "2:12", "'a b' is no label", nil),
      (
        "//| fig-cap: a: b", "2:15",
        "not well-formed YAML: mapping values are not allowed in this context",
        "text that holds a colon must stand in quotes"
      ),
      ("//| echo: true\n//| echo: false", "2:5", "the key 'echo' stands more than once", nil),
      ("//| just words", "2:5", "options of a cell must be 'key: value' lines", nil),
    ] as [(String, String, String, String?)]
  )
  func optionMistakes(line: String, place: String, message: String, note: String?) throws {
    let notebook = read("```swift\n\(line)\nx\n```\n")
    let diagnostic = try #require(notebook.diagnostics.first)
    #expect(notebook.diagnostics.count == 1)
    #expect(diagnostic.severity == .error)
    #expect(diagnostic.position.description == place)
    #expect(diagnostic.message == message)
    if let note { #expect(diagnostic.notes == [note]) }
    #expect(notebook.cells.count == 1)
  }

  @Test(
    "a mistake in the front matter is found with its place and a suggestion",
    arguments: [
      ("titel: x", "2:1", "unknown key 'titel'", "did you mean 'title'?"),
      ("parms: {a: 1}", "2:1", "unknown key 'parms'", "did you mean 'params'?"),
      ("tangent: {sead: 1}", "2:11", "unknown key of 'tangent' 'sead'", "did you mean 'seed'?"),
      (
        "tangent:\n  precison: float32", "3:3", "unknown key of 'tangent' 'precison'",
        "did you mean 'precision'?"
      ),
      (
        "tangent: {seed: -1}", "2:17",
        "'seed' must be a whole number from 0 to 18446744073709551615", nil
      ),
      ("tangent: {precision: half}", "2:22", "'precision' must be float32 or float64", nil),
      ("tangent: 7", "2:10", "'tangent' must be 'key: value' lines", nil),
      ("execute: {ecko: true}", "2:11", "unknown key of 'execute' 'ecko'", "did you mean 'echo'?"),
      ("params: {a-b: 1}", "2:10", "the parameter 'a-b' cannot be written in Swift", nil),
      ("params: {a: }", "2:13", "a parameter needs a value", nil),
      ("params: {a: [1, x]}", "2:13", "a list must hold values of one type", nil),
      ("params: {a: []}", "2:13", "an empty list has no type", nil),
      (
        "params: {a: 99999999999999999999}", "2:13", "99999999999999999999 does not fit in 64 bits",
        nil
      ),
      (
        "params: {a: {b: 1}}", "2:13",
        "a parameter must be a number, a text, true, false or a list of these", nil
      ),
      (
        "title: [", "2:9",
        "not well-formed YAML: did not find expected node content while parsing a flow node", nil
      ),
      ("title: a\ntitle: b", "2:1", "the key 'title' stands more than once", nil),
      ("just words", "2:1", "front matter must be 'key: value' lines", nil),
      ("lang: \"<x>\"", "2:7", "'lang' must be a language tag such as en or de-CH", nil),
    ] as [(String, String, String, String?)]
  )
  func frontMatterMistakes(yaml: String, place: String, message: String, note: String?) throws {
    let notebook = read("---\n\(yaml)\n---\nText.\n")
    let diagnostic = try #require(notebook.diagnostics.first)
    #expect(notebook.diagnostics.count == 1)
    #expect(diagnostic.severity == .error)
    #expect(diagnostic.position.description == place)
    #expect(diagnostic.message == message)
    if let note { #expect(diagnostic.notes == [note]) }
    #expect(notebook.blocks.count == 1)
  }

  @Test("front matter is typed, unknown keys are kept, jupyter stays as it is")
  func frontMatter() {
    let notebook = read(
      """
      ---
      title: "A: b"
      author: [{name: {given: Ada, family: L}}, Grace]
      date: 2026-11-21
      jupyter:
        kernelspec: {name: tangent}
      keywords: [x]
      params: {a: 1, b: 1.5, c: text, d: "7", e: true, f: [1, 2.5], g: [[1], [2]], h: 1e-3, i: -3}
      tangent: {seed: 2021, precision: f32, threads: 2, timeout: 10m, max-memory: 1GB, inputs: a.csv}
      ---
      """
    )
    #expect(notebook.diagnostics == [])
    let head = notebook.frontMatter
    #expect(head.title == "A: b")
    #expect(head.authors == ["Ada L", "Grace"])
    #expect(head.date == "2026-11-21")
    #expect(head.jupyter == "jupyter:\n  kernelspec: {name: tangent}")
    #expect(head.otherKeys == ["keywords"])
    #expect(head.parameters.map(\.name) == ["a", "b", "c", "d", "e", "f", "g", "h", "i"])
    #expect(
      head.parameters.map { "\($0.value.typeName) \($0.value.literal)" } == [
        "Int 1", "Double 1.5", "String \"text\"", "String \"7\"", "Bool true",
        "[Double] [1.0, 2.5]",
        "[[Int]] [[1], [2]]", "Double 0.001", "Int -3",
      ]
    )
    #expect(head.parameters.first?.position.description == "8:10")
    #expect(head.settings.seed == 2021)
    #expect(head.settings.precision == .float32)
    #expect(head.settings.timeout == 600)
    #expect(head.settings.maxMemory == 1_000_000_000)
    #expect(head.settings.inputs == ["a.csv"])
  }

  @Test("labels are unique and references lead somewhere")
  func references() {
    let notebook = read(
      """
      ```swift
      //| label: fig-rate
      ```
      ```swift
      //| label: fig-rate
      ```
      See @fig-rte, @fig-rate-2, @claim-x and mail a@fig-x.
      """
    )
    #expect(
      notebook.diagnostics.map { "\($0.position.description) \($0.message); \($0.notes[0])" } == [
        "5:12 the label 'fig-rate' stands more than once; it stands first at line 2",
        "7:5 the reference '@fig-rte' leads nowhere; did you mean 'fig-rate'?",
        "7:28 the reference '@claim-x' leads nowhere; no label of the notebook begins with 'claim-'",
      ]
    )
  }

  @Test("words on a fence are checked")
  func fenceWords() {
    #expect(
      read("```swift .noevel\nx\n```\n").diagnostics.first?.notes == ["did you mean '.noeval'?"]
    )
    #expect(read("```{swift}\nx\n```\n").diagnostics.first?.severity == .warning)
    #expect(read("```swiftui\nx\n```\n").cells.isEmpty)
  }

  @Test("a message shows its place, the line and a caret")
  func rendered() {
    let notebook = read("```swift\n//| lable: x\nx\n```\n")
    #expect(
      notebook.diagnostics.first?.rendered == """
        n.md:2:5: error: unknown option 'lable'
          //| lable: x
              ^~~~~
          note: did you mean 'label'?
        """
    )
    let wide = Diagnostic(
      severity: .error,
      message: "m",
      path: "p",
      line: 1,
      column: 4,
      sourceLine: "\t漢e\u{301}x",
      length: 1
    )
    #expect(wide.excerpt?.underline == "\t   ^")
    let long = Diagnostic(
      severity: .error,
      message: "m",
      path: "p",
      line: 1,
      column: 5000,
      sourceLine: String(repeating: "x", count: 10_000),
      length: 3
    )
    #expect((long.excerpt?.text.count ?? 0) < 170)
  }
}

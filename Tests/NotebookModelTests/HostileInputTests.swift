import NotebookModel
import Testing

@Suite("files that are not as they should be")
struct HostileInputTests {
  @Test("ill-formed UTF-8 is an error with line and column")
  func encoding() {
    let bytes = Array("# é\n\nab".utf8) + [0xC3, 0x28] + Array("c\n".utf8)
    let notebook = Notebook(parsing: bytes, path: "n.md")
    #expect(
      notebook.diagnostics.map(\.message) == ["the file is not UTF-8: byte 0xC3 is ill-formed here"]
    )
    #expect(notebook.diagnostics.first?.position.description == "3:3")
    #expect(notebook.hasErrors)
    let wide = Notebook(parsing: [0xFF, 0xFE, 0x23, 0x00], path: "n.md")
    #expect(
      wide.diagnostics.first?.notes == [
        "the file begins with the byte order mark of UTF-16; save it as UTF-8"
      ]
    )
  }

  @Test("a NUL character is an error with its place")
  func nul() {
    let notebook = read("a\n\nb\0c\n")
    #expect(
      notebook.diagnostics.map { "\($0.position.description) \($0.message)" } == [
        "3:2 the file holds a NUL character"
      ]
    )
  }

  @Test(
    "what is empty or never closed is read as far as it goes",
    arguments: [
      ("", 0, nil), ("\n\n", 0, nil), ("\u{FEFF}", 0, nil), ("---\n---\n", 0, nil),
      ("---\ntitle: x\n---", 0, nil), ("---\n\ntext\n", 2, nil), ("---", 1, nil),
      ("---\ntitle: x\n", 2, "1:1 the front matter is never closed"),
      ("```swift\nlet x = 1\n", 1, "1:1 this fence is never closed"),
      ("```swift", 1, "1:1 this fence is never closed"),
      ("> ```swift\n> x\n\ntext\n", 2, "1:3 this fence is never closed"),
      ("```python\nx\n", 1, "1:1 this fence is never closed"),
      ("`{swift}`", 1, "1:9 an inline value without an expression"),
      ("$$\nx\n\ny", 2, "1:1 displayed maths is not closed before the next blank line"),
    ] as [(String, Int, String?)]
  )
  func unclosed(text: String, blocks: Int, diagnostic: String?) {
    let notebook = read(text)
    #expect(notebook.blocks.count == blocks)
    #expect(
      notebook.diagnostics.map { "\($0.position.description) \($0.message)" }
        == (diagnostic.map { [$0] } ?? [])
    )
  }

  @Test("longer, shorter and other fences stay within a fence")
  func fences() {
    let notebook = read(
      "````swift\n```\na\n~~~\n````\n~~~swift\n```\n~~~\n   ```swift\n   b\n   ```\n"
    )
    #expect(notebook.cells.map(\.code) == ["```\na\n~~~", "```", "b"])
    #expect(notebook.diagnostics == [])
    expectLegal(notebook)
  }

  @Test("a tab that is partly indentation keeps its line in place")
  func tabs() {
    let notebook = read("1.\t```swift\n\tlet a = 1\n\t\tb\n\t```\n")
    expectLegal(notebook)
    #expect(notebook.cells.count == 1)
  }

  @Test(
    "deep nesting is read to a depth or refused, and never exhausts the stack",
    arguments: [
      String(repeating: "> ", count: 20_000) + "x", String(repeating: "- ", count: 20_000) + "x",
      String(repeating: "*a ", count: 20_000),
      String(repeating: "**a *b ", count: 5_000) + String(repeating: "* **", count: 5_000),
      String(repeating: "[", count: 20_000) + "a" + String(repeating: "](x)", count: 20_000),
      String(repeating: "![", count: 20_000), String(repeating: "`a ", count: 20_000),
      String(repeating: "$a ", count: 20_000), String(repeating: "$", count: 20_001),
      String(repeating: "${", count: 20_000), String(repeating: "\\begin{a}\n", count: 20_000),
      String(repeating: "$$ a\n\n", count: 10_000), String(repeating: "[@", count: 20_000),
      String(repeating: "[^a]: ", count: 10_000), String(repeating: "<a:", count: 20_000),
      String(repeating: "|", count: 20_000) + "\n" + String(repeating: "|-", count: 10_000),
      "---\na: " + String(repeating: "[", count: 20_000) + "\n---\n",
      "---\n" + String(repeating: "- ", count: 20_000) + "a\n---\n",
      "---\n" + (0..<2000).map { String(repeating: " ", count: $0) + "a:\n" }.joined() + "---\n",
      "---\na: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n? *c : 1\n---\n",
      "---\nparams: {a: &a [1,1,1,1,1,1,1,1,1,1], b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a], c: &c [*b,*b,*b,*b,*b,*b,*b,*b], d: &d [*c,*c,*c,*c,*c,*c,*c,*c], e: &e [*d,*d,*d,*d,*d,*d,*d], f: &f [*e,*e,*e,*e,*e,*e,*e,*e], g: [*f,*f,*f,*f,*f,*f,*f,*f,*f]}\n---\n",
    ]
  )
  func nesting(text: String) { expectLegal(read(text)) }

  @Test("a file of ten megabytes takes a moment")
  func large() {
    let part = """
      ## Section $x_i$

      Prose with $a*b*c$, `{swift} value`, é and *stress*, over
      two lines with `code` and [a link](https://x.org).

      | a | b |
      |---|---|
      | 1 | $y$ |

      ```swift
      //| echo: false
      let x = 1
      ```


      """
    let count = 10_000_000 / part.utf8.count
    let clock = ContinuousClock()
    var notebook = read("")
    let text = String(repeating: part, count: count)
    let time = clock.measure { notebook = read(text) }
    #expect(notebook.cells.count == count)
    #expect(notebook.inlineValues.count == count)
    // Linear time is a few seconds here; quadratic time would be hours.
    #expect(time < .seconds(60))
  }

  @Test("one line of a megabyte takes a moment")
  func longLine() {
    let notebook = read(String(repeating: "é $x$ `{swift} v` *a* ", count: 50_000))
    #expect(notebook.inlineValues.count == 50_000)
    #expect(notebook.inlineValues.last?.position.column == 49_999 * 22 + 16)
  }
}

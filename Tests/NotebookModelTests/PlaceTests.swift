import NotebookModel
import Testing

@Suite("places in the file")
struct PlaceTests {
  @Test("front matter, cells and inline values carry their places")
  func places() throws {
    let notebook = read(
      """
      ---
      title: T
      params: {widths: [64, 128], repeats: 12}
      tangent: {seed: 2021}
      ---
      Width $n$ and `{swift} before`.

      ```swift
      //| label: fig-rate
      //| fig-cap: "slope `{swift} fit.slope, .fixed(2)`"
      let x = 1
      x
      ```
      After: `{swift} x`.
      """
    )
    #expect(notebook.diagnostics == [])
    #expect(notebook.frontMatter.settings.seed == 2021)
    #expect(
      notebook.frontMatter.parameters.map(\.value) == [.array([.int(64), .int(128)]), .int(12)]
    )
    let cell = try #require(notebook.cells.first)
    #expect(cell.label == "fig-rate")
    #expect(cell.code == "let x = 1\nx")
    #expect(cell.linePositions == [.init(line: 11, column: 1), .init(line: 12, column: 1)])
    #expect(notebook.inlineValues.map(\.text) == ["before", "fit.slope, .fixed(2)", "x"])
    #expect(notebook.inlineValues.map(\.position.description) == ["6:24", "10:30", "14:17"])
    #expect(notebook.inlineValues.map(\.afterCell) == [-1, 0, 0])
  }

  @Test("line endings, a byte order mark, tabs and wide characters do not shift places")
  func endings() throws {
    let text = "# é\n\nä `{swift} a` 🦊 `{swift} b`\n\n```swift\n\tlet x = 1\n```\n"
    for ending in ["\n", "\r\n", "\r"] {
      let notebook = read("\u{FEFF}" + text.replacing("\n", with: ending))
      #expect(notebook.inlineValues.map(\.position.description) == ["3:12", "3:26"])
      #expect(notebook.cells.first?.linePositions.map(\.description) == ["6:1"])
      #expect(notebook.cells.first?.code == "\tlet x = 1")
      expectLegal(notebook)
    }
  }

  @Test("cells in lists and quotations know the columns of their lines")
  func containers() {
    let notebook = read(
      """
      1. item

         ```swift
         let a = 1
           let b = 2
         ```

      > quote
      > ~~~swift
      > let c = 3
      >
      >   let d = 4
      > ~~~

      - > ```swift
        > e
        > ```
      """
    )
    #expect(notebook.diagnostics == [])
    #expect(
      notebook.cells.map(\.code) == ["let a = 1\n  let b = 2", "let c = 3\n\n  let d = 4", "e"]
    )
    #expect(
      notebook.cells.map { $0.linePositions.map(\.description) } == [
        ["4:4", "5:4"], ["10:3", "11:2", "12:3"], ["16:5"],
      ]
    )
    expectLegal(notebook)
  }

  @Test("maths before a line does not move what follows it")
  func afterMaths() {
    let notebook = read(
      """
      A $x
        + y$ and `{swift} a`
      $$
      - b
      + c
      $$ and `{swift} d`

      > $$
      > e
      > $$ `{swift} f`
      """
    )
    #expect(notebook.inlineValues.map(\.position.description) == ["2:21", "6:17", "10:15"])
    expectLegal(notebook)
  }

  @Test("inline values are found in headings, tables, lists, quotations and captions")
  func everywhere() {
    let notebook = read(
      """
      # H `{swift} a`

      | x | `{swift} b` |
      |---|---|
      | `{swift} c | d` | *`{swift} e`* |

      - [ ] `` {swift} f ``
      > **`{swift} g`**

      ```swift
      //| fig-cap:
      //|   - "one `{swift} h`"
      //|   - two "`{swift} i`" and `{swift} j`
      k
      ```
      """
    )
    #expect(notebook.diagnostics == [])
    #expect(notebook.inlineValues.map(\.text) == ["a", "b", "c | d", "e", "f", "g", "h", "i", "j"])
    expectLegal(notebook)
    #expect(notebook.cells[0].options.figureCaptions.count == 2)
    #expect(notebook.inlineValues.last?.afterCell == 0)
  }

  @Test("blocks know where they begin and end")
  func blocks() {
    let notebook = read("# A\n\ntwo\nlines\n\n- item\n\n```swift\nx\n```\n")
    #expect(notebook.blocks.map { $0.range.start.description } == ["1:1", "3:1", "6:1", "8:1"])
    #expect(notebook.blocks[1].range.end.description == "4:6")
    #expect(notebook.blocks[3].range.end.description == "10:4")
  }

  @Test("values follow the last executable cell before them")
  func order() {
    let notebook = read(
      "`{swift} a`\n\n```swift\nx\n```\n\n```swift .noeval\ny\n```\n\n`{swift} b`\n\n```swift\n//| eval: false\nz\n```\n`{swift} c`\n"
    )
    #expect(notebook.cells.map(\.isExecutable) == [true, false, false])
    #expect(notebook.inlineValues.map(\.afterCell) == [-1, 0, 0])
  }
}

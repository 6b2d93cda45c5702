import NotebookModel
import Testing

@Suite("reading a notebook")
struct NotebookTests {
  @Test("front matter, cells and inline values carry their places")
  func places() throws {
    let text = """
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
    let notebook = Notebook(parsing: text, path: "n.md")
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
    #expect(
      notebook.inlineValues.map(\.position) == [
        .init(line: 6, column: 24), .init(line: 10, column: 30), .init(line: 14, column: 17),
      ]
    )
    #expect(notebook.inlineValues.map(\.afterCell) == [-1, 0, 0])
  }
}

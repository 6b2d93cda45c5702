import Foundation
import FoundationXML
import NotebookModel
import Reports
import TestSupport
import Testing

@Suite("the page")
struct PageTests {
  @Test("the sample report is as it was looked at")
  func golden() throws {
    #expect(Sample.notebook.diagnostics == [])
    let report = Sample.report()
    #expect(report.diagnostics == [])
    try expectSnapshot(report.html, named: "sample.xhtml")
  }

  @Test("the same input gives the same bytes")
  func deterministic() { #expect(Sample.report().html == Sample.report().html) }

  @Test("the page is well-formed and its identifiers are unique")
  func wellFormed() throws {
    let outline = try Outline(of: Sample.report().html)
    #expect(outline.duplicates == [])
    #expect(outline.targets.subtracting(outline.identifiers) == [])
  }

  @Test("nothing in the page runs or loads anything")
  func inert() throws {
    let outline = try Outline(of: Sample.report().html)
    let allowed: Set<String> = ["https://example.org/?a=1&b=2"]
    #expect(
      outline.elements.isDisjoint(with: [
        "script", "link", "iframe", "object", "embed", "base", "form",
      ])
    )
    #expect(!outline.attributes.contains { $0.hasPrefix("on") || $0 == "style" })
    for address in outline.addresses where !allowed.contains(address) {
      #expect(address.hasPrefix("#") || address.hasPrefix("data:"), "\(address)")
    }
    #expect(!Sample.report().html.contains("@import"))
  }

  @Test("the policy names the hash of the style sheet and allows nothing else")
  func policy() throws {
    let html = Sample.report().html
    let start = try #require(html.firstRange(of: "<style>")).upperBound
    let end = try #require(html.firstRange(of: "</style>")).lowerBound
    let hash = Data(sha256(Array(html[start..<end].utf8))).base64EncodedString()
    #expect(html.contains("style-src &#39;sha256-\(hash)&#39;;"))
    #expect(html.contains("default-src &#39;none&#39;;"))
    #expect(html[start..<end].contains(Sample.style))
  }

  @Test("the furniture of the page is small")
  func size() {
    let empty = HTMLReport(
      notebook: Notebook(parsing: "x", path: "x.md"),
      results: NotebookResults()
    )
    #expect(empty.html.utf8.count < 25_000)
  }

  @Test("a style sheet cannot end its element")
  func styleEscape() throws {
    let report = Sample.report(ReportOptions(figureStyle: "</style><script>alert(1)</script>"))
    #expect(!report.html.contains("<script"))
    _ = try Outline(of: report.html)
  }

  @Test("without code there is no code, but the notebook stays attached")
  func withoutCode() {
    let html = Sample.report(ReportOptions(showsCode: false)).html
    #expect(!html.contains("class=\"code\""))
    #expect(html.contains("The notebook as it was run"))
  }

  @Test(
    "the verdict says what came out",
    arguments: [
      ([true, true], 0, "All 2 claims hold", "good"), ([true], 0, "The claim holds", "good"),
      ([true, false, false], 0, "2 of 3 claims fail", "bad"), ([], 0, "", ""),
      ([true], 1, "1 cell failed · The claim holds", "bad"),
      ([true, false], 0, "1 of 2 claims fails", "bad"),
    ] as [([Bool], Int, String, String)]
  )
  func verdict(holds: [Bool], failures: Int, expected: String, kind: String) {
    let notebook = Notebook(parsing: "```swift\nx\n```\n```swift\ny\n```\n", path: "n.md")
    var results = NotebookResults()
    let claims = holds.map {
      CellOutput.claim(ClaimOutput(statement: "s", measured: "1", expected: "1", holds: $0))
    }
    results.cells[0] = CellResult(outputs: claims, status: .succeeded)
    if failures > 0 {
      let failure = notebook.diagnostic(.error, "m", at: SourcePosition(line: 5, column: 1))
      results.cells[1] = CellResult(status: .failed(failure))
    }
    let html = HTMLReport(notebook: notebook, results: results).html
    let open =
      kind.isEmpty ? "<p class=\"verdict\">" : "<p class=\"verdict \(kind)\"><b>\(expected)</b>"
    #expect(html.contains(open))
  }

  @Test("references to what a run did not make are reported and shown")
  func missing() {
    let notebook = Notebook(
      parsing: "```swift\n//| label: fig-a\nx\n```\nSee @fig-a.",
      path: "n.md"
    )
    let report = HTMLReport(notebook: notebook, results: NotebookResults())
    #expect(
      report.diagnostics.map(\.message) == [
        "'@fig-a' refers to something that this run did not make"
      ]
    )
    #expect(report.diagnostics.first?.position.description == "5:5")
  }

  @Test("several figures of a cell have numbers and captions of their own")
  func figures() throws {
    let notebook = Notebook(
      parsing:
        "```swift\n//| label: fig-a\n//| fig-cap: [one, two]\n//| fig-alt: [first]\nx\n```\n@fig-a @fig-a-2\n",
      path: "n.md"
    )
    let figure = CellOutput.figure(FigureOutput(svg: Sample.drawing, title: "T", description: ""))
    var results = NotebookResults()
    results.cells[0] = CellResult(outputs: [figure, figure], status: .succeeded)
    let report = HTMLReport(notebook: notebook, results: results)
    #expect(report.html.contains("<b>Figure 1.</b> one"))
    #expect(report.html.contains("<b>Figure 2.</b> two"))
    #expect(report.html.contains(">Figures 1–2</a>"))
    #expect(report.html.contains("href=\"#fig-a-figure-2\">Figure 2</a>"))
    #expect(report.html.contains("aria-label=\"first\""))
    #expect(try Outline(of: report.html).duplicates == [])
  }
}

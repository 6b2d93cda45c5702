import Testing

@testable import Plotting

@Suite("Formulas in labels") struct TeXTests {
  @Test(
    "plain text",
    arguments: [
      ("width $n$", "width n"), ("$n^{-1/2}$", "n^(−1/2)"), ("$x_i^2$", "x_i^2"),
      ("$\\hat\\Theta_n$", "Θ\u{302}_n"), ("$\\alpha + \\beta$", "α + β"),
      ("$\\frac{a+b}{c}$", "(a + b)/c"), ("$\\sqrt{n}$ and $\\sqrt{2n}$", "√n and √(2n)"),
      ("$\\|A\\|_F \\le 1$", "‖A‖_F ≤ 1"), ("costs $5", "costs $5"), ("\\$5 and \\$6", "$5 and $6"),
      ("$\\mathbb{R}^d$", "ℝ^d"), ("$\\mathcal{L}$", "ℒ"), ("$\\text{test error}$", "test error"),
      ("$f'(x)$", "f′(x)"), ("$\\left(\\log n\\right)$", "(log n)"), ("$$", "$$"), ("", ""),
      ("$\\operatorname{tr} K$", "trK"), ("$x_{i j}$", "x_(ij)"), ("$-1$", "−1"),
    ]
  )
  func plain(source: String, text: String) {
    #expect(RichText(source).plain == text)
  }

  @Test("an unknown command is shown as written and noted")
  func unknown() {
    let text = RichText("$\\mathfoo{x}$")
    #expect(text.plain.contains("\\mathfoo"))
    #expect(text.unknownCommands == ["\\mathfoo"])
    let figure = Figure(x: "$\\mathfoo$") { Line(x: [0.0, 1], y: [0, 1]) }
    #expect(figure.notes.contains("Unknown command \\mathfoo in a label."))
  }

  @Test("superscripts stand above, subscripts below, and both over one another")
  func scripts() {
    let runs = RichText("$x_i^2$").runs.filter { !$0.text.isEmpty }
    #expect(runs.map(\.text) == ["x", "i", "2"])
    #expect(runs[1].rise < 0 && runs[2].rise > 0)
    #expect(runs[2].shift < 0)
    #expect(runs[0].font == .mathItalic && runs[2].font == .math)
  }

  @Test("no input breaks the reader: all short texts over an alphabet of traps")
  func exhaustive() {
    let alphabet = ["$", "\\", "{", "}", "^", "_", "'", "a", " ", "hat", "frac", "left.", "["]
    func walk(_ text: String, _ depth: Int) {
      let rich = RichText(text)
      #expect(rich.width(14).isFinite)
      guard depth > 0 else { return }
      for part in alphabet { walk(text + part, depth - 1) }
    }
    walk("$", 3)
    walk("$\\", 3)
  }

  @Test("deep nesting and long labels are read in bounded stack and length")
  func deep() {
    for opening in ["{", "^{", "\\hat{", "\\frac{", "\\sqrt", "\\hat", "^", "\\mathrm{"] {
      let rich = RichText("$" + String(repeating: opening, count: 20_000) + "x$")
      #expect(rich.width(14) < 1e6)
    }
    #expect(RichText(String(repeating: "long ", count: 10_000)).plain.count <= 500)
  }

  @Test("wrapping keeps every word and every line within the width")
  func wrapping() {
    let source = RichText(
      "the relative error of $\\hat\\Theta_n$ against its limit $\\Theta$ at width $n$"
    )
    for width in [60.0, 90, 140, 300, 1000] {
      let lines = source.wrapped(to: width, size: 14, lines: 20)
      for line in lines { #expect(line.width(14) <= width + 1e-9) }
    }
    let texts = source.wrapped(to: 140, size: 14, lines: 20).flatMap { $0.runs.map(\.text) }
    #expect(
      texts.joined().replacing(" ", with: "")
        == source.runs.map(\.text).joined().replacing(" ", with: "")
    )
  }
}

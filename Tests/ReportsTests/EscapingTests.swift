import Foundation
import NotebookModel
import Reports
import Testing

@Suite("text stays text")
struct EscapingTests {
  /// A repeatable sequence of numbers (SplitMix64).
  struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  static let hostile = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'", "&", "&amp;", "]]>",
    "<!--",
    "-->", "</pre>", "</style>", "javascript:alert(1)", "\u{0}", "\u{1B}[31m", "\u{FFFE}",
    "\u{202E}", "é",
    "[a](javascript:x)", "![a](https://x.org/x.png)", "`", "$", "@fig-x", "\n",
    "{#x\" onclick=\"y}", "|",
    "<a href='x'>", "# ", "- ", "[^n]", "{swift} ", "\u{2028}", "\r",
  ]

  private func text(_ generator: inout Generator) -> String {
    (0..<Int.random(in: 0...5, using: &generator))
      .map { _ in Self.hostile[Int.random(in: 0..<Self.hostile.count, using: &generator)] }.joined()
  }

  @Test(
    "whatever cells print and notebooks say, the page stays well-formed and inert",
    arguments: 0..<4
  )
  func fuzz(seed: Int) throws {
    var generator = Generator(state: UInt64(seed) &+ 77)
    for _ in 0..<40 {
      let prose =
        "\(text(&generator))\n\n```swift\n//| label: fig-x\n//| fig-cap: \(text(&generator).debugDescription)\n\(text(&generator))\n```\n\n> \(text(&generator))\n\n| a | b |\n|---|---|\n| \(text(&generator)) | x |\n"
      let notebook = Notebook(parsing: prose, path: text(&generator))
      let failure = notebook.diagnostic(
        .error,
        text(&generator),
        at: SourcePosition(line: 1, column: 2)
      )
      var results = NotebookResults(
        record: RunRecord(host: text(&generator), command: text(&generator))
      )
      results.cells[0] = CellResult(
        outputs: [
          .text(text(&generator)), .value(text(&generator)),
          .figure(
            FigureOutput(
              svg: Sample.drawing + text(&generator),
              title: text(&generator),
              description: "",
              csv: text(&generator)
            )
          ),
          .table(TableOutput(columns: [text(&generator)], rows: [[text(&generator)]])),
          .claim(
            ClaimOutput(
              statement: text(&generator),
              measured: text(&generator),
              expected: "",
              holds: false
            )
          ),
        ],
        status: .failed(failure)
      )
      for value in notebook.inlineValues {
        results.inlineValues[value.id] = .text(text(&generator))
      }
      let html = HTMLReport(notebook: notebook, results: results).html
      let outline = try Outline(of: html)
      #expect(outline.elements.isDisjoint(with: ["script", "b onclick"]))
      #expect(!outline.attributes.contains { $0.hasPrefix("on") || $0 == "style" })
      #expect(
        outline.addresses.allSatisfy {
          $0.hasPrefix("#") || $0.hasPrefix("data:") || !$0.contains(":")
        }
      )
    }
  }

  @Test(
    "a drawing that holds more than shapes and text is refused",
    arguments: [
      "<svg><script>x</script></svg>", "<svg onload=\"x\"></svg>", "<svg><a href=\"x\"></a></svg>",
      "<svg><g style=\"x\"></g></svg>", "<svg><image href=\"https://x.org\"/></svg>",
      "<svg><rect fill=\"url(https://x.org)\"/></svg>", "<svg><g></svg>", "<svg></svg><p>x</p>",
      "<svg><foreignObject/></svg>", "<svg>&x;</svg>", "<svg><g a='x'/></svg>", "<svg", "",
      "<svg><!--x--></svg>",
      "<svg><use href=\"//x.org#a\"/></svg>", "<svg><g a=\"1\" a=\"2\"/></svg>", "<svg>]]</svg",
      "</svg>",
    ]
  )
  func drawings(svg: String) {
    let notebook = Notebook(parsing: "```swift\nx\n```\n", path: "n.md")
    var results = NotebookResults()
    results.cells[0] = CellResult(
      outputs: [.figure(FigureOutput(svg: svg, title: "", description: ""))],
      status: .succeeded
    )
    let report = HTMLReport(notebook: notebook, results: results)
    #expect(report.html.contains("This figure cannot be shown safely."))
    #expect(report.diagnostics.count == 1)
  }

  @Test("a plain drawing goes into the page as it is")
  func plainDrawing() { #expect(Sample.report().html.contains(Sample.drawing)) }

  @Test(
    "code is colored without losing a character",
    arguments: [
      "let x = 1", "\"a \\(b + \"c\\(d)\") e\"", "#\"raw \\(x) \\#(y)\"#",
      "\"\"\"\nmulti \\(x)\n\"\"\"", "/* a /* b */ c */ d",
      "\"unclosed", "/* unclosed", "\"\\(", "\"\\", "1.5e-3 0xFF 1...3 x.0",
      "@LayerBuilder #if `let` $0", "", "\\(", "\"\\(\"\\(\"\\(",
      "case .default: self.init", "é + 漢",
    ]
  )
  func highlighting(code: String) throws {
    let notebook = Notebook(parsing: "````swift .noeval\n\(code)\n````\n", path: "n.md")
    let html = HTMLReport(notebook: notebook, results: NotebookResults()).html
    guard !code.isEmpty else { return }
    let start = try #require(html.firstRange(of: "<pre tabindex=\"0\"><code>")).upperBound
    let end = try #require(html[start...].firstRange(of: "</code>")).lowerBound
    let text = html[start..<end].replacing(#/<[^>]*>/#, with: "").replacing("&quot;", with: "\"")
      .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&#39;", with: "'")
      .replacing("&amp;", with: "&")
    #expect(text == code)
  }

  @Test("colors of text reach a contrast of 4.5 in both themes")
  func contrast() throws {
    let html = Sample.report().html
    let themes = html.matches(
      of: #/:root\{color-scheme:light dark[^}]*\}|prefers-color-scheme:dark\)\{:root\{[^}]*\}/#
    )
    #expect(themes.count == 2)
    for theme in themes {
      var colors: [String: Double] = [:]
      for match in theme.output.matches(of: #/--([a-z-]+):#([0-9a-f]{3,6})[;}]/#) {
        colors[String(match.1)] = luminance(String(match.2))
      }
      let surfaces = ["surface", "panel", "good-panel", "bad-panel", "warn-panel", "note-panel"]
      for surface in surfaces {
        let inks =
          ["ink", "muted", "link"]
          + (surface == "panel" ? ["k", "str", "num", "com", "typ", "fun"] : [])
        for ink in inks { try expect(colors, ink, on: surface) }
      }
      for (ink, surface) in [
        ("good", "good-panel"), ("bad", "bad-panel"), ("warn", "warn-panel"), ("good", "panel"),
        ("good", "surface"), ("bad", "surface"), ("typ", "surface"),
      ] {
        try expect(colors, ink, on: surface)
      }
    }
  }

  private func expect(_ colors: [String: Double], _ ink: String, on surface: String) throws {
    let a = try #require(colors[ink])
    let b = try #require(colors[surface])
    let contrast = (max(a, b) + 0.05) / (min(a, b) + 0.05)
    #expect(contrast >= 4.5, "--\(ink) on --\(surface): \(contrast)")
  }

  /// The relative luminance of a color, by WCAG 2.
  private func luminance(_ hex: String) -> Double {
    let digits = hex.count == 3 ? hex.map { "\($0)\($0)" }.joined() : hex
    let value = Int(digits, radix: 16) ?? 0
    let parts = [value >> 16 & 255, value >> 8 & 255, value & 255].map { part -> Double in
      let x = Double(part) / 255
      return x <= 0.04045 ? x / 12.92 : powered((x + 0.055) / 1.055)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }

  private func powered(_ x: Double) -> Double { pow(x, 2.4) }
}

import NotebookModel
import Testing

@Suite("maths and mark-up")
struct MathsTests {
  @Test(
    "maths survives as it is written",
    arguments: [
      ("$a*b*c$", ["a*b*c"]),
      (#"$\{x\}$"#, [#"\{x\}"#]),
      ("$a_i b_j$ and $c_k d_l$", ["a_i b_j", "c_k d_l"]),
      (#"$\\ <y> & z$"#, [#"\\ <y> & z"#]),
      (#"**$x_1$** and *$y*z$*"#, ["x_1", "y*z"]),
      ("$`a*b`$", ["a*b"]),
      (#"$\text{if $x$}$"#, [#"\text{if $x$}"#]),
      ("$a$$b$", ["a", "b"]),
      ("$$\na\n= b\n- c\n$$ {#eq-x}", ["a\n= b\n- c"]),
      ("$$ x_1*y*z $$", ["x_1*y*z"]),
      ("$$\n\\begin{a}\n===\n# b\n> c\n\\end{a}\n$$", ["\\begin{a}\n===\n# b\n> c\n\\end{a}"]),
      ("```math\n\\frac{a*b*c}{d}\n```", ["\\frac{a*b*c}{d}"]),
      (
        "\\begin{align}\na &= b \\\\\n+ c &= d\n\\end{align}",
        ["\\begin{align}\na &= b \\\\\n+ c &= d\n\\end{align}"]
      ),
      ("> $$\n> a\n> + b\n> $$", ["a\n+ b"]),
      ("- $x$\n  - $$y$$", ["x", "y"]),
      ("# Heading $h_1*2*$", ["h_1*2*"]),
      ("| $a|b$ | c |\n|---|---|\n| $d$ | e |", ["a|b", "d"]),
      ("$x$-axis, ($y$), “$z$”", ["x", "y", "z"]),
    ] as [(String, [String])]
  )
  func survives(text: String, expected: [String]) { #expect(formulas(text) == expected) }

  @Test(
    "money, code and escapes are no maths",
    arguments: [
      "It costs $5 and $6.", "`$a$`", "\\$a\\$", "$ a $", "$a $", "$a$5", "    $a$",
      "```\n$a$\n```", "~~~~\n$a$\n~~~\n$b$\n~~~~", "a $ b", "$", "$$", "$a\n\nb$",
      "[a](http://x/$y$)", "<http://x/$y$>", "- a\n\n      $a$\n",
    ]
  )
  func isNone(text: String) { #expect(formulas(text) == []) }

  @Test("an equation carries its label, and references to it resolve")
  func label() throws {
    let notebook = read("$$\nx\n$$ {#eq-x}\n\nSee @eq-x and [@eq-x].")
    #expect(notebook.diagnostics == [])
    guard case .math(let math)? = notebook.blocks.first?.content else {
      Issue.record("no formula")
      return
    }
    #expect(math.label == "eq-x")
    #expect(math.range.start.description == "1:1")
    #expect(math.range.end.description == "3:11")
  }

  @Test("mark-up is read as CommonMark says")
  func markup() {
    #expect(
      paragraph("a *b* **c** `d`") == [
        .text("a "), .emphasis([.text("b")]), .text(" "), .strong([.text("c")]), .text(" "),
        .code("d"),
      ]
    )
    #expect(paragraph("a\nb\\\nc") == [.text("a"), .softBreak, .text("b"), .lineBreak, .text("c")])
    #expect(paragraph("&copy; <b>x</b>") == [.text("© "), .html("<b>"), .text("x"), .html("</b>")])
  }

  @Test(
    "only harmless targets of links and images are kept",
    arguments: [
      ("[a](https://x.org/?a=1&b=2)", "https://x.org/?a=1&b=2"), ("[a](other.md#x)", "other.md#x"),
      ("[a](#x)", "#x"), ("[a](mailto:a@b.c)", "mailto:a@b.c"), ("[a](javascript:alert(1))", ""),
      ("[a](JaVaScRiPt:x)", ""), ("[a](&#106;avascript:x)", ""), ("[a](<java\tscript:x>)", ""),
      ("[a](vbscript:x)", ""), ("[a](data:text/html,x)", ""), ("[a](//x.org)", ""),
      ("[a](file:///etc/passwd)", ""), ("<javascript:x>", ""),
    ]
  )
  func links(text: String, expected: String) {
    guard case .link(let url, _, _)? = paragraph(text).first else {
      Issue.record("no link in \(text)")
      return
    }
    #expect(url == expected)
  }

  @Test("images are data or local names")
  func images() {
    func url(_ text: String) -> String? {
      if case .image(let url, _, _)? = paragraph(text).first { url } else { nil }
    }
    #expect(url("![a](data:image/png;base64,AA==)") == "data:image/png;base64,AA==")
    #expect(url("![a](plot.png)") == "plot.png")
    #expect(url("![a](https://x.org/a.png)") == "")
    #expect(url("![a](data:text/html;base64,AA==)") == "")
  }

  @Test("tables, callouts, task lists, footnotes and citations are read")
  func extensions() {
    let notebook = read(
      """
      | a | b |
      |:-:|--:|
      | 1 \\| 2 | `x` |
      | 3 |

      : A caption with $m$ {#tbl-a}

      > [!WARNING] Mind
      > the gap

      - [x] done

      Text[^n] [@jacot2018; @lee2019] and @tbl-a.

      [^n]: A note.
      [^m]: Another.
      """
    )
    #expect(notebook.diagnostics == [])
    guard case .table(let table)? = notebook.blocks.first?.content else {
      Issue.record("no table")
      return
    }
    #expect(table.alignments == [.center, .right])
    #expect(table.rows == [[[.text("1 | 2")], [.code("x")]], [[.text("3")], []]])
    #expect(table.label == "tbl-a")
    #expect(table.caption.plainText == "A caption with m")
    guard case .callout(let callout)? = notebook.blocks.dropFirst().first?.content else {
      Issue.record("no callout")
      return
    }
    #expect(callout.kind == .warning)
    #expect(callout.title == [.text("Mind")])
    #expect(callout.blocks.count == 1)
    guard case .list(let list)? = notebook.blocks.dropFirst(2).first?.content else {
      Issue.record("no list")
      return
    }
    #expect(list.items.first?.isChecked == true)
    #expect(notebook.footnotes.map(\.name) == ["n", "m"])
    #expect(notebook.footnotes.map { $0.text.plainText } == ["A note.", "Another."])
    let last = notebook.blocks.last.map { block -> [Inline] in
      if case .paragraph(let inlines) = block.content { inlines } else { [] }
    }
    #expect(last?.contains(.citation(["jacot2018", "lee2019"])) == true)
    #expect(last?.contains(.footnote("n")) == true)
  }

  @Test("headings take a label off their end")
  func headings() {
    guard
      case .heading(let level, let label, let text)? = read("## The *rate* {#sec-rate}").blocks
        .first?.content
    else {
      Issue.record("no heading")
      return
    }
    #expect(level == 2)
    #expect(label == "sec-rate")
    #expect(text.plainText == "The rate")
  }

  @Test("characters used as marks may stand in the text")
  func marks() {
    let text = "\u{F0000}0\u{F0001} $x$ \u{F0002}"
    #expect(formulas(text) == ["x"])
    #expect(paragraph(text).plainText == "\u{F0000}0\u{F0001} x \u{F0002}")
  }
}

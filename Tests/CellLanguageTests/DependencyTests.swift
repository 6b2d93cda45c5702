import CellLanguage
import Testing

@Suite("What cells use of one another") struct DependencyTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let cells: [String]
    let reads: [Set<String>]
    let writes: [Set<String>]
    var testDescription: String { cells.joined(separator: " | ") }
  }

  static let rows = [
    Row(
      cells: ["let a = 1 / 1", "let b = 1", "let c = a", "let d = b", "let e = c"],
      reads: [[], [], ["a"], ["b"], ["c"]],
      writes: [["a"], ["b"], ["c"], ["d"], ["e"]]
    ),
    Row(
      cells: ["var n = 1", "func f() -> Int { n }", "n = 2", "let x = f()", "let y = x"],
      reads: [[], ["n"], ["n"], ["f", "n"], ["x"]],
      writes: [["n"], ["f"], ["n"], ["x"], ["y"]]
    ),
    Row(
      cells: ["var n = 1", "let g = { n }", "let h: [() -> Int] = [g]", "let x = h[0]()"],
      reads: [[], ["n"], ["g", "n"], ["h", "g", "n"]],
      writes: [["n"], ["g"], ["h"], ["x"]]
    ),
    Row(
      cells: ["var n = 1", "func bump() { n += 1 }", "bump()", "let x = n"],
      reads: [[], ["n"], ["bump", "n"], ["n"]],
      writes: [["n"], ["bump", "n"], ["n"], ["x"]]
    ),
    Row(
      cells: ["let k = 2", "struct S { func f() -> Int { k } }", "let s = S()", "let x = s.f()"],
      reads: [[], ["k"], [], ["s", "S", "k"]],
      writes: [["k"], ["S"], ["s"], ["x"]]
    ),
  ]

  @Test("are told cell by cell", arguments: rows) func told(row: Row) {
    let checked = CheckedNotebook(
      checking: sources(row.cells),
      parameters: [],
      registry: testRegistry
    )
    #expect(checked.diagnostics.map(\.rendered) == [])
    #expect(row.cells.indices.map { checked.reads($0) } == row.reads)
    #expect(row.cells.indices.map { checked.writes($0) } == row.writes)
  }

  @Test("a function uses variables declared below it in its cell") func declaredBelow() {
    #expect(output("func f() -> Int { g }\nlet g = 41\nprint(f() + 1)") == "42\n")
  }

  @Test("a function called before its variable has a value says so at the variable")
  func calledTooEarly() {
    let number = run("func f() -> Int { g }\nprint(f())\nlet g = 1")
    #expect(number.diagnostics.map(\.rendered) == [])
    #expect(number.failure?.message == "'g' is used before it has a value")
    #expect(number.failure?.line == 10)
    let list = run("func f() { print(g) }\nf()\nlet g = [\"a\"]")
    #expect(list.failure?.message == "'g' is used before it has a value")
    let change = run("func f() { g.append(1) }\nf()\nvar g = [0]")
    #expect(change.failure?.message == "'g' is used before it has a value")
  }

  @Test("a variable of a later cell is told to stand further down") func laterCell() {
    let outcome = run("func f() -> Int { g }", "let g = 1")
    #expect(outcome.diagnostics.map(\.message) == ["cannot find 'g' in scope"])
    #expect(
      outcome.diagnostics.first?.notes == [
        "'g' is declared further down, in 'cell 2' (line 30); cells run in order"
      ]
    )
  }
}

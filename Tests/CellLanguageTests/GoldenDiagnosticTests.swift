import CellLanguage
import Testing

/// A cell with the places of its mistakes marked `«…»`, and the messages in their order.
struct GoldenRow: Sendable, CustomTestStringConvertible {
  var marked: String
  var messages: [String]
  var testDescription: String { marked }

  init(_ marked: String, _ messages: String...) {
    (self.marked, self.messages) = (marked, messages)
  }

  /// The cell without its marks.
  var cell: String { marked.filter { $0 != "«" && $0 != "»" } }

  /// Where the marks are: line and column from 1, and how many characters they enclose.
  var places: [Place] {
    var places: [Place] = []
    var (line, column) = (1, 1)
    for character in marked {
      switch character {
      case "«": places.append(Place(line: line, column: column, length: 0))
      case "»":
        let start = places[places.count - 1].column
        places[places.count - 1].length = max(1, column - start)
      case "\n": (line, column) = (line + 1, 1)
      default: column += 1
      }
    }
    return places
  }

  struct Place: Equatable { var line, column, length: Int }
}

@Suite("Messages about cells") struct GoldenDiagnosticTests {
  @Test(
    "say what is wrong, where, and what to do",
    arguments: GoldenRow.names + GoldenRow.calls + GoldenRow.types + GoldenRow.declarations
      + GoldenRow.syntax
  )
  func messages(row: GoldenRow) {
    let found = check(row.cell).diagnostics
    // A message and its notes in one line, as `message | note | note`.
    let texts = found.map { ([$0.message] + $0.notes).joined(separator: " | ") }
    #expect(texts == row.messages)
    let places = found.map {
      GoldenRow.Place(line: $0.line - 9, column: $0.column, length: $0.length)
    }
    #expect(places == row.places)
  }

  @Test("of all cells come at once, in document order")
  func allCells() {
    let found = check(
      "let a = 1\nprint(b)",
      "let c: Int = \"x\"",
      "print(a)",
      "let d = ("
    ).diagnostics
    #expect(found.map(\.cell) == [0, 1, 3])
    #expect(found.map(\.line) == [11, 30, 70])
  }

  @Test("do not repeat that what a wrong cell declares is wrong")
  func noEchoes() {
    let found = check("let a = nothing\nlet b = a + 1", "print(a, b.count)").diagnostics
    #expect(found.map(\.message) == ["cannot find 'nothing' in scope"])
  }

  @Test("show the line with a caret under the place")
  func rendered() {
    let found = check("let count = 1\nprint(coutn)").diagnostics
    #expect(
      found.map(\.rendered) == [
        """
        nb.md:11:7: error: cannot find 'coutn' in scope
          print(coutn)
                ^~~~~
          note: did you mean 'count'?
        """
      ]
    )
  }
}

extension GoldenRow {
  static let names = [
    GoldenRow(
      "let count = 1\nprint(«coutn»)",
      "cannot find 'coutn' in scope | did you mean 'count'?"
    ),
    GoldenRow("«prnt»(1)", "cannot find 'prnt' in scope | did you mean 'print'?"),
    GoldenRow("«xyzzy»(1)", "cannot find 'xyzzy' in scope"),
    GoldenRow("let x: «Itn» = 1", "cannot find type 'Itn' in scope | did you mean 'Int'?"),
    GoldenRow(
      "print([1].«cuont»)",
      "value of type '[Int]' has no member 'cuont' | did you mean 'count'?"
    ),
    GoldenRow("print(1.«foo»)", "value of type 'Int' has no member 'foo'"),
    GoldenRow(
      "print(«b»)\nlet b = 2",
      "cannot find 'b' in scope | 'b' is declared further down, in this cell (line 11); cells run in order"
    ),
    GoldenRow("print(«Date»())", "'Date' is not available in cells | cells do not see the clock"),
  ]

  static let calls = [
    GoldenRow(
      "func f(a: Int) {}\nf(«b»: 1)",
      "incorrect argument label in call (have 'b:', expected 'a:')"
    ),
    GoldenRow("func f(a: Int) {}\nf(«1»)", "missing argument label 'a:' in call"),
    GoldenRow("func f(_ a: Int) {}\nf(«a»: 1)", "extraneous argument label 'a:' in call"),
    GoldenRow(
      "func f(a: Int, b: Int) {}\n«f»(a: 1)",
      "missing argument for parameter 'b' in call | it takes (a: Int, b: Int)"
    ),
    GoldenRow("func f() {}\nf(«1»)", "extra argument in call"),
    GoldenRow(
      "func f(a: Int) {}\nf(a: 1, «b»: 2)",
      "extra argument 'b' in call | it takes (a: Int)"
    ),
    GoldenRow(
      "func f(a: Int) {}\nf(a: «\"x\"»)",
      "cannot convert value of type 'String' to expected argument type 'Int'"
    ),
    GoldenRow(
      "Dense(«\"x\"»)",
      "cannot convert value of type 'String' to expected argument type 'Int'"
    ),
    GoldenRow("let x = 1\n«x»(2)", "cannot call value of non-function type 'Int'"),
  ]

  static let types = [
    GoldenRow(
      "let x: Int = «\"a\"»",
      "cannot convert value of type 'String' to specified type 'Int'"
    ),
    GoldenRow(
      "let x: Int = «1.5»",
      "cannot convert value of type 'Double' to specified type 'Int' | numbers are not converted by themselves; write Int(…)"
    ),
    GoldenRow(
      "let n = 1\nprint(n «+» 1.5)",
      "binary operator '+' cannot be applied to operands of type 'Int' and 'Double' | numbers are not converted by themselves; write Double(…)"
    ),
    GoldenRow(
      "if «1» { print(2) }",
      "cannot use value of type 'Int' as a condition of type 'Bool' | compare it, as in '!= 0'"
    ),
    GoldenRow(
      "let x: Int = «9223372036854775808»",
      "integer literal '9223372036854775808' overflows when stored into 'Int'"
    ),
    GoldenRow(
      "print([1, «\"a\"»])",
      "cannot convert value of type 'String' to expected element type 'Int'"
    ),
    GoldenRow(
      "let o: Int? = 1\nprint(o «+» 1)",
      "binary operator '+' cannot be applied to operands of type 'Int?' and 'Int' | unwrap the optional first: '??' for a default, 'if let' for a test"
    ),
    GoldenRow("let a: Int = «nil»", "'nil' is not compatible with expected type 'Int'"),
    GoldenRow("func f(_ x: «Foo») {}", "cannot find type 'Foo' in scope"),
  ]

  static let declarations = [
    GoldenRow(
      "let a = 1\n«a» = 2",
      "cannot change 'a': 'a' is a 'let' constant | declare it with 'var'"
    ),
    GoldenRow(
      "func f(_ n: Int) { «n» += 1 }",
      "cannot change 'n': it is a parameter | copy it first: var n = n"
    ),
    GoldenRow(
      "let a = [1]\n«a».append(2)",
      "cannot change 'a': 'a' is a 'let' constant | declare it with 'var'"
    ),
    GoldenRow(
      "let a = 1\nlet «a» = 2",
      "invalid redeclaration of 'a' | the cells of a notebook share their names; choose another name, or assign to a 'var'"
    ),
    GoldenRow(
      "func f(_ n: Int) -> Int {\n  if n > 0 { return 1 «}»\n}",
      "missing return in 'f' expected to return 'Int'"
    ),
    GoldenRow(
      "func f() -> Int { return «\"x\"» }",
      "cannot convert return expression of type 'String' to return type 'Int'"
    ),
    GoldenRow("func f() {\n  1 + 2\n}"),
    GoldenRow("func g() -> Int { 1 }\nfunc f() {\n  g()\n}"),
    GoldenRow(
      "func f(_ a: inout Int, _ b: inout Int) {}\nvar x = 1\nf(&x, &«x»)",
      "overlapping accesses to 'x': it can be passed 'inout' only once in a call | pass a copy, or make the change with one argument"
    ),
    GoldenRow(
      "func f(_ a: inout Int, _ b: inout [Int]) {}\nvar x = [1]\nf(&x[0], &«x»)",
      "overlapping accesses to 'x': it can be passed 'inout' only once in a call | pass a copy, or make the change with one argument"
    ),
    GoldenRow(
      "var total = 0\nlet s = sweep(over: [1]) { n, seed in Double(«total» + n) }",
      "'total' is a 'var' and cannot be used in a closure that runs on several threads | copy its value into a 'let' before the call"
    ),
    GoldenRow(
      "func f() -> Sweep {\n  var k = 1\n  k += 1\n  return sweep(over: [1]) { n, seed in Double(«k») }\n}",
      "'k' is a 'var' and cannot be used in a closure that runs on several threads | copy its value into a 'let' before the call"
    ),
  ]

  static let syntax = [
    GoldenRow("let a = (1 + 2«»", "expected ')' to end tuple | to match this opening '('"),
    GoldenRow("print(«a»)\nprint(«b»)", "cannot find 'a' in scope", "cannot find 'b' in scope"),
  ]
}

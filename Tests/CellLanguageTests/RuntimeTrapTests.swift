import CellLanguage
import Testing

/// A program that stops, the line of the cell (from 1) where it does, and what it says.
struct TrapRow: Sendable, CustomTestStringConvertible {
  var program: String
  var line: Int
  var message: String
  var testDescription: String { program }

  init(_ program: String, _ line: Int, _ message: String) {
    (self.program, self.line, self.message) = (program, line, message)
  }
}

@Suite("Mistakes of running cells") struct RuntimeTrapTests {
  @Test(
    "stop the cell at their place and say what was found",
    arguments: TrapRow.arithmetic + TrapRow.conversions + TrapRow.collections + TrapRow.strings
      + TrapRow.sizes + TrapRow.others
  )
  func traps(row: TrapRow) throws {
    let patience = Patience(200)
    let limits = CellContext(
      poll: { try patience.use() },
      callDepth: 300,
      elementLimit: 100_000
    )
    let outcome = run(row.program, limits: limits)
    for diagnostic in outcome.diagnostics { Issue.record("\(diagnostic.rendered)") }
    guard outcome.diagnostics.isEmpty else { return }
    let failure = try #require(outcome.failure, "printed \(outcome.printed.prefix(200))")
    #expect(failure.message.contains(row.message), "\(failure.rendered)")
    // The first cell begins on line 10 of its notebook.
    #expect(failure.line == row.line + 9, "\(failure.rendered)")
  }

  @Test("shifts by any distance are what compiled Swift gives")
  func shifts() {
    let text = output(
      """
      let distances = [Int.min, -65, -64, -1, 0, 1, 63, 64, 65, Int.max]
      print(distances.map { 5 << $0 })
      print(distances.map { -5 >> $0 })
      let u: UInt64 = 0xF000_0000_0000_000F
      print(distances.map { u << $0 }, distances.map { u >> $0 })
      """
    )
    let distances = [Int.min, -65, -64, -1, 0, 1, 63, 64, 65, Int.max]
    let u: UInt64 = 0xF000_0000_0000_000F
    let expected =
      "\(distances.map { 5 << $0 })\n\(distances.map { -5 >> $0 })\n"
      + "\(distances.map { u << $0 }) \(distances.map { u >> $0 })\n"
    #expect(text == expected)
  }
}

extension TrapRow {
  static let arithmetic = [
    TrapRow("let a = Int.max\nprint(a + 1)", 2, "arithmetic overflow in '+'"),
    TrapRow("let a = Int.min\nprint(a - 1)", 2, "arithmetic overflow in '-'"),
    TrapRow("let a = Int.max\nprint(\na * 2)", 3, "arithmetic overflow in '*'"),
    TrapRow("let a = Int.min\nlet b = -1\nprint(a / b)", 3, "arithmetic overflow in '/'"),
    TrapRow("let a = Int.min\nlet b = -1\nprint(a % b)", 3, "arithmetic overflow in '%'"),
    TrapRow("let a = 0\nprint(1 / a)", 2, "division by zero"),
    TrapRow("let a = 0\nprint(1 % a)", 2, "remainder by zero"),
    TrapRow("let a = Int.min\nprint(-a)", 2, "arithmetic overflow in '-'"),
    TrapRow("print(abs(Int.min))", 1, "arithmetic overflow in 'abs'"),
    TrapRow("var a = Int.max\na += 1", 2, "arithmetic overflow in '+'"),
    TrapRow("var a = [Int.max]\na[0] += 1", 2, "arithmetic overflow in '+'"),
    TrapRow(
      "func f(_ n: Int) -> Int {\n  var n = n\n  n *= 3\n  return n\n}\nprint(f(Int.max))",
      3,
      "'*'"
    ),
    TrapRow("let a = UInt64.max\nprint(a + 1)", 2, "arithmetic overflow in '+'"),
    TrapRow("let a: UInt64 = 0\nprint(a - 1)", 2, "arithmetic overflow in '-'"),
    TrapRow("let a = UInt64.max\nprint(a * 2)", 2, "arithmetic overflow in '*'"),
    TrapRow("let a: UInt64 = 0\nprint(5 / a)", 2, "division by zero"),
    TrapRow("let a: UInt64 = 0\nprint(5 % a)", 2, "remainder by zero"),
    TrapRow("print([Int.max, 1].reduce(0, +))", 1, "arithmetic overflow in '+'"),
    TrapRow("print(5.quotientAndRemainder(dividingBy: 0))", 1, "division by zero"),
    TrapRow("print(Int.min.quotientAndRemainder(dividingBy: -1))", 1, "arithmetic overflow"),
    TrapRow("print(Int.max.advanced(by: 1))", 1, "arithmetic overflow in 'advanced(by:)'"),
    TrapRow("print(Int.min.distance(to: 1))", 1, "arithmetic overflow in 'distance(to:)'"),
  ]

  static let conversions = [
    TrapRow("print(Int(Double.nan))", 1, "cannot be converted to Int: it is not a number"),
    TrapRow("print(Int(-Double.infinity))", 1, "cannot be converted to Int: it is infinite"),
    TrapRow("let x = 1e30\nprint(Int(x))", 2, "1e+30 cannot be converted to Int: it is outside"),
    TrapRow("let f: Float = 1e30\nprint(Int(f))", 2, "cannot be converted to Int"),
    TrapRow("let n = -1\nprint(UInt64(n))", 2, "-1 is negative and cannot be converted to UInt64"),
    TrapRow("let x = -1.5\nprint(UInt64(x))", 2, "-1.5 cannot be converted to UInt64"),
    TrapRow("print(UInt64(Double.nan))", 1, "cannot be converted to UInt64"),
    TrapRow("print(Int(UInt64.max))", 1, "is too large for Int"),
    TrapRow("let a: Int? = nil\nprint(a!)", 2, "unexpectedly found nil"),
    TrapRow("let d = [\"a\": 1]\nprint(d[\"b\"]!)", 2, "unexpectedly found nil"),
    TrapRow("var d = [\"a\": 1]\nd[\"b\"]! += 1", 2, "unexpectedly found nil"),
    TrapRow("print([1, 2].first { $0 > 5 }!)", 1, "unexpectedly found nil"),
    TrapRow("print(Character(\"ab\"))", 1, "a Character is made of one character"),
    TrapRow("print(String(5, radix: 1))", 1, "the radix 1 is not between 2 and 36"),
    TrapRow("print(Int(\"z\", radix: 99) ?? 0)", 1, "the radix 99 is not between 2 and 36"),
  ]

  static let collections = [
    TrapRow("let a = [1, 2]\nprint(a[2])", 2, "index 2 is out of range; the indices are 0..<2"),
    TrapRow("let a = [1, 2]\nprint(a[-1])", 2, "index -1 is out of range"),
    TrapRow("let a: [Double] = []\nprint(a[0])", 2, "index 0 is out of range: the array is empty"),
    TrapRow("let a = [\"x\"]\nprint(a[Int.max])", 2, "index 9223372036854775807 is out of range"),
    TrapRow("var a = [1]\na[1] = 2", 2, "index 1 is out of range"),
    TrapRow("var a = [[1]]\na[0][3] = 2", 2, "index 3 is out of range"),
    TrapRow("func f() {\n  var a = [1.0]\n  a[7] = 2\n}\nf()", 3, "index 7 is out of range"),
    TrapRow(
      "let s = [1, 2, 3][1...]\nprint(s[0])",
      2,
      "index 0 is out of range; the indices are 1..<3"
    ),
    TrapRow("print([1, 2, 3][1...5])", 1, "range 1..<6 is out of range; the indices are 0..<3"),
    TrapRow("print([1, 2, 3][...Int.max])", 1, "range"),
    TrapRow("var a = [1, 2]\na[0..<9] = a[0...]", 2, "range 0..<9 is out of range"),
    TrapRow("let n = 1\nprint([1, 2, 3][2..<n])", 2, "has its lower bound above its upper bound"),
    TrapRow(
      "let n = -1\nfor i in 0..<n { print(i) }",
      2,
      "the range 0..<-1 has its lower bound above"
    ),
    TrapRow("let n = -1\nprint((0...n).count)", 2, "the range 0...-1 has its lower bound above"),
    TrapRow("print((0.0...Double.nan).contains(1))", 1, "the range 0.0...nan"),
    TrapRow(
      "var a: [Int] = []\na.removeFirst()",
      2,
      "cannot remove an element from an empty array"
    ),
    TrapRow("var a: [Int] = []\na.removeLast()", 2, "cannot remove an element from an empty array"),
    TrapRow("var a = [1]\na.removeFirst(2)", 2, "cannot remove 2 elements from an array of 1"),
    TrapRow("var a = [1]\na.removeLast(-1)", 2, "cannot remove -1 elements"),
    TrapRow("var a = [1]\na.remove(at: 1)", 2, "index 1 is out of range"),
    TrapRow("var a = [1]\na.insert(2, at: 3)", 2, "index 3 is out of range to insert at"),
    TrapRow("var a = [1]\na.swapAt(0, 1)", 2, "index 1 is out of range"),
    TrapRow("print([1, 2].prefix(-1))", 1, "'prefix' takes a number that is not negative"),
    TrapRow("let d = [\"a\": 1, \"a\": 2]", 1, "contains the key \"a\" twice"),
    TrapRow(
      "print(Dictionary(uniqueKeysWithValues: [(1, 2), (1, 3)]))",
      1,
      "the key 1 occurs twice"
    ),
    TrapRow("for x in stride(from: 0, to: 1, by: 0) { print(x) }", 1, "must not be zero"),
    TrapRow("for x in stride(from: 0, to: 1, by: 0.0) { print(x) }", 1, "must not be zero"),
  ]

  static let strings = [
    TrapRow("let s = \"abc\"\nprint(s[s.endIndex])", 2, "the string index is out of range"),
    TrapRow(
      "let s = \"abc\"\nprint(s[s.index(before: s.startIndex)])",
      2,
      "the string index is out of range"
    ),
    TrapRow(
      "let s = \"abc\"\nprint(s.index(s.startIndex, offsetBy: 9) == s.endIndex)",
      2,
      "the string index is out of range"
    ),
    TrapRow("let s = \"abc\"\nprint(s[s.endIndex...s.endIndex])", 2, "out of range"),
    TrapRow("var s = \"\"\ns.removeLast()", 2, "cannot remove a character from an empty string"),
    TrapRow("print(String(format: \"%d\", 1.5))", 1, "does not fit the argument 1.5"),
    TrapRow("print(String(format: \"%d %d\", 1))", 1, "asks for more than 1 argument"),
    TrapRow("print(String(format: \"%99999d\", 1))", 1, "too large"),
    TrapRow("print(String(format: \"100%\"))", 1, "ends in '%'"),
    TrapRow("print(String(repeating: \"x\", count: -1))", 1, "must not be negative"),
  ]

  static let sizes = [
    TrapRow("print(Array(repeating: 0, count: -1))", 1, "must not be negative"),
    TrapRow("print(Array(repeating: 0, count: Int.max))", 1, "too large; the limit is 100000"),
    TrapRow("print(Array(repeating: \"x\", count: Int.max))", 1, "too large"),
    TrapRow("print(String(repeating: \"ab\", count: Int.max))", 1, "too large"),
    TrapRow("print(Array(0..<Int.max).count)", 1, "too large"),
    TrapRow("print(Array(Int.min...Int.max).count)", 1, "too large"),
    TrapRow("print((Int.min...Int.max).count)", 1, "too many elements"),
    TrapRow("print((0..<Int.max).map { $0 }.count)", 1, "too large"),
    TrapRow("print((0..<Int.max).filter { $0 >= 0 }.count)", 1, "too large"),
    TrapRow("print((0..<Int.max).compactMap { $0 }.count)", 1, "too large"),
    TrapRow("print((0..<Int.max).reversed().count)", 1, "too large"),
    TrapRow("print((0..<Int.max).sorted().count)", 1, "too large"),
    TrapRow("for (i, x) in (0..<Int.max).enumerated() { print(i, x) }", 1, "too large"),
    TrapRow("print(Set(0..<Int.max).count)", 1, "too large"),
    TrapRow("print(stride(from: 0, to: Int.max, by: 1).reversed().count)", 1, "too large"),
    TrapRow("print(stride(from: 0.0, to: 1e30, by: 1e-3).map { $0 }.count)", 1, "too large"),
    TrapRow("let u = UInt64.max\nprint(Array(0..<u).count)", 2, "too large"),
    TrapRow("var s = \"x\"\nfor _ in 0..<100 {\n  s += s\n}", 3, "too large"),
    TrapRow("var s = \"x\"\nwhile true {\n  s += \"0123456789\"\n}", 3, "too large"),
    TrapRow("var s = \"x\"\nfor _ in 0..<100 {\n  s = \"\\(s)\\(s)\"\n}", 3, "too large"),
    TrapRow("var a = [1]\nfor _ in 0..<100 {\n  a += a\n}", 3, "too large"),
    TrapRow("var a = [1]\nwhile true {\n  a.append(1)\n}", 3, "too large"),
    TrapRow(
      "let a = Array(repeating: \"x\", count: 50_000)\nprint(a.joined(separator: String(repeating: \"y\", count: 90_000)))",
      2,
      "too large"
    ),
    TrapRow(
      "let a = String(repeating: \"x\", count: 90_000)\nprint(a.replacingOccurrences(of: \"x\", with: a))",
      2,
      "too large"
    ),
    TrapRow(
      "let a = Array(repeating: 1, count: 90_000)\nprint([a, a].flatMap { $0 }.count)",
      2,
      "too large"
    ),
    TrapRow(
      "let a = Array(repeating: 1, count: 90_000)\nprint(Array([a, a].joined()).count)",
      2,
      "too large"
    ),
    TrapRow("print((0..<Int.max).contains { $0 < 0 })", 1, "the cell was stopped"),
    TrapRow("print((0..<Int.max).min() ?? 0)", 1, "the cell was stopped"),
    TrapRow("print(stride(from: 0, to: Int.max, by: 1).contains(-1))", 1, "the cell was stopped"),
  ]

  static let others = [
    TrapRow("precondition(1 > 2, \"no\")", 1, "precondition failed: no"),
    TrapRow("let n = 1\nassert(n == 2)", 2, "assertion failed"),
    TrapRow("fatalError(\"stop\")", 1, "fatal error: stop"),
    TrapRow(
      "func f() -> Int {\n  preconditionFailure(\"never\")\n}\nprint(f())",
      2,
      "precondition failed: never"
    ),
    TrapRow("func f(_ n: Int) -> Int {\n  f(n + 1) + 1\n}\nprint(f(0))", 2, "nested too deeply"),
    TrapRow(
      "func f(_ n: Int) -> Int {\n  [n].map { f($0) }[0]\n}\nprint(f(0))",
      2,
      "nested too deeply"
    ),
    TrapRow("struct S {\n  var x: Int { x + 1 }\n}\nprint(S().x)", 2, "nested too deeply"),
    TrapRow(
      "enum Bad: Error { case worse(Int) }\nthrow Bad.worse(3)",
      2,
      "the cell threw worse(3)"
    ),
    TrapRow("var n = 0\nwhile true {\n  n = 1 - n\n}", 1, "the cell was stopped"),
    TrapRow("Dense(0)", 1, "a width of 0 is not positive"),
    TrapRow("let t = Tensor([1])\nprint(t[4])", 2, "index 4 is outside of a tensor of 1"),
  ]
}

import CellLanguage
import Foundation
import Testing

@Suite("Functions of cells on several threads") struct ThreadTests {
  @Test("a closure called from eight threads at once gives each its own right result")
  func closures() {
    let cell = """
      func fib(_ n: Int) -> Int { n < 2 ? n : fib(n - 1) + fib(n - 2) }
      struct Sum { var total = 0.0; mutating func add(_ x: Double) { total += x } }
      let offsets = [1.0, 2.0, 3.0]
      let s = sweep(over: [1, 2, 3, 4, 5, 6, 7, 8], repeats: 20) { n, seed in
        var values: [Int] = []
        var counts: [String: Int] = [:]
        var sum = Sum()
        for i in 0..<50 {
          values.append(i * n)
          counts["k\\(i % 3)", default: 0] += 1
          sum.add(offsets[i % 3])
        }
        let bump = { (x: Int) -> Int in sum.add(Double(x)); return x }
        let all = values.map { bump($0) }.filter { $0 % 2 == 0 }.reduce(0, +)
        return Double(all + fib(10 + n % 3) + counts["k0"]!) + sum.total + Double(seed)
      }
      print(s.samples)
      """
    func expected(_ n: Int, _ seed: Int) -> Double {
      let values = (0..<50).map { $0 * n }
      let even = values.filter { $0 % 2 == 0 }.reduce(0, +)
      let sum = (0..<50).reduce(0.0) { $0 + [1.0, 2.0, 3.0][$1 % 3] }
      let fib = [55, 89, 144][n % 3]
      return Double(even + fib + 17) + sum + Double(values.reduce(0, +)) + Double(seed)
    }
    let wanted = (1...8).map { n in (0..<20).map { expected(n, $0) } }
    #expect(output(cell) == "\(wanted)\n")
  }

  @Test("one function value called by eight threads of the library computes the same on all")
  func functionValue() throws {
    var registry = testRegistry
    let results = Gathered()
    registry.function("func onThreads(_ body: @Sendable (Int) throws -> Int)") {
      (body: CellFunction) in
      DispatchQueue.concurrentPerform(iterations: 8) { thread in
        for i in 0..<200 {
          results.add(thread * 1_000 + i, Result { try body(thread + i, returning: Int.self) })
        }
      }
    }
    let cell = """
      let table = (0..<300).map { $0 * $0 }
      onThreads { n in
        var best = 0
        for x in table.prefix(n + 1) { best = max(best, x) }
        return best
      }
      """
    let checked = CheckedNotebook(checking: sources([cell]), registry: registry)
    try #require(checked.diagnostics.isEmpty)
    try EvaluationThread.run {
      try NotebookInterpreter(checked).run(cell: 0, CellContext())
    }
    #expect(results.values.count == 8 * 200)
    for (key, value) in results.values {
      let n = key / 1_000 + key % 1_000
      #expect(try value.get() == n * n)
    }
  }

  @Test("a mistake on one of several threads is reported at its place")
  func mistakes() throws {
    let outcome = run(
      "let a = [1, 2, 3]\nlet s = sweep(over: [1, 2, 3, 4]) { n, seed in\n  Double(a[n])\n}"
    )
    #expect(outcome.diagnostics.isEmpty)
    let failure = try #require(outcome.failure)
    #expect(failure.message == "index 3 is out of range; the indices are 0..<3")
    #expect(failure.line == 12)
  }

  @Test("recursion without an end stops on the library's threads too")
  func recursion() throws {
    let outcome = run(
      "func f(_ n: Int) -> Int { f(n + 1) + 1 }\nlet s = sweep(over: [1, 2]) { n, seed in Double(f(n)) }",
      limits: CellContext(callDepth: 1_000_000)
    )
    let failure = try #require(outcome.failure)
    #expect(failure.message.contains("nested too deeply"))
  }
}

/// What several threads found, by number.
private final class Gathered: @unchecked Sendable {
  private let lock = NSLock()
  private var found: [Int: Result<Int, any Error>] = [:]
  var values: [Int: Result<Int, any Error>] { lock.withLock { found } }
  func add(_ key: Int, _ value: Result<Int, any Error>) { lock.withLock { found[key] = value } }
}

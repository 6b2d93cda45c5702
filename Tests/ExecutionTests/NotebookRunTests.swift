import CellLanguage
import NotebookModel
import Synchronization
import Testing

@testable import Execution

@Suite("Running a notebook")
struct NotebookRunTests {
  struct ToolError: Error, CustomStringConvertible { let description = "the tool broke" }

  static func registry() -> BindingRegistry {
    var registry = BindingRegistry()
    registry.function("func fail() -> Int") { () throws -> Int in throw ToolError() }
    return registry
  }

  static func environment(
    clock: @escaping @Sendable () -> Double = { 0 },
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) -> RunEnvironment {
    RunEnvironment(now: clock, isCancelled: isCancelled, scope: { _, _, body in body() })
  }

  static func plan(_ cells: [String], prose: String = "") throws -> NotebookPlan {
    let fences = cells.map { "```swift\n\($0)\n```\n" }.joined(separator: "\n")
    let notebook = Notebook(parsing: fences + prose, path: "nb.md")
    return try NotebookPlan(notebook: notebook, registry: registry())
  }

  static func statuses(_ results: NotebookResults) -> [String] {
    results.cells.sorted { $0.key < $1.key }.map { _, result in
      switch result.status {
      case .succeeded: "succeeded"
      case .failed: "failed"
      case .stopped: "stopped"
      case .skipped(let cells): "skipped for \(cells.joined(separator: ", "))"
      case .displayOnly: "display only"
      case .interrupted: "interrupted"
      }
    }
  }

  @Test(
    "a failing cell takes with it only the cells that read what it should have written",
    arguments: [
      (
        ["let a = fail()", "let b = 1", "let c = a", "let d = b", "let e = c"],
        ["failed", "succeeded", "skipped for cell 1", "succeeded", "skipped for cell 3"]
      ),
      (
        ["var a = 1", "a = fail()", "let b = a"],
        ["succeeded", "failed", "skipped for cell 2"]
      ),
      (
        ["func f() -> Int { g }\nlet g = fail()", "let b = f()"],
        ["failed", "skipped for cell 1"]
      ),
      (["let a = 1", "print(a)"], ["succeeded", "succeeded"]),
    ]
  )
  func failureStaysLocal(cells: [String], expected: [String]) throws {
    let plan = try Self.plan(cells)
    #expect(!plan.hasErrors, "\(plan.diagnostics)")
    let results = NotebookRun(plan, environment: Self.environment()).execute()
    #expect(Self.statuses(results) == expected)
  }

  @Test("a failure carries its place in the notebook and the library's words")
  func failurePlace() throws {
    let results = NotebookRun(
      try Self.plan(["let a = 1\nlet b = fail()"]),
      environment: Self.environment()
    ).execute()
    guard case .failed(let diagnostic) = results.cells[0]?.status else {
      Issue.record("the cell did not fail")
      return
    }
    #expect(diagnostic.line == 3)
    #expect(diagnostic.column == 9)
    #expect(diagnostic.message.contains("the tool broke"))
  }

  @Test("events come in order, and prints are joined into one output")
  func events() throws {
    let names = Mutex<[String]>([])
    let plan = try Self.plan(["print(1)\nprint(2)", "print(3)"])
    let results = NotebookRun(plan, environment: Self.environment()).execute { event in
      let text: String =
        switch event {
        case .started(let cells): "started \(cells)"
        case .cellStarted(let name): "begin \(name)"
        case .printed(_, let text): "print \(text.dropLast())"
        case .shown: "shown"
        case .cellFinished(let name, _, _): "end \(name)"
        case .finished: "finished"
        }
      names.withLock { $0.append(text) }
    }
    #expect(
      names.withLock(\.self) == [
        "started 2", "begin cell 1", "print 1", "print 2", "end cell 1", "begin cell 2",
        "print 3", "end cell 2", "finished",
      ]
    )
    #expect(results.cells[0]?.outputs == [.text("1\n2\n")])
  }

  @Test("inline values see the cells before them, and are left out when their cell failed")
  func inlineValues() throws {
    let plan = try Self.plan(
      ["let a = 2", "let b = fail()"],
      prose: "\nIt is `{swift} a * 21`, not `{swift} b`.\n"
    )
    let results = NotebookRun(plan, environment: Self.environment()).execute()
    #expect(results.inlineValues[0] == .text("42"))
    #expect(results.inlineValues[1] == .skipped)
  }

  @Test("a cell past its time limit is stopped, and the next one runs")
  func timeout() throws {
    let ticks = Mutex(0.0)
    let clock: @Sendable () -> Double = {
      ticks.withLock {
        $0 += 0.01
        return $0
      }
    }
    let plan = try Self.plan(["//| timeout: 1s\nwhile true {}", "let a = 1"])
    let results = NotebookRun(plan, environment: Self.environment(clock: clock)).execute()
    #expect(Self.statuses(results) == ["stopped", "succeeded"])
    guard case .stopped(let diagnostic) = results.cells[0]?.status else { return }
    #expect(diagnostic.message == "stopped by the time limit of 1 s")
  }

  @Test("after the user stopped, the remaining cells are interrupted")
  func cancellation() throws {
    let asked = Mutex(0)
    let isCancelled: @Sendable () -> Bool = {
      asked.withLock {
        $0 += 1
        return $0 > 20
      }
    }
    let plan = try Self.plan(["while true {}", "let a = 1"])
    let results = NotebookRun(plan, environment: Self.environment(isCancelled: isCancelled))
      .execute()
    #expect(Self.statuses(results) == ["interrupted", "interrupted"])
  }

  @Test("mistakes of cells stand among those of the document, in order")
  func diagnosticsAreMerged() throws {
    let notebook = Notebook(
      parsing: "```swift\nlet a = b\n```\n\n```swift\n//| lable: x\nlet c = 1\n```\n",
      path: "nb.md"
    )
    let plan = try NotebookPlan(notebook: notebook, registry: Self.registry())
    #expect(plan.diagnostics.map(\.line) == [2, 6])
    #expect(plan.hasErrors)
  }
}

import Bindings
import CellLanguage
import Foundation
import Tangent
import Testing

/// Ends what goes on for long, as the reader would.
private final class Patience: @unchecked Sendable {
  struct Lost: Error {}

  private let lock = NSLock()
  private var polls = 0
  private static let limit = 300

  func reset() { lock.withLock { polls = 0 } }

  func poll() throws {
    let count = lock.withLock {
      polls += 1
      return polls
    }
    if count > Self.limit { throw Lost() }
  }
}

/// What became of the calls.
private struct Tally: Sendable {
  var succeeded = 0
  var failed = 0
  /// The calls that failed without a message.
  var wordless: [String] = []

  mutating func add(_ other: Tally) {
    succeeded += other.succeeded
    failed += other.failed
    wordless += other.wordless
  }
}

@Suite("Calls with no sense") struct FuzzTests {
  private let rounds = 8

  @Test("no binding stops the program, whatever its arguments", .timeLimit(.minutes(2)))
  func calls() throws {
    let registry = StandardBindings.registry()
    var silly = SillyCalls(registry, variables: SillyValues.names, seed: 20_260)
    let prelude = SillyValues.declarations.map(\.text)
    var tally = Tally()
    for _ in 0..<rounds {
      let cells = prelude + silly.declarations.map { silly.call($0) }
      let checked = CheckedNotebook(checking: sources(cells), registry: registry)
      for diagnostic in checked.diagnostics.prefix(5) {
        Issue.record("a call that should be well typed is not: \(diagnostic.rendered)")
      }
      tally.add(try run(checked, prelude: prelude.count, cells: cells))
    }
    #expect(tally.wordless == [])
    #expect(tally.succeeded + tally.failed > 4000)
    #expect(tally.succeeded > 1000)
    #expect(tally.failed > 400)
  }

  /// Runs the cells one after another, with little memory to have.
  private func run(_ checked: CheckedNotebook, prelude: Int, cells: [String]) throws -> Tally {
    let broken = Set(checked.diagnostics.compactMap(\.cell))
    return try EvaluationThread.run {
      let patience = Patience()
      let results = Results()
      MathematicsScope(
        seed: 5,
        precision: "float64",
        threads: 2,
        dataPaths: [],
        poll: { try patience.poll() }
      ).run {
        AllocationLimit.$elements.withValue(1 << 12) {
          let interpreter = NotebookInterpreter(checked)
          let context = CellContext(poll: { try patience.poll() }, elementLimit: 1 << 16)
          for cell in cells.indices where !broken.contains(cell) {
            patience.reset()
            do throws(CellRuntimeError) {
              try interpreter.run(cell: cell, context)
              results.tally.succeeded += 1
            } catch {
              if cell < prelude { Issue.record("\(cells[cell]): \(error)") }
              results.tally.failed += 1
              if error.message.isEmpty { results.tally.wordless.append(cells[cell]) }
            }
          }
        }
      }
      return results.tally
    }
  }

  private final class Results: @unchecked Sendable { var tally = Tally() }
}

import Bindings
import CellLanguage
import Foundation
import Testing

/// What a notebook of cells did.
struct Outcome: Sendable {
  var printed = ""
  var shown: [Display] = []
  var inlines: [String] = []
  /// What the check or the run found wrong, in order.
  var errors: [String] = []

  /// The lines printed.
  var lines: [String] { printed.split(separator: "\n").map(String.init) }
  /// The lines printed, as numbers.
  var numbers: [Double] { lines.map { Double($0) ?? .nan } }
}

/// Collects what cells print and show, from any thread.
private final class Recorder: @unchecked Sendable {
  private let lock = NSLock()
  private var outcome = Outcome()
  func print(_ text: String) { lock.withLock { outcome.printed += text } }
  func show(_ display: Display) { lock.withLock { outcome.shown.append(display) } }
  func change(_ change: (inout Outcome) -> Void) { lock.withLock { change(&outcome) } }
  var result: Outcome { lock.withLock { outcome } }
}

/// How a notebook of cells is run.
struct Run: Sendable {
  var seed: UInt64 = 0
  var precision = "float64"
  var poll: @Sendable () throws -> Void = {}
  var parameters: [Parameter] = []
  var inlines: [String] = []

  /// Checks the cells with the library's registry and runs them one after another.
  func callAsFunction(_ cells: String...) throws -> Outcome {
    let checked = check(cells)
    guard checked.diagnostics.isEmpty else {
      return Outcome(errors: checked.diagnostics.map(\.rendered))
    }
    let (count, inlines) = (cells.count, inlines.count)
    return try EvaluationThread.run {
      let recorder = Recorder()
      MathematicsScope(
        seed: seed,
        precision: precision,
        threads: 2,
        dataPaths: [],
        poll: poll
      ).run {
        let interpreter = NotebookInterpreter(checked)
        let context = CellContext(
          print: { recorder.print($0) },
          show: { recorder.show($0) },
          poll: poll
        )
        do throws(CellRuntimeError) {
          for cell in 0..<count { try interpreter.run(cell: cell, context) }
          for inline in 0..<inlines {
            let text = try interpreter.value(ofInline: inline, context)
            recorder.change { $0.inlines.append(text) }
          }
        } catch {
          recorder.change { $0.errors.append(error.description) }
        }
      }
      return recorder.result
    }
  }

  private func check(_ cells: [String]) -> CheckedNotebook {
    CheckedNotebook(
      checking: sources(cells),
      inlines: inlines.enumerated().map {
        InlineSource(
          id: $0.offset,
          text: $0.element,
          line: 1,
          column: 1,
          afterCell: cells.count - 1
        )
      },
      parameters: parameters,
      registry: StandardBindings.registry()
    )
  }
}

/// The cells as the notebook reader hands them over.
func sources(_ cells: [String]) -> [CellSource] {
  cells.enumerated().map { index, text in
    CellSource(
      index: index,
      name: "cell \(index + 1)",
      path: "notebook.md",
      text: text,
      lines: [(line: 1 + 100 * index, column: 1)]
    )
  }
}

/// Runs cells that must go well.
func outcome(
  of cells: String,
  _ run: Run = Run(),
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> Outcome {
  let outcome = try run(cells)
  for error in outcome.errors { Issue.record("\(error)", sourceLocation: sourceLocation) }
  return outcome
}

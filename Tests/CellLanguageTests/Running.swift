import CellLanguage
import Foundation
import Testing

/// What a notebook of cells did.
struct Outcome: Sendable {
  var printed = ""
  var shown: [Display] = []
  var inlines: [String] = []
  var diagnostics: [CellDiagnostic] = []
  var failure: CellDiagnostic?
}

private final class Recorder: @unchecked Sendable {
  private let lock = NSLock()
  private var outcome = Outcome()
  func print(_ text: String) { lock.withLock { outcome.printed += text } }
  func show(_ display: Display) { lock.withLock { outcome.shown.append(display) } }
  var result: Outcome { lock.withLock { outcome } }
}

/// The cells as the notebook reader hands them over: each begins on line 10, 30, 50 …, column 1.
func sources(_ cells: [String]) -> [CellSource] {
  cells.enumerated().map { index, text in
    let count = text.split(separator: "\n", omittingEmptySubsequences: false).count
    return CellSource(
      index: index,
      name: "cell \(index + 1)",
      path: "nb.md",
      text: text,
      lines: (0..<count).map { (line: 10 + 20 * index + $0, column: 1) }
    )
  }
}

func check(_ cells: String..., parameters: [Parameter] = []) -> CheckedNotebook {
  CheckedNotebook(checking: sources(cells), parameters: parameters, registry: testRegistry)
}

/// Checks and runs cells; stops at the first diagnostic or failure.
func run(
  _ cells: String...,
  parameters: [Parameter] = [],
  inlines: [String] = [],
  limits: CellContext = CellContext()
) -> Outcome {
  let inlines = inlines.enumerated().map {
    InlineSource(
      id: $0,
      text: $1,
      path: "nb.md",
      line: 90 + $0,
      column: 5,
      afterCell: cells.count - 1
    )
  }
  let checked = CheckedNotebook(
    checking: sources(cells),
    inlines: inlines,
    parameters: parameters,
    registry: testRegistry
  )
  guard checked.diagnostics.isEmpty else {
    var outcome = Outcome()
    outcome.diagnostics = checked.diagnostics
    return outcome
  }
  let count = cells.count
  let outcome = try? EvaluationThread.run { () -> Outcome in
    let recorder = Recorder()
    let interpreter = NotebookInterpreter(checked)
    let context = CellContext(
      print: { recorder.print($0) },
      show: { recorder.show($0) },
      poll: limits.poll,
      callDepth: limits.callDepth,
      elementLimit: limits.elementLimit
    )
    var failure: CellDiagnostic?
    var values: [String] = []
    do throws(CellRuntimeError) {
      for cell in 0..<count { try interpreter.run(cell: cell, context) }
      for inline in inlines { values.append(try interpreter.value(ofInline: inline.id, context)) }
    } catch {
      failure = error.diagnostic
    }
    var result = recorder.result
    result.failure = failure
    result.inlines = values
    return result
  }
  return outcome ?? Outcome()
}

/// Runs one cell that must go well, and returns what it prints.
func output(_ cell: String, sourceLocation: SourceLocation = #_sourceLocation) -> String {
  let outcome = run(cell)
  for diagnostic in outcome.diagnostics {
    Issue.record("\(diagnostic.rendered)", sourceLocation: sourceLocation)
  }
  if let failure = outcome.failure {
    Issue.record("\(failure.rendered)", sourceLocation: sourceLocation)
  }
  return outcome.printed
}

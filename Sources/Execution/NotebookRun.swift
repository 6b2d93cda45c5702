internal import CellLanguage
public import NotebookModel
import Synchronization

/// Executes a plan: cells in document order, each with its outputs, its time and its failure.
public struct NotebookRun: Sendable {
  /// What is executed.
  public let plan: NotebookPlan
  let environment: RunEnvironment

  /// A run of a plan.
  public init(_ plan: NotebookPlan, environment: RunEnvironment) {
    self.plan = plan
    self.environment = environment
  }

  /// Runs every executable cell and evaluates every inline value.
  ///
  /// A failing cell stops neither the run nor the cells that do not read what it should have
  /// written. The record's host and versions are left to the caller.
  ///
  /// - Parameter onEvent: Told of everything, in order, from one thread at a time.
  /// - Returns: The results of all cells and inline values.
  public func execute(
    onEvent: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) -> NotebookResults {
    let progress = RunProgress(plan: plan, environment: environment, onEvent: onEvent)
    let outcome = Mutex<NotebookResults?>(nil)
    try? EvaluationThread.run {
      let results = progress.execute()
      outcome.withLock { $0 = results }
    }
    return outcome.withLock(\.self) ?? NotebookResults(cells: [:], inlineValues: [:])
  }
}

/// The state of one execution.
private final class RunProgress: @unchecked Sendable {
  private let plan: NotebookPlan
  private let environment: RunEnvironment
  private let onEvent: @Sendable (RunEvent) -> Void
  private let interpreter: NotebookInterpreter
  private let started: Double
  private var availability = Availability()
  private var results = NotebookResults(cells: [:], inlineValues: [:])

  init(
    plan: NotebookPlan,
    environment: RunEnvironment,
    onEvent: @escaping @Sendable (RunEvent) -> Void
  ) {
    self.plan = plan
    self.environment = environment
    self.onEvent = onEvent
    interpreter = NotebookInterpreter(plan.checked)
    started = environment.now()
  }

  func execute() -> NotebookResults {
    let cells = plan.executableCells
    onEvent(.started(cells: cells.count))
    evaluateInlineValues(after: -1)
    for cell in plan.notebook.cells {
      guard cell.isExecutable else {
        results.cells[cell.index] = CellResult(status: .displayOnly)
        continue
      }
      execute(cell)
      evaluateInlineValues(after: cell.index)
    }
    let seconds = environment.now() - started
    results.record = RunRecord(
      seed: plan.settings.seed,
      precision: plan.settings.precision,
      parameters: plan.parameters.map { .init(name: $0.name, text: $0.value.literal) },
      duration: seconds
    )
    onEvent(.finished(seconds: seconds))
    return results
  }

  private func execute(_ cell: Cell) {
    let name = CellName(index: cell.index, label: cell.label, line: cell.range.start.line)
    onEvent(.cellStarted(name))
    let begin = environment.now()
    let missing = availability.missing(for: plan.checked.reads(cell.index))
    var result = CellResult(status: .skipped(dependsOn: missing))
    if environment.isCancelled() {
      result.status = .interrupted
    } else if missing.isEmpty {
      result = run(cell, name)
    }
    let seconds = environment.now() - begin
    result.duration = seconds
    note(result.status, of: cell)
    results.cells[cell.index] = result
    onEvent(.cellFinished(name, result.status, seconds: seconds))
  }

  private func note(_ status: CellResult.Status, of cell: Cell) {
    let writes = plan.checked.writes(cell.index)
    switch status {
    case .succeeded: availability.succeed(writes: writes)
    case .failed, .stopped, .skipped, .interrupted:
      availability.fail(cell: cell.name, writes: writes)
    case .displayOnly: break
    }
  }

  private func run(_ cell: Cell, _ name: CellName) -> CellResult {
    let budget = budget(for: cell)
    let collector = OutputCollector(cell: cell, name: name, onEvent: onEvent)
    let context = collector.context(poll: { try budget.poll() })
    var status = CellResult.Status.succeeded
    environment.scope(plan.settings, { try budget.poll() }) {
      do throws(CellRuntimeError) {
        try interpreter.run(cell: cell.index, context)
      } catch {
        status = self.status(of: error, in: cell, stopped: budget.stopReason)
      }
    }
    return CellResult(outputs: collector.outputs, status: status)
  }

  private func status(
    of error: CellRuntimeError,
    in cell: Cell,
    stopped: StopReason?
  ) -> CellResult.Status {
    let diagnostic = Diagnostic(error.diagnostic)
    switch stopped {
    case .cancelled: return .interrupted
    case .timeout(let seconds):
      let reason = StopReason.timeout(seconds: seconds)
      // A computation inside the library is stopped without a place of its own in the cell.
      let lines = cell.range.start.line...cell.range.end.line
      let place = lines.contains(diagnostic.line) ? diagnostic.position : cell.range.start
      return .stopped(
        plan.notebook.diagnostic(
          .error,
          reason.description,
          at: place,
          length: diagnostic.length,
          notes: ["give the cell more with //| timeout: 10m, or make it smaller"]
        )
      )
    case nil: return .failed(diagnostic)
    }
  }

  private func budget(for cell: Cell) -> CellBudget {
    var deadlines: [(time: Double, limit: Double)] = []
    if let limit = cell.options.timeout { deadlines.append((environment.now() + limit, limit)) }
    if let limit = plan.notebook.frontMatter.settings.timeout {
      deadlines.append((started + limit, limit))
    }
    return CellBudget(deadlines: deadlines, environment: environment)
  }

  private func evaluateInlineValues(after index: Int) {
    for value in plan.notebook.inlineValues where value.afterCell == index {
      results.inlineValues[value.id] = evaluate(value)
    }
  }

  private func evaluate(_ value: InlineValue) -> InlineResult {
    guard availability.missing(for: plan.checked.reads(ofInline: value.id)).isEmpty,
      !environment.isCancelled()
    else { return .skipped }
    let budget = CellBudget(deadlines: [], environment: environment)
    var result = InlineResult.skipped
    environment.scope(plan.settings, { try budget.poll() }) {
      do throws(CellRuntimeError) {
        let context = CellContext(poll: { try budget.poll() })
        result = .text(try interpreter.value(ofInline: value.id, context))
      } catch {
        result = .failed(Diagnostic(error.diagnostic))
      }
    }
    return result
  }
}

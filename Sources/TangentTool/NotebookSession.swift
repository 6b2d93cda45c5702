import Bindings
import Execution
import Foundation
import NotebookModel

/// A notebook opened for a command: read, parsed, checked, ready to run.
struct NotebookSession {
  let plan: NotebookPlan
  let host: HostEnvironment
  let threads: Int?

  /// Opens the notebook that the options name, and prints what is wrong with it.
  ///
  /// - Throws: `UsageError` for files and parameters; `ExitStatus.documentError` when anything
  ///   bars the notebook from running.
  static func open(_ options: NotebookOptions) throws -> NotebookSession {
    let session = try load(options)
    session.printDiagnostics()
    guard !session.plan.hasErrors else {
      let count = session.plan.diagnostics.count { $0.severity == .error }
      Console.note("\(count) error\(count == 1 ? "" : "s"); no cell was run")
      throw ExitStatus.documentError
    }
    return session
  }

  /// Opens the notebook without a word about its contents.
  static func load(_ options: NotebookOptions) throws -> NotebookSession {
    let bytes = try NotebookFile.read(options.notebook)
    let path = options.notebook == "-" ? "standard input" : options.notebook
    let notebook = Notebook(parsing: Array(bytes), path: path)
    let host = HostEnvironment()
    let request = RunRequest(
      parameters: options.parameters,
      seed: options.seed,
      threads: options.threads,
      dataPaths: host.dataPaths(option: options.data)
    )
    do {
      let plan = try NotebookPlan(
        notebook: notebook,
        registry: StandardBindings.registry(),
        request: request
      )
      return NotebookSession(plan: plan, host: host, threads: options.threads)
    } catch {
      throw UsageError("\(error)")
    }
  }

  func printDiagnostics() {
    for diagnostic in plan.diagnostics { Console.note(diagnostic.rendered) }
  }

  /// Runs all cells; the record tells the host, the versions and the times.
  func execute(onEvent: @escaping @Sendable (RunEvent) -> Void) -> NotebookResults {
    let stop = StopSignal.listening()
    let isFixed = host.fixedEpoch != nil
    let started = host.timestamp
    let environment = RunEnvironment(
      now: { HostEnvironment.monotonicSeconds() },
      isCancelled: { stop.isRaised },
      scope: { settings, poll, body in
        MathematicsScope(
          seed: settings.seed,
          precision: settings.precision,
          threads: settings.threads,
          dataPaths: settings.dataPaths,
          poll: poll
        ).run(body)
      }
    )
    var results = NotebookRun(plan, environment: environment).execute(onEvent: onEvent)
    results.record.tangentVersion = ToolVersion.number
    results.record.swiftVersion = ToolVersion.swift
    results.record.host = host.hostDescription
    results.record.started = started
    results.record.command = command
    return isFixed ? results.withoutTimes : results
  }

  /// The command that repeats this run.
  private var command: String {
    let overrides = plan.notebook.frontMatter.parameters.map(\.value)
    let changed = zip(plan.parameters, overrides).filter { $0.value != $1 }.map(\.0)
    let words = changed.map { "-P '\($0.name)=\($0.value.literal)'" }
    let seed = plan.settings.seed
    let given = plan.notebook.frontMatter.settings.seed ?? 0
    let seedWords = seed == given ? [] : ["--seed \(seed)"]
    return (["tangent render", plan.notebook.path] + words + seedWords).joined(separator: " ")
  }
}

extension NotebookResults {
  /// The results with every measured time taken out, so that equal runs give equal bytes.
  var withoutTimes: NotebookResults {
    var copy = self
    copy.record.duration = 0
    for index in copy.cells.keys { copy.cells[index]?.duration = nil }
    return copy
  }

  /// How the run ended, as the shell sees it.
  var exitStatus: ExitStatus {
    var statuses: Set<ExitStatus> = []
    for result in cells.values {
      switch result.status {
      case .succeeded, .displayOnly, .skipped: break
      case .interrupted: statuses.insert(.interrupted)
      case .failed: statuses.insert(.cellFailed)
      case .stopped: statuses.insert(.limitHit)
      }
    }
    for value in inlineValues.values {
      if case .failed = value { statuses.insert(.cellFailed) }
    }
    if claims.contains(where: { !$0.claim.holds }) { statuses.insert(.claimFailed) }
    return ExitStatus.worst(of: statuses)
  }
}

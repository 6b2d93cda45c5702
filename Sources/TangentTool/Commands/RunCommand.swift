import ArgumentParser
import NotebookModel

/// `tangent run`: executes the cells; what they print goes to standard output.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Executes a notebook; what its cells print goes to standard output."
  )

  @OptionGroup var options: NotebookOptions

  @Flag(help: "Writes one JSON object per event to standard output instead.")
  var json = false

  func run() throws {
    let session = try NotebookSession.open(options)
    let printer = ProgressPrinter(output: json ? .events : .printed)
    let results = session.execute { printer.receive($0) }
    let status = results.exitStatus
    Console.note(Verdict.line(for: results))
    if status != .good { throw status }
  }
}

/// The last line of a run.
enum Verdict {
  static func line(for results: NotebookResults) -> String {
    let failed = results.cells.values.count { $0.status.failure != nil }
    let skipped = results.cells.values.count {
      if case .skipped = $0.status { true } else { false }
    }
    let claims = results.claims
    let holding = claims.count { $0.claim.holds }
    var parts = ["\(results.cells.count) cell\(results.cells.count == 1 ? "" : "s")"]
    if failed > 0 { parts.append("\(failed) failed") }
    if skipped > 0 { parts.append("\(skipped) not run") }
    if !claims.isEmpty { parts.append("\(holding) of \(claims.count) claims hold") }
    return parts.joined(separator: ", ")
  }
}

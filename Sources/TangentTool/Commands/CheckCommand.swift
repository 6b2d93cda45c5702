import ArgumentParser
import Execution
import NotebookModel

/// `tangent check`: finds mistakes in documents and cells without running them.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Finds mistakes in a notebook and its cells without running it."
  )

  @OptionGroup var options: NotebookOptions

  @Flag(help: "Writes the mistakes as JSON, one object per line, to standard output.")
  var json = false

  func run() throws {
    let session = try NotebookSession.load(options)
    if json {
      for diagnostic in session.plan.diagnostics {
        Console.write(try DiagnosticText.line(for: diagnostic) + "\n")
      }
    } else {
      session.printDiagnostics()
    }
    guard !session.plan.hasErrors else { throw ExitStatus.documentError }
    let count = session.plan.notebook.cells.count
    Console.note("\(options.notebook): \(count) cell\(count == 1 ? "" : "s"), no mistakes")
  }
}

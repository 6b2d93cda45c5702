import ArgumentParser
import Execution
import Foundation
import NotebookModel
import Reports
import Tangent

/// `tangent render`: executes a notebook and writes its report.
struct RenderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Executes a notebook and writes a self-contained HTML report."
  )

  @OptionGroup var options: NotebookOptions

  @Option(
    name: [.short, .long],
    help: .init(
      "Where the report goes; - is standard output. Default: the notebook's name with .html.",
      valueName: "file"
    )
  )
  var output: String?

  @Flag(help: "Leaves the code of the cells out of the report.")
  var noCode = false

  @Flag(help: "Writes one JSON object per event to standard output.")
  var json = false

  func validate() throws {
    if output == "-", json { throw ValidationError("-o - and --json both need standard output.") }
  }

  func run() throws {
    let place = output ?? Self.defaultOutput(for: options.notebook)
    if place != "-" { try NotebookFile.ensureWritable(place) }
    let session = try NotebookSession.open(options)
    let printer = ProgressPrinter(output: json ? .events : .nothing)
    let results = session.execute { printer.receive($0) }
    let report = HTMLReport(
      notebook: session.plan.notebook,
      results: results,
      options: ReportOptions(showsCode: !noCode, figureStyle: FigureStyle.css)
    )
    for diagnostic in report.diagnostics { Console.note(diagnostic.rendered) }
    if place == "-" {
      Console.write(report.html)
    } else {
      try NotebookFile.write(report.html, to: place)
      Console.note("\(Verdict.line(for: results)); wrote \(place)")
    }
    let status = results.exitStatus
    if status != .good { throw status }
  }

  /// The notebook's path with the ending `.html`.
  private static func defaultOutput(for notebook: String) -> String {
    guard notebook != "-" else { return "-" }
    let url = URL(fileURLWithPath: notebook)
    return url.deletingPathExtension().relativePath + ".html"
  }
}

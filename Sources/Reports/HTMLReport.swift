public import NotebookModel

/// A notebook and the results of a run as one HTML file that needs nothing else.
///
/// The file has no script and no reference to anything outside it, and says so to the browser in
/// its content security policy. It is well-formed XML too. The same notebook, results and options
/// give the same bytes; what changes between runs (times) stands only in the record.
///
///     let report = HTMLReport(notebook: notebook, results: results, options: options)
///     try report.html.write(toFile: "notebook.html", atomically: true, encoding: .utf8)
public struct HTMLReport: Sendable {
  /// The whole file.
  public let html: String
  /// What was found wrong while writing: references to outputs that the run did not make, figures
  /// that were refused.
  public let diagnostics: [Diagnostic]

  /// Writes the report of a run.
  ///
  /// - Complexity: Linear in the size of notebook and results.
  public init(notebook: Notebook, results: NotebookResults, options: ReportOptions = .init()) {
    var writer = ReportWriter(notebook: notebook, results: results, options: options)
    html = writer.document()
    diagnostics = writer.diagnostics.sorted { $0.position < $1.position }
  }
}

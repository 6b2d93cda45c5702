import Foundation
import NotebookModel

extension ReportWriter {
  /// Writes the table of all claims.
  mutating func writeClaims() {
    guard !results.claims.isEmpty else { return }
    page.raw(
      "<h2 id=\"claims\">Claims</h2>\n<div class=\"scroll\" tabindex=\"0\"><table class=\"claims\">\n<thead><tr>"
    )
    for name in ["", "Claim", "Measured", "Expected", "Tolerance", "Margin"] {
      page.element("th", ["scope": "col"], name)
    }
    page.raw("</tr></thead>\n<tbody>\n")
    for index in results.cells.keys.sorted() {
      for (place, output) in (results.cells[index]?.outputs ?? []).enumerated() {
        if case .claim(let claim) = output { writeRow(claim, numbering.output(index, place)) }
      }
    }
    page.raw("</tbody></table></div>\n")
  }

  private mutating func writeRow(_ claim: ClaimOutput, _ output: Numbering.Output?) {
    page.open("tr", ["class": claim.holds ? "good" : "bad"])
    page.raw("<td class=\"mark\">\(claim.holds ? "✓ holds" : "✗ fails")</td><td>")
    if let output {
      page.element("a", ["href": "#" + output.id], "\(output.number)")
      page.raw(" ")
    }
    write(Notebook.runningText(claim.statement))
    page.raw("</td>")
    for text in [claim.measured, claim.expected, claim.tolerance, claim.margin] {
      page.element("td", text.typesetNumber)
    }
    page.raw("</tr>\n")
  }

  /// Writes what is needed to repeat the run.
  mutating func writeRecord() {
    let record = results.record
    page.raw("<h2 id=\"reproduce\">Reproduce this</h2>\n<dl class=\"record\">\n")
    if !record.command.isEmpty { entry("Command", record.command, isCode: true) }
    entry("Seed", "\(record.seed)")
    entry("Precision", record.precision)
    for parameter in record.parameters { entry("params.\(parameter.name)", parameter.text) }
    entry("Tangent", record.tangentVersion)
    entry("Swift", record.swiftVersion)
    entry("Host", record.host)
    entry("Started", record.started)
    if record.duration > 0 { entry("Took", Self.duration(record.duration)) }
    writeTimes()
    if !record.sourceDigest.isEmpty { entry("SHA-256", record.sourceDigest, isCode: true) }
    page.raw("</dl>\n<p class=\"links\">")
    let name = fileName
    download(name, name, DataURI.text(notebook.source.text, type: "text/markdown"))
    if let json = recordJSON { download("record.json", "record.json", json) }
    page.raw("</p>\n<details><summary>The notebook as it was run</summary>\n<pre tabindex=\"0\">")
    page.text(notebook.source.text)
    page.raw("</pre></details>\n")
  }

  private mutating func entry(_ name: String, _ text: String, isCode: Bool = false) {
    guard !text.isEmpty else { return }
    page.element("dt", name)
    page.raw("<dd>")
    if isCode { page.element("code", text) } else { page.text(text) }
    page.raw("</dd>\n")
  }

  /// The times of the cells that took the longest.
  private mutating func writeTimes() {
    let times = notebook.cells.compactMap { cell in
      results.cells[cell.index]?.duration.map { (cell.name, $0) }
    }.filter { $0.1 >= 0.05 }
    guard !times.isEmpty else { return }
    let list = times.map { "\($0.0) \(Self.duration($0.1))" }.joined(separator: " · ")
    entry("Cells", list)
  }

  private var fileName: String {
    notebook.path.split(separator: "/").last.map(String.init) ?? "notebook.md"
  }

  private var recordJSON: String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(ReportedRecord(results.record)) else { return nil }
    return "data:application/json;base64," + DataURI.base64(Array(data))
  }

  /// Seconds in words: `0.42 s`, `12.3 s`, `3 min 12 s`.
  static func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 1e9 else { return "" }
    if seconds < 59.95 {
      let scale = seconds < 9.995 ? 100.0 : 10.0
      return "\((seconds * scale).rounded() / scale) s"
    }
    let whole = Int(seconds.rounded())
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }
}

/// The record as it is attached to a report: without the number of threads, on which nothing in
/// the report depends, so that the bytes do not either.
private struct ReportedRecord: Encodable {
  var command, host, precision, sourceDigest, started, swiftVersion, tangentVersion: String
  var seed: UInt64
  var duration: Double
  var parameters: [RunRecord.Parameter]

  init(_ record: RunRecord) {
    (command, host, precision) = (record.command, record.host, record.precision)
    (sourceDigest, started) = (record.sourceDigest, record.started)
    (swiftVersion, tangentVersion) = (record.swiftVersion, record.tangentVersion)
    (seed, duration, parameters) = (record.seed, record.duration, record.parameters)
  }
}

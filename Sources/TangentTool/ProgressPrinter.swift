import Execution
import Foundation
import NotebookModel
import Synchronization

/// Tells on standard error how a run goes on, and passes on to standard output what cells print.
final class ProgressPrinter: Sendable {
  /// What goes to standard output.
  enum Output: Sendable { case printed, events, nothing }

  private let output: Output
  private let cells = Mutex(0)

  init(output: Output) {
    self.output = output
  }

  func receive(_ event: RunEvent) {
    if output == .events, let line = EventText.line(for: event) { Console.write(line + "\n") }
    switch event {
    case .started(let count): cells.withLock { $0 = count }
    case .printed(_, let text): if output == .printed { Console.write(text) }
    case .shown(_, .value(let text)): if output == .printed { Console.write(text + "\n") }
    case .shown(_, .claim(let claim)): tell(claim)
    case .cellFinished(let name, let status, let seconds): tell(name, status, seconds)
    case .cellStarted, .shown, .finished: break
    }
  }

  private func tell(_ claim: ClaimOutput) {
    let verdict = claim.holds ? "holds" : "FAILS"
    let tolerance = claim.tolerance.isEmpty ? "" : " \(claim.tolerance)"
    Console.note(
      "  claim \(verdict): \(claim.statement): \(claim.measured), expected "
        + "\(claim.expected)\(tolerance)"
    )
  }

  private func tell(_ name: CellName, _ status: CellResult.Status, _ seconds: Double?) {
    let total = cells.withLock(\.self)
    let time = seconds.map { String(format: " (%.1f s)", $0) } ?? ""
    switch status {
    case .succeeded: Console.note("[\(name.index + 1)/\(total)] \(name)\(time)")
    case .failed(let diagnostic), .stopped(let diagnostic):
      Console.note("[\(name.index + 1)/\(total)] \(name) failed\(time)\n\(diagnostic.rendered)")
    case .skipped(let cells):
      let list = cells.joined(separator: ", ")
      Console.note("[\(name.index + 1)/\(total)] \(name) not run: it needs \(list)")
    case .interrupted: Console.note("[\(name.index + 1)/\(total)] \(name) interrupted")
    case .displayOnly: break
    }
  }
}

/// Run events as one line of JSON each.
enum EventText {
  static func line(for event: RunEvent) -> String? {
    let object: [String: Any] =
      switch event {
      case .started(let cells): ["event": "started", "cells": cells]
      case .cellStarted(let name): fields("cellStarted", name)
      case .printed(let name, let text): fields("printed", name, ["text": text])
      case .shown(let name, let output): fields("shown", name, self.fields(of: output))
      case .cellFinished(let name, let status, let seconds):
        fields("cellFinished", name, self.fields(of: status, seconds))
      case .finished(let seconds): ["event": "finished", "seconds": seconds ?? 0]
      }
    let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? JSONSerialization.data(withJSONObject: object, options: options) else {
      return nil
    }
    return String(decoding: data, as: UTF8.self)
  }

  private static func fields(
    _ event: String,
    _ name: CellName,
    _ more: [String: Any] = [:]
  ) -> [String: Any] {
    var result = more
    result["event"] = event
    result["cell"] = name.index
    result["line"] = name.line
    result["label"] = name.label
    return result
  }

  private static func fields(of output: CellOutput) -> [String: Any] {
    switch output {
    case .text(let text): ["kind": "text", "text": text]
    case .value(let text): ["kind": "value", "text": text]
    case .figure(let figure):
      ["kind": "figure", "title": figure.title, "csv": figure.csv ?? "", "svg": figure.svg]
    case .table(let table): ["kind": "table", "columns": table.columns, "rows": table.rows]
    case .claim(let claim):
      [
        "kind": "claim", "statement": claim.statement, "measured": claim.measured,
        "expected": claim.expected, "tolerance": claim.tolerance, "margin": claim.margin,
        "holds": claim.holds,
      ]
    }
  }

  private static func fields(
    of status: CellResult.Status,
    _ seconds: Double?
  ) -> [String: Any] {
    var result: [String: Any] = ["seconds": seconds ?? 0]
    switch status {
    case .succeeded: result["status"] = "succeeded"
    case .failed(let diagnostic), .stopped(let diagnostic):
      if case .stopped = status {
        result["status"] = "stopped"
      } else {
        result["status"] = "failed"
      }
      result["message"] = diagnostic.message
      result["path"] = diagnostic.path
      result["errorLine"] = diagnostic.line
      result["errorColumn"] = diagnostic.column
      result["notes"] = diagnostic.notes
    case .skipped(let cells):
      result["status"] = "skipped"
      result["needs"] = cells
    case .interrupted: result["status"] = "interrupted"
    case .displayOnly: result["status"] = "displayOnly"
    }
    return result
  }
}

import Foundation
import NotebookModel

/// Diagnostics as one line of JSON each.
enum DiagnosticText {
  static func line(for diagnostic: Diagnostic) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(diagnostic), as: UTF8.self)
  }
}

import Foundation
import Testing

/// Compares a text with the golden file of that name; `RECORD_SNAPSHOTS=1` rewrites it.
///
/// A missing file is recorded and fails; a different text fails and is never written.
func expectSnapshot(
  _ actual: String,
  named name: String,
  filePath: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let folder = URL(fileURLWithPath: filePath).deletingLastPathComponent()
    .appendingPathComponent("Snapshots")
  let file = folder.appendingPathComponent(name)
  let isRecording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil
  guard !isRecording, let expected = try? String(contentsOf: file, encoding: .utf8) else {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try actual.write(to: file, atomically: true, encoding: .utf8)
    Issue.record("recorded \(name); review it and run again", sourceLocation: sourceLocation)
    return
  }
  guard actual != expected else { return }
  let lines = (
    actual.split(separator: "\n", omittingEmptySubsequences: false),
    expected.split(separator: "\n", omittingEmptySubsequences: false)
  )
  let first = zip(lines.0, lines.1).enumerated().first { $0.element.0 != $0.element.1 }
  Issue.record(
    """
    \(name) differs at line \((first?.offset ?? min(lines.0.count, lines.1.count)) + 1):
    - \(first?.element.1.prefix(300) ?? "(end)")
    + \(first?.element.0.prefix(300) ?? "(end)")
    """,
    sourceLocation: sourceLocation
  )
}

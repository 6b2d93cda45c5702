import Foundation
public import Testing

/// Expects text equal to a golden file in the folder `Snapshots` beside the test.
///
/// A missing file is recorded and fails the test; `RECORD_SNAPSHOTS=1` rewrites; a failure never does.
public func expectSnapshot(
  _ actual: String,
  named name: String,
  filePath: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let folder = URL(fileURLWithPath: filePath).deletingLastPathComponent()
    .appendingPathComponent("Snapshots")
  let file = folder.appendingPathComponent(name)
  let recording = ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] != nil
  guard !recording, let expected = try? String(contentsOf: file, encoding: .utf8) else {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try actual.write(to: file, atomically: true, encoding: .utf8)
    Issue.record("recorded \(name); review it and run again", sourceLocation: sourceLocation)
    return
  }
  guard actual != expected else { return }
  let lines = zip(
    actual.split(separator: "\n", omittingEmptySubsequences: false),
    expected.split(separator: "\n", omittingEmptySubsequences: false)
  )
  let first = lines.enumerated().first { $0.element.0 != $0.element.1 }
  Issue.record(
    "\(name) differs\(first.map { " in line \($0.offset + 1):\n- \($0.element.1)\n+ \($0.element.0)" } ?? " in length")",
    sourceLocation: sourceLocation
  )
}

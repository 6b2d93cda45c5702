import CellLanguage
import Foundation
import Testing

/// Programs whose expected output was written by compiled Swift 6.3.1 (`Fixtures/programs/*.out`; a `.program` is a `main.swift`).
@Suite("The corpus of programs") struct CorpusTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures/programs")

  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".out") }.map { String($0.dropLast(4)) }.sorted()
  }()

  @Test("prints what compiled Swift prints", arguments: names)
  func printsTheSame(name: String) throws {
    let source = try String(
      contentsOf: Self.folder.appendingPathComponent(name + ".program"),
      encoding: .utf8
    )
    let expected = try String(
      contentsOf: Self.folder.appendingPathComponent(name + ".out"),
      encoding: .utf8
    )
    let program = source.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("import ") ? "" : $0 }.joined(separator: "\n")
    let outcome = run(program)
    for diagnostic in outcome.diagnostics { Issue.record("\(diagnostic.rendered)") }
    if let failure = outcome.failure { Issue.record("\(failure.rendered)") }
    #expect(outcome.printed == expected)
  }
}

import CellLanguage
import Foundation
import Testing

/// Cells that nobody would write: whatever they are, checking and running them ends, with a result
/// or with an error, and never with a crash.
@Suite("Mutated cells") struct FuzzTests {
  /// Few calls, small collections, and a patience of some ten thousand steps.
  static func limits() -> CellContext {
    let patience = Patience(4)
    return CellContext(poll: { try patience.use() }, callDepth: 60, elementLimit: 20_000)
  }

  /// Runs a cell after one that it may depend on; true if it passed the check.
  @discardableResult static func survives(_ cell: String) -> Bool {
    let outcome = run(cell, limits: limits())
    for diagnostic in outcome.diagnostics { _ = diagnostic.rendered }
    return outcome.diagnostics.isEmpty
  }

  @Test("the samples themselves pass the check and run")
  func samples() {
    for cell in SampleCells.all {
      let outcome = run(cell)
      for diagnostic in outcome.diagnostics { Issue.record("\(diagnostic.rendered)") }
      if let failure = outcome.failure { Issue.record("\(failure.rendered)") }
    }
  }

  @Test("are refused or run, but never crash", arguments: 0..<8)
  func mutations(round: Int) {
    var stream = MutationStream(seed: 0x7A06_E270 + UInt64(round))
    let samples = SampleCells.all.map { TokenMutation($0) }
    let words = TokenMutation.words
    var accepted = 0
    for _ in 0..<6 {
      for sample in samples where Self.survives(sample.mutated(with: words, &stream)) {
        accepted += 1
      }
    }
    // Else the mutations would only ever try the parser.
    #expect(accepted > 5)
  }

  @Test("two samples in one cell, cut and joined anywhere, never crash", arguments: 0..<2)
  func splices(round: Int) {
    var stream = MutationStream(seed: 0x5B11_CE00 + UInt64(round))
    for _ in 0..<150 {
      let a = Array(SampleCells.all.randomElement(using: &stream) ?? "")
      let b = Array(SampleCells.all.randomElement(using: &stream) ?? "")
      let head = a[..<Int.random(in: 0...a.count, using: &stream)]
      let tail = b[Int.random(in: 0...b.count, using: &stream)...]
      Self.survives(String(head) + String(tail))
    }
  }

  @Test("random bytes never crash")
  func bytes() {
    var stream = MutationStream(seed: 0xB17E5)
    for length in [0, 1, 2, 3, 10, 100, 1_000] {
      for _ in 0..<10 {
        let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &stream) }
        Self.survives(String(decoding: bytes, as: UTF8.self))
      }
    }
  }
}

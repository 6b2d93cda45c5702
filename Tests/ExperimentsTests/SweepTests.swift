import Synchronization
import Tensors
import Testing

@testable import Experiments

private struct Broken: Error, CustomStringConvertible {
  let description: String
}

@Suite struct SweepTests {
  @Test("samples stand at their point and repeat, on any number of threads", arguments: [1, 2, 5])
  func places(threads: Int) throws {
    let found = try Parallelism.$threads.withValue(threads) {
      try checkedSweep(over: [3, 1, 2], repeats: 4) { point, seed in
        Double(point) + Double(seed % 1000) / 1000
      }
    }
    let serial = sweep(over: [3, 1, 2], repeats: 4) { Double($0) + Double($1 % 1000) / 1000 }
    #expect(found == serial)
    #expect(found.points == [3, 1, 2])
    #expect(found.labels == ["3", "1", "2"])
    #expect(
      found.samples.map { $0.map { Int($0) } } == [[3, 3, 3, 3], [1, 1, 1, 1], [2, 2, 2, 2]]
    )
  }

  @Test("adding a point, a repeat or another order changes no other sample")
  func stability() {
    let small = sweep(over: [8, 16], repeats: 2) { Double($0) * Double($1 >> 12) }
    let large = sweep(over: [32, 16, 4, 8], repeats: 3) { Double($0) * Double($1 >> 12) }
    #expect(Array(large.samples[3].prefix(2)) == small.samples[0])
    #expect(Array(large.samples[1].prefix(2)) == small.samples[1])
  }

  @Test("seeds differ between points, repeats, streams and root seeds, and only there")
  func seeds() {
    func all(_ stream: String, root: UInt64) -> [Double] {
      RootSeed.$value.withValue(root) {
        sweep(over: [1, 2, 3], repeats: 5, stream: stream) { Double($1 >> 11) }
      }.samples.flatMap { $0 }
    }
    let lists = [all("", root: 0), all("other", root: 0), all("", root: 1)]
    #expect(Set(lists.flatMap { $0 }).count == 45)
    #expect(all("", root: 0) == lists[0])
    #expect(
      sweep(over: [1], repeats: 1) { Double($1 >> 11) }.samples[0][0]
        == Double(Seed.derive(from: 0, names: ["sweep", "", "1", "0"]) >> 11)
    )
  }

  @Test("points may be numbers, names and conditions; only numbers are coordinates")
  func kinds() {
    #expect(sweep(over: [0.5, 0.25]) { x, _ in x * 2 }.mean == [1, 0.5])
    let names = sweep(over: ["a", "bb"]) { text, _ in Double(text.count) }
    #expect(names.points == [0, 1])
    #expect(!names.isNumeric)
    #expect(sweep(over: [true, false]) { $0 ? 1 : 0 + 0 * Double($1) }.samples == [[1], [0]])
    #expect(throws: ExperimentError.namedPoints(["a", "bb"])) { try names.checkedPowerLaw() }
  }

  @Test("the body runs on one thread and sees the settings of the caller")
  func settings() {
    let found = Parallelism.$threads.withValue(3) {
      DType.$preferred.withValue(.float32) {
        sweep(over: Array(1...6)) { _, _ in
          Double(Parallelism.threads) + (DType.preferred == .float32 ? 10 : 0)
        }
      }
    }
    #expect(found.mean == [11, 11, 11, 11, 11, 11])
  }

  @Test("failing evaluations are named and the others still finish")
  func failures() throws {
    let finished = Mutex(0)
    #expect {
      try checkedSweep(over: [1, 2, 3], repeats: 2) { point, seed in
        if point == 2 { throw Broken(description: "no such thing") }
        finished.withLock { $0 += 1 }
        return 0
      }
    } throws: { error in
      guard case .evaluationsFailed(let failures, of: 6) = error as? ExperimentError else {
        return false
      }
      return failures.map(\.point) == ["2", "2"] && failures.map(\.repetition) == [0, 1]
        && failures[0].seed == Seed.derive(from: 0, names: ["sweep", "", "2", "0"])
        && failures[0].reason == "no such thing"
    }
    #expect(finished.withLock { $0 } == 4)
  }

  @Test("an interruption stops at once and is no failure")
  func interruption() {
    struct Stop: Error {}
    let begun = Mutex(0)
    #expect(throws: Stop.self) {
      try Interruption.$check.withValue(
        .init {
          if begun.withLock({ $0 }) >= 3 { throw Stop() }
        }
      ) {
        try checkedSweep(over: Array(1...100)) { _, _ in
          begun.withLock { $0 += 1 }
          try Interruption.poll()
          return 0
        }
      }
    }
    #expect(begun.withLock { $0 } < 10)
  }

  @Test("several quantities are measured together and read by name")
  func table() throws {
    let table = sweep(over: [1, 2], measuring: ["width", "square"], repeats: 2) { n, _ in
      [Double(n), Double(n * n)]
    }
    #expect(table["square"].mean == [1, 4])
    #expect(table["square"].quantity == "square")
    #expect(table.quantities == ["width", "square"])
    #expect(throws: ExperimentError.unknownQuantity("cube", known: ["width", "square"])) {
      try table.checkedSweep(of: "cube")
    }
    #expect(throws: ExperimentError.self) {
      try checkedSweep(over: [1], measuring: ["a", "b"]) { _, _ in [1] }
    }
    for names in [[], ["a", "a"]] {
      #expect(throws: ExperimentError.invalidNames(names)) {
        try checkedSweep(over: [1], measuring: names) { _, _ in [] }
      }
    }
  }

  @Test("a grid has a row for each point of the first axis")
  func grid() throws {
    let grid = sweep(over: [1, 2, 3], and: [0.5, 0.25], repeats: 2) { a, b, _ in Double(a) * b }
    #expect(grid.mean == [[0.5, 0.25], [1, 0.5], [1.5, 0.75]])
    #expect(grid.rows == [1, 2, 3])
    #expect(grid.columns == [0.5, 0.25])
    #expect(grid.standardError == [[0, 0], [0, 0], [0, 0]])
    #expect(throws: ExperimentError.noPoints) {
      try checkedSweep(over: [1], and: [Int]()) { _, _, _ in 0 }
    }
  }

  @Test("what cannot be swept is an error")
  func errors() {
    #expect(throws: ExperimentError.noPoints) { try checkedSweep(over: [Int]()) { _, _ in 0 } }
    for repeats in [0, -1, .min] {
      #expect(throws: ExperimentError.invalidRepeats(repeats)) {
        try checkedSweep(over: [1], repeats: repeats) { _, _ in 0 }
      }
    }
    #expect(throws: ExperimentError.repeatedPoint("7")) {
      try checkedSweep(over: [7, 7]) { _, _ in 0 }
    }
    #expect(throws: ExperimentError.tooManyEvaluations(points: 2, repeats: .max)) {
      try checkedSweep(over: [1, 2], repeats: .max) { _, _ in 0 }
    }
    #expect(throws: Never.self) { try checkedSweep(over: [.nan, 1, .infinity]) { _, _ in 0 } }
  }

  @Test("samples measured otherwise become a sweep, with a list for each point")
  func givenSamples() throws {
    let given = Sweep(points: [1, 2], samples: [[1, 3], [4]], quantity: "loss")
    #expect(given.mean == [2, 4])
    #expect(given.labels == ["1.0", "2.0"])
    #expect(abs(given.powerLaw.exponent - 1) < 1e-15)
    #expect(throws: ExperimentError.lengthMismatch("points", 1, "lists of samples", 2)) {
      try Sweep(checkedPoints: [1], samples: [[1], [2]])
    }
    #expect(throws: ExperimentError.self) { try Sweep(checkedPoints: [1], samples: [[]]) }
  }

  @Test("statistics of the points are those of their samples")
  func statistics() throws {
    let found = sweep(over: [1, 2, 4], repeats: 9) { n, seed in
      Double(n) + Double(seed >> 40) / 1e7
    }
    for (index, samples) in found.samples.enumerated() {
      #expect(found.mean[index] == Statistics.mean(samples))
      #expect(found.median[index] == Statistics.median(samples))
      #expect(found.standardDeviation[index] == Statistics.standardDeviation(samples))
      #expect(found.standardError[index] == Statistics.standardError(samples))
      #expect(found.quantile(0.25)[index] == Statistics.quantile(samples, 0.25))
      #expect(found.minimum[index] == samples.min())
      #expect(found.maximum[index] == samples.max())
    }
    #expect(throws: ExperimentError.self) { try found.checkedQuantile(2) }
  }

  @Test("a law is fitted to the means, over a range if one is given")
  func powerLaw() throws {
    let found = sweep(over: [1.0, 2, 4, 8, 16], repeats: 3) { x, seed in
      x < 4 ? 5 : 3 / x * (1 + Double(seed % 3) * 1e-6)
    }
    let law = found.powerLaw(over: 4...16)
    #expect(abs(law.exponent + 1) < 1e-5)
    #expect(law.pointCount == 3)
    #expect(abs(found.powerLaw.exponent + 1) > 0.1)
    #expect(throws: ExperimentError.tooFewPoints(found: 1, range: "10.0...20.0")) {
      try found.checkedPowerLaw(over: 10...20)
    }
    #expect(throws: ExperimentError.self) {
      try found.checkedPowerLaw(over: 1...16, weighting: .standardError)
    }
    let negative = sweep(over: [1, 2]) { n, _ in -Double(n) }
    #expect(throws: ExperimentError.notPositive(x: 1, y: -1)) { try negative.checkedPowerLaw() }
  }
}

@Suite struct SweepJournalTests {
  /// Keeps values in memory.
  final class Memory: SweepJournal {
    let kept = Mutex([SweepKey: [Double]]())
    func values(for key: SweepKey) -> [Double]? { kept.withLock { $0[key] } }
    func record(_ values: [Double], for key: SweepKey) throws { kept.withLock { $0[key] = values } }
  }

  @Test("what a journal holds is not measured again, on any thread", arguments: [1, 3])
  func resumption(threads: Int) throws {
    let journal = Memory()
    let calls = Mutex(0)
    func measure(_ points: [Int]) throws -> Sweep {
      try Parallelism.$threads.withValue(threads) {
        try SweepJournaling.using(journal) {
          try checkedSweep(over: points, repeats: 2) { point, seed in
            calls.withLock { $0 += 1 }
            return Double(point) + Double(seed >> 12)
          }
        }
      }
    }
    let first = try measure([1, 2])
    #expect(calls.withLock { $0 } == 4)
    let second = try measure([1, 2, 3])
    #expect(calls.withLock { $0 } == 6)
    #expect(Array(second.samples.prefix(2)) == first.samples)
  }

  @Test("finished evaluations are recorded although another one fails")
  func recordedBesideFailures() {
    let journal = Memory()
    #expect(throws: ExperimentError.self) {
      try SweepJournaling.using(journal) {
        try checkedSweep(over: [1, 2, 3]) { point, _ in
          if point == 2 { throw Broken(description: "two") }
          return 0
        }
      }
    }
    #expect(Set(journal.kept.withLock { $0.keys.map(\.point) }) == ["1", "3"])
  }

  @Test("an entry of another length is measured anew")
  func wrongLength() throws {
    let journal = Memory()
    let key = SweepKey(
      stream: "",
      quantities: [],
      point: "1",
      repetition: 0,
      seed: Seed.derive(from: 0, names: ["sweep", "", "1", "0"])
    )
    try journal.record([], for: key)
    let found = try SweepJournaling.using(journal) { try checkedSweep(over: [1]) { _, _ in 5 } }
    #expect(found.samples == [[5]])
  }
}

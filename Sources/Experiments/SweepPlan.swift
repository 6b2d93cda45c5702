internal import Tensors

/// The evaluations of a sweep: which point and repeat each one is, and its seed.
struct SweepPlan: Sendable {
  struct Point: Sendable {
    /// The texts of the point, one for each axis.
    let labels: [String]
    let coordinates: [Double?]
    var text: String { labels.joined(separator: ", ") }
  }

  let points: [Point]
  let repeats: Int
  let stream: String
  let quantities: [String]
  let root: UInt64

  /// More evaluations than this (4,194,304) are a mistake rather than an experiment.
  static let largestCount = 1 << 22

  init(points: [Point], repeats: Int, stream: String, quantities: [String]) throws {
    guard !points.isEmpty else { throw ExperimentError.noPoints }
    guard repeats >= 1 else { throw ExperimentError.invalidRepeats(repeats) }
    let (count, overflow) = points.count.multipliedReportingOverflow(by: repeats)
    guard !overflow, count <= Self.largestCount else {
      throw ExperimentError.tooManyEvaluations(points: points.count, repeats: repeats)
    }
    var seen: Set<[String]> = []
    for point in points where !seen.insert(point.labels).inserted {
      throw ExperimentError.repeatedPoint(point.text)
    }
    self.points = points
    self.repeats = repeats
    self.stream = stream
    self.quantities = quantities
    self.root = RootSeed.value
  }

  var count: Int { points.count * repeats }

  /// The seed of an evaluation follows from the names of its point and repeat alone, so that adding
  /// a point or a repeat never changes another.
  func key(at index: Int) -> SweepKey {
    let point = points[index / repeats]
    let repetition = index % repeats
    let names = ["sweep", stream] + point.labels + [String(repetition)]
    return SweepKey(
      stream: stream,
      quantities: quantities,
      point: point.text,
      repetition: repetition,
      seed: Seed.derive(from: root, names: names)
    )
  }

  /// Largest coordinates first: they are mostly the slowest (widths, steps, sample counts), and a
  /// slow evaluation that begins last keeps one core busy while the others are idle.
  var order: [Int] {
    let weights = points.map { $0.coordinates.reduce(0) { $0 + ($1.map(abs) ?? 0) } }
    return (0..<count).sorted { left, right in
      let (a, b) = (weights[left / repeats], weights[right / repeats])
      return a == b || a.isNaN || b.isNaN ? left < right : a > b
    }
  }
}

extension SweepPlan {
  /// Runs every evaluation, over the threads of the task, each one on a single thread.
  ///
  /// - Returns: The values at each `[point][repeat]`.
  /// - Throws: `ExperimentError.evaluationsFailed` after all others have finished, or at once the
  ///   error of an interruption.
  func run(_ body: @Sendable (SweepKey, Int) throws -> [Double]) throws -> [[[Double]]] {
    let journal = SweepJournaling.journal
    let order = order
    let outcomes = try Parallelism.map(count) { place in
      let index = order[place]
      return try Parallelism.$threads.withValue(1) {
        try evaluate(key(at: index), point: index / repeats, journal: journal, body)
      }
    }
    return try collect(zip(order, outcomes).sorted { $0.0 < $1.0 }.map(\.1))
  }

  private func evaluate(
    _ key: SweepKey,
    point: Int,
    journal: (any SweepJournal)?,
    _ body: @Sendable (SweepKey, Int) throws -> [Double]
  ) throws -> Result<[Double], SweepFailure> {
    if let values = journal?.values(for: key), values.count == max(quantities.count, 1) {
      return .success(values)
    }
    let values: [Double]
    do {
      values = try body(key, point)
      if !quantities.isEmpty, values.count != quantities.count {
        throw ExperimentError.valueCount(found: values.count, names: quantities)
      }
    } catch {
      try Interruption.poll()  // An interrupted body is not a failed one.
      return .failure(
        SweepFailure(
          point: key.point,
          repetition: key.repetition,
          seed: key.seed,
          reason: String(describing: error)
        )
      )
    }
    try journal?.record(values, for: key)
    return .success(values)
  }

  private func collect(_ outcomes: [Result<[Double], SweepFailure>]) throws -> [[[Double]]] {
    var failures: [SweepFailure] = []
    var values = points.map { _ in [[Double]]() }
    for (index, outcome) in outcomes.enumerated() {
      switch outcome {
      case .success(let found): values[index / repeats].append(found)
      case .failure(let failure): failures.append(failure)
      }
    }
    guard failures.isEmpty else { throw ExperimentError.evaluationsFailed(failures, of: count) }
    return values
  }
}

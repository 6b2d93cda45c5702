internal import Tensors

/// Evaluates a body at every point, several times with different seeds, over all cores.
///
/// The seed of an evaluation is derived from the root seed, the stream, the text of the point and
/// the number of the repeat, by name: adding a point or a repeat never changes another, and the
/// samples do not depend on the number of threads. Two sweeps over the same points in the same stream
/// have the same seeds (common random numbers, which sharpen a comparison); give one of them another
/// `stream` for independent samples. Within the body `Parallelism.threads` is 1.
///
/// Stops the program where `checkedSweep` throws.
///
/// - Parameters:
///   - points: The points, all different: numbers, or names.
///   - repeats: Evaluations of each point, at least 1.
///   - stream: A name that sets this sweep's seeds apart.
///   - body: The measurement, given the point and the seed; called from several threads at once.
/// - Returns: The samples at each point.
public func sweep<P: SweepPoint>(
  over points: [P],
  repeats: Int = 1,
  stream: String = "",
  _ body: @Sendable (P, UInt64) throws -> Double
) -> Sweep {
  trapping { try checkedSweep(over: points, repeats: repeats, stream: stream, body) }
}

/// Evaluates a body at every point, several times with different seeds, over all cores.
///
/// See `sweep(over:repeats:stream:_:)`.
/// - Throws: `ExperimentError` for an empty or repeating list of points or repeats below 1, and
///   `ExperimentError.evaluationsFailed`, with the coordinates, when the body has thrown and all other
///   evaluations have finished; the error of an interruption at once.
public func checkedSweep<P: SweepPoint>(
  over points: [P],
  repeats: Int = 1,
  stream: String = "",
  _ body: @Sendable (P, UInt64) throws -> Double
) throws -> Sweep {
  let plan = try SweepPlan(
    points: points.map(SweepPlan.Point.init),
    repeats: repeats,
    stream: stream,
    quantities: []
  )
  let values = try plan.run { key, point in [try body(points[point], key.seed)] }
  return plan.sweep(of: values, quantity: 0, name: nil)
}

/// Evaluates a body that measures several quantities at once, at every point and seed.
///
/// See `sweep(over:repeats:stream:_:)`. Stops the program where the checked form throws.
///
/// - Parameters:
///   - points: The points, all different: numbers, or names.
///   - quantities: The names of the measured quantities, all different.
///   - repeats: Evaluations of each point, at least 1.
///   - stream: A name that sets this sweep's seeds apart.
///   - body: The measurements, as many values as there are names, in their order.
/// - Returns: The samples of each quantity at each point.
public func sweep<P: SweepPoint>(
  over points: [P],
  measuring quantities: [String],
  repeats: Int = 1,
  stream: String = "",
  _ body: @Sendable (P, UInt64) throws -> [Double]
) -> SweepTable {
  trapping {
    try checkedSweep(
      over: points,
      measuring: quantities,
      repeats: repeats,
      stream: stream,
      body
    )
  }
}

/// Evaluates a body that measures several quantities at once, at every point and seed.
///
/// See `sweep(over:measuring:repeats:stream:_:)`.
/// - Throws: As the form of one quantity does; also where names are missing or repeat, or where the
///   body returns another number of values.
public func checkedSweep<P: SweepPoint>(
  over points: [P],
  measuring quantities: [String],
  repeats: Int = 1,
  stream: String = "",
  _ body: @Sendable (P, UInt64) throws -> [Double]
) throws -> SweepTable {
  guard !quantities.isEmpty, Set(quantities).count == quantities.count else {
    throw ExperimentError.invalidNames(quantities)
  }
  let plan = try SweepPlan(
    points: points.map(SweepPlan.Point.init),
    repeats: repeats,
    stream: stream,
    quantities: quantities
  )
  let values = try plan.run { key, point in try body(points[point], key.seed) }
  let sweeps = quantities.enumerated().map {
    plan.sweep(of: values, quantity: $0.offset, name: $0.element)
  }
  return SweepTable(quantities: quantities, sweeps: sweeps)
}

/// Evaluates a body at every pair of points from two axes, several times with different seeds.
///
/// See `sweep(over:repeats:stream:_:)`. Stops the program where the checked form throws.
public func sweep<Row: SweepPoint, Column: SweepPoint>(
  over rows: [Row],
  and columns: [Column],
  repeats: Int = 1,
  stream: String = "",
  _ body: @Sendable (Row, Column, UInt64) throws -> Double
) -> SweepGrid {
  trapping { try checkedSweep(over: rows, and: columns, repeats: repeats, stream: stream, body) }
}

/// Evaluates a body at every pair of points from two axes, several times with different seeds.
///
/// See `sweep(over:and:repeats:stream:_:)`.
/// - Throws: As the form of one axis does.
public func checkedSweep<Row: SweepPoint, Column: SweepPoint>(
  over rows: [Row],
  and columns: [Column],
  repeats: Int = 1,
  stream: String = "",
  _ body: @Sendable (Row, Column, UInt64) throws -> Double
) throws -> SweepGrid {
  let (pairs, overflow) = rows.count.multipliedReportingOverflow(by: columns.count)
  guard !overflow, pairs <= SweepPlan.largestCount else {
    throw ExperimentError.tooManyEvaluations(points: rows.count, repeats: columns.count)
  }
  let points = rows.flatMap { row in
    columns.map { column in
      SweepPlan.Point(
        labels: [row.sweepLabel, column.sweepLabel],
        coordinates: [row.sweepCoordinate, column.sweepCoordinate]
      )
    }
  }
  let plan = try SweepPlan(points: points, repeats: repeats, stream: stream, quantities: [])
  let values = try plan.run { key, point in
    [try body(rows[point / columns.count], columns[point % columns.count], key.seed)]
  }
  let samples = values.map { $0.map { $0[0] } }
  return SweepGrid(
    rows: SweepPlan.axis(rows),
    columns: SweepPlan.axis(columns),
    rowLabels: rows.map(\.sweepLabel),
    columnLabels: columns.map(\.sweepLabel),
    samples: rows.indices.map { row in
      columns.indices.map { samples[row * columns.count + $0] }
    }
  )
}

extension SweepPlan.Point {
  init(_ point: some SweepPoint) {
    self.init(labels: [point.sweepLabel], coordinates: [point.sweepCoordinate])
  }
}

extension SweepPlan {
  func sweep(of values: [[[Double]]], quantity: Int, name: String?) -> Sweep {
    Sweep(
      labels: points.map(\.text),
      coordinates: points.map { $0.coordinates[0] },
      samples: values.map { $0.map { $0[quantity] } },
      quantity: name
    )
  }

  static func axis(_ points: [some SweepPoint]) -> [Double] {
    let numbers = points.compactMap(\.sweepCoordinate)
    return numbers.count == points.count ? numbers : points.indices.map(Double.init)
  }
}

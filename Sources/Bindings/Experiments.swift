internal import CellLanguage
internal import Tangent

/// A sweep point of a cell, of whatever type the cell's array holds.
private struct CellPoint: SweepPoint {
  let value: Value

  var sweepLabel: String { value.description }

  var sweepCoordinate: Double? {
    switch value {
    case .int(let number): Double(number)
    case .double(let number): number
    default: nil
    }
  }
}

/// Sweeps, fits and statistics.
extension BindingRegistry {
  mutating func registerExperiments() {
    protocolType(
      "SweepPoint",
      summary: "A number, string or truth value that a sweep runs over.",
      conformers: ["Int", "Double", "String", "Bool"]
    )
    registerSweeps()
    registerSweepResults()
    registerFits()
    registerStatistics()
  }

  private mutating func registerSweeps() {
    function(
      """
      func sweep<P: SweepPoint>(over points: [P], repeats: Int = 1, stream: String = "", \
      _ body: @Sendable (P, UInt64) throws -> Double) -> Sweep
      """,
      summary: """
        Evaluates the body at every point with a seed for each repeat, on all cores. The seed \
        depends on the notebook's seed, the stream's name, the point and the repeat alone.
        """
    ) { (points: [Value], repeats: Int, stream: String, body: CellFunction) in
      try checkedSweep(over: points.map(CellPoint.init), repeats: repeats, stream: stream) {
        try body($0.value, $1)
      }
    }
    function(
      """
      func sweep<P: SweepPoint>(over points: [P], measuring quantities: [String], \
      repeats: Int = 1, stream: String = "", \
      _ body: @Sendable (P, UInt64) throws -> [Double]) -> SweepTable
      """,
      summary: "A sweep whose body measures several named quantities at once."
    ) {
      (
        points: [Value],
        quantities: [String],
        repeats: Int,
        stream: String,
        body: CellFunction
      ) in
      try checkedSweep(
        over: points.map(CellPoint.init),
        measuring: quantities,
        repeats: repeats,
        stream: stream
      ) { try body($0.value, $1) }
    }
    function(
      """
      func sweep<Row: SweepPoint, Column: SweepPoint>(over rows: [Row], and columns: [Column], \
      repeats: Int = 1, stream: String = "", \
      _ body: @Sendable (Row, Column, UInt64) throws -> Double) -> SweepGrid
      """,
      summary: "A sweep over all pairs of two lists."
    ) { (rows: [Value], columns: [Value], repeats: Int, stream: String, body: CellFunction) in
      try checkedSweep(
        over: rows.map(CellPoint.init),
        and: columns.map(CellPoint.init),
        repeats: repeats,
        stream: stream
      ) { try body($0.value, $1.value, $2) }
    }
  }

  private mutating func registerSweepResults() {
    type(
      "Sweep",
      Sweep.self,
      summary: "What a sweep measured: repeats at every point.",
      conformsTo: ["PlottableSeries", "Equatable"],
      display: { sweep, _ in
        .table(
          columns: ["point", "mean", "standard error", "repeats"],
          rows: sweep.labels.indices.map { index in
            [
              sweep.labels[index], DisplayText.number(sweep.mean[index]),
              DisplayText.number(sweep.standardError[index]), "\(sweep.samples[index].count)",
            ]
          }
        )
      }
    )
    initializer(
      of: "Sweep",
      "init(points: [Double], samples: [[Double]], quantity: String? = nil)",
      summary: "Samples that were measured otherwise than by a sweep."
    ) { (points: [Double], samples: [[Double]], quantity: String?) in
      try Sweep(checkedPoints: points, samples: samples, quantity: quantity)
    }
    property(of: "Sweep", "points: [Double]") { (sweep: Sweep) in sweep.points }
    property(of: "Sweep", "labels: [String]") { (sweep: Sweep) in sweep.labels }
    property(of: "Sweep", "samples: [[Double]]", summary: "The repeats at every point.") {
      (sweep: Sweep) in sweep.samples
    }
    let summaries: [(String, @Sendable (Sweep) -> [Double])] = [
      ("mean", { $0.mean }), ("median", { $0.median }), ("minimum", { $0.minimum }),
      ("maximum", { $0.maximum }), ("standardDeviation", { $0.standardDeviation }),
      ("standardError", { $0.standardError }),
    ]
    for (name, body) in summaries {
      property(of: "Sweep", "\(name): [Double]", summary: "At every point.") {
        (sweep: Sweep) in body(sweep)
      }
    }
    method(on: "Sweep", "func quantile(_ probability: Double) -> [Double]") {
      (sweep: Sweep, probability: Double) in try sweep.checkedQuantile(probability)
    }
    type("SweepTable", SweepTable.self, summary: "A sweep of several quantities.")
    property(of: "SweepTable", "quantities: [String]") { (table: SweepTable) in table.quantities }
    `subscript`(of: "SweepTable", "subscript(_ quantity: String) -> Sweep") {
      (table: SweepTable, quantity: String) in try table.checkedSweep(of: quantity)
    }
    type("SweepGrid", SweepGrid.self, summary: "A sweep over all pairs of two lists.")
    property(of: "SweepGrid", "rows: [Double]") { (grid: SweepGrid) in grid.rows }
    property(of: "SweepGrid", "columns: [Double]") { (grid: SweepGrid) in grid.columns }
    property(of: "SweepGrid", "mean: [[Double]]") { (grid: SweepGrid) in grid.mean }
    property(of: "SweepGrid", "median: [[Double]]") { (grid: SweepGrid) in grid.median }
    property(of: "SweepGrid", "standardError: [[Double]]") {
      (grid: SweepGrid) in grid.standardError
    }
  }

  private mutating func registerFits() {
    type("FitWeighting", FitWeighting.self, summary: "How the points of a fit count.")
    staticMember(of: "FitWeighting", "equal") { FitWeighting.equal }
    staticMember(of: "FitWeighting", "standardError") { FitWeighting.standardError }
    property(
      of: "Sweep",
      "powerLaw: PowerLaw",
      summary: "The straight line through the means, log-log."
    ) { (sweep: Sweep) in try sweep.checkedPowerLaw() }
    method(
      on: "Sweep",
      "func powerLaw(over range: ClosedRange<Double>, weighting: FitWeighting = .equal) -> PowerLaw"
    ) { (sweep: Sweep, range: ClosedRange<Double>, weighting: FitWeighting) in
      try sweep.checkedPowerLaw(over: range, weighting: weighting)
    }
    type("PowerLaw", PowerLaw.self, summary: "A fitted law y = prefactor · x^exponent.")
    initializer(of: "PowerLaw", "init(x: [Double], y: [Double])") {
      (x: [Double], y: [Double]) in try PowerLaw(checkedX: x, y: y)
    }
    initializer(of: "PowerLaw", "init(x: [Double], y: [Double], standardErrors: [Double])") {
      (x: [Double], y: [Double], errors: [Double]) in
      try PowerLaw(checkedX: x, y: y, standardErrors: errors)
    }
    let numbers: [(String, @Sendable (PowerLaw) -> Double)] = [
      ("exponent", { $0.exponent }), ("exponentStandardError", { $0.exponentStandardError }),
      ("prefactor", { $0.prefactor }), ("rSquared", { $0.rSquared }),
    ]
    for (name, body) in numbers {
      property(of: "PowerLaw", "\(name): Double") { (law: PowerLaw) in body(law) }
    }
    property(of: "PowerLaw", "pointCount: Int") { (law: PowerLaw) in law.pointCount }
    method(on: "PowerLaw", "func value(at x: Double) -> Double") {
      (law: PowerLaw, x: Double) in law.value(at: x)
    }
    method(
      on: "PowerLaw",
      "func confidenceInterval(level: Double = 0.95) -> ClosedRange<Double>"
    ) { (law: PowerLaw, level: Double) in try law.checkedConfidenceInterval(level: level) }
  }

  private mutating func registerStatistics() {
    type("Statistics", NamespaceTag<StatisticsName>.self, summary: "Summaries of numbers.")
    let summaries: [(String, @Sendable ([Double]) throws -> Double)] = [
      ("mean", { try Statistics.checkedMean($0) }),
      ("variance", { try Statistics.checkedVariance($0) }),
      ("standardDeviation", { try Statistics.checkedStandardDeviation($0) }),
      ("standardError", { try Statistics.checkedStandardError($0) }),
      ("median", { try Statistics.checkedMedian($0) }),
    ]
    for (name, body) in summaries {
      staticMember(of: "Statistics", "func \(name)(_ values: [Double]) -> Double") {
        (values: [Double]) in try body(values)
      }
    }
    staticMember(
      of: "Statistics",
      "func quantile(_ values: [Double], _ probability: Double) -> Double"
    ) { (values: [Double], probability: Double) in
      try Statistics.checkedQuantile(values, probability)
    }
  }
}

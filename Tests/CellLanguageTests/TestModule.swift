import CellLanguage
import Foundation

// A stand-in for the library: the types and functions of the notebook in the design, with just
// enough inside to see that the right calls arrive with the right values.

struct Tensor: CellNative, Equatable {
  var values: [Double]
}

protocol Component: Sendable { var title: String { get } }

struct Dense: CellNative, Component {
  var width: Int
  var weightVariance: Double?
  var title: String { "Dense(\(width)\(weightVariance.map { ", \($0)" } ?? ""))" }
}

struct ReLU: CellNative, Component {
  var title: String { "ReLU" }
}

struct Network: CellNative, CustomStringConvertible {
  var layers: [String]
  var weightVariance: Double
  var biasVariance: Double
  var description: String { "Network(\(layers.joined(separator: " → ")))" }
  var width: Int { layers.first.flatMap { Int($0.filter(\.isNumber)) } ?? 0 }
}

enum Initializer: String, CellNative, Equatable { case gaussian, orthogonal }
enum Scales: String, CellNative, Equatable { case linear, logLog }
enum BandStyle: String, CellNative { case standardError }

struct Model: CellNative {
  var network: Network
  var seed: UInt64
}

struct Kernel: CellNative {
  var entries: [Double]
  var trace: Double { entries.reduce(0, +) }
}

struct Dataset: CellNative {
  var inputs: Tensor
  var targets: [Double] = []
}

struct Sweep: CellNative {
  var points: [Int]
  var samples: [[Double]]
}

struct PowerLaw: CellNative { var exponent: Double }
struct Optimizer: CellNative { var learningRate: Double }
struct Series: CellNative { var y: [Double] }
struct Run: CellNative {
  var loss: Series
  var probes: [String: Series]
}
struct Probe: CellNative {
  var name: String
  var every: Int
  var measure: CellFunction
}

protocol Mark: Sendable { var title: String { get } }
struct Line: CellNative, Mark { var title: String }
struct SlopeGuide: CellNative, Mark {
  var slope: Double
  var title: String { "SlopeGuide(\(slope))" }
}
struct Figure: CellNative {
  var x: String
  var y: String
  var scales: Scales
  var marks: [String]
}
struct Claim: CellNative {
  var statement: String
  var measured: Double
  var holds: Bool
}

struct ShapeError: ExplainedError {
  var explanation: String
  var advice: String?
}

/// The registry of the stand-in library.
let testRegistry: BindingRegistry = {
  var registry = BindingRegistry()
  addData(&registry)
  addNetworks(&registry)
  addExperiments(&registry)
  addFigures(&registry)
  return registry
}()

private func addData(_ registry: inout BindingRegistry) {
  registry.type("Tensor", Tensor.self, summary: "Numbers.", conformsTo: ["Equatable"])
  registry.initializer(of: "Tensor", "init(_ values: [Double])") { (values: [Double]) in
    Tensor(values: values)
  }
  registry.subscript(of: "Tensor", "subscript(_ i: Int) -> Double") {
    (tensor: Tensor, i: Int) throws -> Double in
    guard tensor.values.indices.contains(i) else {
      throw ShapeError(
        explanation: "index \(i) is outside of a tensor of \(tensor.values.count)",
        advice: "look at count"
      )
    }
    return tensor.values[i]
  }
  registry.property(of: "Tensor", "count: Int") { (tensor: Tensor) in tensor.values.count }
  registry.function("func + (lhs: Tensor, rhs: Tensor) -> Tensor") { (a: Tensor, b: Tensor) in
    Tensor(values: zip(a.values, b.values).map { $0 + $1 })
  }
  registry.function("func + (lhs: Tensor, rhs: Double) -> Tensor") { (a: Tensor, b: Double) in
    Tensor(values: a.values.map { $0 + b })
  }
  registry.function("func * (lhs: Tensor, rhs: Double) -> Tensor") { (a: Tensor, b: Double) in
    Tensor(values: a.values.map { $0 * b })
  }
  registry.function("func * (lhs: Double, rhs: Tensor) -> Tensor") { (a: Double, b: Tensor) in
    Tensor(values: b.values.map { $0 * a })
  }
  registry.function("func - (operand: Tensor) -> Tensor") { (a: Tensor) in
    Tensor(values: a.values.map { -$0 })
  }
  registry.function("func exp(_ x: Tensor) -> Tensor") { (x: Tensor) in
    Tensor(values: x.values.map { exp($0) })
  }
  registry.type("Dataset", Dataset.self, summary: "Inputs and targets.")
  registry.staticMember(
    of: "Dataset",
    "func gaussian(count: Int, dimension: Int, seed: UInt64 = 0) -> Dataset"
  ) {
    (count: Int, dimension: Int, seed: UInt64) in
    Dataset(
      inputs: Tensor(
        values: (0..<count).map { Double($0) + Double(dimension) / 100 + Double(seed) / 1000 }
      )
    )
  }
  registry.staticMember(
    of: "Dataset",
    "func sphere(count: Int, dimension: Int, seed: UInt64 = 0) -> Dataset"
  ) {
    (count: Int, dimension: Int, seed: UInt64) in
    Dataset(
      inputs: Tensor(values: (0..<count).map { Double($0) / Double(dimension) + Double(seed) })
    )
  }
  registry.property(of: "Dataset", "inputs: Tensor") { (data: Dataset) in data.inputs }
  registry.method(on: "Dataset", "func labeled(_ target: (Tensor) throws -> Double) -> Dataset") {
    (data: Dataset, target: CellFunction) throws -> Dataset in
    var labeled = data
    labeled.targets = try data.inputs.values.map {
      try target(Tensor(values: [$0]), returning: Double.self)
    }
    return labeled
  }
}

private func addNetworks(_ registry: inout BindingRegistry) {
  registry.protocolType("NetworkComponent", summary: "A layer.")
  registry.resultBuilder("LayerBuilder", element: "any NetworkComponent")
  registry.type("Dense", Dense.self, summary: "A dense layer.", conformsTo: ["NetworkComponent"])
  registry.initializer(of: "Dense", "init(_ width: Int, weightVariance: Double? = nil)") {
    (width: Int, variance: Double?) throws -> Dense in
    if width < 1 {
      throw ShapeError(
        explanation: "a width of \(width) is not positive",
        advice: "give a width of at least 1"
      )
    }
    return Dense(width: width, weightVariance: variance)
  }
  registry.type("ReLU", ReLU.self, summary: "max(0, x).", conformsTo: ["NetworkComponent"])
  registry.initializer(of: "ReLU", "init()") { ReLU() }
  registry.type("Network", Network.self, summary: "An architecture.")
  registry.initializer(
    of: "Network",
    "init(weightVariance: Double = 1, biasVariance: Double = 0, @LayerBuilder _ content: () -> [any NetworkComponent])"
  ) { (weight: Double, bias: Double, content: CellFunction) throws -> Network in
    let layers: [CellExistential<any Component>] = try content()
    return Network(layers: layers.map(\.value.title), weightVariance: weight, biasVariance: bias)
  }
  registry.type(
    "Initializer",
    Initializer.self,
    summary: "A law of weights.",
    conformsTo: ["Equatable"]
  )
  registry.staticMember(of: "Initializer", "gaussian") { Initializer.gaussian }
  registry.staticMember(of: "Initializer", "orthogonal") { Initializer.orthogonal }
  registry.type("Kernel", Kernel.self, summary: "A Gram matrix.")
  registry.property(of: "Kernel", "trace: Double") { (kernel: Kernel) in kernel.trace }
  registry.method(on: "Kernel", "func relativeDistance(to other: Kernel) -> Double") {
    (a: Kernel, b: Kernel) in
    abs(a.trace - b.trace) / abs(b.trace)
  }
  registry.method(on: "Network", "func ntk(_ x1: Tensor, _ x2: Tensor? = nil) -> Kernel") {
    (network: Network, x: Tensor, _: Tensor?) in
    Kernel(entries: x.values.map { $0 * $0 + 1 })
  }
  registry.type("Model", Model.self, summary: "A network with parameters.")
  registry.method(
    on: "Network",
    "func initialized(_ initializer: Initializer = .gaussian, for inputs: Tensor, seed: UInt64) -> Model"
  ) {
    (network: Network, _: Initializer, _: Tensor, seed: UInt64) in
    Model(network: network, seed: seed)
  }
  registry.method(
    on: "Network",
    "func initialized(_ initializer: Initializer = .gaussian, for data: Dataset, seed: UInt64) -> Model"
  ) {
    (network: Network, _: Initializer, _: Dataset, seed: UInt64) in
    Model(network: network, seed: seed)
  }
  registry.method(on: "Model", "func ntk(_ x1: Tensor, _ x2: Tensor? = nil) -> Kernel") {
    (model: Model, x: Tensor, _: Tensor?) in
    Kernel(
      entries: x.values.map {
        ($0 * $0 + 1) * (1 + 1 / Double(max(1, model.network.width)).squareRoot())
      }
    )
  }
  registry.property(of: "Model", "linearized: Model") { (model: Model) in model }
  registry.type("Series", Series.self, summary: "Values by step.")
  registry.type("Probe", Probe.self, summary: "A measurement while training.")
  registry.resultBuilder("ProbeBuilder", element: "Probe")
  registry.initializer(
    of: "Probe",
    "init(_ name: String, every: Int = 1, _ measure: @escaping @Sendable (Model) throws -> Double)"
  ) {
    (name: String, every: Int, measure: CellFunction) in
    Probe(name: name, every: every, measure: measure)
  }
  registry.type("Optimizer", Optimizer.self, summary: "How to train.")
  registry.staticMember(of: "Optimizer", "func gradientDescent(learningRate: Double) -> Optimizer")
  { (rate: Double) in Optimizer(learningRate: rate) }
  registry.type("TrainingRun", Run.self, summary: "What training did.")
  registry.method(
    on: "Model",
    "func trained(on data: Dataset, by optimizer: Optimizer, steps: Int, @ProbeBuilder probes: () throws -> [Probe] = { [] }) -> TrainingRun"
  ) {
    (model: Model, _: Dataset, optimizer: Optimizer, steps: Int, probes: CellFunction) throws -> Run
    in
    let measured: [Probe] = try probes()
    var series: [String: Series] = [:]
    for probe in measured {
      series[probe.name] = Series(y: [try probe.measure(model, returning: Double.self)])
    }
    return Run(
      loss: Series(y: (0...min(steps, 3)).map { exp(-optimizer.learningRate * Double($0)) }),
      probes: series
    )
  }
  registry.property(of: "TrainingRun", "loss: Series") { (run: Run) in run.loss }
  registry.subscript(of: "TrainingRun", "subscript(_ name: String) -> Series") {
    (run: Run, name: String) throws -> Series in
    guard let found = run.probes[name] else {
      throw ShapeError(explanation: "no probe is named '\(name)'", advice: nil)
    }
    return found
  }
}

private func addExperiments(_ registry: inout BindingRegistry) {
  registry.type("Sweep", Sweep.self, summary: "Samples by point.")
  registry.type("PowerLaw", PowerLaw.self, summary: "A fit.")
  registry.function(
    "func sweep<P>(over points: [P], repeats: Int = 1, stream: String = \"\", _ body: @Sendable (P, UInt64) throws -> Double) -> Sweep"
  ) { (points: [Value], repeats: Int, _: String, body: CellFunction) throws -> Sweep in
    let outcome = SweepOutcome(count: points.count)
    DispatchQueue.concurrentPerform(iterations: points.count) { index in
      outcome.set(
        index,
        Result {
          try (0..<repeats).map { try body(points[index], UInt64($0), returning: Double.self) }
        }
      )
    }
    return Sweep(
      points: try points.map { try Int(cellValue: $0) },
      samples: try outcome.results.map { try $0.get() }
    )
  }
  registry.property(of: "Sweep", "powerLaw: PowerLaw") { (sweep: Sweep) in
    let x = sweep.points.map { log(Double($0)) }
    let y = sweep.samples.map { log($0.reduce(0, +) / Double($0.count)) }
    let (mx, my) = (x.reduce(0, +) / Double(x.count), y.reduce(0, +) / Double(y.count))
    let slope =
      zip(x, y).reduce(0) { $0 + ($1.0 - mx) * ($1.1 - my) }
      / x.reduce(0) { $0 + ($1 - mx) * ($1 - mx) }
    return PowerLaw(exponent: slope)
  }
  registry.property(of: "Sweep", "samples: [[Double]]") { (sweep: Sweep) in sweep.samples }
  registry.property(of: "PowerLaw", "exponent: Double") { (law: PowerLaw) in law.exponent }
  registry.type("Claim", Claim.self, summary: "An assertion.") { claim, _ in
    .claim(
      statement: claim.statement,
      measured: "\(claim.measured)",
      expected: "",
      tolerance: "",
      margin: "",
      holds: claim.holds
    )
  }
  registry.initializer(
    of: "Claim",
    "init(_ statement: String, _ measured: Double, near expected: Double, within tolerance: Double)"
  ) {
    (statement: String, measured: Double, expected: Double, tolerance: Double) in
    Claim(statement: statement, measured: measured, holds: abs(measured - expected) <= tolerance)
  }
  registry.initializer(
    of: "Claim",
    "init(_ statement: String, _ measured: Double, below bound: Double)"
  ) {
    (statement: String, measured: Double, bound: Double) in
    Claim(statement: statement, measured: measured, holds: measured < bound)
  }
}

private func addFigures(_ registry: inout BindingRegistry) {
  registry.protocolType("Mark", summary: "What a figure shows.")
  registry.resultBuilder("FigureBuilder", element: "any Mark")
  registry.type("Scales", Scales.self, summary: "Scales.")
  registry.staticMember(of: "Scales", "linear") { Scales.linear }
  registry.staticMember(of: "Scales", "logLog") { Scales.logLog }
  registry.type("BandStyle", BandStyle.self, summary: "Bands.")
  registry.staticMember(of: "BandStyle", "standardError") { BandStyle.standardError }
  registry.type("Line", Line.self, summary: "A line.", conformsTo: ["Mark"])
  registry.initializer(of: "Line", "init(_ series: Series, label: String = \"\")") {
    (_: Series, label: String) in Line(title: "Line(\(label))")
  }
  registry.initializer(of: "Line", "init(_ sweep: Sweep, label: String = \"\")") {
    (_: Sweep, label: String) in Line(title: "Line(\(label))")
  }
  registry.initializer(of: "Line", "init(x: [Double], y: [Double], label: String = \"\")") {
    (x: [Double], _: [Double], label: String) in
    Line(title: "Line(\(label) \(x.count))")
  }
  registry.method(on: "Line", "func dashed() -> Line") { (line: Line) in
    Line(title: line.title + ".dashed")
  }
  registry.method(on: "Line", "func band(_ style: BandStyle) -> Line") {
    (line: Line, style: BandStyle) in
    Line(title: line.title + ".band(\(style.rawValue))")
  }
  registry.type("SlopeGuide", SlopeGuide.self, summary: "A slope.", conformsTo: ["Mark"])
  registry.initializer(of: "SlopeGuide", "init(_ slope: Double)") { (slope: Double) in
    SlopeGuide(slope: slope)
  }
  registry.type("Figure", Figure.self, summary: "A figure.") { figure, context in
    .figure(
      svg: "<svg id='\(context.identifier)'/>",
      title: "\(figure.x) / \(figure.y)",
      description: figure.marks.joined(separator: "; "),
      csv: nil
    )
  }
  registry.initializer(
    of: "Figure",
    "init(x: String = \"\", y: String = \"\", scales: Scales = .linear, @FigureBuilder _ content: () throws -> [any Mark])"
  ) { (x: String, y: String, scales: Scales, content: CellFunction) throws -> Figure in
    let marks: [CellExistential<any Mark>] = try content()
    return Figure(x: x, y: y, scales: scales, marks: marks.map(\.value.title))
  }
}

private final class SweepOutcome: @unchecked Sendable {
  private let lock = NSLock()
  private var slots: [Result<[Double], any Error>?]
  init(count: Int) { slots = Array(repeating: nil, count: count) }
  func set(_ index: Int, _ result: Result<[Double], any Error>) {
    lock.withLock { slots[index] = result }
  }
  var results: [Result<[Double], any Error>] { lock.withLock { slots.compactMap { $0 } } }
}

internal import CellLanguage
internal import Tangent

/// Data sets: what they hold, and synthetic families.
extension BindingRegistry {
  mutating func registerDatasets() {
    type(
      "Dataset",
      Dataset.self,
      summary: "Examples: inputs and, where known, targets.",
      conformsTo: ["Equatable"]
    )
    registerDatasetMembers()
    registerShapes()
    registerRegressionFamilies()
    registerClassificationFamilies()
  }

  private mutating func registerDatasetMembers() {
    initializer(of: "Dataset", "init(name: String, inputs: Tensor, targets: Tensor? = nil)") {
      (name: String, inputs: Tensor, targets: Tensor?) in
      try Dataset(checkedName: name, inputs: inputs, targets: targets)
    }
    property(of: "Dataset", "name: String") { (data: Dataset) in data.name }
    property(of: "Dataset", "inputs: Tensor", summary: "Shape [n, …].") {
      (data: Dataset) in data.inputs
    }
    property(of: "Dataset", "targets: Tensor?", summary: "Shape [n, k].") {
      (data: Dataset) in data.targets
    }
    property(of: "Dataset", "count: Int") { (data: Dataset) in data.count }
    property(of: "Dataset", "inputShape: [Int]") { (data: Dataset) in data.inputShape }
    method(
      on: "Dataset",
      "func labeled(_ target: ([Double]) throws -> Double) -> Dataset",
      summary: "The same inputs with a target computed from each."
    ) { (data: Dataset, target: CellFunction) in
      try data.checkedLabeled { (x: [Double]) throws -> Double in try target(x) }
    }
    method(on: "Dataset", "func labeled(_ target: ([Double]) throws -> [Double]) -> Dataset") {
      (data: Dataset, target: CellFunction) in
      try data.checkedLabeled { (x: [Double]) throws -> [Double] in try target(x) }
    }
    method(on: "Dataset", "func prefix(_ count: Int) -> Dataset") {
      (data: Dataset, count: Int) in try data.checkedPrefix(count)
    }
    method(on: "Dataset", "func samples(at indices: [Int]) -> Dataset") {
      (data: Dataset, indices: [Int]) in try data.checkedSamples(at: indices)
    }
    method(on: "Dataset", "func split(at index: Int) -> (first: Dataset, second: Dataset)") {
      (data: Dataset, index: Int) in
      let parts = try data.checkedSplit(at: index)
      return CellPair(parts.first, parts.second)
    }
    method(
      on: "Dataset",
      "func accuracy(of outputs: Tensor) -> Double",
      summary: "The share of examples whose largest output is at the largest target."
    ) { (data: Dataset, outputs: Tensor) in try data.checkedAccuracy(of: outputs) }
  }

  private mutating func registerShapes() {
    staticMember(
      of: "Dataset",
      "func sphere(count: Int, dimension: Int, radius: Double = 1, seed: UInt64) -> Dataset",
      summary: "Uniform on a sphere."
    ) { (count: Int, dimension: Int, radius: Double, seed: UInt64) in
      try Dataset.checkedSphere(count: count, dimension: dimension, radius: radius, seed: seed)
    }
    staticMember(
      of: "Dataset",
      """
      func gaussian(count: Int, dimension: Int, standardDeviation: Double = 1, \
      seed: UInt64) -> Dataset
      """,
      summary: "Independent normal coordinates."
    ) { (count: Int, dimension: Int, deviation: Double, seed: UInt64) in
      try Dataset.checkedGaussian(
        count: count,
        dimension: dimension,
        standardDeviation: deviation,
        seed: seed
      )
    }
    staticMember(
      of: "Dataset",
      "func circle(count: Int, radius: Double = 1) -> Dataset",
      summary: "Equally spaced on a circle."
    ) { (count: Int, radius: Double) in try Dataset.checkedCircle(count: count, radius: radius) }
    staticMember(
      of: "Dataset",
      "func line(count: Int, from start: Double = -1, to end: Double = 1) -> Dataset",
      summary: "Equally spaced on an interval."
    ) { (count: Int, start: Double, end: Double) in
      try Dataset.checkedLine(count: count, from: start, to: end)
    }
  }

  private mutating func registerRegressionFamilies() {
    enumeration("TeacherActivation", TeacherActivation.self, summary: "Of a teacher network.")
    staticMember(
      of: "Dataset",
      """
      func sinusoid(count: Int, frequency: Double = 1, amplitude: Double = 1, \
      phase: Double = 0, from start: Double = -1, to end: Double = 1, noise: Double = 0, \
      seed: UInt64 = 0) -> Dataset
      """,
      summary: "A sinusoid on an interval, with normal noise."
    ) {
      (
        count: Int,
        frequency: Double,
        amplitude: Double,
        phase: Double,
        start: Double,
        end: Double,
        noise: Double,
        seed: UInt64
      ) in
      try Dataset.checkedSinusoid(
        count: count,
        frequency: frequency,
        amplitude: amplitude,
        phase: phase,
        from: start,
        to: end,
        noise: noise,
        seed: seed
      )
    }
    staticMember(
      of: "Dataset",
      """
      func teacher(count: Int, dimension: Int, width: Int = 32, \
      activation: TeacherActivation = .tanh, noise: Double = 0, seed: UInt64) -> Dataset
      """,
      summary: "Normal inputs, labelled by a random network of one hidden layer."
    ) {
      (
        count: Int,
        dimension: Int,
        width: Int,
        activation: TeacherActivation,
        noise: Double,
        seed: UInt64
      ) in
      try Dataset.checkedTeacher(
        count: count,
        dimension: dimension,
        width: width,
        activation: activation,
        noise: noise,
        seed: seed
      )
    }
  }

  private mutating func registerClassificationFamilies() {
    enumeration("LabelEncoding", LabelEncoding.self, summary: "How a class becomes a target.")
    staticMember(
      of: "Dataset",
      """
      func blobs(count: Int, dimension: Int, classes: Int = 10, spread: Double = 1, \
      noise: Double = 1, targets: LabelEncoding = .oneHot, seed: UInt64) -> Dataset
      """,
      summary: "Normal clouds around one centre for each class."
    ) {
      (
        count: Int,
        dimension: Int,
        classes: Int,
        spread: Double,
        noise: Double,
        targets: LabelEncoding,
        seed: UInt64
      ) in
      try Dataset.checkedBlobs(
        count: count,
        dimension: dimension,
        classes: classes,
        spread: spread,
        noise: noise,
        targets: targets,
        seed: seed
      )
    }
    staticMember(
      of: "Dataset",
      """
      func spirals(count: Int, arms: Int = 2, turns: Double = 1.5, noise: Double = 0.02, \
      targets: LabelEncoding = .oneHot, seed: UInt64) -> Dataset
      """,
      summary: "Interleaved spirals in the plane."
    ) {
      (
        count: Int,
        arms: Int,
        turns: Double,
        noise: Double,
        targets: LabelEncoding,
        seed: UInt64
      ) in
      try Dataset.checkedSpirals(
        count: count,
        arms: arms,
        turns: turns,
        noise: noise,
        targets: targets,
        seed: seed
      )
    }
  }
}

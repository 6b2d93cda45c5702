internal import CellLanguage
internal import Tangent

/// Training of models.
extension BindingRegistry {
  mutating func registerTraining() {
    registerOptimizers()
    registerProbes()
    registerSeries()
    registerRuns()
    registerModelTraining()
  }

  private mutating func registerOptimizers() {
    enumeration("Loss", Loss.self, summary: "What training makes small.")
    type("Optimizer", Optimizer.self, summary: "How training steps.", conformsTo: ["Equatable"])
    staticMember(
      of: "Optimizer",
      "func gradientDescent(learningRate: Double) -> Optimizer",
      summary: "Full-batch gradient descent."
    ) { (rate: Double) in Optimizer.gradientDescent(learningRate: rate) }
    staticMember(
      of: "Optimizer",
      """
      func stochasticGradientDescent(learningRate: Double, batchSize: Int, \
      seed: UInt64 = 0) -> Optimizer
      """,
      summary: "Descent on batches drawn without replacement in each epoch."
    ) { (rate: Double, size: Int, seed: UInt64) in
      Optimizer.stochasticGradientDescent(learningRate: rate, batchSize: size, seed: seed)
    }
    staticMember(
      of: "Optimizer",
      """
      func momentum(learningRate: Double, momentum: Double = 0.9, batchSize: Int? = nil, \
      seed: UInt64 = 0) -> Optimizer
      """,
      summary: "The heavy ball."
    ) { (rate: Double, momentum: Double, size: Int?, seed: UInt64) in
      Optimizer.momentum(learningRate: rate, momentum: momentum, batchSize: size, seed: seed)
    }
    staticMember(
      of: "Optimizer",
      """
      func adam(learningRate: Double = 0.001, beta1: Double = 0.9, beta2: Double = 0.999, \
      epsilon: Double = 1e-8, batchSize: Int? = nil, seed: UInt64 = 0) -> Optimizer
      """
    ) {
      (rate: Double, beta1: Double, beta2: Double, epsilon: Double, size: Int?, seed: UInt64) in
      Optimizer.adam(
        learningRate: rate,
        beta1: beta1,
        beta2: beta2,
        epsilon: epsilon,
        batchSize: size,
        seed: seed
      )
    }
    staticMember(
      of: "Optimizer",
      """
      func rmsProp(learningRate: Double = 0.01, decay: Double = 0.99, epsilon: Double = 1e-8, \
      batchSize: Int? = nil, seed: UInt64 = 0) -> Optimizer
      """
    ) { (rate: Double, decay: Double, epsilon: Double, size: Int?, seed: UInt64) in
      Optimizer.rmsProp(
        learningRate: rate,
        decay: decay,
        epsilon: epsilon,
        batchSize: size,
        seed: seed
      )
    }
    property(of: "Optimizer", "learningRate: Double") {
      (optimizer: Optimizer) in optimizer.learningRate
    }
  }

  private mutating func registerProbes() {
    resultBuilder("ProbeBuilder", element: "Probe")
    type("Probe", Probe.self, summary: "Something measured while training goes on.")
    initializer(
      of: "Probe",
      "init(_ name: String, every: Int = 1, _ measure: @Sendable (Model) throws -> Double)",
      summary: "Measures the model at step 0, at every so many steps, and at the last."
    ) { (name: String, every: Int, measure: CellFunction) in
      Probe(name, every: every) { model in try measure(model) }
    }
    staticMember(
      of: "Probe",
      """
      func linearized(_ name: String, every: Int = 1, \
      _ measure: @Sendable (LinearizedModel) throws -> Double) -> Probe
      """,
      summary: "Measures a linearised model while it is trained."
    ) { (name: String, every: Int, measure: CellFunction) in
      Probe.linearized(name, every: every) { model in try measure(model) }
    }
    staticMember(
      of: "Probe",
      """
      func loss(_ name: String = "test loss", on data: Dataset, loss: Loss = .squared, \
      every: Int = 1) -> Probe
      """
    ) { (name: String, data: Dataset, loss: Loss, every: Int) in
      Probe.loss(name, on: data, loss: loss, every: every)
    }
    staticMember(
      of: "Probe",
      "func accuracy(_ name: String = \"accuracy\", on data: Dataset, every: Int = 1) -> Probe"
    ) { (name: String, data: Dataset, every: Int) in
      Probe.accuracy(name, on: data, every: every)
    }
    staticMember(
      of: "Probe",
      """
      func parameterDistance(_ name: String = "distance", from start: Model, \
      every: Int = 1) -> Probe
      """
    ) { (name: String, start: Model, every: Int) in
      Probe.parameterDistance(name, from: start, every: every)
    }
  }

  private mutating func registerSeries() {
    type(
      "Series",
      Series.self,
      summary: "A quantity over the steps of a run.",
      conformsTo: ["PlottableSeries", "Equatable"],
      display: { series, _ in
        .table(
          columns: ["step", series.name],
          rows: zip(series.x, series.y).map { [DisplayText.number($0), DisplayText.number($1)] }
        )
      }
    )
    initializer(of: "Series", "init(name: String, x: [Double] = [], y: [Double] = [])") {
      (name: String, x: [Double], y: [Double]) in Series(name: name, x: x, y: y)
    }
    property(of: "Series", "name: String") { (series: Series) in series.name }
    property(of: "Series", "x: [Double]", summary: "The steps.") { (series: Series) in series.x }
    property(of: "Series", "y: [Double]", summary: "The values.") { (series: Series) in series.y }
    property(of: "Series", "count: Int") { (series: Series) in series.count }
    let numbers: [(String, @Sendable (Series) -> Double)] = [
      ("first", { $0.first }), ("last", { $0.last }), ("min", { $0.min }), ("max", { $0.max }),
    ]
    for (name, body) in numbers {
      property(of: "Series", "\(name): Double") { (series: Series) in body(series) }
    }
    `subscript`(of: "Series", "subscript(_ index: Int) -> Double") {
      (series: Series, index: Int) in try series.checkedValue(at: index)
    }
  }

  private mutating func registerRuns() {
    outcome("TrainingRun", TrainingRun.self, summary: "What training a model gave.")
    property(of: "TrainingRun", "model: Model", summary: "As training left it.") {
      (run: TrainingRun) in run.model
    }
    outcome(
      "LinearizedTrainingRun",
      LinearizedTrainingRun.self,
      summary: "What training a linearised model gave."
    )
    property(of: "LinearizedTrainingRun", "model: LinearizedModel") {
      (run: LinearizedTrainingRun) in run.model
    }
  }

  private mutating func outcome<O: TrainingOutcome & CellNative>(
    _ name: String,
    _ outcome: O.Type,
    summary: String
  ) {
    type(
      name,
      outcome,
      summary: summary,
      display: { run, _ in
        .text("\(run.steps) steps, \(run.status), final loss \(DisplayText.number(run.finalLoss))")
      }
    )
    property(of: name, "loss: Series", summary: "Before each step and after the last.") {
      (run: O) in run.loss
    }
    property(of: name, "finalLoss: Double") { (run: O) in run.finalLoss }
    property(of: name, "steps: Int") { (run: O) in run.steps }
    property(of: name, "diverged: Bool") { (run: O) in run.diverged }
    `subscript`(
      of: name,
      "subscript(_ name: String) -> Series",
      summary: "What a probe measured."
    ) { (run: O, name: String) in try run.checkedSeries(name) }
  }

  private mutating func registerModelTraining() {
    method(
      on: "Model",
      """
      func trained(on data: Dataset, by optimizer: Optimizer, loss: Loss = .squared, \
      steps: Int, lossEvery: Int? = nil, \
      @ProbeBuilder probes: () throws -> [Probe] = { [] }) -> TrainingRun
      """,
      summary: "Trains, measuring the probes in the braces as it goes."
    ) {
      (
        model: Model,
        data: Dataset,
        optimizer: Optimizer,
        loss: Loss,
        steps: Int,
        lossEvery: Int?,
        probes: CellFunction
      ) in
      let built: [Probe] = try probes()
      return try model.checkedTrained(
        on: data,
        by: optimizer,
        loss: loss,
        steps: steps,
        lossEvery: lossEvery
      ) { built }
    }
    method(on: "Model", "func loss(on data: Dataset, loss: Loss = .squared) -> Double") {
      (model: Model, data: Dataset, loss: Loss) in try model.checkedLoss(on: data, loss: loss)
    }
    method(on: "Model", "func lossGradient(on data: Dataset, loss: Loss = .squared) -> Parameters")
    { (model: Model, data: Dataset, loss: Loss) in
      try model.checkedLossGradient(on: data, loss: loss)
    }
    method(on: "Model", "func accuracy(on data: Dataset) -> Double") {
      (model: Model, data: Dataset) in try model.checkedAccuracy(on: data)
    }
    method(on: "Parameters", "func distance(to other: Parameters) -> Double") {
      (parameters: Parameters, other: Parameters) in try parameters.checkedDistance(to: other)
    }
  }
}

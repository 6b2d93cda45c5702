import Differentiation
public import Networks
public import Tensors

extension Model {
  /// The model after training; stops the program if it cannot be trained.
  ///
  /// `let run = model.trained(on: data, by: .gradientDescent(learningRate: 0.5), steps: 400) {
  ///    Probe("kernel change", every: 20) { $0.ntk(x).relativeDistance(to: start) } }`
  public func trained(
    on data: Dataset,
    by optimizer: Optimizer,
    loss: Loss = .squared,
    steps: Int,
    lossEvery: Int? = nil,
    @ProbeBuilder probes: () -> [Probe] = { [] }
  ) -> TrainingRun {
    trapping {
      try checkedTrained(
        on: data,
        by: optimizer,
        loss: loss,
        steps: steps,
        lossEvery: lossEvery,
        probes: probes
      )
    }
  }

  /// The model after training.
  ///
  /// Training that diverges stops with the status that says so. It computes in the precision of
  /// the model and polls `Interruption` in each step.
  ///
  /// - Parameters:
  ///   - data: Inputs `[n, d]` and targets `[n, k]`.
  ///   - optimizer: The rule, on all examples or on mini-batches.
  ///   - loss: What is made small.
  ///   - steps: The number of steps, at least 0.
  ///   - lossEvery: The steps between records of the loss on all examples; by default 1, and one
  ///     pass over the data with mini-batches. It is also recorded at the last step.
  ///   - probes: What is measured on the way.
  /// - Returns: The model after the last step and what was measured.
  /// - Throws: `DynamicsError`, `NetworkError`, `TensorError` if something does not fit; what a
  ///   probe throws; interruptions.
  public func checkedTrained(
    on data: Dataset,
    by optimizer: Optimizer,
    loss: Loss = .squared,
    steps: Int,
    lossEvery: Int? = nil,
    @ProbeBuilder probes: () throws -> [Probe] = { [] }
  ) throws -> TrainingRun {
    let examples = try Examples(data, for: self, loss: loss)
    let probes = try checked(
      probes(),
      optimizer: optimizer,
      count: data.count,
      steps: steps,
      lossEvery: lossEvery
    )
    let trainer = try Trainer(
      ModelProblem(model: self, examples: examples, loss: loss),
      optimizer: optimizer,
      steps: steps,
      lossPeriod: lossEvery,
      probes: probes.map { probe in
        ProbeOf(name: probe.name, every: probe.every) { parameters in
          switch probe.measurement {
          case .ofModel(let measure): try measure(replacing(with: parameters))
          case .ofLinearized(let measure): try measure(replacing(with: parameters).linearized)
          }
        }
      }
    )
    let history = try trainer.run()
    return TrainingRun(model: try replacing(with: trainer.parameters()), history: history)
  }

  /// The model with its parameters in the order of `Parameters.tensors` replaced.
  func replacing(with tensors: [Tensor]) throws -> Model {
    try checkedReplacing(parameters: parameters.replacing(with: tensors))
  }
}

/// Refuses what no training can do.
func checked(
  _ probes: [Probe],
  optimizer: Optimizer,
  count: Int,
  steps: Int,
  lossEvery: Int?
) throws -> [Probe] {
  guard steps >= 0 else { throw DynamicsError.steps(steps) }
  try optimizer.check(count: count)
  if let lossEvery, lossEvery < 1 { throw DynamicsError.period(name: "loss", value: lossEvery) }
  var names: Set<String> = ["loss"]
  for probe in probes {
    guard probe.every >= 1 else {
      throw DynamicsError.period(name: probe.name, value: probe.every)
    }
    guard names.insert(probe.name).inserted else { throw DynamicsError.probeName(probe.name) }
  }
  return probes
}

/// Inputs and targets that fit a model and a loss, in the precision of the model.
struct Examples {
  let inputs: Tensor
  let targets: Tensor
  var count: Int { inputs.shape[0] }

  init(_ data: Dataset, for model: Model, loss: Loss) throws {
    let targets = try data.checkedTargets()
    try model.check(batch: data.inputs)
    guard data.count > 0 else { throw DynamicsError.noExamples(dataset: data.name) }
    try loss.check(targets: targets, outputs: [data.count, model.outputCount])
    inputs = data.inputs.converted(to: model.dtype)
    self.targets = targets.converted(to: model.dtype)
  }

  func batch(at rows: [Int]?) throws -> [Tensor] {
    guard let rows else { return [inputs, targets] }
    return try [inputs.checkedRows(at: rows), targets.checkedRows(at: rows)]
  }
}

/// The training of a model's own parameters.
struct ModelProblem: TrainingProblem {
  let model: Model
  let examples: Examples
  let loss: Loss

  var parameters: [Tensor] { model.parameters.tensors }
  var fixed: [Tensor] { [] }
  var count: Int { examples.count }

  func lossProgram(batch count: Int) throws -> Program {
    try model.lossProgram(batch: count, loss: loss)
  }

  func batch(at rows: [Int]?) throws -> [Tensor] { try examples.batch(at: rows) }
}

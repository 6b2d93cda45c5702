import Differentiation
import Networks
public import Tensors

/// The space in which a linearized model is trained; both go the same way.
public enum LinearizedPath: Sendable, Hashable, CaseIterable {
  /// The cheaper one.
  case automatic
  /// The parameters are changed.
  case parameters
  /// The outputs on the training examples are changed by the tangent kernel; only for descent and
  /// momentum on all examples.
  case functions
}

extension LinearizedModel {
  /// The linearized model after training, as `Model.trained`; stops the program if it cannot be.
  public func trained(
    on data: Dataset,
    by optimizer: Optimizer,
    loss: Loss = .squared,
    steps: Int,
    lossEvery: Int? = nil,
    path: LinearizedPath = .automatic,
    @ProbeBuilder probes: () -> [Probe] = { [] }
  ) -> LinearizedTrainingRun {
    trapping {
      try checkedTrained(
        on: data,
        by: optimizer,
        loss: loss,
        steps: steps,
        lossEvery: lossEvery,
        path: path,
        probes: probes
      )
    }
  }

  /// The linearized model after training, as `Model.checkedTrained`.
  ///
  /// A probe of a model sees the network at the parameters of the linearized one.
  ///
  /// - Parameters:
  ///   - data: Inputs `[n, d]` and targets `[n, k]`.
  ///   - optimizer: The rule, on all examples or on mini-batches.
  ///   - loss: What is made small.
  ///   - steps: The number of steps, at least 0.
  ///   - lossEvery: The steps between records of the loss on all examples.
  ///   - path: The space in which it is trained.
  ///   - probes: What is measured on the way.
  /// - Returns: The linearized model after the last step and what was measured.
  /// - Throws: As `Model.checkedTrained`; `DynamicsError.functionSpace` if the path is not open.
  public func checkedTrained(
    on data: Dataset,
    by optimizer: Optimizer,
    loss: Loss = .squared,
    steps: Int,
    lossEvery: Int? = nil,
    path: LinearizedPath = .automatic,
    @ProbeBuilder probes: () throws -> [Probe] = { [] }
  ) throws -> LinearizedTrainingRun {
    let examples = try Examples(data, for: base, loss: loss)
    let probes = try checked(
      probes(),
      optimizer: optimizer,
      count: data.count,
      steps: steps,
      lossEvery: lossEvery
    )
    if try usesFunctions(path, optimizer: optimizer, outputs: examples.targets.count, steps: steps)
    {
      let problem = try FunctionProblem(self, examples: examples, loss: loss)
      return try run(
        problem,
        by: optimizer,
        steps: steps,
        lossEvery: lossEvery,
        probes: probes,
        displacement: problem.displacement(of:)
      )
    }
    if optimizer.batch == nil {
      let problem = try TangentProblem(self, examples: examples, loss: loss)
      return try run(
        problem,
        by: optimizer,
        steps: steps,
        lossEvery: lossEvery,
        probes: probes
      ) { $0 }
    }
    let problem = TangentBatchProblem(model: self, examples: examples, loss: loss)
    return try run(
      problem,
      by: optimizer,
      steps: steps,
      lossEvery: lossEvery,
      probes: probes
    ) { $0 }
  }

  /// Whether training runs on outputs: each output costs about one step to find its kernel row.
  private func usesFunctions(
    _ path: LinearizedPath,
    optimizer: Optimizer,
    outputs: Int,
    steps: Int
  ) throws -> Bool {
    let isOpen: Bool
    switch optimizer.rule {
    case .descent, .heavyBall: isOpen = optimizer.batch == nil
    case .adam, .rmsProp: isOpen = false
    }
    switch path {
    case .parameters: return false
    case .automatic: return isOpen && outputs <= 2048 && outputs * 2 < steps
    case .functions:
      guard isOpen else { throw DynamicsError.functionSpace(optimizer: "\(optimizer.rule)") }
      return true
    }
  }

  private func run(
    _ problem: some TrainingProblem,
    by optimizer: Optimizer,
    steps: Int,
    lossEvery: Int?,
    probes: [Probe],
    displacement: @escaping ([Tensor]) throws -> [Tensor]
  ) throws -> LinearizedTrainingRun {
    func model(_ state: [Tensor]) throws -> LinearizedModel {
      try LinearizedModel(base: base, displacement: displacement(state))
    }
    let trainer = try Trainer(
      problem,
      optimizer: optimizer,
      steps: steps,
      lossPeriod: lossEvery,
      probes: probes.map { probe in
        ProbeOf(name: probe.name, every: probe.every) { state in
          switch probe.measurement {
          case .ofLinearized(let measure): try measure(model(state))
          case .ofModel(let measure): try measure(model(state).displaced())
          }
        }
      }
    )
    let history = try trainer.run()
    return LinearizedTrainingRun(model: try model(trainer.parameters()), history: history)
  }

  /// The network itself, not linearized, at the displaced parameters.
  private func displaced() throws -> Model {
    try base.replacing(
      with: zip(base.parameters.tensors, displacement.tensors).map { $0 + $1 }
    )
  }
}

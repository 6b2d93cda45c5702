import Differentiation
import Tensors

/// A loss to make small: what training needs to know, whatever is trained.
protocol TrainingProblem {
  /// The parameters at the start.
  var parameters: [Tensor] { get }
  /// What stays fixed along training on a batch of this problem's kind.
  var fixed: [Tensor] { get }
  /// The number of examples.
  var count: Int { get }
  /// The loss: parameters, fixed inputs, then a batch of so many examples.
  func lossProgram(batch count: Int) throws -> Program
  /// The loss, then what stands for its gradient, from the same inputs.
  func gradientProgram(batch count: Int) throws -> Program
  /// The examples at the rows stated, or all.
  func batch(at rows: [Int]?) throws -> [Tensor]
}

extension TrainingProblem {
  func gradientProgram(batch count: Int) throws -> Program {
    try lossProgram(batch: count)
      .checkedValueAndGradient(withRespectTo: Array(parameters.indices))
  }
}

/// The loop of training.
struct Trainer<Problem: TrainingProblem> {
  let problem: Problem
  let optimizer: Optimizer
  let steps: Int
  let lossPeriod: Int
  let probes: [ProbeOf<[Tensor]>]
  private let step: TrainingStep
  private let session: ProgramSession

  init(
    _ problem: Problem,
    optimizer: Optimizer,
    steps: Int,
    lossPeriod: Int?,
    probes: [ProbeOf<[Tensor]>]
  ) throws {
    self.problem = problem
    self.optimizer = optimizer
    self.steps = steps
    self.probes = probes
    let size = optimizer.batch?.size ?? problem.count
    self.lossPeriod = lossPeriod ?? (optimizer.batch == nil ? 1 : max(1, problem.count / size))
    step = try TrainingStep(
      gradient: problem.gradientProgram(batch: size),
      rule: optimizer.rule,
      parameterCount: problem.parameters.count,
      fixedCount: problem.fixed.count
    )
    session = try ProgramSession(
      checked: step.program,
      dtype: problem.parameters.first?.dtype ?? .preferred,
      updates: step.updates
    )
    for (input, shape) in step.program.inputShapes.enumerated() {
      try session.checkedSet(.zeros(shape, dtype: session.dtype), input: input)
    }
    for (input, value) in problem.parameters.enumerated() {
      try session.checkedSet(value, input: input)
    }
    for (input, value) in zip(step.fixedInputs, problem.fixed) {
      try session.checkedSet(value, input: input)
    }
    if optimizer.batch == nil { try set(batch: problem.batch(at: nil)) }
  }

  private func set(batch: [Tensor]) throws {
    for (input, value) in zip(step.batchInputs, batch) {
      try session.checkedSet(value, input: input)
    }
  }

  /// The parameters at present.
  func parameters() throws -> [Tensor] { try (0..<step.parameterCount).map(session.checkedInput) }

  /// Takes the steps.
  func run() throws -> TrainingHistory {
    var history = TrainingHistory()
    history.probes = probes.map { Series(name: $0.name) }
    var batches = optimizer.batch.map { BatchOrder($0, count: problem.count) }
    let whole = try WholeLoss(problem, dtype: session.dtype)
    for index in 0..<steps {
      try measure(&history, step: index)
      if var order = batches {
        if index.isMultiple(of: lossPeriod) {
          let loss = try whole.value(at: parameters())
          if record(loss, at: index, in: &history) { return history }
        }
        try set(batch: problem.batch(at: order.next()))
        batches = order
      }
      for (input, value) in zip(step.scheduleInputs, optimizer.rule.schedule(step: index)) {
        try session.checkedSet(Tensor(value, dtype: session.dtype), input: input)
      }
      try session.run()
      history.steps = index + 1
      let loss = try session.checkedOutput(0).checkedScalar()
      let isRecorded = batches == nil && index.isMultiple(of: lossPeriod)
      if isRecorded || !loss.isFinite, record(loss, at: index, in: &history) { return history }
    }
    let loss = try whole.value(at: parameters())
    if !record(loss, at: steps, in: &history) { try measure(&history, step: steps) }
    return history
  }

  /// Adds a loss to the history; says whether training diverged.
  private func record(_ loss: Double, at step: Int, in history: inout TrainingHistory) -> Bool {
    history.loss.append(loss, at: step)
    if loss.isFinite { return false }
    history.status = .diverged(step: step)
    return true
  }

  private func measure(_ history: inout TrainingHistory, step: Int) throws {
    let due = probes.indices.filter { step == steps || step.isMultiple(of: probes[$0].every) }
    guard !due.isEmpty else { return }
    let state = try parameters()
    for index in due {
      history.probes[index].append(try probes[index].measure(state), at: step)
    }
  }
}

/// A probe of whatever is trained.
struct ProbeOf<Subject> {
  let name: String
  let every: Int
  let measure: (Subject) throws -> Double
}

/// The loss on all examples.
private final class WholeLoss {
  // A class because it keeps its session from one step to the next.
  private let session: ProgramSession

  init(_ problem: some TrainingProblem, dtype: DType) throws {
    session = try ProgramSession(
      checked: problem.lossProgram(batch: problem.count),
      dtype: dtype
    )
    let data = try problem.fixed + problem.batch(at: nil)
    for (index, value) in data.enumerated() {
      try session.checkedSet(value, input: problem.parameters.count + index)
    }
  }

  func value(at parameters: [Tensor]) throws -> Double {
    for (input, value) in parameters.enumerated() { try session.checkedSet(value, input: input) }
    try session.run()
    return try session.checkedOutput(0).checkedScalar()
  }
}

/// The rows of one mini-batch after another: random orders of all examples, end to end.
struct BatchOrder {
  private let stream: RandomStream
  private let size: Int
  private let count: Int
  private var pass = 0
  private var waiting: [Int] = []

  init(_ batch: Optimizer.MiniBatch, count: Int) {
    stream = RandomStream(seed: batch.seed, "batches")
    size = batch.size
    self.count = count
  }

  /// The rows of the next batch.
  mutating func next() -> [Int] {
    while waiting.count < size {
      var order = stream.substream(pass)
      waiting += order.permutation(count)
      pass += 1
    }
    defer { waiting.removeFirst(size) }
    return Array(waiting.prefix(size))
  }
}

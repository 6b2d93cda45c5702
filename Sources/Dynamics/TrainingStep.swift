import Differentiation
import Tensors

/// One step of training as a program that updates its own inputs.
///
/// Inputs: the parameters, what the rule keeps for them, the numbers of its schedule, what stays
/// fixed, and the batch. Outputs: the loss before the step, then the new parameters and memory.
struct TrainingStep {
  let program: Program
  let updates: [(output: Int, input: Int)]
  let parameterCount: Int
  let scheduleInputs: Range<Int>
  let fixedInputs: Range<Int>
  let batchInputs: Range<Int>

  /// The step of a rule on loss and gradient of parameters, fixed inputs and a batch.
  init(
    gradient: Program,
    rule: Optimizer.Rule,
    parameterCount: Int,
    fixedCount: Int
  ) throws {
    let parameters = Array(gradient.inputShapes.prefix(parameterCount))
    let memory = parameters.flatMap { Array(repeating: $0, count: rule.memoryCount) }
    let schedule = rule.schedule(step: 0).map { _ in [Int]() }
    let data = gradient.inputShapes.dropFirst(parameterCount)
    let state = parameterCount + memory.count
    scheduleInputs = state..<(state + schedule.count)
    fixedInputs = scheduleInputs.upperBound..<(scheduleInputs.upperBound + fixedCount)
    batchInputs = fixedInputs.upperBound..<(scheduleInputs.upperBound + data.count)
    self.parameterCount = parameterCount
    let schedules = scheduleInputs
    program = try Program(checkedInputs: parameters + memory + schedule + data) { inputs in
      guard let builder = inputs.first?.builder else { return [] }
      let point = Array(inputs.prefix(parameterCount))
      let results = builder.inline(gradient, point + Array(inputs[schedules.upperBound...]))
      var parameters: [Variable] = []
      var memory: [Variable] = []
      for index in 0..<parameterCount {
        let kept = parameterCount + index * rule.memoryCount
        let next = rule.step(
          point[index],
          gradient: results[1 + index],
          memory: Array(inputs[kept..<(kept + rule.memoryCount)]),
          schedule: Array(inputs[schedules])
        )
        parameters.append(next[0])
        memory += next.dropFirst()
      }
      return [results[0]] + parameters + memory
    }
    updates = (0..<state).map { (output: $0 + 1, input: $0) }
  }
}

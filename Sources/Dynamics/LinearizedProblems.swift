import Differentiation
import Networks
import Tensors

/// Linearized training on all examples: what does not depend on the displacement is computed once.
struct TangentProblem: TrainingProblem {
  let parameters: [Tensor]
  let fixed: [Tensor]
  let count: Int
  private let loss: Program

  init(_ model: LinearizedModel, examples: Examples, loss: Loss) throws {
    let tangent = try TrainingTangent(model.base, examples: examples)
    parameters = model.displacement.tensors
    fixed = tangent.residuals + [tangent.outputs, examples.targets]
    count = examples.count
    let linear = tangent.linearization.tangent
    let residualCount = tangent.residuals.count
    let shapes = parameters.map(\.shape) + fixed.map(\.shape)
    let parameterCount = parameters.count
    self.loss = try Program(checkedInputs: shapes) { inputs in
      let residuals = inputs[parameterCount..<(parameterCount + residualCount)]
      let builder = inputs[0].builder
      let change = builder.inline(linear, Array(residuals) + inputs[..<parameterCount])
      let outputs = inputs[inputs.count - 2] + change[0]
      return [loss.value(outputs: outputs, targets: inputs[inputs.count - 1])]
    }
  }

  func lossProgram(batch count: Int) throws -> Program { loss }
  func batch(at rows: [Int]?) throws -> [Tensor] { [] }
}

/// Linearized training on mini-batches.
struct TangentBatchProblem: TrainingProblem {
  let model: LinearizedModel
  let examples: Examples
  let loss: Loss

  var parameters: [Tensor] { model.displacement.tensors }
  var fixed: [Tensor] { model.base.parameters.tensors }
  var count: Int { examples.count }

  func lossProgram(batch count: Int) throws -> Program {
    let base = model.base
    let indices = Array(base.parameters.tensors.indices)
    let jvp = try base.forwardProgram(batch: count).checkedJVP(withRespectTo: indices)
    let shapes = parameters.map(\.shape)
    let data = [[count] + base.inputShape, [count, base.outputCount]]
    return try Program(checkedInputs: shapes + shapes + data) { inputs in
      let displacement = Array(inputs[..<shapes.count])
      let results = inputs[0].builder.inline(
        jvp,
        inputs[shapes.count..<(inputs.count - 1)] + displacement
      )
      return [
        loss.value(outputs: results[0] + results[1], targets: inputs[inputs.count - 1])
      ]
    }
  }

  func batch(at rows: [Int]?) throws -> [Tensor] { try examples.batch(at: rows) }
}

/// Linearized training in function space.
///
/// Descent keeps the displacement in the span of the training gradients, `δ = δ₀ + Jᵀ a`, so that
/// the outputs are `f + Θ a`. The gradient with respect to δ is `Jᵀ g` with `g` that with respect
/// to the outputs, so `a` moves by `g` as δ does by `Jᵀ g`.
struct FunctionProblem: TrainingProblem {
  let parameters: [Tensor]
  let fixed: [Tensor]
  let count: Int
  private let tangent: TrainingTangent
  private let start: [Tensor]
  private let loss: Loss

  init(_ model: LinearizedModel, examples: Examples, loss: Loss) throws {
    tangent = try TrainingTangent(model.base, examples: examples)
    start = model.displacement.tensors
    count = examples.count
    self.loss = loss
    let shape = examples.targets.shape
    parameters = [try Tensor.checkedZeros([examples.targets.count, 1], dtype: model.base.dtype)]
    let outputs = try tangent.outputs + tangent.pushed(start).checkedReshaped(to: shape)
    fixed = [try tangent.kernel(), outputs, examples.targets]
  }

  private var shapes: [[Int]] { (parameters + fixed).map(\.shape) }

  /// The outputs `f + Θ a` from `a`, the kernel and `f`.
  private func outputs(_ inputs: [Variable]) -> Variable {
    inputs[2] + inputs[1].matmul(inputs[0]).reshaped(to: inputs[2].shape)
  }

  func lossProgram(batch count: Int) throws -> Program {
    try Program(checkedInputs: shapes) { inputs in
      [loss.value(outputs: outputs(inputs), targets: inputs[3])]
    }
  }

  func gradientProgram(batch count: Int) throws -> Program {
    let shape = fixed[1].shape
    let gradient = try Program(checkedInputs: [shape, shape]) {
      [loss.value(outputs: $0[0], targets: $0[1])]
    }.checkedValueAndGradient(withRespectTo: [0])
    return try Program(checkedInputs: shapes) { inputs in
      let results = inputs[0].builder.inline(gradient, [outputs(inputs), inputs[3]])
      return [results[0], results[1].reshaped(to: inputs[0].shape)]
    }
  }

  func batch(at rows: [Int]?) throws -> [Tensor] { [] }

  /// The displacement `δ₀ + Jᵀ a`.
  func displacement(of state: [Tensor]) throws -> [Tensor] {
    let moved = try tangent.pulled(state[0].checkedReshaped(to: tangent.outputs.shape))
    return zip(start, moved).map { $0 + $1 }
  }
}

/// A model's derivative with respect to its parameters at its training examples.
struct TrainingTangent {
  let linearization: Linearization
  /// The outputs at the point of expansion, `[n, k]`.
  let outputs: Tensor
  let residuals: [Tensor]

  init(_ model: Model, examples: Examples) throws {
    let parameters = model.parameters.tensors
    linearization = try model.forwardProgram(batch: examples.count)
      .checkedLinearized(withRespectTo: Array(parameters.indices))
    let results = try linearization.primal.checkedEvaluate(parameters + [examples.inputs])
    outputs = results[0]
    residuals = Array(results.dropFirst())
  }

  /// `J v`, shape `[n, k]`.
  func pushed(_ directions: [Tensor]) throws -> Tensor {
    try linearization.tangent.checkedEvaluate(residuals + directions)[0]
  }

  /// `Jᵀ w`, the shapes of the parameters.
  func pulled(_ cotangent: Tensor) throws -> [Tensor] {
    try linearization.checkedTransposed().checkedEvaluate(residuals + [cotangent])
  }

  /// The tangent kernel `J Jᵀ` of all outputs of all examples, `[n k, n k]`.
  ///
  /// One row for each output, by a product forth and one back.
  func kernel() throws -> Tensor {
    _ = try AllocationLimit.checkedCount(of: [outputs.count, outputs.count])
    let transposed = try linearization.checkedTransposed()
    let shapes = residuals.map(\.shape) + [outputs.shape]
    let product = try Program(checkedInputs: shapes) { inputs in
      let builder = inputs[0].builder
      let residuals = Array(inputs.dropLast())
      return builder.inline(
        linearization.tangent,
        residuals + builder.inline(transposed, inputs)
      )
    }
    let session = try ProgramSession(checked: product, dtype: outputs.dtype)
    for (index, residual) in residuals.enumerated() {
      try session.checkedSet(residual, input: index)
    }
    var rows: [Double] = []
    var one = Array(repeating: 0.0, count: outputs.count)
    for index in one.indices {
      one[index] = 1
      try session.checkedSet(
        Tensor(shape: outputs.shape, values: one, dtype: outputs.dtype),
        input: residuals.count
      )
      one[index] = 0
      try session.run()
      rows += try session.checkedOutput(0).scalars
    }
    return Tensor(shape: [outputs.count, outputs.count], values: rows, dtype: outputs.dtype)
  }
}

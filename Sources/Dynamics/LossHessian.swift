import Differentiation
public import Networks
public import Tensors

/// The Hessian of a loss with respect to the parameters, at one point, as a linear map.
///
/// What does not depend on the direction is computed once.
public struct LossHessian: Sendable {
  private let linearization: Linearization
  private let residuals: [Tensor]
  private let parameters: Parameters

  /// The Hessian at a model's parameters on a data set.
  init(_ model: Model, data: Dataset, loss: Loss) throws {
    let examples = try Examples(data, for: model, loss: loss)
    parameters = model.parameters
    let tensors = parameters.tensors
    let indices = Array(tensors.indices)
    linearization = try model.lossProgram(batch: data.count, loss: loss)
      .checkedGradient(withRespectTo: indices).checkedLinearized(withRespectTo: indices)
    // The gradient itself is not needed.
    residuals = try linearization.primal
      .checkedSelecting(
        outputs: Array(tensors.count..<tensors.count + linearization.residualCount)
      )
      .checkedEvaluate(tensors + [examples.inputs, examples.targets])
  }

  /// The number of parameters: rows and columns.
  public var size: Int { parameters.count }

  private func session() throws -> ProgramSession {
    let session = try ProgramSession(
      checked: linearization.tangent,
      dtype: parameters.dtype
    )
    for (index, residual) in residuals.enumerated() {
      try session.checkedSet(residual, input: index)
    }
    return session
  }

  /// The product with a direction of the shapes of the parameters.
  ///
  /// - Parameters:
  ///   - direction: The direction.
  ///   - times: How often the Hessian is applied, at least 0.
  /// - Returns: The product, of the same shapes.
  /// - Throws: `DynamicsError.direction` if the shapes differ, `.steps` for a negative number;
  ///   interruptions.
  public func checkedProduct(with direction: Parameters, times: Int = 1) throws -> Parameters {
    let shapes = parameters.tensors.map(\.shape)
    guard direction.tensors.map(\.shape) == shapes else {
      throw DynamicsError.direction(found: direction.tensors.map(\.shape), expected: shapes)
    }
    guard times >= 0 else { throw DynamicsError.steps(times) }
    guard times > 0 else { return direction }
    let session = try session()
    for (index, tensor) in direction.tensors.enumerated() {
      try session.checkedSet(tensor, input: residuals.count + index)
    }
    for time in 1...times {
      try session.run()
      guard time < times else { break }
      for index in shapes.indices {
        try session.checkedFeed(output: index, toInput: residuals.count + index)
      }
    }
    return try parameters.replacing(with: shapes.indices.map(session.checkedOutput))
  }

  /// The product with a direction; stops the program if the shapes differ.
  public func product(with direction: Parameters, times: Int = 1) -> Parameters {
    trapping { try checkedProduct(with: direction, times: times) }
  }

  /// The largest eigenvalues, largest first; stops the program if they cannot be had.
  public func topEigenvalues(_ count: Int) -> [Double] {
    trapping { try checkedTopEigenvalues(count) }
  }

  /// The largest eigenvalues, largest first, by the Lanczos iteration with full orthogonalization.
  ///
  /// An eigenvalue that is exactly multiple may be found once only.
  ///
  /// - Throws: `DynamicsError.eigenvalueCount`, `.notConverged`; `TensorError.notFinite` if a
  ///   product is not finite; interruptions.
  /// - Complexity: About 50 products and O(`50 P`) memory for a few eigenvalues of `P` parameters.
  public func checkedTopEigenvalues(_ count: Int) throws -> [Double] {
    guard (1...max(size, 1)).contains(count) else {
      throw DynamicsError.eigenvalueCount(found: count, parameters: size)
    }
    let session = try session()
    return try Lanczos(size: size, dtype: parameters.dtype).largest(count) { vector in
      let direction = try parameters.checkedUnflattening(
        Tensor(shape: [size], values: vector, dtype: parameters.dtype)
      )
      for (index, tensor) in direction.tensors.enumerated() {
        try session.checkedSet(tensor, input: residuals.count + index)
      }
      try session.run()
      return try direction.tensors.indices.flatMap { try session.checkedOutput($0).scalars }
    }
  }

  /// The sum of the eigenvalues, exactly, by one product for each parameter.
  ///
  /// - Throws: Interruptions.
  public func checkedTrace() throws -> Double {
    let session = try session()
    var total = 0.0
    for (index, tensor) in parameters.tensors.enumerated() {
      var values = Array(repeating: 0.0, count: tensor.count)
      for (other, tensor) in parameters.tensors.enumerated() {
        try session.checkedSet(
          .zeros(tensor.shape, dtype: parameters.dtype),
          input: residuals.count + other
        )
      }
      for position in values.indices {
        values[position] = 1
        try session.checkedSet(
          Tensor(shape: tensor.shape, values: values, dtype: parameters.dtype),
          input: residuals.count + index
        )
        values[position] = 0
        try session.run()
        total += try session.checkedOutput(index).scalars[position]
      }
    }
    return total
  }

  /// The sum of the eigenvalues, exactly; stops the program if it is interrupted.
  public var trace: Double { trapping { try checkedTrace() } }
}

extension Model {
  /// The Hessian of the loss at the present parameters; stops the program if the data do not fit.
  public func lossHessian(on data: Dataset, loss: Loss = .squared) -> LossHessian {
    trapping { try checkedLossHessian(on: data, loss: loss) }
  }

  /// The Hessian of the loss at the present parameters.
  ///
  /// - Throws: `DynamicsError`, `NetworkError`, `TensorError` if the data do not fit.
  public func checkedLossHessian(on data: Dataset, loss: Loss = .squared) throws -> LossHessian {
    try LossHessian(self, data: data, loss: loss)
  }
}

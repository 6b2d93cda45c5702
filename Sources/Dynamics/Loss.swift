public import Differentiation
public import Tensors

/// What training makes small, as a mean over examples.
public enum Loss: String, Sendable, Hashable, CaseIterable {
  /// ½ · mean over examples of the squared error summed over outputs.
  case squared
  /// Mean over examples of the cross-entropy of softmax outputs; targets are probabilities.
  case crossEntropy

  /// The loss as part of a program: outputs `[n, k]` and targets `[n, k]` to a scalar.
  public func value(outputs: Variable, targets: Variable) -> Variable {
    let count = Double(max(outputs.shape.first ?? 1, 1))
    switch self {
    case .squared:
      return (outputs - targets).applying(.square).sum() * (0.5 / count)
    case .crossEntropy:
      let weights = targets.sum(axis: targets.rank - 1)
      return ((outputs.logSumExp() * weights).sum() - (outputs * targets).sum()) * (1 / count)
    }
  }

  /// The loss of stated outputs.
  ///
  /// - Throws: `DynamicsError` if outputs and targets do not fit each other or the loss.
  public func checkedValue(outputs: Tensor, targets: Tensor) throws -> Double {
    try check(targets: targets, outputs: outputs.shape)
    let program = try Program(checkedInputs: [outputs.shape, targets.shape]) {
      [value(outputs: $0[0], targets: $0[1])]
    }
    let dtype = DType.promoting(outputs.dtype, targets.dtype)
    return try program.checkedEvaluate([
      outputs.converted(to: dtype), targets.converted(to: dtype),
    ])[0].checkedScalar()
  }

  /// The loss of stated outputs; stops the program if they do not fit the targets.
  public func callAsFunction(outputs: Tensor, targets: Tensor) -> Double {
    trapping { try checkedValue(outputs: outputs, targets: targets) }
  }

  /// Refuses targets that the loss has no meaning for.
  func check(targets: Tensor, outputs: [Int]) throws {
    guard targets.shape == outputs, outputs.count == 2 else {
      throw DynamicsError.targetShape(found: targets.shape, expected: outputs)
    }
    switch self {
    case .squared: break
    case .crossEntropy:
      guard outputs[1] > 1 else { throw DynamicsError.oneClass }
      let values = targets.scalars
      for row in 0..<outputs[0] {
        let part = values[(row * outputs[1])..<((row + 1) * outputs[1])]
        // One part in 10⁴: probabilities rounded to a few digits are welcome.
        guard part.allSatisfy({ $0 >= 0 }), abs(part.reduce(0, +) - 1) < 1e-4 else {
          throw DynamicsError.notProbabilities(row: row)
        }
      }
    }
  }
}

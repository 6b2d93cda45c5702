public import Tensors

/// What can be wrong with training.
public enum DynamicsError: DescribedError, Hashable {
  /// A number of an optimizer outside its range.
  case optimizer(name: String, value: Double, expected: String)
  /// A batch size that the data do not have.
  case batchSize(found: Int, count: Int)
  /// A negative number of steps.
  case steps(Int)
  /// A period below 1.
  case period(name: String, value: Int)
  /// A data set without examples.
  case noExamples(dataset: String)
  /// Targets of another width than the outputs.
  case targetShape(found: [Int], expected: [Int])
  /// Targets that are not probabilities, for cross-entropy.
  case notProbabilities(row: Int)
  /// One output, for cross-entropy.
  case oneClass
  /// A probe of a name already taken.
  case probeName(String)
  /// A series that was not measured.
  case noSeries(String, known: [String])
  /// A direction of other shapes than the parameters.
  case direction(found: [[Int]], expected: [[Int]])
  /// A number of eigenvalues that cannot be had.
  case eigenvalueCount(found: Int, parameters: Int)
  /// An iteration that did not reach its accuracy.
  case notConverged(iterations: Int, residual: Double)
  /// A way of training that the optimizer does not allow.
  case functionSpace(optimizer: String)
}

extension DynamicsError {
  /// What was found and what was expected.
  public var description: String {
    switch self {
    case .optimizer(let name, let value, let expected): "\(name) is \(value), expected \(expected)."
    case .batchSize(let found, let count):
      "the batch size is \(found), expected 1 to \(count), the number of examples."
    case .steps(let steps): "the number of steps is \(steps), expected at least 0."
    case .period(let name, let value):
      "\(name) is measured every \(value) steps, expected at least 1."
    case .noExamples(let dataset): "the data set \"\(dataset)\" has no examples to train on."
    case .targetShape(let found, let expected):
      "the targets have shape \(found), but the outputs of the model have \(expected)."
    case .notProbabilities(let row):
      "cross-entropy needs targets that are at least 0 and sum to 1; those of example \(row) do not."
    case .oneClass: "cross-entropy needs at least two outputs, but the model has one."
    case .probeName(let name): "there are two series named \"\(name)\"."
    case .noSeries(let name, let known):
      "no series is named \"\(name)\", only "
        + known.map { "\"\($0)\"" }.joined(separator: ", ") + "."
    case .direction(let found, let expected):
      "the direction has shapes \(found), but the parameters have \(expected)."
    case .eigenvalueCount(let found, let parameters):
      "\(found) eigenvalues were asked for, expected 1 to \(parameters), the number of parameters."
    case .notConverged(let iterations, let residual):
      "the eigenvalues have a relative residual of \(residual) after \(iterations) iterations."
    case .functionSpace(let optimizer):
      "\(optimizer) does not follow the kernel alone, so it cannot run in function space."
    }
  }

  /// What to do about it, where there is something to say.
  public var advice: String? {
    switch self {
    case .notProbabilities: "Use one-hot targets, or the squared loss."
    case .oneClass: "Use the squared loss, or two outputs."
    case .probeName: "Give each probe its own name; \"loss\" is always there."
    case .functionSpace: "Use gradientDescent or momentum on the whole data, or path .parameters."
    case .notConverged: "Ask for fewer eigenvalues, or use float64."
    case .targetShape: "The last Dense layer needs one unit for each target."
    case .optimizer, .batchSize, .steps, .period, .noExamples, .noSeries, .direction,
      .eigenvalueCount:
      nil
    }
  }
}

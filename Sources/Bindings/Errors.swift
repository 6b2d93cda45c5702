public import CellLanguage
public import Tangent

// The library's errors explain themselves; here the language learns to listen.

extension TensorError: ExplainedError {
  /// What was found and what was expected.
  public var explanation: String { description }
}

extension NetworkError: ExplainedError {
  /// What was found and what was expected.
  public var explanation: String { description }
}

extension DatasetError: ExplainedError {
  /// What was found and what was expected.
  public var explanation: String { description }
}

extension ExperimentError: ExplainedError {
  /// What was found and what was expected.
  public var explanation: String { description }
}

extension AnalyticKernelError: ExplainedError {
  /// What was found and what was expected.
  public var explanation: String { description }
}

extension ProgramError: ExplainedError {
  /// What was found and what was expected.
  public var explanation: String { description }
}

extension DynamicsError: ExplainedError {
  /// What was found and what was expected.
  public var explanation: String { description }
}

public import CellLanguage
public import Tangent

// The library's errors explain themselves; here the language learns to listen.

extension TensorError: ExplainedError {
  public var explanation: String { description }
}

extension NetworkError: ExplainedError {
  public var explanation: String { description }
}

extension DatasetError: ExplainedError {
  public var explanation: String { description }
}

extension ExperimentError: ExplainedError {
  public var explanation: String { description }
}

extension AnalyticKernelError: ExplainedError {
  public var explanation: String { description }
}

extension ProgramError: ExplainedError {
  public var explanation: String { description }
}

extension DynamicsError: ExplainedError {
  public var explanation: String { description }
}

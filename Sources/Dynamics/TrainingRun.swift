public import Networks
import Tensors

/// How training ended.
public enum TrainingStatus: Sendable, Hashable, CustomStringConvertible {
  /// All steps were taken.
  case completed
  /// The loss was no longer finite before the step stated, where training stopped.
  case diverged(step: Int)

  /// In words.
  public var description: String {
    switch self {
    case .completed: "completed"
    case .diverged(let step): "diverged: the loss is not finite at step \(step)"
    }
  }
}

/// What was measured along training.
public struct TrainingHistory: Sendable, Hashable {
  /// The loss on all training examples before each step and after the last.
  public internal(set) var loss = Series(name: "loss")
  /// The series of the probes, in their order.
  public internal(set) var probes: [Series] = []
  /// How training ended.
  public internal(set) var status = TrainingStatus.completed
  /// The number of steps taken.
  public internal(set) var steps = 0
}

/// What a training run tells, whatever was trained.
public protocol TrainingOutcome: Sendable {
  /// What was measured.
  var history: TrainingHistory { get }
}

extension TrainingOutcome {
  /// The loss on all training examples before each step and after the last.
  public var loss: Series { history.loss }
  /// The loss after the last step; not finite if training diverged.
  public var finalLoss: Double { history.loss.last }
  /// The number of steps taken.
  public var steps: Int { history.steps }
  /// How training ended.
  public var status: TrainingStatus { history.status }
  /// Whether the loss became infinite or NaN, so that training stopped early.
  public var diverged: Bool { history.status != .completed }

  /// The series of the probe of that name, or `"loss"`.
  public subscript(name: String) -> Series { trapping { try checkedSeries(name) } }

  /// The series of the probe of that name, or `"loss"`.
  ///
  /// - Throws: `DynamicsError.noSeries` if there is no such probe.
  public func checkedSeries(_ name: String) throws -> Series {
    let all = [history.loss] + history.probes
    guard let series = all.first(where: { $0.name == name }) else {
      throw DynamicsError.noSeries(name, known: all.map(\.name))
    }
    return series
  }
}

/// A model after training, and what was measured on the way.
public struct TrainingRun: TrainingOutcome {
  /// The model after the last step.
  public let model: Model
  /// What was measured.
  public let history: TrainingHistory
}

/// A linearized model after training, and what was measured on the way.
public struct LinearizedTrainingRun: TrainingOutcome {
  /// The linearized model after the last step.
  public let model: LinearizedModel
  /// What was measured.
  public let history: TrainingHistory
}

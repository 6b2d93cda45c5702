import Synchronization

/// Why a cell was stopped from outside.
public enum StopReason: Error, Sendable, Hashable, CustomStringConvertible {
  /// The cell, or the whole run, used more time than it was given, in seconds.
  case timeout(seconds: Double)
  /// The user asked to stop.
  case cancelled

  /// One sentence for the reader.
  public var description: String {
    switch self {
    case .timeout(let seconds):
      "stopped by the time limit of \(Self.text(ofSeconds: seconds))"
    case .cancelled: "interrupted"
    }
  }

  /// A duration as the front matter would write it.
  private static func text(ofSeconds seconds: Double) -> String {
    let rounded = seconds.rounded()
    guard rounded == seconds, abs(rounded) < 1e15 else { return "\(seconds) s" }
    return "\(Int(rounded)) s"
  }
}

/// The time a cell may use, polled from every loop of the language and of the mathematics.
///
/// A class, because the poll of every thread and the run that waits share one answer.
final class CellBudget: Sendable {
  private let deadline: (time: Double, limit: Double)?
  private let environment: RunEnvironment
  private let reason = Mutex<StopReason?>(nil)

  /// A budget that ends at the earlier of the given deadlines (clock time, stated limit).
  init(deadlines: [(time: Double, limit: Double)], environment: RunEnvironment) {
    deadline = deadlines.min { $0.time < $1.time }
    self.environment = environment
  }

  /// Why the cell was stopped, if it was.
  var stopReason: StopReason? { reason.withLock(\.self) }

  /// Throws the reason once the budget is spent.
  func poll() throws {
    if environment.isCancelled() { throw stop(.cancelled) }
    guard let deadline, environment.now() >= deadline.time else { return }
    throw stop(.timeout(seconds: deadline.limit))
  }

  private func stop(_ new: StopReason) -> StopReason {
    reason.withLock { current in
      current = current ?? new
      return current ?? new
    }
  }
}

internal import Tensors

/// The name of one evaluation of a sweep, enough to recognize it in a later run.
public struct SweepKey: Sendable, Hashable, Codable {
  /// The stream of the sweep, which tells apart sweeps over the same points.
  public var stream: String
  /// The names of the measured quantities; empty for a sweep of one unnamed value.
  public var quantities: [String]
  /// The text of the point.
  public var point: String
  /// The number of the repeat, from 0.
  public var repetition: Int
  /// The seed which the body is given.
  public var seed: UInt64
}

/// Keeps the finished evaluations of sweeps, so that an interrupted one can go on where it stopped.
///
/// Both requirements are called from several threads at once.
public protocol SweepJournal: Sendable {
  /// The values of an evaluation that was finished before, in the order of its quantities.
  func values(for key: SweepKey) -> [Double]?
  /// Keeps the values of an evaluation before the next one begins.
  func record(_ values: [Double], for key: SweepKey) throws
}

/// The journal in force, if any, for the sweeps of the current task.
public enum SweepJournaling {
  /// The journal that sweeps consult and write; none by default.
  @TaskLocal public static var journal: (any SweepJournal)?

  /// Runs a body whose sweeps, on whatever threads, use a journal.
  @discardableResult
  public static func using<R>(_ journal: any SweepJournal, _ body: () throws -> R) rethrows -> R {
    try Parallelism.inheriting({ $journal.withValue(journal, operation: $0) }) {
      try $journal.withValue(journal, operation: body)
    }
  }
}

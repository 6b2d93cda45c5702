import Synchronization

/// The error of the smallest index that failed in a parallel loop.
final class FirstFailure: Sendable {
  private let flag = Atomic<Bool>(false)
  private let state = Mutex<(index: Int, error: any Error)?>(nil)

  /// Whether any index failed.
  var isSet: Bool { flag.load(ordering: .relaxed) }

  /// Keeps the error if no smaller index failed.
  func record(_ error: any Error, at index: Int) {
    state.withLock { current in
      if let current, current.index < index { return }
      current = (index, error)
    }
    flag.store(true, ordering: .relaxed)
  }

  /// Throws the error kept, if any.
  func rethrow() throws {
    if let failure = state.withLock({ $0 }) { throw failure.error }
  }
}

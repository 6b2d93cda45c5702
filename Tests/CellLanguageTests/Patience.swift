import Foundation

/// Counts polls, and stops the cell when there have been too many.
final class Patience: @unchecked Sendable {
  private let lock = NSLock()
  private var left: Int

  init(_ polls: Int) { left = polls }

  func use() throws {
    let isOver = lock.withLock { () -> Bool in
      left -= 1
      return left < 0
    }
    if isOver { throw Exhausted() }
  }

  struct Exhausted: Error {}
}

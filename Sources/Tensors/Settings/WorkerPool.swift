import Foundation
import Synchronization

/// Threads that stay and wait for loops to share.
///
/// A class because it owns threads; one for the process, since the processor is one. The caller of
/// a loop works on it too and never waits for a thread that has not begun, so that loops of several
/// callers cannot block one another.
final class WorkerPool: Sendable {
  /// Takes indices from `next` until it returns `nil`.
  typealias Participant = (_ isWorker: Bool, _ next: () -> Int?) -> Void

  static let shared = WorkerPool()

  private static let maximumWorkers = 255
  /// Rounds of looking for work, each giving way to other threads, before a thread sleeps.
  static let spins = 100

  private let queue = Mutex<Queue>(Queue())
  private let generation = Atomic<Int>(0)
  private let sleepers = Sleepers()

  private struct Queue {
    var loops: [Loop] = []
    var workers = 0
  }

  private init() {}

  /// Runs a loop of `count` indices on up to `threads` threads, this one among them.
  func run(count: Int, threads: Int, _ participant: Participant) {
    let helpers = Swift.min(threads, count, Self.maximumWorkers + 1) - 1
    withoutActuallyEscaping(participant) { participant in
      withUnsafePointer(to: participant) { pointer in
        let loop = Loop(count: count, helpers: helpers, participant: pointer)
        enqueue(loop)
        participant(false, loop.next)
        queue.withLock { $0.loops.removeAll { $0 === loop } }
        loop.waitForHelpers()
      }
    }
  }

  private func enqueue(_ loop: Loop) {
    let missing = queue.withLock { queue in
      queue.loops.append(loop)
      let missing = Swift.max(0, loop.helpers - queue.workers)
      queue.workers += missing
      return missing
    }
    generation.wrappingAdd(1, ordering: .releasing)
    sleepers.wake()
    for _ in 0..<missing { startWorker() }
  }

  private func startWorker() {
    let thread = Thread { [self] in work() }
    thread.stackSize = 16 << 20
    thread.start()
  }

  private func work() {
    var seen = -1
    while true {
      let current = generation.load(ordering: .acquiring)
      if let loop = join() {
        loop.participate()
        continue
      }
      seen = current
      if !spin(while: seen) {
        sleepers.sleep { self.generation.load(ordering: .acquiring) == seen }
      }
    }
  }

  /// Whether a new loop appeared within a short time.
  private func spin(while seen: Int) -> Bool {
    for _ in 0..<Self.spins {
      if generation.load(ordering: .acquiring) != seen { return true }
      sched_yield()
    }
    return false
  }

  private func join() -> Loop? {
    queue.withLock { queue in queue.loops.first { $0.admitHelper() } }
  }
}

/// One parallel loop.
///
/// It points at the body without owning it, for the body lives in the caller's
/// frame, which stays until every thread that joined has left.
private final class Loop: @unchecked Sendable {
  let count: Int
  let helpers: Int
  private let participant: UnsafePointer<WorkerPool.Participant>
  private let nextIndex = Atomic<Int>(0)
  private let admitted = Atomic<Int>(0)
  private let active = Atomic<Int>(0)
  private let finished = Sleepers()

  init(count: Int, helpers: Int, participant: UnsafePointer<WorkerPool.Participant>) {
    self.count = count
    self.helpers = helpers
    self.participant = participant
  }

  /// The next index, or `nil` when all have been given out.
  func next() -> Int? {
    let index = nextIndex.wrappingAdd(1, ordering: .relaxed).oldValue
    return index < count ? index : nil
  }

  /// Whether one more thread may join; called under the lock of the pool's queue.
  func admitHelper() -> Bool {
    guard admitted.load(ordering: .relaxed) < helpers, nextIndex.load(ordering: .relaxed) < count
    else { return false }
    admitted.wrappingAdd(1, ordering: .relaxed)
    active.wrappingAdd(1, ordering: .acquiringAndReleasing)
    return true
  }

  func participate() {
    invoke()
    if active.wrappingSubtract(1, ordering: .acquiringAndReleasing).newValue == 0 {
      finished.wake()
    }
  }

  /// Kept out of line, so that no reference to the body outlives the call.
  @inline(never) private func invoke() {
    participant.pointee(true, next)
  }

  /// Returns when every thread that joined has left.
  func waitForHelpers() {
    for _ in 0..<WorkerPool.spins {
      if active.load(ordering: .acquiring) == 0 { return }
      sched_yield()
    }
    while active.load(ordering: .acquiring) != 0 {
      finished.sleep { self.active.load(ordering: .acquiring) != 0 }
    }
  }
}

/// Threads that sleep until something changes.
private final class Sleepers: @unchecked Sendable {
  private let condition = NSCondition()

  /// Sleeps once, unless there is no reason to any more.
  func sleep(while reason: () -> Bool) {
    condition.lock()
    if reason() { condition.wait() }
    condition.unlock()
  }

  /// Wakes all sleepers.
  func wake() {
    condition.lock()
    condition.broadcast()
    condition.unlock()
  }
}

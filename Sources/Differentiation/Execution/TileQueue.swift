import Foundation
import Synchronization
import Tensors

/// The tiles of one run, taken in order by as many threads as come.
///
/// A tile waits until all tiles of earlier slots are complete. Tiles are handed out in order, so
/// whatever a tile waits for is already in the hands of a running thread: the run also ends when
/// only one thread comes. A class because threads share it.
final class TileQueue: Sendable {
  private let next = Atomic<Int>(0)
  private let done = Atomic<Int>(0)
  private let plan: ExecutionPlan
  private let memory: Memory

  init(plan: ExecutionPlan, memory: Memory) {
    self.plan = plan
    self.memory = memory
  }

  /// Runs tiles until none are left.
  func work(scratch: UnsafeMutableRawPointer) {
    let tasks = plan.tasks
    while true {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      guard index < tasks.count else { return }
      wait(for: tasks[index].awaited)
      plan.instructions[tasks[index].instruction].run(
        tile: tasks[index].tile,
        memory,
        scratch: scratch
      )
      done.wrappingAdd(1, ordering: .releasing)
    }
  }

  /// Waits until so many tiles are complete.
  private func wait(for count: Int) {
    var spins = 0
    while done.load(ordering: .acquiring) < count {
      spins += 1
      if spins > 1000 { sched_yield() }  // another process may need the core
    }
  }
}

/// A fused loop over elements: a short program on blocks that stay in the first cache.
struct PointwiseKernel: Hashable {
  /// Where a step reads or writes: a block of its own, or the same elements of a buffer.
  enum Location: Hashable {
    case register(Int)
    case buffer(Int)
  }

  enum Operation: Hashable {
    case add
    case addScaled(Double)
    case addConstant(Double)
    case multiply
    case scale(Double)
    case apply(ElementwiseFunction.Atom)
    case load(BroadcastPattern)
    case fill(Double)
    case copy
  }

  struct Step: Hashable {
    var operation: Operation
    var first: Location
    var second: Location
    var destination: Location
  }

  let count: Int
  var steps: [Step]

  /// The elements of one block: 4 KB of float32.
  static let block = 1024
  /// The elements of one tile.
  static let tile = 8 * block

  var tileCount: Int { (count + Self.tile - 1) / Self.tile }

  /// The number of blocks of its own that the kernel needs.
  var registerCount: Int {
    steps.reduce(0) { most, step in
      if case .register(let index) = step.destination { max(most, index + 1) } else { most }
    }
  }
}

/// A fused loop whose values have names yet, not places.
struct PointwiseDraft {
  enum Source: Hashable {
    /// The result of an earlier step of this kernel.
    case step(Int)
    /// The elements of a value that is in memory.
    case value(Int)
    case none
  }

  struct Step {
    var operation: PointwiseKernel.Operation
    var first: Source
    var second: Source = .none
    /// The value that the step stores, if it is needed elsewhere.
    var stored: Int?
  }

  let count: Int
  var steps: [Step] = []

  /// The last step that reads a value in memory; `Int.max` if it is not read in step.
  func lastRead(of value: Int, storage: (Int) -> Int) -> Int? {
    var last: Int?
    for (index, step) in steps.enumerated() {
      for source in [step.first, step.second] {
        guard case .value(let id) = source, storage(id) == value else { continue }
        if case .load = step.operation { return .max }
        last = index
      }
    }
    return last
  }

  /// The kernel with steps placed: stored ones in their buffers, others in as few blocks as will do.
  func placed(buffer: (Int) -> Int) -> PointwiseKernel {
    var lastUse = Array(repeating: -1, count: steps.count)
    for (index, step) in steps.enumerated() {
      for case .step(let source) in [step.first, step.second] { lastUse[source] = index }
    }
    var kernel = PointwiseKernel(count: count, steps: [])
    var places: [PointwiseKernel.Location] = []
    var free: [Int] = []
    var registers = 0
    func location(_ source: Source) -> PointwiseKernel.Location {
      switch source {
      case .step(let index): places[index]
      case .value(let id): .buffer(buffer(id))
      case .none: .register(0)
      }
    }
    for (index, step) in steps.enumerated() {
      let first = location(step.first)
      let second = location(step.second)
      for case .step(let source) in Set([step.first, step.second]) where lastUse[source] == index {
        if case .register(let register) = places[source] { free.append(register) }
      }
      let destination: PointwiseKernel.Location
      if let stored = step.stored {
        destination = .buffer(buffer(stored))
      } else if let register = free.popLast() {
        destination = .register(register)
      } else {
        destination = .register(registers)
        registers += 1
      }
      places.append(destination)
      kernel.steps.append(
        .init(operation: step.operation, first: first, second: second, destination: destination)
      )
    }
    return kernel
  }
}

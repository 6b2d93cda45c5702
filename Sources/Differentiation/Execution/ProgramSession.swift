public import Tensors

/// A program ready to run many times, with the memory of its inputs, outputs and steps.
///
/// Inputs stay from run to run; those that an output updates hold its value after each run, so that
/// a training step needs no copies. Results do not depend on the number of threads. A class because
/// it owns memory; one session is used by one thread at a time.
public final class ProgramSession {
  private let plan: ExecutionPlan
  /// The precision of inputs, outputs and all steps.
  public let dtype: DType
  private let buffers: UnsafeMutablePointer<UnsafeMutableRawPointer>
  private var owned: [UnsafeMutableRawPointer] = []
  private var scratch: [UnsafeMutableRawPointer] = []
  private var isSet: [Bool]

  /// A program below this cost, in nanoseconds, is not worth the waking of threads.
  private static let parallelCost = 60_000.0

  /// Plans a program and takes the memory for it.
  ///
  /// - Parameters:
  ///   - program: The program.
  ///   - dtype: The precision to compute in.
  ///   - updates: Pairs of an output and the input that it replaces after each run.
  /// - Throws: `ProgramError` if a pair names what is not there or shapes differ, or if the program
  ///   needs more memory than the limit on one tensor.
  public init(
    checked program: Program,
    dtype: DType = .preferred,
    updates: [(output: Int, input: Int)] = []
  ) throws {
    try Self.check(updates, of: program)
    plan = ExecutionPlan(program, updates: updates)
    self.dtype = dtype
    isSet = program.inputShapes.map { _ in false }
    guard plan.arenaCount <= AllocationLimit.elements else {
      throw ProgramError.invalidShape([plan.arenaCount])
    }
    buffers = .allocate(capacity: max(plan.buffers.count, 1))
    allocate()
  }

  private static func check(
    _ updates: [(output: Int, input: Int)],
    of program: Program
  ) throws(ProgramError) {
    _ = try program.selectedInputs(updates.map(\.input))
    var seen = Set<Int>()
    for (output, input) in updates {
      guard program.outputs.indices.contains(output), seen.insert(output).inserted else {
        throw .wrongOutputIndex(index: output, count: program.outputs.count)
      }
      let found = program.outputShapes[output]
      guard program.inputShapes[input] == found else {
        throw .wrongInputShape(index: input, expected: program.inputShapes[input], found: found)
      }
    }
  }

  private func memory(_ count: Int) -> UnsafeMutableRawPointer {
    let bytes = Arena.rounded(count) * dtype.byteCount
    let pointer = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 128)
    // Only the end, which whole vectors may read beyond the last element, needs a value.
    let tail = min(bytes, Arena.alignment * dtype.byteCount)
    (pointer + bytes - tail).initializeMemory(as: UInt8.self, repeating: 0, count: tail)
    return pointer
  }

  private func allocate() {
    let arena = memory(plan.arenaCount)
    owned.append(arena)
    for (index, buffer) in plan.buffers.enumerated() {
      let pointer: UnsafeMutableRawPointer
      switch buffer {
      case .temporary(let offset):
        pointer = arena + offset * dtype.byteCount
      case .input(let count), .output(let count):
        pointer = memory(count)
        owned.append(pointer)
      case .constant(let tensor):
        pointer = memory(tensor.count)
        owned.append(pointer)
        write(tensor, to: pointer)
      }
      (buffers + index).initialize(to: pointer)
    }
  }

  deinit {
    for pointer in owned + scratch { pointer.deallocate() }
    buffers.deallocate()
  }
}

extension ProgramSession {
  /// The program that the session runs.
  public var program: Program { plan.program }

  /// Gives an input its value, converted to the session's precision.
  ///
  /// - Throws: `ProgramError.wrongInputIndex`, `ProgramError.wrongInputShape`.
  public func checkedSet(_ tensor: Tensor, input: Int) throws {
    try checkInput(input, shape: tensor.shape)
    write(tensor, to: buffers[input])
    isSet[input] = true
  }

  private func checkInput(_ input: Int, shape: [Int]) throws(ProgramError) {
    guard program.inputShapes.indices.contains(input) else {
      throw .wrongInputIndex(index: input, count: program.inputShapes.count)
    }
    guard program.inputShapes[input] == shape else {
      throw .wrongInputShape(index: input, expected: program.inputShapes[input], found: shape)
    }
  }

  private func write(_ tensor: Tensor, to pointer: UnsafeMutableRawPointer) {
    func copy<T: TensorScalar>(_ type: T.Type) {
      tensor.converted(to: dtype).withElements(of: T.self) { source in
        guard let base = source.baseAddress else { return }
        pointer.assumingMemoryBound(to: T.self).update(from: base, count: source.count)
      }
    }
    switch dtype {
    case .float32: copy(Float.self)
    case .float64: copy(Double.self)
    }
  }

  /// Makes an output of the last run an input of the next, without a copy.
  ///
  /// What the output holds afterwards is not defined.
  ///
  /// - Throws: `ProgramError` if there is no such input or output, or their shapes differ.
  public func checkedFeed(output: Int, toInput input: Int) throws {
    guard program.outputs.indices.contains(output) else {
      throw ProgramError.wrongOutputIndex(index: output, count: program.outputs.count)
    }
    try checkInput(input, shape: program.outputShapes[output])
    let buffer = plan.outputBuffers[output]
    if case .output = plan.buffers[buffer] {
      swap(&buffers[buffer], &buffers[input])
    }
    isSet[input] = true
  }

  /// The value of an output after the last run.
  ///
  /// - Throws: `ProgramError.wrongOutputIndex`.
  public func checkedOutput(_ output: Int) throws -> Tensor {
    guard program.outputs.indices.contains(output) else {
      throw ProgramError.wrongOutputIndex(index: output, count: program.outputs.count)
    }
    return read(plan.outputBuffers[output], shape: program.outputShapes[output])
  }

  /// The value of an input: what it was set to, or what an output made it.
  ///
  /// - Throws: `ProgramError.wrongInputIndex`.
  public func checkedInput(_ input: Int) throws -> Tensor {
    guard program.inputShapes.indices.contains(input) else {
      throw ProgramError.wrongInputIndex(index: input, count: program.inputShapes.count)
    }
    return read(input, shape: program.inputShapes[input])
  }

  private func read(_ buffer: Int, shape: [Int]) -> Tensor {
    func copy<T: TensorScalar>(_ type: T.Type) -> Tensor {
      Tensor(shape: shape, of: T.self) { destination in
        let source = buffers[buffer].assumingMemoryBound(to: T.self)
        _ = destination.initialize(
          fromContentsOf: UnsafeBufferPointer(start: source, count: destination.count)
        )
      }
    }
    return switch dtype {
    case .float32: copy(Float.self)
    case .float64: copy(Double.self)
    }
  }
}

extension ProgramSession {
  /// Runs the program once.
  ///
  /// - Throws: `ProgramError.wrongInputCount` if an input was never set; what `Interruption` throws.
  public func run() throws {
    try Interruption.poll()
    guard isSet.allSatisfy({ $0 }) else {
      throw ProgramError.wrongInputCount(
        expected: isSet.count,
        found: isSet.filter { $0 }.count
      )
    }
    let memory = Memory(buffers: buffers, dtype: dtype)
    let threads = plan.cost < Self.parallelCost ? 1 : Parallelism.threads
    prepareScratch(threads)
    if threads <= 1 {
      runSerially(memory)
    } else {
      let queue = TileQueue(plan: plan, memory: memory)
      let scratch = scratch
      Parallelism.forEach(threads) { worker in queue.work(scratch: scratch[worker]) }
    }
  }

  private func runSerially(_ memory: Memory) {
    for task in plan.tasks {
      plan.instructions[task.instruction].run(tile: task.tile, memory, scratch: scratch[0])
    }
  }

  private func prepareScratch(_ threads: Int) {
    while scratch.count < max(threads, 1) {
      scratch.append(self.memory(max(plan.registerCount, 1) * PointwiseKernel.block))
    }
  }
}

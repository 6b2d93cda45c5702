import Foundation

/// The state of one evaluation: its stacks, its patience and its results.
struct MachineState {
  var words: UnsafeMutableRawPointer
  var values: UnsafeMutablePointer<Value>
  /// Up to here the values have been initialized.
  var valuesHigh: UnsafeMutablePointer<Value>
  let wordsEnd: UnsafeMutableRawPointer
  let valuesEnd: UnsafeMutablePointer<Value>
  /// Steps left until the next poll.
  var budget = 0
  var depth = 0
  var depthLimit = 10_000
  /// The most elements that a collection or characters that a string may have.
  var elementLimit = Int.max
  /// The lowest address that the thread's stack may reach.
  var stackLimit: UInt = 0
  var returnWord = 0
  var returnValue = Value.void
  let globals: UnsafeMutablePointer<Value>
  /// Whether this is the evaluation of the cell itself, not of a function on another thread.
  var isMain = false
  var identifier: Int
  let runtime: Unmanaged<Runtime>

  /// Asks whether to go on.
  mutating func poll() throws {
    budget = 4_096
    do {
      try runtime._withUnsafeGuaranteedRef { try $0.context.poll() }
    } catch {
      var trap = Trap("the cell was stopped: \(error)")
      trap.underlying = error
      throw trap
    }
  }

  @inline(__always) mutating func step() throws {
    budget &-= 1
    if budget < 0 { try poll() }
  }

  var context: CellContext { runtime._withUnsafeGuaranteedRef { $0.context } }

  /// Refuses collections that are too large.
  @inline(__always) func checkCount(_ count: Int) throws {
    if count > elementLimit { throw tooLarge(count) }
  }

  @inline(never) private func tooLarge(_ count: Int) -> Trap {
    Trap("a collection of \(count) elements is too large; the limit is \(elementLimit)")
  }
}

/// The stacks of one evaluation; a class because functions of a cell keep using it while they run.
final class Machine: @unchecked Sendable {
  let state: UnsafeMutablePointer<MachineState>
  private let wordBase: UnsafeMutableRawPointer
  private let valueBase: UnsafeMutablePointer<Value>
  private static let wordBytes = 16 << 20
  private static let valueCapacity = 1 << 20

  init(_ runtime: Runtime, identifier: Int, isMain: Bool) {
    wordBase = .allocate(byteCount: Machine.wordBytes, alignment: 16)
    valueBase = .allocate(capacity: Machine.valueCapacity)
    state = .allocate(capacity: 1)
    state.initialize(
      to: MachineState(
        words: wordBase,
        values: valueBase,
        valuesHigh: valueBase,
        wordsEnd: wordBase + Machine.wordBytes,
        valuesEnd: valueBase + Machine.valueCapacity,
        globals: runtime.globals,
        isMain: isMain,
        identifier: identifier,
        runtime: Unmanaged.passUnretained(runtime)
      )
    )
  }

  deinit {
    valueBase.deinitialize(count: state.pointee.valuesHigh - valueBase)
    valueBase.deallocate()
    wordBase.deallocate()
    state.deinitialize(count: 1)
    state.deallocate()
  }

  /// Makes the machine the thread's own while a body runs.
  func run<R>(_ body: (UnsafeMutablePointer<MachineState>) throws -> R) throws -> R {
    let outer = pthread_getspecific(Machine.key)
    pthread_setspecific(Machine.key, Unmanaged.passUnretained(self).toOpaque())
    let limits = (state.pointee.stackLimit, state.pointee.depthLimit)
    state.pointee.stackLimit = Machine.stackLimit()
    let context = state.pointee.context
    state.pointee.depthLimit = context.callDepth
    state.pointee.elementLimit = context.elementLimit
    defer {
      state.pointee.stackLimit = limits.0
      pthread_setspecific(Machine.key, outer)
    }
    return try body(state)
  }

  /// The machine that runs on this thread, if it belongs to a runtime.
  static func current(of runtime: Runtime) -> Machine? {
    guard let pointer = pthread_getspecific(key) else { return nil }
    let machine = Unmanaged<Machine>.fromOpaque(pointer).takeUnretainedValue()
    return machine.state.pointee.runtime.toOpaque() == Unmanaged.passUnretained(runtime).toOpaque()
      ? machine : nil
  }

  private static let key: pthread_key_t = {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }()

  /// The lowest address that evaluation may use of this thread's stack, a reserve being kept.
  ///
  /// Threads of `EvaluationThread` know their size; of others half the size that threads have when
  /// nobody says otherwise is taken.
  private static func stackLimit() -> UInt {
    if let size = EvaluationThread.stackBytes, let base = EvaluationThread.base {
      return base - UInt(min(size - min(size / 4, 2 << 20), Int(clamping: base)))
    }
    var marker = 0
    let here = withUnsafeMutablePointer(to: &marker) { UInt(bitPattern: $0) }
    return here - UInt(min(usualStackBytes / 2, Int(clamping: here)))
  }

  private static let usualStackBytes: Int = {
    var attributes = pthread_attr_t()
    var size = 0
    pthread_attr_init(&attributes)
    pthread_attr_getstacksize(&attributes, &size)
    pthread_attr_destroy(&attributes)
    return min(max(size, 1 << 20), 8 << 20)
  }()
}

/// What the machines of one interpreter share.
final class Runtime: @unchecked Sendable {
  let globals: UnsafeMutablePointer<Value>
  private let globalCount: Int
  private let lock = NSLock()
  private var idle: [Machine] = []
  private var made = 0
  private var current = CellContext()
  /// Turns a trap into an error with lines and columns.
  let locate: @Sendable (Trap) -> CellRuntimeError
  /// How the registered types are shown.
  let displays: [String: (@Sendable (any Sendable, DisplayContext) throws -> Display?)?]
  private var displayCount = 0

  init(
    globalCount: Int,
    displays: [String: (@Sendable (any Sendable, DisplayContext) throws -> Display?)?],
    locate: @escaping @Sendable (Trap) -> CellRuntimeError
  ) {
    self.globalCount = globalCount
    self.displays = displays
    self.locate = locate
    globals = .allocate(capacity: max(1, globalCount))
    globals.initialize(repeating: .void, count: max(1, globalCount))
  }

  deinit {
    globals.deinitialize(count: max(1, globalCount))
    globals.deallocate()
  }

  var context: CellContext {
    get { lock.withLock { current } }
    set {
      lock.withLock {
        current = newValue
        displayCount = 0
      }
    }
  }

  /// The number of the next display of the running cell.
  func nextDisplay() -> Int {
    lock.withLock {
      defer { displayCount += 1 }
      return displayCount
    }
  }

  /// A number that no evaluation has had.
  func freshIdentifier() -> Int {
    lock.withLock {
      made += 1
      return made
    }
  }

  /// Writes text for the running cell.
  func print(_ text: String) { lock.withLock { current.print(text) } }

  /// Runs a body on a machine of its own.
  func withMachine<R>(
    isMain: Bool = false,
    _ body: (UnsafeMutablePointer<MachineState>) throws -> R
  ) throws -> R {
    if isMain { return try Machine(self, identifier: 0, isMain: true).run(body) }
    let machine = lock.withLock { () -> Machine in
      if let machine = idle.popLast() { return machine }
      made += 1
      return Machine(self, identifier: made, isMain: false)
    }
    defer { lock.withLock { if idle.count < 16 { idle.append(machine) } } }
    return try machine.run(body)
  }
}

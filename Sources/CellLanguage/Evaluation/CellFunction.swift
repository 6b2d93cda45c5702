/// A closure or function of a cell that the library can call, on any thread and on several at once.
///
/// A class, because cells compare and share functions by reference.
public final class CellFunction: @unchecked Sendable {
  private let library: (@Sendable ([Value]) throws -> Value)?
  private let code: FunctionCode?
  private let captures: [Value]
  private let runtime: Runtime?
  private let header: UnsafeMutablePointer<FunctionCode.Header>?

  /// Makes a function of a body of the library's own.
  public init(_ body: @escaping @Sendable ([Value]) throws -> Value) {
    library = body
    (code, captures, runtime, header) = (nil, [], nil, nil)
  }

  init(_ code: FunctionCode, captures: [Value], _ runtime: Runtime) {
    library = nil
    (self.code, self.captures, self.runtime, header) = (code, captures, runtime, code.header)
  }

  /// Calls the function.
  ///
  /// - Parameter arguments: One value for each parameter of the function's type.
  /// - Returns: The result; `.void` if the function has none.
  /// - Throws: What a library function within throws, and `CellRuntimeError` for a mistake in its body.
  public func call(_ arguments: [Value]) throws -> Value {
    if let library { return try library(arguments) }
    guard let runtime else { return .void }
    do {
      if let machine = Machine.current(of: runtime) { return try call(machine.state, arguments) }
      return try runtime.withMachine { try call($0, arguments) }
    } catch let trap as Trap {
      throw runtime.locate(trap)
    }
  }

  /// Calls the function with library values.
  public func callAsFunction<each A: CellConvertible, R: CellConvertible>(
    _ arguments: repeat each A,
    returning: R.Type = R.self
  ) throws -> R {
    var values: [Value] = []
    repeat values.append((each arguments).cellValue)
    return try R(cellValue: call(values))
  }

  // MARK: Within an evaluation

  func call(_ state: State, _ arguments: [Value]) throws -> Value {
    guard let header else { return try call(arguments) }
    guard header.pointee.parameterCount == arguments.count else {
      throw wrongCount(arguments.count)
    }
    return try invoke(state, header) { frame in
      for index in arguments.indices {
        try frame.store(arguments[index], header.pointee.parameters[index])
      }
    }
  }

  func call(_ state: State, _ argument: Value) throws -> Value {
    guard let header, header.pointee.parameterCount == 1 else { return try call(state, [argument]) }
    return try invoke(state, header) { try $0.store(argument, header.pointee.parameters[0]) }
  }

  func call(_ state: State, _ first: Value, _ second: Value) throws -> Value {
    guard let header, header.pointee.parameterCount == 2 else {
      return try call(state, [first, second])
    }
    return try invoke(state, header) {
      try $0.store(first, header.pointee.parameters[0])
      try $0.store(second, header.pointee.parameters[1])
    }
  }

  func test(_ state: State, _ argument: Value) throws -> Bool {
    guard case .bool(let result) = try call(state, argument) else {
      throw Trap("a Bool was expected")
    }
    return result
  }

  /// Calls with a variable that the function may change; `inout` in Swift.
  func call(_ state: State, changing place: inout Value, _ argument: Value) throws {
    guard let header, header.pointee.parameterCount == 2 else { throw wrongCount(2) }
    var taken = Value.void
    swap(&taken, &place)
    _ = try invoke(state, header) { frame in
      try frame.store(taken, header.pointee.parameters[0])
      taken = .void
      try frame.store(argument, header.pointee.parameters[1])
    } after: { frame in
      place = frame.take(header.pointee.parameters[0])
    }
  }

  /// Calls with several arguments of which some are places that the function may change.
  func call(_ state: State, changing arguments: inout [Value], at places: [Int]) throws -> Value {
    guard let header, header.pointee.parameterCount == arguments.count else {
      throw wrongCount(arguments.count)
    }
    return try invoke(state, header) { frame in
      for index in arguments.indices {
        try frame.store(arguments[index], header.pointee.parameters[index])
        arguments[index] = .void
      }
    } after: { frame in
      for index in places { arguments[index] = frame.take(header.pointee.parameters[index]) }
    }
  }

  private func wrongCount(_ count: Int) -> Trap {
    Trap(
      "a function of \(header?.pointee.parameterCount ?? 0) parameters was called with \(count) arguments",
      code?.place ?? .nowhere
    )
  }

  @inline(__always)
  private func invoke(
    _ state: State,
    _ header: UnsafeMutablePointer<FunctionCode.Header>,
    _ fill: (Frame) throws -> Void,
    after: (Frame) -> Void = { _ in }
  ) throws -> Value {
    let outer = (state.pointee.isMain, state.pointee.identifier)
    if header.pointee.isSendable { isolate(state) }
    defer {
      if header.pointee.isSendable { (state.pointee.isMain, state.pointee.identifier) = outer }
    }
    let frame = try state.enter(header)
    defer { state.leave(frame, header) }
    try state.pointee.step()
    for index in 0..<header.pointee.captureCount {
      try frame.store(captures[index], header.pointee.captures[index])
    }
    try fill(frame)
    defer { after(frame) }
    _ = try header.pointee.body._withUnsafeGuaranteedRef { try $0.run(frame) }
    return state.takeResult(header.pointee.result)
  }

  /// Lets a closure that may run on several threads run as if it did, on whatever thread it is: it
  /// sees no variable that others may change.
  private func isolate(_ state: State) {
    state.pointee.isMain = false
    state.pointee.identifier = state.pointee.runtime._withUnsafeGuaranteedRef {
      $0.freshIdentifier()
    }
  }
}

extension Frame {
  /// Takes the value of a variable out of its slot.
  func take(_ slot: Slot) -> Value {
    guard slot.representation == .value else { return load(slot) }
    var value = Value.void
    swap(&value, &values[slot.offset])
    return value
  }
}

/// A call of a function that a cell declares.
final class CallNode: Node {
  private let code: FunctionCode
  private let header: UnsafeMutablePointer<FunctionCode.Header>
  private let arguments: Children
  private let slots: UnsafeMutablePointer<Slot>
  /// Captured variables of local functions: from the caller's frame to the callee's.
  private let captures: [(from: Slot, to: Slot)]
  private let result: Representation
  private let place: Place

  init(
    _ code: FunctionCode,
    _ arguments: [Node],
    _ parameters: [Slot],
    captures: [(from: Slot, to: Slot)],
    result: Representation,
    _ place: Place
  ) {
    self.code = code
    header = code.header
    self.arguments = Children(arguments)
    slots = .allocate(capacity: max(1, parameters.count))
    slots.initialize(from: parameters, count: parameters.count)
    (self.captures, self.result, self.place) = (captures, result, place)
  }

  deinit { slots.deallocate() }

  @inline(__always)
  private func call(_ f: Frame) throws {
    do {
      let frame = try f.state.enter(header)
      defer { f.state.leave(frame, header) }
      try f.state.pointee.step()
      var index = 0
      let count = arguments.count
      while index < count {
        try f.evaluate(arguments.pointer[index], into: slots[index], of: frame)
        index &+= 1
      }
      if !captures.isEmpty { for (from, to) in captures { try frame.store(f.load(from), to) } }
      _ = try header.pointee.body._withUnsafeGuaranteedRef { try $0.run(frame) }
    } catch let trap as Trap where trap.place == .nowhere {
      throw trap.at(place)
    }
  }

  override func evaluate(_ f: Frame) throws -> Value {
    try call(f)
    return f.state.takeResult(result)
  }

  override func evaluateInt(_ f: Frame) throws -> Int {
    try call(f)
    return f.state.pointee.returnWord
  }

  override func evaluateDouble(_ f: Frame) throws -> Double {
    try call(f)
    return Double(bitPattern: UInt64(UInt(bitPattern: f.state.pointee.returnWord)))
  }

  override func evaluateBool(_ f: Frame) throws -> Bool {
    try call(f)
    return f.state.pointee.returnWord != 0
  }
}

extension Trap {
  /// The trap with a place, if it had none.
  func at(_ place: Place) -> Trap {
    guard self.place == .nowhere, diagnostic == nil else { return self }
    var trap = self
    trap.place = place
    return trap
  }
}

/// A call with `inout` arguments: values go in before, and back after.
final class InoutCallNode: Node {
  struct Argument {
    var slot: Slot
    /// The value, for an ordinary argument.
    var value: Child?
    var place: PlaceNode?
  }

  private let code: FunctionCode
  private let arguments: [Argument]
  private let captures: [(from: Slot, to: Slot)]
  private let place: Place

  init(
    _ code: FunctionCode,
    _ arguments: [Argument],
    captures: [(from: Slot, to: Slot)],
    _ place: Place
  ) {
    (self.code, self.arguments, self.captures, self.place) = (code, arguments, captures, place)
  }

  override func evaluate(_ f: Frame) throws -> Value {
    do {
      let frame = try f.state.enter(code.header)
      defer { f.state.leave(frame, code.header) }
      try f.state.pointee.step()
      for argument in arguments {
        if let value = argument.value { try frame.store(try value.evaluate(f), argument.slot) }
      }
      for (from, to) in captures { try frame.store(f.load(from), to) }
      try call(f, frame, arguments[...])
      return f.state.takeResult(code.header.pointee.result)
    } catch let trap as Trap where trap.place == .nowhere {
      throw trap.at(place)
    }
  }

  /// Opens one place after the other, runs the body in the innermost, and closes them again.
  private func call(_ f: Frame, _ frame: Frame, _ rest: ArraySlice<Argument>) throws {
    guard let index = rest.firstIndex(where: { $0.place != nil }), let target = rest[index].place
    else {
      _ = try code.header.pointee.body._withUnsafeGuaranteedRef { try $0.run(frame) }
      return
    }
    let slot = rest[index].slot
    try target.modify(f) { value in
      var taken = Value.void
      swap(&taken, &value)
      try frame.store(taken, slot)
      taken = .void
      defer { value = frame.take(slot) }
      try call(f, frame, rest[(index + 1)...])
    }
  }
}

/// A call of a value of function type.
final class CallValueNode: Node {
  private let callee: Child
  private let arguments: [Child]
  private let place: Place

  init(_ callee: Node, _ arguments: [Node], _ place: Place) {
    (self.callee, self.arguments, self.place) = (Child(callee), arguments.map { Child($0) }, place)
  }

  override func evaluate(_ f: Frame) throws -> Value {
    guard case .function(let function) = try callee.evaluate(f) else {
      throw Trap("a variable is used before it has a value", place)
    }
    do {
      switch arguments.count {
      case 1: return try function.call(f.state, try arguments[0].evaluate(f))
      case 2:
        return try function.call(
          f.state,
          try arguments[0].evaluate(f),
          try arguments[1].evaluate(f)
        )
      default: return try function.call(f.state, try arguments.map { try $0.evaluate(f) })
      }
    } catch {
      throw Trap.from(error, place)
    }
  }
}

/// A call of a function value that changes some of its arguments.
final class InoutCallValueNode: Node {
  enum Argument {
    case value(Child)
    case place(PlaceNode)
  }

  private let callee: Child
  private let arguments: [Argument]
  private let place: Place

  init(_ callee: Node, _ arguments: [Argument], _ place: Place) {
    (self.callee, self.arguments, self.place) = (Child(callee), arguments, place)
  }

  override func evaluate(_ f: Frame) throws -> Value {
    guard case .function(let function) = try callee.evaluate(f) else {
      throw Trap("a variable is used before it has a value", place)
    }
    var values = [Value](repeating: .void, count: arguments.count)
    var places: [Int] = []
    for (index, argument) in arguments.enumerated() {
      switch argument {
      case .value(let child): values[index] = try child.evaluate(f)
      case .place: places.append(index)
      }
    }
    do {
      return try open(places[...], f, &values) {
        try function.call(f.state, changing: &$0, at: places)
      }
    } catch {
      throw Trap.from(error, place)
    }
  }

  /// Opens one place after the other, makes the call in the innermost, and closes them again.
  private func open(
    _ rest: ArraySlice<Int>,
    _ f: Frame,
    _ values: inout [Value],
    _ call: (inout [Value]) throws -> Value
  ) throws -> Value {
    guard let index = rest.first, case .place(let target) = arguments[index] else {
      return try call(&values)
    }
    var result = Value.void
    try target.modify(f) { value in
      swap(&values[index], &value)
      defer { swap(&values[index], &value) }
      result = try open(rest.dropFirst(), f, &values, call)
    }
    return result
  }
}

extension Trap {
  /// Any error as a trap at the place of a call.
  static func from(_ error: any Error, _ place: Place) -> Trap {
    if let trap = error as? Trap { return trap.at(place) }
    if let error = error as? CellRuntimeError {
      var trap = Trap(error.message, place)
      trap.diagnostic = error.diagnostic
      trap.underlying = error.underlying
      return trap
    }
    var trap: Trap
    if let error = error as? any ExplainedError {
      trap = Trap(error.explanation, place, notes: error.advice.map { [$0] } ?? [])
    } else {
      trap = Trap(String(describing: error), place)
    }
    trap.underlying = error
    return trap
  }
}

/// Makes a closure: its code with the captured values of now.
final class ClosureNode: Node {
  private let code: FunctionCode
  private let captures: [Slot]
  private let captureCount: Int

  init(_ code: FunctionCode, captures: [Slot]) {
    (self.code, self.captures, captureCount) = (code, captures, captures.count)
  }

  override func evaluate(_ f: Frame) throws -> Value {
    let values = captureCount == 0 ? [] : captures.map { f.load($0) }
    return f.state.pointee.runtime._withUnsafeGuaranteedRef {
      .function(CellFunction(code, captures: values, $0))
    }
  }
}

/// A call of a registered declaration.
final class BindingNode: Node {
  private let invoke: @Sendable ([Value]) throws -> Value
  private let arguments: [Child]
  private let place: Place

  init(_ invoke: @escaping @Sendable ([Value]) throws -> Value, _ arguments: [Node], _ place: Place)
  {
    (self.invoke, self.arguments, self.place) = (invoke, arguments.map { Child($0) }, place)
  }

  override func evaluate(_ f: Frame) throws -> Value {
    var values: [Value] = []
    values.reserveCapacity(arguments.count)
    for argument in arguments { values.append(try argument.evaluate(f)) }
    try f.state.pointee.step()
    do {
      return try invoke(values)
    } catch {
      throw Trap.from(error, place)
    }
  }
}

/// A call of one of Swift's own functions.
final class IntrinsicNode: Node {
  private let invoke: Intrinsic
  private let arguments: [Child]
  private let place: Place

  init(_ invoke: @escaping Intrinsic, _ arguments: [Node], _ place: Place) {
    (self.invoke, self.arguments, self.place) = (invoke, arguments.map { Child($0) }, place)
  }

  override func evaluate(_ f: Frame) throws -> Value {
    var values: [Value] = []
    values.reserveCapacity(arguments.count)
    for argument in arguments { values.append(try argument.evaluate(f)) }
    do {
      return try invoke(f.state, values)
    } catch {
      throw Trap.from(error, place)
    }
  }
}

/// A call that changes its receiver.
final class MutatingNode: Node {
  private let invoke: MutatingIntrinsic
  private let target: PlaceNode
  private let arguments: [Child]
  private let place: Place

  init(
    _ invoke: @escaping MutatingIntrinsic,
    _ target: PlaceNode,
    _ arguments: [Node],
    _ place: Place
  ) {
    (self.invoke, self.target, self.arguments, self.place) = (
      invoke, target, arguments.map { Child($0) }, place
    )
  }

  override func evaluate(_ f: Frame) throws -> Value {
    let values = try arguments.map { try $0.evaluate(f) }
    var result = Value.void
    do {
      try target.modify(f) { result = try invoke(f.state, &$0, values) }
    } catch {
      throw Trap.from(error, place)
    }
    return result
  }
}

/// A function of one `Double`.
final class DoubleFunction: DoubleNode {
  private let function: @Sendable (Double) -> Double
  private let a: Child
  init(_ function: @escaping @Sendable (Double) -> Double, _ a: Node) {
    (self.function, self.a) = (function, Child(a))
  }
  override func evaluateDouble(_ f: Frame) throws -> Double { function(try a.evaluateDouble(f)) }
}

/// A function of two `Double`s.
final class DoubleFunction2: DoubleNode {
  private let function: @Sendable (Double, Double) -> Double
  private let a: Child, b: Child
  init(_ function: @escaping @Sendable (Double, Double) -> Double, _ a: Node, _ b: Node) {
    (self.function, self.a, self.b) = (function, Child(a), Child(b))
  }
  override func evaluateDouble(_ f: Frame) throws -> Double {
    let x = try a.evaluateDouble(f)
    return function(x, try b.evaluateDouble(f))
  }
}

/// `Double(integer)`.
final class IntToDouble: DoubleNode {
  private let a: Child
  init(_ a: Node) { self.a = Child(a) }
  override func evaluateDouble(_ f: Frame) throws -> Double { Double(try a.evaluateInt(f)) }
}

/// `Int(double)`, with Swift's refusal of what has no integer.
final class DoubleToInt: IntNode {
  private let a: Child
  private let place: Place
  init(_ a: Node, _ place: Place) { (self.a, self.place) = (Child(a), place) }
  override func evaluateInt(_ f: Frame) throws -> Int {
    let value = try a.evaluateDouble(f)
    guard let result = Int(exactly: value.rounded(.towardZero)) else {
      throw Trap(
        "\(value) cannot be converted to Int: it is \(value.isNaN ? "not a number" : value.isInfinite ? "infinite" : "outside of Int's range")",
        place
      )
    }
    return result
  }
}

/// The lowered body of a function or closure.
///
/// The parts that a call needs lie in plain memory, because calls are made before the body of a
/// recursive function is finished, and because reading them must cost nothing.
final class FunctionCode {
  struct Header {
    var wordBytes = 0
    var valueCount = 0
    var body: Unmanaged<Node>
    var result = Representation.value
    /// Whether it is a closure that may run on several threads.
    var isSendable = false
    var parameters: UnsafeMutablePointer<Slot>
    var parameterCount = 0
    /// Where captured values go in the frame.
    var captures: UnsafeMutablePointer<Slot>
    var captureCount = 0
  }

  let name: String
  let place: Place
  let header: UnsafeMutablePointer<Header>
  private(set) var parameters: [Slot] = []
  /// Where captured values go in the frame.
  private(set) var captures: [Slot] = []
  private var owner: Node

  init(name: String, place: Place) {
    (self.name, self.place) = (name, place)
    owner = Node()
    header = .allocate(capacity: 1)
    header.initialize(
      to: Header(
        body: .passUnretained(owner),
        parameters: .allocate(capacity: 1),
        captures: .allocate(capacity: 1)
      )
    )
  }

  deinit {
    header.pointee.parameters.deallocate()
    header.pointee.captures.deallocate()
    header.deallocate()
  }

  /// Tells where parameters and captured values go.
  func layOut(parameters: [Slot], captures: [Slot]) {
    (self.parameters, self.captures) = (parameters, captures)
    header.pointee.parameters.deallocate()
    header.pointee.captures.deallocate()
    header.pointee.parameters = FunctionCode.copy(parameters)
    header.pointee.captures = FunctionCode.copy(captures)
    (header.pointee.parameterCount, header.pointee.captureCount) = (
      parameters.count, captures.count
    )
  }

  private static func copy(_ slots: [Slot]) -> UnsafeMutablePointer<Slot> {
    let pointer = UnsafeMutablePointer<Slot>.allocate(capacity: max(1, slots.count))
    pointer.initialize(from: slots, count: slots.count)
    return pointer
  }

  func finish(_ body: Node, wordBytes: Int, valueCount: Int, result: Representation) {
    owner = body
    header.pointee.wordBytes = wordBytes
    header.pointee.valueCount = valueCount
    header.pointee.body = .passUnretained(body)
    header.pointee.result = result
  }
}

extension UnsafeMutablePointer<MachineState> {
  /// Makes room for a function's frame; `leave` must follow.
  @inline(__always)
  func enter(_ header: UnsafeMutablePointer<FunctionCode.Header>) throws -> Frame {
    let frame = Frame(words: pointee.words, values: pointee.values, state: self)
    let words = frame.words + header.pointee.wordBytes
    let values = frame.values + header.pointee.valueCount
    pointee.depth += 1
    if pointee.depth > pointee.depthLimit || words > pointee.wordsEnd || values > pointee.valuesEnd
      || isStackLow()
    {
      pointee.depth -= 1
      throw Trap(
        "the calls are nested too deeply (\(pointee.depth) levels)",
        notes: ["a function that calls itself needs a case that stops"]
      )
    }
    while pointee.valuesHigh < values {
      pointee.valuesHigh.initialize(to: .void)
      pointee.valuesHigh += 1
    }
    pointee.words = words
    pointee.values = values
    return frame
  }

  @inline(__always)
  func leave(_ frame: Frame, _ header: UnsafeMutablePointer<FunctionCode.Header>) {
    var index = 0
    while index < header.pointee.valueCount {
      frame.values[index] = .void
      index &+= 1
    }
    pointee.words = frame.words
    pointee.values = frame.values
    pointee.depth -= 1
  }

  @inline(__always)
  private func isStackLow() -> Bool {
    var marker = 0
    return withUnsafeMutablePointer(to: &marker) { UInt(bitPattern: $0) } < pointee.stackLimit
  }

  /// The result of the function that just ended, boxed.
  @inline(__always)
  func takeResult(_ representation: Representation) -> Value {
    switch representation {
    case .int: return .int(pointee.returnWord)
    case .uint64: return .uint64(UInt64(UInt(bitPattern: pointee.returnWord)))
    case .double: return .double(Double(bitPattern: UInt64(UInt(bitPattern: pointee.returnWord))))
    case .bool: return .bool(pointee.returnWord != 0)
    case .value:
      var result = Value.void
      swap(&result, &pointee.returnValue)
      return result
    }
  }
}

extension Frame {
  /// Puts a boxed value where a variable lives.
  @inline(__always)
  func store(_ value: Value, _ slot: Slot) throws {
    switch (slot.representation, value) {
    case (.value, _): values[slot.offset] = value
    case (.int, .int(let number)):
      words.storeBytes(of: number, toByteOffset: slot.offset, as: Int.self)
    case (.uint64, .uint64(let number)):
      words.storeBytes(of: number, toByteOffset: slot.offset, as: UInt64.self)
    case (.double, .double(let number)):
      words.storeBytes(of: number, toByteOffset: slot.offset, as: Double.self)
    case (.bool, .bool(let flag)):
      words.storeBytes(of: flag ? 1 : 0, toByteOffset: slot.offset, as: Int.self)
    case (_, .void): throw Trap("a variable is used before it has a value")
    default: throw Trap("a value of another type was expected, found \(value.debugText.prefix(60))")
    }
  }

  /// The boxed value of a variable.
  @inline(__always)
  func load(_ slot: Slot) -> Value {
    switch slot.representation {
    case .value: values[slot.offset]
    case .int: .int(words.load(fromByteOffset: slot.offset, as: Int.self))
    case .uint64: .uint64(words.load(fromByteOffset: slot.offset, as: UInt64.self))
    case .double: .double(words.load(fromByteOffset: slot.offset, as: Double.self))
    case .bool: .bool(words.load(fromByteOffset: slot.offset, as: Int.self) != 0)
    }
  }

  /// Evaluates a node into the slot of another frame.
  @inline(__always)
  func evaluate(_ child: Unmanaged<Node>, into slot: Slot, of target: Frame) throws {
    try child._withUnsafeGuaranteedRef { node in
      switch slot.representation {
      case .int, .uint64:
        target.words.storeBytes(
          of: try node.evaluateInt(self),
          toByteOffset: slot.offset,
          as: Int.self
        )
      case .double:
        target.words.storeBytes(
          of: try node.evaluateDouble(self),
          toByteOffset: slot.offset,
          as: Double.self
        )
      case .bool:
        target.words.storeBytes(
          of: try node.evaluateBool(self) ? 1 : 0,
          toByteOffset: slot.offset,
          as: Int.self
        )
      case .value: target.values[slot.offset] = try node.evaluate(self)
      }
    }
  }
}

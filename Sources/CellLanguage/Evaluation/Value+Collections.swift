extension Value {
  /// Works on the payload of a value where it lies, without a copy.
  ///
  /// The payload of every case but the indirect ones is stored first and verbatim (the tag is a byte
  /// of its own behind it), which a test holds fast; so an array is changed in place if unshared.
  @inline(__always)
  static func withPayload<P, R>(
    _ value: UnsafeMutablePointer<Value>,
    as type: P.Type,
    _ body: (inout P) throws -> R
  ) rethrows -> R {
    try body(&UnsafeMutableRawPointer(value).assumingMemoryBound(to: P.self).pointee)
  }

  /// The elements of any array, boxed.
  var elements: [Value] {
    switch self {
    case .array(let elements): elements
    case .ints(let elements): elements.map { .int($0) }
    case .doubles(let elements): elements.map { .double($0) }
    default: []
    }
  }

  /// Makes an array store its elements boxed, so that it can hold anything.
  mutating func box() {
    if case .array = self { return }
    self = .array(elements)
  }

  /// Makes an empty array store elements as a new one wants it.
  private mutating func prepare(for element: Value) {
    // No pattern may bind the array here: a second reference would make the next change copy it.
    if case .ints = self, case .int = element { return }
    if case .doubles = self, case .double = element { return }
    switch (self, element) {
    case (.array(let elements), .int) where elements.isEmpty: self = .ints([])
    case (.array(let elements), .double) where elements.isEmpty: self = .doubles([])
    case (.ints(let elements), .double) where elements.isEmpty: self = .doubles([])
    case (.doubles(let elements), .int) where elements.isEmpty: self = .ints([])
    default: box()
    }
  }

  /// Appends one element to an array.
  mutating func append(_ element: Value) {
    prepare(for: element)
    withUnsafeMutablePointer(to: &self) { pointer in
      if case .ints = pointer.pointee, case .int(let value) = element {
        Value.withPayload(pointer, as: [Int].self) { $0.append(value) }
      } else if case .doubles = pointer.pointee, case .double(let value) = element {
        Value.withPayload(pointer, as: [Double].self) { $0.append(value) }
      } else if case .array = pointer.pointee {
        Value.withPayload(pointer, as: [Value].self) { $0.append(element) }
      }
    }
  }

  /// Appends the elements of another array, or the characters of a string.
  mutating func append(contentsOf other: Value, _ state: UnsafeMutablePointer<MachineState>) throws
  {
    if case .string(var text) = self, case .string(let tail) = other {
      try state.pointee.checkCount(text.utf8.count + tail.utf8.count)
      self = .void
      text += tail
      self = .string(text)
      return
    }
    var tail = other
    if other.arrayCount == nil { tail = try other.sequenceArray(state) }
    guard let count = arrayCount, let added = tail.arrayCount else {
      throw Trap("these values cannot be joined")
    }
    if added == 0 { return }
    if count == 0 { self = tail; return }
    try state.pointee.checkCount(count + added)
    withUnsafeMutablePointer(to: &self) { pointer in
      if case .ints = pointer.pointee, case .ints(let tail) = tail {
        Value.withPayload(pointer, as: [Int].self) { $0 += tail }
      } else if case .doubles = pointer.pointee, case .doubles(let tail) = tail {
        Value.withPayload(pointer, as: [Double].self) { $0 += tail }
      } else {
        pointer.pointee.box()
        Value.withPayload(pointer, as: [Value].self) { $0 += tail.elements }
      }
    }
  }

  /// Replaces an element; the index must be one of the array's own.
  mutating func setElement(_ index: Int, _ element: Value) {
    prepare(for: element)
    withUnsafeMutablePointer(to: &self) { pointer in
      if case .ints = pointer.pointee, case .int(let value) = element {
        Value.withPayload(pointer, as: [Int].self) { $0[index] = value }
      } else if case .doubles = pointer.pointee, case .double(let value) = element {
        Value.withPayload(pointer, as: [Double].self) { $0[index] = value }
      } else {
        pointer.pointee.box()
        Value.withPayload(pointer, as: [Value].self) { $0[index] = element }
      }
    }
  }

  /// Changes an element where it lies; the index must be one of the array's own.
  mutating func modifyElement(_ index: Int, _ body: (inout Value) throws -> Void) throws {
    try withUnsafeMutablePointer(to: &self) { pointer in
      if case .array = pointer.pointee {
        try Value.withPayload(pointer, as: [Value].self) { try body(&$0[index]) }
        return
      }
      var element = pointer.pointee.arrayElement(index)
      try body(&element)
      pointer.pointee.setElement(index, element)
    }
  }

  /// An array of boxed elements in the form that suits them.
  static func array(packing elements: [Value]) -> Value {
    guard let first = elements.first else { return .array([]) }
    switch first {
    case .int:
      var numbers: [Int] = []
      numbers.reserveCapacity(elements.count)
      for element in elements {
        guard case .int(let value) = element else { return .array(elements) }
        numbers.append(value)
      }
      return .ints(numbers)
    case .double:
      var numbers: [Double] = []
      numbers.reserveCapacity(elements.count)
      for element in elements {
        guard case .double(let value) = element else { return .array(elements) }
        numbers.append(value)
      }
      return .doubles(numbers)
    default: return .array(elements)
    }
  }

  /// Any sequence as an array.
  func sequenceArray(_ state: UnsafeMutablePointer<MachineState>) throws -> Value {
    switch self {
    case .ints, .doubles, .array: return self
    case .string(let text): return .array(text.map { .string(String($0)) })
    case .set(let table): return Value.array(packing: table.orderedKeys)
    case .dictionary(let table):
      return .array(table.entries.map { .record(Record([$0.key, $0.value])) })
    case .span(let span): return try span.array(state)
    default: throw Trap("this value is not a sequence")
    }
  }
}

extension Span {
  /// The number of steps of a countable span, or nil if it is not one.
  var count: Int? {
    switch (kind, lower, upper) {
    case (.range, .int(let a), .int(let b)):
      let (count, overflow) = b.subtractingReportingOverflow(a)
      return overflow ? Int.max : max(0, count)
    case (.closedRange, .int(let a), .int(let b)):
      let (count, overflow) = b.subtractingReportingOverflow(a)
      return overflow || count == Int.max ? Int.max : max(0, count + 1)
    case (.slice, .int(let a), .int(let b)): return b - a
    default: return nil
    }
  }

  /// All elements.
  func array(_ state: UnsafeMutablePointer<MachineState>) throws -> Value {
    switch kind {
    case .slice:
      guard case .int(let a) = lower, case .int(let b) = upper else { return .array([]) }
      switch extra {
      case .ints(let all): return .ints(Array(all[a..<b]))
      case .doubles(let all): return .doubles(Array(all[a..<b]))
      default: return .array(Array(extra.elements[a..<b]))
      }
    case .range, .closedRange:
      if case .int(let first) = lower, let count {
        try state.pointee.checkCount(count)
        return .ints(count == 0 ? [] : Array(first...(first + (count - 1))))
      }
    case .from: throw Trap("a range without an end has no last element")
    default: break
    }
    var elements: [Value] = []
    try forEach(state) {
      try state.pointee.checkCount(elements.count + 1)
      elements.append($0)
      return true
    }
    return Value.array(packing: elements)
  }

  /// Calls a body with each element until it returns false.
  func forEach(
    _ state: UnsafeMutablePointer<MachineState>,
    _ visit: (Value) throws -> Bool
  ) throws {
    func body(_ element: Value) throws -> Bool {
      try state.pointee.step()
      return try visit(element)
    }
    switch (kind, lower, upper, extra) {
    case (.range, .int(let a), .int(let b), _):
      var i = a
      while i < b {
        guard try body(.int(i)) else { return }
        i += 1
      }
    case (.closedRange, .int(let a), .int(let b), _):
      var i = a
      while i <= b {
        guard try body(.int(i)) else { return }
        if i == b { return }
        i += 1
      }
    case (.range, .uint64(let a), .uint64(let b), _):
      var i = a
      while i < b {
        guard try body(.uint64(i)) else { return }
        i += 1
      }
    case (.closedRange, .uint64(let a), .uint64(let b), _):
      var i = a
      while i <= b {
        guard try body(.uint64(i)) else { return }
        if i == b { return }
        i += 1
      }
    case (.from, .int(let a), _, _):
      var i = a
      while try body(.int(i)) {
        guard i < Int.max else { throw Trap("arithmetic overflow in a range without an end") }
        i += 1
      }
    case (.strideTo, .int(let a), .int(let b), .int(let s)),
      (.strideThrough, .int(let a), .int(let b), .int(let s)):
      var i = a
      while kind == .strideTo ? (s > 0 ? i < b : i > b) : (s > 0 ? i <= b : i >= b) {
        guard try body(.int(i)) else { return }
        let (next, overflow) = i.addingReportingOverflow(s)
        if overflow { return }
        i = next
      }
    case (.strideTo, .double(let a), .double(let b), .double(let s)),
      (.strideThrough, .double(let a), .double(let b), .double(let s)):
      // As Swift does: from the start each time, so that errors do not add up.
      var n = 0.0
      var x = a
      while kind == .strideTo ? (s > 0 ? x < b : x > b) : (s > 0 ? x <= b : x >= b) {
        guard try body(.double(x)) else { return }
        n += 1
        let next = a + n * s
        if next == x { throw Trap("the stride makes no progress") }
        x = next
      }
    case (.slice, .int(let a), .int(let b), _):
      for i in a..<b { guard try body(extra.arrayElement(i)) else { return } }
    default: throw Trap("this range cannot be counted through")
    }
  }
}

extension Value {
  /// Calls a body with each element of a sequence until it returns false.
  func forEachElement(
    _ state: UnsafeMutablePointer<MachineState>,
    _ body: (Value) throws -> Bool
  ) throws {
    switch self {
    case .ints(let elements):
      for element in elements { guard try body(.int(element)) else { return } }
    case .doubles(let elements):
      for element in elements { guard try body(.double(element)) else { return } }
    case .array(let elements): for element in elements { guard try body(element) else { return } }
    case .string(let text):
      for character in text { guard try body(.string(String(character))) else { return } }
    case .set(let table): for key in table.orderedKeys { guard try body(key) else { return } }
    case .dictionary(let table):
      for entry in table.entries {
        guard try body(.record(Record([entry.key, entry.value]))) else { return }
      }
    case .span(let span): try span.forEach(state, body)
    default: throw Trap("this value is not a sequence")
    }
  }
}

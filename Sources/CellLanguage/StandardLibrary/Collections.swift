extension BindingRegistry {
  mutating func addCollections() {
    swift("Collection", "var count: Int") { state, a in .int(try a[0].count(state)) }
    swift("Zip2Sequence", "var underestimatedCount: Int") { state, a in .int(try a[0].count(state))
    }
    swift("Collection", "var isEmpty: Bool") { state, a in .bool(try a[0].count(state) == 0) }
    swift("Collection", "var first: Element?") { state, a in
      var found: Value?
      try a[0].forEachElement(state) {
        found = $0; return false
      }
      return .optional(found)
    }
    swift("Collection", "var last: Element?") { state, a in
      switch a[0] {
      case .ints(let elements): return .optional(elements.last.map { .int($0) })
      case .doubles(let elements): return .optional(elements.last.map { .double($0) })
      case .array(let elements): return .optional(elements.last)
      case .string(let text): return .optional(text.last.map { .string(String($0)) })
      default: return .optional(try a[0].sequenceArray(state).elements.last)
      }
    }
    swift("Collection", "func last(where predicate: (Element) throws -> Bool) -> Element?") {
      state,
      a in
      let function = try a.function(1)
      for element in try a[0].sequenceArray(state).elements.reversed()
      where try function.test(state, element) { return .optional(element) }
      return .none
    }
    for owner in ["Array", "ArraySlice"] {
      swift(owner, "var startIndex: Int") { _, a in .int(a[0].startIndex) }
      swift(owner, "var endIndex: Int") { _, a in .int(a[0].startIndex + a[0].sequenceCount) }
      swift(owner, "var indices: Range<Int>") { _, a in
        .span(
          Span(
            .range,
            lower: .int(a[0].startIndex),
            upper: .int(a[0].startIndex + a[0].sequenceCount)
          )
        )
      }
      swift(owner, "func index(after i: Int) -> Int") { _, a in .int(try a.int(1) &+ 1) }
      swift(owner, "func index(before i: Int) -> Int") { _, a in .int(try a.int(1) &- 1) }
      swift(owner, "func index(_ i: Int, offsetBy n: Int) -> Int") { _, a in
        .int(try a.int(1) &+ (try a.int(2)))
      }
      for (name, isLast) in [("firstIndex", false), ("lastIndex", true)] {
        swift(owner, "func \(name)(of element: Element) -> Int? where Element: Equatable") { _, a in
          let start = a[0].startIndex
          let places = 0..<a[0].sequenceCount
          let found =
            isLast
            ? places.last { a[0].elementAt($0 + start) == a[1] }
            : places.first { a[0].elementAt($0 + start) == a[1] }
          return .optional(found.map { .int($0 + start) })
        }
        swift(owner, "func \(name)(where predicate: (Element) throws -> Bool) -> Int?") {
          state,
          a in
          let function = try a.function(1)
          let start = a[0].startIndex
          let places = 0..<a[0].sequenceCount
          let found =
            isLast
            ? try places.last { try function.test(state, a[0].elementAt($0 + start)) }
            : try places.first { try function.test(state, a[0].elementAt($0 + start)) }
          return .optional(found.map { .int($0 + start) })
        }
      }
    }
  }

  mutating func addArrays() {
    swift("Array", "init()") { _, _ in .array([]) }
    swift("Array", "init(repeating value: Element, count: Int)") { state, a in
      let count = try a.int(1)
      if count < 0 { throw Trap("the count of an array must not be negative, found \(count)") }
      try state.pointee.checkCount(count)
      switch a[0] {
      case .int(let value): return .ints(Array(repeating: value, count: count))
      case .double(let value): return .doubles(Array(repeating: value, count: count))
      default: return .array(Array(repeating: a[0], count: count))
      }
    }
    swift("Array", "init<S: Sequence>(_ elements: S) where S.Element == Element") { state, a in
      try a[0].sequenceArray(state)
    }
    swift("ArraySlice", "init<S: Sequence>(_ elements: S) where S.Element == Element") { state, a in
      let all = try a[0].sequenceArray(state)
      return try all.slice(0..<(all.arrayCount ?? 0))
    }
    changing("Array", "mutating func append(_ element: Element)") { state, array, a in
      try state.pointee.checkCount((array.arrayCount ?? 0) + 1)
      array.append(a[0])
      return .void
    }
    changing(
      "Array",
      "mutating func append<S: Sequence>(contentsOf elements: S) where S.Element == Element"
    ) { state, array, a in
      try array.append(contentsOf: a[0], state)
      return .void
    }
    changing("Array", "mutating func insert(_ element: Element, at index: Int)") { _, array, a in
      let index = try a.int(1)
      guard let count = array.arrayCount, index >= 0, index <= count else {
        throw Trap(
          "index \(index) is out of range to insert at; the array has \(array.arrayCount ?? 0) elements"
        )
      }
      array.edit { $0.insert(a[0], at: index) }
      return .void
    }
    changing(
      "Array",
      "mutating func insert<S: Sequence>(contentsOf elements: S, at index: Int) where S.Element == Element"
    ) { state, array, a in
      let index = try a.int(1)
      guard let count = array.arrayCount, index >= 0, index <= count else {
        throw Trap(
          "index \(index) is out of range to insert at; the array has \(array.arrayCount ?? 0) elements"
        )
      }
      let added = try a[0].sequenceArray(state).elements
      try state.pointee.checkCount(count + added.count)
      array.edit { $0.insert(contentsOf: added, at: index) }
      return .void
    }
    changing("Array", "mutating func remove(at index: Int) -> Element") { _, array, a in
      let index = try a.int(0)
      guard let count = array.arrayCount, index >= 0, index < count else {
        throw Trap.index(index, 0..<(array.arrayCount ?? 0), .nowhere)
      }
      return array.removing(at: index)
    }
    for (name, isLast) in [("removeFirst", false), ("removeLast", true)] {
      changing("Array", "mutating func \(name)() -> Element") { _, array, _ in
        guard let count = array.arrayCount, count > 0 else {
          throw Trap("cannot remove an element from an empty array")
        }
        return array.removing(at: isLast ? count - 1 : 0)
      }
      changing("Array", "mutating func \(name)(_ k: Int)") { _, array, a in
        let k = try a.int(0)
        guard let count = array.arrayCount, k >= 0, k <= count else {
          throw Trap("cannot remove \(k) elements from an array of \(array.arrayCount ?? 0)")
        }
        array.edit { if isLast { $0.removeLast(k) } else { $0.removeFirst(k) } }
        return .void
      }
    }
    addArrayEditing()
  }

  private mutating func addArrayEditing() {
    for owner in ["Range", "ClosedRange"] {
      changing("Array", "mutating func removeSubrange(_ bounds: \(owner)<Int>)") { _, array, a in
        let bounds = try a[0].bounds(in: array, .nowhere)
        array.edit { $0.removeSubrange(bounds) }
        return .void
      }
    }
    changing("Array", "mutating func popLast() -> Element?") { _, array, _ in
      guard let count = array.arrayCount, count > 0 else { return .none }
      return .optional(array.removing(at: count - 1))
    }
    changing("Array", "mutating func removeAll(keepingCapacity: Bool = false)") { _, array, _ in
      array = .array([])
      return .void
    }
    changing("Array", "mutating func removeAll(where shouldBeRemoved: (Element) throws -> Bool)") {
      state,
      array,
      a in
      let function = try a.function(0)
      array = Value.array(packing: try array.elements.filter { !(try function.test(state, $0)) })
      return .void
    }
    changing("Array", "mutating func reserveCapacity(_ n: Int)") { _, _, _ in .void }
    changing("Array", "mutating func swapAt(_ i: Int, _ j: Int)") { _, array, a in
      let (i, j) = (try a.int(0), try a.int(1))
      let count = array.arrayCount ?? 0
      for index in [i, j] where index < 0 || index >= count {
        throw Trap.index(index, 0..<count, .nowhere)
      }
      let (x, y) = (array.arrayElement(i), array.arrayElement(j))
      array.setElement(i, y)
      array.setElement(j, x)
      return .void
    }
    changing("Array", "mutating func reverse()") { _, array, _ in
      array = Value.array(packing: array.elements.reversed())
      return .void
    }
    changing("Array", "mutating func sort() where Element: Comparable") { _, array, _ in
      switch array {
      case .ints(let elements): array = .ints(elements.sorted())
      case .doubles(let elements): array = .doubles(elements.sorted())
      default: array = .array(try array.elements.sorted { try $0.isLess(than: $1) })
      }
      return .void
    }
    changing(
      "Array",
      "mutating func sort(by areInIncreasingOrder: (Element, Element) throws -> Bool)"
    ) { state, array, a in
      let function = try a.function(0)
      array = Value.array(
        packing: try array.elements.sorted { try function.call(state, $0, $1) == .bool(true) }
      )
      return .void
    }
    swift(
      "Array",
      "func split(separator: Element, maxSplits: Int = Int.max, omittingEmptySubsequences: Bool = true) -> [ArraySlice<Element>] where Element: Equatable"
    ) { state, a in
      let parts = a[0].elements.split(
        separator: a[1],
        maxSplits: Swift.max(0, try a.int(2)),
        omittingEmptySubsequences: try a.bool(3)
      )
      return .array(try parts.map { try a[0].slice($0.startIndex..<$0.endIndex) })
    }
  }
}

extension Value {
  /// The number of elements of any collection.
  func count(_ state: State) throws -> Int {
    switch self {
    case .ints(let elements): return elements.count
    case .doubles(let elements): return elements.count
    case .array(let elements): return elements.count
    case .string(let text): return text.count
    case .dictionary(let table), .set(let table): return table.count
    case .span(let span):
      if let count = span.count {
        if count == Int.max { throw Trap("the range has too many elements to be counted") }
        return count
      }
      return try span.array(state).arrayCount ?? 0
    default: throw Trap("a variable is used before it has a value")
    }
  }

  /// An element of an array or slice by its own index, which must be in range.
  func elementAt(_ index: Int) -> Value {
    if case .span(let span) = self { span.extra.arrayElement(index) } else { arrayElement(index) }
  }

  /// Changes an array as one of boxed elements.
  mutating func edit(_ body: (inout [Value]) -> Void) {
    switch self {
    case .ints(let numbers):
      var elements = numbers.map { Value.int($0) }
      body(&elements)
      self = Value.array(packing: elements)
    case .doubles(let numbers):
      var elements = numbers.map { Value.double($0) }
      body(&elements)
      self = Value.array(packing: elements)
    default:
      box()
      withUnsafeMutablePointer(to: &self) { Value.withPayload($0, as: [Value].self, body) }
    }
  }

  /// Removes the element at an index, which must be in range, and returns it.
  mutating func removing(at index: Int) -> Value {
    withUnsafeMutablePointer(to: &self) { pointer in
      switch pointer.pointee {
      case .ints: .int(Value.withPayload(pointer, as: [Int].self) { $0.remove(at: index) })
      case .doubles: .double(Value.withPayload(pointer, as: [Double].self) { $0.remove(at: index) })
      case .array: Value.withPayload(pointer, as: [Value].self) { $0.remove(at: index) }
      default: .void
      }
    }
  }
}

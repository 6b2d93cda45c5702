/// Reads `variable[index]` without touching the reference count of the array.
final class IntElementOfLocal: IntNode {
  private let variable: Int
  private let index: Child
  private let place: Place
  init(_ variable: Int, _ index: Node, _ place: Place) {
    (self.variable, self.index, self.place) = (variable, Child(index), place)
  }
  override func evaluateInt(_ f: Frame) throws -> Int {
    let index = try index.evaluateInt(f)
    let pointer = f.values + variable
    if case .ints = pointer.pointee {
      let elements = UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: [Int].self)
      if index >= 0, index < elements.pointee.count { return elements.pointee[index] }
    }
    guard case .int(let value) = try pointer.pointee.element(index, place) else {
      throw Trap("an Int was expected", place)
    }
    return value
  }
}

final class DoubleElementOfLocal: DoubleNode {
  private let variable: Int
  private let index: Child
  private let place: Place
  init(_ variable: Int, _ index: Node, _ place: Place) {
    (self.variable, self.index, self.place) = (variable, Child(index), place)
  }
  override func evaluateDouble(_ f: Frame) throws -> Double {
    let index = try index.evaluateInt(f)
    let pointer = f.values + variable
    if case .doubles = pointer.pointee {
      let elements = UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: [Double].self)
      if index >= 0, index < elements.pointee.count { return elements.pointee[index] }
    }
    guard case .double(let value) = try pointer.pointee.element(index, place) else {
      throw Trap("a Double was expected", place)
    }
    return value
  }
}

/// Reads `base[index]` of an array or slice, where the base is a place that can be looked into.
final class ElementNode: Node {
  private let base: Child
  private let index: Child
  private let place: Place
  /// The slot of a variable that holds the array, or nil.
  private let local: Int?
  private let global: Int?

  init(_ base: Node, _ index: Node, _ place: Place) {
    (self.base, self.index, self.place) = (Child(base), Child(index), place)
    local = (base as? ValueLocal)?.index
    global = (base as? GlobalNode).flatMap { $0.isMutable ? nil : $0.index }
  }

  override func evaluate(_ f: Frame) throws -> Value {
    if let local { return try f.values[local].element(try index.evaluateInt(f), place) }
    if let global {
      return try f.state.pointee.globals[global].element(try index.evaluateInt(f), place)
    }
    let array = try base.evaluate(f)
    return try array.element(try index.evaluateInt(f), place)
  }

  override func evaluateInt(_ f: Frame) throws -> Int {
    if let global {
      let index = try index.evaluateInt(f)
      let pointer = f.state.pointee.globals + global
      if case .ints = pointer.pointee {
        let elements = UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: [Int].self)
        if index >= 0, index < elements.pointee.count { return elements.pointee[index] }
      }
      return try unwrap(try pointer.pointee.element(index, place))
    }
    return try unwrap(try evaluate(f))
  }

  private func unwrap(_ value: Value) throws -> Int {
    switch value {
    case .int(let value): return value
    case .uint64(let value): return Int(bitPattern: UInt(value))
    default: throw Trap("an integer was expected", place)
    }
  }

  override func evaluateDouble(_ f: Frame) throws -> Double {
    if let global {
      let index = try index.evaluateInt(f)
      let pointer = f.state.pointee.globals + global
      if case .doubles = pointer.pointee {
        let elements = UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: [Double].self)
        if index >= 0, index < elements.pointee.count { return elements.pointee[index] }
      }
    }
    guard case .double(let value) = try evaluate(f) else {
      throw Trap("a Double was expected", place)
    }
    return value
  }
}

extension Value {
  /// An element by its index, or a trap.
  func element(_ index: Int, _ place: Place) throws -> Value {
    switch self {
    case .ints(let elements):
      guard index >= 0, index < elements.count else {
        throw Trap.index(index, 0..<elements.count, place)
      }
      return .int(elements[index])
    case .doubles(let elements):
      guard index >= 0, index < elements.count else {
        throw Trap.index(index, 0..<elements.count, place)
      }
      return .double(elements[index])
    case .array(let elements):
      guard index >= 0, index < elements.count else {
        throw Trap.index(index, 0..<elements.count, place)
      }
      return elements[index]
    case .span(let span):
      guard span.kind == .slice, case .int(let lower) = span.lower,
        case .int(let upper) = span.upper
      else { break }
      guard index >= lower, index < upper else { throw Trap.index(index, lower..<upper, place) }
      return span.extra.arrayElement(index)
    default: break
    }
    throw Trap("a variable is used before it has a value", place)
  }

  /// The index of the first element of an array or slice.
  var startIndex: Int {
    if case .span(let span) = self, case .int(let lower) = span.lower { lower } else { 0 }
  }

  /// The number of elements of an array or slice.
  var sequenceCount: Int {
    if case .span(let span) = self { span.count ?? 0 } else { arrayCount ?? 0 }
  }

  /// A part of an array or slice; the bounds must be its own.
  func slice(_ bounds: Range<Int>) throws -> Value {
    let whole: Value
    if case .span(let span) = self { whole = span.extra } else { whole = self }
    return .span(
      Span(.slice, lower: .int(bounds.lowerBound), upper: .int(bounds.upperBound), extra: whole)
    )
  }

  /// The indices that a range means in an array or slice, or a trap.
  func bounds(in array: Value, _ place: Place) throws -> Range<Int> {
    let start = array.startIndex
    let end = start + array.sequenceCount
    guard case .span(let span) = self else { throw Trap("a range was expected", place) }
    var lower = start
    var upper = end
    if case .int(let value) = span.lower { lower = value }
    if case .int(let value) = span.upper { upper = value }
    if span.kind == .closedRange || span.kind == .through {
      guard upper < Int.max else { throw Trap("the range ends beyond the array", place) }
      upper += 1
    }
    guard lower >= start, upper <= end, lower <= upper else {
      throw Trap(
        "range \(lower)..<\(upper) is out of range; the indices are \(start)..<\(end)",
        place
      )
    }
    return lower..<upper
  }
}

final class SliceNode: Node {
  private let base: Child, range: Child
  private let place: Place
  init(_ base: Node, _ range: Node, _ place: Place) {
    (self.base, self.range, self.place) = (Child(base), Child(range), place)
  }
  override func evaluate(_ f: Frame) throws -> Value {
    let array = try base.evaluate(f)
    return try array.slice(try range.evaluate(f).bounds(in: array, place))
  }
}

final class LookupNode: Node {
  private let base: Child, key: Child
  private let otherwise: Child?
  init(_ base: Node, _ key: Node, otherwise: Node?) {
    (self.base, self.key, self.otherwise) = (Child(base), Child(key), otherwise.map { Child($0) })
  }
  override func evaluate(_ f: Frame) throws -> Value {
    guard case .dictionary(let table) = try base.evaluate(f) else {
      throw Trap("a variable is used before it has a value")
    }
    let found = table[try key.evaluate(f)]
    if let otherwise { return try found ?? otherwise.evaluate(f) }
    return found.map { Value.wrapping($0) } ?? .none
  }
}

final class ArrayNode: Node {
  private let elements: [Child]
  private let representation: Representation
  init(_ elements: [Node], _ representation: Representation) {
    (self.elements, self.representation) = (elements.map { Child($0) }, representation)
  }
  override func evaluate(_ f: Frame) throws -> Value {
    switch representation {
    case .int: return .ints(try elements.map { try $0.evaluateInt(f) })
    case .double: return .doubles(try elements.map { try $0.evaluateDouble(f) })
    default: return .array(try elements.map { try $0.evaluate(f) })
    }
  }
}

final class SetNode: Node {
  private let elements: [Child]
  init(_ elements: [Node]) { self.elements = elements.map { Child($0) } }
  override func evaluate(_ f: Frame) throws -> Value {
    let table = OrderedTable()
    for element in elements { table[try element.evaluate(f)] = .void }
    return .set(table)
  }
}

final class DictionaryNode: Node {
  private let entries: [(key: Child, value: Child)]
  private let place: Place
  init(_ entries: [(key: Node, value: Node)], _ place: Place) {
    (self.entries, self.place) = (entries.map { (Child($0.key), Child($0.value)) }, place)
  }
  override func evaluate(_ f: Frame) throws -> Value {
    let table = OrderedTable()
    for entry in entries {
      let key = try entry.key.evaluate(f)
      if table.contains(key) {
        throw Trap("the dictionary literal contains the key \(key.debugText) twice", place)
      }
      table[key] = try entry.value.evaluate(f)
    }
    return .dictionary(table)
  }
}

/// A tuple or structure.
final class RecordNode: Node {
  private let fields: [Child]
  init(_ fields: [Node]) { self.fields = fields.map { Child($0) } }
  override func evaluate(_ f: Frame) throws -> Value {
    fields.isEmpty ? .void : .record(Record(try fields.map { try $0.evaluate(f) }))
  }
}

final class FieldNode: Node {
  private let base: Child
  private let index: Int
  private let place: Place
  private let local: Int?
  init(_ base: Node, _ index: Int, _ place: Place) {
    (self.base, self.index, self.place) = (Child(base), index, place)
    local = (base as? ValueLocal)?.index
  }
  override func evaluate(_ f: Frame) throws -> Value {
    if let local, case .record(let record) = f.values[local], index < record.fields.count {
      return record.fields[index]
    }
    guard case .record(let record) = try base.evaluate(f), index < record.fields.count else {
      throw Trap("a variable is used before it has a value", place)
    }
    return record.fields[index]
  }
}

final class CaseNode: Node {
  private let tag: Int
  private let name: String
  private let payload: [Child]
  init(_ tag: Int, _ name: String, _ payload: [Node]) {
    (self.tag, self.name, self.payload) = (tag, name, payload.map { Child($0) })
  }
  override func evaluate(_ f: Frame) throws -> Value {
    .enumeration(
      EnumerationValue(tag: tag, name: name, payload: try payload.map { try $0.evaluate(f) })
    )
  }
}

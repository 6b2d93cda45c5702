final class IntConstant: IntNode {
  let value: Int
  init(_ value: Int) { self.value = value }
  override func evaluateInt(_ f: Frame) throws -> Int { value }
}

final class UInt64Constant: UInt64Node {
  let value: Int
  init(_ value: UInt64) { self.value = Int(bitPattern: UInt(value)) }
  override func evaluateInt(_ f: Frame) throws -> Int { value }
}

final class DoubleConstant: DoubleNode {
  let value: Double
  init(_ value: Double) { self.value = value }
  override func evaluateDouble(_ f: Frame) throws -> Double { value }
}

final class BoolConstant: BoolNode {
  let value: Bool
  init(_ value: Bool) { self.value = value }
  override func evaluateBool(_ f: Frame) throws -> Bool { value }
}

final class ValueConstant: Node {
  let value: Value
  init(_ value: Value) { self.value = value }
  override func evaluate(_ f: Frame) throws -> Value { value }
}

// MARK: Local variables

final class IntLocal: IntNode {
  let offset: Int
  init(_ offset: Int) { self.offset = offset }
  override func evaluateInt(_ f: Frame) throws -> Int {
    f.words.load(fromByteOffset: offset, as: Int.self)
  }
}

final class UInt64Local: UInt64Node {
  let offset: Int
  init(_ offset: Int) { self.offset = offset }
  override func evaluateInt(_ f: Frame) throws -> Int {
    f.words.load(fromByteOffset: offset, as: Int.self)
  }
}

final class DoubleLocal: DoubleNode {
  let offset: Int
  init(_ offset: Int) { self.offset = offset }
  override func evaluateDouble(_ f: Frame) throws -> Double {
    f.words.load(fromByteOffset: offset, as: Double.self)
  }
}

final class BoolLocal: BoolNode {
  let offset: Int
  init(_ offset: Int) { self.offset = offset }
  override func evaluateBool(_ f: Frame) throws -> Bool {
    f.words.load(fromByteOffset: offset, as: Int.self) != 0
  }
}

final class ValueLocal: Node {
  let index: Int
  init(_ index: Int) { self.index = index }
  override func evaluate(_ f: Frame) throws -> Value { f.values[index] }
}

/// A variable that closures share.
final class BoxLocal: Node {
  let index: Int
  let place: Place
  init(_ index: Int, _ place: Place) { (self.index, self.place) = (index, place) }
  override func evaluate(_ f: Frame) throws -> Value {
    guard case .box(let box) = f.values[index] else {
      throw Trap("a variable is used before it has a value", place)
    }
    if box.owner != f.state.pointee.identifier { throw Trap.shared(place) }
    return box.value
  }
}

/// A variable of the notebook.
final class GlobalNode: Node {
  let index: Int
  let isMutable: Bool
  private let name: String
  private let mayBeVoid: Bool
  private let place: Place
  init(_ variable: Variable, _ index: Int, mayBeVoid: Bool, _ place: Place) {
    (self.index, self.name, self.mayBeVoid) = (index, variable.name, mayBeVoid)
    (isMutable, self.place) = (variable.isMutable, place)
  }

  private var isUnset: Trap { Trap("'\(name)' is used before it has a value", place) }

  override func evaluate(_ f: Frame) throws -> Value {
    if isMutable, !f.state.pointee.isMain { throw Trap.shared(place) }
    if case .void = f.state.pointee.globals[index], !mayBeVoid { throw isUnset }
    return f.state.pointee.globals[index]
  }

  override func evaluateInt(_ f: Frame) throws -> Int {
    if isMutable, !f.state.pointee.isMain { throw Trap.shared(place) }
    switch f.state.pointee.globals[index] {
    case .int(let value): return value
    case .uint64(let value): return Int(bitPattern: UInt(value))
    default: throw isUnset
    }
  }

  override func evaluateDouble(_ f: Frame) throws -> Double {
    if isMutable, !f.state.pointee.isMain { throw Trap.shared(place) }
    guard case .double(let value) = f.state.pointee.globals[index] else { throw isUnset }
    return value
  }

  override func evaluateBool(_ f: Frame) throws -> Bool {
    if isMutable, !f.state.pointee.isMain { throw Trap.shared(place) }
    guard case .bool(let value) = f.state.pointee.globals[index] else { throw isUnset }
    return value
  }
}

extension Trap {
  static func shared(_ place: Place) -> Trap {
    Trap(
      "a 'var' that others may change is used from a function that runs on several threads",
      place,
      notes: ["copy its value into a 'let' before the call"]
    )
  }
}

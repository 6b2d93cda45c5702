/// Operators on words that cannot fail: wrapping arithmetic, bits, shifts.
final class WordOperation: Node {
  let operation: ArithmeticOperator
  let isSigned: Bool
  let a: Child, b: Child

  init(_ operation: ArithmeticOperator, isSigned: Bool, _ a: Node, _ b: Node) {
    (self.operation, self.isSigned, self.a, self.b) = (operation, isSigned, Child(a), Child(b))
  }

  override func evaluate(_ f: Frame) throws -> Value {
    let word = try evaluateInt(f)
    return isSigned ? .int(word) : .uint64(UInt64(UInt(bitPattern: word)))
  }

  override func evaluateInt(_ f: Frame) throws -> Int {
    let x = try a.evaluateInt(f)
    let y = try b.evaluateInt(f)
    switch operation {
    case .wrappingAdd: return x &+ y
    case .wrappingSubtract: return x &- y
    case .wrappingMultiply: return x &* y
    case .and: return x & y
    case .or: return x | y
    case .xor: return x ^ y
    case .shiftLeft: return isSigned ? x << y : Int(bitPattern: UInt(bitPattern: x) << y)
    case .shiftRight: return isSigned ? x >> y : Int(bitPattern: UInt(bitPattern: x) >> y)
    case .add, .subtract, .multiply, .divide, .remainder: return 0
    }
  }
}

final class AndNode: BoolNode {
  let a: Child, b: Child
  init(_ a: Node, _ b: Node) { (self.a, self.b) = (Child(a), Child(b)) }
  override func evaluateBool(_ f: Frame) throws -> Bool {
    if try a.evaluateBool(f) { return try b.evaluateBool(f) }
    return false
  }
}

final class OrNode: BoolNode {
  let a: Child, b: Child
  init(_ a: Node, _ b: Node) { (self.a, self.b) = (Child(a), Child(b)) }
  override func evaluateBool(_ f: Frame) throws -> Bool {
    if try a.evaluateBool(f) { return true }
    return try b.evaluateBool(f)
  }
}

final class NotNode: BoolNode {
  let a: Child
  init(_ a: Node) { self.a = Child(a) }
  override func evaluateBool(_ f: Frame) throws -> Bool { !(try a.evaluateBool(f)) }
}

final class IntNegate: IntNode {
  let a: Child
  let place: Place
  init(_ a: Node, _ place: Place) { (self.a, self.place) = (Child(a), place) }
  override func evaluateInt(_ f: Frame) throws -> Int {
    let x = try a.evaluateInt(f)
    if x == Int.min { throw IntegerOverflow.trap("-", place) }
    return -x
  }
}

final class DoubleNegate: DoubleNode {
  let a: Child
  init(_ a: Node) { self.a = Child(a) }
  override func evaluateDouble(_ f: Frame) throws -> Double { -(try a.evaluateDouble(f)) }
}

final class ComplementNode: Node {
  let a: Child
  let isSigned: Bool
  init(_ a: Node, isSigned: Bool) { (self.a, self.isSigned) = (Child(a), isSigned) }
  override func evaluateInt(_ f: Frame) throws -> Int { ~(try a.evaluateInt(f)) }
  override func evaluate(_ f: Frame) throws -> Value {
    let word = try evaluateInt(f)
    return isSigned ? .int(word) : .uint64(UInt64(UInt(bitPattern: word)))
  }
}

/// `==` and `!=` of anything.
final class ValueEqual: BoolNode {
  let a: Child, b: Child
  let wanted: Bool
  init(_ a: Node, _ b: Node, wanted: Bool) {
    (self.a, self.b, self.wanted) = (Child(a), Child(b), wanted)
  }
  override func evaluateBool(_ f: Frame) throws -> Bool {
    let x = try a.evaluate(f)
    return (x == (try b.evaluate(f))) == wanted
  }
}

/// `<`, `<=`, `>` and `>=` of strings, tuples and the like.
final class ValueOrder: BoolNode {
  let operation: ComparisonOperator
  let a: Child, b: Child
  init(_ operation: ComparisonOperator, _ a: Node, _ b: Node) {
    (self.operation, self.a, self.b) = (operation, Child(a), Child(b))
  }
  override func evaluateBool(_ f: Frame) throws -> Bool {
    let x = try a.evaluate(f)
    let y = try b.evaluate(f)
    switch operation {
    case .less: return try x.isLess(than: y)
    case .greater: return try y.isLess(than: x)
    case .lessEqual: return try x.isLess(than: y) || x == y
    case .greaterEqual: return try y.isLess(than: x) || x == y
    case .equal: return x == y
    case .unequal: return x != y
    }
  }
}

extension Value {
  /// Whether a value comes before another of its type.
  func isLess(than other: Value) throws -> Bool {
    switch (self, other) {
    case (.int(let a), .int(let b)): return a < b
    case (.double(let a), .double(let b)): return a < b
    case (.uint64(let a), .uint64(let b)): return a < b
    case (.float(let a), .float(let b)): return a < b
    case (.string(let a), .string(let b)): return a < b
    case (.enumeration(let a), .enumeration(let b)): return a.tag < b.tag
    case (.record(let a), .record(let b)):
      for (x, y) in zip(a.fields, b.fields) where x != y { return try x.isLess(than: y) }
      return false
    case (.native(let a), .native(let b)): return a.isLess(than: b)
    default: throw Trap("these values have no order")
    }
  }
}

extension NativeBox {
  fileprivate func isLess(than other: NativeBox) -> Bool {
    guard let a = value as? any Comparable else { return false }
    return a.isLess(than: other.value)
  }
}

extension Comparable {
  fileprivate func isLess(than other: Any) -> Bool { (other as? Self).map { self < $0 } ?? false }
}

/// `Float` arithmetic, boxed.
final class FloatOperation: Node {
  let operation: ArithmeticOperator
  let a: Child, b: Child
  init(_ operation: ArithmeticOperator, _ a: Node, _ b: Node) {
    (self.operation, self.a, self.b) = (operation, Child(a), Child(b))
  }
  override func evaluate(_ f: Frame) throws -> Value {
    guard case .float(let x) = try a.evaluate(f), case .float(let y) = try b.evaluate(f) else {
      throw Trap("a Float was expected")
    }
    switch operation {
    case .add: return .float(x + y)
    case .subtract: return .float(x - y)
    case .multiply: return .float(x * y)
    default: return .float(x / y)
    }
  }
}

/// `+` of strings and arrays.
final class Concatenation: Node {
  let a: Child, b: Child
  let place: Place
  init(_ a: Node, _ b: Node, _ place: Place) {
    (self.a, self.b, self.place) = (Child(a), Child(b), place)
  }
  override func evaluate(_ f: Frame) throws -> Value {
    var left = try a.evaluate(f)
    let right = try b.evaluate(f)
    try left.append(contentsOf: right, f.state)
    return left
  }
}

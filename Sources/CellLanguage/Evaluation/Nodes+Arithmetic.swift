/// Integer arithmetic that stops on overflow, as Swift does.
///
/// One class for each operator, so that evaluation branches once.
enum IntegerOverflow {
  @inline(never) static func trap(_ operation: String, _ place: Place) -> Trap {
    Trap(
      "arithmetic overflow in '\(operation)'",
      place,
      notes: ["Int holds values from -9223372036854775808 to 9223372036854775807"]
    )
  }

  @inline(never) static func unsignedTrap(_ operation: String, _ place: Place) -> Trap {
    Trap(
      "arithmetic overflow in '\(operation)'",
      place,
      notes: ["UInt64 holds values from 0 to 18446744073709551615; for hashes use &+ and &*"]
    )
  }
}

final class IntAdd: IntNode {
  let a: Child, b: Child
  let place: Place
  init(_ a: Node, _ b: Node, _ place: Place) {
    (self.a, self.b, self.place) = (Child(a), Child(b), place)
  }
  override func evaluateInt(_ f: Frame) throws -> Int {
    let x = try a.evaluateInt(f)
    let y = try b.evaluateInt(f)
    let (result, overflow) = x.addingReportingOverflow(y)
    if overflow { throw IntegerOverflow.trap("+", place) }
    return result
  }
}

final class UInt64Add: UInt64Node {
  let a: Child, b: Child
  let place: Place
  init(_ a: Node, _ b: Node, _ place: Place) {
    (self.a, self.b, self.place) = (Child(a), Child(b), place)
  }
  override func evaluateInt(_ f: Frame) throws -> Int {
    let x = UInt(bitPattern: try a.evaluateInt(f))
    let y = UInt(bitPattern: try b.evaluateInt(f))
    let (result, overflow) = x.addingReportingOverflow(y)
    if overflow { throw IntegerOverflow.unsignedTrap("+", place) }
    return Int(bitPattern: result)
  }
}

final class DoubleAdd: DoubleNode {
  let a: Child, b: Child
  let place: Place
  init(_ a: Node, _ b: Node, _ place: Place) {
    (self.a, self.b, self.place) = (Child(a), Child(b), place)
  }
  override func evaluateDouble(_ f: Frame) throws -> Double {
    let x = try a.evaluateDouble(f)
    return x + (try b.evaluateDouble(f))
  }
}

final class IntSubtract: IntNode {
  let a: Child, b: Child
  let place: Place
  init(_ a: Node, _ b: Node, _ place: Place) {
    (self.a, self.b, self.place) = (Child(a), Child(b), place)
  }
  override func evaluateInt(_ f: Frame) throws -> Int {
    let x = try a.evaluateInt(f)
    let y = try b.evaluateInt(f)
    let (result, overflow) = x.subtractingReportingOverflow(y)
    if overflow { throw IntegerOverflow.trap("-", place) }
    return result
  }
}

final class UInt64Subtract: UInt64Node {
  let a: Child, b: Child
  let place: Place
  init(_ a: Node, _ b: Node, _ place: Place) {
    (self.a, self.b, self.place) = (Child(a), Child(b), place)
  }
  override func evaluateInt(_ f: Frame) throws -> Int {
    let x = UInt(bitPattern: try a.evaluateInt(f))
    let y = UInt(bitPattern: try b.evaluateInt(f))
    let (result, overflow) = x.subtractingReportingOverflow(y)
    if overflow { throw IntegerOverflow.unsignedTrap("-", place) }
    return Int(bitPattern: result)
  }
}

final class DoubleSubtract: DoubleNode {
  let a: Child, b: Child
  let place: Place
  init(_ a: Node, _ b: Node, _ place: Place) {
    (self.a, self.b, self.place) = (Child(a), Child(b), place)
  }
  override func evaluateDouble(_ f: Frame) throws -> Double {
    let x = try a.evaluateDouble(f)
    return x - (try b.evaluateDouble(f))
  }
}

final class IntMultiply: IntNode {
  let a: Child, b: Child
  let place: Place
  init(_ a: Node, _ b: Node, _ place: Place) {
    (self.a, self.b, self.place) = (Child(a), Child(b), place)
  }
  override func evaluateInt(_ f: Frame) throws -> Int {
    let x = try a.evaluateInt(f)
    let y = try b.evaluateInt(f)
    let (result, overflow) = x.multipliedReportingOverflow(by: y)
    if overflow { throw IntegerOverflow.trap("*", place) }
    return result
  }
}

final class UInt64Multiply: UInt64Node {
  let a: Child, b: Child
  let place: Place
  init(_ a: Node, _ b: Node, _ place: Place) {
    (self.a, self.b, self.place) = (Child(a), Child(b), place)
  }
  override func evaluateInt(_ f: Frame) throws -> Int {
    let x = UInt(bitPattern: try a.evaluateInt(f))
    let y = UInt(bitPattern: try b.evaluateInt(f))
    let (result, overflow) = x.multipliedReportingOverflow(by: y)
    if overflow { throw IntegerOverflow.unsignedTrap("*", place) }
    return Int(bitPattern: result)
  }
}

final class DoubleMultiply: DoubleNode {
  let a: Child, b: Child
  let place: Place
  init(_ a: Node, _ b: Node, _ place: Place) {
    (self.a, self.b, self.place) = (Child(a), Child(b), place)
  }
  override func evaluateDouble(_ f: Frame) throws -> Double {
    let x = try a.evaluateDouble(f)
    return x * (try b.evaluateDouble(f))
  }
}

final class DoubleDivide: DoubleNode {
  let a: Child, b: Child
  let place: Place
  init(_ a: Node, _ b: Node, _ place: Place) {
    (self.a, self.b, self.place) = (Child(a), Child(b), place)
  }
  override func evaluateDouble(_ f: Frame) throws -> Double {
    let x = try a.evaluateDouble(f)
    return x / (try b.evaluateDouble(f))
  }
}

final class IntDivide: IntNode {
  let a: Child, b: Child
  let place: Place
  init(_ a: Node, _ b: Node, _ place: Place) {
    (self.a, self.b, self.place) = (Child(a), Child(b), place)
  }
  override func evaluateInt(_ f: Frame) throws -> Int {
    let x = try a.evaluateInt(f)
    let y = try b.evaluateInt(f)
    if y == 0 { throw Trap("division by zero", place) }
    let (result, overflow) = x.dividedReportingOverflow(by: y)
    if overflow { throw IntegerOverflow.trap("/", place) }
    return result
  }
}

final class UInt64Divide: UInt64Node {
  let a: Child, b: Child
  let place: Place
  init(_ a: Node, _ b: Node, _ place: Place) {
    (self.a, self.b, self.place) = (Child(a), Child(b), place)
  }
  override func evaluateInt(_ f: Frame) throws -> Int {
    let x = UInt(bitPattern: try a.evaluateInt(f))
    let y = UInt(bitPattern: try b.evaluateInt(f))
    if y == 0 { throw Trap("division by zero", place) }
    let (result, overflow) = x.dividedReportingOverflow(by: y)
    if overflow { throw IntegerOverflow.unsignedTrap("/", place) }
    return Int(bitPattern: result)
  }
}

final class IntRemainder: IntNode {
  let a: Child, b: Child
  let place: Place
  init(_ a: Node, _ b: Node, _ place: Place) {
    (self.a, self.b, self.place) = (Child(a), Child(b), place)
  }
  override func evaluateInt(_ f: Frame) throws -> Int {
    let x = try a.evaluateInt(f)
    let y = try b.evaluateInt(f)
    if y == 0 { throw Trap("remainder by zero", place) }
    let (result, overflow) = x.remainderReportingOverflow(dividingBy: y)
    if overflow { throw IntegerOverflow.trap("%", place) }
    return result
  }
}

final class UInt64Remainder: UInt64Node {
  let a: Child, b: Child
  let place: Place
  init(_ a: Node, _ b: Node, _ place: Place) {
    (self.a, self.b, self.place) = (Child(a), Child(b), place)
  }
  override func evaluateInt(_ f: Frame) throws -> Int {
    let x = UInt(bitPattern: try a.evaluateInt(f))
    let y = UInt(bitPattern: try b.evaluateInt(f))
    if y == 0 { throw Trap("remainder by zero", place) }
    let (result, overflow) = x.remainderReportingOverflow(dividingBy: y)
    if overflow { throw IntegerOverflow.unsignedTrap("%", place) }
    return Int(bitPattern: result)
  }
}

/// Comparisons of unboxed numbers.

final class IntEqual: BoolNode {
  let a: Child, b: Child
  init(_ a: Node, _ b: Node) { (self.a, self.b) = (Child(a), Child(b)) }
  override func evaluateBool(_ f: Frame) throws -> Bool {
    let x = try a.evaluateInt(f)
    return x == (try b.evaluateInt(f))
  }
}

final class DoubleEqual: BoolNode {
  let a: Child, b: Child
  init(_ a: Node, _ b: Node) { (self.a, self.b) = (Child(a), Child(b)) }
  override func evaluateBool(_ f: Frame) throws -> Bool {
    let x = try a.evaluateDouble(f)
    return x == (try b.evaluateDouble(f))
  }
}

final class IntUnequal: BoolNode {
  let a: Child, b: Child
  init(_ a: Node, _ b: Node) { (self.a, self.b) = (Child(a), Child(b)) }
  override func evaluateBool(_ f: Frame) throws -> Bool {
    let x = try a.evaluateInt(f)
    return x != (try b.evaluateInt(f))
  }
}

final class DoubleUnequal: BoolNode {
  let a: Child, b: Child
  init(_ a: Node, _ b: Node) { (self.a, self.b) = (Child(a), Child(b)) }
  override func evaluateBool(_ f: Frame) throws -> Bool {
    let x = try a.evaluateDouble(f)
    return x != (try b.evaluateDouble(f))
  }
}

final class IntLess: BoolNode {
  let a: Child, b: Child
  init(_ a: Node, _ b: Node) { (self.a, self.b) = (Child(a), Child(b)) }
  override func evaluateBool(_ f: Frame) throws -> Bool {
    let x = try a.evaluateInt(f)
    return x < (try b.evaluateInt(f))
  }
}

final class UInt64Less: BoolNode {
  let a: Child, b: Child
  init(_ a: Node, _ b: Node) { (self.a, self.b) = (Child(a), Child(b)) }
  override func evaluateBool(_ f: Frame) throws -> Bool {
    let x = UInt(bitPattern: try a.evaluateInt(f))
    return x < (UInt(bitPattern: try b.evaluateInt(f)))
  }
}

final class DoubleLess: BoolNode {
  let a: Child, b: Child
  init(_ a: Node, _ b: Node) { (self.a, self.b) = (Child(a), Child(b)) }
  override func evaluateBool(_ f: Frame) throws -> Bool {
    let x = try a.evaluateDouble(f)
    return x < (try b.evaluateDouble(f))
  }
}

final class IntLessEqual: BoolNode {
  let a: Child, b: Child
  init(_ a: Node, _ b: Node) { (self.a, self.b) = (Child(a), Child(b)) }
  override func evaluateBool(_ f: Frame) throws -> Bool {
    let x = try a.evaluateInt(f)
    return x <= (try b.evaluateInt(f))
  }
}

final class UInt64LessEqual: BoolNode {
  let a: Child, b: Child
  init(_ a: Node, _ b: Node) { (self.a, self.b) = (Child(a), Child(b)) }
  override func evaluateBool(_ f: Frame) throws -> Bool {
    let x = UInt(bitPattern: try a.evaluateInt(f))
    return x <= (UInt(bitPattern: try b.evaluateInt(f)))
  }
}

final class DoubleLessEqual: BoolNode {
  let a: Child, b: Child
  init(_ a: Node, _ b: Node) { (self.a, self.b) = (Child(a), Child(b)) }
  override func evaluateBool(_ f: Frame) throws -> Bool {
    let x = try a.evaluateDouble(f)
    return x <= (try b.evaluateDouble(f))
  }
}

final class IntGreater: BoolNode {
  let a: Child, b: Child
  init(_ a: Node, _ b: Node) { (self.a, self.b) = (Child(a), Child(b)) }
  override func evaluateBool(_ f: Frame) throws -> Bool {
    let x = try a.evaluateInt(f)
    return x > (try b.evaluateInt(f))
  }
}

final class UInt64Greater: BoolNode {
  let a: Child, b: Child
  init(_ a: Node, _ b: Node) { (self.a, self.b) = (Child(a), Child(b)) }
  override func evaluateBool(_ f: Frame) throws -> Bool {
    let x = UInt(bitPattern: try a.evaluateInt(f))
    return x > (UInt(bitPattern: try b.evaluateInt(f)))
  }
}

final class DoubleGreater: BoolNode {
  let a: Child, b: Child
  init(_ a: Node, _ b: Node) { (self.a, self.b) = (Child(a), Child(b)) }
  override func evaluateBool(_ f: Frame) throws -> Bool {
    let x = try a.evaluateDouble(f)
    return x > (try b.evaluateDouble(f))
  }
}

final class IntGreaterEqual: BoolNode {
  let a: Child, b: Child
  init(_ a: Node, _ b: Node) { (self.a, self.b) = (Child(a), Child(b)) }
  override func evaluateBool(_ f: Frame) throws -> Bool {
    let x = try a.evaluateInt(f)
    return x >= (try b.evaluateInt(f))
  }
}

final class UInt64GreaterEqual: BoolNode {
  let a: Child, b: Child
  init(_ a: Node, _ b: Node) { (self.a, self.b) = (Child(a), Child(b)) }
  override func evaluateBool(_ f: Frame) throws -> Bool {
    let x = UInt(bitPattern: try a.evaluateInt(f))
    return x >= (UInt(bitPattern: try b.evaluateInt(f)))
  }
}

final class DoubleGreaterEqual: BoolNode {
  let a: Child, b: Child
  init(_ a: Node, _ b: Node) { (self.a, self.b) = (Child(a), Child(b)) }
  override func evaluateBool(_ f: Frame) throws -> Bool {
    let x = try a.evaluateDouble(f)
    return x >= (try b.evaluateDouble(f))
  }
}

final class WrapNode: Node {
  private let a: Child
  init(_ a: Node) { self.a = Child(a) }
  override func evaluate(_ f: Frame) throws -> Value { Value.wrapping(try a.evaluate(f)) }
}

final class ForceUnwrapNode: Node {
  private let a: Child
  private let place: Place
  init(_ a: Node, _ place: Place) { (self.a, self.place) = (Child(a), place) }
  override func evaluate(_ f: Frame) throws -> Value {
    guard let value = try a.evaluate(f).unwrapped else {
      throw Trap(
        "unexpectedly found nil while unwrapping an optional",
        place,
        notes: ["use '??' for a default or 'if let' for a test"]
      )
    }
    return value
  }
}

final class CoalesceNode: Node {
  private let a: Child, b: Child
  /// Whether the result is itself an optional.
  private let keepsOptional: Bool
  init(_ a: Node, _ b: Node, keepsOptional: Bool) {
    (self.a, self.b, self.keepsOptional) = (Child(a), Child(b), keepsOptional)
  }
  override func evaluate(_ f: Frame) throws -> Value {
    let value = try a.evaluate(f)
    guard let wrapped = value.unwrapped else { return try b.evaluate(f) }
    return keepsOptional ? value : wrapped
  }
}

/// `base?.rest`: the base goes into a slot if there is one, then the rest is evaluated.
final class OptionalChainNode: Node {
  private let base: Child, rest: Child
  private let slot: Slot
  private let isOptionalRest: Bool
  init(_ base: Node, _ slot: Slot, _ rest: Node, isOptionalRest: Bool) {
    (self.base, self.slot, self.rest, self.isOptionalRest) = (
      Child(base), slot, Child(rest), isOptionalRest
    )
  }
  override func evaluate(_ f: Frame) throws -> Value {
    guard let value = try base.evaluate(f).unwrapped else { return .none }
    try f.store(value, slot)
    let result = try rest.evaluate(f)
    return isOptionalRest ? result : Value.wrapping(result)
  }
}

final class ConditionalNode: Node {
  private let condition: Child, a: Child, b: Child
  init(_ condition: Node, _ a: Node, _ b: Node) {
    (self.condition, self.a, self.b) = (Child(condition), Child(a), Child(b))
  }
  override func evaluate(_ f: Frame) throws -> Value {
    try condition.evaluateBool(f) ? try a.evaluate(f) : try b.evaluate(f)
  }
  override func evaluateInt(_ f: Frame) throws -> Int {
    try condition.evaluateBool(f) ? try a.evaluateInt(f) : try b.evaluateInt(f)
  }
  override func evaluateDouble(_ f: Frame) throws -> Double {
    try condition.evaluateBool(f) ? try a.evaluateDouble(f) : try b.evaluateDouble(f)
  }
  override func evaluateBool(_ f: Frame) throws -> Bool {
    try condition.evaluateBool(f) ? try a.evaluateBool(f) : try b.evaluateBool(f)
  }
}

/// `try? expression`.
final class AttemptNode: Node {
  private let a: Child
  private let isOptional: Bool
  init(_ a: Node, isOptional: Bool) { (self.a, self.isOptional) = (Child(a), isOptional) }
  override func evaluate(_ f: Frame) throws -> Value {
    do {
      let value = try a.evaluate(f)
      return isOptional ? value : Value.wrapping(value)
    } catch let trap as Trap where trap.isCatchable {
      return .none
    }
  }
}

extension Trap {
  /// Whether a cell may catch it: what a cell or the library threw, not mistakes like overflow.
  var isCatchable: Bool {
    thrown != nil || (underlying != nil && !message.hasPrefix("the cell was stopped"))
  }
}

/// Text from literal parts and described values.
final class InterpolationNode: Node {
  private let parts: [Part]
  private let place: Place
  enum Part {
    case text(String)
    case value(Child)
  }
  init(_ parts: [Part], _ place: Place) { (self.parts, self.place) = (parts, place) }
  override func evaluate(_ f: Frame) throws -> Value {
    var text = ""
    for part in parts {
      switch part {
      case .text(let part): text += part
      case .value(let child): if case .string(let part) = try child.evaluate(f) { text += part }
      }
    }
    do {
      try f.state.pointee.checkCount(text.utf8.count)
    } catch let trap as Trap { throw trap.at(place) }
    return .string(text)
  }
}

/// What `print` writes for a value of a type.
final class DescribeNode: Node {
  private let a: Child
  private let type: Type
  private let describer: Describer
  init(_ a: Node, _ type: Type, _ describer: Describer) {
    (self.a, self.type, self.describer) = (Child(a), type, describer)
  }
  override func evaluate(_ f: Frame) throws -> Value {
    switch type {
    case .int: return .string(String(try a.evaluateInt(f)))
    case .double: return .string(String(try a.evaluateDouble(f)))
    case .string: return try a.evaluate(f)
    default: return .string(describer.text(try a.evaluate(f), type, isQuoted: false))
    }
  }
}

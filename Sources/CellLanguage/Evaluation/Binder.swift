/// Takes a value apart, or tests it, and fills the variables of a pattern.
indirect enum Binder {
  case wildcard
  case bind(Slot, isBox: Bool)
  /// A variable of the notebook.
  case global(Int)
  case tuple([Binder])
  case test(Slot, Child)
  case some(Binder)
  case isNil
  case enumerationCase(Int, [Binder])

  /// Whether the value matches; variables are filled on the way.
  func bind(_ value: Value, _ f: Frame) throws -> Bool {
    switch self {
    case .wildcard: return true
    case .bind(let slot, let isBox):
      if isBox {
        f.values[slot.offset] = .box(VariableBox(value, owner: f.state.pointee.identifier))
      } else {
        try f.store(value, slot)
      }
      return true
    case .global(let index):
      f.state.pointee.globals[index] = value
      return true
    case .tuple(let parts):
      guard case .record(let record) = value, record.fields.count == parts.count else {
        if parts.isEmpty { return true }
        throw Trap("a tuple was expected")
      }
      for (part, field) in zip(parts, record.fields) where !(try part.bind(field, f)) {
        return false
      }
      return true
    case .test(let slot, let test):
      try f.store(value, slot)
      return try test.evaluateBool(f)
    case .some(let inner):
      guard let wrapped = value.unwrapped else { return false }
      return try inner.bind(wrapped, f)
    case .isNil:
      if case .none = value { return true }
      return false
    case .enumerationCase(let tag, let parts):
      guard case .enumeration(let found) = value, found.tag == tag else { return false }
      for (part, field) in zip(parts, found.payload) where !(try part.bind(field, f)) {
        return false
      }
      return true
    }
  }
}

/// Conditions of `if`, `guard` and `while` that bind names.
final class BindingCondition: BoolNode {
  private let value: Child
  private let binder: Binder
  private let unwraps: Bool
  init(_ value: Node, _ binder: Binder, unwraps: Bool) {
    (self.value, self.binder, self.unwraps) = (Child(value), binder, unwraps)
  }
  override func evaluateBool(_ f: Frame) throws -> Bool {
    let value = try value.evaluate(f)
    guard unwraps else { return try binder.bind(value, f) }
    guard let wrapped = value.unwrapped else { return false }
    return try binder.bind(wrapped, f)
  }
}

/// A declaration that takes its value apart.
final class DeclareNode: StatementNode {
  private let value: Child
  private let binder: Binder
  init(_ value: Node, _ binder: Binder) { (self.value, self.binder) = (Child(value), binder) }
  override func run(_ f: Frame) throws -> Completion {
    _ = try binder.bind(try value.evaluate(f), f)
    return .next
  }
}

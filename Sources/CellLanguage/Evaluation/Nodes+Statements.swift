final class BlockNode: StatementNode {
  private let children: Children
  private let pointer: UnsafeMutablePointer<Unmanaged<Node>>
  private let count: Int
  init(_ nodes: [Node]) {
    children = Children(nodes)
    pointer = children.pointer
    count = children.count
  }
  override func run(_ f: Frame) throws -> Completion {
    var index = 0
    while index < count {
      let completion = try pointer[index]._withUnsafeGuaranteedRef { try $0.run(f) }
      if completion.code != 0 { return completion }
      index &+= 1
    }
    return .next
  }
}

// MARK: Assignment

final class SetIntLocal: StatementNode {
  private let offset: Int
  private let value: Child
  init(_ offset: Int, _ value: Node) { (self.offset, self.value) = (offset, Child(value)) }
  override func run(_ f: Frame) throws -> Completion {
    let value = try value.evaluateInt(f)
    f.words.storeBytes(of: value, toByteOffset: offset, as: Int.self)
    return .next
  }
}

final class SetDoubleLocal: StatementNode {
  private let offset: Int
  private let value: Child
  init(_ offset: Int, _ value: Node) { (self.offset, self.value) = (offset, Child(value)) }
  override func run(_ f: Frame) throws -> Completion {
    let value = try value.evaluateDouble(f)
    f.words.storeBytes(of: value, toByteOffset: offset, as: Double.self)
    return .next
  }
}

final class SetBoolLocal: StatementNode {
  private let offset: Int
  private let value: Child
  init(_ offset: Int, _ value: Node) { (self.offset, self.value) = (offset, Child(value)) }
  override func run(_ f: Frame) throws -> Completion {
    let value = try value.evaluateBool(f)
    f.words.storeBytes(of: value ? 1 : 0, toByteOffset: offset, as: Int.self)
    return .next
  }
}

final class SetValueLocal: StatementNode {
  private let index: Int
  private let value: Child
  init(_ index: Int, _ value: Node) { (self.index, self.value) = (index, Child(value)) }
  override func run(_ f: Frame) throws -> Completion {
    let value = try value.evaluate(f)
    f.values[index] = value
    return .next
  }
}

/// Makes a new shared variable.
final class MakeBox: StatementNode {
  private let index: Int
  private let value: Child?
  init(_ index: Int, _ value: Node?) { (self.index, self.value) = (index, value.map { Child($0) }) }
  override func run(_ f: Frame) throws -> Completion {
    let value = try value?.evaluate(f) ?? .void
    f.values[index] = .box(VariableBox(value, owner: f.state.pointee.identifier))
    return .next
  }
}

/// Puts a parameter that closures change into a shared variable.
final class BoxParameter: StatementNode {
  private let from: Slot
  private let index: Int
  init(_ from: Slot, _ index: Int) { (self.from, self.index) = (from, index) }
  override func run(_ f: Frame) throws -> Completion {
    f.values[index] = .box(VariableBox(f.load(from), owner: f.state.pointee.identifier))
    return .next
  }
}

final class AssignNode: StatementNode {
  private let target: PlaceNode
  private let value: Child
  private let place: Place
  init(_ target: PlaceNode, _ value: Node, _ place: Place) {
    (self.target, self.value, self.place) = (target, Child(value), place)
  }
  override func run(_ f: Frame) throws -> Completion {
    let value = try value.evaluate(f)
    do { try target.write(f, value) } catch let trap as Trap { throw trap.at(place) }
    return .next
  }
}

/// `place op= value` where it lies.
final class UpdateNode: StatementNode {
  private let target: PlaceNode
  private let value: Child
  private let operation: @Sendable (inout Value, Value, Frame) throws -> Void
  private let place: Place
  init(
    _ target: PlaceNode,
    _ value: Node,
    _ place: Place,
    _ operation: @escaping @Sendable (inout Value, Value, Frame) throws -> Void
  ) {
    (self.target, self.value, self.place, self.operation) = (target, Child(value), place, operation)
  }
  override func run(_ f: Frame) throws -> Completion {
    let value = try value.evaluate(f)
    do {
      try target.modify(f) { try operation(&$0, value, f) }
    } catch let trap as Trap { throw trap.at(place) }
    return .next
  }
}

/// `variable[index] = value` of an `[Int]` or `[Double]` held in the frame.
final class SetElementOfLocal: StatementNode {
  private let variable: Int
  private let index: Child
  private let value: Child
  private let isDouble: Bool
  private let place: Place
  init(_ variable: Int, _ index: Node, _ value: Node, isDouble: Bool, _ place: Place) {
    (self.variable, self.index, self.value) = (variable, Child(index), Child(value))
    (self.isDouble, self.place) = (isDouble, place)
  }
  override func run(_ f: Frame) throws -> Completion {
    let index = try index.evaluateInt(f)
    let pointer = f.values + variable
    if isDouble {
      let value = try value.evaluateDouble(f)
      if case .doubles = pointer.pointee {
        let elements = UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: [Double].self)
        if index >= 0, index < elements.pointee.count {
          elements.pointee[index] = value; return .next
        }
      }
      try store(.double(value), index, pointer)
    } else {
      let value = try value.evaluateInt(f)
      if case .ints = pointer.pointee {
        let elements = UnsafeMutableRawPointer(pointer).assumingMemoryBound(to: [Int].self)
        if index >= 0, index < elements.pointee.count {
          elements.pointee[index] = value; return .next
        }
      }
      try store(.int(value), index, pointer)
    }
    return .next
  }

  private func store(_ value: Value, _ index: Int, _ pointer: UnsafeMutablePointer<Value>) throws {
    guard let count = pointer.pointee.arrayCount else {
      throw Trap("a variable is used before it has a value", place)
    }
    guard index >= 0, index < count else { throw Trap.index(index, 0..<count, place) }
    pointer.pointee.setElement(index, value)
  }
}

// MARK: Control

final class IfNode: StatementNode {
  private let condition: Child, then: Child, otherwise: Child
  init(_ condition: Node, _ then: Node, _ otherwise: Node) {
    (self.condition, self.then, self.otherwise) = (Child(condition), Child(then), Child(otherwise))
  }
  override func run(_ f: Frame) throws -> Completion {
    try condition.evaluateBool(f) ? try then.run(f) : try otherwise.run(f)
  }
}

final class WhileNode: StatementNode {
  private let condition: Child, body: Child
  private let loop: Int
  init(_ condition: Node, _ body: Node, _ loop: Int) {
    (self.condition, self.body, self.loop) = (Child(condition), Child(body), loop)
  }
  override func run(_ f: Frame) throws -> Completion {
    while try condition.evaluateBool(f) {
      try f.state.pointee.step()
      let completion = try body.run(f)
      if completion.code != 0 {
        if completion == .breaking(loop) { break }
        if completion != .continuing(loop) { return completion }
      }
    }
    return .next
  }
}

final class RepeatNode: StatementNode {
  private let condition: Child, body: Child
  private let loop: Int
  init(_ body: Node, _ condition: Node, _ loop: Int) {
    (self.condition, self.body, self.loop) = (Child(condition), Child(body), loop)
  }
  override func run(_ f: Frame) throws -> Completion {
    repeat {
      try f.state.pointee.step()
      let completion = try body.run(f)
      if completion.code != 0 {
        if completion == .breaking(loop) { break }
        if completion != .continuing(loop) { return completion }
      }
    } while try condition.evaluateBool(f)
    return .next
  }
}

/// `for i in a..<b` or `a...b` over `Int`, without a range in between.
final class CountingLoop: StatementNode {
  private let lower: Child, upper: Child, body: Child
  private let filter: Child?
  private let isClosed: Bool
  private let offset: Int
  private let loop: Int
  private let place: Place

  init(
    _ lower: Node,
    _ upper: Node,
    isClosed: Bool,
    _ offset: Int,
    filter: Node?,
    _ body: Node,
    _ loop: Int,
    _ place: Place
  ) {
    (self.lower, self.upper, self.body) = (Child(lower), Child(upper), Child(body))
    (self.filter, self.isClosed, self.offset, self.loop, self.place) = (
      filter.map { Child($0) }, isClosed, offset, loop, place
    )
  }

  override func run(_ f: Frame) throws -> Completion {
    var i = try lower.evaluateInt(f)
    let last = try upper.evaluateInt(f)
    if i > last {
      throw Trap(
        "the range \(i)\(isClosed ? "..." : "..<")\(last) has its lower bound above its upper bound",
        place
      )
    }
    if !isClosed, i == last { return .next }
    let end = isClosed ? last : last - 1
    while true {
      f.words.storeBytes(of: i, toByteOffset: offset, as: Int.self)
      try f.state.pointee.step()
      if try filter?.evaluateBool(f) ?? true {
        let completion = try body.run(f)
        if completion.code != 0 {
          if completion == .breaking(loop) { break }
          if completion != .continuing(loop) { return completion }
        }
      }
      if i == end { break }
      i &+= 1
    }
    return .next
  }
}

/// `for pattern in sequence`.
final class SequenceLoop: StatementNode {
  private let sequence: Child, body: Child
  private let filter: Child?
  private let binder: Binder
  private let loop: Int
  private let place: Place

  init(_ sequence: Node, _ binder: Binder, filter: Node?, _ body: Node, _ loop: Int, _ place: Place)
  {
    (self.sequence, self.body, self.filter) = (
      Child(sequence), Child(body), filter.map { Child($0) }
    )
    (self.binder, self.loop, self.place) = (binder, loop, place)
  }

  override func run(_ f: Frame) throws -> Completion {
    let sequence = try sequence.evaluate(f)
    var outcome = Completion.next
    do {
      try sequence.forEachElement(f.state) { element in
        try f.state.pointee.step()
        guard try binder.bind(element, f) else { return true }
        if let filter, !(try filter.evaluateBool(f)) { return true }
        let completion = try body.run(f)
        if completion.code == 0 || completion == .continuing(loop) { return true }
        if completion != .breaking(loop) { outcome = completion }
        return false
      }
    } catch let trap as Trap { throw trap.at(place) }
    return outcome
  }
}

final class ReturnNode: StatementNode {
  private let value: Child?
  private let representation: Representation
  init(_ value: Node?, _ representation: Representation) {
    (self.value, self.representation) = (value.map { Child($0) }, representation)
  }
  override func run(_ f: Frame) throws -> Completion {
    guard let value else { return .returned }
    switch representation {
    case .int, .uint64:
      let result = try value.evaluateInt(f)
      f.state.pointee.returnWord = result
    case .double:
      let result = try value.evaluateDouble(f)
      f.state.pointee.returnWord = Int(bitPattern: UInt(result.bitPattern))
    case .bool:
      let result = try value.evaluateBool(f)
      f.state.pointee.returnWord = result ? 1 : 0
    case .value:
      let result = try value.evaluate(f)
      f.state.pointee.returnValue = result
    }
    return .returned
  }
}

final class JumpNode: StatementNode {
  private let completion: Completion
  init(_ completion: Completion) { self.completion = completion }
  override func run(_ f: Frame) throws -> Completion { completion }
}

/// A `do` with a label: `break label` ends it.
final class LabeledBlock: StatementNode {
  private let body: Child
  private let loop: Int
  init(_ body: Node, _ loop: Int) { (self.body, self.loop) = (Child(body), loop) }
  override func run(_ f: Frame) throws -> Completion {
    let completion = try body.run(f)
    return completion == .breaking(loop) ? .next : completion
  }
}

/// Statements, and what `defer` put off until after them.
final class DeferNode: StatementNode {
  private let body: Child, deferred: Child
  init(_ body: Node, _ deferred: Node) {
    (self.body, self.deferred) = (Child(body), Child(deferred))
  }
  override func run(_ f: Frame) throws -> Completion {
    let completion: Completion
    do {
      completion = try body.run(f)
    } catch {
      _ = try deferred.run(f)
      throw error
    }
    // The deferred statements must not disturb a result that waits to be taken.
    let word = f.state.pointee.returnWord
    var value = Value.void
    swap(&value, &f.state.pointee.returnValue)
    _ = try deferred.run(f)
    f.state.pointee.returnWord = word
    f.state.pointee.returnValue = value
    return completion
  }
}

final class SwitchNode: StatementNode {
  struct Case {
    var binders: [(binder: Binder, filter: Child?)]
    var isDefault: Bool
    var body: Child
  }
  private let subject: Child
  private let slot: Slot
  private let cases: [Case]
  private let loop: Int
  private let place: Place

  init(_ subject: Node, _ slot: Slot, _ cases: [Case], _ loop: Int, _ place: Place) {
    (self.subject, self.slot, self.cases, self.loop, self.place) = (
      Child(subject), slot, cases, loop, place
    )
  }

  override func run(_ f: Frame) throws -> Completion {
    let value = try subject.evaluate(f)
    try f.store(value, slot)
    guard var index = try choose(value, f) else {
      throw Trap("no case of the switch matches \(value.debugText.prefix(60))", place)
    }
    while true {
      let completion = try cases[index].body.run(f)
      if completion == .fellThrough, index + 1 < cases.count {
        index += 1
        continue
      }
      return completion == .breaking(loop) ? .next : completion
    }
  }

  private func choose(_ value: Value, _ f: Frame) throws -> Int? {
    var fallback: Int?
    for (index, found) in cases.enumerated() {
      if found.isDefault { fallback = index }
      for item in found.binders where try item.binder.bind(value, f) {
        if try item.filter?.evaluateBool(f) ?? true { return index }
      }
    }
    return fallback
  }
}

/// `throw value`.
final class ThrowNode: StatementNode {
  private let value: Child
  private let describe: Child
  private let place: Place
  init(_ value: Node, _ describe: Node, _ place: Place) {
    (self.value, self.describe, self.place) = (Child(value), Child(describe), place)
  }
  override func run(_ f: Frame) throws -> Completion {
    let value = try value.evaluate(f)
    var text = ""
    if case .string(let found) = try describe.evaluate(f) { text = found }
    var trap = Trap("the cell threw \(text)", place)
    trap.thrown = value
    throw trap
  }
}

/// `do { … } catch { … }`.
final class CatchNode: StatementNode {
  struct Clause {
    var slot: Slot?
    var filter: Child?
    var body: Child
  }
  private let body: Child
  private let clauses: [Clause]
  init(_ body: Node, _ clauses: [Clause]) { (self.body, self.clauses) = (Child(body), clauses) }
  override func run(_ f: Frame) throws -> Completion {
    do {
      return try body.run(f)
    } catch let trap as Trap where trap.isCatchable {
      for clause in clauses {
        let text =
          trap.thrown.map { _ in String(trap.message.dropFirst("the cell threw ".count)) }
          ?? trap.message
        if let slot = clause.slot { try f.store(.string(text), slot) }
        if try clause.filter?.evaluateBool(f) ?? true { return try clause.body.run(f) }
      }
      throw trap
    }
  }
}

/// An element of a result builder.
final class CollectNode: StatementNode {
  private let index: Int
  private let value: Child
  private let isArray: Bool
  init(_ index: Int, _ value: Node, isArray: Bool) {
    (self.index, self.value, self.isArray) = (index, Child(value), isArray)
  }
  override func run(_ f: Frame) throws -> Completion {
    let value = try value.evaluate(f)
    if isArray {
      for element in value.elements { f.values[index].append(element) }
    } else {
      f.values[index].append(value)
    }
    return .next
  }
}

/// A top-level expression: its value is shown.
final class ShowNode: StatementNode {
  private let value: Child
  private let type: Type
  private let describer: Describer
  private let place: Place
  init(_ value: Node, _ type: Type, _ describer: Describer, _ place: Place) {
    (self.value, self.type, self.describer, self.place) = (Child(value), type, describer, place)
  }
  override func run(_ f: Frame) throws -> Completion {
    let value = try value.evaluate(f)
    do {
      try f.state.pointee.runtime._withUnsafeGuaranteedRef { try $0.show(value, type, describer) }
    } catch {
      throw Trap.from(error, place)
    }
    return .next
  }
}

/// Statements that set a variable, then its value.
final class StatementsNode: Node {
  private let body: Child
  private let result: Child
  init(_ body: Node, _ result: Node) { (self.body, self.result) = (Child(body), Child(result)) }
  override func evaluate(_ f: Frame) throws -> Value {
    _ = try body.run(f); return try result.evaluate(f)
  }
  override func evaluateInt(_ f: Frame) throws -> Int {
    _ = try body.run(f); return try result.evaluateInt(f)
  }
  override func evaluateDouble(_ f: Frame) throws -> Double {
    _ = try body.run(f); return try result.evaluateDouble(f)
  }
  override func evaluateBool(_ f: Frame) throws -> Bool {
    _ = try body.run(f); return try result.evaluateBool(f)
  }
}

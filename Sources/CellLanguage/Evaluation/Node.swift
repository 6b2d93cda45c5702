/// How a statement ended: `next`, `returned`, or on the way out to a loop.
struct Completion: Equatable {
  var code: Int
  static let next = Completion(code: 0)
  static let returned = Completion(code: 1)
  static let fellThrough = Completion(code: -1)
  static func breaking(_ loop: Int) -> Completion { Completion(code: 2 * loop) }
  static func continuing(_ loop: Int) -> Completion { Completion(code: 2 * loop + 1) }
}

/// A node of the lowered tree: an expression or a statement.
///
/// Classes, because evaluation dispatches on them; every node answers in each representation, and
/// overrides those that it has unboxed.
class Node {
  func evaluate(_ f: Frame) throws -> Value { .void }

  /// The value as a word: an `Int`, or the bits of a `UInt64`.
  func evaluateInt(_ f: Frame) throws -> Int {
    switch try evaluate(f) {
    case .int(let value): return value
    case .uint64(let value): return Int(bitPattern: UInt(value))
    case .void: throw Trap("a variable is used before it has a value")
    case let other: throw Trap("an integer was expected, found \(other.debugText.prefix(60))")
    }
  }

  func evaluateDouble(_ f: Frame) throws -> Double {
    switch try evaluate(f) {
    case .double(let value): return value
    case .void: throw Trap("a variable is used before it has a value")
    case let other: throw Trap("a Double was expected, found \(other.debugText.prefix(60))")
    }
  }

  func evaluateBool(_ f: Frame) throws -> Bool {
    switch try evaluate(f) {
    case .bool(let value): return value
    case .void: throw Trap("a variable is used before it has a value")
    case let other: throw Trap("a Bool was expected, found \(other.debugText.prefix(60))")
    }
  }

  func run(_ f: Frame) throws -> Completion {
    _ = try evaluate(f)
    return .next
  }
}

class IntNode: Node {
  override func evaluate(_ f: Frame) throws -> Value { .int(try evaluateInt(f)) }
  override func run(_ f: Frame) throws -> Completion {
    _ = try evaluateInt(f)
    return .next
  }
}

class UInt64Node: Node {
  override func evaluate(_ f: Frame) throws -> Value {
    .uint64(UInt64(UInt(bitPattern: try evaluateInt(f))))
  }
}

class DoubleNode: Node {
  override func evaluate(_ f: Frame) throws -> Value { .double(try evaluateDouble(f)) }
}

class BoolNode: Node {
  override func evaluate(_ f: Frame) throws -> Value { .bool(try evaluateBool(f)) }
}

class StatementNode: Node {
  override func evaluate(_ f: Frame) throws -> Value {
    _ = try run(f)
    return .void
  }
}

/// A node held by another, called without counting references.
///
/// The owner keeps it alive; the unmanaged reference spares evaluation two atomic operations for
/// every node (measured: twice the speed).
struct Child: @unchecked Sendable {
  private let owner: Node
  private let reference: Unmanaged<Node>

  init(_ node: Node) {
    owner = node
    reference = .passUnretained(node)
  }

  var node: Node { owner }

  @inline(__always) func evaluate(_ f: Frame) throws -> Value {
    try reference._withUnsafeGuaranteedRef { try $0.evaluate(f) }
  }
  @inline(__always) func evaluateInt(_ f: Frame) throws -> Int {
    try reference._withUnsafeGuaranteedRef { try $0.evaluateInt(f) }
  }
  @inline(__always) func evaluateDouble(_ f: Frame) throws -> Double {
    try reference._withUnsafeGuaranteedRef { try $0.evaluateDouble(f) }
  }
  @inline(__always) func evaluateBool(_ f: Frame) throws -> Bool {
    try reference._withUnsafeGuaranteedRef { try $0.evaluateBool(f) }
  }
  @inline(__always) func run(_ f: Frame) throws -> Completion {
    try reference._withUnsafeGuaranteedRef { try $0.run(f) }
  }
}

/// Several nodes held by another.
final class Children {
  private let owners: [Node]
  let pointer: UnsafeMutablePointer<Unmanaged<Node>>
  let count: Int

  init(_ nodes: [Node]) {
    owners = nodes
    count = nodes.count
    pointer = .allocate(capacity: max(1, nodes.count))
    for (index, node) in nodes.enumerated() {
      (pointer + index).initialize(to: .passUnretained(node))
    }
  }

  deinit { pointer.deallocate() }
}

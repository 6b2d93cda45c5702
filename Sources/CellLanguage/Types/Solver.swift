/// What inference has found out about types that were left open, with the means to take it back.
struct Solver {
  /// What a type variable stands for, beyond what it is bound to.
  enum Literal: Int { case none, integer, float, string }

  private(set) var bindings: [Type?] = []
  private var literals: [Literal] = []
  private var trail: [Undo] = []

  private enum Undo {
    case binding(Int)
    case literal(Int, Literal)
  }

  /// A new type variable.
  mutating func fresh(_ literal: Literal = .none) -> Type {
    bindings.append(nil)
    literals.append(literal)
    return .variable(bindings.count - 1)
  }

  /// A point to go back to.
  var mark: Int { trail.count }

  /// Forgets everything found since a mark.
  mutating func rollBack(to mark: Int) {
    while trail.count > mark {
      switch trail.removeLast() {
      case .binding(let index): bindings[index] = nil
      case .literal(let index, let literal): literals[index] = literal
      }
    }
  }

  /// The type with its outermost variable followed.
  func shallow(_ type: Type) -> Type {
    var type = type
    while case .variable(let index) = type, let bound = bindings[index] { type = bound }
    return type
  }

  /// The type with all variables followed as far as they are known.
  func resolve(_ type: Type) -> Type {
    guard type.hasVariables else { return type }
    return type.mapped { part in
      guard case .variable = part else { return part }
      let found = shallow(part)
      if case .variable = found { return found }
      return resolve(found)
    }
  }

  /// The type with open literals at their defaults and other open variables as errors.
  func final(_ type: Type) -> Type {
    guard type.hasVariables else { return type }
    return resolve(type).mapped { part in
      guard case .variable(let index) = part else { return part }
      switch literals[index] {
      case .integer: return .int
      case .float: return .double
      case .string: return .string
      case .none: return .error
      }
    }
  }

  /// The kind of literal that an open variable stands for.
  func literal(of type: Type) -> Literal? {
    guard case .variable(let index) = shallow(type) else { return nil }
    return literals[index]
  }

  /// Binds an open literal to its default type.
  mutating func settle(_ type: Type) -> Type {
    let found = shallow(type)
    guard case .variable(let index) = found else { return found }
    switch literals[index] {
    case .integer: bind(index, .int)
    case .float: bind(index, .double)
    case .string: bind(index, .string)
    case .none: return found
    }
    return shallow(found)
  }

  private mutating func bind(_ index: Int, _ type: Type) {
    bindings[index] = type
    trail.append(.binding(index))
  }

  /// Makes two types the same if they can be.
  mutating func unify(_ a: Type, _ b: Type) -> Bool {
    let a = shallow(a)
    let b = shallow(b)
    switch (a, b) {
    case (.error, _), (_, .error): return true
    case (.variable(let i), .variable(let j)): return i == j || join(i, j)
    case (.variable(let i), _): return bind(i, to: b)
    case (_, .variable(let j)): return bind(j, to: a)
    case (.nominal(let n, let x), .nominal(let m, let y)):
      return n == m && x.count == y.count && unifyAll(x, y)
    case (.tuple(let x), .tuple(let y)):
      guard x.count == y.count else { return false }
      for (p, q) in zip(x, y) where p.label != nil && q.label != nil && p.label != q.label {
        return false
      }
      return unifyAll(x.map(\.type), y.map(\.type))
    case (.function(let f), .function(let g)):
      return f.parameters.count == g.parameters.count && f.inoutParameters == g.inoutParameters
        && unifyAll(f.parameters, g.parameters) && unify(f.result, g.result)
    case (.metatype(let x), .metatype(let y)): return unify(x, y)
    default: return a == b
    }
  }

  private mutating func unifyAll(_ a: [Type], _ b: [Type]) -> Bool {
    for (x, y) in zip(a, b) where !unify(x, y) { return false }
    return true
  }

  private mutating func join(_ i: Int, _ j: Int) -> Bool {
    let (a, b) = (literals[i], literals[j])
    if (a == .string) != (b == .string), a != .none, b != .none { return false }
    bind(i, .variable(j))
    if a.rawValue > b.rawValue {
      trail.append(.literal(j, b))
      literals[j] = a
    }
    return true
  }

  private mutating func bind(_ index: Int, to type: Type) -> Bool {
    guard literals[index] == .none || Solver.admits(literals[index], type) else { return false }
    // A type cannot contain itself.
    let inner = resolve(type)
    if inner.contains(where: { $0 == .variable(index) }) { return false }
    bind(index, inner)
    return true
  }

  /// Whether a literal may have a type.
  static func admits(_ literal: Literal, _ type: Type) -> Bool {
    switch literal {
    case .none: true
    case .integer: Numbers.kinds[type.name ?? ""] != nil
    case .float: type == .double || type == .float
    case .string: type == .string || type == .character || type == .substring
    }
  }
}

/// The number types and how they are represented.
enum Numbers {
  enum Kind: Sendable { case int, uint64, double, float }
  static let kinds: [String: Kind] = [
    "Int": .int, "UInt64": .uint64, "Double": .double, "Float": .float,
  ]
  static func kind(_ type: Type) -> Kind? {
    guard case .nominal(let name, _) = type else { return nil }
    return kinds[name]
  }
}

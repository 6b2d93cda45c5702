/// A type of the cell language.
///
/// Every named type is `nominal`: `Int`, `Array<Int>` (written `[Int]`), library types and those
/// that cells declare. `variable` stands for a type that inference has still to find, `parameter`
/// for a generic parameter inside its declaration, `error` for what could not be checked; the last
/// fits everything, so that one mistake gives one message.
indirect enum Type: Hashable, Sendable {
  case nominal(String, [Type])
  case tuple([TupleElement])
  case function(FunctionType)
  case existential(String)
  case metatype(Type)
  case parameter(String)
  case variable(Int)
  case error

  struct TupleElement: Hashable, Sendable {
    var label: String?
    var type: Type
  }
}

/// The type of a function or closure.
struct FunctionType: Hashable, Sendable {
  var parameters: [Type]
  var result: Type
  var isSendable = false
  /// The result builder that the closure is to be read with.
  var builder: String?
  /// Which parameters are `inout`.
  var inoutParameters: Set<Int> = []
}

extension Type {
  static let int = Type.nominal("Int", [])
  static let uint64 = Type.nominal("UInt64", [])
  static let double = Type.nominal("Double", [])
  static let float = Type.nominal("Float", [])
  static let bool = Type.nominal("Bool", [])
  static let string = Type.nominal("String", [])
  static let substring = Type.nominal("Substring", [])
  static let character = Type.nominal("Character", [])
  static let never = Type.nominal("Never", [])
  static let void = Type.tuple([] as [TupleElement])
  static func optional(_ type: Type) -> Type { .nominal("Optional", [type]) }
  static func array(_ type: Type) -> Type { .nominal("Array", [type]) }
  static func set(_ type: Type) -> Type { .nominal("Set", [type]) }
  static func dictionary(_ key: Type, _ value: Type) -> Type {
    .nominal("Dictionary", [key, value])
  }
  static func unlabeled(_ types: [Type]) -> Type {
    types.count == 1
      ? types[0]
      : Type.tuple(
        types.map { (type: Type) -> TupleElement in TupleElement(label: nil, type: type) }
          as [TupleElement]
      )
  }

  var isVoid: Bool { self == .void }
  var isOptional: Bool { wrapped != nil }
  var isError: Bool { if case .error = self { true } else { false } }

  /// The wrapped type of an optional.
  var wrapped: Type? {
    if case .nominal("Optional", let arguments) = self { arguments[0] } else { nil }
  }

  /// The element type of an array.
  var arrayElement: Type? {
    if case .nominal("Array", let arguments) = self { arguments[0] } else { nil }
  }

  /// The name of a nominal type.
  var name: String? { if case .nominal(let name, _) = self { name } else { nil } }

  /// The type with each part replaced by what a function gives for it, from the inside out.
  func mapped(_ change: (Type) -> Type) -> Type {
    switch self {
    case .nominal(let name, let arguments):
      arguments.isEmpty ? change(self) : change(.nominal(name, arguments.map { $0.mapped(change) }))
    case .tuple(let elements):
      change(
        .tuple(elements.map { TupleElement(label: $0.label, type: $0.type.mapped(change)) })
      )
    case .function(var function):
      {
        function.parameters = function.parameters.map { $0.mapped(change) }
        function.result = function.result.mapped(change)
        return change(.function(function))
      }()
    case .metatype(let type): change(.metatype(type.mapped(change)))
    case .existential, .parameter, .variable, .error: change(self)
    }
  }

  /// The type with generic parameters replaced.
  func substituting(_ arguments: [String: Type]) -> Type {
    arguments.isEmpty
      ? self
      : mapped { type in
        if case .parameter(let name) = type { arguments[name] ?? type } else { type }
      }
  }

  /// Whether some part of the type satisfies a condition.
  func contains(where condition: (Type) -> Bool) -> Bool {
    if condition(self) { return true }
    switch self {
    case .nominal(_, let arguments): return arguments.contains { $0.contains(where: condition) }
    case .tuple(let elements): return elements.contains { $0.type.contains(where: condition) }
    case .function(let function):
      return function.parameters.contains { $0.contains(where: condition) }
        || function.result.contains(where: condition)
    case .metatype(let type): return type.contains(where: condition)
    case .existential, .parameter, .variable, .error: return false
    }
  }

  /// The most parts that a type may have.
  static let sizeLimit = 1_000

  /// Whether the type has more parts than a type may have.
  var isLarge: Bool {
    var count = 0
    return contains { _ in
      count += 1
      return count > Type.sizeLimit
    }
  }

  var hasError: Bool { contains { $0 == .error } }
  var hasVariables: Bool { contains { if case .variable = $0 { true } else { false } } }
}

extension Type: CustomStringConvertible {
  /// The type as Swift writes it.
  var description: String {
    switch self {
    case .nominal("Array", let arguments): "[\(arguments[0])]"
    case .nominal("Dictionary", let arguments): "[\(arguments[0]): \(arguments[1])]"
    case .nominal("Optional", let arguments): Type.parenthesized(arguments[0]) + "?"
    case .nominal(let name, let arguments):
      arguments.isEmpty ? name : "\(name)<\(arguments.map(\.description).joined(separator: ", "))>"
    case .tuple(let elements):
      "("
        + elements.map { ($0.label.map { $0 + ": " } ?? "") + $0.type.description }
        .joined(separator: ", ") + ")"
    case .function(let function):
      "(" + function.parameters.map(\.description).joined(separator: ", ") + ") -> "
        + (function.result.isVoid ? "Void" : function.result.description)
    case .existential(let name): "any \(name)"
    case .metatype(let type): "\(type).Type"
    case .parameter(let name): name
    case .variable: "_"
    case .error: "<unknown>"
    }
  }

  private static func parenthesized(_ type: Type) -> String {
    switch type {
    case .function, .existential: "(\(type))"
    default: type.description
    }
  }
}

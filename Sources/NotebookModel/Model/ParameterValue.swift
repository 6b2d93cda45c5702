/// The value of a parameter of the notebook.
public indirect enum ParameterValue: Sendable, Hashable {
  /// A whole number.
  case int(Int)
  /// A floating-point number.
  case double(Double)
  /// A text.
  case string(String)
  /// A truth value.
  case bool(Bool)
  /// A list of values of one type.
  case array([ParameterValue])

  /// The value as a Swift literal.
  public var literal: String {
    switch self {
    case .int(let value): return "\(value)"
    case .double(let value): return "\(value)"
    case .bool(let value): return "\(value)"
    case .string(let value): return value.debugDescription
    case .array(let values): return "[" + values.map(\.literal).joined(separator: ", ") + "]"
    }
  }

  /// The type as it is written in Swift.
  public var typeName: String {
    switch self {
    case .int: return "Int"
    case .double: return "Double"
    case .string: return "String"
    case .bool: return "Bool"
    case .array(let values): return "[\(values.first?.typeName ?? "Double")]"
    }
  }
}

/// A parameter of the notebook: its name, its value and its place.
public struct Parameter: Sendable, Hashable {
  /// The name, used as `params.name`.
  public var name: String
  /// The value.
  public var value: ParameterValue
  /// Where the name stands in the front matter.
  public var position: SourcePosition

  /// Makes a parameter from its parts.
  public init(name: String, value: ParameterValue, position: SourcePosition) {
    self.name = name
    self.value = value
    self.position = position
  }
}

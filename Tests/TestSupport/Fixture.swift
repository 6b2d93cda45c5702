public import Foundation

/// Reference data beside a test file, in its folder `Fixtures`.
public enum Fixture {
  /// The bytes of a file.
  public static func data(_ name: String, filePath: String = #filePath) throws -> Data {
    try Data(contentsOf: url(name, filePath: filePath))
  }

  /// A JSON file decoded.
  public static func json<T: Decodable>(
    _ name: String,
    as type: T.Type = T.self,
    filePath: String = #filePath
  ) throws -> T {
    try JSONDecoder().decode(T.self, from: data(name, filePath: filePath))
  }

  /// The place of a file.
  public static func url(_ name: String, filePath: String = #filePath) -> URL {
    URL(fileURLWithPath: filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures").appendingPathComponent(name)
  }
}

/// A JSON value of unknown form, for fixtures whose cases differ.
public enum JSONValue: Decodable, Sendable, Equatable {
  /// One of the kinds of JSON.
  case null, bool(Bool), number(Double), string(String), array([JSONValue])
  case object([String: JSONValue])

  /// A value of whatever kind there is.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  /// A member of an object.
  public subscript(_ key: String) -> JSONValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  /// An element of an array.
  public subscript(_ index: Int) -> JSONValue? {
    if case .array(let elements) = self, elements.indices.contains(index) {
      elements[index]
    } else {
      nil
    }
  }

  /// The number.
  public var number: Double? { if case .number(let value) = self { value } else { nil } }

  /// The text.
  public var string: String? { if case .string(let value) = self { value } else { nil } }

  /// The truth value.
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

  /// The elements of an array.
  public var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }

  /// The members of an object.
  public var object: [String: JSONValue]? {
    if case .object(let value) = self { value } else { nil }
  }

  /// All numbers of nested arrays, in order.
  public var numbers: [Double] {
    switch self {
    case .number(let value): [value]
    case .array(let elements): elements.flatMap(\.numbers)
    default: []
    }
  }

  /// The shape of nested arrays.
  public var shape: [Int] {
    guard case .array(let elements) = self else { return [] }
    return [elements.count] + (elements.first?.shape ?? [])
  }
}

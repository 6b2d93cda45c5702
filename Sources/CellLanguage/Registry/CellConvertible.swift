/// A Swift type whose values pass between a cell and the library.
///
/// `Int`, `Double`, `Float`, `Bool`, `String`, `UInt64`, optionals, arrays, dictionaries, ranges and
/// `CellFunction` conform here; a library type conforms through `CellNative` in one line. `Value`
/// itself conforms, for parameters of a generic type.
public protocol CellConvertible: Sendable {
  /// Reads a value of the cell language; throws `ConversionError` if it is of another type.
  init(cellValue: Value) throws
  /// The value in the cell language.
  var cellValue: Value { get }
}

/// A value had another type than the registered signature promised.
public struct ConversionError: Error, Sendable, CustomStringConvertible {
  /// The Swift type that was wanted.
  public let expected: String
  /// A short text of the value found.
  public let found: String

  /// Makes the error.
  public init(expected: Any.Type, found: Value) {
    self.expected = String(describing: expected)
    self.found = String(found.description.prefix(60))
  }

  /// The sentence for the reader.
  public var description: String { "a value of type \(expected) was expected, found \(found)" }
}

/// A library type whose values cells hold without looking inside.
public protocol CellNative: CellConvertible {}

extension CellNative {
  /// Takes the value out of its box.
  public init(cellValue: Value) throws {
    guard case .native(let box) = cellValue, let value = box.value as? Self else {
      throw ConversionError(expected: Self.self, found: cellValue)
    }
    self = value
  }

  /// The value in a box.
  public var cellValue: Value { .native(NativeBox(self)) }
}

/// A parameter of protocol type: any library value that conforms to `P`, as `any P`.
///
/// A function with a parameter `content: () -> [any NetworkComponent]` receives a `CellFunction`
/// and calls it with the result type `[CellExistential<any NetworkComponent>]`.
public struct CellExistential<P: Sendable>: CellConvertible {
  /// The value as the protocol type.
  public let value: P

  /// Wraps a value.
  public init(_ value: P) { self.value = value }

  /// Takes the value out of its box and casts it.
  public init(cellValue: Value) throws {
    guard case .native(let box) = cellValue, let value = box.value as? P else {
      throw ConversionError(expected: P.self, found: cellValue)
    }
    self.value = value
  }

  /// The value in a box.
  public var cellValue: Value { .native(NativeBox(value)) }
}

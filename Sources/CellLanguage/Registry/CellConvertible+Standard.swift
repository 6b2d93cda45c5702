extension Value: CellConvertible {
  /// The value itself.
  public init(cellValue: Value) { self = cellValue }
  /// The value itself.
  public var cellValue: Value { self }
}

extension Int: CellConvertible {
  /// Reads an `Int`.
  public init(cellValue: Value) throws {
    guard case .int(let value) = cellValue else {
      throw ConversionError(expected: Int.self, found: cellValue)
    }
    self = value
  }
  /// The number as a value.
  public var cellValue: Value { .int(self) }
}

extension UInt64: CellConvertible {
  /// Reads a `UInt64`.
  public init(cellValue: Value) throws {
    guard case .uint64(let value) = cellValue else {
      throw ConversionError(expected: UInt64.self, found: cellValue)
    }
    self = value
  }
  /// The number as a value.
  public var cellValue: Value { .uint64(self) }
}

extension Double: CellConvertible {
  /// Reads a `Double`.
  public init(cellValue: Value) throws {
    guard case .double(let value) = cellValue else {
      throw ConversionError(expected: Double.self, found: cellValue)
    }
    self = value
  }
  /// The number as a value.
  public var cellValue: Value { .double(self) }
}

extension Float: CellConvertible {
  /// Reads a `Float`.
  public init(cellValue: Value) throws {
    guard case .float(let value) = cellValue else {
      throw ConversionError(expected: Float.self, found: cellValue)
    }
    self = value
  }
  /// The number as a value.
  public var cellValue: Value { .float(self) }
}

extension Bool: CellConvertible {
  /// Reads a `Bool`.
  public init(cellValue: Value) throws {
    guard case .bool(let value) = cellValue else {
      throw ConversionError(expected: Bool.self, found: cellValue)
    }
    self = value
  }
  /// The truth value as a value.
  public var cellValue: Value { .bool(self) }
}

extension String: CellConvertible {
  /// Reads a `String`.
  public init(cellValue: Value) throws {
    guard case .string(let value) = cellValue else {
      throw ConversionError(expected: String.self, found: cellValue)
    }
    self = value
  }
  /// The string as a value.
  public var cellValue: Value { .string(self) }
}

extension Optional: CellConvertible where Wrapped: CellConvertible {
  /// Reads an optional.
  public init(cellValue: Value) throws {
    switch cellValue {
    case .none: self = nil
    case .some(let wrapped): self = try Wrapped(cellValue: wrapped)
    default: self = try Wrapped(cellValue: cellValue)
    }
  }
  /// The optional as a value.
  public var cellValue: Value { self.map { Value.wrapping($0.cellValue) } ?? .none }
}

extension Array: CellConvertible where Element: CellConvertible {
  /// Reads an array; `[Int]` and `[Double]` are shared, not copied.
  public init(cellValue: Value) throws {
    switch cellValue {
    case .ints(let elements):
      if let same = elements as? [Element] { self = same; return }
      self = try elements.map { try Element(cellValue: .int($0)) }
    case .doubles(let elements):
      if let same = elements as? [Element] { self = same; return }
      self = try elements.map { try Element(cellValue: .double($0)) }
    case .array(let elements):
      self = try elements.map { try Element(cellValue: $0) }
    default: throw ConversionError(expected: Self.self, found: cellValue)
    }
  }
  /// The array as a value.
  public var cellValue: Value {
    if let same = self as? [Int] { return .ints(same) }
    if let same = self as? [Double] { return .doubles(same) }
    return .array(map(\.cellValue))
  }
}

extension Dictionary: CellConvertible where Key: CellConvertible, Value: CellConvertible {
  /// Reads a dictionary.
  public init(cellValue: CellLanguage.Value) throws {
    guard case .dictionary(let table) = cellValue else {
      throw ConversionError(expected: Self.self, found: cellValue)
    }
    self.init()
    for (key, value) in table.entries {
      self[try Key(cellValue: key)] = try Value(cellValue: value)
    }
  }
  /// The dictionary as a value, ordered by the texts of its keys.
  public var cellValue: CellLanguage.Value {
    let table = OrderedTable()
    let entries = map { (key: $0.key.cellValue, value: $0.value.cellValue) }
    for entry in entries.sorted(by: { $0.key.description < $1.key.description }) {
      table[entry.key] = entry.value
    }
    return .dictionary(table)
  }
}

extension Range: CellConvertible where Bound: CellConvertible {
  /// Reads a half-open range.
  public init(cellValue: Value) throws {
    guard case .span(let span) = cellValue, span.kind == .range else {
      throw ConversionError(expected: Self.self, found: cellValue)
    }
    let (lower, upper) = (try Bound(cellValue: span.lower), try Bound(cellValue: span.upper))
    guard lower <= upper else { throw ConversionError(expected: Self.self, found: cellValue) }
    self = lower..<upper
  }
  /// The range as a value.
  public var cellValue: Value {
    .span(Span(.range, lower: lowerBound.cellValue, upper: upperBound.cellValue))
  }
}

extension ClosedRange: CellConvertible where Bound: CellConvertible {
  /// Reads a closed range.
  public init(cellValue: Value) throws {
    guard case .span(let span) = cellValue, span.kind == .closedRange else {
      throw ConversionError(expected: Self.self, found: cellValue)
    }
    let (lower, upper) = (try Bound(cellValue: span.lower), try Bound(cellValue: span.upper))
    guard lower <= upper else { throw ConversionError(expected: Self.self, found: cellValue) }
    self = lower...upper
  }
  /// The range as a value.
  public var cellValue: Value {
    .span(Span(.closedRange, lower: lowerBound.cellValue, upper: upperBound.cellValue))
  }
}

extension CellFunction: CellConvertible {
  /// The function as a value.
  public var cellValue: Value { .function(self) }
}

extension CellConvertible where Self == CellFunction {
  /// Reads a function.
  public init(cellValue: Value) throws {
    guard case .function(let function) = cellValue else {
      throw ConversionError(expected: CellFunction.self, found: cellValue)
    }
    self = function
  }
}

/// A pair, for parameters and results of a tuple type with two elements.
public struct CellPair<A: CellConvertible, B: CellConvertible>: CellConvertible {
  /// The elements.
  public let first: A, second: B

  /// Makes a pair.
  public init(_ first: A, _ second: B) { (self.first, self.second) = (first, second) }

  /// Reads a tuple of two.
  public init(cellValue: Value) throws {
    guard case .record(let record) = cellValue, record.fields.count == 2 else {
      throw ConversionError(expected: Self.self, found: cellValue)
    }
    first = try A(cellValue: record.fields[0])
    second = try B(cellValue: record.fields[1])
  }
  /// The pair as a tuple.
  public var cellValue: Value { .record(Record([first.cellValue, second.cellValue])) }
}

/// A triple, for parameters and results of a tuple type with three elements.
public struct CellTriple<A: CellConvertible, B: CellConvertible, C: CellConvertible>:
  CellConvertible
{
  /// The elements.
  public let first: A, second: B, third: C

  /// Makes a triple.
  public init(_ first: A, _ second: B, _ third: C) {
    (self.first, self.second, self.third) = (first, second, third)
  }

  /// Reads a tuple of three.
  public init(cellValue: Value) throws {
    guard case .record(let record) = cellValue, record.fields.count == 3 else {
      throw ConversionError(expected: Self.self, found: cellValue)
    }
    first = try A(cellValue: record.fields[0])
    second = try B(cellValue: record.fields[1])
    third = try C(cellValue: record.fields[2])
  }
  /// The triple as a tuple.
  public var cellValue: Value {
    .record(Record([first.cellValue, second.cellValue, third.cellValue]))
  }
}

extension Value: Hashable {
  /// Whether two values of one type are equal, as `==` finds it.
  public static func == (a: Value, b: Value) -> Bool {
    switch (a, b) {
    case (.void, .void), (.none, .none): true
    case (.some(let a), .some(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.uint64(let a), .uint64(let b)): a == b
    case (.double(let a), .double(let b)): a == b
    case (.float(let a), .float(let b)): a == b
    case (.bool(let a), .bool(let b)): a == b
    case (.string(let a), .string(let b)): a == b
    case (.ints(let a), .ints(let b)): a == b
    case (.doubles(let a), .doubles(let b)): a == b
    case (.array(let a), .array(let b)): a == b
    case (.record(let a), .record(let b)): a.fields == b.fields
    case (.dictionary(let a), .dictionary(let b)): a.hasSameEntries(as: b)
    case (.set(let a), .set(let b)): a.hasSameEntries(as: b)
    case (.span(let a), .span(let b)):
      a.kind == b.kind && a.lower == b.lower && a.upper == b.upper && a.extra == b.extra
    case (.enumeration(let a), .enumeration(let b)): a.tag == b.tag && a.payload == b.payload
    case (.native(let a), .native(let b)): a.isEqual(to: b)
    case (.ints, _), (.doubles, _), (.array, _): a.hasSameElements(as: b)
    default: false
    }
  }

  /// Hashes what `==` compares.
  public func hash(into hasher: inout Hasher) {
    switch self {
    case .void, .none: hasher.combine(0)
    case .some(let value): value.hash(into: &hasher)
    case .int(let value): hasher.combine(value)
    case .uint64(let value): hasher.combine(value)
    case .double(let value): hasher.combine(value)
    case .float(let value): hasher.combine(value)
    case .bool(let value): hasher.combine(value)
    case .string(let value): hasher.combine(value)
    case .ints, .doubles, .array:
      let count = arrayCount ?? 0
      hasher.combine(count)
      for index in 0..<count { arrayElement(index).hash(into: &hasher) }
    case .record(let record): hasher.combine(record.fields)
    case .dictionary(let table), .set(let table): hasher.combine(table.count)
    case .span(let span):
      hasher.combine(span.lower)
      hasher.combine(span.upper)
    case .enumeration(let value):
      hasher.combine(value.tag)
      hasher.combine(value.payload)
    case .function, .box: hasher.combine(1)
    case .native(let box): (box.value as? any Hashable)?.hash(into: &hasher)
    }
  }
}

extension Value {
  /// Whether two arrays that are stored differently have equal elements.
  private func hasSameElements(as other: Value) -> Bool {
    guard let count = arrayCount, other.arrayCount == count else { return false }
    return (0..<count).allSatisfy { arrayElement($0) == other.arrayElement($0) }
  }

  /// The number of elements of an array, or nil for another value.
  var arrayCount: Int? {
    switch self {
    case .ints(let elements): elements.count
    case .doubles(let elements): elements.count
    case .array(let elements): elements.count
    default: nil
    }
  }

  /// An element of an array; the index must be one of its own.
  func arrayElement(_ index: Int) -> Value {
    switch self {
    case .ints(let elements): .int(elements[index])
    case .doubles(let elements): .double(elements[index])
    case .array(let elements): elements[index]
    default: .void
    }
  }
}

extension NativeBox {
  /// Whether two library values are equal by their type's own `==`.
  func isEqual(to other: NativeBox) -> Bool {
    guard let a = value as? any Equatable else { return self === other }
    return a.isEqual(to: other.value)
  }
}

extension Equatable {
  fileprivate func isEqual(to other: Any) -> Bool { (other as? Self) == self }
}

extension OrderedTable {
  /// Whether two tables have the same keys with the same values, in whatever order.
  func hasSameEntries(as other: OrderedTable) -> Bool {
    count == other.count && entries.allSatisfy { other[$0.key] == $0.value }
  }
}

extension Value: CustomStringConvertible {
  /// What `print` writes for the value, as far as the value alone can tell.
  public var description: String {
    switch self {
    case .void: "()"
    case .none: "nil"
    case .some(let value): "Optional(\(value.debugText))"
    case .string(let value): value
    default: debugText
    }
  }

  /// What `debugPrint` writes: strings are quoted.
  var debugText: String {
    switch self {
    case .void: "()"
    case .none: "nil"
    case .some(let value): "Optional(\(value.debugText))"
    case .int(let value): value.description
    case .uint64(let value): value.description
    case .double(let value): value.description
    case .float(let value): value.description
    case .bool(let value): value.description
    case .string(let value): value.debugDescription
    case .ints(let value): value.description
    case .doubles(let value): value.description
    case .array(let values): "[" + values.map(\.debugText).joined(separator: ", ") + "]"
    case .record(let record): "(" + record.fields.map(\.debugText).joined(separator: ", ") + ")"
    case .dictionary(let table):
      table.count == 0
        ? "[:]"
        : "["
          + table.entries.map { "\($0.key.debugText): \($0.value.debugText)" }
          .joined(separator: ", ") + "]"
    case .set(let table): "[" + table.entries.map(\.key.debugText).joined(separator: ", ") + "]"
    case .span(let span): span.description
    case .enumeration(let value):
      value.payload.isEmpty
        ? value.name
        : "\(value.name)(" + value.payload.map(\.debugText).joined(separator: ", ") + ")"
    case .function: "(Function)"
    case .native(let box): String(describing: box.value)
    case .box(let box): box.value.debugText
    }
  }
}

extension Span: CustomStringConvertible {
  /// The span as Swift writes it.
  public var description: String {
    switch kind {
    case .range: "\(lower.debugText)..<\(upper.debugText)"
    case .closedRange: "\(lower.debugText)...\(upper.debugText)"
    case .from: "PartialRangeFrom(lowerBound: \(lower.debugText))"
    case .upTo: "PartialRangeUpTo(upperBound: \(upper.debugText))"
    case .through: "PartialRangeThrough(upperBound: \(upper.debugText))"
    case .strideTo: "StrideTo(_start: \(lower.debugText))"
    case .strideThrough: "StrideThrough(_start: \(lower.debugText))"
    case .slice: extra.debugText
    }
  }
}

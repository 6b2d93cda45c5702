/// The fields of a tuple or structure, changed in place while nothing else holds them.
public final class Record: @unchecked Sendable {
  /// The fields, in the order of their declaration.
  public internal(set) var fields: [Value]

  /// Makes a record.
  public init(_ fields: [Value]) { self.fields = fields }
}

/// Two bounds, with a step or a base where the kind asks for one.
public final class Span: @unchecked Sendable {
  /// What the bounds delimit.
  public enum Kind: Sendable {
    case range, closedRange, from, upTo, through, strideTo, strideThrough, slice
  }
  /// What the bounds delimit.
  public let kind: Kind
  /// The first bound.
  public let lower: Value
  /// The last bound.
  public let upper: Value
  /// The step of a stride, the array of a slice, else `.void`.
  public let extra: Value

  /// Makes a span.
  public init(_ kind: Kind, lower: Value, upper: Value, extra: Value = .void) {
    (self.kind, self.lower, self.upper, self.extra) = (kind, lower, upper, extra)
  }
}

/// A case of an enumeration that a cell declares.
public final class EnumerationValue: Sendable {
  /// The place of the case among the cases.
  public let tag: Int
  /// The case's name.
  public let name: String
  /// The associated values.
  public let payload: [Value]

  /// Makes a case.
  public init(tag: Int, name: String, payload: [Value] = []) {
    (self.tag, self.name, self.payload) = (tag, name, payload)
  }
}

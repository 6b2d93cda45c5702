/// A value of the cell language.
///
/// Types are checked before a cell runs, so a value carries no more than evaluation needs. Numbers
/// are unboxed; arrays of `Int` and of `Double` are stored without boxes and shared with the
/// library without a copy. A value of type `T?` is `.none` or the wrapped value itself; only around
/// a value that is itself an optional does `.some` stand.
public enum Value: @unchecked Sendable {
  /// The empty tuple.
  case void
  /// `nil`.
  case none
  /// An optional whose wrapped value is an optional.
  indirect case some(Value)
  /// An `Int`.
  case int(Int)
  /// A `UInt64`.
  case uint64(UInt64)
  /// A `Double`.
  case double(Double)
  /// A `Float`.
  case float(Float)
  /// A `Bool`.
  case bool(Bool)
  /// A `String`, `Substring` or `Character`.
  indirect case string(String)
  /// An `[Int]`.
  case ints([Int])
  /// A `[Double]`.
  case doubles([Double])
  /// An array of anything else, or a sequence that was made into one.
  case array([Value])
  /// A dictionary, in order of insertion.
  case dictionary(OrderedTable)
  /// A set, in order of insertion.
  case set(OrderedTable)
  /// A tuple or the stored properties of a structure.
  case record(Record)
  /// A range, a stride or a slice.
  case span(Span)
  /// An enumeration's case with its payload.
  case enumeration(EnumerationValue)
  /// A closure or function.
  case function(CellFunction)
  /// A value of a registered library type.
  case native(NativeBox)
  /// A variable that closures share; the library never sees one.
  case box(VariableBox)
}

/// A variable that closures share.
public final class VariableBox: @unchecked Sendable {
  var value: Value
  /// The evaluation that made it; no other may touch it.
  let owner: Int

  init(_ value: Value, owner: Int) { (self.value, self.owner) = (value, owner) }
}

/// A value of a library type inside the cell language.
public final class NativeBox: Sendable {
  /// The value itself.
  public let value: any Sendable

  /// Boxes a value.
  public init(_ value: any Sendable) { self.value = value }
}

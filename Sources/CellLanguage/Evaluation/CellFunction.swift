/// A closure or function of a cell that the library can call, on any thread and on several at once.
public final class CellFunction: @unchecked Sendable {
  let body: @Sendable ([Value]) throws -> Value

  /// Makes a function of a body of the library's own.
  public init(_ body: @escaping @Sendable ([Value]) throws -> Value) { self.body = body }

  /// Calls the function.
  ///
  /// - Parameter arguments: One value for each parameter of the function's type.
  /// - Throws: What the function throws, and `CellRuntimeError` for a mistake in its body.
  public func call(_ arguments: [Value]) throws -> Value { try body(arguments) }

  /// Calls the function with library values.
  public func callAsFunction<each A: CellConvertible, R: CellConvertible>(
    _ arguments: repeat each A,
    returning: R.Type = R.self
  ) throws -> R {
    var values: [Value] = []
    repeat values.append((each arguments).cellValue)
    return try R(cellValue: call(values))
  }
}

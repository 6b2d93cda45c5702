/// Elementary functions, eight numbers at a time and over runs of memory.
///
/// The functions of `Wide` numbers are for code that keeps intermediate results in registers; they are
/// inlined. `evaluate` is for everything else.
///
/// In double precision the relative error is below 1e-15, over the whole range with subnormal
/// numbers (there: one unit in the last place), infinities and NaN as in IEEE 754. Single precision
/// is computed in double precision with shorter polynomials and rounded at the end, to a relative error
/// below 1e-7. The result for a number does not depend on its place in memory.
package enum VectorMath {
  /// How accurate a function of `Wide` numbers has to be.
  @frozen
  @usableFromInline
  package enum Accuracy: Sendable {
    /// A relative error below 1e-15.
    case double
    /// A relative error below 4e-8, for results to be rounded to single precision.
    case single
  }

  /// Evaluates a function for each element; the two may be the same memory.
  package static func evaluate<T: TensorScalar>(
    _ function: VectorFunction,
    _ source: UnsafeBufferPointer<T>,
    into destination: UnsafeMutableBufferPointer<T>
  ) {
    let count = Swift.min(source.count, destination.count)
    guard count > 0, let from = source.baseAddress, let to = destination.baseAddress else { return }
    T.evaluate(function, from, to, count)
  }

  /// Evaluates a function for each element, in place.
  package static func evaluate<T: TensorScalar>(
    _ function: VectorFunction,
    inPlace elements: UnsafeMutableBufferPointer<T>
  ) {
    evaluate(function, UnsafeBufferPointer(elements), into: elements)
  }
}

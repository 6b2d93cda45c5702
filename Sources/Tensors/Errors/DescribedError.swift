/// An error that says what was found, what was expected, and what to do about it.
///
/// Every operation that bad input can make impossible has a `checked…` form, which throws one of
/// these, and a short form, which stops the program with the same sentence.
public protocol DescribedError: Error, CustomStringConvertible, Sendable {
  /// One sentence: what was found and what was expected.
  var description: String { get }

  /// What to do about it, or `nil` if the description already says so.
  var advice: String? { get }
}

extension DescribedError {
  /// No advice beyond the description.
  public var advice: String? { nil }
}

/// The result of a checked operation; an error stops the program with its sentence.
///
/// The short form of every checked operation is `trapping { try checkedX(…) }`.
package func trapping<T>(_ body: () throws -> T) -> T {
  do {
    return try body()
  } catch let error as any DescribedError {
    fatalError(error.advice.map { "\(error.description) \($0)" } ?? error.description)
  } catch {
    fatalError(String(describing: error))
  }
}

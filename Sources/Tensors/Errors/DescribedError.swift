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
/// The short form of every checked operation is `trapping { try checkedX(…) }`. Short forms do not
/// heed `Interruption`: what it stopped is done again without it, and the next checked operation or
/// loop of the caller stops instead.
package func trapping<T>(_ body: () throws -> T) -> T {
  do {
    return try body()
  } catch {
    guard Interruption.isRequested else { stop(error) }
    return Interruption.$check.withValue(nil) {
      do { return try body() } catch { stop(error) }
    }
  }
}

/// Stops the program with the sentence of an error.
private func stop(_ error: any Error) -> Never {
  guard let error = error as? any DescribedError else { fatalError(String(describing: error)) }
  fatalError(error.advice.map { "\(error.description) \($0)" } ?? error.description)
}

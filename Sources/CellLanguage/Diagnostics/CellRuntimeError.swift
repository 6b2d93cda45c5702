/// An error that stopped a cell while it ran, with the place where it happened.
public struct CellRuntimeError: Error, Sendable, CustomStringConvertible {
  /// The message with its place, source line and notes.
  public var diagnostic: CellDiagnostic
  /// The error that a library function or the poll threw, if it came from outside the language.
  public var underlying: (any Error)?

  /// Makes an error from its parts.
  public init(diagnostic: CellDiagnostic, underlying: (any Error)? = nil) {
    self.diagnostic = diagnostic
    self.underlying = underlying
  }

  /// The message alone.
  public var message: String { diagnostic.message }

  /// The error as compilers print one.
  public var description: String { diagnostic.rendered }
}

/// An error of a library that explains itself to the author of a notebook.
public protocol ExplainedError: Error {
  /// What was found and what was expected.
  var explanation: String { get }
  /// What to do about it.
  var advice: String? { get }
}

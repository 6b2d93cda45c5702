/// The way long computations learn that they are to stop.
///
/// Whoever runs a computation binds `check` to a closure that throws when the reader presses Ctrl-C
/// or a time limit is hit; training steps, tile loops, sweep points and iterations poll it:
///
///     try Interruption.$check.withValue(.init { try limits.check() }) { … }
public enum Interruption {
  /// What decides that the computation is to stop; a scoped setting, `nil` by default.
  @TaskLocal public static var check: Check?

  /// Throws what `check` throws, if it is bound.
  public static func poll() throws {
    try check?.body()
  }

  /// Whether `poll()` would throw now.
  static var isRequested: Bool {
    do {
      try poll()
      return false
    } catch {
      return true
    }
  }

  /// A closure that throws when the computation is to stop.
  ///
  /// A structure around it, since the optimizer of Swift 6.3 passes no type metadata for a task local
  /// whose value is itself a function, which crashes where the value is bound.
  public struct Check: Sendable {
    let body: @Sendable () throws -> Void

    /// A check that throws what the closure throws.
    public init(_ body: @escaping @Sendable () throws -> Void) {
      self.body = body
    }
  }
}

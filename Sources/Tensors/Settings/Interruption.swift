/// The way long computations learn that they are to stop.
///
/// Whoever runs a computation binds `check` to a closure that throws when the reader presses Ctrl-C
/// or a time limit is hit; training steps, tile loops, sweep points and iterations poll it.
public enum Interruption {
  /// Throws when the computation is to stop; a scoped setting, `nil` by default.
  @TaskLocal public static var check: (@Sendable () throws -> Void)?

  /// Throws what `check` throws, if it is bound.
  public static func poll() throws {
    try check?()
  }
}

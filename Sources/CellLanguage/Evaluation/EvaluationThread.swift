import Foundation

/// A thread with a large stack, for the evaluation of cells.
public enum EvaluationThread {
  /// Runs a body on a thread with a large stack and waits for it.
  ///
  /// Task locals of the caller are not seen within; set them inside the body.
  ///
  /// - Parameters:
  ///   - stackBytes: The size of the stack, 256 MB by default; pages are used as needed.
  ///   - body: What to do.
  /// - Returns: What the body returns.
  /// - Throws: What the body throws.
  public static func run<R: Sendable>(
    stackBytes: Int = 256 << 20,
    _ body: @escaping @Sendable () throws -> R
  ) throws -> R {
    let outcome = Outcome<R>()
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      outcome.result = Result { try body() }
      done.signal()
    }
    thread.stackSize = stackBytes
    thread.start()
    done.wait()
    guard let result = outcome.result else { throw CancellationError() }
    return try result.get()
  }

  /// Written by the thread before it signals, read after.
  private final class Outcome<R>: @unchecked Sendable {
    var result: Result<R, any Error>?
  }
}

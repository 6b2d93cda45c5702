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
      var marker = 0
      let base = withUnsafeMutablePointer(to: &marker) { UInt(bitPattern: $0) }
      pthread_setspecific(baseKey, UnsafeMutableRawPointer(bitPattern: base))
      pthread_setspecific(sizeKey, UnsafeMutableRawPointer(bitPattern: stackBytes))
      outcome.result = Result { try body() }
      done.signal()
    }
    thread.stackSize = stackBytes
    thread.start()
    done.wait()
    guard let result = outcome.result else { throw CancellationError() }
    return try result.get()
  }

  /// The size of this thread's stack if it was made here.
  static var stackBytes: Int? { pthread_getspecific(sizeKey).map { Int(bitPattern: $0) } }

  /// An address near the beginning of this thread's stack if it was made here.
  static var base: UInt? { pthread_getspecific(baseKey).map { UInt(bitPattern: $0) } }

  private static let sizeKey = makeKey()
  private static let baseKey = makeKey()

  private static func makeKey() -> pthread_key_t {
    var key = pthread_key_t()
    pthread_key_create(&key, nil)
    return key
  }

  /// Written by the thread before it signals, read after.
  private final class Outcome<R>: @unchecked Sendable {
    var result: Result<R, any Error>?
  }
}

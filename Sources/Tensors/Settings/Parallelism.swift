import Foundation

/// How work is spread over the processor's cores.
///
/// Results do not depend on it: work is cut into tiles by rules that do not look at the number of
/// threads, each tile is computed by one thread, and sums over tiles are taken in a fixed order.
public enum Parallelism {
  /// The number of active processors, read once.
  public static let processorCount = Swift.max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

  /// The number of threads to use, at least 1; a scoped setting, the number of processors by default.
  @TaskLocal public static var threads: Int = processorCount

  /// Bindings of further scoped settings that worker threads are to inherit, outermost first.
  @TaskLocal static var bindings: [Binding] = []

  /// Runs a body with a scoped setting bound as it was where the work was cut up.
  public typealias Binding = @Sendable (_ body: () -> Void) -> Void

  /// Runs the body with one more scoped setting that worker threads inherit.
  ///
  /// `bind` must run its argument exactly once, within `withValue` of the task local it is about.
  public static func inheriting<R>(
    _ bind: @escaping Binding,
    _ body: () throws -> R
  ) rethrows -> R {
    try $bindings.withValue(bindings + [bind]) { try body() }
  }

  /// Runs the body for each index in `0..<count`, on several threads.
  ///
  /// Within the body further loops run on one thread.
  public static func forEach(_ count: Int, _ body: (Int) -> Void) {
    guard threads > 1, count > 1 else {
      for index in 0..<Swift.max(0, count) { body(index) }
      return
    }
    run(count, body)
  }

  /// Runs the throwing body for each index in `0..<count`, polling `Interruption` before each.
  ///
  /// - Throws: The error of the smallest index that failed; after an error no new index is begun.
  public static func forEach(_ count: Int, _ body: (Int) throws -> Void) throws {
    guard threads > 1, count > 1 else {
      for index in 0..<Swift.max(0, count) {
        try Interruption.poll()
        try body(index)
      }
      return
    }
    let failure = FirstFailure()
    run(count) { index in
      guard !failure.isSet else { return }
      do {
        try Interruption.poll()
        try body(index)
      } catch {
        failure.record(error, at: index)
      }
    }
    try failure.rethrow()
  }

  /// The results of the body for each index in `0..<count`, in order, computed on several threads.
  public static func map<R: Sendable>(_ count: Int, _ body: (Int) throws -> R) throws -> [R] {
    var results = [R?](repeating: nil, count: Swift.max(0, count))
    try results.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let slots = buffer
      try forEach(count) { index in slots[index] = try body(index) }
    }
    return results.compactMap { $0 }
  }

  private static func run(_ count: Int, _ body: (Int) -> Void) {
    let inherited = InheritedSettings()
    $threads.withValue(1) {
      WorkerPool.shared.run(count: count, threads: inherited.threads) { isWorker, next in
        func loop() { while let index = next() { body(index) } }
        if isWorker { inherited.bound { loop() } } else { loop() }
      }
    }
  }
}

/// The scoped settings in force where work was cut up.
private struct InheritedSettings: Sendable {
  let threads = Parallelism.threads
  let check = Interruption.check
  let dtype = DType.preferred
  let seed = RootSeed.value
  let limit = AllocationLimit.elements
  let bindings = Parallelism.bindings

  func bound(_ body: () -> Void) {
    Parallelism.$threads.withValue(1) {
      Interruption.$check.withValue(check) {
        DType.$preferred.withValue(dtype) {
          RootSeed.$value.withValue(seed) {
            AllocationLimit.$elements.withValue(limit) {
              Parallelism.$bindings.withValue(bindings) { further(bindings[...], body) }
            }
          }
        }
      }
    }
  }

  private func further(_ rest: ArraySlice<Parallelism.Binding>, _ body: () -> Void) {
    guard let first = rest.first else { return body() }
    first { further(rest.dropFirst(), body) }
  }
}

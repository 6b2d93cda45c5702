internal import Tangent

/// Sets the mathematics up for a run: seed, precision, threads, data folders, interruption.
public struct MathematicsScope: Sendable {
  private let seed: UInt64
  private let precision: DType
  private let threads: Int?
  private let dataPaths: [String]
  private let poll: @Sendable () throws -> Void

  /// A scope.
  ///
  /// - Parameters:
  ///   - seed: The root of all random streams.
  ///   - precision: `float32` or `float64`; anything else means `float64`.
  ///   - threads: How many threads to use; `nil` means all cores.
  ///   - dataPaths: Folders in which data sets are looked for.
  ///   - poll: Called from every long computation; throws to end it.
  public init(
    seed: UInt64,
    precision: String,
    threads: Int?,
    dataPaths: [String],
    poll: @escaping @Sendable () throws -> Void
  ) {
    self.seed = seed
    self.precision = DType(rawValue: precision) ?? .float64
    self.threads = threads
    self.dataPaths = dataPaths
    self.poll = poll
  }

  /// Runs a body within the scope.
  public func run(_ body: () -> Void) {
    RootSeed.$value.withValue(seed) {
      DType.$preferred.withValue(precision) {
        Interruption.$check.withValue(.init(poll)) {
          DataDirectory.using(dataPaths) {
            guard let threads else { return body() }
            Parallelism.$threads.withValue(threads, operation: body)
          }
        }
      }
    }
  }
}

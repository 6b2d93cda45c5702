/// What a run was asked for beside the notebook itself.
///
/// Values given here win over the notebook's front matter.
public struct RunRequest: Sendable {
  /// Parameter overrides as written on the command line, `name=value` or `name:value`.
  public var parameters: [String]
  /// The seed to use in place of the front matter's.
  public var seed: UInt64?
  /// The number of threads, all cores by default; results do not depend on it.
  public var threads: Int?
  /// Folders in which data sets are looked for, in order.
  public var dataPaths: [String]

  /// A request; everything left out is the notebook's choice.
  public init(
    parameters: [String] = [],
    seed: UInt64? = nil,
    threads: Int? = nil,
    dataPaths: [String] = []
  ) {
    self.parameters = parameters
    self.seed = seed
    self.threads = threads
    self.dataPaths = dataPaths
  }
}

/// The settings under which every cell of a run is executed.
public struct RunSettings: Sendable, Hashable {
  /// The root of all random streams, default 0.
  public var seed: UInt64
  /// The default element type of tensors, `float64` or `float32`.
  public var precision: String
  /// The number of threads; `nil` means all cores.
  public var threads: Int?
  /// Folders in which data sets are looked for, in order.
  public var dataPaths: [String]

  /// Settings from their values.
  public init(seed: UInt64, precision: String, threads: Int?, dataPaths: [String]) {
    self.seed = seed
    self.precision = precision
    self.threads = threads
    self.dataPaths = dataPaths
  }
}

/// What a run needs from the world, handed in by the tool.
public struct RunEnvironment: Sendable {
  /// Asks whether the work should go on; throws when it should stop.
  public typealias Poll = @Sendable () throws -> Void

  /// A monotonic clock, in seconds.
  public var now: @Sendable () -> Double
  /// Whether the user asked to stop.
  public var isCancelled: @Sendable () -> Bool
  /// Runs a body with the mathematics set up: seed, precision, threads, data folders, polling.
  public var scope: @Sendable (RunSettings, @escaping Poll, () -> Void) -> Void

  /// An environment from its parts.
  public init(
    now: @escaping @Sendable () -> Double,
    isCancelled: @escaping @Sendable () -> Bool = { false },
    scope: @escaping @Sendable (RunSettings, @escaping Poll, () -> Void) -> Void
  ) {
    self.now = now
    self.isCancelled = isCancelled
    self.scope = scope
  }
}

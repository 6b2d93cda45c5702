/// What is needed to repeat a run: seed, parameters, versions, host, times.
public struct RunRecord: Sendable, Hashable, Codable {
  /// A parameter of the run and its value as text.
  public struct Parameter: Sendable, Hashable, Codable {
    /// The name in the front matter.
    public var name: String
    /// The value as text.
    public var text: String

    /// Makes a parameter from its name and its value as text.
    public init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// The seed of the notebook.
  public var seed: UInt64
  /// The precision of tensors, `float32` or `float64`.
  public var precision: String
  /// The number of threads.
  public var threads: Int
  /// The parameters in the order of the front matter.
  public var parameters: [Parameter]
  /// The version of Tangent.
  public var tangentVersion: String
  /// The version of the Swift compiler that built it.
  public var swiftVersion: String
  /// The machine, for example `x86_64 Linux, 2 cores`.
  public var host: String
  /// When the run began, in ISO 8601.
  public var started: String
  /// The time the whole run took, in seconds.
  public var duration: Double
  /// The SHA-256 digest of the notebook's bytes, in hexadecimal.
  public var sourceDigest: String
  /// The command that repeats the run.
  public var command: String

  /// Makes a record from its parts.
  public init(
    seed: UInt64 = 0,
    precision: String = "float64",
    threads: Int = 1,
    parameters: [Parameter] = [],
    tangentVersion: String = "",
    swiftVersion: String = "",
    host: String = "",
    started: String = "",
    duration: Double = 0,
    sourceDigest: String = "",
    command: String = ""
  ) {
    self.seed = seed
    self.precision = precision
    self.threads = threads
    self.parameters = parameters
    self.tangentVersion = tangentVersion
    self.swiftVersion = swiftVersion
    self.host = host
    self.started = started
    self.duration = duration
    self.sourceDigest = sourceDigest
    self.command = command
  }
}

import Foundation

/// What the tool reads from the machine: the clock, the environment and the host's description.
///
/// Nothing below the tool reads any of these, so a run is a function of what is handed to it.
struct HostEnvironment: Sendable {
  let variables: [String: String]

  init(variables: [String: String] = ProcessInfo.processInfo.environment) {
    self.variables = variables
  }

  /// The fixed time of `SOURCE_DATE_EPOCH`, in seconds since 1970; `nil` when it is not set.
  var fixedEpoch: Double? {
    variables["SOURCE_DATE_EPOCH"].flatMap(Double.init).flatMap { $0.isFinite ? $0 : nil }
  }

  /// The time of day as ISO 8601 in UTC, of `SOURCE_DATE_EPOCH` when that is set.
  var timestamp: String {
    let date = fixedEpoch.map(Date.init(timeIntervalSince1970:)) ?? Date()
    return date.formatted(.iso8601)
  }

  /// A monotonic clock in seconds; it stands still when `SOURCE_DATE_EPOCH` fixes all times.
  static func monotonicSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  /// Where data sets are looked for, in order: `--data`, `TANGENT_DATA`, the XDG data directory.
  func dataPaths(option: [String]) -> [String] {
    let listed = variables["TANGENT_DATA"].map { $0.split(separator: ":").map(String.init) } ?? []
    return option + listed + [dataHome + "/tangent"]
  }

  private var dataHome: String {
    if let home = variables["XDG_DATA_HOME"], home.hasPrefix("/") { return home }
    return (variables["HOME"] ?? "") + "/.local/share"
  }

  /// Processor, system and architecture in one line.
  var hostDescription: String {
    let fields = ["/proc/cpuinfo"].compactMap { try? String(contentsOfFile: $0, encoding: .utf8) }
    let model = fields.first?.split(separator: "\n").first { $0.hasPrefix("model name") }
      .flatMap { $0.split(separator: ":").last }
      .map { $0.trimmingCharacters(in: .whitespaces) }
    let system = ProcessInfo.processInfo.operatingSystemVersionString
    return [model, system].compactMap(\.self).joined(separator: ", ")
  }
}

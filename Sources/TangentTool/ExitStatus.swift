/// How a command ends, as the shell sees it.
///
/// When several apply the earliest in ``precedence`` wins: a failed cell says more than a claim.
enum ExitStatus: Int32, Error {
  case good = 0
  case cellFailed = 1
  case usage = 2
  case claimFailed = 3
  case stale = 4
  case documentError = 5
  case limitHit = 6
  case interrupted = 130

  static let precedence: [ExitStatus] = [
    .interrupted, .cellFailed, .limitHit, .claimFailed, .documentError, .stale,
  ]

  /// The status that says most among those that apply.
  static func worst(of statuses: Set<ExitStatus>) -> ExitStatus {
    precedence.first(where: statuses.contains) ?? .good
  }
}

/// A mistake in how the tool was called, or a file it cannot read or write: exit status 2.
struct UsageError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}

import Foundation
import Synchronization

/// Turns Ctrl-C and SIGTERM into a flag that the run polls, so that a report is still written.
///
/// A second signal ends the process at once. Unchecked, because the sources are only kept, and the
/// flag alone is shared.
final class StopSignal: @unchecked Sendable {
  private let raised = Atomic<Bool>(false)
  private let sources: [any DispatchSourceSignal]

  var isRaised: Bool { raised.load(ordering: .relaxed) }

  /// Begins to listen; the default action of the signals is taken back.
  static func listening() -> StopSignal {
    let queue = DispatchQueue(label: "tangent.signals")
    let sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      return DispatchSource.makeSignalSource(signal: number, queue: queue)
    }
    let result = StopSignal(sources: sources)
    for source in sources {
      source.setEventHandler { [weak result] in result?.receive() }
      source.resume()
    }
    return result
  }

  private init(sources: [any DispatchSourceSignal]) {
    self.sources = sources
  }

  private func receive() {
    if raised.exchange(true, ordering: .relaxed) {
      Foundation.exit(ExitStatus.interrupted.rawValue)
    }
  }
}

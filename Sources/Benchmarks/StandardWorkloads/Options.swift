import Foundation
import Tangent

/// What is wrong with the command line or a file that it names.
struct UsageError: Error {
  let message: String
}

/// The command line: `tangent-bench [--x64] [--runs N] [--against FILE] [WORKLOAD …]`.
struct Options {
  var names: [String] = []
  var precision = DType.float32
  var runs: Int?
  var peers: String?

  static let usage = """
    usage: tangent-bench [--x64] [--runs N] [--against FILE] [WORKLOAD ...]
      --x64            double precision instead of single
      --runs N         timed runs of each workload; the median is printed
      --against FILE   lines of the peers' times: prints the ratio, peer seconds / ours
      --list           the names of the workloads
    """

  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--x64": precision = .float64
      case "--runs": runs = try Self.runs(rest.popFirst())
      case "--against":
        guard let file = rest.popFirst() else {
          throw UsageError(message: "--against needs a file\n\(Self.usage)")
        }
        peers = file
      case "--list":
        for workload in Workload.all { print(workload.name) }
        exit(0)
      case "-h", "--help":
        print(Self.usage)
        exit(0)
      default:
        guard !argument.hasPrefix("-") else {
          throw UsageError(message: "unknown option \(argument)\n\(Self.usage)")
        }
        names.append(argument)
      }
    }
  }

  private static func runs(_ text: String?) throws -> Int {
    guard let text, let runs = Int(text), (1...1000).contains(runs) else {
      throw UsageError(message: "--runs needs a number from 1 to 1000")
    }
    return runs
  }
}

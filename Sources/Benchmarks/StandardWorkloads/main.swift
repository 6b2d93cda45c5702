import Foundation
import Tangent

do {
  let options = try Options(Array(CommandLine.arguments.dropFirst()))
  let peers = try options.peers.map(PeerTimes.init(file:))
  for workload in try Workload.chosen(options.names) {
    let seconds = workload.medianSeconds(options.precision, runs: options.runs ?? workload.runs)
    let record = Record(
      workload: workload.name,
      seconds: seconds,
      runs: options.runs ?? workload.runs,
      precision: options.precision.rawValue,
      peerSeconds: peers?.seconds(workload.name, options.precision)
    )
    FileHandle.standardOutput.write(Data((try record.line() + "\n").utf8))
  }
} catch let error as UsageError {
  FileHandle.standardError.write(Data("tangent-bench: \(error.message)\n".utf8))
  exit(2)
}

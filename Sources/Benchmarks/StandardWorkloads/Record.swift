import Foundation
import Tangent

/// One line of output.
struct Record: Encodable {
  var workload: String
  var seconds: Double
  var runs: Int
  var precision: String
  var peerSeconds: Double?
  /// Peer seconds over ours: how many times quicker.
  var ratio: Double?

  init(
    workload: String,
    seconds: Double,
    runs: Int,
    precision: String,
    peerSeconds: Double?
  ) {
    self.workload = workload
    self.seconds = (seconds * 1e6).rounded() / 1e6
    self.runs = runs
    self.precision = precision
    self.peerSeconds = peerSeconds
    ratio = peerSeconds.map { ($0 / seconds * 100).rounded() / 100 }
  }

  /// JSON with keys in a fixed order.
  func line() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}

/// Times of the peers, one JSON object per line.
struct PeerTimes {
  private struct Line: Decodable {
    var workload: String
    var seconds: Double?
    var precision: String?
  }

  private var lines: [Line] = []

  init(file: String) throws {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
      throw UsageError(message: "cannot read \(file)")
    }
    for (index, line) in text.split(whereSeparator: \.isNewline).enumerated() {
      guard let value = try? JSONDecoder().decode(Line.self, from: Data(line.utf8)) else {
        throw UsageError(message: "\(file):\(index + 1): not a line of times: \(line.prefix(60))")
      }
      lines.append(value)
    }
  }

  /// The last time of a workload in a precision.
  func seconds(_ workload: String, _ precision: DType) -> Double? {
    lines.last { $0.workload == workload && $0.precision == precision.rawValue }?.seconds
  }
}

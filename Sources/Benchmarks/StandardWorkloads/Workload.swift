import Tangent

/// A computation to time: set up once, then run several times.
struct Workload: Sendable {
  let name: String
  /// Timed runs unless the command line says otherwise.
  var runs = 5
  /// Sets up the inputs and gives the computation; what it returns is kept from being optimized away.
  let prepare: @Sendable (DType) -> () -> Any

  /// The median time of a run, after one that is not counted.
  func medianSeconds(_ precision: DType, runs: Int) -> Double {
    DType.$preferred.withValue(precision) {
      let run = prepare(precision)
      withExtendedLifetime(run()) {}
      let clock = ContinuousClock()
      let times = (0..<runs).map { _ in
        clock.measure { withExtendedLifetime(run()) {} } / .seconds(1)
      }.sorted()
      return (times[(runs - 1) / 2] + times[runs / 2]) / 2
    }
  }

  /// Every workload, in the order of the peers' script.
  static let all = kernels + empiricalKernels + training + predictions

  /// The workloads of these names, or all.
  static func chosen(_ names: [String]) throws -> [Workload] {
    guard !names.isEmpty else { return all }
    return try names.map { name in
      guard let workload = all.first(where: { $0.name == name }) else {
        let known = all.map(\.name).joined(separator: "\n  ")
        throw UsageError(message: "unknown workload \(name); there are\n  \(known)")
      }
      return workload
    }
  }

  /// Standard normal entries from a fixed seed.
  static func normal(_ shape: Int..., seed: UInt64 = 0) -> Tensor {
    Tensor.normal(shape, stream: RandomStream(seed: seed, "workload"))
  }

  /// A fully connected network with weight variance 2 and bias variance 0.01.
  static func perceptron(
    _ activation: Activation,
    depth: Int,
    width: Int,
    outputs: Int
  ) -> Network {
    Network(weightVariance: 2, biasVariance: 0.01) {
      for _ in 0..<depth {
        Dense(width)
        activation
      }
      Dense(outputs)
    }
  }
}

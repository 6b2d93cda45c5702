import Tangent

extension Workload {
  /// Closed-form training; the kernels themselves are not timed.
  static let predictions = [gradientFlow("predict-gradient-flow-n2000-o10", count: 2000)]

  private static func gradientFlow(_ name: String, count: Int) -> Workload {
    Workload(name: name, runs: 3) { _ in
      let network = perceptron(.erf, depth: 2, width: 1, outputs: 1)
      let (inputs, targets) = (normal(count, 64), normal(count, 10, seed: 1))
      let kernel = network.ntk(inputs)
      let cross = network.ntk(inputs[0..<200], inputs)
      return {
        // The peer's loss is the mean over outputs too: its time 100 is ours over 10.
        KernelRegression(kernel: kernel, targets: targets, ridge: .relative(1e-4))
          .mean(cross, time: 100.0 / 10)
      }
    }
  }
}

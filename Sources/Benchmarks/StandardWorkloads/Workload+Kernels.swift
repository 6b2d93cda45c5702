import Tangent

extension Workload {
  /// Kernels of infinite width.
  static let kernels = [
    fullyConnected("fcn-ntk-relu-depth3-n2000-d784", .relu, count: 2000),
    fullyConnected("fcn-ntk-erf-depth3-n2000-d784", .erf, count: 2000),
  ]

  private static func fullyConnected(
    _ name: String,
    _ activation: Activation,
    count: Int
  ) -> Workload {
    Workload(name: name) { _ in
      let network = perceptron(activation, depth: 3, width: 1, outputs: 1)
      let inputs = normal(count, 784)
      return { network.ntk(inputs) }
    }
  }

  /// Tangent kernels of finite networks, by method; full ones keep the outputs apart.
  static let empiricalKernels = [
    empirical("trace-mlp3x512-n32-o10-jacobian", 32, 512, 10, .jacobian),
    empirical("trace-mlp3x512-n32-o10-vector-products", 32, 512, 10, .vectorProducts),
    empirical("trace-mlp3x512-n32-o10-structured", 32, 512, 10, .layerwise),
    empirical("full-mlp3x512-n32-o10-structured", 32, 512, 10, .layerwise, isFull: true),
    empirical("trace-mlp3x1024-n256-o1-structured", 256, 1024, 1, .layerwise),
  ]

  private static func empirical(
    _ name: String,
    _ count: Int,
    _ width: Int,
    _ outputs: Int,
    _ method: KernelMethod,
    isFull: Bool = false
  ) -> Workload {
    Workload(name: "empirical-ntk-" + name, runs: 3) { _ in
      let inputs = normal(count, 784)
      let model = perceptron(.relu, depth: 3, width: width, outputs: outputs)
        .initialized(for: inputs, seed: 0)
      return {
        isFull
          ? model.outputNTK(inputs, by: method) as Any : model.ntk(inputs, by: method) as Any
      }
    }
  }
}

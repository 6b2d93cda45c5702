import Tangent

extension Workload {
  /// Gradient descent and products with the Hessian of the loss.
  static let training = [
    descent("train-mlp2x1024-batch256-o10-100steps", .relu, depth: 2, width: 1024, steps: 100),
    descent("train-erf-mlp20x128-batch256-o10-200steps", .erf, depth: 20, width: 128, steps: 200),
    hessianProducts("hvp-mlp2x1024-batch256-20products", products: 20),
  ]

  private static func descent(
    _ name: String,
    _ activation: Activation,
    depth: Int,
    width: Int,
    steps: Int
  ) -> Workload {
    Workload(name: name, runs: 3) { _ in
      let (model, data) = problem(activation, depth: depth, width: width)
      return {
        model.trained(
          on: data,
          by: .gradientDescent(learningRate: 1e-3),
          steps: steps,
          lossEvery: steps
        )
      }
    }
  }

  private static func hessianProducts(_ name: String, products: Int) -> Workload {
    Workload(name: name, runs: 3) { _ in
      let (model, data) = problem(.relu, depth: 2, width: 1024)
      let hessian = model.lossHessian(on: data)
      return { hessian.product(with: model.parameters, times: products) }
    }
  }

  /// 256 examples of 784 features with 10 targets.
  private static func problem(
    _ activation: Activation,
    depth: Int,
    width: Int
  ) -> (model: Model, data: Dataset) {
    let data = Dataset(
      name: "workload",
      inputs: normal(256, 784),
      targets: normal(256, 10, seed: 1)
    )
    let model = perceptron(activation, depth: depth, width: width, outputs: 10)
      .initialized(for: data.inputs, seed: 0)
    return (model, data)
  }
}

/// Variables of every type, for calls with no sense: a few usual values and many odd ones.
enum SillyValues {
  /// Each declaration, with its type.
  static let declarations: [(name: String, type: String, text: String)] =
    groups.flatMap { type, texts in
      texts.enumerated().map { index, text in
        let name = "a\(type)\(index)"
        return (name, type, "let \(name) = \(text)")
      }
    }

  /// The names by type.
  static let names = Dictionary(grouping: declarations, by: \.type).mapValues { $0.map(\.name) }

  private static let groups: [(String, [String])] = [
    (
      "Tensor",
      [
        "Tensor([] as [Double])", "Tensor(2.0)", "Tensor([Double.nan, 1.0])",
        "Tensor([1.0, -2.0, 1e300])", "Tensor([[1.0, 2.0], [3.0, -4.0]])",
        "Tensor([[2.0, 1.0], [1.0, 3.0]])", "Tensor.zeros([0, 3])", "Tensor.zeros([3, 0])",
        "Tensor([[0.1, 0.2, 0.3], [-0.4, 0.5, 0.6]])", "Tensor.ones([2, 2, 2])",
        "Tensor([[Double.infinity, 0.0], [0.0, Double.nan]])",
        "Tensor([[0.5, 0.25]]).converted(to: .float32)", "Tensor.zeros([4, 3])",
        "Tensor([[1.0], [0.0], [-1.0], [2.0]])",
      ]
    ),
    (
      "Dataset",
      [
        "Dataset.sphere(count: 4, dimension: 3, seed: 1).labeled { $0[0] }",
        "Dataset.sphere(count: 4, dimension: 3, seed: 2)",
        "Dataset(name: \"empty\", inputs: Tensor.zeros([0, 3]), targets: Tensor.zeros([0, 1]))",
        "Dataset(name: \"odd\", inputs: Tensor([[Double.nan, 0.0, 1.0]]), targets: Tensor([[Double.infinity]]))",
        "Dataset.blobs(count: 6, dimension: 3, classes: 2, seed: 3)",
        "Dataset.gaussian(count: 3, dimension: 2, seed: 4).labeled { [$0[0], $0[1]] }",
      ]
    ),
    (
      "Network",
      [
        "Network(weightVariance: 2, biasVariance: 0.1) { Dense(4)\nReLU()\nDense(1) }",
        "Network { Dense(3)\nErf()\nDense(3)\nTanh()\nDense(2) }",
        "Network(parameterization: .standard, weightVariance: 0) { Dense(1) }",
        "Network(weightVariance: 1e300) { Dense(5)\nMonomial(degree: 3)\nDense(1)\nAbs() }",
      ]
    ),
    (
      "Model",
      [
        "aNetwork0.initialized(for: aDataset0, seed: 1)",
        "aNetwork1.initialized(.orthogonal, for: aDataset4, seed: 2)",
        "aNetwork2.initialized(.zeros, for: aDataset5, seed: 3)",
        "aNetwork3.initialized(for: aDataset0, seed: 4)",
      ]
    ),
    (
      "Parameters",
      [
        "aModel0.parameters", "aModel1.parameters", "Parameters([] as [DenseParameters])",
        "aModel3.lossGradient(on: aDataset0)",
      ]
    ),
    ("DenseParameters", ["aModel0.parameters.layers[0]", "DenseParameters(weights: aTensor6)"]),
    (
      "Kernel",
      [
        "aNetwork0.ntk(aTensor8)", "aNetwork1.nngp(aTensor8, aTensor12)",
        "Kernel(aTensor10, isSymmetric: false)", "Kernel(aTensor6, isSymmetric: false)",
      ]
    ),
    ("CholeskyFactorization", ["aTensor5.cholesky()"]),
    ("SymmetricEigen", ["aTensor5.symmetricEigen()"]),
    ("Predictor", ["aNetwork0.predictor(training: aDataset0, ridge: .relative(0.01))"]),
    (
      "TrainingRun",
      [
        "aModel0.trained(on: aDataset0, by: .gradientDescent(learningRate: 0.1), steps: 3)",
        "aModel0.trained(on: aDataset0, by: .gradientDescent(learningRate: 1e9), steps: 9)",
      ]
    ),
    ("LinearizedModel", ["aModel0.linearized", "aModel1.linearized"]),
    (
      "LinearizedTrainingRun",
      ["aLinearizedModel0.trained(on: aDataset0, by: .adam(), steps: 3)"]
    ),
    ("LossHessian", ["aModel0.lossHessian(on: aDataset0)"]),
    ("Series", ["aTrainingRun0.loss", "Series(name: \"odd\", x: [0, 1], y: [Double.nan, -1])"]),
    (
      "Sweep",
      [
        "sweep(over: [1, 2, 4], repeats: 3) { Double($0) + Double($1 % 7) }",
        "Sweep(points: [0.0, -1.0], samples: [[-1.0], [Double.nan, 0.0]])",
      ]
    ),
    ("SweepTable", ["sweep(over: [1.0, 2.0], measuring: [\"a\", \"b\"]) { x, _ in [x, -x] }"]),
    ("SweepGrid", ["sweep(over: [1, 2], and: [true, false]) { _, _, _ in 1.0 }"]),
    ("PowerLaw", ["aSweep0.powerLaw"]),
    ("Claim", ["Claim(\"odd\", Double.nan, near: 1.0, within: 0.1)"]),
  ]
}

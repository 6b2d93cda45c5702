internal import CellLanguage
internal import Tangent

/// Closed-form predictions of infinitely wide networks.
extension BindingRegistry {
  mutating func registerPredictions() {
    enumeration("KernelKind", KernelKind.self, summary: "Which kernel a prediction uses.")
    type("Ridge", Ridge.self, summary: "What is added to the kernel's diagonal.")
    staticMember(of: "Ridge", "func absolute(_ value: Double) -> Ridge") {
      (value: Double) in Ridge.absolute(value)
    }
    staticMember(
      of: "Ridge",
      "func relative(_ value: Double) -> Ridge",
      summary: "Relative to the mean of the diagonal."
    ) { (value: Double) in Ridge.relative(value) }
    type("Predictor", Predictor.self, summary: "The trained ensemble of infinitely wide networks.")
    method(
      on: "Network",
      """
      func predictor(training: Dataset, kernel: KernelKind = .ntk, \
      ridge: Ridge = .absolute(0)) -> Predictor
      """,
      summary: "Kernel regression on a data set; time is learning rate × steps."
    ) { (network: Network, data: Dataset, kernel: KernelKind, ridge: Ridge) in
      try network.checkedPredictor(training: data, kernel: kernel, ridge: ridge)
    }
    registerFlow()
    registerDescent()
  }

  private mutating func registerFlow() {
    method(
      on: "Predictor",
      "func mean(at x: Tensor, time: Double? = nil) -> Tensor",
      summary: "After gradient flow for a time; without one, at the end of training."
    ) { (predictor: Predictor, x: Tensor, time: Double?) in
      try predictor.checkedMean(at: x, time: time)
    }
    method(on: "Predictor", "func covariance(at x: Tensor, time: Double? = nil) -> Tensor") {
      (predictor: Predictor, x: Tensor, time: Double?) in
      try predictor.checkedCovariance(at: x, time: time)
    }
    method(on: "Predictor", "func trainingMean(time: Double? = nil) -> Tensor") {
      (predictor: Predictor, time: Double?) in try predictor.checkedTrainingMean(time: time)
    }
  }

  private mutating func registerDescent() {
    let arguments = "at x: Tensor, steps: Int, learningRate: Double, momentum: Double = 0"
    method(
      on: "Predictor",
      "func mean(\(arguments)) -> Tensor",
      summary: "After steps of gradient descent."
    ) { (predictor: Predictor, x: Tensor, steps: Int, rate: Double, momentum: Double) in
      try predictor.checkedMean(at: x, steps: steps, learningRate: rate, momentum: momentum)
    }
    method(on: "Predictor", "func covariance(\(arguments)) -> Tensor") {
      (predictor: Predictor, x: Tensor, steps: Int, rate: Double, momentum: Double) in
      try predictor.checkedCovariance(at: x, steps: steps, learningRate: rate, momentum: momentum)
    }
  }
}

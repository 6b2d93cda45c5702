public import Networks
public import Tensors

/// The Gaussian process that an ensemble of infinitely wide networks becomes under training.
///
/// The loss is ½ · mean over the examples of the squared error summed over outputs, and time is
/// learning rate times steps. `kernel` says what is trained: all layers (`.ntk`), or the last one
/// alone (`.nngp`), whose limit is the posterior of Bayesian inference. A ridge λ is part of the
/// training kernel throughout: Θ + λ I takes its place wherever it is inverted or exponentiated.
///
/// Reference: Lee et al. 2019 (arXiv:1902.06720), sections 2.2 and 2.3.
public struct Predictor: Sendable {
  /// The architecture.
  public let network: Network
  /// The training inputs, `[n, d]`.
  public let inputs: Tensor
  /// Which layers are trained.
  public let kernel: KernelKind
  /// The closed forms on the training set.
  public let regression: KernelRegression

  /// The covariance of the outputs before training, on the training set.
  let prior: Tensor
}

extension Network {
  /// What training on a data set makes of the ensemble of infinitely wide networks.
  ///
  /// Stops the program where `checkedPredictor(training:kernel:ridge:)` throws.
  ///
  /// - Parameters:
  ///   - training: Inputs `[n, d]` with targets `[n, k]`.
  ///   - kernel: `.ntk` if all layers are trained, `.nngp` if the last alone.
  ///   - ridge: What is added to the diagonal of the training kernel.
  /// - Returns: The predictor.
  /// - Complexity: O(`n² (d + L)`) for the kernels; one eigendecomposition, O(`n³`), when a question
  ///   first needs it.
  public func predictor(
    training: Dataset,
    kernel: KernelKind = .ntk,
    ridge: Ridge = .absolute(0)
  ) -> Predictor {
    trapping { try checkedPredictor(training: training, kernel: kernel, ridge: ridge) }
  }

  /// What training on a data set makes of the ensemble of infinitely wide networks.
  ///
  /// - Throws: `TensorError.noTargets`; `AnalyticKernelError` as `checkedNTK(_:_:)` does, for an
  ///   activation after the last dense layer, no samples, or a negative ridge.
  public func checkedPredictor(
    training: Dataset,
    kernel: KernelKind = .ntk,
    ridge: Ridge = .absolute(0)
  ) throws -> Predictor {
    guard let targets = training.targets else {
      throw TensorError.noTargets(dataset: training.name)
    }
    if let activation = try Recursion(self).outputActivation {
      throw AnalyticKernelError.outputActivation(activation.description)
    }
    let pair: KernelPair
    switch kernel {
    case .nngp: pair = try kernels(.nngp, training.inputs)
    case .ntk:
      try requireTangentKernel()
      pair = try kernels([.nngp, .ntk], training.inputs)
    }
    let regression = try KernelRegression(
      checkedKernel: pair.kernel(kernel),
      targets: targets,
      ridge: ridge
    )
    return Predictor(
      network: self,
      inputs: training.inputs,
      kernel: kernel,
      regression: regression,
      prior: pair.nngp
    )
  }
}

extension Predictor {
  /// The mean of the outputs at test points after training for a time by gradient flow.
  ///
  /// Stops the program where `checkedMean(at:time:)` throws.
  ///
  /// - Parameters:
  ///   - x: The test points, `[m, d]`.
  ///   - time: Learning rate times steps, at least 0; nil for infinity.
  /// - Returns: The means, `[m, k]`.
  public func mean(at x: Tensor, time: Double? = nil) -> Tensor {
    trapping { try checkedMean(at: x, time: time) }
  }

  /// The covariance of each output between test points after training for a time by gradient flow.
  ///
  /// Stops the program where `checkedCovariance(at:time:)` throws.
  ///
  /// - Parameters:
  ///   - x: The test points, `[m, d]`.
  ///   - time: Learning rate times steps, at least 0; nil for infinity.
  /// - Returns: The covariances, `[m, m]`, the same for all outputs.
  public func covariance(at x: Tensor, time: Double? = nil) -> Tensor {
    trapping { try checkedCovariance(at: x, time: time) }
  }

  /// The mean of the outputs at test points after steps of gradient descent.
  ///
  /// Stops the program where `checkedMean(at:steps:learningRate:momentum:)` throws.
  ///
  /// - Parameters:
  ///   - x: The test points, `[m, d]`.
  ///   - steps: The number of steps, at least 0.
  ///   - learningRate: The learning rate, positive; stable below 2(1 + momentum)n/λ for the largest
  ///     eigenvalue λ of the training kernel of n samples.
  ///   - momentum: The heavy-ball momentum, in `0..<1`.
  /// - Returns: The means, `[m, k]`.
  public func mean(
    at x: Tensor,
    steps: Int,
    learningRate: Double,
    momentum: Double = 0
  ) -> Tensor {
    trapping {
      try checkedMean(at: x, steps: steps, learningRate: learningRate, momentum: momentum)
    }
  }

  /// The covariance of each output between test points after steps of gradient descent.
  ///
  /// Stops the program where `checkedCovariance(at:steps:learningRate:momentum:)` throws.
  ///
  /// - Parameters:
  ///   - x: The test points, `[m, d]`.
  ///   - steps: The number of steps, at least 0.
  ///   - learningRate: The learning rate, positive.
  ///   - momentum: The heavy-ball momentum, in `0..<1`.
  /// - Returns: The covariances, `[m, m]`, the same for all outputs.
  public func covariance(
    at x: Tensor,
    steps: Int,
    learningRate: Double,
    momentum: Double = 0
  ) -> Tensor {
    trapping {
      try checkedCovariance(at: x, steps: steps, learningRate: learningRate, momentum: momentum)
    }
  }

  /// The mean of the outputs on the training set after training for a time by gradient flow.
  ///
  /// This is (1 - exp(-(Θ + λI) t/n)) Y: with a ridge it tends to the targets all the same, while
  /// `mean(at:time:)` at the training inputs does not. Stops the program where
  /// `checkedTrainingMean(time:)` throws.
  public func trainingMean(time: Double? = nil) -> Tensor {
    trapping { try checkedTrainingMean(time: time) }
  }
}

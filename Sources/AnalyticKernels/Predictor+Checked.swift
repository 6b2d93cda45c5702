public import Tensors

extension Predictor {
  /// The mean of the outputs at test points after training for a time by gradient flow.
  ///
  /// - Throws: `AnalyticKernelError` for test points of the wrong shape, a negative time, or, at
  ///   infinite time, a training kernel that is singular.
  public func checkedMean(at x: Tensor, time: Double? = nil) throws -> Tensor {
    try mean(at: x, TrainingSchedule.flow(for: time))
  }

  /// The covariance of each output between test points after training for a time by gradient flow.
  ///
  /// - Throws: As `checkedMean(at:time:)`.
  public func checkedCovariance(at x: Tensor, time: Double? = nil) throws -> Tensor {
    try covariance(at: x, TrainingSchedule.flow(for: time))
  }

  /// The mean of the outputs at test points after steps of gradient descent.
  ///
  /// - Throws: `AnalyticKernelError` for test points of the wrong shape, arguments out of range, or
  ///   descent that diverged.
  public func checkedMean(
    at x: Tensor,
    steps: Int,
    learningRate: Double,
    momentum: Double = 0
  ) throws -> Tensor {
    try mean(
      at: x,
      .checkedDescent(steps: steps, learningRate: learningRate, momentum: momentum)
    )
  }

  /// The covariance of each output between test points after steps of gradient descent.
  ///
  /// - Throws: As `checkedMean(at:steps:learningRate:momentum:)`.
  public func checkedCovariance(
    at x: Tensor,
    steps: Int,
    learningRate: Double,
    momentum: Double = 0
  ) throws -> Tensor {
    try covariance(
      at: x,
      .checkedDescent(steps: steps, learningRate: learningRate, momentum: momentum)
    )
  }

  /// The mean of the outputs on the training set after training for a time by gradient flow.
  ///
  /// - Throws: `AnalyticKernelError.argument` for a negative time.
  public func checkedTrainingMean(time: Double? = nil) throws -> Tensor {
    let schedule = try TrainingSchedule.flow(for: time)
    guard case .flow = schedule else { return regression.targets }
    let weights = try regression.coefficients(schedule)
    let ridge = try weights.checkedMultiplying(Tensor(regression.ridge, dtype: weights.dtype))
    return try regression.kernel.matrix.checkedMatmul(weights).checkedAdding(ridge)
  }
}

extension Predictor {
  private func mean(at x: Tensor, _ schedule: TrainingSchedule) throws -> Tensor {
    try regression.mean(cross(x, kernel == .nngp ? .nngp : .ntk).kernel(kernel), schedule)
  }

  private func cross(_ x: Tensor, _ choice: KernelChoice) throws -> KernelPair {
    try network.kernels(choice, x, inputs)
  }

  private func covariance(at x: Tensor, _ schedule: TrainingSchedule) throws -> Tensor {
    let prior = try network.checkedNNGP(x).matrix
    let covariance =
      switch kernel {
      case .nngp: try posterior(prior, x, schedule)
      case .ntk: try ensemble(prior, x, schedule)
      }
    // Exactly symmetric, whatever the order of the sums.
    return try covariance.checkedAdding(covariance.checkedTransposed()).checkedMultiplying(
      Tensor(0.5, dtype: covariance.dtype)
    )
  }

  /// K** - K* V h(λ) Vᵀ K*ᵀ with h = g(2 - λg), since the errors have decayed twice.
  private func posterior(
    _ prior: Tensor,
    _ x: Tensor,
    _ schedule: TrainingSchedule
  ) throws -> Tensor {
    let spectrum = try regression.spectrum()
    let projected = try spectrum.eigen.checkedProjected(cross(x, .nngp).nngp.checkedTransposed())
    let factors = zip(try regression.gains(schedule), spectrum.eigenvalues).map {
      $0 * (2 - $1 * $0)
    }
    let scaled = try projected.checkedMultiplying(regression.column(factors))
    return try prior.checkedSubtracting(projected.checkedMatmul(scaled, transposingLeft: true))
  }

  /// K** + B K Bᵀ - B K*ᵀ - K* Bᵀ with Bᵀ = V g(λ) Vᵀ Θ*ᵀ.
  private func ensemble(
    _ prior: Tensor,
    _ x: Tensor,
    _ schedule: TrainingSchedule
  ) throws -> Tensor {
    let pair = try cross(x, [.nngp, .ntk])
    let eigen = try regression.spectrum().eigen
    let gains = try regression.column(regression.gains(schedule))
    let b = try eigen.checkedCombined(
      eigen.checkedProjected(pair.ntk.checkedTransposed()).checkedMultiplying(gains)
    )
    // The two mixed terms are transposes of one another: symmetrizing makes one of them both.
    let half = try b.checkedMatmul(self.prior, transposingLeft: true).checkedSubtracting(
      pair.nngp.checkedMultiplying(Tensor(2, dtype: pair.nngp.dtype))
    )
    return try prior.checkedAdding(half.checkedMatmul(b))
  }
}

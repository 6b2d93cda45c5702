import Foundation
public import Tensors

/// Training of a linear model with a fixed kernel, in closed form.
///
/// The kernel may be that of infinite width or an empirical one; it must be positive semidefinite.
/// Means after a short time need a few products with the kernel; everything else rests on one
/// eigendecomposition, made when it is first needed, which serves all times, learning rates and test
/// points.
public struct KernelRegression: Sendable {
  /// The kernel of the training samples with themselves, without the ridge; `[n, n]`.
  public let kernel: Kernel
  /// The targets, `[n, k]`.
  public let targets: Tensor
  /// What is added to the diagonal.
  public let ridge: Double

  private let lazySpectrum: LazySpectrum

  /// Prepares the regression; stops the program where `init(checkedKernel:targets:ridge:)` throws.
  public init(kernel: Kernel, targets: Tensor, ridge: Ridge = .absolute(0)) {
    self = trapping {
      try KernelRegression(checkedKernel: kernel, targets: targets, ridge: ridge)
    }
  }

  /// Prepares the regression.
  ///
  /// - Parameters:
  ///   - kernel: The kernel of the training samples with themselves, `[n, n]`.
  ///   - targets: The targets, `[n, k]` or `[n]`.
  ///   - ridge: What to add to the diagonal.
  /// - Throws: `AnalyticKernelError` for shapes that do not fit, no samples, or a negative ridge;
  ///   `TensorError` for entries that are not finite.
  public init(
    checkedKernel kernel: Kernel,
    targets: Tensor,
    ridge: Ridge = .absolute(0)
  ) throws {
    let count = kernel.shape[0]
    guard kernel.shape == [count, count] else {
      throw AnalyticKernelError.kernelShape(found: kernel.shape, expected: "a square")
    }
    guard count > 0 else { throw AnalyticKernelError.noTrainingSamples }
    let columns = targets.rank == 1 ? try targets.checkedReshaped(to: [targets.count, 1]) : targets
    guard columns.rank == 2, columns.shape[0] == count else {
      throw AnalyticKernelError.targetShape(found: targets.shape, samples: count)
    }
    try kernel.matrix.checkFinite("kernel regression")
    try columns.checkFinite("kernel regression")
    self.kernel = kernel
    self.targets = columns
    let value = try ridge.value(meanDiagonal: kernel.checkedTrace() / Double(count))
    self.ridge = value
    lazySpectrum = LazySpectrum(kernel: kernel, targets: columns, ridge: value)
  }

  /// The eigenvalues of the kernel with the ridge, smallest first; none below the ridge.
  ///
  /// - Complexity: O(`n³`) when first asked for.
  public var eigenvalues: [Double] { trapping { try checkedEigenvalues() } }

  /// The eigenvalues of the kernel with the ridge, smallest first; none below the ridge.
  ///
  /// - Throws: `TensorError.noConvergence`.
  public func checkedEigenvalues() throws -> [Double] { try lazySpectrum.value().eigenvalues }

  /// The eigendecomposition.
  func spectrum() throws -> Spectrum { try lazySpectrum.value() }
}

extension KernelRegression {
  /// The prediction at test points after training for a time by gradient flow.
  ///
  /// With Θ the training kernel plus ridge and n samples this is Θ(x, X) Θ⁻¹ (1 - exp(-Θ t/n)) Y.
  /// Stops the program where `checkedMean(_:time:)` throws.
  ///
  /// - Parameters:
  ///   - cross: The kernel between test and training samples, `[m, n]`.
  ///   - time: Learning rate times steps, at least 0; nil for infinity.
  /// - Returns: The predictions, `[m, k]`.
  public func mean(_ cross: Kernel, time: Double? = nil) -> Tensor {
    trapping { try checkedMean(cross, time: time) }
  }

  /// The prediction at test points after training for a time by gradient flow.
  ///
  /// - Throws: `AnalyticKernelError` for a kernel of the wrong shape, a negative time, or, at infinite
  ///   time, a training kernel that is singular.
  public func checkedMean(_ cross: Kernel, time: Double? = nil) throws -> Tensor {
    try mean(cross, TrainingSchedule.flow(for: time))
  }

  /// The prediction at test points after steps of gradient descent, with heavy-ball momentum.
  ///
  /// Stops the program where `checkedMean(_:steps:learningRate:momentum:)` throws.
  public func mean(
    _ cross: Kernel,
    steps: Int,
    learningRate: Double,
    momentum: Double = 0
  ) -> Tensor {
    trapping {
      try checkedMean(cross, steps: steps, learningRate: learningRate, momentum: momentum)
    }
  }

  /// The prediction at test points after steps of gradient descent, with heavy-ball momentum.
  ///
  /// - Throws: `AnalyticKernelError` for a kernel of the wrong shape, arguments out of range, or
  ///   descent that diverged.
  public func checkedMean(
    _ cross: Kernel,
    steps: Int,
    learningRate: Double,
    momentum: Double = 0
  ) throws -> Tensor {
    try mean(
      cross,
      .checkedDescent(steps: steps, learningRate: learningRate, momentum: momentum)
    )
  }
}

extension KernelRegression {
  /// The number of training samples.
  var count: Int { targets.shape[0] }

  func mean(_ cross: Kernel, _ schedule: TrainingSchedule) throws -> Tensor {
    guard cross.shape.count == 2, cross.shape[1] == count else {
      throw AnalyticKernelError.kernelShape(found: cross.shape, expected: "[m, \(count)]")
    }
    return try cross.matrix.checkedMatmul(coefficients(schedule))
  }

  /// The weights of the training samples in predictions: g(Θ) Y, `[n, k]`.
  ///
  /// The way is chosen by the numbers alone, not by what has been computed before, so that results
  /// do not depend on the order of questions.
  func coefficients(_ schedule: TrainingSchedule) throws -> Tensor {
    if case .flow(let time) = schedule, let series = series(time: time) {
      return try series.applied(to: kernel.matrix, ridge: ridge, targets)
    }
    let spectrum = try spectrum()
    let gains = try column(gains(schedule))
    return try spectrum.eigen.checkedCombined(spectrum.projectedTargets.checkedMultiplying(gains))
  }

  /// The function of the kernel that flow for a short time needs, as a polynomial.
  private func series(time: Double) -> ChebyshevSeries? {
    // The Frobenius norm bounds the largest eigenvalue.
    let bound = kernel.norm + ridge
    let rate = time / Double(count)
    guard bound > 0, rate.isFinite, rate * bound < 100 else { return nil }
    let tolerance = kernel.matrix.dtype.epsilon
    return ChebyshevSeries(upperBound: bound, tolerance: tolerance) { -expm1(-$0 * rate) / $0 }
  }

  /// g(λ) for each eigenvalue.
  func gains(_ schedule: TrainingSchedule) throws -> [Double] {
    if case .converged = schedule { try requireInvertible() }
    return try schedule.gains(spectrum().eigenvalues, count: count)
  }

  /// One factor for each row of a matrix.
  func column(_ factors: [Double]) throws -> Tensor {
    try Tensor(
      checkedShape: [factors.count, 1],
      values: factors,
      dtype: kernel.matrix.dtype
    )
  }

  private func requireInvertible() throws {
    let eigenvalues = try spectrum().eigenvalues
    let (smallest, largest) = (eigenvalues.first ?? 0, eigenvalues.last ?? 0)
    let floor = Double(count) * kernel.matrix.dtype.epsilon * largest
    guard smallest > floor else {
      throw AnalyticKernelError.singular(
        size: count,
        smallest: smallest,
        largest: largest,
        advisedRidge: max(floor * 10, 1e-300)
      )
    }
  }
}

public import Networks
internal import Tensors

/// The expectations of an activation φ over a centred Gaussian pair (u, v).
public struct GaussianDual: Sendable, Hashable {
  /// E φ(u) φ(v).
  public let value: Double
  /// E φ'(u) φ'(v), the derivative of the value with respect to the covariance.
  public let derivative: Double
}

extension Activation {
  /// The expectations of the activation over a centred Gaussian pair.
  ///
  /// In closed form, but for tanh and sigmoid, which are sums of error functions to within 1e-11 of
  /// the value. Stops the program where `checkedDual(_:_:covariance:)` throws.
  ///
  /// - Parameters:
  ///   - variance1: The variance of u, at least 0.
  ///   - variance2: The variance of v, at least 0.
  ///   - covariance: Their covariance, at most the root of the product of the variances.
  /// - Returns: E φ(u) φ(v) and E φ'(u) φ'(v).
  /// - Accuracy: 1e-11 relative to the values at u = v, for all variances and covariances.
  /// - Reference: Cho and Saul 2009 for rectified powers, Williams 1997 for erf and Gaussian.
  public func dual(
    _ variance1: Double,
    _ variance2: Double,
    covariance: Double
  ) -> GaussianDual {
    trapping { try checkedDual(variance1, variance2, covariance: covariance) }
  }

  /// The expectations of the activation over a centred Gaussian pair.
  ///
  /// - Throws: `AnalyticKernelError` for a variance that is negative or not finite, a covariance
  ///   that no pair of these variances has, and a value that leaves the range of numbers.
  public func checkedDual(
    _ variance1: Double,
    _ variance2: Double,
    covariance: Double
  ) throws -> GaussianDual {
    for (name, value) in [("variance1", variance1), ("variance2", variance2)] {
      guard value.isFinite, value >= 0 else {
        throw AnalyticKernelError.argument(
          name: name,
          value: value,
          expected: "a finite number of at least 0"
        )
      }
    }
    let bound = variance1.squareRoot() * variance2.squareRoot()
    guard covariance.magnitude <= bound * (1 + 1e-12) else {
      throw AnalyticKernelError.argument(
        name: "covariance",
        value: covariance,
        expected: "between \(-bound) and \(bound)"
      )
    }
    let dual = try DualActivation(self).at(variance1, variance2, covariance)
    guard dual.value.isFinite, dual.derivative.isFinite else {
      throw AnalyticKernelError.overflow(sample: 0, dtype: .float64)
    }
    return dual
  }
}

extension DualActivation {
  /// The expectations at one pair: a row of one column.
  func at(_ variance1: Double, _ variance2: Double, _ covariance: Double) -> GaussianDual {
    var cells = [Double](repeating: 0, count: Row<Double>.scratchRows + 4)
    return cells.withUnsafeMutableBufferPointer { cells in
      guard let base = cells.baseAddress else { return GaussianDual(value: 0, derivative: 0) }
      // Equal or opposite variables have e = k₁k₂ - k₃² = 0 exactly, as deviations of 0 make it.
      let isDegenerate = variance1 == variance2 && covariance.magnitude == variance1
      (base[0], base[1]) = (variance2, isDegenerate ? 0 : variance2.squareRoot())
      (base[2], base[3]) = (covariance, 1)
      var row = Row<Double>(
        variances: base,
        deviations: base + 1,
        nngp: base + 2,
        ntk: base + 3,
        scratch: base + 4,
        count: 1,
        tangent: true
      )
      row.variance = variance1
      row.deviation = isDegenerate ? 0 : variance1.squareRoot()
      row.direct = 0
      Double.advance(row, through: self)
      return GaussianDual(value: base[2], derivative: base[3])
    }
  }
}

/// What is added to the diagonal of a training kernel before it is inverted.
public enum Ridge: Sendable, Hashable {
  /// The number itself; at least 0.
  case absolute(Double)
  /// A multiple of the mean of the diagonal, tr(K)/n; at least 0.
  case relative(Double)
}

extension Ridge {
  /// The number to add for a kernel with this diagonal mean.
  func value(meanDiagonal: Double) throws -> Double {
    let (factor, scale) =
      switch self {
      case .absolute(let value): (value, 1.0)
      case .relative(let value): (value, meanDiagonal)
      }
    guard factor.isFinite, factor >= 0 else {
      throw AnalyticKernelError.argument(
        name: "ridge",
        value: factor,
        expected: "a finite number of at least 0"
      )
    }
    return factor * scale
  }
}

extension Kernel {
  /// The Frobenius norm of the difference.
  public func distance(to other: Kernel) -> Double { trapping { try checkedDistance(to: other) } }

  /// The distance over the norm of the other kernel.
  public func relativeDistance(to other: Kernel) -> Double {
    trapping { try checkedRelativeDistance(to: other) }
  }

  /// The cosine of the angle between two kernels: ⟨A, B⟩ / (‖A‖ ‖B‖), in -1...1.
  public func alignment(with other: Kernel) -> Double {
    trapping { try checkedAlignment(with: other) }
  }

  /// The alignment with targets: yᵀKy / (‖K‖ ‖y yᵀ‖), summed over the columns of `y`.
  ///
  /// The targets have shape `[n]` or `[n, k]`.
  public func alignment(with y: Tensor) -> Double { trapping { try checkedAlignment(with: y) } }

  /// The Frobenius norm of the difference.
  ///
  /// - Throws: `TensorError.shapeMismatch`.
  public func checkedDistance(to other: Kernel) throws -> Double {
    try checkSameShape(other, "the distance of kernels")
    return try matrix.converted(to: .float64)
      .checkedSubtracting(other.matrix.converted(to: .float64)).norm
  }

  /// The distance over the norm of the other kernel.
  ///
  /// - Throws: `TensorError.shapeMismatch`.
  public func checkedRelativeDistance(to other: Kernel) throws -> Double {
    try checkedDistance(to: other) / other.norm
  }

  /// The cosine of the angle between two kernels.
  ///
  /// - Throws: `TensorError.shapeMismatch`.
  public func checkedAlignment(with other: Kernel) throws -> Double {
    try checkSameShape(other, "the alignment of kernels")
    return try matrix.checkedDot(other.matrix) / norm / other.norm
  }

  /// The alignment with targets.
  ///
  /// - Throws: `TensorError.notSquare`, `.shapeMismatch`.
  public func checkedAlignment(with y: Tensor) throws -> Double {
    guard shape[0] == shape[1] else {
      throw TensorError.notSquare(operation: "the alignment with targets", shape: shape)
    }
    guard y.rank == 1 || y.rank == 2, y.shape[0] == shape[0] else {
      throw TensorError.shapeMismatch(
        operation: "the alignment with targets",
        found: y.shape,
        expected: [shape[0]] + y.shape.dropFirst()
      )
    }
    let columns = y.rank == 1 ? 1 : y.shape[1]
    let targets = try y.converted(to: .float64).checkedReshaped(to: [shape[0], columns])
    let image = try matrix.converted(to: .float64).checkedMatmul(targets)
    let gram = try targets.checkedMatmul(targets, transposingLeft: true)
    return try targets.checkedDot(image) / norm / gram.norm
  }

  private func checkSameShape(_ other: Kernel, _ operation: String) throws {
    guard shape == other.shape else {
      throw TensorError.shapeMismatch(
        operation: operation,
        found: other.shape,
        expected: shape
      )
    }
  }
}

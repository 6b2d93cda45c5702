extension Tensor {
  /// The matrix product; a vector on the left is a row, on the right a column.
  ///
  /// Shapes `[m, k]` and `[k, n]` give `[m, n]`; `[k]` and `[k, n]` give `[n]`; `[m, k]` and `[k]`
  /// give `[m]`; `[k]` and `[k]` give a single number. Ranks above 2 are not products of matrices.
  public func matmul(_ other: Tensor) -> Tensor {
    trapping { try product(other, transposingLeft: false, transposingRight: false) }
  }

  /// The matrix product, with either matrix taken with rows and columns exchanged.
  public func matmul(
    _ other: Tensor,
    transposingLeft: Bool = false,
    transposingRight: Bool = false
  ) -> Tensor {
    trapping {
      try product(other, transposingLeft: transposingLeft, transposingRight: transposingRight)
    }
  }

  /// The matrix product, with either matrix taken with rows and columns exchanged.
  ///
  /// - Throws: `TensorError.rank`, `.innerDimensions`; what `Interruption` throws.
  /// - Complexity: O(`m n k`), on several threads.
  public func checkedMatmul(
    _ other: Tensor,
    transposingLeft: Bool = false,
    transposingRight: Bool = false
  ) throws -> Tensor {
    try Interruption.poll()
    return try product(other, transposingLeft: transposingLeft, transposingRight: transposingRight)
  }

  private func product(
    _ other: Tensor,
    transposingLeft: Bool,
    transposingRight: Bool
  ) throws -> Tensor {
    let left = try asMatrix(isLeft: true)
    let right = try other.asMatrix(isLeft: false)
    let (m, k) = transposingLeft && rank == 2 ? (left[1], left[0]) : (left[0], left[1])
    let (inner, n) =
      transposingRight && other.rank == 2 ? (right[1], right[0]) : (right[0], right[1])
    guard k == inner else {
      throw TensorError.innerDimensions(
        left: transposingLeft ? shape.reversed() : shape,
        right: transposingRight ? other.shape.reversed() : other.shape
      )
    }
    let resultShape = (rank == 2 ? [m] : []) + (other.rank == 2 ? [n] : [])
    _ = try AllocationLimit.checkedCount(of: resultShape)
    let job = MatrixProduct(
      m: m,
      n: n,
      k: k,
      left: transposingLeft && rank == 2 ? .transpose : .none,
      right: transposingRight && other.rank == 2 ? .transpose : .none
    )
    switch DType.promoting(dtype, other.dtype) {
    case .float32: return job.result(self, other, shape: resultShape, of: Float.self)
    case .float64:
      return job.result(
        converted(to: .float64),
        other.converted(to: .float64),
        shape: resultShape,
        of: Double.self
      )
    }
  }

  private func asMatrix(isLeft: Bool) throws -> [Int] {
    switch rank {
    case 1: isLeft ? [1, shape[0]] : [shape[0], 1]
    case 2: shape
    default:
      throw TensorError.rank(
        operation: "a matrix product",
        found: shape,
        expected: "matrices or vectors"
      )
    }
  }
}

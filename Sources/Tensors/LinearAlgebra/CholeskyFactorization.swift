internal import COpenBLAS

/// A positive definite matrix as the product of a lower triangular one and its transpose.
public struct CholeskyFactorization: Sendable, Equatable {
  /// The lower triangular factor L with A + ridge · I = L Lᵀ.
  public let lower: Tensor
  /// What was added to the diagonal.
  public let ridge: Double

  /// The logarithm of the determinant of the matrix, ridge included.
  public var logDeterminant: Double {
    let size = lower.shape[0]
    return 2 * Summation.pairwise((0..<size).map { Double.log(lower[$0, $0]) }[...])
  }

  /// The solution x of A x = b for a vector or the columns of a matrix.
  public func solve(_ right: Tensor) -> Tensor { trapping { try checkedSolve(right) } }

  /// The solution x of A x = b for a vector or the columns of a matrix.
  ///
  /// - Throws: `TensorError.shapeMismatch` if `b` has another number of rows.
  public func checkedSolve(_ right: Tensor) throws -> Tensor {
    let size = lower.shape[0]
    guard right.rank == 1 || right.rank == 2, right.shape[0] == size else {
      throw TensorError.shapeMismatch(
        operation: "solve",
        found: right.shape,
        expected: [size] + right.shape.dropFirst()
      )
    }
    try right.checkFinite("solve")
    var result = right.converted(to: .float64)
    let columns = right.rank == 1 ? 1 : right.shape[1]
    lower.converted(to: .float64).withElements(of: Double.self) { factor in
      result.withMutableElements(of: Double.self) { solution in
        guard let l = factor.baseAddress, let x = solution.baseAddress else { return }
        BLAS.trsm(.lower, .none, m: size, n: columns, l, strideA: size, x, strideB: columns)
        BLAS.trsm(.lower, .transpose, m: size, n: columns, l, strideA: size, x, strideB: columns)
      }
    }
    return result.converted(to: right.dtype)
  }
}

extension Tensor {
  /// The Cholesky factorization of a symmetric positive definite matrix plus a ridge.
  public func cholesky(ridge: Double = 0) -> CholeskyFactorization {
    trapping { try checkedCholesky(ridge: ridge) }
  }

  /// The Cholesky factorization of a symmetric positive definite matrix plus a ridge.
  ///
  /// Only the lower triangle is read.
  ///
  /// - Throws: `TensorError.notPositiveDefinite` with the failing pivot and a ridge that would help;
  ///   `.notSquare`; `.notFinite`.
  /// - Complexity: O(n³/3).
  public func checkedCholesky(ridge: Double = 0) throws -> CholeskyFactorization {
    guard ridge.isFinite else {
      throw TensorError.argument(name: "ridge", found: "\(ridge)", expected: "a finite number")
    }
    let matrix = try LAPACK.checkedSquare(self, "the Cholesky factorization")
    let size = shape[0]
    var factor = matrix
    factor.addToDiagonal([Double](repeating: ridge, count: size))
    let status = factor.withMutableElements(of: Double.self) { elements in
      elements.baseAddress.map { BlockedCholesky(matrix: $0, size: size).factorize() } ?? 0
    }
    if status > 0 {
      throw notPositiveDefinite(matrix, factor, ridge: ridge, pivot: Int(status) - 1)
    }
    factor.withMutableElements(of: Double.self) { elements in
      for row in 0..<size {
        for column in row + 1..<Swift.max(size, row + 1) { elements[row * size + column] = 0 }
      }
    }
    return CholeskyFactorization(lower: factor.converted(to: dtype), ridge: ridge)
  }

  /// The error for a pivot that is not positive; the advised ridge lifts the smallest eigenvalue.
  private func notPositiveDefinite(
    _ matrix: Tensor,
    _ factor: Tensor,
    ridge: Double,
    pivot: Int
  ) -> TensorError {
    let size = shape[0]
    let smallest = (try? matrix.checkedEigenvaluesSymmetric())?.first ?? .nan
    let scale = (0..<size).map { matrix[$0, $0].magnitude }.max() ?? 1
    let margin = Swift.max(scale, smallest.magnitude) * Double(size) * dtype.epsilon
    let advised = Swift.max(0, -smallest) + Swift.max(margin, .leastNormalMagnitude)
    return .notPositiveDefinite(
      size: size,
      pivot: pivot,
      value: factor[pivot, pivot],
      advisedRidge: advised.roundedUp(digits: 2)
    )
  }

  /// The solution x of A x = b for a square matrix A and a vector or the columns of a matrix b.
  public func solve(_ right: Tensor) -> Tensor { trapping { try checkedSolve(right) } }

  /// The solution x of A x = b for a square matrix A and a vector or the columns of a matrix b.
  ///
  /// - Throws: `TensorError.singular`, `.notSquare`, `.shapeMismatch`, `.notFinite`.
  /// - Complexity: O(n³), by Gaussian elimination with row pivots.
  public func checkedSolve(_ right: Tensor) throws -> Tensor {
    var matrix = try LAPACK.checkedSquare(self, "solve")
    let size = shape[0]
    guard right.rank == 1 || right.rank == 2, right.shape[0] == size else {
      throw TensorError.shapeMismatch(
        operation: "solve",
        found: right.shape,
        expected: [size] + right.shape.dropFirst()
      )
    }
    var solution = try LAPACK.checkedMatrix(
      right.rank == 1 ? right.checkedReshaped(to: [size, 1]) : right,
      "solve"
    )
    var pivots = [Int32](repeating: 0, count: Swift.max(1, size))
    let columns = Int32(solution.shape[1])
    let status = matrix.withMatrix { a, strideA in
      solution.withMatrix { b, strideB in
        LAPACKE_dgesv(LAPACK_ROW_MAJOR, Int32(size), columns, a, strideA, &pivots, b, strideB)
      } ?? 0
    }
    if let status, status > 0 { throw TensorError.singular(size: size, pivot: Int(status) - 1) }
    return try solution.checkedReshaped(to: right.shape)
      .converted(to: DType.promoting(dtype, right.dtype))
  }
}

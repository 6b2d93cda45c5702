internal import COpenBLAS

/// The eigenvalues and eigenvectors of a symmetric matrix.
public struct SymmetricEigen: Sendable, Equatable {
  /// The eigenvalues, smallest first.
  public let values: [Double]
  /// The eigenvectors as columns, in the order of the values; orthonormal.
  public let vectors: Tensor
}

extension Tensor {
  /// The eigenvalues and eigenvectors of a symmetric matrix; only the lower triangle is read.
  public func symmetricEigen() -> SymmetricEigen { trapping { try checkedSymmetricEigen() } }

  /// The eigenvalues of a symmetric matrix, smallest first; only the lower triangle is read.
  public func eigenvaluesSymmetric() -> [Double] {
    trapping { try checkedEigenvaluesSymmetric() }
  }

  /// The eigenvalues and eigenvectors of a symmetric matrix; only the lower triangle is read.
  ///
  /// - Throws: `TensorError.notSquare`, `.notFinite`, `.noConvergence`.
  /// - Complexity: O(n³), by divide and conquer.
  public func checkedSymmetricEigen() throws -> SymmetricEigen {
    let (values, vectors) = try eigen(job: "V")
    return SymmetricEigen(
      values: values,
      vectors: try vectors.checkedTransposed().converted(to: dtype)
    )
  }

  /// The eigenvalues of a symmetric matrix, smallest first; only the lower triangle is read.
  ///
  /// - Throws: `TensorError.notSquare`, `.notFinite`, `.noConvergence`.
  public func checkedEigenvaluesSymmetric() throws -> [Double] {
    try eigen(job: "N").values
  }

  /// Eigenvalues and, as rows, eigenvectors.
  private func eigen(job: Unicode.Scalar) throws -> (values: [Double], vectors: Tensor) {
    var matrix = try LAPACK.checkedSquare(self, "the eigenvalues")
    let size = shape[0]
    var values = [Double](repeating: 0, count: size)
    // Row-major lower is column-major upper; column-major eigenvectors are rows here.
    let status = matrix.withMatrix { elements, stride in
      LAPACKE_dsyevd(
        LAPACK_COL_MAJOR,
        CChar(UInt8(ascii: job)),
        CChar(UInt8(ascii: "U")),
        Int32(size),
        elements,
        stride,
        &values
      )
    }
    guard status ?? 0 == 0 else {
      throw TensorError.noConvergence(operation: "the eigenvalues", shape: shape)
    }
    return (values, matrix)
  }
}

/// The eigenvalues and eigenvectors of a symmetric matrix.
///
/// The eigenvectors U are kept as a product of reflections Q and the eigenvectors Z of a tridiagonal
/// matrix, so that `projected` and `combined` need only products with a few columns; `vectors`
/// multiplies the two.
public struct SymmetricEigen: Sendable, Equatable {
  /// The eigenvalues, smallest first.
  public let values: [Double]

  let reflections: Reflections
  /// The eigenvectors of the tridiagonal matrix as rows.
  let inner: Tensor
  let dtype: DType

  /// The eigenvectors as columns, in the order of the values; orthonormal.
  ///
  /// - Complexity: O(n³) at each use: keep the result.
  public var vectors: Tensor {
    var columns = inner
    columns.withMutableElements(of: Double.self) { elements in
      reflections.apply(.none, to: elements, columns: values.count)
    }
    return columns.transposed().converted(to: dtype)
  }

  /// The components Uᵀ y of a vector, or of the columns of a matrix, along the eigenvectors.
  public func projected(_ y: Tensor) -> Tensor { trapping { try checkedProjected(y) } }

  /// The combination U c of the eigenvectors with the given components.
  public func combined(_ components: Tensor) -> Tensor {
    trapping { try checkedCombined(components) }
  }

  /// The components Uᵀ y of a vector, or of the columns of a matrix, along the eigenvectors.
  ///
  /// - Throws: `TensorError.shapeMismatch` if it has another number of rows.
  /// - Complexity: O(n² k) for k columns.
  public func checkedProjected(_ y: Tensor) throws -> Tensor {
    let reflected = try reflecting(.transpose, try checkedColumns(y, "projected(_:)"))
    return try inner.checkedMatmul(reflected).checkedReshaped(to: y.shape)
      .converted(to: DType.promoting(dtype, y.dtype))
  }

  /// The combination U c of the eigenvectors with the given components.
  ///
  /// - Throws: `TensorError.shapeMismatch` if there are not as many components as eigenvectors.
  /// - Complexity: O(n² k) for k columns.
  public func checkedCombined(_ components: Tensor) throws -> Tensor {
    let columns = try checkedColumns(components, "combined(_:)")
    let sums = try inner.checkedMatmul(columns, transposingLeft: true)
    return try reflecting(.none, sums).checkedReshaped(to: components.shape)
      .converted(to: DType.promoting(dtype, components.dtype))
  }

  private func checkedColumns(_ y: Tensor, _ operation: String) throws -> Tensor {
    guard y.rank == 1 || y.rank == 2, y.shape[0] == values.count else {
      throw TensorError.shapeMismatch(
        operation: operation,
        found: y.shape,
        expected: [values.count] + y.shape.dropFirst()
      )
    }
    return try y.converted(to: .float64)
      .checkedReshaped(to: [values.count, y.rank == 1 ? 1 : y.shape[1]])
  }

  private func reflecting(_ transpose: Transposition, _ columns: Tensor) throws -> Tensor {
    var byColumns = try columns.checkedTransposed()
    byColumns.withMutableElements(of: Double.self) { elements in
      reflections.apply(transpose, to: elements, columns: columns.shape[1])
    }
    return try byColumns.checkedTransposed()
  }
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
  /// In double precision whatever the `dtype`.
  ///
  /// - Throws: `TensorError.notSquare`, `.notFinite`, `.noConvergence`.
  /// - Complexity: O(n³), by reflections, then divide and conquer.
  public func checkedSymmetricEigen() throws -> SymmetricEigen {
    let tridiagonal = try Tridiagonal(of: self)
    let (values, vectors) = try tridiagonal.checkedEigen()
    return SymmetricEigen(
      values: values,
      reflections: tridiagonal.reflections,
      inner: vectors,
      dtype: dtype
    )
  }

  /// The eigenvalues of a symmetric matrix, smallest first; only the lower triangle is read.
  ///
  /// - Throws: `TensorError.notSquare`, `.notFinite`, `.noConvergence`.
  public func checkedEigenvaluesSymmetric() throws -> [Double] {
    try Tridiagonal(of: self).checkedValues()
  }
}

internal import COpenBLAS

/// The singular value decomposition A = U diag(values) Vᵀ with the smaller number of columns.
public struct SingularValueDecomposition: Sendable, Equatable {
  /// The left singular vectors as columns, shape `[m, min(m, n)]`.
  public let left: Tensor
  /// The singular values, largest first.
  public let values: [Double]
  /// The right singular vectors as rows (Vᵀ), shape `[min(m, n), n]`.
  public let rightTransposed: Tensor
}

extension Tensor {
  /// An orthogonal and an upper triangular factor of a matrix, of shapes `[m, p]` and `[p, n]` with
  /// p = min(m, n).
  public func qr() -> (q: Tensor, r: Tensor) { trapping { try checkedQR() } }

  /// The singular value decomposition of a matrix.
  public func svd() -> SingularValueDecomposition { trapping { try checkedSVD() } }

  /// The singular values of a matrix, largest first.
  public func singularValues() -> [Double] { trapping { try checkedSVD().values } }

  /// An orthogonal and an upper triangular factor of a matrix.
  ///
  /// The diagonal of the triangular factor may have either sign.
  ///
  /// - Throws: `TensorError.rank`, `.notFinite`.
  public func checkedQR() throws -> (q: Tensor, r: Tensor) {
    var matrix = try LAPACK.checkedMatrix(self, "the QR factorization")
    let (m, n) = (shape[0], shape[1])
    let p = Swift.min(m, n)
    var scales = [Double](repeating: 0, count: Swift.max(1, p))
    _ = matrix.withMatrix { elements, stride in
      LAPACKE_dgeqrf(LAPACK_ROW_MAJOR, Int32(m), Int32(n), elements, stride, &scales)
    }
    let r = try matrix.checkedParts(in: 0..<p).upperTriangle()
    _ = matrix.withMatrix { elements, stride in
      LAPACKE_dorgqr(LAPACK_ROW_MAJOR, Int32(m), Int32(p), Int32(p), elements, stride, &scales)
    }
    let q = n == p ? matrix : try matrix.columns(0..<p)
    return (q.converted(to: dtype), r.converted(to: dtype))
  }

  /// The singular value decomposition of a matrix.
  ///
  /// - Throws: `TensorError.rank`, `.notFinite`, `.noConvergence`.
  public func checkedSVD() throws -> SingularValueDecomposition {
    var matrix = try LAPACK.checkedMatrix(self, "the singular value decomposition")
    let (m, n) = (shape[0], shape[1])
    let p = Swift.min(m, n)
    var values = [Double](repeating: 0, count: p)
    var u = try Tensor.checkedZeros([m, p], dtype: .float64)
    var vt = try Tensor.checkedZeros([p, n], dtype: .float64)
    let status = matrix.withMatrix { a, strideA in
      u.withMatrix { u, strideU in
        vt.withMatrix { vt, strideV in
          LAPACKE_dgesdd(
            LAPACK_ROW_MAJOR,
            CChar(UInt8(ascii: "S")),
            Int32(m),
            Int32(n),
            a,
            strideA,
            &values,
            u,
            strideU,
            vt,
            strideV
          )
        } ?? 0
      } ?? 0
    }
    guard status ?? 0 == 0 else {
      throw TensorError.noConvergence(operation: "the singular value decomposition", shape: shape)
    }
    return SingularValueDecomposition(
      left: u.converted(to: dtype),
      values: values,
      rightTransposed: vt.converted(to: dtype)
    )
  }

  /// The matrix with zeros below the diagonal.
  private func upperTriangle() throws -> Tensor {
    var result = self
    let columns = shape[1]
    result.withMutableElements(of: Double.self) { elements in
      for row in 0..<shape[0] {
        for column in 0..<Swift.min(row, columns) { elements[row * columns + column] = 0 }
      }
    }
    return result
  }

  /// The columns of a matrix in a range, which must be within it.
  private func columns(_ range: Range<Int>) throws -> Tensor {
    try checkedTransposed().checkedParts(in: range).checkedTransposed()
  }
}

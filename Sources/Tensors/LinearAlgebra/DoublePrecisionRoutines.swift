internal import COpenBLAS

/// The routines of the BLAS in double precision.
package enum DoublePrecisionRoutines: BLASRoutines {
  package static func gemm(
    _ transposeA: Transposition,
    _ transposeB: Transposition,
    m: Int,
    n: Int,
    k: Int,
    alpha: Double,
    _ a: UnsafePointer<Double>,
    strideA: Int,
    _ b: UnsafePointer<Double>,
    strideB: Int,
    beta: Double,
    _ c: UnsafeMutablePointer<Double>,
    strideC: Int
  ) {
    _ = BLAS.isPrepared
    cblas_dgemm(
      CblasRowMajor,
      transposeA.cblas,
      transposeB.cblas,
      Int32(m),
      Int32(n),
      Int32(k),
      alpha,
      a,
      Int32(max(1, strideA)),
      b,
      Int32(max(1, strideB)),
      beta,
      c,
      Int32(max(1, strideC))
    )
  }

  package static func syrk(
    _ triangle: Triangle,
    _ transpose: Transposition,
    n: Int,
    k: Int,
    alpha: Double,
    _ a: UnsafePointer<Double>,
    strideA: Int,
    beta: Double,
    _ c: UnsafeMutablePointer<Double>,
    strideC: Int
  ) {
    _ = BLAS.isPrepared
    cblas_dsyrk(
      CblasRowMajor,
      triangle.cblas,
      transpose.cblas,
      Int32(n),
      Int32(k),
      alpha,
      a,
      Int32(max(1, strideA)),
      beta,
      c,
      Int32(max(1, strideC))
    )
  }

  package static func gemv(
    _ transpose: Transposition,
    m: Int,
    n: Int,
    alpha: Double,
    _ a: UnsafePointer<Double>,
    strideA: Int,
    _ x: UnsafePointer<Double>,
    incrementX: Int,
    beta: Double,
    _ y: UnsafeMutablePointer<Double>,
    incrementY: Int
  ) {
    _ = BLAS.isPrepared
    cblas_dgemv(
      CblasRowMajor,
      transpose.cblas,
      Int32(m),
      Int32(n),
      alpha,
      a,
      Int32(max(1, strideA)),
      x,
      Int32(incrementX),
      beta,
      y,
      Int32(incrementY)
    )
  }

  package static func ger(
    m: Int,
    n: Int,
    alpha: Double,
    _ x: UnsafePointer<Double>,
    incrementX: Int,
    _ y: UnsafePointer<Double>,
    incrementY: Int,
    _ a: UnsafeMutablePointer<Double>,
    strideA: Int
  ) {
    _ = BLAS.isPrepared
    cblas_dger(
      CblasRowMajor,
      Int32(m),
      Int32(n),
      alpha,
      x,
      Int32(incrementX),
      y,
      Int32(incrementY),
      a,
      Int32(max(1, strideA))
    )
  }

  package static func dot(
    _ n: Int,
    _ x: UnsafePointer<Double>,
    incrementX: Int,
    _ y: UnsafePointer<Double>,
    incrementY: Int
  ) -> Double {
    _ = BLAS.isPrepared
    return cblas_ddot(Int32(n), x, Int32(incrementX), y, Int32(incrementY))
  }

  package static func axpy(
    _ n: Int,
    alpha: Double,
    _ x: UnsafePointer<Double>,
    incrementX: Int,
    _ y: UnsafeMutablePointer<Double>,
    incrementY: Int
  ) {
    _ = BLAS.isPrepared
    cblas_daxpy(Int32(n), alpha, x, Int32(incrementX), y, Int32(incrementY))
  }

  package static func trsm(
    onLeft: Bool,
    _ triangle: Triangle,
    _ transpose: Transposition,
    m: Int,
    n: Int,
    alpha: Double,
    _ a: UnsafePointer<Double>,
    strideA: Int,
    _ b: UnsafeMutablePointer<Double>,
    strideB: Int
  ) {
    _ = BLAS.isPrepared
    cblas_dtrsm(
      CblasRowMajor,
      onLeft ? CblasLeft : CblasRight,
      triangle.cblas,
      transpose.cblas,
      CblasNonUnit,
      Int32(m),
      Int32(n),
      alpha,
      a,
      Int32(max(1, strideA)),
      b,
      Int32(max(1, strideB))
    )
  }
}

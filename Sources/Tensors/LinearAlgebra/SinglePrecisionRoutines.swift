internal import COpenBLAS

/// The routines of the BLAS in single precision.
package enum SinglePrecisionRoutines: BLASRoutines {
  package static func gemm(
    _ transposeA: Transposition,
    _ transposeB: Transposition,
    m: Int,
    n: Int,
    k: Int,
    alpha: Float,
    _ a: UnsafePointer<Float>,
    strideA: Int,
    _ b: UnsafePointer<Float>,
    strideB: Int,
    beta: Float,
    _ c: UnsafeMutablePointer<Float>,
    strideC: Int
  ) {
    _ = BLAS.isPrepared
    cblas_sgemm(
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
    alpha: Float,
    _ a: UnsafePointer<Float>,
    strideA: Int,
    beta: Float,
    _ c: UnsafeMutablePointer<Float>,
    strideC: Int
  ) {
    _ = BLAS.isPrepared
    cblas_ssyrk(
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
    alpha: Float,
    _ a: UnsafePointer<Float>,
    strideA: Int,
    _ x: UnsafePointer<Float>,
    incrementX: Int,
    beta: Float,
    _ y: UnsafeMutablePointer<Float>,
    incrementY: Int
  ) {
    _ = BLAS.isPrepared
    cblas_sgemv(
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
    alpha: Float,
    _ x: UnsafePointer<Float>,
    incrementX: Int,
    _ y: UnsafePointer<Float>,
    incrementY: Int,
    _ a: UnsafeMutablePointer<Float>,
    strideA: Int
  ) {
    _ = BLAS.isPrepared
    cblas_sger(
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
    _ x: UnsafePointer<Float>,
    incrementX: Int,
    _ y: UnsafePointer<Float>,
    incrementY: Int
  ) -> Float {
    _ = BLAS.isPrepared
    return cblas_sdot(Int32(n), x, Int32(incrementX), y, Int32(incrementY))
  }

  package static func axpy(
    _ n: Int,
    alpha: Float,
    _ x: UnsafePointer<Float>,
    incrementX: Int,
    _ y: UnsafeMutablePointer<Float>,
    incrementY: Int
  ) {
    _ = BLAS.isPrepared
    cblas_saxpy(Int32(n), alpha, x, Int32(incrementX), y, Int32(incrementY))
  }

  package static func trsm(
    onLeft: Bool,
    _ triangle: Triangle,
    _ transpose: Transposition,
    m: Int,
    n: Int,
    alpha: Float,
    _ a: UnsafePointer<Float>,
    strideA: Int,
    _ b: UnsafeMutablePointer<Float>,
    strideB: Int
  ) {
    _ = BLAS.isPrepared
    cblas_strsm(
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

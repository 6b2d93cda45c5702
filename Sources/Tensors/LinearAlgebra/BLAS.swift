internal import COpenBLAS

/// Whether a matrix is taken as it stands or with rows and columns exchanged.
package enum Transposition: Sendable, Hashable {
  case none, transpose
}

/// Which half of a symmetric matrix.
package enum Triangle: Sendable, Hashable {
  case lower, upper
}

/// The routines of the BLAS in one precision; row-major, on one thread.
package protocol BLASRoutines {
  associatedtype Scalar

  /// `c ← alpha · op(a) op(b) + beta · c` with `op(a)` of shape `[m, k]`, `op(b)` of shape `[k, n]`.
  static func gemm(
    _ transposeA: Transposition,
    _ transposeB: Transposition,
    m: Int,
    n: Int,
    k: Int,
    alpha: Scalar,
    _ a: UnsafePointer<Scalar>,
    strideA: Int,
    _ b: UnsafePointer<Scalar>,
    strideB: Int,
    beta: Scalar,
    _ c: UnsafeMutablePointer<Scalar>,
    strideC: Int
  )

  /// `c ← alpha · op(a) op(a)ᵀ + beta · c` in one triangle, with `op(a)` of shape `[n, k]`.
  static func syrk(
    _ triangle: Triangle,
    _ transpose: Transposition,
    n: Int,
    k: Int,
    alpha: Scalar,
    _ a: UnsafePointer<Scalar>,
    strideA: Int,
    beta: Scalar,
    _ c: UnsafeMutablePointer<Scalar>,
    strideC: Int
  )

  /// `y ← alpha · op(a) x + beta · y` with `a` of shape `[m, n]` before `op`.
  static func gemv(
    _ transpose: Transposition,
    m: Int,
    n: Int,
    alpha: Scalar,
    _ a: UnsafePointer<Scalar>,
    strideA: Int,
    _ x: UnsafePointer<Scalar>,
    incrementX: Int,
    beta: Scalar,
    _ y: UnsafeMutablePointer<Scalar>,
    incrementY: Int
  )

  /// `a ← a + alpha · x yᵀ` with `a` of shape `[m, n]`.
  static func ger(
    m: Int,
    n: Int,
    alpha: Scalar,
    _ x: UnsafePointer<Scalar>,
    incrementX: Int,
    _ y: UnsafePointer<Scalar>,
    incrementY: Int,
    _ a: UnsafeMutablePointer<Scalar>,
    strideA: Int
  )

  /// The sum of the products of the elements of two vectors.
  static func dot(
    _ n: Int,
    _ x: UnsafePointer<Scalar>,
    incrementX: Int,
    _ y: UnsafePointer<Scalar>,
    incrementY: Int
  ) -> Scalar

  /// `y ← y + alpha · x`.
  static func axpy(
    _ n: Int,
    alpha: Scalar,
    _ x: UnsafePointer<Scalar>,
    incrementX: Int,
    _ y: UnsafeMutablePointer<Scalar>,
    incrementY: Int
  )

  /// Solves `op(a) x = b` or `x op(a) = b` in place for a triangular `a`; `b` has shape `[m, n]`.
  static func trsm(
    onLeft: Bool,
    _ triangle: Triangle,
    _ transpose: Transposition,
    m: Int,
    n: Int,
    alpha: Scalar,
    _ a: UnsafePointer<Scalar>,
    strideA: Int,
    _ b: UnsafeMutablePointer<Scalar>,
    strideB: Int
  )
}

/// The basic linear algebra subprograms, generic over the precision; row-major, on one thread.
///
/// Parallel code cuts its work into tiles and calls these for each: `Tensor.matmul` does.
package enum BLAS {
  /// Holds the library to one thread; read before every call.
  static let isPrepared: Bool = {
    openblas_set_num_threads(1)
    return true
  }()

  /// `c ← alpha · op(a) op(b) + beta · c` with `op(a)` of shape `[m, k]`, `op(b)` of shape `[k, n]`.
  package static func gemm<T: TensorScalar>(
    _ transposeA: Transposition = .none,
    _ transposeB: Transposition = .none,
    m: Int,
    n: Int,
    k: Int,
    alpha: T = 1,
    _ a: UnsafePointer<T>,
    strideA: Int,
    _ b: UnsafePointer<T>,
    strideB: Int,
    beta: T = 0,
    _ c: UnsafeMutablePointer<T>,
    strideC: Int
  ) {
    guard m > 0, n > 0 else { return }
    T.Routines.gemm(
      transposeA,
      transposeB,
      m: m,
      n: n,
      k: k,
      alpha: alpha,
      a,
      strideA: strideA,
      b,
      strideB: strideB,
      beta: beta,
      c,
      strideC: strideC
    )
  }

  /// `c ← alpha · op(a) op(a)ᵀ + beta · c` in one triangle, with `op(a)` of shape `[n, k]`.
  package static func syrk<T: TensorScalar>(
    _ triangle: Triangle = .lower,
    _ transpose: Transposition = .none,
    n: Int,
    k: Int,
    alpha: T = 1,
    _ a: UnsafePointer<T>,
    strideA: Int,
    beta: T = 0,
    _ c: UnsafeMutablePointer<T>,
    strideC: Int
  ) {
    guard n > 0 else { return }
    T.Routines.syrk(
      triangle,
      transpose,
      n: n,
      k: k,
      alpha: alpha,
      a,
      strideA: strideA,
      beta: beta,
      c,
      strideC: strideC
    )
  }

  /// `y ← alpha · op(a) x + beta · y` with `a` of shape `[m, n]` before `op`.
  package static func gemv<T: TensorScalar>(
    _ transpose: Transposition = .none,
    m: Int,
    n: Int,
    alpha: T = 1,
    _ a: UnsafePointer<T>,
    strideA: Int,
    _ x: UnsafePointer<T>,
    incrementX: Int = 1,
    beta: T = 0,
    _ y: UnsafeMutablePointer<T>,
    incrementY: Int = 1
  ) {
    guard m > 0, n > 0 else { return }
    T.Routines.gemv(
      transpose,
      m: m,
      n: n,
      alpha: alpha,
      a,
      strideA: strideA,
      x,
      incrementX: incrementX,
      beta: beta,
      y,
      incrementY: incrementY
    )
  }

  /// `a ← a + alpha · x yᵀ` with `a` of shape `[m, n]`.
  package static func ger<T: TensorScalar>(
    m: Int,
    n: Int,
    alpha: T = 1,
    _ x: UnsafePointer<T>,
    incrementX: Int = 1,
    _ y: UnsafePointer<T>,
    incrementY: Int = 1,
    _ a: UnsafeMutablePointer<T>,
    strideA: Int
  ) {
    guard m > 0, n > 0 else { return }
    T.Routines.ger(
      m: m,
      n: n,
      alpha: alpha,
      x,
      incrementX: incrementX,
      y,
      incrementY: incrementY,
      a,
      strideA: strideA
    )
  }

  /// The sum of the products of the elements of two vectors.
  package static func dot<T: TensorScalar>(
    _ n: Int,
    _ x: UnsafePointer<T>,
    incrementX: Int = 1,
    _ y: UnsafePointer<T>,
    incrementY: Int = 1
  ) -> T {
    guard n > 0 else { return 0 }
    return T.Routines.dot(n, x, incrementX: incrementX, y, incrementY: incrementY)
  }

  /// `y ← y + alpha · x`.
  package static func axpy<T: TensorScalar>(
    _ n: Int,
    alpha: T,
    _ x: UnsafePointer<T>,
    incrementX: Int = 1,
    _ y: UnsafeMutablePointer<T>,
    incrementY: Int = 1
  ) {
    guard n > 0 else { return }
    T.Routines.axpy(n, alpha: alpha, x, incrementX: incrementX, y, incrementY: incrementY)
  }

  /// Solves `op(a) x = b` or `x op(a) = b` in place for a triangular `a`; `b` has shape `[m, n]`.
  package static func trsm<T: TensorScalar>(
    onLeft: Bool = true,
    _ triangle: Triangle,
    _ transpose: Transposition = .none,
    m: Int,
    n: Int,
    alpha: T = 1,
    _ a: UnsafePointer<T>,
    strideA: Int,
    _ b: UnsafeMutablePointer<T>,
    strideB: Int
  ) {
    guard m > 0, n > 0 else { return }
    T.Routines.trsm(
      onLeft: onLeft,
      triangle,
      transpose,
      m: m,
      n: n,
      alpha: alpha,
      a,
      strideA: strideA,
      b,
      strideB: strideB
    )
  }
}

extension Transposition {
  var cblas: CBLAS_TRANSPOSE {
    switch self {
    case .none: CblasNoTrans
    case .transpose: CblasTrans
    }
  }
}

extension Triangle {
  var cblas: CBLAS_UPLO {
    switch self {
    case .lower: CblasLower
    case .upper: CblasUpper
    }
  }
}

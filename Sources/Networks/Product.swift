package import Tensors

/// A product of row-major matrices within larger ones: `scale · A B` or `scale · A Bᵀ`.
package struct Product<T: TensorScalar>: Sendable {
  /// The number of rows of the result.
  package let rows: Int
  /// The number of columns of the result.
  package let columns: Int
  /// The length of the sums.
  package let depth: Int
  /// The factor of the product.
  package let scale: T

  /// A product of the given size.
  package init(rows: Int, columns: Int, depth: Int, scale: T) {
    self.rows = rows
    self.columns = columns
    self.depth = depth
    self.scale = scale
  }

  /// Writes the product.
  package func set(
    _ left: UnsafePointer<T>,
    stride leftStride: Int,
    _ right: UnsafePointer<T>,
    stride rightStride: Int,
    _ transposition: Transposition,
    to target: UnsafeMutablePointer<T>,
    stride: Int
  ) {
    T.Routines.gemm(
      .none,
      transposition,
      m: rows,
      n: columns,
      k: depth,
      alpha: scale,
      left,
      strideA: leftStride,
      right,
      strideB: rightStride,
      beta: 0,
      target,
      strideC: stride
    )
  }

  /// Adds the product.
  package func add(
    _ left: UnsafePointer<T>,
    stride leftStride: Int,
    _ right: UnsafePointer<T>,
    stride rightStride: Int,
    _ transposition: Transposition,
    to target: UnsafeMutablePointer<T>,
    stride: Int
  ) {
    T.Routines.gemm(
      .none,
      transposition,
      m: rows,
      n: columns,
      k: depth,
      alpha: scale,
      left,
      strideA: leftStride,
      right,
      strideB: rightStride,
      beta: 1,
      target,
      strideC: stride
    )
  }

  /// Writes or adds the upper triangle of the product of a matrix with its own transpose.
  package func symmetric(
    _ matrix: UnsafePointer<T>,
    stride: Int,
    to target: UnsafeMutablePointer<T>,
    stride targetStride: Int,
    adding: Bool
  ) {
    T.Routines.syrk(
      .upper,
      .none,
      n: rows,
      k: depth,
      alpha: scale,
      matrix,
      strideA: stride,
      beta: adding ? 1 : 0,
      target,
      strideC: targetStride
    )
  }
}

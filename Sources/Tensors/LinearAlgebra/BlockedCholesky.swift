internal import COpenBLAS

/// The Cholesky factorization in place, a block of columns at a time, on several threads.
///
/// The block on the diagonal is factorized by LAPACK, the rows below it are solved for, and their
/// products are taken from the rest; the latter two in tiles of rows.
struct BlockedCholesky: @unchecked Sendable {
  /// The lower triangle by rows; the upper is not touched but in blocks on the diagonal.
  let matrix: UnsafeMutablePointer<Double>
  let size: Int

  private static let block = 160

  /// The factor L in place of the lower triangle.
  ///
  /// - Returns: 0, or one more than the index of the first pivot that is not positive.
  func factorize() -> Int {
    for first in stride(from: 0, to: size, by: Self.block) {
      let count = Swift.min(Self.block, size - first)
      // Row-major lower is column-major upper: A = UᵀU with U = Lᵀ.
      let status = LAPACKE_dpotrf_work(
        LAPACK_COL_MAJOR,
        CChar(UInt8(ascii: "U")),
        Int32(count),
        at(first, first),
        Int32(size)
      )
      guard status == 0 else { return first + Int(status) }
      let next = first + count
      let tiles = (size - next + Self.block - 1) / Self.block
      Parallelism.forEach(tiles) { solve(next + $0 * Self.block, first, count) }
      // The longest rows first.
      Parallelism.forEach(tiles) { update(next + (tiles - 1 - $0) * Self.block, first, count) }
    }
    return 0
  }

  private func at(_ row: Int, _ column: Int) -> UnsafeMutablePointer<Double> {
    matrix + row * size + column
  }

  private func rows(_ row: Int) -> Int { Swift.min(Self.block, size - row) }

  /// Solves for the rows of one tile: X Lᵀ = A.
  private func solve(_ row: Int, _ first: Int, _ count: Int) {
    BLAS.trsm(
      onLeft: false,
      .lower,
      .transpose,
      m: rows(row),
      n: count,
      at(first, first),
      strideA: size,
      at(row, first),
      strideB: size
    )
  }

  /// Takes the products of the rows of one tile with those above and with one another from the rest.
  private func update(_ row: Int, _ first: Int, _ count: Int) {
    let next = first + count
    BLAS.gemm(
      .none,
      .transpose,
      m: rows(row),
      n: row + rows(row) - next,
      k: count,
      alpha: -1,
      at(row, first),
      strideA: size,
      at(next, first),
      strideB: size,
      beta: 1,
      at(row, next),
      strideC: size
    )
  }
}

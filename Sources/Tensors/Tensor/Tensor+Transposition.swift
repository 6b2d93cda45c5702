extension Tensor {
  /// The matrix with rows and columns exchanged, in blocks that stay in the cache.
  func transposedMatrix<T: TensorScalar>(of type: T.Type) -> Tensor {
    let (rows, columns) = (shape[0], shape[1])
    let block = 16
    let bands = (columns + block - 1) / block
    return withElements(of: T.self) { source in
      Tensor(shape: [columns, rows], of: T.self) { destination in
        guard let from = source.baseAddress, let to = destination.baseAddress else { return }
        let bandsPerTile = Swift.max(1, ElementTiles.size / Swift.max(1, block * rows))
        Parallelism.forEach((bands + bandsPerTile - 1) / bandsPerTile) { tile in
          let first = tile * bandsPerTile * block
          let last = Swift.min(columns, first + bandsPerTile * block)
          for column in stride(from: first, to: last, by: block) {
            for row in stride(from: 0, to: rows, by: block) {
              transpose(
                from + row * columns + column,
                columns,
                Swift.min(block, rows - row),
                Swift.min(block, last - column),
                to + column * rows + row,
                rows
              )
            }
          }
        }
      }
    }
  }

  @inline(__always)
  private func transpose<T: TensorScalar>(
    _ from: UnsafePointer<T>,
    _ fromStride: Int,
    _ rows: Int,
    _ columns: Int,
    _ to: UnsafeMutablePointer<T>,
    _ toStride: Int
  ) {
    for j in 0..<columns {
      for i in 0..<rows { to[j * toStride + i] = from[i * fromStride + j] }
    }
  }
}

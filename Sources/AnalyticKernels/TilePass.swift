import Tensors

/// The kernels between two batches, tile by tile.
///
/// A tile of inner products comes from one matrix product and then goes through all layers while it
/// is in cache; only the finished tile is written. Of a symmetric kernel the tiles on and above the
/// diagonal are computed, and written to both places. Tiles do not depend on the number of threads,
/// and need no sums over tiles, so neither do the results.
struct TilePass<T: KernelScalar> {
  let recursion: Recursion
  let rows: Batch<T>
  let columns: Batch<T>
  let isSymmetric: Bool

  /// Rows and columns of a tile: two tiles of single precision fill half a megabyte.
  static var tileSize: Int { 256 }
  /// Rows of a tile across the diagonal for which the product is computed at once.
  static var stripRows: Int { 64 }

  /// Where the finished kernels go; row-major, with as many columns as the second batch.
  struct Output {
    var nngp: UnsafeMutablePointer<T>?
    var ntk: UnsafeMutablePointer<T>?
  }

  /// Rows and columns of one tile.
  struct Tile {
    var rows: Range<Int>
    var columns: Range<Int>
  }

  /// The tiles; those across the diagonal of a symmetric kernel, which are half the work, come last.
  private var tiles: [Tile] {
    var (whole, halves): ([Tile], [Tile]) = ([], [])
    for top in stride(from: 0, to: rows.count, by: Self.tileSize) {
      let first = isSymmetric ? top : 0
      for left in stride(from: first, to: columns.count, by: Self.tileSize) {
        let tile = Tile(
          rows: top..<min(top + Self.tileSize, rows.count),
          columns: left..<min(left + Self.tileSize, columns.count)
        )
        if isSymmetric, left == top { halves.append(tile) } else { whole.append(tile) }
      }
    }
    return whole + halves
  }

  /// Computes all tiles.
  func run(into output: Output) throws {
    let tiles = tiles
    try rows.inputs.withElements(of: T.self) { left in
      try columns.inputs.withElements(of: T.self) { right in
        guard let left = left.baseAddress, let right = right.baseAddress else { return }
        try Parallelism.forEach(tiles.count) { index in
          try Interruption.poll()
          compute(tiles[index], left, right, output)
        }
      }
    }
    if isSymmetric { writeDiagonal(output) }
  }

  private func compute(
    _ tile: Tile,
    _ left: UnsafePointer<T>,
    _ right: UnsafePointer<T>,
    _ output: Output
  ) {
    let (height, width) = (tile.rows.count, tile.columns.count)
    let tangent = output.ntk != nil
    let size = height * width
    let room = UnsafeMutablePointer<T>.allocate(
      capacity: (tangent ? 2 : 1) * size + Row<T>.scratchRows * width
    )
    defer { room.deallocate() }
    multiply(tile, left, right, into: room)
    let ntk = room + (tangent ? size : 0)
    advance(tile, nngp: room, ntk: ntk, scratch: ntk + size, tangent: tangent)
    if let target = output.nngp { write(tile, room, to: target) }
    if let target = output.ntk { write(tile, ntk, to: target) }
  }

  /// The inner products of a tile; across the diagonal in strips, each from its first row's diagonal.
  private func multiply(
    _ tile: Tile,
    _ left: UnsafePointer<T>,
    _ right: UnsafePointer<T>,
    into products: UnsafeMutablePointer<T>
  ) {
    let (width, features) = (tile.columns.count, rows.features)
    let crosses = isSymmetric && tile.rows.lowerBound == tile.columns.lowerBound
    let height = crosses ? Self.stripRows : tile.rows.count
    for top in stride(from: tile.rows.lowerBound, to: tile.rows.upperBound, by: height) {
      let skipped = skippedColumns(tile, row: top)
      BLAS.gemm(
        .none,
        .transpose,
        m: min(height, tile.rows.upperBound - top),
        n: width - skipped,
        k: features,
        left + top * features,
        strideA: features,
        right + (tile.columns.lowerBound + skipped) * features,
        strideB: features,
        products + (top - tile.rows.lowerBound) * width + skipped,
        strideC: width
      )
    }
  }

  /// Takes the inner products of a tile through all layers, row by row.
  private func advance(
    _ tile: Tile,
    nngp: UnsafeMutablePointer<T>,
    ntk: UnsafeMutablePointer<T>,
    scratch: UnsafeMutablePointer<T>,
    tangent: Bool
  ) {
    let width = tile.columns.count
    for i in tile.rows {
      let skipped = skippedColumns(tile, row: i)
      let start = (i - tile.rows.lowerBound) * width + skipped
      var row = Row<T>(
        variances: nngp,
        deviations: nngp,
        nngp: nngp + start,
        ntk: ntk + start,
        scratch: scratch,
        count: width - skipped,
        tangent: tangent
      )
      row.weight = T(recursion.inputWeight / Double(rows.features))
      row.bias = T(recursion.inputBias)
      T.start(row)
      for (index, stage) in recursion.stages.enumerated() {
        row.variance = rows.variances[index][i]
        row.deviation = rows.deviations[index][i]
        row.weight = T(stage.weight)
        row.bias = T(stage.bias)
        row.direct = T(stage.direct)
        columns.variances[index].withUnsafeBufferPointer { variances in
          columns.deviations[index].withUnsafeBufferPointer { deviations in
            guard let variances = variances.baseAddress, let deviations = deviations.baseAddress
            else { return }
            row.variances = variances + tile.columns.lowerBound + skipped
            row.deviations = deviations + tile.columns.lowerBound + skipped
            T.advance(row, through: stage.dual)
          }
        }
      }
    }
  }

  /// Columns of a row that lie below the diagonal of a symmetric kernel.
  private func skippedColumns(_ tile: Tile, row: Int) -> Int {
    isSymmetric ? min(max(0, row - tile.columns.lowerBound), tile.columns.count) : 0
  }

  private func write(
    _ tile: Tile,
    _ values: UnsafePointer<T>,
    to target: UnsafeMutablePointer<T>
  ) {
    let width = tile.columns.count
    for i in tile.rows {
      let skipped = skippedColumns(tile, row: i)
      let source = values + (i - tile.rows.lowerBound) * width + skipped
      (target + i * columns.count + tile.columns.lowerBound + skipped)
        .update(from: source, count: width - skipped)
    }
    if isSymmetric { mirror(tile, values, to: target) }
  }

  /// Writes the transpose of a tile, in blocks whose rows and columns share cache lines.
  private func mirror(
    _ tile: Tile,
    _ values: UnsafePointer<T>,
    to target: UnsafeMutablePointer<T>
  ) {
    let (width, stride, block) = (tile.columns.count, columns.count, 16)
    let (top, left) = (tile.rows.lowerBound, tile.columns.lowerBound)
    for blockTop in Swift.stride(from: tile.rows.lowerBound, to: tile.rows.upperBound, by: block) {
      let rows = blockTop..<min(blockTop + block, tile.rows.upperBound)
      // Column j needs the rows above it: those of the block up to j.
      for j in max(left, blockTop)..<max(left, blockTop, tile.columns.upperBound) {
        let line = target + j * stride
        let source = values + j - left
        for i in rows.lowerBound..<min(rows.upperBound, j + 1) {
          line[i] = source[(i - top) * width]
        }
      }
    }
  }

  private func writeDiagonal(_ output: Output) {
    for i in 0..<rows.count {
      output.nngp?[i * columns.count + i] = T(rows.nngp[i])
      output.ntk?[i * columns.count + i] = T(rows.ntk[i])
    }
  }
}

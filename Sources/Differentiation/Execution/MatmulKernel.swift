import Tensors

/// A matrix product, cut into tiles of the result.
struct MatmulKernel: Hashable {
  let m: Int
  let n: Int
  let k: Int
  let plan: MatmulPlan
  let left: Int
  let right: Int
  let result: Int
  private let rowTile: Int
  private let columnTile: Int

  init(m: Int, n: Int, k: Int, plan: MatmulPlan, left: Int, right: Int, result: Int) {
    self.m = m
    self.n = n
    self.k = k
    self.plan = plan
    self.left = left
    self.right = right
    self.result = result
    (rowTile, columnTile) = Self.tile(m: m, n: n, k: k)
  }

  /// The shape of a tile.
  ///
  /// Wide results are cut into columns, so that each tile packs its own part of the right factor and
  /// the left one is small; OpenBLAS then runs at nearly full speed. Narrow ones are cut into rows
  /// of a few million operations.
  private static func tile(m: Int, n: Int, k: Int) -> (rows: Int, columns: Int) {
    let operations = 2 * Double(m) * Double(n) * Double(k)
    guard operations > 4e6 else { return (max(m, 1), max(n, 1)) }
    if n >= 512 {
      return m < 512
        ? (max(m, 1), pieces(of: n, about: 256))
        : (pieces(of: m, about: 512), pieces(of: n, about: 512))
    }
    let rows = 4e6 / (2 * Double(n) * Double(k))
    return (pieces(of: m, about: max(64, Int(min(rows, 1e6)))), n)
  }

  /// Equal pieces of a length, multiples of 16, of about the size wanted.
  private static func pieces(of length: Int, about wanted: Int) -> Int {
    let count = max(1, (length + wanted / 2) / wanted)
    return min(length, ((length + count - 1) / count + 15) / 16 * 16)
  }

  private var columnTiles: Int { (n + columnTile - 1) / columnTile }

  var tileCount: Int {
    m == 0 || n == 0 ? 0 : (m + rowTile - 1) / rowTile * columnTiles
  }

  func run(tile: Int, _ memory: Memory) {
    switch memory.dtype {
    case .float32: run(tile: tile, memory, of: Float.self)
    case .float64: run(tile: tile, memory, of: Double.self)
    }
  }

  private func run<T: TensorScalar>(tile: Int, _ memory: Memory, of type: T.Type) {
    let row = tile / columnTiles * rowTile
    let column = tile % columnTiles * columnTile
    let rows = min(rowTile, m - row)
    let columns = min(columnTile, n - column)
    let c = memory.pointer(result, of: T.self) + row * n + column
    guard k > 0 else {
      if !plan.accumulates {
        for i in 0..<rows { (c + i * n).update(repeating: 0, count: columns) }
      }
      return
    }
    let leftStride = plan.transposingLeft ? m : k
    let rightStride = plan.transposingRight ? k : n
    let a = memory.pointer(left, of: T.self) + (plan.transposingLeft ? row : row * k)
    let b = memory.pointer(right, of: T.self) + (plan.transposingRight ? column * k : column)
    if n == 1 {  // a matrix and a vector
      BLAS.gemv(
        plan.transposingLeft ? .transpose : .none,
        m: plan.transposingLeft ? k : rows,
        n: plan.transposingLeft ? rows : k,
        alpha: T(plan.alpha),
        a,
        strideA: leftStride,
        b,
        beta: plan.accumulates ? 1 : 0,
        c
      )
      return
    }
    BLAS.gemm(
      plan.transposingLeft ? .transpose : .none,
      plan.transposingRight ? .transpose : .none,
      m: rows,
      n: columns,
      k: k,
      alpha: T(plan.alpha),
      a,
      strideA: leftStride,
      b,
      strideB: rightStride,
      beta: plan.accumulates ? 1 : 0,
      c,
      strideC: n
    )
  }
}

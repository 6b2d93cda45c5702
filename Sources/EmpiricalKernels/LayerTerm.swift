import Networks
import Tensors

/// The term of one layer in one tile of a tangent kernel, given the factor of the layer's inputs.
struct LayerTerm<T: TensorScalar> {
  let accumulator: GramAccumulator<T>
  let tile: Tile
  /// `c² ⟨a(x), a(x')⟩ + c_b²`, tile rows by tile columns.
  let factors: UnsafeMutablePointer<T>
  let kernel: UnsafeMutablePointer<T>

  private var axes: KernelAxes { accumulator.axes }
  private var outputs: Int { accumulator.outputs }
  private var isDiagonal: Bool { axes.isSymmetric && tile.rows == tile.columns }

  /// Calls a body with each pair of examples of the tile, above the diagonal only on a diagonal
  /// tile, as positions within the tile.
  private func forEachRow(_ body: (_ row: Int, _ columns: Range<Int>) -> Void) {
    for row in 0..<tile.rows.count {
      body(row, (isDiagonal ? row : 0)..<tile.columns.count)
    }
  }

  /// Adds `factor · Σ_o ⟨B(x, o), B(x', o)⟩`.
  func addTrace(_ sensitivity: Sensitivity<T>) {
    switch sensitivity {
    case .identity: addTrace(constant: T(outputs))
    case .shared(let rows): addTrace(constant: rows.elements.reduce(0) { $0 + $1 * $1 })
    case .diagonal(let rows), .full(let rows): addTrace(rows: rows)
    }
  }

  private func addTrace(constant: T) {
    forEachRow { row, columns in
      let target = kernel + ((tile.rows.lowerBound + row) * axes.second + tile.columns.lowerBound)
      let factors = factors + row * tile.columns.count
      for column in columns { target[column] += constant * factors[column] }
    }
  }

  private func addTrace(rows: Matrix<T>) {
    withUnsafeTemporaryAllocation(of: T.self, capacity: tile.rows.count * tile.columns.count) {
      guard let products = $0.baseAddress else { return }
      products.initialize(repeating: 0, count: $0.count)
      accumulator.gram(rows, perExample: 1, tile, scale: 1, adding: false, to: products)
      forEachRow { row, columns in
        let target =
          kernel + ((tile.rows.lowerBound + row) * axes.second + tile.columns.lowerBound)
        let start = row * tile.columns.count
        for column in columns {
          target[column] += factors[start + column] * products[start + column]
        }
      }
    }
  }

  /// Adds `factor · ⟨B(x, o), B(x', p)⟩` for every pair of outputs.
  func addBlocks(_ sensitivity: Sensitivity<T>) {
    switch sensitivity {
    case .identity:
      addDiagonalBlocks { _, _, _ in 1 }
    case .diagonal(let slopes):
      addDiagonalBlocks { i, j, output in
        slopes.elements[i * outputs + output]
          * slopes.elements[(axes.offset + j) * outputs + output]
      }
    case .shared(let rows): addBlocks(shared: rows)
    case .full(let rows): addBlocks(rows: rows)
    }
  }

  private func block(_ row: Int, _ column: Int) -> UnsafeMutablePointer<T> {
    let position =
      (tile.rows.lowerBound + row) * axes.second + tile.columns.lowerBound + column
    return kernel + position * outputs * outputs
  }

  private func addDiagonalBlocks(_ value: (_ i: Int, _ j: Int, _ output: Int) -> T) {
    forEachRow { row, columns in
      for column in columns {
        let target = block(row, column)
        let factor = factors[row * tile.columns.count + column]
        for output in 0..<outputs {
          target[output * (outputs + 1)] +=
            factor
            * value(tile.rows.lowerBound + row, tile.columns.lowerBound + column, output)
        }
      }
    }
  }

  private func addBlocks(shared rows: Matrix<T>) {
    let size = outputs * outputs
    withUnsafeTemporaryAllocation(of: T.self, capacity: size) {
      guard let products = $0.baseAddress else { return }
      rows.withBase { base in
        Product(rows: outputs, columns: outputs, depth: rows.columns, scale: 1).set(
          base,
          stride: rows.columns,
          base,
          stride: rows.columns,
          .transpose,
          to: products,
          stride: outputs
        )
      }
      forEachRow { row, columns in
        for column in columns {
          let target = block(row, column)
          let factor = factors[row * tile.columns.count + column]
          for position in 0..<size { target[position] += factor * products[position] }
        }
      }
    }
  }

  private func addBlocks(rows: Matrix<T>) {
    let width = tile.columns.count * outputs
    withUnsafeTemporaryAllocation(of: T.self, capacity: tile.rows.count * outputs * width) {
      guard let products = $0.baseAddress else { return }
      products.initialize(repeating: 0, count: $0.count)
      accumulator.gram(rows, perExample: outputs, tile, scale: 1, adding: false, to: products)
      forEachRow { row, columns in
        for column in columns {
          let target = block(row, column)
          let factor = factors[row * tile.columns.count + column]
          for output in 0..<outputs {
            let from = products + ((row * outputs + output) * width + column * outputs)
            let to = target + output * outputs
            for other in 0..<outputs { to[other] += factor * from[other] }
          }
        }
      }
    }
  }
}

import Networks
import Tensors

/// The derivatives of the outputs with respect to the pre-activations of one dense layer: for
/// every example `i` and output `o` a row `B(i, o)` as long as the layer is wide.
///
/// Near the output the rows have a structure which saves storing them.
enum Sensitivity<T: TensorScalar>: Sendable {
  /// `B(i, o)` is 1 at `o`, else 0: the outputs are the pre-activations.
  case identity
  /// `B(i, o)` is `d[i, o]` at `o`, else 0: the outputs are a function of each pre-activation.
  case diagonal(Matrix<T>)
  /// `B(i, o)` is row `o` of `[k, width]` for every example: all is linear from here on.
  case shared(Matrix<T>)
  /// `B(i, o)` is row `i k + o` of `[n k, width]`.
  case full(Matrix<T>)
}

extension Sensitivity {
  /// The derivatives at the last dense layer, before its activations.
  init(outputSlope: Matrix<T>?) {
    self = outputSlope.map { .diagonal($0) } ?? .identity
  }
}

/// The step of the derivatives backwards through one dense layer, cut into tiles.
///
/// `B ← (c B Wᵀ) ∘ φ'`, where `φ'` is the slope of the activations before the layer.
struct BackwardStep<T: TensorScalar> {
  let block: DenseBlock<T>
  let examples: Int
  let outputs: Int
  let slope: Matrix<T>?
  let source: Source
  let tiles: [Tile]

  /// Where the rows come from.
  enum Source {
    /// `rows[o] ∘ φ'[i]`, times `d[i, o]` if there is a `d`.
    case spread(rows: Matrix<T>, by: Matrix<T>?)
    /// A product with the rows at the next layer.
    case product(Matrix<T>)
    /// All is linear on both sides: the same rows for every example.
    case shared(Matrix<T>)
  }

  init(
    from sensitivity: Sensitivity<T>,
    through block: DenseBlock<T>,
    slope: Matrix<T>?,
    examples: Int,
    outputs: Int
  ) throws {
    self.block = block
    self.examples = examples
    self.outputs = outputs
    self.slope = slope
    switch sensitivity {
    case .identity:
      let rows = try block.scaledTranspose()
      source = slope == nil ? .shared(rows) : .spread(rows: rows, by: nil)
    case .diagonal(let factors): source = .spread(rows: try block.scaledTranspose(), by: factors)
    case .shared(let given):
      let rows = try block.pullingBack(given)
      source = slope == nil ? .shared(rows) : .spread(rows: rows, by: nil)
    case .full(let given): source = .product(given)
    }
    switch source {
    case .shared: tiles = []
    case .spread:
      tiles = Tile.ranges(examples * outputs, by: 64).map {
        Tile(rows: $0, columns: 0..<block.fanIn)
      }
    case .product: tiles = Tile.covering(rows: examples * outputs, columns: block.fanIn)
    }
  }

  /// Computes the rows; `others` more jobs are run among its tiles.
  func run(others: Int, _ other: (Int) throws -> Void) throws -> Sensitivity<T> {
    if case .shared(let rows) = source {
      try Parallelism.forEach(others, other)
      return .shared(rows)
    }
    return .full(
      try Matrix(rows: examples * outputs, block.fanIn) { target in
        try Parallelism.forEach(tiles.count + others) { index in
          guard index < tiles.count else { return try other(index - tiles.count) }
          compute(tiles[index], target)
        }
      }
    )
  }

  private func compute(_ tile: Tile, _ target: UnsafeMutablePointer<T>) {
    switch source {
    case .shared: break
    case .spread(let rows, let factors): spread(rows, factors, tile, target)
    case .product(let given): multiply(given, tile, target)
    }
  }

  private func spread(
    _ rows: Matrix<T>,
    _ factors: Matrix<T>?,
    _ tile: Tile,
    _ target: UnsafeMutablePointer<T>
  ) {
    let width = block.fanIn
    rows.withBase { rows in
      for row in tile.rows {
        let (example, output) = row.quotientAndRemainder(dividingBy: outputs)
        let factor = factors?.elements[row] ?? 1
        let from = rows + output * width
        let to = target + row * width
        for column in 0..<width { to[column] = factor * from[column] }
        applySlope(of: example, to: to, columns: 0..<width)
      }
    }
  }

  private func multiply(_ given: Matrix<T>, _ tile: Tile, _ target: UnsafeMutablePointer<T>) {
    let width = block.fanIn
    let start = target + (tile.rows.lowerBound * width + tile.columns.lowerBound)
    given.withBase { given in
      block.weights.withBase { weights in
        Product(
          rows: tile.rows.count,
          columns: tile.columns.count,
          depth: block.width,
          scale: block.weightScale
        ).set(
          given + tile.rows.lowerBound * block.width,
          stride: block.width,
          weights + tile.columns.lowerBound * block.width,
          stride: block.width,
          .transpose,
          to: start,
          stride: width
        )
      }
    }
    for row in tile.rows {
      applySlope(
        of: row / outputs,
        to: target + (row * width + tile.columns.lowerBound),
        columns: tile.columns
      )
    }
  }

  private func applySlope(
    of example: Int,
    to values: UnsafeMutablePointer<T>,
    columns: Range<Int>
  ) {
    slope?.withBase { slope in
      let factors = slope + (example * block.fanIn + columns.lowerBound)
      for column in 0..<columns.count { values[column] *= factors[column] }
    }
  }
}

extension DenseBlock {
  /// `c Wᵀ`, `[width, fan in]`.
  func scaledTranspose() throws -> Matrix<T> {
    try Matrix(rows: width, fanIn) { target in
      weights.withBase { weights in
        for row in 0..<fanIn {
          for column in 0..<width {
            target[column * fanIn + row] = weightScale * weights[row * width + column]
          }
        }
      }
    }
  }

  /// `c S Wᵀ` for a few rows `S`, `[k, width]`.
  func pullingBack(_ rows: Matrix<T>) throws -> Matrix<T> {
    let tiles = Tile.covering(rows: rows.rows, columns: fanIn)
    return try Matrix(rows: rows.rows, fanIn) { target in
      try Parallelism.forEach(tiles.count) { (index: Int) throws in
        let tile = tiles[index]
        rows.withBase { rows in
          weights.withBase { weights in
            Product(
              rows: tile.rows.count,
              columns: tile.columns.count,
              depth: width,
              scale: weightScale
            ).set(
              rows + tile.rows.lowerBound * width,
              stride: width,
              weights + tile.columns.lowerBound * width,
              stride: width,
              .transpose,
              to: target + (tile.rows.lowerBound * fanIn + tile.columns.lowerBound),
              stride: fanIn
            )
          }
        }
      }
    }
  }
}

import Networks
import Tensors

/// Whether the outputs of a tangent kernel are kept apart.
enum Contraction: Sendable {
  /// The mean over outputs, `[n₁, n₂]`.
  case trace
  /// All pairs of outputs, `[n₁, n₂, k, k]`.
  case blocks
}

/// The examples of a kernel: one batch with itself, or two batches one after the other.
struct KernelAxes: Sendable {
  /// The number of examples of the first batch.
  let first: Int
  /// The number of examples of the second batch.
  let second: Int
  /// Whether the second batch is the first.
  let isSymmetric: Bool

  /// The number of examples that pass through the network.
  var examples: Int { isSymmetric ? first : first + second }
  /// Where the second batch starts among them.
  var offset: Int { isSymmetric ? 0 : first }

  /// The tiles of the kernel, above the diagonal only if it is symmetric, the costly ones first.
  func tiles(outputs: Int, contraction: Contraction) -> [Tile] {
    let perExample = contraction == .blocks ? outputs : 1
    let limit = max(1, 128 / perExample)
    let columns = Tile.ranges(second, by: balanced(second, limit))
    guard isSymmetric else {
      return Tile.ranges(first, by: balanced(first, limit)).flatMap { rows in
        columns.map { Tile(rows: rows, columns: $0) }
      }
    }
    let pairs = columns.indices.flatMap { i in (i..<columns.count).map { (i, $0) } }
    return pairs.sorted { ($0.1 - $0.0) > ($1.1 - $1.0) }.map {
      Tile(rows: columns[$0.0], columns: columns[$0.1])
    }
  }

  /// A tile length that leaves a few tiles along an axis, where that does not make them tiny.
  private func balanced(_ count: Int, _ limit: Int) -> Int {
    max(min(16, limit), min(limit, (count + 1) / 2))
  }
}

/// Adds the terms of dense layers to a tangent kernel:
/// `Θ += (c² ⟨a(x), a(x')⟩ + c_b²) · ⟨B(x, o), B(x', p)⟩` (science: Novak and others 2022).
struct GramAccumulator<T: TensorScalar> {
  let axes: KernelAxes
  let outputs: Int
  let contraction: Contraction

  /// Adds one layer's term to one tile.
  func add(
    _ block: DenseBlock<T>,
    input: Matrix<T>,
    _ sensitivity: Sensitivity<T>,
    tile: Tile,
    to kernel: UnsafeMutablePointer<T>
  ) {
    withFactors(
      input,
      scale: block.weightScale * block.weightScale,
      offset: block.biasScale * block.biasScale,
      tile
    ) { factors in
      let term = LayerTerm(accumulator: self, tile: tile, factors: factors, kernel: kernel)
      switch contraction {
      case .trace: term.addTrace(sensitivity)
      case .blocks: term.addBlocks(sensitivity)
      }
    }
  }

  /// Adds `scale · ⟨h(x), h(x')⟩ + offset` to one tile.
  func addFeatures(
    _ features: Matrix<T>,
    scale: T,
    offset: T,
    _ tile: Tile,
    to kernel: UnsafeMutablePointer<T>
  ) {
    withFactors(features, scale: scale, offset: offset, tile) { factors in
      LayerTerm(accumulator: self, tile: tile, factors: factors, kernel: kernel)
        .addTrace(.identity)
    }
  }

  /// Calls a body with `scale · ⟨h(x), h(x')⟩ + offset` for the examples of a tile.
  private func withFactors(
    _ features: Matrix<T>,
    scale: T,
    offset: T,
    _ tile: Tile,
    _ body: (UnsafeMutablePointer<T>) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: T.self, capacity: tile.rows.count * tile.columns.count) {
      guard let factors = $0.baseAddress else { return }
      factors.initialize(repeating: offset, count: $0.count)
      gram(features, perExample: 1, tile, scale: scale, adding: true, to: factors)
      body(factors)
    }
  }

  /// Copies the upper triangle of a symmetric kernel to the lower one; a block is transposed.
  func mirror(_ kernel: UnsafeMutablePointer<T>) {
    guard axes.isSymmetric else { return }
    let block = contraction == .trace ? 1 : outputs
    for i in 0..<axes.first {
      for j in i..<axes.first {
        let upper = kernel + (i * axes.first + j) * block * block
        let lower = kernel + (j * axes.first + i) * block * block
        for o in 0..<block {
          for p in (i == j ? o : 0)..<block { lower[p * block + o] = upper[o * block + p] }
        }
      }
    }
  }

  /// `scale · M M'ᵀ` for the rows of a tile, where an example has `perExample` rows of `M`.
  ///
  /// On the diagonal of a symmetric kernel only the upper triangle is written.
  func gram(
    _ matrix: Matrix<T>,
    perExample: Int,
    _ tile: Tile,
    scale: T,
    adding: Bool,
    to target: UnsafeMutablePointer<T>
  ) {
    // An example of a matrix with `examples` rows, read as one long row if outputs are traced.
    let length = matrix.rows * matrix.columns / max(axes.examples * perExample, 1)
    let product = Product(
      rows: tile.rows.count * perExample,
      columns: tile.columns.count * perExample,
      depth: length,
      scale: scale
    )
    matrix.withBase { base in
      let left = base + tile.rows.lowerBound * perExample * length
      let right = base + (axes.offset + tile.columns.lowerBound) * perExample * length
      if axes.isSymmetric && tile.rows == tile.columns {
        product.symmetric(
          left,
          stride: length,
          to: target,
          stride: product.columns,
          adding: adding
        )
      } else if adding {
        product.add(
          left,
          stride: length,
          right,
          stride: length,
          .transpose,
          to: target,
          stride: product.columns
        )
      } else {
        product.set(
          left,
          stride: length,
          right,
          stride: length,
          .transpose,
          to: target,
          stride: product.columns
        )
      }
    }
  }
}

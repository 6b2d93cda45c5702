package import Tensors

/// A batch on its way through a model: what each dense layer was given and how its activations
/// sloped.
package struct ForwardPass<T: TensorScalar>: Sendable {
  /// The input of each dense layer, `[n, fan in]`.
  package private(set) var inputs: [Matrix<T>] = []
  /// The derivative of the activations after each dense layer, `[n, width]`; nil if there are none.
  package private(set) var slopes: [Matrix<T>?] = []
  /// The derivative of the activations before the first dense layer; nil if there are none.
  package private(set) var inputSlope: Matrix<T>?
  /// The outputs, `[n, k]`.
  package private(set) var outputs: Matrix<T>

  /// What a pass keeps.
  package enum Keeping: Sendable {
    /// The outputs alone.
    case outputs
    /// All that tangent kernels need.
    case everything
  }

  /// Sends a batch, `[n, d]`, through a model.
  ///
  /// - Throws: `TensorError` if a layer would be too large, and interruptions.
  @_specialize(where T == Float)
  @_specialize(where T == Double)
  package init(_ model: BlockedModel<T>, _ batch: Matrix<T>, keeping: Keeping) throws {
    outputs = batch
    inputSlope = try ForwardPass.apply(
      model.inputActivations,
      to: &outputs,
      sloping: keeping == .everything
    )
    for block in model.blocks {
      try Interruption.poll()
      let given = outputs
      if keeping == .everything { inputs.append(given) }
      slopes.append(try step(block, given, sloping: keeping == .everything))
    }
  }

  /// Applies a block, leaves its values in `outputs` and returns its slopes.
  private mutating func step(
    _ block: DenseBlock<T>,
    _ given: Matrix<T>,
    sloping: Bool
  ) throws -> Matrix<T>? {
    let rows = given.rows
    let tiles = Tile.covering(rows: rows, columns: block.width)
    var slope: Matrix<T>?
    outputs = try Matrix(rows: rows, block.width) { z in
      try given.withBase { h in
        guard sloping, !block.activations.isEmpty else {
          return Parallelism.forEach(tiles.count) { index in
            block.compute(tiles[index], of: z, from: h, slope: nil)
          }
        }
        slope = try Matrix(rows: rows, block.width) { d in
          Parallelism.forEach(tiles.count) { index in
            block.compute(tiles[index], of: z, from: h, slope: d)
          }
        }
      }
    }
    return slope
  }

  private static func apply(
    _ activations: [Activation],
    to values: inout Matrix<T>,
    sloping: Bool
  ) throws -> Matrix<T>? {
    guard !activations.isEmpty else { return nil }
    var slopes = try Matrix<T>(zeros: values.rows, values.columns)
    values.elements.withUnsafeMutableBufferPointer { values in
      slopes.elements.withUnsafeMutableBufferPointer { slopes in
        activations.evaluate(values, slope: sloping ? slopes : nil)
      }
    }
    return sloping ? slopes : nil
  }
}

extension DenseBlock {
  /// Computes one tile of the layer: the affine map, then the activations and their slopes.
  fileprivate func compute(
    _ tile: Tile,
    of z: UnsafeMutablePointer<T>,
    from h: UnsafePointer<T>,
    slope: UnsafeMutablePointer<T>?
  ) {
    let columns = tile.columns
    for row in tile.rows {
      let target = z + (row * width + columns.lowerBound)
      if let biases {
        for column in 0..<columns.count {
          target[column] = biasScale * biases[columns.lowerBound + column]
        }
      } else {
        target.update(repeating: 0, count: columns.count)
      }
    }
    weights.withBase { w in
      Product(rows: tile.rows.count, columns: columns.count, depth: fanIn, scale: weightScale)
        .add(
          h + tile.rows.lowerBound * fanIn,
          stride: fanIn,
          w + columns.lowerBound,
          stride: width,
          .none,
          to: z + (tile.rows.lowerBound * width + columns.lowerBound),
          stride: width
        )
    }
    guard !activations.isEmpty else { return }
    for row in tile.rows {
      let start = row * width + columns.lowerBound
      activations.evaluate(
        UnsafeMutableBufferPointer(start: z + start, count: columns.count),
        slope: slope.map { UnsafeMutableBufferPointer(start: $0 + start, count: columns.count) }
      )
    }
  }
}

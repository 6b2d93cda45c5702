extension Tensor {
  /// The sums along an axis, which disappears; a negative axis counts from the last.
  public func sum(axis: Int) -> Tensor { trapping { try checkedSum(axis: axis) } }

  /// The means along an axis, which disappears; NaN along an axis of length 0.
  public func mean(axis: Int) -> Tensor { trapping { try checkedMean(axis: axis) } }

  /// The index of the largest of the elements along an axis, the first of several.
  public func argMax(axis: Int) -> [Int] { trapping { try checkedArgMax(axis: axis) } }

  /// The sums along an axis, which disappears.
  ///
  /// - Throws: `TensorError.axis`.
  public func checkedSum(axis: Int) throws -> Tensor {
    let view = try AxisView(self, axis: axis)
    return switch dtype {
    case .float32: summed(view, of: Float.self)
    case .float64: summed(view, of: Double.self)
    }
  }

  /// The means along an axis, which disappears.
  ///
  /// - Throws: `TensorError.axis`.
  public func checkedMean(axis: Int) throws -> Tensor {
    let view = try AxisView(self, axis: axis)
    return try checkedSum(axis: axis) / Double(view.length)
  }

  /// The index of the largest of the elements along an axis, row-major over the other axes.
  ///
  /// - Throws: `TensorError.axis`; `.empty` along an axis of length 0.
  public func checkedArgMax(axis: Int) throws -> [Int] {
    let view = try AxisView(self, axis: axis)
    guard view.length > 0 else { throw TensorError.empty(operation: "argMax", shape: shape) }
    func find<T: TensorScalar>(_ type: T.Type) -> [Int] {
      withElements(of: T.self) { elements in
        (0..<view.outer * view.inner).map { position in
          let start = position / view.inner * view.length * view.inner + position % view.inner
          return (0..<view.length).reduce(0) { best, index in
            let (a, b) = (elements[start + best * view.inner], elements[start + index * view.inner])
            return b > a || (b.isNaN && !a.isNaN) ? index : best
          }
        }
      }
    }
    return switch dtype {
    case .float32: find(Float.self)
    case .float64: find(Double.self)
    }
  }

  private func summed<T: TensorScalar>(_ view: AxisView, of type: T.Type) -> Tensor {
    withElements(of: T.self) { source in
      Tensor(shape: view.remaining, of: T.self) { destination in
        guard let out = destination.baseAddress, !destination.isEmpty else { return }
        guard let from = source.baseAddress, !source.isEmpty else {
          return destination.initialize(repeating: 0)
        }
        if view.inner == 1 {
          ElementTiles(rows: view.outer, columns: view.length).forEachRowRange { rows in
            for row in rows {
              out[row] = T(Summation.sum(view.length, from + row * view.length) { $0 })
            }
          }
        } else {
          Parallelism.forEach(view.outer) { block in
            addRows(
              view,
              from + block * view.length * view.inner,
              into: out + block * view.inner
            )
          }
        }
      }
    }
  }

  /// Adds `view.length` rows of `view.inner` elements.
  private func addRows<T: TensorScalar>(
    _ view: AxisView,
    _ from: UnsafePointer<T>,
    into out: UnsafeMutablePointer<T>
  ) {
    var sums = [Double](repeating: 0, count: view.inner)
    accumulate(0..<view.length, view.inner, from, into: &sums)
    for i in 0..<view.inner { out[i] = T(sums[i]) }
  }

  /// Adds rows pairwise: halves of more than 64 rows are summed apart.
  private func accumulate<T: TensorScalar>(
    _ rows: Range<Int>,
    _ width: Int,
    _ from: UnsafePointer<T>,
    into sums: inout [Double]
  ) {
    guard rows.count > 64 else {
      sums.withUnsafeMutableBufferPointer { sums in
        for row in rows {
          for i in 0..<width { sums[i] += Double(from[row * width + i]) }
        }
      }
      return
    }
    let middle = rows.lowerBound + rows.count / 2
    accumulate(rows.lowerBound..<middle, width, from, into: &sums)
    var second = [Double](repeating: 0, count: width)
    accumulate(middle..<rows.upperBound, width, from, into: &second)
    for i in 0..<width { sums[i] += second[i] }
  }
}

/// A tensor seen as `[outer, length, inner]` about one axis.
struct AxisView {
  let outer: Int
  let length: Int
  let inner: Int
  /// The shape without the axis.
  let remaining: [Int]

  init(_ tensor: Tensor, axis: Int) throws {
    guard axis >= -tensor.rank, axis < tensor.rank else {
      throw TensorError.axis(found: axis, shape: tensor.shape)
    }
    let axis = axis < 0 ? axis + tensor.rank : axis
    outer = tensor.shape[..<axis].reduce(1, *)
    length = tensor.shape[axis]
    inner = tensor.shape[(axis + 1)...].reduce(1, *)
    remaining = Array(tensor.shape[..<axis] + tensor.shape[(axis + 1)...])
  }
}

extension ElementTiles {
  /// Calls the body for ranges of whole rows, on several threads.
  func forEachRowRange(_ body: (Range<Int>) -> Void) {
    let perTile = Swift.max(1, Self.size / Swift.max(1, columns))
    Parallelism.forEach((rows + perTile - 1) / perTile) { tile in
      body(tile * perTile..<Swift.min(rows, (tile + 1) * perTile))
    }
  }
}

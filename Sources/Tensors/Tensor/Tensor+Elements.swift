extension Tensor {
  /// The part at an index of the first axis: a row of a matrix, a number of a vector.
  public subscript(_ index: Int) -> Tensor { trapping { try checkedPart(at: index) } }

  /// The parts at a range of indices of the first axis.
  public subscript(_ range: Range<Int>) -> Tensor { trapping { try checkedParts(in: range) } }

  /// The parts at a range of indices of the first axis.
  public subscript(_ range: ClosedRange<Int>) -> Tensor {
    trapping { try checkedParts(from: range.lowerBound, through: range.upperBound) }
  }

  /// The element at the indices, as many as there are axes.
  public subscript(_ i: Int, _ j: Int, _ rest: Int...) -> Double {
    get { trapping { try checkedElement(at: [i, j] + rest) } }
    set { trapping { try checkedSetElement(at: [i, j] + rest, to: newValue) } }
  }

  /// The part at an index of the first axis.
  ///
  /// - Throws: `TensorError.rank` for a single number, `.index` if there is no such part.
  public func checkedPart(at index: Int) throws -> Tensor {
    guard let length = shape.first else {
      throw TensorError.rank(operation: "an index", found: shape, expected: "at least one axis")
    }
    guard index >= 0, index < length else {
      throw TensorError.index(found: index, count: length, axis: 0)
    }
    let size = count / length
    return slice(index * size..<(index + 1) * size, shape: Array(shape.dropFirst()))
  }

  /// The parts at a range of indices of the first axis.
  ///
  /// - Throws: `TensorError.rank` for a single number, `.range` if it is not within the axis.
  public func checkedParts(in range: Range<Int>) throws -> Tensor {
    guard let length = shape.first else {
      throw TensorError.rank(operation: "a range", found: shape, expected: "at least one axis")
    }
    guard range.lowerBound >= 0, range.upperBound <= length else {
      throw TensorError.range(lower: range.lowerBound, upper: range.upperBound, count: length)
    }
    let size = length == 0 ? 0 : count / length
    return slice(
      range.lowerBound * size..<range.upperBound * size,
      shape: [range.count] + shape.dropFirst()
    )
  }

  /// The parts from one index of the first axis through another, both included.
  ///
  /// - Throws: As `checkedParts(in:)`; also if the last is before the first.
  public func checkedParts(from first: Int, through last: Int) throws -> Tensor {
    guard last < Int.max, first <= last else {
      throw TensorError.range(lower: first, upper: last, count: shape.first ?? 0)
    }
    return try checkedParts(in: first..<last + 1)
  }

  /// The element at the indices.
  ///
  /// - Throws: `TensorError.indexCount` or `.index`.
  public func checkedElement(at indices: [Int]) throws -> Double {
    element(at: try checkedPosition(of: indices))
  }

  /// Replaces the element at the indices.
  ///
  /// - Throws: `TensorError.indexCount` or `.index`.
  public mutating func checkedSetElement(at indices: [Int], to value: Double) throws {
    let position = try checkedPosition(of: indices)
    switch dtype {
    case .float32: withMutableElements(of: Float.self) { $0[position] = Float(value) }
    case .float64: withMutableElements(of: Double.self) { $0[position] = value }
    }
  }

  private func checkedPosition(of indices: [Int]) throws -> Int {
    guard indices.count == rank else {
      throw TensorError.indexCount(found: indices.count, shape: shape)
    }
    var position = 0
    for (axis, index) in indices.enumerated() {
      guard index >= 0, index < shape[axis] else {
        throw TensorError.index(found: index, count: shape[axis], axis: axis)
      }
      position = position * shape[axis] + index
    }
    return position
  }

  /// Elements that stand side by side, as a tensor of a shape which they fill.
  func slice(_ range: Range<Int>, shape: [Int]) -> Tensor {
    let storage: Storage =
      switch self.storage {
      case .float32(let elements): .float32(Array(elements[range]))
      case .float64(let elements): .float64(Array(elements[range]))
      }
    return Tensor(uncheckedShape: shape, storage: storage)
  }

  /// The parts at the given indices of the first axis, in that order; an index may repeat.
  public func rows(at indices: [Int]) -> Tensor { trapping { try checkedRows(at: indices) } }

  /// The parts at the given indices of the first axis.
  ///
  /// - Throws: `TensorError.rank` for a single number, `.index` if there is no such part.
  public func checkedRows(at indices: [Int]) throws -> Tensor {
    guard let length = shape.first else {
      throw TensorError.rank(operation: "rows(at:)", found: shape, expected: "at least one axis")
    }
    for index in indices where index < 0 || index >= length {
      throw TensorError.index(found: index, count: length, axis: 0)
    }
    let newShape = [indices.count] + shape.dropFirst()
    _ = try AllocationLimit.checkedCount(of: newShape)
    let size = length == 0 ? 0 : count / length
    func gather<T: TensorScalar>(_ type: T.Type) -> Tensor {
      withElements(of: T.self) { source in
        Tensor(shape: newShape, of: T.self) { destination in
          guard size > 0, let from = source.baseAddress, let to = destination.baseAddress else {
            return
          }
          for (row, index) in indices.enumerated() {
            (to + row * size).initialize(from: from + index * size, count: size)
          }
        }
      }
    }
    return switch dtype {
    case .float32: gather(Float.self)
    case .float64: gather(Double.self)
    }
  }
}

extension Tensor {
  /// The same elements in the other precision, rounded to nearest.
  public func converted(to dtype: DType) -> Tensor {
    switch (storage, dtype) {
    case (.float32, .float32), (.float64, .float64): self
    case (.float32(let elements), .float64):
      Tensor(uncheckedShape: shape, storage: .float64(elements.map(Double.init)))
    case (.float64(let elements), .float32):
      Tensor(uncheckedShape: shape, storage: .float32(elements.map { Float($0) }))
    }
  }

  /// The same elements in row-major order under another shape.
  ///
  /// One dimension may be -1: it is what makes the number of elements right.
  public func reshaped(to shape: [Int]) -> Tensor { trapping { try checkedReshaped(to: shape) } }

  /// The same elements in row-major order under another shape.
  ///
  /// - Throws: `TensorError.reshape` if the numbers of elements differ.
  public func checkedReshaped(to shape: [Int]) throws -> Tensor {
    var newShape = shape
    if let open = shape.firstIndex(of: -1) {
      newShape[open] = 1
      let known = try AllocationLimit.checkedCount(of: newShape)
      guard known > 0, count % known == 0 else {
        throw TensorError.reshape(from: self.shape, to: shape)
      }
      newShape[open] = count / known
    }
    guard try AllocationLimit.checkedCount(of: newShape) == count else {
      throw TensorError.reshape(from: self.shape, to: shape)
    }
    return Tensor(uncheckedShape: newShape, storage: storage)
  }

  /// All elements as one vector.
  public var flattened: Tensor { Tensor(uncheckedShape: [count], storage: storage) }

  /// The matrix with rows and columns exchanged.
  public func transposed() -> Tensor { trapping { try checkedTransposed() } }

  /// The matrix with rows and columns exchanged.
  ///
  /// - Throws: `TensorError.rank` if it is not a matrix.
  public func checkedTransposed() throws -> Tensor {
    guard rank == 2 else {
      throw TensorError.rank(operation: "transposed()", found: shape, expected: "a matrix")
    }
    return switch dtype {
    case .float32: transposedMatrix(of: Float.self)
    case .float64: transposedMatrix(of: Double.self)
    }
  }

  /// The tensor with its axes in another order: axis `i` of the result is axis `axes[i]` of this.
  public func permuted(_ axes: [Int]) -> Tensor { trapping { try checkedPermuted(axes) } }

  /// The tensor with its axes in another order.
  ///
  /// - Throws: `TensorError.permutation` if the axes are not each named once.
  public func checkedPermuted(_ axes: [Int]) throws -> Tensor {
    guard axes.sorted() == Array(0..<rank) else {
      throw TensorError.permutation(found: axes, shape: shape)
    }
    let strides = Broadcast.strides(of: shape)
    let plan = Broadcast(
      shape: axes.map { shape[$0] },
      left: axes.map { strides[$0] },
      right: [Int](repeating: 0, count: rank)
    )
    return switch dtype {
    case .float32: gathered(plan, of: Float.self)
    case .float64: gathered(plan, of: Double.self)
    }
  }

  private func gathered<T: TensorScalar>(_ plan: Broadcast, of type: T.Type) -> Tensor {
    withElements(of: T.self) { source in
      Tensor(shape: plan.shape, of: T.self) { destination in
        let (length, step) = (plan.innerCount, plan.innerLeft)
        var out = 0
        plan.forEachRow(0..<plan.rowCount) { offset, _ in
          for i in 0..<length { destination[out + i] = source[offset + i * step] }
          out += length
        }
      }
    }
  }

  /// The tensor repeated along axes of size 1 and new leading axes, up to a shape.
  public func broadcast(to shape: [Int]) -> Tensor {
    trapping { try checkedBroadcast(to: shape) }
  }

  /// The tensor repeated along axes of size 1 and new leading axes, up to a shape.
  ///
  /// - Throws: `TensorError.notBroadcastable` if the shape cannot be reached.
  public func checkedBroadcast(to shape: [Int]) throws -> Tensor {
    _ = try AllocationLimit.checkedCount(of: shape)
    let common = try Broadcast.commonShape("a broadcast", self.shape, shape)
    guard common == shape else {
      throw TensorError.notBroadcastable(operation: "a broadcast", left: self.shape, right: shape)
    }
    let plan = Broadcast(
      shape: shape,
      left: Broadcast.strides(of: self.shape, in: shape),
      right: [Int](repeating: 0, count: shape.count)
    )
    return switch dtype {
    case .float32: gathered(plan, of: Float.self)
    case .float64: gathered(plan, of: Double.self)
    }
  }
}

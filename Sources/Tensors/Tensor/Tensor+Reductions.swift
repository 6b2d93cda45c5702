extension Tensor {
  /// The sum of all elements; 0 if there are none.
  public func sum() -> Double { reduced { $0 } }

  /// The mean of all elements; NaN if there are none.
  public func mean() -> Double { sum() / Double(count) }

  /// The mean squared distance from the mean, divided by `count`; NaN if there are no elements.
  public var variance: Double {
    let mean = mean()
    return reduced { ($0 - mean) * ($0 - mean) } / Double(count)
  }

  /// The square root of the variance.
  public var standardDeviation: Double { variance.squareRoot() }

  /// The square root of the sum of squares: the Euclidean or Frobenius norm.
  ///
  /// Elements are scaled first, so that it overflows only if the norm itself does.
  public var norm: Double {
    let largest = largestMagnitude
    guard largest > 0, largest.isFinite else { return largest }
    guard largest > 1e-140, largest < 1e140 else {
      return largest * reduced { ($0 / largest) * ($0 / largest) }.squareRoot()
    }
    return reduced { $0 * $0 }.squareRoot()
  }

  private func reduced(_ term: (Double) -> Double) -> Double {
    switch storage {
    case .float32(let elements):
      elements.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return 0 }
        return Summation.sum(buffer.count, base, term)
      }
    case .float64(let elements):
      elements.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return 0 }
        return Summation.sum(buffer.count, base, term)
      }
    }
  }

  /// The sum of the products of corresponding elements of two tensors of one shape.
  public func dot(_ other: Tensor) -> Double { trapping { try checkedDot(other) } }

  /// The sum of the products of corresponding elements of two tensors of one shape.
  ///
  /// - Throws: `TensorError.shapeMismatch`.
  public func checkedDot(_ other: Tensor) throws -> Double {
    guard shape == other.shape else {
      throw TensorError.shapeMismatch(operation: "dot", found: other.shape, expected: shape)
    }
    func dot<T: TensorScalar, U: TensorScalar>(_ left: T.Type, _ right: U.Type) -> Double {
      withElements(of: T.self) { left in
        other.withElements(of: U.self) { right in
          guard let l = left.baseAddress, let r = right.baseAddress else { return 0 }
          return Summation.sum(left.count) { Double(l[$0]) * Double(r[$0]) }
        }
      }
    }
    return switch (dtype, other.dtype) {
    case (.float32, .float32): dot(Float.self, Float.self)
    case (.float32, .float64): dot(Float.self, Double.self)
    case (.float64, .float32): dot(Double.self, Float.self)
    case (.float64, .float64): dot(Double.self, Double.self)
    }
  }

  /// The matrix of the products of each element of this vector and each of the other.
  public func outer(_ other: Tensor) -> Tensor { trapping { try checkedOuter(other) } }

  /// The matrix of the products of each element of this vector and each of the other.
  ///
  /// - Throws: `TensorError.rank` if one is not a vector.
  public func checkedOuter(_ other: Tensor) throws -> Tensor {
    for tensor in [self, other] where tensor.rank != 1 {
      throw TensorError.rank(operation: "outer", found: tensor.shape, expected: "two vectors")
    }
    return try checkedReshaped(to: [count, 1]).checkedMultiplying(other)
  }
}

public import Tensors

extension JSONValue {
  /// Nested arrays of numbers as a tensor.
  public func tensor(dtype: DType = .float64) throws -> Tensor {
    try Tensor(checkedShape: shape, values: numbers, dtype: dtype)
  }
}

extension Tensor {
  /// The smallest element; NaN if one is NaN.
  public func min() -> Double { trapping { try checkedMin() } }

  /// The largest element; NaN if one is NaN.
  public func max() -> Double { trapping { try checkedMax() } }

  /// The smallest element; NaN if one is NaN.
  ///
  /// - Throws: `TensorError.empty`.
  public func checkedMin() throws -> Double {
    try checkedExtremes("min()").smallest
  }

  /// The largest element; NaN if one is NaN.
  ///
  /// - Throws: `TensorError.empty`.
  public func checkedMax() throws -> Double {
    try checkedExtremes("max()").largest
  }

  /// The largest absolute value; NaN if an element is NaN, 0 if there are no elements.
  ///
  /// Without its sign bit the pattern of a number is an integer that grows with it, and NaN comes last.
  package var largestMagnitude: Double {
    switch storage {
    case .float32(let elements):
      var largest: UInt32 = 0
      for element in elements { largest = Swift.max(largest, element.bitPattern & 0x7FFF_FFFF) }
      return Double(Float(bitPattern: largest))
    case .float64(let elements):
      var largest: UInt64 = 0
      for element in elements {
        largest = Swift.max(largest, element.bitPattern & 0x7FFF_FFFF_FFFF_FFFF)
      }
      return Double(bitPattern: largest)
    }
  }

  private func checkedExtremes(_ operation: String) throws -> (smallest: Double, largest: Double) {
    guard !isEmpty else { throw TensorError.empty(operation: operation, shape: shape) }
    guard !largestMagnitude.isNaN else { return (.nan, .nan) }
    switch storage {
    case .float32(let elements):
      var (smallest, largest) = (Int32.max, Int32.min)
      for element in elements {
        let key = Self.ordered(Int32(bitPattern: element.bitPattern))
        smallest = Swift.min(smallest, key)
        largest = Swift.max(largest, key)
      }
      let numbers = [smallest, largest].map {
        Double(Float(bitPattern: UInt32(bitPattern: Self.ordered($0))))
      }
      return (numbers[0], numbers[1])
    case .float64(let elements):
      var (smallest, largest) = (Int64.max, Int64.min)
      for element in elements {
        let key = Self.ordered(Int64(bitPattern: element.bitPattern))
        smallest = Swift.min(smallest, key)
        largest = Swift.max(largest, key)
      }
      let numbers = [smallest, largest].map {
        Double(bitPattern: UInt64(bitPattern: Self.ordered($0)))
      }
      return (numbers[0], numbers[1])
    }
  }

  /// The pattern of a number as an integer that grows with it; its own inverse.
  @inline(__always)
  private static func ordered<T: FixedWidthInteger & SignedInteger>(_ pattern: T) -> T {
    pattern ^ ((pattern >> (T.bitWidth - 1)) & T.max)
  }
}

/// The limit on the size of one tensor.
public enum AllocationLimit {
  /// The largest number of elements of one tensor; a scoped setting, 2³⁴ by default.
  @TaskLocal public static var elements = 1 << 34

  /// The number of elements of a shape.
  ///
  /// - Throws: `TensorError.negativeDimension` or `.tooLarge`.
  package static func checkedCount(of shape: [Int]) throws -> Int {
    guard !shape.contains(where: { $0 < 0 }) else {
      throw TensorError.negativeDimension(shape: shape)
    }
    let limit = elements
    var count = 1
    for dimension in shape where dimension != 0 {
      let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
      guard !overflow, product <= limit else {
        throw TensorError.tooLarge(shape: shape, limit: limit)
      }
      count = product
    }
    return shape.contains(0) ? 0 : count
  }
}

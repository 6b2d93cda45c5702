/// How two tensors meet element by element: a common shape and the strides of each within it.
///
/// An axis along which a tensor is repeated has stride 0.
package struct Broadcast: Equatable {
  package let shape: [Int]
  private let outer: [Int]
  private let outerLeft: [Int]
  private let outerRight: [Int]
  /// The length of the innermost run and the strides within it.
  package let innerCount: Int
  package let innerLeft: Int
  package let innerRight: Int

  /// The number of innermost runs.
  package var rowCount: Int { outer.reduce(1, *) }

  /// A plan over axes of the given strides; neighbours that can be walked as one are merged.
  package init(shape: [Int], left: [Int], right: [Int]) {
    self.shape = shape
    var merged: [(count: Int, left: Int, right: Int)] = []
    for axis in shape.indices where shape[axis] != 1 {
      let (count, l, r) = (shape[axis], left[axis], right[axis])
      if let last = merged.last, last.left == l * count, last.right == r * count {
        merged[merged.count - 1] = (last.count * count, l, r)
      } else {
        merged.append((count, l, r))
      }
    }
    let inner = merged.popLast() ?? (count: 1, left: 1, right: 1)
    (innerCount, innerLeft, innerRight) = inner
    outer = merged.map(\.count)
    outerLeft = merged.map(\.left)
    outerRight = merged.map(\.right)
  }

  /// The plan by which two tensors meet.
  ///
  /// - Throws: `TensorError.notBroadcastable`, or `.tooLarge`.
  package init(_ operation: String, _ left: [Int], _ right: [Int]) throws {
    let common = try Self.commonShape(operation, left, right)
    _ = try AllocationLimit.checkedCount(of: common)
    self.init(
      shape: common,
      left: Self.strides(of: left, in: common),
      right: Self.strides(of: right, in: common)
    )
  }

  /// The shape in which two shapes meet.
  package static func commonShape(
    _ operation: String,
    _ left: [Int],
    _ right: [Int]
  ) throws -> [Int] {
    if left == right { return left }
    let rank = Swift.max(left.count, right.count)
    let paddedLeft = [Int](repeating: 1, count: rank - left.count) + left
    let paddedRight = [Int](repeating: 1, count: rank - right.count) + right
    return try zip(paddedLeft, paddedRight).map { l, r in
      guard l == r || l == 1 || r == 1 else {
        throw TensorError.notBroadcastable(operation: operation, left: left, right: right)
      }
      return l == 1 ? r : l
    }
  }

  /// The strides of a contiguous tensor.
  package static func strides(of shape: [Int]) -> [Int] {
    var stride = 1
    return shape.reversed().map { count in
      defer { stride *= count }
      return stride
    }.reversed()
  }

  /// The strides of a contiguous tensor within a shape to which it is repeated.
  package static func strides(of shape: [Int], in common: [Int]) -> [Int] {
    let own = zip(shape, strides(of: shape)).map { $0 == 1 ? 0 : $1 }
    return [Int](repeating: 0, count: common.count - shape.count) + own
  }

  /// Calls the body with the offsets of the beginnings of the rows in the range, in order.
  package func forEachRow(_ rows: Range<Int>, _ body: (_ left: Int, _ right: Int) -> Void) {
    guard !rows.isEmpty, innerCount > 0 else { return }
    var index = [Int](repeating: 0, count: outer.count)
    var (left, right, rest) = (0, 0, rows.lowerBound)
    for axis in outer.indices.reversed() {
      index[axis] = rest % outer[axis]
      rest /= outer[axis]
      left += index[axis] * outerLeft[axis]
      right += index[axis] * outerRight[axis]
    }
    for _ in rows {
      body(left, right)
      for axis in outer.indices.reversed() {
        index[axis] += 1
        left += outerLeft[axis]
        right += outerRight[axis]
        if index[axis] < outer[axis] { break }
        left -= outer[axis] * outerLeft[axis]
        right -= outer[axis] * outerRight[axis]
        index[axis] = 0
      }
    }
  }
}

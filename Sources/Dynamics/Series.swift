import Tensors

/// Numbers measured along training: `y[i]` at step `x[i]`.
public struct Series: Sendable, Hashable {
  /// What was measured.
  public let name: String
  /// The steps.
  public internal(set) var x: [Double]
  /// The numbers.
  public internal(set) var y: [Double]

  /// The numbers as stated; steps and numbers beyond the shorter list are dropped.
  public init(name: String, x: [Double] = [], y: [Double] = []) {
    self.name = name
    let count = Swift.min(x.count, y.count)
    self.x = Array(x.prefix(count))
    self.y = Array(y.prefix(count))
  }

  /// The number of measurements.
  public var count: Int { y.count }
  /// The first number; NaN if there is none.
  public var first: Double { y.first ?? .nan }
  /// The last number; NaN if there is none.
  public var last: Double { y.last ?? .nan }
  /// The smallest number that is not NaN; NaN if there is none.
  public var min: Double { y.filter { !$0.isNaN }.min() ?? .nan }
  /// The largest number that is not NaN; NaN if there is none.
  public var max: Double { y.filter { !$0.isNaN }.max() ?? .nan }

  /// The number at a position.
  public subscript(index: Int) -> Double { trapping { try checkedValue(at: index) } }

  /// The number at a position.
  ///
  /// - Throws: `TensorError.index` if there is none.
  public func checkedValue(at index: Int) throws -> Double {
    guard y.indices.contains(index) else {
      throw TensorError.index(found: index, count: count, axis: 0)
    }
    return y[index]
  }

  mutating func append(_ value: Double, at step: Int) {
    x.append(Double(step))
    y.append(value)
  }
}

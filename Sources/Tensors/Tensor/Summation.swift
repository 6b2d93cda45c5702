/// Sums in double precision in an order that depends on the number of terms alone.
///
/// Runs of 512 terms go through eight running sums of 64 terms; the sums of runs are added pairwise.
/// The relative error of a sum of positive numbers is at most 64 half units in the last place, and
/// one for each doubling of the number of runs.
package enum Summation {
  private static let tile = 512

  /// The sum of `term(x)` over the elements.
  @inline(__always)
  static func sum<T: TensorScalar>(
    _ count: Int,
    _ elements: UnsafePointer<T>,
    _ term: (Double) -> Double
  ) -> Double {
    sum(count) { term(Double(elements[$0])) }
  }

  /// The sum of `term(i)` over `0..<count`.
  @inline(__always)
  static func sum(_ count: Int, _ term: (Int) -> Double) -> Double {
    if count <= tile { return run(0, count, term) }
    let tiles = (count + tile - 1) / tile
    var sums = [Double](repeating: 0, count: tiles)
    for index in 0..<tiles {
      sums[index] = run(index * tile, Swift.min(count, (index + 1) * tile), term)
    }
    return pairwise(sums[...])
  }

  @inline(__always)
  private static func run(_ start: Int, _ end: Int, _ term: (Int) -> Double) -> Double {
    var lanes = SIMD8<Double>.zero
    var i = start
    while i + 8 <= end {
      lanes += SIMD8(
        term(i),
        term(i + 1),
        term(i + 2),
        term(i + 3),
        term(i + 4),
        term(i + 5),
        term(i + 6),
        term(i + 7)
      )
      i += 8
    }
    var rest = 0.0
    while i < end {
      rest += term(i)
      i += 1
    }
    let halves = lanes.lowHalf + lanes.highHalf
    let quarters = halves.lowHalf + halves.highHalf
    return quarters.x + quarters.y + rest
  }

  /// The sum of the numbers, halves first.
  package static func pairwise(_ values: ArraySlice<Double>) -> Double {
    guard values.count > 8 else { return values.reduce(0, +) }
    let middle = values.startIndex + values.count / 2
    return pairwise(values[..<middle]) + pairwise(values[middle...])
  }
}

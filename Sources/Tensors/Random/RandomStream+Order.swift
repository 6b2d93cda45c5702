extension RandomStream {
  /// The next number uniform in `0..<bound`, without bias; the bound must be at least 1.
  package mutating func index(below bound: Int) -> Int {
    let bound = UInt64(Swift.max(1, bound))
    while true {
      let (high, low) = nextUInt64().multipliedFullWidth(by: bound)
      if low >= (0 &- bound) % bound { return Int(high) }
    }
  }

  /// The numbers `0..<count` in random order; none if the count is negative.
  public mutating func permutation(_ count: Int) -> [Int] {
    shuffled(Array(0..<Swift.max(0, count)))
  }

  /// The elements in random order (Fisher and Yates).
  public mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var result = elements
    for last in stride(from: result.count - 1, to: 0, by: -1) {
      result.swapAt(last, index(below: last + 1))
    }
    return result
  }
}

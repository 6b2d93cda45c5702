import Foundation

/// Tick positions for linear axes.
///
/// The search of Talbot, Lin and Hanrahan, "An Extension of Wilkinson's Algorithm for Positioning
/// Tick Labels on Axes" (InfoVis 2010), with the weights of the R package `labeling`: simplicity
/// 0.25, coverage 0.2, density 0.5, legibility 0.05 (held at one).
package struct ExtendedTicks: Sendable, Hashable {
  /// The first tick.
  package var start: Double
  /// The distance between ticks.
  package var step: Double
  /// The number of ticks.
  package var count: Int

  /// The tick values in rising order.
  package var values: [Double] {
    (0..<count).map { index in
      let value = start + Double(index) * step
      // Sums that should be zero are not always.
      return abs(value) < step * 1e-9 ? 0 : value
    }
  }

  /// The last tick.
  var end: Double { start + Double(count - 1) * step }

  /// The best ticks for data between two values.
  ///
  /// - Parameters:
  ///   - low: The smallest value.
  ///   - high: The largest value; greater than `low` by more than rounding.
  ///   - target: The number of ticks wanted, at least 2.
  ///   - integers: Whether only whole numbers are legal.
  package init(from low: Double, to high: Double, target: Int, integers: Bool = false) {
    var search = TickSearch(low: low, high: high, target: max(target, 2), integers: integers)
    self = search.best
  }

  init(start: Double, step: Double, count: Int) {
    self.start = start
    self.step = step
    self.count = count
  }
}

/// The branch-and-bound search: each loop ends as soon as its bound cannot beat the best score.
private struct TickSearch {
  static let mantissas: [Double] = [1, 5, 2, 2.5, 4, 3]
  let low: Double
  let high: Double
  let target: Int
  let integers: Bool
  private var score = -2.0
  private var found: ExtendedTicks

  init(low: Double, high: Double, target: Int, integers: Bool) {
    self.low = low
    self.high = high
    self.target = target
    self.integers = integers
    found =
      integers
      ? ExtendedTicks(start: low.rounded(.up), step: max(1, (high - low).rounded()), count: 1)
      : ExtendedTicks(start: low, step: high - low, count: 2)
  }

  var best: ExtendedTicks {
    mutating get {
      guard low.isFinite, high.isFinite, high > low else {
        return ExtendedTicks(start: low.isFinite ? low : 0, step: 1, count: 1)
      }
      var skip = 1
      // A skip of twelve never wins; the bound stops the search far earlier.
      while skip < 12, searchMantissas(skip: skip) { skip += 1 }
      return found
    }
  }

  /// Whether a larger skip may still win.
  private mutating func searchMantissas(skip: Int) -> Bool {
    for (rank, mantissa) in Self.mantissas.enumerated() {
      let simplest = simplicity(rank: rank, skip: skip, bonus: 1)
      if total(simplest, 1, 1) < score { return false }
      searchCounts(mantissa, rank: rank, skip: skip, simplest: simplest)
    }
    return true
  }

  private mutating func searchCounts(
    _ mantissa: Double,
    rank: Int,
    skip: Int,
    simplest: Double
  ) {
    var count = 2
    while count < 1000 {
      let densest = count >= target ? 2 - Double(count - 1) / Double(target - 1) : 1
      if total(simplest, 1, densest) < score { return }
      searchPowers(
        mantissa,
        rank: rank,
        skip: skip,
        simplest: simplest,
        count: count,
        densest: densest
      )
      count += 1
    }
  }

  private mutating func searchPowers(
    _ mantissa: Double,
    rank: Int,
    skip: Int,
    simplest: Double,
    count: Int,
    densest: Double
  ) {
    let delta = (high - low) / Double(count + 1) / Double(skip) / mantissa
    var exponent = Int(log10(delta).rounded(.up))
    while exponent < 310 {
      let unit = mantissa * NumberText.power(10, exponent)
      let step = Double(skip) * unit
      let span = step * Double(count - 1)
      if total(simplest, widestCoverage(span), densest) < score { return }
      searchStarts(unit: unit, rank: rank, skip: skip, count: count)
      exponent += 1
    }
  }

  private mutating func searchStarts(unit: Double, rank: Int, skip: Int, count: Int) {
    let step = unit * Double(skip)
    if integers, unit.rounded() != unit { return }
    let first = (high / step).rounded(.down) * Double(skip) - Double((count - 1) * skip)
    let last = (low / step).rounded(.up) * Double(skip)
    guard first <= last, last - first < 10_000 else { return }
    var multiple = first
    while multiple <= last {
      let start = multiple * unit
      let end = start + step * Double(count - 1)
      let remainder = abs(start - (start / step).rounded() * step)
      let hasZero = remainder < step * 1e-10 && start <= 0 && end >= 0
      let value = total(
        simplicity(rank: rank, skip: skip, bonus: hasZero ? 1 : 0),
        coverage(start, end),
        density(count, start, end)
      )
      if value > score {
        score = value
        found = ExtendedTicks(start: start, step: step, count: count)
      }
      multiple += 1
    }
  }

  private func total(_ simplicity: Double, _ coverage: Double, _ density: Double) -> Double {
    0.25 * simplicity + 0.2 * coverage + 0.5 * density + 0.05
  }

  private func simplicity(rank: Int, skip: Int, bonus: Double) -> Double {
    1 - Double(rank) / Double(Self.mantissas.count - 1) - Double(skip) + bonus
  }

  private func coverage(_ start: Double, _ end: Double) -> Double {
    let scale = 0.1 * (high - low)
    let over = (high - end) / scale
    let under = (low - start) / scale
    return 1 - 0.5 * (over * over + under * under)
  }

  private func widestCoverage(_ span: Double) -> Double {
    let range = high - low
    guard span > range else { return 1 }
    let half = (span - range) / 2 / (0.1 * range)
    return 1 - half * half
  }

  private func density(_ count: Int, _ start: Double, _ end: Double) -> Double {
    let actual = Double(count - 1) / (end - start)
    let wanted = Double(target - 1) / (max(end, high) - min(low, start))
    return 2 - max(actual / wanted, wanted / actual)
  }
}

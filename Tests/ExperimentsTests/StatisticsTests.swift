import Tensors
import Testing

@testable import Experiments

@Suite struct StatisticsTests {
  @Test("the summaries of a known list are those of its definition")
  func knownList() {
    let values = [2.0, 4, 4, 4, 5, 5, 7, 9]
    #expect(Statistics.mean(values) == 5)
    #expect(abs(Statistics.variance(values) - 32.0 / 7) < 1e-14)
    #expect(abs(Statistics.standardDeviation(values) - (32.0 / 7).squareRoot()) < 1e-14)
    #expect(abs(Statistics.standardError(values) - (32.0 / 56).squareRoot()) < 1e-14)
    #expect(Statistics.median(values) == 4.5)
    #expect(Statistics.quantile(values, 0) == 2)
    #expect(Statistics.quantile(values, 1) == 9)
    // NumPy: quantile([2, 4, 4, 4, 5, 5, 7, 9], 0.9) is x at the position 6.3.
    #expect(abs(Statistics.quantile(values, 0.9) - 7.6) < 1e-14)
  }

  @Test("variance is half the mean squared difference of all pairs", arguments: 2...9)
  func varianceByPairs(count: Int) {
    var stream = RandomStream(seed: 5, "variance")
    let values = stream.normals(count).map { 1e8 + $0 }
    var sum = 0.0
    for a in values { for b in values { sum += (a - b) * (a - b) } }
    let expected = sum / Double(2 * count * (count - 1))
    // 1e8 is stored to 1.5e-8, which differences of order 1 carry.
    #expect(abs(Statistics.variance(values) - expected) < 1e-7 * expected)
  }

  @Test("the standard error is the scatter of means of many samples")
  func standardErrorIsScatterOfMeans() {
    var stream = RandomStream(seed: 11, "scatter")
    let samples = (0..<4000).map { _ in stream.normals(16) }
    let scatter = Statistics.standardDeviation(samples.map(Statistics.mean))
    let typical = Statistics.mean(samples.map(Statistics.standardError))
    // A standard deviation of 4000 means is good to 1/√8000 = 1.1 %; the mean of s is below σ by
    // the factor c₄(16) = 0.9835.
    #expect(abs(scatter - 0.25) < 0.25 * 0.04)
    #expect(abs(typical - 0.25 * 0.9835) < 0.25 * 0.02)
  }

  @Test("sums of huge numbers do not overflow")
  func hugeNumbers() {
    #expect(Statistics.mean([1e308, 1e308, 1e308]) == 1e308)
    #expect(Statistics.mean([1e308, -1e308]) == 0)
    #expect(Statistics.median([1.7e308, 1.7e308]) == 1.7e308)
    #expect(Statistics.mean([.infinity, 1]) == .infinity)
  }

  @Test("a NaN makes every summary NaN")
  func nan() {
    let values = [1, .nan, 3]
    #expect(Statistics.mean(values).isNaN)
    #expect(Statistics.median(values).isNaN)
    #expect(Statistics.quantile(values, 0.1).isNaN)
    #expect(Statistics.standardError(values).isNaN)
  }

  @Test("too few values and improper probabilities are errors")
  func tooFew() {
    #expect(throws: ExperimentError.tooFewValues(statistic: "mean", found: 0, needed: 1)) {
      try Statistics.checkedMean([])
    }
    #expect(throws: ExperimentError.tooFewValues(statistic: "median", found: 0, needed: 1)) {
      try Statistics.checkedMedian([])
    }
    #expect(throws: ExperimentError.tooFewValues(statistic: "variance", found: 1, needed: 2)) {
      try Statistics.checkedVariance([1])
    }
    for probability in [-0.1, 1.1, .nan, .infinity] {
      #expect(throws: ExperimentError.self) { try Statistics.checkedQuantile([1], probability) }
    }
  }
}

@Suite struct StudentDistributionTests {
  /// Half widths as in Abramowitz and Stegun, table 26.10, four decimals.
  static let table: [(degrees: Int, level: Double, value: Double)] = [
    (1, 0.95, 12.7062), (2, 0.95, 4.3027), (3, 0.95, 3.1824), (5, 0.95, 2.5706),
    (10, 0.95, 2.2281), (30, 0.95, 2.0423), (1, 0.5, 1.0000), (4, 0.99, 4.6041),
    (10, 0.9, 1.8125), (1000, 0.95, 1.9623),
  ]

  @Test("half widths agree with the tables", arguments: table)
  func tables(row: (degrees: Int, level: Double, value: Double)) {
    let found = StudentDistribution.halfWidth(level: row.level, degrees: row.degrees)
    #expect(abs(found - row.value) < 5e-5)
  }

  @Test(
    "with one degree the law is Cauchy's, with two it is algebraic",
    arguments: [0.1, 1, 5, 50]
  )
  func closedForms(t: Double) {
    let cauchy = StudentDistribution.centralProbability(t, degrees: 1)
    #expect(abs(cauchy - 2 / Double.pi * atanValue(t)) < 1e-13)
    let two = StudentDistribution.centralProbability(t, degrees: 2)
    #expect(abs(two - t / (2 + t * t).squareRoot()) < 1e-13)
  }

  @Test("extreme levels give finite widths")
  func extremes() {
    #expect(StudentDistribution.halfWidth(level: 1e-300, degrees: 3) >= 0)
    #expect(StudentDistribution.halfWidth(level: 1 - 1e-15, degrees: 1).isFinite)
  }

  /// The arctangent by its integral, Simpson's rule: a second path.
  private func atanValue(_ t: Double) -> Double {
    let steps = 200_000
    let h = t / Double(steps)
    func f(_ x: Double) -> Double { 1 / (1 + x * x) }
    var sum = f(0) + f(t)
    for k in 1..<steps { sum += (k.isMultiple(of: 2) ? 2 : 4) * f(Double(k) * h) }
    return sum * h / 3
  }
}

internal import Tensors

/// Summaries of a list of numbers.
///
/// A NaN among the values makes every summary NaN: a failed measurement is not averaged away.
public enum Statistics {
  /// The arithmetic mean; stops the program for an empty list.
  public static func mean(_ values: [Double]) -> Double { trapping { try checkedMean(values) } }

  /// The arithmetic mean.
  /// - Throws: `ExperimentError.tooFewValues` for an empty list.
  public static func checkedMean(_ values: [Double]) throws -> Double {
    try require(values, atLeast: 1, for: "mean")
    return average(values)
  }

  /// The unbiased variance, with divisor n − 1; stops the program for fewer than two values.
  public static func variance(_ values: [Double]) -> Double {
    trapping { try checkedVariance(values) }
  }

  /// The unbiased variance, with divisor n − 1.
  /// - Throws: `ExperimentError.tooFewValues` for fewer than two values.
  public static func checkedVariance(_ values: [Double]) throws -> Double {
    try require(values, atLeast: 2, for: "variance")
    return unbiasedVariance(values)
  }

  /// The square root of the unbiased variance; stops the program for fewer than two values.
  public static func standardDeviation(_ values: [Double]) -> Double {
    trapping { try checkedStandardDeviation(values) }
  }

  /// The square root of the unbiased variance.
  /// - Throws: `ExperimentError.tooFewValues` for fewer than two values.
  public static func checkedStandardDeviation(_ values: [Double]) throws -> Double {
    try require(values, atLeast: 2, for: "standard deviation")
    return unbiasedVariance(values).squareRoot()
  }

  /// The standard error of the mean, s/√n; stops the program for fewer than two values.
  public static func standardError(_ values: [Double]) -> Double {
    trapping { try checkedStandardError(values) }
  }

  /// The standard error of the mean, s/√n.
  /// - Throws: `ExperimentError.tooFewValues` for fewer than two values.
  public static func checkedStandardError(_ values: [Double]) throws -> Double {
    try require(values, atLeast: 2, for: "standard error")
    return (unbiasedVariance(values) / Double(values.count)).squareRoot()
  }

  /// The middle value, or the mean of the two middle ones; stops the program for an empty list.
  public static func median(_ values: [Double]) -> Double { trapping { try checkedMedian(values) } }

  /// The middle value, or the mean of the two middle ones.
  /// - Throws: `ExperimentError.tooFewValues` for an empty list.
  public static func checkedMedian(_ values: [Double]) throws -> Double {
    try require(values, atLeast: 1, for: "median")
    return interpolatedQuantile(values, 0.5)
  }

  /// The value below which a fraction of the list lies; stops the program where the checked form
  /// throws.
  public static func quantile(_ values: [Double], _ probability: Double) -> Double {
    trapping { try checkedQuantile(values, probability) }
  }

  /// The value below which a fraction of the list lies, interpolated between order statistics.
  ///
  /// With the values sorted as x₀ … x₍ₙ₋₁₎ it is x at the position p (n − 1), linearly interpolated
  /// (the definition of R's type 7 and of NumPy).
  /// - Throws: `ExperimentError` for an empty list or a probability outside 0…1.
  public static func checkedQuantile(_ values: [Double], _ probability: Double) throws -> Double {
    try require(values, atLeast: 1, for: "quantile")
    guard probability >= 0, probability <= 1 else {
      throw ExperimentError.invalidProbability(
        probability,
        name: "probability of a quantile",
        range: "0...1"
      )
    }
    return interpolatedQuantile(values, probability)
  }
}

extension Statistics {
  /// The mean as first guess plus the mean deviation from it: no overflow of the sum, and the mean
  /// of equal values is that value exactly.
  static func average(_ values: [Double]) -> Double {
    guard let first = values.first else { return .nan }
    let count = Double(values.count)
    let guess = values.reduce(0) { $0 + ($1 - first) / count } + first
    guard guess.isFinite else { return values.reduce(0, +) / count }
    return guess + values.reduce(0) { $0 + ($1 - guess) / count }
  }

  static func unbiasedVariance(_ values: [Double]) -> Double {
    guard values.count > 1 else { return .nan }
    let mean = average(values)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return squares / Double(values.count - 1)
  }

  static func standardErrorOrZero(_ values: [Double]) -> Double {
    values.count < 2 ? 0 : (unbiasedVariance(values) / Double(values.count)).squareRoot()
  }

  static func interpolatedQuantile(_ values: [Double], _ probability: Double) -> Double {
    guard !values.isEmpty, !values.contains(where: \.isNaN) else { return .nan }
    let sorted = values.sorted()
    let position = probability * Double(sorted.count - 1)
    let lower = min(Int(position), sorted.count - 1)
    let upper = min(lower + 1, sorted.count - 1)
    let fraction = position - Double(lower)
    guard fraction > 0, sorted[lower] != sorted[upper] else { return sorted[lower] }
    return sorted[lower] * (1 - fraction) + sorted[upper] * fraction
  }

  private static func require(_ values: [Double], atLeast needed: Int, for name: String) throws {
    guard values.count >= needed else {
      throw ExperimentError.tooFewValues(statistic: name, found: values.count, needed: needed)
    }
  }
}

import Foundation

/// The interval that a band or an error bar shows around the samples of a point.
public enum BandStatistic: Sendable, Hashable {
  /// Mean ± standard deviation over the square root of the number of samples.
  case standardError
  /// Mean ± standard deviation (with n − 1 in the denominator).
  case standardDeviation
  /// Smallest to largest sample.
  case range
  /// The given quantiles, between 0 and 1, by linear interpolation; the center is then the median.
  case quantiles(Double, Double)

  /// The quartiles around the median.
  public static let interquartileRange = BandStatistic.quantiles(0.25, 0.75)

  /// The statistic in words, as written under the figure.
  package var words: String {
    switch self {
    case .standardError: "mean ± standard error"
    case .standardDeviation: "mean ± standard deviation"
    case .range: "smallest to largest"
    case .quantiles(let low, let high):
      "median with \(NumberText.shortest(low * 100)) % to \(NumberText.shortest(high * 100)) % quantiles"
    }
  }

  var centersOnMedian: Bool {
    switch self {
    case .quantiles: true
    case .standardError, .standardDeviation, .range: false
    }
  }

  /// The interval of the finite `samples`; not a number on both sides when there are none.
  func interval(of samples: [Double]) -> (lower: Double, upper: Double) {
    guard !samples.isEmpty else { return (.nan, .nan) }
    switch self {
    case .standardError:
      let half = SampleStatistics.deviation(samples) / Double(samples.count).squareRoot()
      return SampleStatistics.around(samples, half)
    case .standardDeviation:
      return SampleStatistics.around(samples, SampleStatistics.deviation(samples))
    case .range:
      return (samples.min() ?? .nan, samples.max() ?? .nan)
    case .quantiles(let low, let high):
      let sorted = samples.sorted()
      return (SampleStatistics.quantile(sorted, low), SampleStatistics.quantile(sorted, high))
    }
  }
}

/// Statistics of the finite samples at one point.
enum SampleStatistics {
  static func mean(_ samples: [Double]) -> Double {
    guard !samples.isEmpty else { return .nan }
    let count = Double(samples.count)
    let sum = samples.reduce(0, +)
    // Samples near the largest double overflow the plain sum; dividing first does not.
    return sum.isFinite ? sum / count : samples.reduce(0) { $0 + $1 / count }
  }

  /// The standard deviation with n − 1; zero for fewer than two samples.
  static func deviation(_ samples: [Double]) -> Double {
    guard samples.count > 1 else { return 0 }
    let center = mean(samples)
    let squares = samples.reduce(0) { $0 + ($1 - center) * ($1 - center) }
    return (squares / Double(samples.count - 1)).squareRoot()
  }

  static func around(_ samples: [Double], _ half: Double) -> (lower: Double, upper: Double) {
    let center = mean(samples)
    return (center - half, center + half)
  }

  /// The quantile by linear interpolation between order statistics (type 7).
  static func quantile(_ sorted: [Double], _ fraction: Double) -> Double {
    guard let last = sorted.last else { return .nan }
    guard fraction > 0 else { return fraction.isNaN ? .nan : sorted[0] }
    guard fraction < 1 else { return last }
    let position = fraction * Double(sorted.count - 1)
    let index = min(Int(position), sorted.count - 1)
    guard index + 1 < sorted.count else { return last }
    let weight = position - Double(index)
    return sorted[index] * (1 - weight) + sorted[index + 1] * weight
  }
}

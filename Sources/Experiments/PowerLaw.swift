internal import Foundation
internal import Tensors

/// A law y = prefactor · x^exponent fitted to points, with the uncertainty of the exponent.
///
/// The fit is a straight line through (log x, log y) by least squares. Plain: every point counts
/// the same, and the standard error comes from the scatter of the points about the line, so that a
/// law which bends has a large one. Weighted: a point counts by 1/σ² with σ = error/y its relative
/// error, and the standard error is the one that follows from the σ, enlarged by √(χ²/ν) where the
/// scatter is larger than they say. Confidence intervals are Student's with n − 2 degrees of
/// freedom.
public struct PowerLaw: Sendable, Hashable {
  /// The slope in log-log coordinates.
  public let exponent: Double
  /// The standard error of the exponent; infinite with two points, which fit any line exactly.
  public let exponentStandardError: Double
  /// The value of the law at x = 1.
  public let prefactor: Double
  /// The share of the (weighted) variance of log y that the line explains, at most 1.
  public let rSquared: Double
  /// The number of points in the fit.
  public let pointCount: Int

  /// The value of the law at a coordinate.
  public func value(at x: Double) -> Double { exp(logPrefactor + exponent * log(x)) }

  /// The interval which covers the true exponent with the given probability, 0.95 by default.
  ///
  /// Stops the program for a level outside 0…1, ends excluded.
  public func confidenceInterval(level: Double = 0.95) -> ClosedRange<Double> {
    trapping { try checkedConfidenceInterval(level: level) }
  }

  /// The interval which covers the true exponent with the given probability, 0.95 by default.
  /// - Throws: `ExperimentError.invalidProbability` for a level outside 0…1, ends excluded.
  public func checkedConfidenceInterval(level: Double = 0.95) throws -> ClosedRange<Double> {
    guard level > 0, level < 1 else {
      throw ExperimentError.invalidProbability(
        level,
        name: "level of a confidence interval",
        range: "0..<1, without 0"
      )
    }
    guard pointCount > 2, exponentStandardError.isFinite else {
      return -Double.infinity...(.infinity)
    }
    let width =
      StudentDistribution.halfWidth(level: level, degrees: pointCount - 2) * exponentStandardError
    return (exponent - width)...(exponent + width)
  }

  private let logPrefactor: Double
}

extension PowerLaw {
  /// Fits a law to points, all of the same weight; stops the program where the checked form throws.
  public init(x: [Double], y: [Double]) {
    self = trapping { try PowerLaw(checkedX: x, y: y) }
  }

  /// Fits a law to points, all of the same weight.
  /// - Throws: `ExperimentError` unless there are as many x as y, all positive and finite, with at
  ///   least two different x.
  public init(checkedX x: [Double], y: [Double]) throws {
    try self.init(x: x, y: y, relativeErrors: nil)
  }

  /// Fits a law to points with error bars; stops the program where the checked form throws.
  public init(x: [Double], y: [Double], standardErrors: [Double]) {
    self = trapping { try PowerLaw(checkedX: x, y: y, standardErrors: standardErrors) }
  }

  /// Fits a law to points with error bars, weighting each by its relative error.
  /// - Throws: `ExperimentError` where the plain fit would, and for error bars that are not
  ///   positive finite numbers.
  public init(checkedX x: [Double], y: [Double], standardErrors: [Double]) throws {
    guard y.count == standardErrors.count else {
      throw ExperimentError.lengthMismatch("values", y.count, "error bars", standardErrors.count)
    }
    let relative = zip(y, standardErrors).map { $1 / $0 }
    for (x, error) in zip(x, zip(standardErrors, relative))
    where !(error.1 > 0 && error.1.isFinite && error.0 > 0) {
      throw ExperimentError.invalidErrorBar(x: x, error: error.0)
    }
    try self.init(x: x, y: y, relativeErrors: relative)
  }

  private init(x: [Double], y: [Double], relativeErrors: [Double]?) throws {
    guard x.count == y.count else {
      throw ExperimentError.lengthMismatch("coordinates", x.count, "values", y.count)
    }
    for (x, y) in zip(x, y) where !(x > 0 && x.isFinite && y > 0 && y.isFinite) {
      throw ExperimentError.notPositive(x: x, y: y)
    }
    guard Set(x).count >= 2 else {
      throw ExperimentError.tooFewPoints(found: Set(x).count, range: nil)
    }
    let line = LeastSquaresLine(x: x.map { log($0) }, y: y.map { log($0) }, errors: relativeErrors)
    exponent = line.slope
    exponentStandardError = line.slopeStandardError
    logPrefactor = line.intercept
    prefactor = exp(line.intercept)
    rSquared = line.rSquared
    pointCount = x.count
  }
}

/// The straight line of least squares, with or without known errors of the values.
///
/// Sums are of deviations from the weighted means, so that nothing cancels.
struct LeastSquaresLine {
  let slope: Double
  let intercept: Double
  let slopeStandardError: Double
  let rSquared: Double

  init(x: [Double], y: [Double], errors: [Double]?) {
    let smallest = errors?.min() ?? 1
    // Scaled so that the largest weight is 1: 1/σ² itself could overflow.
    let weights =
      errors.map { $0.map { (smallest / $0) * (smallest / $0) } }
      ?? [Double](repeating: 1, count: x.count)
    let total = weights.reduce(0, +)
    func mean(_ values: [Double]) -> Double {
      zip(weights, values).reduce(0) { $0 + $1.0 * $1.1 } / total
    }
    let (meanX, meanY) = (mean(x), mean(y))
    var (sxx, sxy, syy) = (0.0, 0.0, 0.0)
    for index in x.indices {
      let (dx, dy) = (x[index] - meanX, y[index] - meanY)
      sxx += weights[index] * dx * dx
      sxy += weights[index] * dx * dy
      syy += weights[index] * dy * dy
    }
    slope = sxy / sxx
    intercept = meanY - slope * meanX
    var residual = 0.0
    for index in x.indices {
      let r = (y[index] - meanY) - slope * (x[index] - meanX)
      residual += weights[index] * r * r
    }
    rSquared = syy > 0 ? 1 - residual / syy : 1
    let freedom = x.count - 2
    guard freedom > 0 else {
      slopeStandardError = .infinity
      return
    }
    let scatter = residual / Double(freedom)
    let variance = errors == nil ? scatter : max(scatter, smallest * smallest)
    slopeStandardError = (variance / sxx).squareRoot()
  }
}

internal import Foundation
internal import Tensors

/// What a paper asserts, with what was measured and how far apart the two may be.
///
/// A measured value that is NaN or infinite never holds: a diverged experiment proves nothing.
public struct Claim: Sendable, Hashable {
  /// What the measured value is compared with.
  public enum Expectation: Sendable, Hashable {
    /// Within a distance of a value, ends included.
    case near(Double, within: Double)
    /// Strictly below a bound.
    case below(Double)
    /// Strictly above a bound.
    case above(Double)
    /// Between two bounds, ends included.
    case between(Double, Double)
    /// A condition that is true.
    case isTrue
  }

  /// What is claimed, in words; may hold TeX between dollar signs.
  public let statement: String
  /// What was measured; 1 or 0 for a condition.
  public let measured: Double
  /// What was expected.
  public let expectation: Expectation

  private init(_ statement: String, _ measured: Double, unchecked expectation: Expectation) {
    self.statement = statement
    self.measured = measured
    self.expectation = expectation
  }
}

extension Claim {
  /// Claims that a value is within a distance of another; stops the program where the checked form
  /// throws.
  public init(
    _ statement: String,
    _ measured: Double,
    near expected: Double,
    within tolerance: Double
  ) {
    self = trapping {
      try Claim(checked: statement, measured, near: expected, within: tolerance)
    }
  }

  /// Claims that a value is within a distance of another.
  /// - Throws: `ExperimentError.invalidClaim` unless both are finite and the distance is not
  ///   negative.
  public init(
    checked statement: String,
    _ measured: Double,
    near expected: Double,
    within tolerance: Double
  ) throws {
    guard expected.isFinite else { throw Self.invalid(statement, "it expects \(expected)") }
    guard tolerance.isFinite, tolerance >= 0 else {
      throw Self.invalid(statement, "its tolerance is \(tolerance)")
    }
    self.init(statement, measured, unchecked: .near(expected, within: tolerance))
  }

  /// Claims that a value is strictly below a bound; stops the program where the checked form throws.
  public init(_ statement: String, _ measured: Double, below bound: Double) {
    self = trapping { try Claim(checked: statement, measured, below: bound) }
  }

  /// Claims that a value is strictly below a bound.
  /// - Throws: `ExperimentError.invalidClaim` for a bound that is NaN or infinite.
  public init(checked statement: String, _ measured: Double, below bound: Double) throws {
    guard bound.isFinite else { throw Self.invalid(statement, "its bound is \(bound)") }
    self.init(statement, measured, unchecked: .below(bound))
  }

  /// Claims that a value is strictly above a bound; stops the program where the checked form throws.
  public init(_ statement: String, _ measured: Double, above bound: Double) {
    self = trapping { try Claim(checked: statement, measured, above: bound) }
  }

  /// Claims that a value is strictly above a bound.
  /// - Throws: `ExperimentError.invalidClaim` for a bound that is NaN or infinite.
  public init(checked statement: String, _ measured: Double, above bound: Double) throws {
    guard bound.isFinite else { throw Self.invalid(statement, "its bound is \(bound)") }
    self.init(statement, measured, unchecked: .above(bound))
  }

  /// Claims that a value lies between two bounds, ends included; stops the program where the
  /// checked form throws.
  public init(_ statement: String, _ measured: Double, between lower: Double, and upper: Double) {
    self = trapping { try Claim(checked: statement, measured, between: lower, and: upper) }
  }

  /// Claims that a value lies between two bounds, ends included.
  /// - Throws: `ExperimentError.invalidClaim` unless both are finite and in order.
  public init(
    checked statement: String,
    _ measured: Double,
    between lower: Double,
    and upper: Double
  ) throws {
    guard lower.isFinite, upper.isFinite, lower <= upper else {
      throw Self.invalid(statement, "its bounds are \(lower) and \(upper)")
    }
    self.init(statement, measured, unchecked: .between(lower, upper))
  }

  /// Claims that a value lies in a range, ends included; stops the program for infinite ends.
  public init(_ statement: String, _ measured: Double, between bounds: ClosedRange<Double>) {
    self.init(statement, measured, between: bounds.lowerBound, and: bounds.upperBound)
  }

  /// Claims that a value lies in a range, ends included.
  /// - Throws: `ExperimentError.invalidClaim` for infinite ends.
  public init(
    checked statement: String,
    _ measured: Double,
    between bounds: ClosedRange<Double>
  ) throws {
    try self.init(
      checked: statement,
      measured,
      between: bounds.lowerBound,
      and: bounds.upperBound
    )
  }

  /// Claims that a condition is true.
  public init(_ statement: String, _ condition: Bool) {
    self.init(statement, condition ? 1 : 0, unchecked: .isTrue)
  }

  private static func invalid(_ statement: String, _ problem: String) -> ExperimentError {
    .invalidClaim(statement: statement, problem: problem)
  }
}

extension Claim {
  /// Whether what was measured is what was expected.
  public var holds: Bool {
    guard measured.isFinite else { return false }
    return switch expectation {
    case .near(_, let tolerance): distance <= tolerance
    case .below(let bound): measured < bound
    case .above(let bound): measured > bound
    case .between(let lower, let upper): measured >= lower && measured <= upper
    case .isTrue: measured == 1
    }
  }

  /// How far the measured value may still move before the claim fails; negative by how far it fails.
  ///
  /// NaN when nothing finite was measured; 1 or −1 for a condition.
  public var margin: Double {
    guard measured.isFinite else { return .nan }
    return switch expectation {
    case .near(_, let tolerance): tolerance - distance
    case .below(let bound): bound - measured
    case .above(let bound): measured - bound
    case .between(let lower, let upper): min(measured - lower, upper - measured)
    case .isTrue: measured == 1 ? 1 : -1
    }
  }

  private var distance: Double {
    guard case .near(let expected, _) = expectation else { return .nan }
    return abs(measured - expected)
  }
}

extension Claim: CustomStringConvertible {
  /// The measured value as text, with four significant digits.
  public var measuredText: String {
    if case .isTrue = expectation { return measured == 1 ? "true" : "false" }
    return Self.text(measured)
  }

  /// What was expected, as text: `−0.5`, `< 0.2`, `0.4 … 0.6`, `true`.
  public var expectedText: String {
    switch expectation {
    case .near(let expected, _): Self.text(expected)
    case .below(let bound): "< \(Self.text(bound))"
    case .above(let bound): "> \(Self.text(bound))"
    case .between(let lower, let upper): "\(Self.text(lower)) … \(Self.text(upper))"
    case .isTrue: "true"
    }
  }

  /// The tolerance as text, `± 0.15`; empty where the expectation has none.
  public var toleranceText: String {
    if case .near(_, let tolerance) = expectation { "± \(Self.text(tolerance))" } else { "" }
  }

  /// The margin as text, with three significant digits; empty for a condition.
  public var marginText: String {
    if case .isTrue = expectation { "" } else { Self.text(margin, digits: 3) }
  }

  /// One line with the verdict, the statement and the numbers.
  public var description: String {
    let expected = [expectedText, toleranceText].filter { !$0.isEmpty }.joined(separator: " ")
    return
      "\(holds ? "holds" : "FAILS"): \(statement): measured \(measuredText), expected \(expected)"
  }

  /// A number with a few significant digits and a true minus sign.
  private static func text(_ value: Double, digits: Int = 4) -> String {
    guard value.isFinite else { return value.isNaN ? "not a number" : value < 0 ? "−∞" : "∞" }
    let plain = String(format: "%.\(digits)g", value)
    return (Double(plain) == 0 ? "0" : plain).replacingOccurrences(of: "-", with: "−")
  }
}

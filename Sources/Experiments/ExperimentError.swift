public import Tensors

/// What can go wrong when an experiment is described, run or summarized.
public enum ExperimentError: DescribedError, Equatable {
  /// There is nothing to sweep over.
  case noPoints
  /// A sweep was asked for fewer than one repeat.
  case invalidRepeats(Int)
  /// The same point was given more than once: its samples would be the same numbers again.
  case repeatedPoint(String)
  /// More evaluations were asked for than can be counted or kept.
  case tooManyEvaluations(points: Int, repeats: Int)
  /// Some evaluations failed; the others were finished first.
  case evaluationsFailed([SweepFailure], of: Int)
  /// An evaluation returned another number of values than it has names.
  case valueCount(found: Int, names: [String])
  /// Measured quantities need distinct names.
  case invalidNames([String])
  /// A quantity that the sweep does not measure.
  case unknownQuantity(String, known: [String])
  /// A statistic that needs more values than there are.
  case tooFewValues(statistic: String, found: Int, needed: Int)
  /// A probability outside its range.
  case invalidProbability(Double, name: String, range: String)
  /// Two lists that must be equally long are not.
  case lengthMismatch(String, Int, String, Int)
  /// A power law was asked for where a coordinate or a value is not a positive finite number.
  case notPositive(x: Double, y: Double)
  /// A weighted fit was given an error bar that is not a positive finite number.
  case invalidErrorBar(x: Double, error: Double)
  /// A fit over fewer than two distinct coordinates.
  case tooFewPoints(found: Int, range: String?)
  /// A sweep over names has no numbers to fit against.
  case namedPoints([String])
  /// A claim whose bound or tolerance is not a usable number.
  case invalidClaim(statement: String, problem: String)
}

extension ExperimentError {
  /// The sentence shown to the reader.
  public var description: String {
    switch self {
    case .noPoints:
      "a sweep needs at least one point; the list is empty."
    case .invalidRepeats(let repeats):
      "a sweep needs at least 1 repeat; found \(repeats)."
    case .repeatedPoint(let point):
      "the sweep has the point \(point) twice."
    case .tooManyEvaluations(let points, let repeats):
      "a sweep of \(points) points with \(repeats) repeats has more than the 4194304 evaluations allowed."
    case .evaluationsFailed(let failures, let total):
      Self.sentence(for: failures, of: total)
    case .valueCount(let found, let names):
      "an evaluation returned \(found) \(found == 1 ? "value" : "values"); "
        + "\(names.count) are named: \(names.joined(separator: ", "))."
    case .invalidNames(let names):
      "measured quantities need distinct names, at least one; found [\(names.joined(separator: ", "))]."
    case .unknownQuantity(let name, let known):
      "the sweep measures no \"\(name)\"; it measures \(known.joined(separator: ", "))."
    case .tooFewValues(let statistic, let found, let needed):
      "the \(statistic) needs at least \(needed) \(needed == 1 ? "value" : "values"); found \(found)."
    case .invalidProbability(let value, let name, let range):
      "the \(name) must be in \(range); found \(value)."
    case .lengthMismatch(let first, let count, let second, let other):
      "there are \(count) \(first) and \(other) \(second); they must be as many."
    case .notPositive(let x, let y):
      "a power law needs positive finite coordinates and values; found \(y) at \(x)."
    case .invalidErrorBar(let x, let error):
      "a weighted fit needs positive finite error bars; found \(error) at \(x)."
    case .tooFewPoints(let found, let range):
      "a power law needs at least 2 different points; found \(found)\(range.map { " in \($0)" } ?? "")."
    case .namedPoints(let labels):
      "the points of this sweep are names (\(labels.prefix(3).joined(separator: ", "))), not numbers."
    case .invalidClaim(let statement, let problem):
      "the claim \"\(statement)\" cannot be checked: \(problem)."
    }
  }

  /// What the reader can do about it, where that is not plain from the sentence.
  public var advice: String? {
    switch self {
    case .repeatedPoint:
      "Use repeats: to draw more samples of a point; a point given twice has the same seeds twice."
    case .evaluationsFailed:
      "The other evaluations finished. Correct the body, or leave the failing points out."
    case .notPositive:
      "Fit over a range where the values are positive: powerLaw(over: 64...1024)."
    case .tooFewPoints(_, .some):
      "Widen the range of the fit."
    case .namedPoints:
      "Sweep over numbers to fit a law."
    case .noPoints, .invalidRepeats, .tooManyEvaluations, .valueCount, .invalidNames,
      .unknownQuantity, .tooFewValues, .invalidProbability, .lengthMismatch, .invalidErrorBar,
      .tooFewPoints, .invalidClaim:
      nil
    }
  }

  private static func sentence(for failures: [SweepFailure], of total: Int) -> String {
    let shown = failures.prefix(3).map { "at \($0.coordinates): \($0.reason)" }
    let rest = failures.count > 3 ? " (and \(failures.count - 3) more)" : ""
    let number = failures.count == 1 ? "1 evaluation" : "\(failures.count) evaluations"
    return "\(number) of \(total) failed \(shown.joined(separator: "; "))\(rest)"
  }
}

/// An evaluation of a sweep that failed, and where.
public struct SweepFailure: Error, Sendable, Hashable {
  /// The point, as text: `64`, or `64, 0.1` on two axes.
  public var point: String
  /// The number of the repeat, from 0.
  public var repetition: Int
  /// The seed which the body was given: enough to repeat the evaluation alone.
  public var seed: UInt64
  /// The sentence of the error.
  public var reason: String

  /// The point, the repeat and the seed in words.
  public var coordinates: String { "point \(point), repeat \(repetition), seed \(seed)" }
}

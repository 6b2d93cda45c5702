import Testing

@testable import Experiments

@Suite struct ExperimentErrorTests {
  static let failure = SweepFailure(point: "64", repetition: 2, seed: 9, reason: "diverged")

  static let sentences: [(error: ExperimentError, sentence: String)] = [
    (.noPoints, "a sweep needs at least one point; the list is empty."),
    (.invalidRepeats(0), "a sweep needs at least 1 repeat; found 0."),
    (.repeatedPoint("64"), "the sweep has the point 64 twice."),
    (
      .tooManyEvaluations(points: 3, repeats: 5_000_000),
      "a sweep of 3 points with 5000000 repeats has more than the 4194304 evaluations allowed."
    ),
    (
      .evaluationsFailed([failure], of: 12),
      "1 evaluation of 12 failed at point 64, repeat 2, seed 9: diverged"
    ),
    (
      .evaluationsFailed([failure, failure, failure, failure], of: 4),
      "4 evaluations of 4 failed at point 64, repeat 2, seed 9: diverged; "
        + "at point 64, repeat 2, seed 9: diverged; at point 64, repeat 2, seed 9: diverged "
        + "(and 1 more)"
    ),
    (
      .valueCount(found: 1, names: ["a", "b"]), "an evaluation returned 1 value; 2 are named: a, b."
    ),
    (
      .invalidNames(["a", "a"]),
      "measured quantities need distinct names, at least one; found [a, a]."
    ),
    (
      .unknownQuantity("c", known: ["a", "b"]),
      "the sweep measures no \"c\"; it measures a, b."
    ),
    (
      .tooFewValues(statistic: "median", found: 0, needed: 1),
      "the median needs at least 1 value; found 0."
    ),
    (
      .invalidProbability(2, name: "level", range: "0...1"),
      "the level must be in 0...1; found 2.0."
    ),
    (
      .lengthMismatch("values", 2, "error bars", 3),
      "there are 2 values and 3 error bars; they must be as many."
    ),
    (
      .notPositive(x: 64, y: -1),
      "a power law needs positive finite coordinates and values; found -1.0 at 64.0."
    ),
    (
      .invalidErrorBar(x: 64, error: 0),
      "a weighted fit needs positive finite error bars; found 0.0 at 64.0."
    ),
    (
      .tooFewPoints(found: 1, range: "1.0...2.0"),
      "a power law needs at least 2 different points; found 1 in 1.0...2.0."
    ),
    (
      .namedPoints(["a", "b"]), "the points of this sweep are names (a, b), not numbers."
    ),
    (
      .invalidClaim(statement: "c", problem: "its bound is nan"),
      "the claim \"c\" cannot be checked: its bound is nan."
    ),
  ]

  @Test("every error has its sentence", arguments: sentences)
  func sentence(row: (error: ExperimentError, sentence: String)) {
    #expect(row.error.description == row.sentence)
    #expect(row.error.advice?.isEmpty != true)
  }
}

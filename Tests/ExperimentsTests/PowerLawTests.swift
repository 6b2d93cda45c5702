import Foundation
import Tensors
import Testing

@testable import Experiments

@Suite struct PowerLawTests {
  let widths: [Double] = [16, 32, 64, 128, 256, 512]

  @Test("an exact law is found exactly", arguments: [-2.0, -0.5, 0, 1, 3])
  func exact(exponent: Double) {
    let law = PowerLaw(x: widths, y: widths.map { 7 * pow($0, exponent) })
    // Rounding in the logarithms, of order 1e-16 times their size.
    #expect(abs(law.exponent - exponent) < 1e-13)
    #expect(abs(law.prefactor - 7) < 1e-12)
    #expect(law.exponentStandardError < 1e-13)
    #expect(abs(law.value(at: 1000) - 7 * pow(1000, exponent)) < 1e-11 * pow(1000, exponent) * 7)
    #expect(law.rSquared > 1 - 1e-12)
  }

  @Test("the standard error is that of the covariance formula")
  func covarianceFormula() {
    let y = [0.91, 0.60, 0.47, 0.31, 0.24, 0.16]
    let law = PowerLaw(x: widths, y: y)
    // The normal equations solved by their 2 × 2 inverse, without centering.
    let (u, v) = (widths.map { log($0) }, y.map { log($0) })
    let n = 6.0
    let (su, suu) = (u.reduce(0, +), u.reduce(0) { $0 + $1 * $1 })
    let (sv, suv) = (v.reduce(0, +), zip(u, v).reduce(0) { $0 + $1.0 * $1.1 })
    let determinant = n * suu - su * su
    let slope = (n * suv - su * sv) / determinant
    let intercept = (suu * sv - su * suv) / determinant
    let residual = zip(u, v).reduce(0) { $0 + pow($1.1 - intercept - slope * $1.0, 2) }
    let error = (residual / 4 * n / determinant).squareRoot()
    #expect(abs(law.exponent - slope) < 1e-12)
    #expect(abs(law.prefactor - exp(intercept)) < 1e-12)
    #expect(abs(law.exponentStandardError - error) < 1e-12)
    let interval = law.confidenceInterval()
    #expect(abs(interval.upperBound - slope - 2.776445 * error) < 1e-6)
  }

  @Test("the 95 % interval covers the true exponent 95 times in 100")
  func coverage() {
    var stream = RandomStream(seed: 3, "coverage")
    let trials = 4000
    var covered = 0
    for _ in 0..<trials {
      let noise = stream.normals(widths.count)
      let y = zip(widths, noise).map { 2 * pow($0, -0.5) * exp(0.1 * $1) }
      let law = PowerLaw(x: widths, y: y)
      if law.confidenceInterval().contains(-0.5) { covered += 1 }
    }
    // The standard deviation of a share of 0.95 in 4000 trials is 0.0034; four of them.
    #expect(abs(Double(covered) / Double(trials) - 0.95) < 0.014)
  }

  @Test("a weighted fit with known errors covers too, and beats the plain one")
  func weightedCoverage() {
    var stream = RandomStream(seed: 4, "coverage")
    let relative = [0.3, 0.2, 0.1, 0.05, 0.02, 0.01]
    var (covered, weighted, plain) = (0, 0.0, 0.0)
    let trials = 2000
    for _ in 0..<trials {
      let noise = stream.normals(widths.count)
      let y = widths.indices.map { 2 * pow(widths[$0], -0.5) * exp(relative[$0] * noise[$0]) }
      let errors = zip(y, relative).map(*)
      let law = PowerLaw(x: widths, y: y, standardErrors: errors)
      if law.confidenceInterval().contains(-0.5) { covered += 1 }
      weighted += pow(law.exponent + 0.5, 2)
      plain += pow(PowerLaw(x: widths, y: y).exponent + 0.5, 2)
    }
    // The interval may only be too wide: its error never falls below what the bars say.
    #expect(Double(covered) / Double(trials) > 0.95)
    #expect(weighted < plain / 3)
  }

  @Test("equal error bars give the line of the plain fit, at any scale of the bars")
  func equalBars() {
    let y = [0.91, 0.60, 0.47, 0.31, 0.24, 0.16]
    let plain = PowerLaw(x: widths, y: y)
    for relative in [1e-200, 1e-3, 1e200] {
      let law = PowerLaw(x: widths, y: y, standardErrors: y.map { $0 * relative })
      #expect(abs(law.exponent - plain.exponent) < 1e-12)
    }
  }

  @Test("two points fit any law and leave its error unknown")
  func twoPoints() {
    let law = PowerLaw(x: [2, 8], y: [1, 4])
    #expect(abs(law.exponent - 1) < 1e-14)
    #expect(law.exponentStandardError == .infinity)
    #expect(law.confidenceInterval() == -Double.infinity...(.infinity))
  }

  @Test("what cannot be fitted is an error")
  func errors() {
    for bad in [0.0, -1, .nan, .infinity] {
      #expect(throws: ExperimentError.self) { try PowerLaw(checkedX: [1, 2], y: [1, bad]) }
      #expect(throws: ExperimentError.self) { try PowerLaw(checkedX: [bad, 2], y: [1, 1]) }
      #expect(throws: ExperimentError.self) {
        try PowerLaw(checkedX: [1, 2], y: [1, 1], standardErrors: [1, bad])
      }
    }
    #expect(throws: ExperimentError.tooFewPoints(found: 1, range: nil)) {
      try PowerLaw(checkedX: [3, 3, 3], y: [1, 2, 3])
    }
    #expect(throws: ExperimentError.tooFewPoints(found: 0, range: nil)) {
      try PowerLaw(checkedX: [], y: [])
    }
    #expect(throws: ExperimentError.lengthMismatch("coordinates", 2, "values", 1)) {
      try PowerLaw(checkedX: [1, 2], y: [1])
    }
    #expect(throws: ExperimentError.lengthMismatch("values", 2, "error bars", 1)) {
      try PowerLaw(checkedX: [1, 2], y: [1, 2], standardErrors: [1])
    }
    for level in [0.0, 1, -1, 2, .nan] {
      #expect(throws: ExperimentError.self) {
        try PowerLaw(x: [1, 2, 4], y: [1, 2, 4]).checkedConfidenceInterval(level: level)
      }
    }
  }

  @Test("the smallest and largest numbers do not break the fit")
  func extremes() throws {
    let law = try PowerLaw(checkedX: [1e-300, 1.7e308], y: [1.7e308, 1e-300])
    #expect(law.exponent.isFinite)
  }
}

import Foundation
import TestSupport
import Testing

@testable import Tensors

@Suite("Elementary functions") struct VectorMathTests {
  struct Reference: Decodable {
    struct Values: Decodable {
      let x: [Double]
      let y: [Double]
    }
    let source: String
    let functions: [String: Values]
  }

  /// The promise of the module: 1e-15, of which half a unit in the last place is the reference's.
  static let doubleTolerance = 1e-15
  /// Half a unit in the last place of single precision, 6e-8, and a little for the polynomials.
  static let singleTolerance = 1e-7

  static let elementary = VectorFunction.allCases.filter { reference(of: $0) != nil }

  @Test("agree with references of 60 digits to 1e-15", arguments: elementary)
  func references(function: VectorFunction) throws {
    let reference = try Fixture.json("elementary-functions.json", as: Reference.self)
    let values = try #require(reference.functions[function.rawValue])
    for (x, (found, expected)) in zip(values.x, zip(evaluated(function, values.x), values.y)) {
      let error = Self.error(found, expected)
      #expect(
        error <= Self.doubleTolerance,
        "\(function)(\(x)) is \(found), not \(expected): relative error \(error)"
      )
    }
  }

  @Test("agree with the system's library over their range", arguments: elementary)
  func range(function: VectorFunction) throws {
    let reference = try #require(Self.reference(of: function))
    let xs = Self.samples(of: function, count: 40_000)
    var worst = (error: 0.0, x: 0.0)
    for (x, found) in zip(xs, evaluated(function, xs)) {
      let error = Self.error(found, reference(x))
      if !(error <= worst.error) { worst = (error, x) }
    }
    #expect(worst.error <= 1.2 * Self.doubleTolerance, "\(function) at \(worst.x): \(worst.error)")
  }

  @Test("are right to 1e-7 in single precision", arguments: elementary)
  func singlePrecision(function: VectorFunction) throws {
    let reference = try #require(Self.reference(of: function))
    let xs = Self.samples(of: function, count: 40_000).map { Float($0) }
    var worst = (error: 0.0, x: Float(0))
    for (x, found) in zip(xs, evaluated(function, xs)) {
      let expected = reference(Double(x))
      guard expected.magnitude <= Double(Float.greatestFiniteMagnitude) else { continue }
      let error = max(0, (Double(found) - expected).magnitude - Double(Float.leastNonzeroMagnitude))
      let relative = error / max(expected.magnitude, .leastNormalMagnitude)
      if !(relative <= worst.error) { worst = (relative, x) }
    }
    #expect(worst.error <= Self.singleTolerance, "\(function) at \(worst.x): \(worst.error)")
  }

  @Test("give the limits of IEEE 754 at infinities, zeros and NaN", arguments: elementary)
  func limits(function: VectorFunction) throws {
    let reference = try #require(Self.reference(of: function))
    let xs: [Double] = [.infinity, -.infinity, .nan, 0, -0.0, -1, 1, -2, 2, 1e308, -1e308]
    for (x, found) in zip(xs, evaluated(function, xs)) {
      let expected = reference(x)
      #expect(
        found == expected || (found.isNaN && expected.isNaN)
          || Self.error(found, expected) <= Self.doubleTolerance,
        "\(function)(\(x)) is \(found)"
      )
    }
    for (x, found) in zip(xs, evaluated(function, xs.map { Float($0) })) {
      let expected = Float(reference(Double(Float(x))))
      #expect(
        found == expected || (found.isNaN && expected.isNaN)
          || (found - expected).magnitude <= 2 * expected.ulp,
        "\(function)(Float(\(x))) is \(found)"
      )
    }
  }

  @Test("do not depend on the place in memory", arguments: VectorFunction.allCases)
  func place(function: VectorFunction) {
    let xs = Self.samples(of: function, count: 37)
    let all = evaluated(function, xs)
    for start in [0, 1, 3, 8, 30] {
      let part = evaluated(function, Array(xs[start...]))
      #expect(part.map(\.bitPattern) == all[start...].map(\.bitPattern))
    }
  }

  private func evaluated<T: TensorScalar>(_ function: VectorFunction, _ xs: [T]) -> [T] {
    var result = xs
    result.withUnsafeMutableBufferPointer { VectorMath.evaluate(function, inPlace: $0) }
    return result
  }

  /// The error relative to the expected number, less one unit in the last place if that is subnormal.
  static func error(_ found: Double, _ expected: Double) -> Double {
    if found == expected || (found.isNaN && expected.isNaN) { return 0 }
    let difference = (found - expected).magnitude
    if expected.magnitude < .leastNormalMagnitude, difference <= .leastNonzeroMagnitude { return 0 }
    return difference.isNaN ? .infinity : difference / expected.magnitude
  }

  /// Numbers over the range of a function: uniform near zero and over all magnitudes.
  static func samples(of function: VectorFunction, count: Int) -> [Double] {
    var stream = RandomStream(seed: 4, "samples", function.rawValue)
    return (0..<count).map { index in
      let u = 2 * stream.uniform() - 1
      let x =
        index % 2 == 0 ? 4 * u : u.sign == .minus ? -pow(10, -12 * u - 6) : pow(10, 12 * u - 6)
      return switch function {
      case .asin, .acos: index % 2 == 0 ? u : (1 - Swift.min(x.magnitude, 2)) * (u < 0 ? -1 : 1)
      case .log: x.magnitude
      case .logOnePlus: Swift.max(x, -0.999_999)
      case .exp, .expMinusOne, .sigmoid: Swift.max(-740, Swift.min(x, 700))
      case .sin, .cos: x * 1000
      case .erfc, .normalCDF, .normalPDF: Swift.max(-25, Swift.min(x, 25))
      default: x
      }
    }
  }

  static func reference(of function: VectorFunction) -> ((Double) -> Double)? {
    switch function {
    case .exp: Foundation.exp
    case .expMinusOne: Foundation.expm1
    case .log: Foundation.log
    case .logOnePlus: Foundation.log1p
    case .tanh: Foundation.tanh
    case .sigmoid:
      { x in x < 0 ? Foundation.exp(x) / (1 + Foundation.exp(x)) : 1 / (1 + Foundation.exp(-x)) }
    case .erf: Foundation.erf
    case .erfc: Foundation.erfc
    case .normalCDF: { Double(0.5 * Self.erfcExtended(-Float80($0) / Float80(2).squareRoot())) }
    case .normalPDF:
      {
        Double(
          Self.expExtended(-0.5 * Float80($0) * Float80($0)) * 0.398942280401432677939946059934
        )
      }
    case .sin: Foundation.sin
    case .cos: Foundation.cos
    case .asin: Foundation.asin
    case .acos: Foundation.acos
    default: nil
    }
  }

  private static func erfcExtended(_ x: Float80) -> Float80 { Foundation.erfc(x) }
  private static func expExtended(_ x: Float80) -> Float80 { Foundation.exp(x) }
}

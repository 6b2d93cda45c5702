import Foundation

/// Elementwise functions over runs of memory.
///
/// Source and destination may be the same memory; both have `count` elements.
package enum VectorMath {
  /// Evaluates a function for each element.
  package static func evaluate<T: TensorScalar>(
    _ function: VectorFunction,
    _ source: UnsafeBufferPointer<T>,
    into destination: UnsafeMutableBufferPointer<T>
  ) {
    let count = Swift.min(source.count, destination.count)
    guard count > 0, let from = source.baseAddress, let to = destination.baseAddress else { return }
    T.evaluate(function, from, to, count)
  }

  /// Evaluates a function for each element, in place.
  package static func evaluate<T: TensorScalar>(
    _ function: VectorFunction,
    inPlace elements: UnsafeMutableBufferPointer<T>
  ) {
    evaluate(function, UnsafeBufferPointer(elements), into: elements)
  }
}

extension Float {
  package static func evaluate(
    _ function: VectorFunction,
    _ source: UnsafePointer<Float>,
    _ destination: UnsafeMutablePointer<Float>,
    _ count: Int
  ) {
    for i in 0..<count { destination[i] = Float(function.value(at: Double(source[i]))) }
  }
}

extension Double {
  package static func evaluate(
    _ function: VectorFunction,
    _ source: UnsafePointer<Double>,
    _ destination: UnsafeMutablePointer<Double>,
    _ count: Int
  ) {
    for i in 0..<count { destination[i] = function.value(at: source[i]) }
  }
}

extension VectorFunction {
  func value(at x: Double) -> Double {
    switch self {
    case .exp: Foundation.exp(x)
    case .expMinusOne: Foundation.expm1(x)
    case .log: Foundation.log(x)
    case .logOnePlus: Foundation.log1p(x)
    case .squareRoot: x.squareRoot()
    case .reciprocal: 1 / x
    case .tanh: Foundation.tanh(x)
    case .sigmoid:
      x >= 0 ? 1 / (1 + Foundation.exp(-x)) : Foundation.exp(x) / (1 + Foundation.exp(x))
    case .erf: Foundation.erf(x)
    case .erfc: Foundation.erfc(x)
    case .normalCDF: 0.5 * Foundation.erfc(-x / 2.0.squareRoot())
    case .normalPDF: Foundation.exp(-0.5 * x * x) * 0.398942280401432677939946059934
    case .sin: Foundation.sin(x)
    case .cos: Foundation.cos(x)
    case .asin: Foundation.asin(x)
    case .acos: Foundation.acos(x)
    case .square: x * x
    case .abs: x.magnitude
    case .negate: -x
    case .relu: x > 0 ? x : (x.isNaN ? x : 0)
    case .step: x > 0 ? 1 : (x.isNaN ? x : 0)
    }
  }
}

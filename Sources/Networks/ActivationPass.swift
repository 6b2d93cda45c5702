import Tensors

/// A run of values on which an activation and its derivative are evaluated together.
struct ActivationPass<T: TensorScalar> {
  let values: UnsafeMutablePointer<T>
  let slope: UnsafeMutablePointer<T>?
  let count: Int

  private func evaluate(
    _ function: VectorFunction,
    _ source: UnsafePointer<T>,
    _ target: UnsafeMutablePointer<T>
  ) {
    T.evaluate(function, source, target, count)
  }

  /// At 0 the slope is that of the negative side.
  func piecewise(negative: T, positive: T) {
    if let slope {
      for i in 0..<count { slope[i] = values[i] > 0 ? positive : negative }
    }
    for i in 0..<count { values[i] *= values[i] > 0 ? positive : negative }
  }

  func relu() {
    if let slope {
      for i in 0..<count { slope[i] = values[i] > 0 ? 1 : 0 }
    }
    // The sum with 0 keeps the store unconditional, hence the loop a vector loop.
    for i in 0..<count { values[i] = (values[i] <= 0 ? 0 : values[i]) + 0 }
  }

  func abs() {
    if let slope {
      for i in 0..<count { slope[i] = values[i] > 0 ? 1 : (values[i] < 0 ? -1 : 0) }
    }
    for i in 0..<count { values[i] = values[i].magnitude }
  }

  func sign() {
    slope?.update(repeating: 0, count: count)
    for i in 0..<count {
      let x = values[i]
      values[i] = x > 0 ? 1 : (x < 0 ? -1 : x)
    }
  }

  /// `amplitude · erf(x / divisor) + offset`.
  func erf(amplitude: T, divisor: T, offset: T) {
    if divisor != 1 { for i in 0..<count { values[i] /= divisor } }
    if let slope {
      for i in 0..<count { slope[i] = -(values[i] * values[i]) }
      evaluate(.exp, slope, slope)
      let factor = amplitude / divisor * 1.128_379_167_095_512_57  // 2/√π
      for i in 0..<count { slope[i] *= factor }
    }
    evaluate(.erf, values, values)
    if amplitude != 1 { for i in 0..<count { values[i] = amplitude * values[i] + offset } }
  }

  func tanh() {
    evaluate(.tanh, values, values)
    guard let slope else { return }
    for i in 0..<count { slope[i] = (1 - values[i]) * (1 + values[i]) }
  }

  func sigmoid() {
    evaluate(.sigmoid, values, values)
    guard let slope else { return }
    for i in 0..<count { slope[i] = values[i] * (1 - values[i]) }
  }

  /// `x Φ(x)`, with the derivative `Φ(x) + x Φ'(x)`.
  func gelu() {
    withUnsafeTemporaryAllocation(of: T.self, capacity: count) { buffer in
      guard let cumulative = buffer.baseAddress else { return }
      evaluate(.normalCDF, values, cumulative)
      if let slope {
        evaluate(.normalPDF, values, slope)
        for i in 0..<count { slope[i] = cumulative[i] + values[i] * slope[i] }
      }
      for i in 0..<count { values[i] *= cumulative[i] }
    }
  }

  /// `amplitude · f(frequency · x + phase)` for the sine or cosine `f`.
  func wave(
    _ function: VectorFunction,
    _ derivative: VectorFunction,
    _ amplitude: T,
    _ frequency: T,
    _ phase: T,
    slopeSign: T
  ) {
    for i in 0..<count { values[i] = frequency * values[i] + phase }
    if let slope {
      evaluate(derivative, values, slope)
      let factor = slopeSign * amplitude * frequency
      for i in 0..<count { slope[i] *= factor }
    }
    evaluate(function, values, values)
    if amplitude != 1 { for i in 0..<count { values[i] *= amplitude } }
  }

  /// `e^(-x²)`.
  func gaussian() {
    if let slope { for i in 0..<count { slope[i] = -2 * values[i] } }
    for i in 0..<count { values[i] = -(values[i] * values[i]) }
    evaluate(.exp, values, values)
    if let slope { for i in 0..<count { slope[i] *= values[i] } }
  }

  func exponential(_ amplitude: T, _ rate: T) {
    for i in 0..<count { values[i] *= rate }
    evaluate(.exp, values, values)
    for i in 0..<count { values[i] *= amplitude }
    if let slope { for i in 0..<count { slope[i] = rate * values[i] } }
  }

  func monomial(_ degree: Int) {
    for i in 0..<count {
      let x = values[i]
      let lower = power(x, degree - 1)
      slope?[i] = degree == 0 ? 0 : T(degree) * lower
      values[i] = degree == 0 ? 1 : lower * x
    }
  }

  /// At 0 and below the value and the slope are 0.
  func rectifiedMonomial(_ degree: Int) {
    for i in 0..<count {
      let x = values[i]
      guard !(x <= 0) else {
        values[i] = 0
        slope?[i] = 0
        continue
      }
      let lower = power(x, degree - 1)
      slope?[i] = degree == 0 ? 0 : T(degree) * lower
      values[i] = degree == 0 ? 1 : lower * x
    }
  }

  func polynomial(_ coefficients: [T]) {
    for i in 0..<count {
      let x = values[i]
      var value: T = 0
      var derivative: T = 0
      for coefficient in coefficients.reversed() {
        derivative = derivative * x + value
        value = value * x + coefficient
      }
      slope?[i] = derivative
      values[i] = value
    }
  }

  private func power(_ x: T, _ degree: Int) -> T {
    var result: T = 1
    for _ in 0..<max(degree, 0) { result *= x }
    return result
  }
}

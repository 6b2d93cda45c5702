package import Tensors

extension [Activation] {
  /// Applies the functions one after the other in place, and writes the derivative of the whole.
  package func evaluate<T: TensorScalar>(
    _ values: UnsafeMutableBufferPointer<T>,
    slope: UnsafeMutableBufferPointer<T>?
  ) {
    guard let base = values.baseAddress, !isEmpty else { return }
    let count = values.count
    guard let slope = slope?.baseAddress else {
      return forEach { $0.evaluate(base, slope: nil, count: count) }
    }
    first?.evaluate(base, slope: slope, count: count)
    guard self.count > 1 else { return }
    withUnsafeTemporaryAllocation(of: T.self, capacity: count) { next in
      guard let next = next.baseAddress else { return }
      for activation in dropFirst() {
        activation.evaluate(base, slope: next, count: count)
        for index in 0..<count { slope[index] *= next[index] }
      }
    }
  }
}

extension Activation {
  /// Replaces values `x` by `φ(x)` and writes `φ'(x)`, both of `count` entries.
  func evaluate<T: TensorScalar>(
    _ x: UnsafeMutablePointer<T>,
    slope: UnsafeMutablePointer<T>?,
    count: Int
  ) {
    let pass = ActivationPass(values: x, slope: slope, count: count)
    switch self {
    case .identity: slope?.update(repeating: 1, count: count)
    case .relu: pass.relu()
    case .leakyReLU(let slope): pass.piecewise(negative: T(slope), positive: 1)
    case .piecewiseLinear(let negative, let positive):
      pass.piecewise(negative: T(negative), positive: T(positive))
    case .abs: pass.abs()
    case .sign: pass.sign()
    case .erf: pass.erf(amplitude: 1, divisor: 1, offset: 0)
    case .sigmoidLike: pass.erf(amplitude: 0.5, divisor: 2.402056353171979_6, offset: 0.5)
    case .tanh: pass.tanh()
    case .sigmoid: pass.sigmoid()
    case .gelu: pass.gelu()
    case .sin(let amplitude, let frequency, let phase):
      pass.wave(.sin, .cos, T(amplitude), T(frequency), T(phase), slopeSign: 1)
    case .cos(let amplitude, let frequency, let phase):
      pass.wave(.cos, .sin, T(amplitude), T(frequency), T(phase), slopeSign: -1)
    case .gaussian: pass.gaussian()
    case .exponential(let amplitude, let rate): pass.exponential(T(amplitude), T(rate))
    case .monomial(let degree): pass.monomial(degree)
    case .rectifiedMonomial(let degree): pass.rectifiedMonomial(degree)
    case .polynomial(let coefficients): pass.polynomial(coefficients.map { T($0) })
    }
  }
}

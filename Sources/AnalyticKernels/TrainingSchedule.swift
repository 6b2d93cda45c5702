import Foundation

/// How long, and in what way, a linear model is trained on ½ · mean over the examples of the squared
/// error summed over outputs.
///
/// In the eigenbasis of the training kernel each mode with eigenvalue λ trains by itself: after
/// training the prediction is a multiple `g(λ)` of λ times the target, and its error the fraction
/// 1 - λ g(λ) of what it was. This is g.
enum TrainingSchedule: Sendable, Hashable {
  /// Until nothing changes any more.
  case converged
  /// Gradient flow for a time: learning rate times steps, in the limit of small steps.
  case flow(time: Double)
  /// Steps of gradient descent with heavy-ball momentum, which starts at rest.
  case descent(steps: Int, learningRate: Double, momentum: Double)
}

extension TrainingSchedule {
  /// A flow, or convergence for no time or an infinite one.
  ///
  /// - Throws: `AnalyticKernelError.argument` for a time that is negative or not a number.
  static func flow(for time: Double?) throws -> TrainingSchedule {
    guard let time, time != .infinity else { return .converged }
    guard time >= 0 else {
      throw AnalyticKernelError.argument(
        name: "time",
        value: time,
        expected: "at least 0, or nil for infinity"
      )
    }
    return .flow(time: time)
  }

  /// Steps of gradient descent.
  ///
  /// - Throws: `AnalyticKernelError.argument` for a negative number of steps, a learning rate that
  ///   is not positive and finite, or a momentum outside `0..<1`.
  static func checkedDescent(
    steps: Int,
    learningRate: Double,
    momentum: Double
  ) throws -> TrainingSchedule {
    guard steps >= 0 else {
      throw AnalyticKernelError.argument(
        name: "steps",
        value: Double(steps),
        expected: "at least 0"
      )
    }
    guard learningRate.isFinite, learningRate > 0 else {
      throw AnalyticKernelError.argument(
        name: "learningRate",
        value: learningRate,
        expected: "a positive finite number"
      )
    }
    guard (0..<1).contains(momentum) else {
      throw AnalyticKernelError.argument(
        name: "momentum",
        value: momentum,
        expected: "at least 0 and below 1"
      )
    }
    return .descent(steps: steps, learningRate: learningRate, momentum: momentum)
  }

  /// g(λ) for each eigenvalue λ ≥ 0 of a kernel of `count` training samples.
  ///
  /// - Throws: `AnalyticKernelError.diverged` if descent has left the range of numbers.
  func gains(_ eigenvalues: [Double], count: Int) throws -> [Double] {
    let samples = Double(count)
    switch self {
    case .converged: return eigenvalues.map { 1 / $0 }
    case .flow(let time):
      return eigenvalues.map { $0 > 0 ? -expm1(-$0 * time / samples) / $0 : time / samples }
    case .descent(let steps, let learningRate, let momentum):
      let rate = learningRate / samples
      let gains = eigenvalues.map {
        AffineRecurrence(trace: 1 + momentum - rate * $0, momentum: momentum, source: rate)
          .value(after: steps)
      }
      guard gains.allSatisfy(\.isFinite) else {
        throw AnalyticKernelError.diverged(
          learningRate: learningRate,
          stableBelow: 2 * (1 + momentum) * samples / (eigenvalues.max() ?? 1)
        )
      }
      return gains
    }
  }
}

/// The recurrence g ← trace · g - momentum · g₋ + source from g = g₋ = 0, which heavy-ball descent
/// follows in each mode; stepped by squaring its affine map, so that many steps cost little.
private struct AffineRecurrence {
  /// The map (g, g₋) ↦ (a g + b g₋ + p, c g + d g₋ + q).
  private var a, b, p, c, d, q: Double

  init(trace: Double, momentum: Double, source: Double) {
    (a, b, p, c, d, q) = (trace, -momentum, source, 1, 0, 0)
  }

  /// This map after another.
  private func after(_ first: Self) -> Self {
    var result = self
    result.a = a * first.a + b * first.c
    result.b = a * first.b + b * first.d
    result.p = a * first.p + b * first.q + p
    result.c = c * first.a + d * first.c
    result.d = c * first.b + d * first.d
    result.q = c * first.p + d * first.q + q
    return result
  }

  func value(after steps: Int) -> Double {
    var (g, previous) = (0.0, 0.0)
    var (power, left) = (self, steps)
    while left > 0 {
      if left & 1 == 1 {
        (g, previous) = (
          power.a * g + power.b * previous + power.p, power.c * g + power.d * previous + power.q
        )
      }
      left >>= 1
      if left > 0 { power = power.after(power) }
    }
    return g
  }
}

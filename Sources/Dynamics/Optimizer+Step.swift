import Differentiation

// The rules as parts of programs.
extension Optimizer.Rule {
  /// The tensors that the rule keeps for each parameter.
  var memoryCount: Int {
    switch self {
    case .descent: 0
    case .heavyBall, .rmsProp: 1
    case .adam: 2
    }
  }

  /// The numbers that a step is given: those of Adam's bias correction, which change with time.
  ///
  /// - Parameter step: The number of steps before this one.
  /// - Returns: One number for each scheduled input of the step.
  func schedule(step: Int) -> [Double] {
    switch self {
    case .descent, .heavyBall, .rmsProp: []
    case .adam(let rate, let beta1, let beta2, _):
      [rate / (1 - power(beta1, step + 1)), 1 / (1 - power(beta2, step + 1))]
    }
  }

  /// The next value of a parameter, then of what is kept for it.
  func step(
    _ parameter: Variable,
    gradient: Variable,
    memory: [Variable],
    schedule: [Variable]
  ) -> [Variable] {
    switch self {
    case .descent(let rate):
      return [parameter - gradient * rate]
    case .heavyBall(let rate, let momentum):
      let velocity = memory[0] * momentum + gradient
      return [parameter - velocity * rate, velocity]
    case .adam(_, let beta1, let beta2, let epsilon):
      let mean = memory[0] * beta1 + gradient * (1 - beta1)
      let square = memory[1] * beta2 + gradient.applying(.square) * (1 - beta2)
      let size = (square * schedule[1]).applying(.sqrt) + epsilon
      return [parameter - schedule[0] * mean / size, mean, square]
    case .rmsProp(let rate, let decay, let epsilon):
      let square = memory[0] * decay + gradient.applying(.square) * (1 - decay)
      return [parameter - gradient * rate / (square.applying(.sqrt) + epsilon), square]
    }
  }
}

/// A power with a whole exponent, by squaring: the same bits everywhere.
private func power(_ base: Double, _ exponent: Int) -> Double {
  var (result, square, rest) = (1.0, base, exponent)
  while rest > 0 {
    if rest & 1 == 1 { result *= square }
    square *= square
    rest >>= 1
  }
  return result
}

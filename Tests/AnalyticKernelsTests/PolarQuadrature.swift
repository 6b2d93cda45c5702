import Foundation

/// Expectations over Gaussian pairs by quadrature in polar coordinates: the angle in panels between
/// the directions where one variable vanishes, so that kinks at 0 do no harm.
struct PolarQuadrature {
  let angular = GaussLegendre(count: 48)
  let radial = GaussLegendre(count: 96)
  /// Where the Gaussian has fallen to 1e-30.
  let radius = 12.0

  func expectation(
    _ k1: Double,
    _ k2: Double,
    _ k3: Double,
    _ function: (Double, Double) -> Double
  ) -> Double {
    let theta = acos(max(-1, min(1, k3 / (k1 * k2).squareRoot())))
    let zeros = [0.5, 1.5].flatMap { [$0 * .pi, $0 * .pi + theta] }
      .map { $0.truncatingRemainder(dividingBy: 2 * .pi) }.sorted()
    let ends = zeros + [zeros[0] + 2 * .pi]
    var sum = 0.0
    for (lower, upper) in zip(ends, ends.dropFirst()) where upper > lower {
      sum += angular.integral(from: lower, to: upper) { angle in
        let u = k1.squareRoot() * cos(angle)
        let v = k2.squareRoot() * cos(angle - theta)
        return radial.integral(from: 0, to: radius) { r in
          r * exp(-r * r / 2) * function(r * u, r * v)
        }
      }
    }
    return sum / (2 * .pi)
  }
}

/// The Gauss-Legendre rule.
struct GaussLegendre {
  let nodes: [Double]
  let weights: [Double]

  /// Roots of the Legendre polynomial by Newton's method from the usual guess.
  init(count: Int) {
    var pairs: [(Double, Double)] = []
    for index in 0..<count {
      var x = cos(.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
      var slope = 1.0
      for _ in 0..<100 {
        var (previous, value) = (1.0, x)
        for n in 2...count {
          (previous, value) = (
            value, ((2 * Double(n) - 1) * x * value - (Double(n) - 1) * previous) / Double(n)
          )
        }
        slope = Double(count) * (x * value - previous) / (x * x - 1)
        let step = value / slope
        x -= step
        if step.magnitude < 1e-16 { break }
      }
      pairs.append((x, 2 / ((1 - x * x) * slope * slope)))
    }
    nodes = pairs.map(\.0)
    weights = pairs.map(\.1)
  }

  func integral(from a: Double, to b: Double, _ function: (Double) -> Double) -> Double {
    let (middle, half) = ((a + b) / 2, (b - a) / 2)
    return zip(nodes, weights).reduce(0) { $0 + $1.1 * half * function(middle + half * $1.0) }
  }
}

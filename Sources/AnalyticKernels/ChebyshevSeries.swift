import Foundation
import Tensors

/// A function on an interval `0...B` as a short sum of Chebyshev polynomials, to be taken of a matrix
/// with eigenvalues in that interval.
struct ChebyshevSeries: Sendable {
  /// The end of the interval.
  let upperBound: Double
  /// The factors of T₀, T₁ and so on in x = 2λ/B - 1.
  let coefficients: [Double]

  /// With more terms an eigendecomposition is the better way.
  static let longest = 32

  /// The series of a function, within `tolerance` of its largest coefficient; nil if that takes too
  /// many terms.
  init?(upperBound: Double, tolerance: Double, _ function: (Double) -> Double) {
    let nodes = 2 * Self.longest
    // Angles as whole multiples of π/(2 nodes), reduced exactly: rounding them would leave noise.
    let cosines = (0..<4 * nodes).map { cos(.pi * Double($0) / Double(2 * nodes)) }
    let values = (0..<nodes).map { function(upperBound * 0.5 * (1 + cosines[2 * $0 + 1])) }
    // Discrete orthogonality; the first factor is halved.
    let all = (0..<nodes).map { order in
      let sum = values.enumerated().reduce(0) { sum, term in
        sum + term.element * cosines[order * (2 * term.offset + 1) % (4 * nodes)]
      }
      return sum * (order == 0 ? 1 : 2) / Double(nodes)
    }
    let scale = all.map(\.magnitude).max() ?? 0
    let kept = (all.lastIndex { $0.magnitude > scale * tolerance } ?? 0) + 1
    guard kept <= Self.longest else { return nil }
    self.upperBound = upperBound
    coefficients = Array(all[..<kept])
  }

  /// The function of the matrix plus ridge, applied to columns by Clenshaw's recurrence
  /// bₖ = cₖ y + 2X bₖ₊₁ - bₖ₊₂.
  func applied(to matrix: Tensor, ridge: Double, _ columns: Tensor) throws -> Tensor {
    let dtype = DType.promoting(matrix.dtype, columns.dtype)
    func scalar(_ value: Double) -> Tensor { Tensor(value, dtype: dtype) }
    func shifted(_ x: Tensor) throws -> Tensor {
      // X = 2(Θ + ridge)/B - 1.
      try matrix.checkedMatmul(x).checkedMultiplying(scalar(2 / upperBound))
        .checkedAdding(x.checkedMultiplying(scalar(2 * ridge / upperBound - 1)))
    }
    let columns = columns.converted(to: dtype)
    var next = try Tensor.checkedZeros(columns.shape, dtype: dtype)
    var afterNext = next
    for coefficient in coefficients.dropFirst().reversed() {
      let current = try columns.checkedMultiplying(scalar(coefficient))
        .checkedAdding(shifted(next).checkedMultiplying(scalar(2))).checkedSubtracting(afterNext)
      (next, afterNext) = (current, next)
    }
    return try columns.checkedMultiplying(scalar(coefficients.first ?? 0))
      .checkedAdding(shifted(next)).checkedSubtracting(afterNext)
  }
}

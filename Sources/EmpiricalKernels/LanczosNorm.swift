import Tensors

/// The largest absolute eigenvalue of a symmetric matrix known by its products with vectors.
///
/// Lanczos iteration with full reorthogonalisation from a fixed pseudo-random start.
struct LanczosNorm {
  let dimension: Int
  /// The relative change of the norm at which the iteration stops.
  let tolerance: Double
  /// The most products with the matrix.
  var limit = 300

  /// The spectral norm.
  ///
  /// - Throws: `TensorError.notFinite` if a product is not finite; what `multiply` throws.
  func spectralNorm(_ multiply: ([Double]) throws -> [Double]) throws -> Double {
    guard dimension > 0 else { return 0 }
    var stream = RandomStream(seed: 0, "lanczos")
    var basis = [stream.normals(dimension).normalized]
    var (diagonal, offDiagonal): ([Double], [Double]) = ([], [])
    var (norm, settled) = (0.0, 0)
    for step in 0..<min(dimension, limit) {
      try Interruption.poll()
      var next = try multiply(basis[step])
      guard let product = next.dotting(basis[step]), product.isFinite else {
        throw TensorError.notFinite(
          operation: "a Hessian's spectral norm",
          shape: [dimension],
          index: 0,
          value: .nan
        )
      }
      diagonal.append(product)
      for _ in 0..<2 { for vector in basis { next.removeComponent(along: vector) } }
      let length = next.length
      let found = try Self.norm(diagonal, offDiagonal)
      settled = abs(found - norm) <= tolerance * found ? settled + 1 : 0
      norm = found
      guard settled < 3, length > 1e-14 * max(norm, .leastNormalMagnitude) else { break }
      offDiagonal.append(length)
      basis.append(next.map { $0 / length })
    }
    return norm
  }

  /// The largest absolute eigenvalue of a symmetric tridiagonal matrix.
  private static func norm(_ diagonal: [Double], _ offDiagonal: [Double]) throws -> Double {
    let size = diagonal.count
    var values = [Double](repeating: 0, count: size * size)
    for index in 0..<size { values[index * size + index] = diagonal[index] }
    for index in 0..<size - 1 {
      values[(index + 1) * size + index] = offDiagonal[index]
      values[index * size + index + 1] = offDiagonal[index]
    }
    let matrix = try Tensor(checkedShape: [size, size], values: values, dtype: .float64)
    let eigenvalues = try matrix.checkedEigenvaluesSymmetric()
    return max(abs(eigenvalues.first ?? 0), abs(eigenvalues.last ?? 0))
  }
}

extension [Double] {
  fileprivate var length: Double {
    reduce(0) { $0 + $1 * $1 }.squareRoot()
  }

  fileprivate var normalized: [Double] {
    let length = length
    return map { $0 / length }
  }

  fileprivate func dotting(_ other: [Double]) -> Double? {
    guard count == other.count else { return nil }
    return zip(self, other).reduce(0) { $0 + $1.0 * $1.1 }
  }

  fileprivate mutating func removeComponent(along vector: [Double]) {
    let factor = zip(self, vector).reduce(0) { $0 + $1.0 * $1.1 }
    for index in indices { self[index] -= factor * vector[index] }
  }
}

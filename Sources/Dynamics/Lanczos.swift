import Tensors

/// The Lanczos iteration for the largest eigenvalues of a symmetric map.
struct Lanczos {
  let size: Int
  let dtype: DType

  /// Relative residual at which an eigenvalue is taken: its error is the square of it, over the gap.
  private var tolerance: Double {
    switch dtype {
    case .float32: 1e-4
    case .float64: 1e-9
    }
  }
  private let mostIterations = 400

  /// The largest eigenvalues, largest first.
  func largest(
    _ count: Int,
    _ product: ([Double]) throws -> [Double]
  ) throws -> [Double] {
    var stream = RandomStream(seed: 0, "Lanczos")
    var basis: [[Double]] = [normalized(stream.normals(size))]
    var diagonal: [Double] = []
    var offDiagonal: [Double] = []
    var best: (values: [Double], residual: Double) = ([], .infinity)
    for iteration in 1...min(size, mostIterations) {
      try Interruption.poll()
      let current = basis[iteration - 1]
      var next = try product(current)
      let found = dot(next, current)
      guard found.isFinite else {
        throw TensorError.notFinite(
          operation: "the Hessian product",
          shape: [size],
          index: 0,
          value: found
        )
      }
      diagonal.append(found)
      for _ in 0..<2 {  // twice is enough
        for vector in basis { subtract(dot(next, vector), vector, from: &next) }
      }
      let rest = dot(next, next).squareRoot()
      let isLast = iteration == size || rest <= 1e-14 * (abs(found) + rest)
      if iteration >= count, isLast || iteration.isMultiple(of: 4) {
        best = try ritz(diagonal, offDiagonal, rest: isLast ? 0 : rest, count: count)
        if best.residual <= tolerance { return best.values }
      }
      if isLast {
        // An invariant subspace: go on from a new direction, or stop with what there is.
        guard iteration < size else { break }
        next = stream.normals(size)
        for _ in 0..<2 { for vector in basis { subtract(dot(next, vector), vector, from: &next) } }
        offDiagonal.append(0)
      } else {
        offDiagonal.append(rest)
      }
      basis.append(normalized(next))
    }
    throw DynamicsError.notConverged(iterations: diagonal.count, residual: best.residual)
  }

  /// The largest eigenvalues of the tridiagonal matrix and the largest of their residuals.
  private func ritz(
    _ diagonal: [Double],
    _ offDiagonal: [Double],
    rest: Double,
    count: Int
  ) throws -> (values: [Double], residual: Double) {
    let n = diagonal.count
    var rows = Array(repeating: Array(repeating: 0.0, count: n), count: n)
    for i in 0..<n {
      rows[i][i] = diagonal[i]
      if i + 1 < n {
        rows[i][i + 1] = offDiagonal[i]
        rows[i + 1][i] = offDiagonal[i]
      }
    }
    let eigen = try Tensor(checked: rows, dtype: .float64).checkedSymmetricEigen()
    let scale = eigen.values.map { abs($0) }.max() ?? 1
    let top = (n - count)..<n
    let residual = top.map { abs(eigen.vectors[n - 1, $0]) * rest }.max() ?? 0
    return (top.reversed().map { eigen.values[$0] }, scale == 0 ? 0 : residual / scale)
  }

  private func dot(_ a: [Double], _ b: [Double]) -> Double {
    var lanes = SIMD8<Double>(repeating: 0)
    var total = 0.0
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        let whole = a.count / 8 * 8
        for i in stride(from: 0, to: whole, by: 8) {
          for lane in 0..<8 { lanes[lane] += a[i + lane] * b[i + lane] }
        }
        for i in whole..<a.count { total += a[i] * b[i] }
      }
    }
    return lanes.sum() + total
  }

  private func subtract(_ factor: Double, _ b: [Double], from a: inout [Double]) {
    for i in a.indices { a[i] -= factor * b[i] }
  }

  private func normalized(_ a: [Double]) -> [Double] {
    let length = dot(a, a).squareRoot()
    return a.map { $0 / length }
  }
}

internal import COpenBLAS

/// What the factorizations have in common.
enum LAPACK {
  /// The largest dimension, so that sizes of workspaces fit in 32 bits.
  static let largestDimension = 32_000

  /// A finite matrix in double precision, not too large for 32-bit sizes.
  static func checkedMatrix(_ tensor: Tensor, _ operation: String) throws -> Tensor {
    guard tensor.rank == 2 else {
      throw TensorError.rank(operation: operation, found: tensor.shape, expected: "a matrix")
    }
    if let dimension = tensor.shape.max(), dimension > largestDimension {
      throw TensorError.argument(
        name: "the size of the matrix for \(operation)",
        found: "\(dimension)",
        expected: "at most \(largestDimension)"
      )
    }
    try tensor.checkFinite(operation)
    try Interruption.poll()
    _ = BLAS.isPrepared
    return tensor.converted(to: .float64)
  }

  /// A finite square matrix in double precision, not too large for 32-bit sizes.
  static func checkedSquare(_ tensor: Tensor, _ operation: String) throws -> Tensor {
    guard tensor.rank == 2, tensor.shape[0] == tensor.shape[1] else {
      throw TensorError.notSquare(operation: operation, shape: tensor.shape)
    }
    return try checkedMatrix(tensor, operation)
  }
}

extension Tensor {
  /// Calls the closure with the elements of a matrix in double precision, to change in place.
  mutating func withMatrix<R>(_ body: (UnsafeMutablePointer<Double>, Int32) throws -> R) rethrows
    -> R?
  {
    let columns = Int32(shape.last ?? 0)
    return try withMutableElements(of: Double.self) { elements in
      guard let base = elements.baseAddress, !elements.isEmpty else { return nil }
      return try body(base, Swift.max(1, columns))
    }
  }
}

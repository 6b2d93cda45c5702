/// A Gram matrix: the kernel of each sample of one batch with each of another.
public struct Kernel: Sendable, Equatable {
  /// The entries, shape `[n₁, n₂]`.
  public let matrix: Tensor
  /// Whether it is the kernel of a batch with itself, hence a symmetric matrix.
  public let isSymmetric: Bool

  /// A kernel from its entries, which must form a matrix, square if it is to be symmetric.
  public init(_ matrix: Tensor, isSymmetric: Bool) {
    self = trapping { try Kernel(checked: matrix, isSymmetric: isSymmetric) }
  }

  /// A kernel from its entries.
  ///
  /// - Throws: `TensorError.rank` if they do not form a matrix, `.notSquare` if that is not square
  ///   and the kernel is to be symmetric.
  public init(checked matrix: Tensor, isSymmetric: Bool) throws {
    guard matrix.rank == 2 else {
      throw TensorError.rank(operation: "a kernel", found: matrix.shape, expected: "a matrix")
    }
    guard !isSymmetric || matrix.shape[0] == matrix.shape[1] else {
      throw TensorError.notSquare(operation: "a symmetric kernel", shape: matrix.shape)
    }
    self.matrix = matrix
    self.isSymmetric = isSymmetric
  }

  /// The numbers of samples of the two batches.
  public var shape: [Int] { matrix.shape }

  /// The entry of a sample of the first batch and one of the second.
  public subscript(_ i: Int, _ j: Int) -> Double { matrix[i, j] }

  /// The entry of a sample of the first batch and one of the second.
  ///
  /// - Throws: `TensorError.index`.
  public func checkedElement(_ i: Int, _ j: Int) throws -> Double {
    try matrix.checkedElement(at: [i, j])
  }

  /// The square root of the sum of the squares of all entries (Frobenius).
  public var norm: Double { matrix.norm }
}

extension Kernel {
  /// The eigenvalues of a symmetric kernel, largest first.
  ///
  /// - Complexity: O(n³) at each use.
  public var eigenvalues: [Double] { trapping { try checkedEigenvalues() } }

  /// The sum of the diagonal.
  public var trace: Double { trapping { try checkedTrace() } }

  /// The largest eigenvalue over the smallest; infinite if that is not positive.
  public var conditionNumber: Double { trapping { try checkedConditionNumber() } }

  /// The eigenvalues of a symmetric kernel, largest first.
  ///
  /// - Throws: `TensorError.notSquare`, `.notFinite`; `.argument` if it is not symmetric.
  public func checkedEigenvalues() throws -> [Double] {
    guard isSymmetric else {
      throw TensorError.argument(
        name: "the kernel",
        found: "between two batches",
        expected: "of a batch with itself"
      )
    }
    return try matrix.checkedEigenvaluesSymmetric().reversed()
  }

  /// The sum of the diagonal.
  ///
  /// - Throws: `TensorError.notSquare`.
  public func checkedTrace() throws -> Double {
    guard shape[0] == shape[1] else {
      throw TensorError.notSquare(operation: "the trace", shape: shape)
    }
    return Summation.pairwise((0..<shape[0]).map { matrix[$0, $0] }[...])
  }

  /// The largest eigenvalue over the smallest; infinite if that is not positive.
  ///
  /// - Throws: As `checkedEigenvalues()`; `TensorError.empty`.
  public func checkedConditionNumber() throws -> Double {
    let values = try checkedEigenvalues()
    guard let largest = values.first, let smallest = values.last else {
      throw TensorError.empty(operation: "the condition number", shape: shape)
    }
    return smallest > 0 ? largest / smallest : .infinity
  }
}

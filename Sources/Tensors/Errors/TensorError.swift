/// What can go wrong in tensors, their linear algebra, kernels and data sets.
public enum TensorError: DescribedError, Equatable {
  /// A shape with a negative dimension.
  case negativeDimension(shape: [Int])
  /// A shape of more elements than the limit in force.
  case tooLarge(shape: [Int], limit: Int)
  /// A number of values that does not fill the shape.
  case valueCount(found: Int, shape: [Int])
  /// Nested lists whose parts differ in length.
  case ragged(row: Int, found: [Int], expected: [Int])
  /// Two shapes which do not broadcast to a common one.
  case notBroadcastable(operation: String, left: [Int], right: [Int])
  /// Two matrices whose inner dimensions differ.
  case innerDimensions(left: [Int], right: [Int])
  /// A tensor of the wrong rank.
  case rank(operation: String, found: [Int], expected: String)
  /// Two shapes that had to agree.
  case shapeMismatch(operation: String, found: [Int], expected: [Int])
  /// An axis that the tensor does not have.
  case axis(found: Int, shape: [Int])
  /// A list of axes which is not a permutation of the tensor's.
  case permutation(found: [Int], shape: [Int])
  /// An index outside a dimension.
  case index(found: Int, count: Int, axis: Int)
  /// A wrong number of indices.
  case indexCount(found: Int, shape: [Int])
  /// A range outside a dimension.
  case range(lower: Int, upper: Int, count: Int)
  /// A tensor of more or fewer than one element where a number was wanted.
  case notScalar(shape: [Int])
  /// An operation which needs at least one element.
  case empty(operation: String, shape: [Int])
  /// A new shape of a different number of elements.
  case reshape(from: [Int], to: [Int])
  /// A matrix which had to be square.
  case notSquare(operation: String, shape: [Int])
  /// A pivot of the Cholesky factorization that is not positive.
  case notPositiveDefinite(size: Int, pivot: Int, value: Double, advisedRidge: Double)
  /// A zero pivot in the solution of linear equations.
  case singular(size: Int, pivot: Int)
  /// An iteration of the linear algebra which did not converge.
  case noConvergence(operation: String, shape: [Int])
  /// A NaN or infinity where finite numbers were needed.
  case notFinite(operation: String, shape: [Int], index: Int, value: Double)
  /// An argument outside its range.
  case argument(name: String, found: String, expected: String)
  /// A data set whose targets are needed and absent.
  case noTargets(dataset: String)
}

extension TensorError {
  /// One sentence: what was found and what was expected.
  public var description: String {
    switch self {
    case .negativeDimension(let shape):
      "the shape \(shape) has a negative dimension."
    case .tooLarge(let shape, let limit):
      "a tensor of shape \(shape) would have more than \(limit) elements, the limit in force."
    case .valueCount(let found, let shape):
      "\(count(found, "value")) cannot fill a tensor of shape \(shape)."
    case .ragged(let row, let found, let expected):
      "part \(row) has shape \(found), but the parts before it have shape \(expected)."
    case .notBroadcastable(let operation, let left, let right):
      "\(operation) of shapes \(left) and \(right): they do not broadcast to a common shape."
    case .innerDimensions(let left, let right):
      "a matrix product of shapes \(left) and \(right): the inner dimensions differ."
    case .rank(let operation, let found, let expected):
      "\(operation) expects \(expected), but found a tensor of shape \(found)."
    case .shapeMismatch(let operation, let found, let expected):
      "\(operation) expects the shape \(expected), but found \(found)."
    case .axis, .permutation, .index, .indexCount, .range, .notScalar, .empty, .reshape:
      indexingDescription
    case .notSquare, .notPositiveDefinite, .singular, .noConvergence, .notFinite:
      linearAlgebraDescription
    case .argument(let name, let found, let expected):
      "\(name) is \(found), but must be \(expected)."
    case .noTargets(let dataset):
      "the data set \"\(dataset)\" has no targets."
    }
  }

  /// What to do about it, where there is something to say.
  public var advice: String? {
    switch self {
    case .notBroadcastable:
      "Dimensions are aligned at the end; each pair must be equal, or one of the two must be 1."
    case .innerDimensions:
      "The last dimension of the left must equal the first of the right; transpose one of them?"
    case .notPositiveDefinite(_, _, _, let ridge):
      ridge.isFinite ? "Add a ridge of about \(ridge) to the diagonal." : nil
    case .singular:
      "Add a ridge to the diagonal, or use the singular value decomposition."
    case .tooLarge:
      "Work in batches, or with fewer samples."
    case .noTargets:
      "Give it targets with labeled { x in … }."
    case .notFinite:
      "Look for a division by zero, a logarithm of a negative number, or training that diverged."
    case .negativeDimension, .valueCount, .ragged, .rank, .shapeMismatch, .axis, .permutation,
      .index, .indexCount, .range, .notScalar, .empty, .reshape, .notSquare, .noConvergence,
      .argument:
      nil
    }
  }
}

extension TensorError {
  private var indexingDescription: String {
    switch self {
    case .axis(let found, let shape):
      "axis \(found) does not exist in a tensor of shape \(shape)."
    case .permutation(let found, let shape):
      "the axes \(found) are not a permutation of the axes of a tensor of shape \(shape)."
    case .index(let found, let count, let axis):
      "index \(found) is out of range along axis \(axis), which has \(self.count(count, "entry"))."
    case .indexCount(let found, let shape):
      "\(count(found, "index")) cannot address an element of a tensor of shape \(shape)."
    case .range(let lower, let upper, let count):
      "the range \(lower)..<\(upper) does not lie within 0..<\(count)."
    case .notScalar(let shape):
      "a single number was wanted, but the tensor has shape \(shape)."
    case .empty(let operation, let shape):
      "\(operation) needs at least one element, but the shape is \(shape)."
    case .reshape(let from, let to):
      "a tensor of shape \(from) cannot be reshaped to \(to): the numbers of elements differ."
    default: ""
    }
  }

  private var linearAlgebraDescription: String {
    switch self {
    case .notSquare(let operation, let shape):
      "\(operation) expects a square matrix, but found a tensor of shape \(shape)."
    case .notPositiveDefinite(let size, let pivot, let value, _):
      "the matrix of size \(size) is not positive definite: pivot \(pivot) is \(value)."
    case .singular(let size, let pivot):
      "the matrix of size \(size) is singular: pivot \(pivot) is zero."
    case .noConvergence(let operation, let shape):
      "\(operation) of a matrix of shape \(shape) did not converge."
    case .notFinite(let operation, let shape, let index, let value):
      "\(operation) expects finite numbers, but element \(index) of shape \(shape) is \(value)."
    default: ""
    }
  }

  private func count(_ number: Int, _ noun: String) -> String {
    let plurals = ["entry": "entries", "index": "indices"]
    return "\(number) \(number == 1 ? noun : plurals[noun] ?? noun + "s")"
  }
}

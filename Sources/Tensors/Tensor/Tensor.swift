/// A dense array of numbers in single or double precision.
///
/// A tensor is a value: a shape and its elements in row-major order (the last index runs fastest),
/// contiguous, shared between copies until one of them changes. The precision is a value too
/// (`dtype`), not a type parameter, so that a notebook can choose it.
///
/// Arithmetic broadcasts as NumPy does: shapes are aligned at the end, and a dimension of 1 is
/// repeated. Operands of different precision meet in double precision; numbers (`Double`) take the
/// precision of the tensor they meet.
///
/// Each operation that bad input can make impossible has a checked form which throws `TensorError`
/// (`checkedMatmul(_:)`, `checkedAdding(_:)`, `checkedElement(at:)`) and a short form which stops the
/// program with the same sentence (`matmul(_:)`, `+`, `x[i, j]`).
///
/// Sums are taken in a fixed order, pairwise over tiles, in double precision whatever the `dtype`;
/// no result depends on the number of threads.
public struct Tensor: Sendable, Equatable {
  /// The number of entries along each axis; empty for a single number.
  public internal(set) var shape: [Int]

  package internal(set) var storage: Storage

  /// The elements in row-major order.
  package enum Storage: Sendable, Equatable {
    case float32([Float])
    case float64([Double])
  }

  init(uncheckedShape shape: [Int], storage: Storage) {
    self.shape = shape
    self.storage = storage
  }
}

extension Tensor {
  /// The number of axes.
  public var rank: Int { shape.count }

  /// The number of elements.
  public var count: Int {
    switch storage {
    case .float32(let elements): elements.count
    case .float64(let elements): elements.count
    }
  }

  /// Whether there are no elements.
  public var isEmpty: Bool { count == 0 }

  /// The type of the elements.
  public var dtype: DType {
    switch storage {
    case .float32: .float32
    case .float64: .float64
    }
  }

  /// The elements in row-major order, as double precision numbers.
  public var scalars: [Double] {
    switch storage {
    case .float32(let elements): elements.map(Double.init)
    case .float64(let elements): elements
    }
  }

  /// The number in a tensor of one element, whatever its rank.
  public var scalar: Double { trapping { try checkedScalar() } }

  /// The number in a tensor of one element, whatever its rank.
  ///
  /// - Throws: `TensorError.notScalar` if there are more or fewer elements.
  public func checkedScalar() throws -> Double {
    guard count == 1 else { throw TensorError.notScalar(shape: shape) }
    return element(at: 0)
  }

  /// The element at a position in row-major order, which must exist.
  func element(at position: Int) -> Double {
    switch storage {
    case .float32(let elements): Double(elements[position])
    case .float64(let elements): elements[position]
    }
  }

  /// Whether no element is NaN or infinite.
  ///
  /// - Complexity: O(`count`).
  public var isFinite: Bool { firstNonFinite == nil }

  /// The position in row-major order of the first NaN or infinity.
  package var firstNonFinite: Int? {
    guard !largestMagnitude.isFinite else { return nil }
    return switch storage {
    case .float32(let elements): elements.firstIndex { !$0.isFinite }
    case .float64(let elements): elements.firstIndex { !$0.isFinite }
    }
  }

  /// Throws if an element is NaN or infinite.
  package func checkFinite(_ operation: String) throws {
    guard let index = firstNonFinite else { return }
    throw TensorError.notFinite(
      operation: operation,
      shape: shape,
      index: index,
      value: element(at: index)
    )
  }
}

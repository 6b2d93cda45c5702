package import Tensors

/// A row-major matrix of one number type, the working storage of passes through a network.
package struct Matrix<T: TensorScalar>: Sendable {
  /// The number of rows.
  package let rows: Int
  /// The number of columns.
  package let columns: Int
  /// The entries, row by row.
  package var elements: [T]

  /// The matrix of the given entries, `rows × columns` of them.
  package init(rows: Int, columns: Int, elements: [T]) {
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// A matrix of zeros.
  ///
  /// - Throws: `TensorError` if it would be too large.
  package init(zeros rows: Int, _ columns: Int) throws {
    let count = try AllocationLimit.checkedCount(of: [rows, columns])
    self.init(rows: rows, columns: columns, elements: [T](repeating: 0, count: count))
  }

  /// A matrix whose entries a body writes, every one of them.
  ///
  /// - Throws: `TensorError` if it would be too large, and what the body throws.
  package init(
    rows: Int,
    _ columns: Int,
    writing body: (UnsafeMutablePointer<T>) throws -> Void
  ) throws {
    let count = try AllocationLimit.checkedCount(of: [rows, columns])
    let elements = try [T](unsafeUninitializedCapacity: count) { buffer, written in
      if let base = buffer.baseAddress, count > 0 { try body(base) }
      written = count
    }
    self.init(rows: rows, columns: columns, elements: elements)
  }

  /// The entries of a tensor, in this number type, as `rows × columns`; shared if the type is the
  /// same.
  package init(_ tensor: Tensor, rows: Int, columns: Int) {
    let elements = T.elements(of: tensor.converted(to: T.dtype).storage) ?? []
    self.init(rows: rows, columns: columns, elements: elements)
  }

  /// The entries as a tensor of a shape that holds as many.
  package func tensor(shape: [Int]) -> Tensor {
    Tensor(shape: shape) { (buffer: UnsafeMutableBufferPointer<T>) in
      _ = buffer.update(fromContentsOf: elements)
    }
  }

  /// Calls a body with the address of the first entry, or not at all if there is none.
  package func withBase(_ body: (UnsafePointer<T>) throws -> Void) rethrows {
    try elements.withUnsafeBufferPointer { buffer in
      if let base = buffer.baseAddress, !buffer.isEmpty { try body(base) }
    }
  }
}

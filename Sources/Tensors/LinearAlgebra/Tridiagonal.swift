internal import COpenBLAS

/// A symmetric matrix as Q T Qᵀ with T tridiagonal.
struct Tridiagonal {
  let reflections: Reflections
  private let diagonal: [Double]
  private let offDiagonal: [Double]
  /// What T is to be divided by.
  private let scale: Double

  /// Reduces a symmetric matrix, of which the lower triangle is read.
  init(of tensor: Tensor) throws {
    var matrix = try LAPACK.checkedSquare(tensor, "the eigenvalues")
    let size = tensor.shape[0]
    // Scaled by a power of two, so that squares neither overflow nor vanish.
    let largest = matrix.largestMagnitude
    let exponent = largest > 0 ? -Swift.max(-1000, Swift.min(1000, largest.exponent)) : 0
    scale = Double(sign: .plus, exponent: Int(exponent), significand: 1)
    matrix = scale == 1 ? matrix : matrix * scale
    var diagonal = [Double](repeating: 0, count: size)
    // One more than there are, for LAPACK wants addresses of empty arrays too.
    var (offDiagonal, scales) = (diagonal + [0], diagonal + [0])
    // Row-major lower is column-major upper.
    let code = matrix.withMatrix { elements, stride in
      LAPACKE_dsytrd(
        LAPACK_COL_MAJOR,
        CChar(UInt8(ascii: "U")),
        Int32(size),
        elements,
        stride,
        &diagonal,
        &offDiagonal,
        &scales
      )
    }
    guard code ?? 0 == 0 else {
      throw TensorError.noConvergence(operation: "the eigenvalues", shape: tensor.shape)
    }
    reflections = Reflections(vectors: matrix, scales: scales)
    self.diagonal = diagonal
    self.offDiagonal = offDiagonal
  }

  /// The eigenvalues, smallest first.
  func checkedValues() throws -> [Double] {
    var (values, offDiagonal) = (diagonal, offDiagonal)
    guard !values.isEmpty else { return [] }
    try check(LAPACKE_dsterf(Int32(values.count), &values, &offDiagonal))
    return values.map { $0 / scale }
  }

  /// The eigenvalues, smallest first, and the eigenvectors of T as rows.
  func checkedEigen() throws -> (values: [Double], vectors: Tensor) {
    var (values, offDiagonal) = (diagonal, offDiagonal)
    let size = values.count
    var code: Int32 = 0
    let vectors = Tensor(shape: [size, size], of: Double.self) { elements in
      guard let base = elements.baseAddress, size > 0 else { return }
      elements.initialize(repeating: 0)
      code = LAPACKE_dstedc(
        LAPACK_COL_MAJOR,
        CChar(UInt8(ascii: "I")),
        Int32(size),
        &values,
        &offDiagonal,
        base,
        Int32(size)
      )
    }
    try check(code)
    return (values.map { $0 / scale }, vectors)
  }

  private func check(_ code: Int32) throws {
    guard code == 0 else {
      throw TensorError.noConvergence(
        operation: "the eigenvalues",
        shape: [diagonal.count, diagonal.count]
      )
    }
  }
}

/// An orthogonal matrix Q as a product of reflections.
struct Reflections: Sendable, Equatable {
  /// The vectors of the reflections, above the diagonal by columns.
  let vectors: Tensor
  /// Their factors.
  let scales: [Double]

  /// Columns that one thread takes at once.
  private static let tile = 64
  /// What LAPACK uses beside 64 numbers for each column: a block of 65 by 64.
  private static let workspace = 65 * 64
  /// Up to this size LAPACK writes into the vectors while it uses them.
  private static let largestUnblocked = 64

  /// Multiplies Q, or its transpose, with columns that stand one after the other.
  func apply(
    _ transpose: Transposition,
    to elements: UnsafeMutableBufferPointer<Double>,
    columns: Int
  ) {
    let size = vectors.shape[0]
    guard size > 1, columns > 0, let base = elements.baseAddress else { return }
    guard size > Self.largestUnblocked else {
      var own = vectors
      own.withMutableElements(of: Double.self) { reflections in
        apply(transpose, UnsafePointer(reflections.baseAddress), size, to: base, columns)
      }
      return
    }
    vectors.withElements(of: Double.self) { reflections in
      Parallelism.forEach((columns + Self.tile - 1) / Self.tile) { index in
        let first = index * Self.tile
        apply(
          transpose,
          reflections.baseAddress,
          size,
          to: base + first * size,
          Swift.min(Self.tile, columns - first)
        )
      }
    }
  }

  /// Multiplies Q, or its transpose, with columns on this thread.
  private func apply(
    _ transpose: Transposition,
    _ reflections: UnsafePointer<Double>?,
    _ size: Int,
    to base: UnsafeMutablePointer<Double>,
    _ columns: Int
  ) {
    let count = Self.workspace + 64 * columns
    withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { scratch in
      _ = LAPACKE_dormtr_work(
        LAPACK_COL_MAJOR,
        CChar(UInt8(ascii: "L")),
        CChar(UInt8(ascii: "U")),
        CChar(UInt8(ascii: transpose == .none ? "N" : "T")),
        Int32(size),
        Int32(columns),
        reflections,
        Int32(size),
        scales,
        base,
        Int32(size),
        scratch.baseAddress,
        Int32(count)
      )
    }
  }
}

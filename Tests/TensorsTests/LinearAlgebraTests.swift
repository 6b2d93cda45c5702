import TestSupport
import Testing

@testable import Tensors

@Suite("Linear algebra") struct LinearAlgebraTests {
  static let sizes = [1, 2, 3, 5, 17, 64, 150]

  /// A well-conditioned positive definite matrix.
  static func positive(_ size: Int, dtype: DType = .float64) -> Tensor {
    let x = Tensor.normal(
      [size, 2 * size],
      stream: RandomStream(seed: 8, "\(size)"),
      dtype: .float64
    )
    return
      (x.matmul(x, transposingRight: true) / Double(size) + 0.1 * .identity(size, dtype: .float64))
      .converted(to: dtype)
  }

  /// Rounding errors of O(n³) operations on these matrices.
  static func tolerance(_ dtype: DType) -> Double { 300 * dtype.epsilon }

  @Test("Cholesky factors multiply to the matrix and its ridge", arguments: sizes, DType.allCases)
  func cholesky(size: Int, dtype: DType) {
    let a = Self.positive(size, dtype: dtype)
    let factorization = a.cholesky(ridge: 0.5)
    let l = factorization.lower
    for i in 0..<size { for j in i + 1..<max(size, i + 1) { #expect(l[i, j] == 0) } }
    let ridged = a + 0.5 * .identity(size, dtype: dtype)
    expectClose(l.matmul(l, transposingRight: true), ridged, within: Self.tolerance(dtype))
    let b = Tensor.normal([size, 3], stream: RandomStream(seed: 9), dtype: dtype)
    expectClose(ridged.matmul(factorization.solve(b)), b, within: Self.tolerance(dtype))
    let determinant = a.eigenvaluesSymmetric().reduce(0) {
      $0 + exp(Tensor($1 + 0.5) * 0).scalar * logarithm($1 + 0.5)
    }
    expectClose(factorization.logDeterminant, determinant, within: 1e4 * Self.tolerance(dtype))
  }

  private func logarithm(_ x: Double) -> Double { log(Tensor(x, dtype: .float64)).scalar }

  @Test("a matrix that is not positive definite is refused with its pivot and a ridge that helps")
  func notPositive() throws {
    let a = Tensor([[4, 0, 0], [0, -2, 0], [0, 0, 1]], dtype: .float64)
    let error = #expect(throws: TensorError.self) { try a.checkedCholesky() }
    guard case .notPositiveDefinite(let size, let pivot, let value, let ridge) = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect((size, pivot, value) == (3, 1, -2))
    #expect(ridge > 2 && ridge < 2.2)
    _ = try a.checkedCholesky(ridge: ridge)
    // A matrix of rank 1: the ridge is tiny, and enough.
    let ones = Tensor.ones([40, 40], dtype: .float64)
    let second = #expect(throws: TensorError.self) { try (ones - 1e-14).checkedCholesky() }
    if case .notPositiveDefinite(_, _, _, let ridge) = second {
      #expect(ridge < 1e-10)
      _ = try ones.checkedCholesky(ridge: ridge)
    }
  }

  @Test("solutions satisfy their equations", arguments: sizes, DType.allCases)
  func solve(size: Int, dtype: DType) {
    let a =
      Tensor.normal([size, size], stream: RandomStream(seed: 10, "\(size)"), dtype: dtype)
      + 3 * .identity(size, dtype: dtype)
    let x = Tensor.normal([size, 2], stream: RandomStream(seed: 11), dtype: dtype)
    let b = a.matmul(x)
    expectClose(a.matmul(a.solve(b)), b, within: 10 * Self.tolerance(dtype))
    expectClose(
      a.solve(b.transposed()[0]),
      a.solve(b).transposed()[0],
      within: Self.tolerance(dtype)
    )
  }

  @Test("a singular matrix is refused")
  func singular() {
    #expect(throws: TensorError.singular(size: 2, pivot: 1)) {
      try Tensor([[1, 2], [2, 4]]).checkedSolve(Tensor([1, 1]))
    }
  }

  @Test("eigenvectors diagonalize a symmetric matrix", arguments: sizes + [333], DType.allCases)
  func eigen(size: Int, dtype: DType) {
    let a = (Self.positive(size) - 1).converted(to: dtype)
    let (values, vectors) = { ($0.values, $0.vectors) }(a.symmetricEigen())
    #expect(values == values.sorted() && values.count == size)
    let diagonal = vectors.matmul(a.matmul(vectors), transposingLeft: true)
    expectClose(diagonal, .diagonal(values, dtype: dtype), within: Self.tolerance(dtype))
    expectClose(
      vectors.matmul(vectors, transposingLeft: true),
      .identity(size, dtype: dtype),
      within: Self.tolerance(dtype)
    )
    expectClose(a.eigenvaluesSymmetric(), values, within: Self.tolerance(dtype))
    expectClose(values.reduce(0, +), (0..<size).reduce(0) { $0 + a[$1, $1] }, within: 1e-5)
  }

  @Test("eigenvalues of the path are the known cosines")
  func path() {
    // The matrix with 2 on the diagonal and -1 beside it has eigenvalues 2 - 2 cos(kπ / (n + 1)).
    let n = 200
    var a = 2 * Tensor.identity(n, dtype: .float64)
    for i in 1..<n {
      a[i, i - 1] = -1
      a[i - 1, i] = -1
    }
    let angles =
      Tensor.linspace(from: 1, to: Double(n), count: n, dtype: .float64)
      * (Double.pi / Double(n + 1))
    let expected = (2 - 2 * cos(angles)).scalars
    expectClose(a.eigenvaluesSymmetric(), expected, within: 1e-13)
    expectClose(a.symmetricEigen().values, expected, within: 1e-13)
  }

  @Test(
    "orthogonal and triangular factors multiply to the matrix",
    arguments: [[4, 4], [7, 3], [3, 7], [90, 40], [1, 1], [0, 2], [2, 0]],
    DType.allCases
  )
  func qr(shape: [Int], dtype: DType) {
    let a = Tensor.normal(shape, stream: RandomStream(seed: 12), dtype: dtype)
    let (q, r) = a.qr()
    let p = min(shape[0], shape[1])
    #expect(q.shape == [shape[0], p] && r.shape == [p, shape[1]])
    expectClose(q.matmul(r), a, within: Self.tolerance(dtype))
    expectClose(
      q.matmul(q, transposingLeft: true),
      .identity(p, dtype: dtype),
      within: Self.tolerance(dtype)
    )
    for i in 0..<p { for j in 0..<min(i, shape[1]) { #expect(r[i, j] == 0) } }
  }

  @Test(
    "singular values and vectors multiply to the matrix",
    arguments: [[4, 4], [7, 3], [3, 7], [60, 40], [1, 1], [0, 2]],
    DType.allCases
  )
  func svd(shape: [Int], dtype: DType) {
    let a = Tensor.normal(shape, stream: RandomStream(seed: 13), dtype: dtype)
    let parts = a.svd()
    #expect(parts.values == parts.values.sorted(by: >))
    let product = (parts.left * Tensor(parts.values, dtype: dtype)).matmul(parts.rightTransposed)
    expectClose(product, a, within: Self.tolerance(dtype))
    let gram = a.matmul(a, transposingLeft: true).eigenvaluesSymmetric().suffix(parts.values.count)
    expectClose(parts.values.map { $0 * $0 }.reversed(), Array(gram), within: Self.tolerance(dtype))
  }

  @Test("factorizations are the same with more threads", arguments: [2, 3])
  func threads(threads: Int) {
    let a = Self.positive(300)
    let (one, several) = (
      Parallelism.$threads.withValue(1) { (a.cholesky(), a.symmetricEigen(), a.qr().q) },
      Parallelism.$threads.withValue(threads) { (a.cholesky(), a.symmetricEigen(), a.qr().q) }
    )
    #expect(one == several)
  }

  @Test("kernels know their spectrum, distance and alignment")
  func kernels() {
    let k = Kernel(Tensor([[2, 1], [1, 2]], dtype: .float64), isSymmetric: true)
    expectClose(k.eigenvalues, [3, 1], within: 1e-15)
    #expect(k.trace == 4 && k[0, 1] == 1 && k.shape == [2, 2])
    expectClose(k.conditionNumber, 3, within: 1e-14)
    #expect(k.distance(to: k) == 0 && k.relativeDistance(to: k) == 0)
    expectClose(k.norm, 10.0.squareRoot(), within: 1e-15)
    let identity = Kernel(.identity(2, dtype: .float64), isSymmetric: true)
    expectClose(k.distance(to: identity), 2, within: 1e-15)
    expectClose(k.relativeDistance(to: identity), 2.0.squareRoot(), within: 1e-15)
    expectClose(k.alignment(with: identity), 4 / 20.0.squareRoot(), within: 1e-15)
    // yᵀKy = 6 for y = (1, 1), ‖y yᵀ‖ = 2.
    expectClose(k.alignment(with: Tensor([1, 1])), 6 / (2 * 10.0.squareRoot()), within: 1e-15)
    expectClose(k.alignment(with: Tensor([[1], [1]])), 6 / (2 * 10.0.squareRoot()), within: 1e-15)
    expectClose(k.alignment(with: k), 1, within: 1e-15)
    #expect(Kernel(Tensor([[1, 1], [1, 1]]), isSymmetric: true).conditionNumber >= 1e15)
  }
}

@Suite("Blocked Cholesky factorization") struct BlockedCholeskyTests {
  @Test("factors of several blocks multiply to the matrix", arguments: [159, 160, 161, 480, 523])
  func blocks(size: Int) {
    let a = LinearAlgebraTests.positive(size)
    let l = a.cholesky().lower
    expectClose(
      l.matmul(l, transposingRight: true),
      a,
      within: LinearAlgebraTests.tolerance(.float64)
    )
  }

  @Test("a pivot in a later block is found with its value")
  func laterPivot() {
    var a = Tensor.identity(400, dtype: .float64)
    a[333, 333] = -5
    a[333, 2] = 2
    a[2, 333] = 2
    let error = #expect(throws: TensorError.self) { try a.checkedCholesky() }
    guard case .notPositiveDefinite(400, 333, let value, let ridge) = error else {
      Issue.record("another error: \(String(describing: error))")
      return
    }
    #expect(value == -9)
    // The smallest eigenvalue is -2 - √13 = -5.61.
    #expect(ridge > 5.6 && ridge < 5.8)
  }
}

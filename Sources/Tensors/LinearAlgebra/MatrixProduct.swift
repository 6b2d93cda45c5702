/// A product of matrices, cut into tiles by a rule that looks at the shape alone.
package struct MatrixProduct: Sendable {
  package let m: Int
  package let n: Int
  package let k: Int
  package let left: Transposition
  package let right: Transposition

  /// A product `op(a) op(b)` of shapes `[m, k]` and `[k, n]` after `op`.
  package init(
    m: Int,
    n: Int,
    k: Int,
    left: Transposition = .none,
    right: Transposition = .none
  ) {
    self.m = m
    self.n = n
    self.k = k
    self.left = left
    self.right = right
  }

  func result<T: TensorScalar>(
    _ a: Tensor,
    _ b: Tensor,
    shape: [Int],
    of type: T.Type
  ) -> Tensor {
    a.withElements(of: T.self) { a in
      b.withElements(of: T.self) { b in
        Tensor(shape: shape, of: T.self) { c in
          c.initialize(repeating: 0)
          guard let a = a.baseAddress, let b = b.baseAddress, let c = c.baseAddress, k > 0
          else { return }
          run(a, b, into: c)
        }
      }
    }
  }

  /// Computes `c ← alpha · op(a) op(b) + beta · c` for contiguous matrices, on several threads.
  package func run<T: TensorScalar>(
    alpha: T = 1,
    _ a: UnsafePointer<T>,
    _ b: UnsafePointer<T>,
    beta: T = 0,
    into c: UnsafeMutablePointer<T>
  ) {
    let strideA = left == .none ? k : m
    let strideB = right == .none ? n : k
    let (rows, columns) = tileSize
    let across = (n + columns - 1) / columns
    let down = (m + rows - 1) / rows
    guard across * down > 1 || k < 2 * Self.runLength else {
      return runInParts(alpha: alpha, a, strideA, b, strideB, beta: beta, into: c)
    }
    Parallelism.forEach(across * down) { tile in
      let (i, j) = (tile / across * rows, tile % across * columns)
      BLAS.gemm(
        left,
        right,
        m: Swift.min(rows, m - i),
        n: Swift.min(columns, n - j),
        k: k,
        alpha: alpha,
        a + (left == .none ? i * strideA : i),
        strideA: strideA,
        b + (right == .none ? j : j * strideB),
        strideB: strideB,
        beta: beta,
        c + i * n + j,
        strideC: n
      )
    }
  }

  /// Terms of the sums of a product of few rows and columns which one thread takes at once.
  private static let runLength = 4096

  /// A small result of long sums: the sums are cut into runs, whose results are added in order.
  private func runInParts<T: TensorScalar>(
    alpha: T,
    _ a: UnsafePointer<T>,
    _ strideA: Int,
    _ b: UnsafePointer<T>,
    _ strideB: Int,
    beta: T,
    into c: UnsafeMutablePointer<T>
  ) {
    let length = Swift.max(Self.runLength, (k + 63) / 64)
    let runs = (k + length - 1) / length
    withUnsafeTemporaryAllocation(of: T.self, capacity: runs * m * n) { parts in
      guard let parts = parts.baseAddress else { return }
      Parallelism.forEach(runs) { run in
        let start = run * length
        BLAS.gemm(
          left,
          right,
          m: m,
          n: n,
          k: Swift.min(length, k - start),
          alpha: alpha,
          a + (left == .none ? start : start * strideA),
          strideA: strideA,
          b + (right == .none ? start * strideB : start),
          strideB: strideB,
          beta: 0,
          parts + run * m * n,
          strideC: n
        )
      }
      for i in 0..<m * n {
        var sum = parts[i]
        for run in 1..<runs { sum += parts[run * m * n + i] }
        c[i] = beta == 0 ? sum : sum + beta * c[i]
      }
    }
  }

  /// The shape of a tile: enough tiles for a few threads, each large enough to be quick.
  private var tileSize: (rows: Int, columns: Int) {
    // The result in one piece: either it is soon done, or its long sums are cut instead.
    guard m * n * k > 1 << 17, m * n > 64 * 64 || k < 2 * Self.runLength else {
      return (Swift.max(m, 1), Swift.max(n, 1))
    }
    let wanted = 8
    if m >= n {
      let rows = Swift.max(32, (m + wanted - 1) / wanted)
      return ((rows + 15) / 16 * 16, n)
    }
    let columns = Swift.max(32, (n + wanted - 1) / wanted)
    return (m, (columns + 15) / 16 * 16)
  }
}

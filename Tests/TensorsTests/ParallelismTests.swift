import Synchronization
import TestSupport
import Testing

@testable import Tensors

@Suite("Parallel loops") struct ParallelismTests {
  enum TestSetting { @TaskLocal static var value = 0 }

  static let threadCounts = [1, 2, 3, 7]

  /// Results of everything that is computed in tiles.
  static func results(threads: Int) throws -> [Tensor] {
    try Parallelism.$threads.withValue(threads) {
      let x = Tensor.normal([301, 203], stream: RandomStream(seed: 5, "x"), dtype: .float64)
      let y = x.converted(to: .float32)
      let long = Tensor.normal([100_000], stream: RandomStream(seed: 5, "long"), dtype: .float64)
      let tall = long.reshaped(to: [20_000, 5])
      let gram = x.matmul(x, transposingLeft: true)
      let eigen = try gram.checkedSymmetricEigen()
      return [
        x, y.matmul(y, transposingRight: true), gram, exp(long), long * long,
        Tensor([long.sum(), long.norm, tall.variance]), tall.sum(axis: 0), tall.sum(axis: 1),
        tall.matmul(tall, transposingLeft: true), x + x[0], long.matmul(long),
        Tensor.haarOrthogonal(
          rows: 90,
          columns: 40,
          stream: RandomStream(seed: 6),
          dtype: .float64
        ),
        Tensor(eigen.values), eigen.vectors, (gram + 1).cholesky(ridge: 1).lower,
        Tensor.uniform([9999], stream: RandomStream(seed: 7)),
      ]
    }
  }

  @Test("give the same bits for any number of threads")
  func bits() throws {
    let expected = try Self.results(threads: 1)
    for threads in Self.threadCounts {
      for (index, (a, b)) in zip(try Self.results(threads: threads), expected).enumerated() {
        let same = zip(a.scalars, b.scalars).allSatisfy { $0.bitPattern == $1.bitPattern }
        #expect(same && a.shape == b.shape, "result \(index) with \(threads) threads")
      }
    }
  }

  @Test("visit each index once", arguments: threadCounts)
  func visits(threads: Int) {
    Parallelism.$threads.withValue(threads) {
      for count in [0, 1, 2, 17, 1000] {
        let visits = Mutex([Int](repeating: 0, count: count))
        Parallelism.forEach(count) { index in visits.withLock { $0[index] += 1 } }
        #expect(visits.withLock { $0.allSatisfy { $0 == 1 } })
      }
      Parallelism.forEach(-3) { _ in Issue.record("no index is below 0") }
    }
  }

  @Test("carry the scoped settings of their caller")
  func settings() throws {
    let seen = Mutex<[String]>([])
    try Parallelism.$threads.withValue(4) {
      try DType.$preferred.withValue(.float32) {
        try RootSeed.$value.withValue(99) {
          try TestSetting.$value.withValue(7) {
            try Parallelism.inheriting({ TestSetting.$value.withValue(7, operation: $0) }) {
              try Parallelism.forEach(64) { (_: Int) throws in
                let text =
                  "\(DType.preferred) \(RootSeed.value) \(TestSetting.value) \(Parallelism.threads)"
                seen.withLock { $0.append(text) }
              }
            }
          }
        }
      }
    }
    #expect(Set(seen.withLock { $0 }) == ["float32 99 7 1"])
  }

  @Test("stop at the first error and give it to the caller")
  func errors() {
    for threads in Self.threadCounts {
      Parallelism.$threads.withValue(threads) {
        #expect(throws: TensorError.axis(found: 3, shape: [])) {
          try Parallelism.forEach(1000) { index in
            if index >= 3 { throw TensorError.axis(found: index, shape: []) }
          }
        }
      }
    }
  }

  @Test("poll for interruption")
  func interruption() {
    struct Stop: Error {}
    for threads in Self.threadCounts {
      let done = Mutex(0)
      Parallelism.$threads.withValue(threads) {
        Interruption.$check.withValue(.init { if done.withLock({ $0 }) >= 10 { throw Stop() } }) {
          #expect(throws: Stop.self) {
            try Parallelism.forEach(100_000) { (_: Int) throws in done.withLock { $0 += 1 } }
          }
        }
      }
      #expect(done.withLock { $0 } < 10 + threads)
    }
  }

  @Test("may be nested and called from several threads at once")
  func nesting() throws {
    let total = Mutex(0)
    Parallelism.$threads.withValue(3) {
      Parallelism.forEach(20) { _ in
        Parallelism.forEach(20) { _ in total.withLock { $0 += 1 } }
      }
    }
    #expect(total.withLock { $0 } == 400)
    let squares = try Parallelism.map(100) { $0 * $0 }
    #expect(squares == (0..<100).map { $0 * $0 })
  }
}

@Suite("Interruption") struct InterruptionTests {
  struct Stop: Error {}

  @Test("stops checked forms and lets short forms finish")
  func forms() {
    let a = Tensor([[2, 1], [1, 2]], dtype: .float64)
    Interruption.$check.withValue(.init { throw Stop() }) {
      #expect(throws: Stop.self) { try a.checkedSymmetricEigen() }
      #expect(throws: Stop.self) { try a.checkedMatmul(a) }
      expectClose(a.symmetricEigen().values, [1, 3], within: 1e-15)
      #expect(a.matmul(a)[0, 0] == 5)
    }
  }
}

import TestSupport
import Testing

@testable import Tensors

@Suite("Random streams") struct RandomStreamTests {
  /// The vectors published with Random123 (file kat_vectors, philox4x32 with 10 rounds).
  static let knownAnswers: [(counter: SIMD4<UInt32>, key: UInt64, result: SIMD4<UInt32>)] = [
    (.zero, 0, [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
    (
      SIMD4(repeating: .max), .max, [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
    ),
    (
      [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], 0x299f_31d0_a409_3822,
      [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
    ),
  ]

  @Test("Philox gives the published answers")
  func published() {
    for known in Self.knownAnswers {
      #expect(Philox(key: known.key).block(known.counter) == known.result)
    }
  }

  @Test("Philox of eight blocks at once is that of each")
  func wide() {
    let philox = Philox(key: 0x1234_5678_9abc_def0)
    for start in [0, 5, UInt64(UInt32.max) - 3, UInt64.max - 3] {
      let (low, high) = philox.wideWords(firstIndex: start, stream: 0xfeed_beef_0bad_cafe)
      for lane in 0..<8 {
        let words = philox.words(index: start &+ UInt64(lane), stream: 0xfeed_beef_0bad_cafe)
        #expect(low[lane] == words.0 && high[lane] == words.1)
      }
    }
  }

  @Test("a draw at a position is the same alone, in a run, and in parallel")
  func positions() {
    let stream = RandomStream(seed: 3, "weights")
    var one = stream
    let words = (0..<50).map { _ in one.nextUInt64() }
    #expect(words == (0..<50).map { stream.at($0) })
    for skipped in [0, 1, 2, 7] {
      var (alone, run) = (stream, stream)
      for _ in 0..<skipped { _ = (alone.nextUInt64(), run.nextUInt64()) }
      let normals = run.normals(9001)
      #expect(normals == (0..<9001).map { _ in alone.normal() })
      #expect(alone == run)
      #expect(run.uniforms(301) == (0..<301).map { _ in alone.uniform() })
    }
  }

  @Test("streams of different seeds, names or depths are different")
  func names() {
    let streams = [
      RandomStream(seed: 1), RandomStream(seed: 2), RandomStream(seed: 1, "a"),
      RandomStream(seed: 1, "b"), RandomStream(seed: 1, "a", "b"), RandomStream(seed: 1, "ab"),
      RandomStream(seed: 1, "a").substream(3), RandomStream(seed: 1, ""),
      RandomStream(seed: 1, "", ""),
    ]
    #expect(Set(streams.map { $0.at(0) }).count == streams.count)
    #expect(RandomStream(seed: 1, "a").substream("b") == RandomStream(seed: 1, "a", "b"))
    #expect(RandomStream(seed: 1, "a", "3") == RandomStream(seed: 1, "a").substream(3))
  }

  @Test("seeds derived by different paths are different and always the same")
  func seeds() {
    let seeds = (0..<1000).map { Seed.derive(from: 7, "sweep", $0) }
    #expect(Set(seeds).count == 1000)
    #expect(Seed.derive(from: 7, "ab", "c") != Seed.derive(from: 7, "a", "bc"))
    #expect(Seed.derive(from: 7, "width", 64) == Seed.derive(from: 7, "width", "64"))
    // Pinned, so that results of notebooks outlive changes here.
    #expect(Seed.derive(from: 0, "a") == 2_443_366_848_575_778_608)
    #expect(RandomStream(seed: 1, "a").at(0) == 11_865_115_832_517_657_296)
  }

  @Test("normal numbers have the moments and the distribution of the normal law")
  func normals() {
    var stream = RandomStream(seed: 12)
    let count = 200_000
    let values = stream.normals(count)
    let moments = (1...4).map { power in
      values.reduce(0) { sum, x in sum + (0..<power).reduce(1.0) { product, _ in product * x } }
        / Double(count)
    }
    // Five standard errors of each moment: √(Var xᵏ / n).
    let errors = [1.0, 2, 15, 96].map { 5 * ($0 / Double(count)).squareRoot() }
    for (moment, (expected, error)) in zip(moments, zip([0.0, 1, 0, 3], errors)) {
      #expect((moment - expected).magnitude < error)
    }
    // Kolmogorov's distance stays below 1.95 / √n in 999 of 1000 samples.
    var probabilities = values.sorted()
    probabilities.withUnsafeMutableBufferPointer { VectorMath.evaluate(.normalCDF, inPlace: $0) }
    let distance =
      probabilities.enumerated().map { index, p in
        (p - (Double(index) + 0.5) / Double(count)).magnitude
      }.max() ?? 1
    #expect(distance < 1.95 / Double(count).squareRoot())
  }

  @Test("uniform numbers are spread evenly and below 1")
  func uniforms() {
    var stream = RandomStream(seed: 13)
    let values = stream.uniforms(100_000)
    var counts = [Int](repeating: 0, count: 16)
    for value in values { counts[Int(value * 16)] += 1 }
    // Chi-squared with 15 degrees of freedom is below 37.7 in 999 of 1000 samples.
    let chi = counts.reduce(0.0) { $0 + (Double($1) - 6250) * (Double($1) - 6250) / 6250 }
    #expect(chi < 37.7)
  }

  @Test("a permutation holds each number once, and each order is as likely")
  func permutations() {
    var stream = RandomStream(seed: 14)
    #expect(stream.permutation(100).sorted() == Array(0..<100))
    #expect(stream.permutation(0).isEmpty && stream.permutation(-4).isEmpty)
    var counts: [[Int]: Int] = [:]
    for _ in 0..<6000 { counts[stream.permutation(3), default: 0] += 1 }
    // Chi-squared with 5 degrees of freedom is below 20.5 in 999 of 1000 samples.
    let chi = counts.values.reduce(0.0) { $0 + (Double($1) - 1000) * (Double($1) - 1000) / 1000 }
    #expect(counts.count == 6 && chi < 20.5)
  }

  @Test("single precision rounds the normal numbers of double precision")
  func precisions() {
    let (x, y) = (
      Tensor.normal([50], stream: RandomStream(seed: 1), dtype: .float64),
      Tensor.normal([50], stream: RandomStream(seed: 1), dtype: .float32)
    )
    #expect(x.converted(to: .float32) == y)
  }

  @Test(
    "Haar matrices have orthonormal rows or columns",
    arguments: [[5, 5], [7, 3], [3, 7], [1, 1], [0, 3]]
  )
  func orthonormal(shape: [Int]) {
    let q = Tensor.haarOrthogonal(
      rows: shape[0],
      columns: shape[1],
      stream: RandomStream(seed: 2),
      dtype: .float64
    )
    #expect(q.shape == shape)
    let gram = q.matmul(
      q,
      transposingLeft: shape[0] >= shape[1],
      transposingRight: shape[0] < shape[1]
    )
    expectClose(gram, .identity(shape.min() ?? 0, dtype: .float64), within: 1e-14)
  }

  @Test("Haar matrices have the moments of the Haar measure")
  func haar() {
    let (n, samples) = (4, 4000)
    var (trace, fourth, mixed) = (0.0, 0.0, 0.0)
    for sample in 0..<samples {
      let q = Tensor.haarOrthogonal(
        rows: n,
        columns: n,
        stream: RandomStream(seed: 3).substream(sample),
        dtype: .float64
      )
      trace += (0..<n).reduce(0) { $0 + q[$1, $1] }
      fourth += q[1, 2] * q[1, 2] * q[1, 2] * q[1, 2]
      mixed += q[0, 0] * q[0, 0] * q[1, 1] * q[1, 1]
    }
    let root = Double(samples).squareRoot()
    // E tr Q = 0 with variance 1, E q⁴ = 3 / n(n+2), E q₀₀² q₁₁² = (n+1) / n(n-1)(n+2); five
    // standard errors, of which those of the fourth powers are below 0.25.
    #expect((trace / root).magnitude < 5)
    #expect((fourth / Double(samples) - 3.0 / 24).magnitude < 5 * 0.25 / root)
    #expect((mixed / Double(samples) - 5.0 / 72).magnitude < 5 * 0.25 / root)
  }
}

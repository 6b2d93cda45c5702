import AnalyticKernels
import Networks
import Tensors
import TestSupport
import Testing

@Suite("Tiles of kernels")
struct TileTests {
  private let network = Network(weightVariance: 1.7, biasVariance: 0.1) {
    Dense(8)
    ReLU()
    Dense(8)
    Erf()
    Dense(1)
  }

  private func inputs(_ count: Int, dtype: DType = .float64) -> Tensor {
    Tensor.normal([count, 3], stream: RandomStream(seed: 5, "tiles"), dtype: dtype)
  }

  @Test("the number of threads changes no bit", arguments: DType.allCases)
  func threads(dtype: DType) {
    let (x, y) = (inputs(300, dtype: dtype), inputs(270, dtype: dtype) * 1.1)
    let results = [1, 2, 3].map { threads in
      Parallelism.$threads.withValue(threads) {
        [network.ntk(x), network.nngp(x), network.ntk(x, y), network.nngp(y, x)]
      }
    }
    #expect(results[0] == results[1])
    #expect(results[0] == results[2])
  }

  @Test("sizes around the borders of tiles agree with single pairs")
  func borders() {
    let all = inputs(520)
    let whole = network.ntk(all)
    for count in [0, 1, 2, 127, 128, 129, 255, 256, 257, 384, 520] {
      let x = all[0..<count]
      let kernel = network.ntk(x)
      #expect(kernel.shape == [count, count])
      for i in Swift.stride(from: 0, to: count, by: 41) {
        for j in Swift.stride(from: 0, to: count, by: 37) {
          expectClose(kernel[i, j], whole[i, j], within: 1e-12)
        }
      }
      let cross = network.ntk(x, inputs(3) * 2)
      #expect(cross.shape == [count, 3])
    }
  }

  @Test("every entry of a large kernel agrees with the kernel of two samples")
  func pairs() {
    let x = inputs(300)
    let kernel = network.ntk(x)
    for (i, j) in [(0, 299), (299, 0), (127, 128), (128, 127), (130, 260), (255, 256), (299, 298)] {
      expectClose(kernel[i, j], network.ntk(x.rows(at: [i, j]))[0, 1], within: 1e-13)
    }
  }

  @Test("batches of different precision meet in double precision")
  func mixedPrecision() {
    let (x, y) = (inputs(4, dtype: .float32), inputs(5))
    let kernel = network.ntk(x, y)
    #expect(kernel.matrix.dtype == .float64)
    #expect(kernel == network.ntk(x.converted(to: .float64), y))
  }

  @Test("an interruption ends the computation")
  func interruption() {
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try Interruption.$check.withValue(.init { throw Stop() }) {
        try network.checkedNTK(inputs(10))
      }
    }
  }
}

import Differentiation
import Tensors
import Testing

@Suite("Programs")
struct ProgramTests {
  @Test("a two-layer program gives the value and gradient of the explicit formula")
  func smoke() throws {
    let x = Tensor.normal([5, 3], stream: RandomStream(seed: 1))
    let w = Tensor.normal([3, 4], stream: RandomStream(seed: 2))
    let b = Tensor.normal([4], stream: RandomStream(seed: 3))
    let program = Program(inputs: [[5, 3], [3, 4], [4]]) { v in
      [(v[0].matmul(v[1]) * 0.5 + v[2]).applying(.tanh).sum()]
    }
    let both = program.valueAndGradient(withRespectTo: [1, 2])
    let results = both.evaluate([x, w, b])
    let h = tanh(x.matmul(w) * 0.5 + b)
    let d = 1 - h * h
    #expect(abs(results[0].scalar - h.sum()) < 1e-12)
    #expect((results[1] - x.matmul(d, transposingLeft: true) * 0.5).norm < 1e-12)
    #expect((results[2] - d.sum(axis: 0)).norm < 1e-12)
  }
}

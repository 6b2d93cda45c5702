import TestSupport
import Testing

@testable import Tensors

@Suite("Data sets") struct DatasetTests {
  let data = Dataset(
    name: "points",
    inputs: Tensor([[1, 2], [3, 4], [5, 6]]),
    targets: Tensor([7, 8, 9])
  )

  @Test("targets of one number each become a column")
  func targets() {
    #expect(data.targets == Tensor([[7], [8], [9]]))
    #expect(data.count == 3 && data.inputShape == [2])
  }

  @Test("parts keep inputs and targets together")
  func parts() {
    #expect(data.prefix(2).targets == Tensor([[7], [8]]))
    #expect(data.prefix(9) == data)
    let (first, second) = data.split(at: 1)
    #expect(first.count == 1 && second.inputs == Tensor([[3, 4], [5, 6]]))
    #expect(data.samples(at: [2, 2]).targets == Tensor([[9], [9]]))
  }

  @Test("labels are computed from each sample, and an error stops it")
  func labels() throws {
    struct Wrong: Error {}
    #expect(data.labeled { x in x[0] + x[1] }.targets == Tensor([[3], [7], [11]]))
    #expect(data.labeled { x in [x[1], 0] }.targets == Tensor([[2, 0], [4, 0], [6, 0]]))
    #expect(throws: Wrong.self) {
      try data.checkedLabeled { (_: [Double]) -> Double in throw Wrong() }
    }
    #expect(throws: TensorError.self) {
      try data.checkedLabeled { x in x[0] > 2 ? [1] : [1, 2] }
    }
  }

  @Test("inputs and targets of different number are refused, and absent targets said")
  func mismatch() {
    #expect(throws: TensorError.self) {
      try Dataset(checkedName: "x", inputs: Tensor([[1], [2]]), targets: Tensor([1]))
    }
    #expect(throws: TensorError.noTargets(dataset: "x")) {
      try Dataset(name: "x", inputs: Tensor([1])).checkedTargets()
    }
  }
}

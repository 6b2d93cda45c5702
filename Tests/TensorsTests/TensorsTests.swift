import TestSupport
import Testing

@testable import Tensors

@Suite("Tensors") struct TensorsTests {
  @Test("a matrix product of small matrices is right") func product() {
    let x = Tensor([[1, 2], [3, 4]])
    #expect(x.matmul(x) == Tensor([[7, 10], [15, 22]]))
    #expect((x + 1).sum() == 14)
  }
}

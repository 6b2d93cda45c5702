import TestSupport
import Testing

@testable import Tensors

@Suite("Eigenvectors in factors") struct EigenTests {
  @Test(
    "projections and combinations are products with the eigenvectors",
    arguments: [1, 2, 9, 130],
    DType.allCases
  )
  func products(size: Int, dtype: DType) throws {
    let x = Tensor.normal([size, size], stream: RandomStream(seed: 21), dtype: dtype)
    let eigen = (x + x.transposed()).symmetricEigen()
    let u = eigen.vectors
    let y = Tensor.normal([size, 70], stream: RandomStream(seed: 22), dtype: dtype)
    // Rounding of sums of as many terms as there are rows.
    let tolerance = 100 * dtype.epsilon
    expectClose(eigen.projected(y), u.matmul(y, transposingLeft: true), within: tolerance)
    expectClose(eigen.combined(y), u.matmul(y), within: tolerance)
    expectClose(eigen.combined(eigen.projected(y)), y, within: tolerance)
    let vector = y.transposed()[0]
    expectClose(eigen.projected(vector), eigen.projected(y).transposed()[0], within: tolerance)
    #expect(throws: TensorError.self) { try eigen.checkedProjected(Tensor.zeros([size + 1, 2])) }
    #expect(throws: TensorError.self) { try eigen.checkedCombined(Tensor(1)) }
  }

  @Test("very large and very small matrices keep their digits", arguments: [1e300, 1e-300, 1e-320])
  func scales(scale: Double) {
    let a = Tensor([[2, 1], [1, 2]], dtype: .float64)
    // Subnormal entries have few digits.
    let tolerance = scale < 1e-310 ? 1e-3 : 1e-15
    expectClose((a * scale).eigenvaluesSymmetric(), [scale, 3 * scale], within: tolerance)
    expectClose((a * scale).symmetricEigen().values, [scale, 3 * scale], within: tolerance)
  }
}

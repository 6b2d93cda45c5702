import TestSupport
import Testing

@testable import Tensors

@Suite("Tensors") struct TensorTests {
  @Test("numbers take the precision of the tensor they meet, tensors the larger one")
  func precision() {
    let (x, y) = (Tensor([1, 2], dtype: .float32), Tensor([0.1, 0.2], dtype: .float64))
    #expect((x * 0.1).dtype == .float32)
    #expect((0.1 + x).dtype == .float32)
    #expect((x + y).dtype == .float64)
    #expect(x.matmul(y).dtype == .float64)
    #expect(exp(x).dtype == .float32)
    #expect(DType.$preferred.withValue(.float32) { Tensor([1]).dtype } == .float32)
    #expect(Tensor([1]).dtype == .float64)
    #expect(x.converted(to: .float64).converted(to: .float32) == x)
  }

  @Test("a copy does not change with its original")
  func values() {
    var x = Tensor([[1, 2], [3, 4]])
    let copy = x
    x[0, 1] = 7
    x += 1
    #expect(copy == Tensor([[1, 2], [3, 4]]))
    #expect(x == Tensor([[2, 8], [4, 5]]))
  }

  @Test("parts, ranges and rows are those of the first axis")
  func parts() {
    let x = Tensor([[1, 2], [3, 4], [5, 6]])
    #expect(x[1] == Tensor([3, 4]))
    #expect(x[1][0].scalar == 3)
    #expect(x[1..<3] == Tensor([[3, 4], [5, 6]]))
    #expect(x[0...0] == Tensor([[1, 2]]))
    #expect(x.rows(at: [2, 0, 2]) == Tensor([[5, 6], [1, 2], [5, 6]]))
    #expect(Tensor([[[1, 2]], [[3, 4]]])[1, 0, 1] == 4)
  }

  @Test("reshaping keeps the order and finds one open dimension")
  func reshaping() {
    let x = Tensor.linspace(from: 0, to: 5, count: 6)
    #expect(x.reshaped(to: [2, -1]) == Tensor([[0, 1, 2], [3, 4, 5]]))
    #expect(x.reshaped(to: [3, 2]).flattened == x)
    #expect(Tensor(2).reshaped(to: [1, 1]).scalar == 2)
    #expect(Tensor.zeros([0, 3]).reshaped(to: [3, 0]).shape == [3, 0])
  }

  @Test("statistics are those of the definition")
  func statistics() {
    let x = Tensor([1, -2, 4, 3])
    #expect(x.mean() == 1.5)
    #expect(x.variance == 5.25)
    #expect(x.standardDeviation == 5.25.squareRoot())
    #expect(x.norm == 30.0.squareRoot())
    #expect((x.min(), x.max()) == (-2, 4))
    #expect(x.dot(x) == 30)
    #expect(Tensor([[1, 5], [7, 2]]).argMax(axis: 1) == [1, 0])
    #expect(Tensor([[1, 5], [7, 2]]).argMax(axis: 0) == [1, 0])
  }

  @Test("norms of very large and very small numbers neither overflow nor vanish")
  func extremeNorms() {
    // One rounding of the scaled sum and one of the product.
    let tolerance = 1e-15
    expectClose(Tensor([3e200, 4e200], dtype: .float64).norm, 5e200, within: tolerance)
    expectClose(Tensor([3e-200, 4e-200], dtype: .float64).norm, 5e-200, within: tolerance)
    #expect(Tensor([3e38, 3e38], dtype: .float32).norm.isFinite)
    #expect(Tensor([.infinity, 1]).norm == .infinity)
    #expect(Tensor([.nan, .infinity]).norm.isNaN)
    #expect(Tensor([Double]()).norm == 0)
  }

  @Test("NaN and infinity are carried through extremes and found", arguments: DType.allCases)
  func notFinite(dtype: DType) {
    let x = Tensor([1, -.nan, -5], dtype: dtype)
    #expect(x.max().isNaN && x.min().isNaN && !x.isFinite)
    #expect(Tensor([-.infinity, -5, -1], dtype: dtype).min() == -.infinity)
    #expect(Tensor([-3, -5, -1], dtype: dtype).max() == -1)
    #expect(max(Tensor([.nan, 1], dtype: dtype), 0).scalars.map(\.isNaN) == [true, false])
    #expect(max(0, Tensor([.nan, 1], dtype: dtype)).scalars.map(\.isNaN) == [true, false])
    let rectified = relu(Tensor([.nan, -1, 2], dtype: dtype)).scalars
    #expect(rectified[0].isNaN && rectified.dropFirst() == [0, 2])
  }

  @Test("sums of many numbers keep their digits")
  func accurateSums() {
    // At most 64 additions one after the other, then halves.
    let tolerance = 70 * Double.ulpOfOne / 2
    let x = Tensor.full([1_000_003], 0.1, dtype: .float64)
    expectClose(x.sum(), 100_000.3, within: tolerance)
    expectClose(x.reshaped(to: [-1, 1]).sum(axis: 0).scalar, 100_000.3, within: tolerance)
    // The rounding of each element in single precision, and nothing from the sum.
    expectClose(Tensor.full([1_000_000], 0.1, dtype: .float32).mean(), 0.1, within: 1.5e-8)
  }

  @Test("powers take the quick way where there is one")
  func powers() {
    let x = Tensor([0.25, 4])
    #expect(pow(x, 2) == Tensor([0.0625, 16]))
    #expect(pow(x, 0.5) == Tensor([0.5, 2]))
    #expect(pow(x, -1) == Tensor([4, 0.25]))
    #expect(pow(x, 0) == Tensor([1, 1]))
    expectClose(pow(x, 1.5), Tensor([0.125, 8]), within: 1e-15)
  }

  @Test("is written row by row, long axes in part")
  func description() {
    #expect(Tensor([[1, 2.5], [-3, 1e-9]]).description == "[[1, 2.5],\n [-3, 1e-09]]")
    #expect(Tensor(4).description == "4")
    #expect(Tensor([Double]()).description == "[] of shape [0]")
    #expect(Tensor([.nan, .infinity]).description == "[nan, inf]")
    let long = Tensor.linspace(from: 0, to: 1999, count: 2000)
    #expect(long.description == "[0, 1, 2, …, 1997, 1998, 1999]")
  }
}

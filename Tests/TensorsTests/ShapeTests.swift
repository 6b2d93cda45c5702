import TestSupport
import Testing

@testable import Tensors

/// Every shape of rank 0 to 3 with dimensions 0 to 3, against loops over indices.
@Suite("Every small shape") struct ShapeTests {
  static let shapes: [[Int]] = {
    let sizes = [0, 1, 2, 3]
    var result: [[Int]] = [[]]
    result += sizes.map { [$0] }
    result += sizes.flatMap { a in sizes.map { [a, $0] } }
    result += sizes.flatMap { a in sizes.flatMap { b in sizes.map { [a, b, $0] } } }
    return result
  }()

  static func sample(_ shape: [Int], _ name: String, dtype: DType = .float64) -> Tensor {
    Tensor.uniform(
      shape,
      from: -2,
      to: 2,
      stream: RandomStream(seed: 11, name, "\(shape)"),
      dtype: dtype
    )
  }

  /// All indices of a shape, in row-major order.
  static func indices(of shape: [Int]) -> [[Int]] {
    shape.reduce([[]]) { prefixes, count in prefixes.flatMap { p in (0..<count).map { p + [$0] } } }
  }

  /// The element at an index of the shape to which a tensor is broadcast.
  static func element(_ tensor: Tensor, at index: [Int]) throws -> Double {
    let own = zip(index.suffix(tensor.rank), tensor.shape).map { $1 == 1 ? 0 : $0 }
    return try tensor.checkedElement(at: own)
  }

  @Test("broadcasting agrees with loops over indices", arguments: DType.allCases)
  func broadcasting(dtype: DType) throws {
    for left in Self.shapes {
      for right in Self.shapes {
        let (x, y) = (Self.sample(left, "x", dtype: dtype), Self.sample(right, "y", dtype: dtype))
        let rank = max(left.count, right.count)
        let paddedLeft = [Int](repeating: 1, count: rank - left.count) + left
        let paddedRight = [Int](repeating: 1, count: rank - right.count) + right
        let fits = zip(paddedLeft, paddedRight).allSatisfy { $0 == $1 || $0 == 1 || $1 == 1 }
        guard fits else {
          #expect(throws: TensorError.self) { try x.checkedSubtracting(y) }
          continue
        }
        let shape = zip(paddedLeft, paddedRight).map { $0 == 1 ? $1 : $0 }
        let difference = try x.checkedSubtracting(y)
        let larger = try x.checkedMaximum(y)
        #expect(difference.shape == shape)
        for index in Self.indices(of: shape) {
          let (a, b) = (try Self.element(x, at: index), try Self.element(y, at: index))
          let expected = dtype == .float32 ? Double(Float(a) - Float(b)) : a - b
          #expect(try difference.checkedElement(at: index) == expected)
          #expect(try larger.checkedElement(at: index) == max(a, b))
        }
      }
    }
  }

  @Test("reductions along an axis agree with loops over indices", arguments: DType.allCases)
  func reductions(dtype: DType) throws {
    for shape in Self.shapes {
      let x = Self.sample(shape, "x", dtype: dtype)
      #expect(throws: TensorError.axis(found: shape.count, shape: shape)) {
        try x.checkedSum(axis: shape.count)
      }
      for axis in shape.indices {
        let rest = Array(shape[..<axis] + shape[(axis + 1)...])
        let (sums, means) = (try x.checkedSum(axis: axis), try x.checkedMean(axis: axis))
        #expect(sums.shape == rest)
        let largest = shape[axis] > 0 ? try x.checkedArgMax(axis: axis) : []
        for (position, index) in Self.indices(of: rest).enumerated() {
          let terms = try (0..<shape[axis]).map {
            try x.checkedElement(at: Array(index[..<axis]) + [$0] + Array(index[axis...]))
          }
          let sum = terms.reduce(0, +)
          expectClose(try sums.checkedElement(at: index), sum, within: 4 * dtype.epsilon)
          guard !terms.isEmpty else { continue }
          expectClose(
            try means.checkedElement(at: index),
            sum / Double(terms.count),
            within: 4 * dtype.epsilon
          )
          #expect(terms[largest[position]] == terms.max())
        }
        #expect(try x.checkedSum(axis: axis - shape.count) == sums)
      }
      expectClose(x.sum(), x.scalars.reduce(0, +), within: 1e-14)
    }
  }

  @Test("products of matrices agree with loops over indices", arguments: DType.allCases)
  func products(dtype: DType) throws {
    for m in 0...3 {
      for k in 0...3 {
        for n in 0...3 {
          let (x, y) = (
            Self.sample([m, k], "x", dtype: dtype), Self.sample([k, n], "y", dtype: dtype)
          )
          let expected = Tensor(
            shape: [m, n],
            values: (0..<m).flatMap { i in
              (0..<n).map { j in (0..<k).reduce(0) { $0 + x[i, $1] * y[$1, j] } }
            },
            dtype: dtype
          )
          let products = [
            x.matmul(y), x.transposed().matmul(y, transposingLeft: true),
            x.matmul(y.transposed(), transposingRight: true),
            x.transposed().matmul(y.transposed(), transposingLeft: true, transposingRight: true),
          ]
          for product in products { expectClose(product, expected, within: 4 * dtype.epsilon) }
          #expect(throws: (any Error).self) { try x.checkedMatmul(Self.sample([k + 1, n], "z")) }
        }
      }
    }
  }

  @Test("vectors are rows on the left of a product and columns on the right")
  func vectors() {
    let x = Tensor([1, 2, 3], dtype: .float64)
    let m = Tensor([[1, 0], [0, 1], [2, 2]], dtype: .float64)
    #expect(x.matmul(m) == Tensor([7, 8], dtype: .float64))
    #expect(m.transposed().matmul(x) == Tensor([7, 8], dtype: .float64))
    #expect(x.matmul(x) == Tensor(14, dtype: .float64))
    #expect(x.outer(x).shape == [3, 3])
  }

  @Test("permuting axes moves each element", arguments: DType.allCases)
  func permutations(dtype: DType) throws {
    for shape in Self.shapes where shape.count == 3 {
      let x = Self.sample(shape, "x", dtype: dtype)
      for axes in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let y = try x.checkedPermuted(axes)
        #expect(y.shape == axes.map { shape[$0] })
        for index in Self.indices(of: y.shape) {
          var original = [0, 0, 0]
          for (i, axis) in axes.enumerated() { original[axis] = index[i] }
          #expect(try y.checkedElement(at: index) == x.checkedElement(at: original))
        }
      }
    }
  }

  @Test("joining and taking parts are inverse")
  func joining() throws {
    for shape in Self.shapes where !shape.isEmpty {
      let (x, y) = (Self.sample(shape, "x"), Self.sample(shape, "y"))
      let stacked = try Tensor.checkedStacked([x, y])
      #expect(try stacked.checkedPart(at: 0) == x)
      #expect(try stacked.checkedPart(at: 1) == y)
      for axis in shape.indices {
        let joined = try Tensor.checkedConcatenated([x, y], along: axis)
        for index in Self.indices(of: joined.shape) {
          var own = index
          let isSecond = index[axis] >= shape[axis]
          if isSecond { own[axis] -= shape[axis] }
          #expect(
            try joined.checkedElement(at: index) == (isSecond ? y : x).checkedElement(at: own)
          )
        }
      }
    }
  }

  @Test("large transpositions, products and sums agree with loops")
  func large() throws {
    let x = Self.sample([67, 131], "x")
    let t = x.transposed()
    #expect(t.shape == [131, 67])
    #expect(try Self.indices(of: [131, 67]).allSatisfy { t[$0[0], $0[1]] == x[$0[1], $0[0]] })
    let y = Self.sample([20_000, 3], "y")
    let gram = y.matmul(y, transposingLeft: true)
    for i in 0..<3 {
      for j in 0..<3 {
        let expected = (0..<20_000).reduce(0.0) { $0 + y[$1, i] * y[$1, j] }
        // Two orders of summing 20 000 terms of either sign.
        expectClose(gram[i, j] / gram[i, i], expected / gram[i, i], within: 1e-13)
      }
    }
  }
}

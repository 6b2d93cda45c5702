import TestSupport
import Testing

@testable import Tensors

@Suite("Errors of tensors") struct ErrorTests {
  static let sentences: [(error: TensorError, sentence: String)] = [
    (.negativeDimension(shape: [2, -1]), "the shape [2, -1] has a negative dimension."),
    (
      .tooLarge(shape: [9, 9], limit: 80),
      "a tensor of shape [9, 9] would have more than 80 elements, the limit in force."
    ),
    (.valueCount(found: 1, shape: [2]), "1 value cannot fill a tensor of shape [2]."),
    (.valueCount(found: 3, shape: [2]), "3 values cannot fill a tensor of shape [2]."),
    (
      .ragged(row: 1, found: [2], expected: [3]),
      "part 1 has shape [2], but the parts before it have shape [3]."
    ),
    (
      .notBroadcastable(operation: "a sum", left: [2], right: [3]),
      "a sum of shapes [2] and [3]: they do not broadcast to a common shape."
    ),
    (
      .innerDimensions(left: [2, 3], right: [2, 3]),
      "a matrix product of shapes [2, 3] and [2, 3]: the inner dimensions differ."
    ),
    (
      .rank(operation: "transposed()", found: [3], expected: "a matrix"),
      "transposed() expects a matrix, but found a tensor of shape [3]."
    ),
    (
      .shapeMismatch(operation: "dot", found: [2], expected: [3]),
      "dot expects the shape [3], but found [2]."
    ),
    (.axis(found: 2, shape: [3]), "axis 2 does not exist in a tensor of shape [3]."),
    (
      .permutation(found: [0, 0], shape: [1, 2]),
      "the axes [0, 0] are not a permutation of the axes of a tensor of shape [1, 2]."
    ),
    (
      .index(found: 3, count: 3, axis: 0),
      "index 3 is out of range along axis 0, which has 3 entries."
    ),
    (
      .index(found: 1, count: 1, axis: 2),
      "index 1 is out of range along axis 2, which has 1 entry."
    ),
    (
      .indexCount(found: 2, shape: [3]),
      "2 indices cannot address an element of a tensor of shape [3]."
    ),
    (.range(lower: 1, upper: 5, count: 4), "the range 1..<5 does not lie within 0..<4."),
    (.notScalar(shape: [2]), "a single number was wanted, but the tensor has shape [2]."),
    (
      .empty(operation: "max()", shape: [0]),
      "max() needs at least one element, but the shape is [0]."
    ),
    (
      .reshape(from: [4], to: [3]),
      "a tensor of shape [4] cannot be reshaped to [3]: the numbers of elements differ."
    ),
    (
      .notSquare(operation: "solve", shape: [2, 3]),
      "solve expects a square matrix, but found a tensor of shape [2, 3]."
    ),
    (
      .notPositiveDefinite(size: 3, pivot: 1, value: -2, advisedRidge: 2.1),
      "the matrix of size 3 is not positive definite: pivot 1 is -2.0."
    ),
    (.singular(size: 2, pivot: 1), "the matrix of size 2 is singular: pivot 1 is zero."),
    (
      .noConvergence(operation: "the eigenvalues", shape: [2, 2]),
      "the eigenvalues of a matrix of shape [2, 2] did not converge."
    ),
    (
      .notFinite(operation: "solve", shape: [2], index: 1, value: .infinity),
      "solve expects finite numbers, but element 1 of shape [2] is inf."
    ),
    (
      .argument(name: "ridge", found: "nan", expected: "a finite number"),
      "ridge is nan, but must be a finite number."
    ),
    (.noTargets(dataset: "sphere"), "the data set \"sphere\" has no targets."),
  ]

  @Test("are sentences that say what was found and expected")
  func descriptions() {
    for (error, sentence) in Self.sentences { #expect(error.description == sentence) }
  }

  @Test("advise where there is something to do")
  func advice() {
    let advised = Self.sentences.filter { $0.error.advice != nil }.map(\.error.advice)
    #expect(advised.count == 7)
    #expect(
      TensorError.notPositiveDefinite(size: 3, pivot: 1, value: -2, advisedRidge: 2.1).advice
        == "Add a ridge of about 2.1 to the diagonal."
    )
    #expect(
      TensorError.notPositiveDefinite(size: 3, pivot: 1, value: -2, advisedRidge: .nan).advice
        == nil
    )
  }

  @Test("stop the program in the short forms")
  func trapping() async {
    await #expect(processExitsWith: .failure) { _ = Tensor([1, 2]) + Tensor([1, 2, 3]) }
    await #expect(processExitsWith: .failure) { _ = Tensor([1, 2])[2] }
    await #expect(processExitsWith: .failure) { _ = Tensor.zeros([-1]) }
  }

  @Test("are thrown, not trapped, whatever the arguments of checked forms")
  func sillyArguments() {
    let numbers = [Int.min, -1, 0, 1, 2, 3, 1 << 40, Int.max]
    let shapes: [[Int]] =
      [[], [0], [3], [2, 2], [2, 3], [0, 3], [3, 0], [2, 1, 3], [1, 1, 1, 1]]
    let values: [Double] = [0, -1, 1e308, .nan, .infinity]
    for dtype in DType.allCases {
      let tensors = shapes.flatMap { shape in
        values.map { Tensor(repeating: $0, shape: shape, dtype: dtype) }
      }
      for x in tensors {
        exercise(x)
        for n in numbers { exercise(x, number: n) }
        for y in tensors { exercise(x, with: y) }
      }
    }
    for a in numbers { for b in numbers { exercise(shape: [a, b]) } }
  }

  private func exercise(_ x: Tensor) {
    _ = try? x.checkedScalar()
    _ = try? x.checkedTransposed()
    _ = try? x.checkedMax()
    _ = try? x.checkedMin()
    _ = (x.sum(), x.mean(), x.variance, x.norm, x.isFinite, x.description, exp(x), -x, pow(x, 0.3))
    _ = try? x.checkedCholesky()
    _ = try? x.checkedCholesky(ridge: .nan)
    _ = try? x.checkedSymmetricEigen()
    _ = try? x.checkedEigenvaluesSymmetric()
    _ = try? x.checkedQR()
    _ = try? x.checkedSVD()
    for isSymmetric in [true, false] {
      guard let kernel = try? Kernel(checked: x, isSymmetric: isSymmetric) else { continue }
      _ = try? kernel.checkedEigenvalues()
      _ = try? kernel.checkedTrace()
      _ = try? kernel.checkedConditionNumber()
    }
  }

  private func exercise(_ x: Tensor, number n: Int) {
    _ = try? x.checkedPart(at: n)
    _ = try? x.checkedParts(in: Swift.min(n, 1)..<Swift.max(n, 1))
    _ = try? x.checkedParts(from: n, through: n)
    _ = try? x.checkedParts(from: 0, through: n)
    _ = try? x.checkedElement(at: [n])
    _ = try? x.checkedElement(at: [n, n])
    _ = try? x.checkedRows(at: [n, 0])
    _ = try? x.checkedRows(at: [])
    _ = try? x.checkedReshaped(to: [n])
    _ = try? x.checkedReshaped(to: [n, -1])
    _ = try? x.checkedReshaped(to: [0, n])
    _ = try? x.checkedBroadcast(to: [n, 3])
    _ = try? x.checkedPermuted([n])
    _ = try? x.checkedPermuted([1, 0])
    _ = try? x.checkedSum(axis: n)
    _ = try? x.checkedMean(axis: n)
    _ = try? x.checkedArgMax(axis: n)
    _ = try? Tensor.checkedConcatenated([x, x], along: n)
    guard let data = try? Dataset(checkedName: "x", inputs: x, targets: x) else { return }
    _ = try? data.checkedPrefix(n)
    _ = try? data.checkedSplit(at: n)
    _ = try? data.checkedSamples(at: [n])
    _ = try? data.checkedLabeled { $0.first ?? 0 }
  }

  private func exercise(_ x: Tensor, with y: Tensor) {
    _ = try? x.checkedAdding(y)
    _ = try? x.checkedDividing(by: y)
    _ = try? x.checkedMaximum(y)
    _ = try? x.checkedMatmul(y)
    _ = try? x.checkedMatmul(y, transposingLeft: true, transposingRight: true)
    _ = try? x.checkedDot(y)
    _ = try? x.checkedOuter(y)
    _ = try? x.checkedSolve(y)
    _ = try? Tensor.checkedStacked([x, y])
    _ = try? Tensor.checkedConcatenated([x, y], along: -1)
    _ = try? Dataset(checkedName: "x", inputs: x, targets: y)
    guard let k = try? Kernel(checked: x, isSymmetric: false) else { return }
    _ = try? k.checkedAlignment(with: y)
    guard let other = try? Kernel(checked: y, isSymmetric: false) else { return }
    _ = try? k.checkedDistance(to: other)
    _ = try? k.checkedAlignment(with: other)
  }

  private func exercise(shape: [Int]) {
    let isLarge = shape.contains { $0 > 1000 }
    let stream = RandomStream(seed: 0)
    // A billion elements are allowed, but not wanted here.
    AllocationLimit.$elements.withValue(1 << 20) {
      let made = [
        try? Tensor.checkedZeros(shape), try? Tensor.checkedFull(shape, .nan),
        try? Tensor.checkedNormal(shape, stream: stream),
        try? Tensor.checkedUniform(shape, stream: stream),
        try? Tensor(checkedShape: shape, values: [1, 2]),
        try? Tensor.checkedHaarOrthogonal(rows: shape[0], columns: shape[1], stream: stream),
      ]
      #expect(!isLarge || made.allSatisfy { $0?.isEmpty ?? true })
      _ = try? Tensor.checkedIdentity(shape[0])
      _ = try? Tensor.checkedLinspace(from: .nan, to: 1, count: shape[0])
    }
  }

  @Test("refuse ragged lists, wrong counts and lists of no tensors")
  func ragged() {
    #expect(throws: TensorError.ragged(row: 1, found: [1], expected: [2])) {
      try Tensor(checked: [[1, 2], [3]])
    }
    #expect(throws: TensorError.ragged(row: 1, found: [1, 1], expected: [1, 2])) {
      try Tensor(checked: [[[1, 2]], [[3]]])
    }
    #expect(throws: TensorError.valueCount(found: 1, shape: [2])) {
      try Tensor(checkedShape: [2], values: [1])
    }
    #expect(throws: TensorError.self) { try Tensor.checkedStacked([]) }
    #expect(throws: TensorError.tooLarge(shape: [1 << 40], limit: 1 << 34)) {
      try Tensor.checkedZeros([1 << 40])
    }
  }
}

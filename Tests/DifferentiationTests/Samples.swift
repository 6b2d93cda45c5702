import Tensors
import Testing

@testable import Differentiation

/// A program of one primitive, for tests that run over all of them.
struct PrimitiveSample: CustomTestStringConvertible, Sendable {
  let name: String
  let shapes: [[Int]]
  /// Whether the inputs must be positive and away from 0.
  var isPositive = false
  /// Whether the second derivative vanishes almost everywhere.
  let body: @Sendable ([Variable]) -> Variable
  var testDescription: String { name }

  init(
    _ name: String,
    _ shapes: [[Int]],
    isPositive: Bool = false,
    _ body: @escaping @Sendable ([Variable]) -> Variable
  ) {
    self.name = name
    self.shapes = shapes
    self.isPositive = isPositive
    self.body = body
  }

  var program: Program { Program(inputs: shapes) { [body($0)] } }

  func inputs(seed: UInt64, count: Int? = nil) -> [Tensor] {
    shapes.enumerated().map { index, shape in
      let stream = RandomStream(seed: seed, "input").substream(index)
      return isPositive
        ? Tensor.uniform(shape, stream: stream) + 0.5 : Tensor.normal(shape, stream: stream)
    }
  }
}

extension PrimitiveSample {
  static let all: [PrimitiveSample] = elementwise + structural

  static let functions: [(String, ElementwiseFunction, isPositive: Bool)] = [
    ("identity", .identity, false), ("relu", .relu, false),
    ("leaky", .leakyRelu(slope: 0.1), false), ("abs", .abs, false),
    ("piecewise", .piecewiseLinear(negative: -0.3, positive: 1.2), false),
    ("exp", .exp, false), ("log", .log, true), ("sqrt", .sqrt, true),
    ("reciprocal", .reciprocal, true), ("square", .square, false), ("tanh", .tanh, false),
    ("sigmoid", .sigmoid, false), ("erf", .erf, false), ("gaussian", .gaussian, false),
    ("normalCDF", .normalCDF, false), ("gelu", .gelu, false), ("step", .step, false),
    ("sign", .sign, false), ("sigmoidLike", .sigmoidLike, false),
    ("sin", .sin(amplitude: 0.7, frequency: 1.3, phase: 0.2), false),
    ("cos", .cos(amplitude: 1.1, frequency: 0.8, phase: -0.4), false),
    ("exponential", .exponential(amplitude: 0.5, rate: -0.7), false),
    ("monomial", .monomial(degree: 3), false),
    ("rectified", .rectifiedMonomial(degree: 4), false),
    ("polynomial", .polynomial([0.1, -0.2, 0.3, 0.05, -0.01]), false),
    ("composition", ElementwiseFunction.tanh.composed(with: .square), false),
  ]

  static let elementwise: [PrimitiveSample] = functions.map { name, function, isPositive in
    PrimitiveSample(name, [[3, 4]], isPositive: isPositive) { $0[0].applying(function) }
  }

  static let structural: [PrimitiveSample] = [
    PrimitiveSample("add", [[2, 3], [2, 3]]) { $0[0] + $0[1] },
    PrimitiveSample("add broadcast", [[2, 3], [3]]) { $0[0] + $0[1] },
    PrimitiveSample("subtract column", [[2, 3], [2, 1]]) { $0[0] - $0[1] },
    PrimitiveSample("multiply", [[2, 3], [2, 3]]) { $0[0] * $0[1] },
    PrimitiveSample("multiply outer", [[2, 1], [1, 3]]) { $0[0] * $0[1] },
    PrimitiveSample("square by product", [[2, 3]]) { $0[0] * $0[0] },
    PrimitiveSample("divide", [[2, 3], [2, 3]], isPositive: true) { $0[0] / $0[1] },
    PrimitiveSample("scale and shift", [[4]]) { 2 - $0[0] * 3 },
    PrimitiveSample("broadcast middle", [[2, 4]]) {
      $0[0].broadcast(to: [2, 3, 4], axes: [0, 2])
    },
    PrimitiveSample("broadcast leading", [[2]]) { $0[0].broadcast(to: [2, 3, 4], axes: [0]) },
    PrimitiveSample("sum", [[3, 4]]) { $0[0].sum() },
    PrimitiveSample("sum rows", [[3, 4]]) { $0[0].sum(axis: 1) },
    PrimitiveSample("sum columns", [[3, 4]]) { $0[0].sum(axis: 0) },
    PrimitiveSample("sum middle", [[2, 3, 4]]) { $0[0].sum(axis: 1) },
    PrimitiveSample("sum apart", [[2, 3, 4]]) { $0[0].sum(axes: [0, 2]) },
    PrimitiveSample("reshape", [[3, 4]]) { $0[0].reshaped(to: [2, 6]) },
    PrimitiveSample("permute", [[2, 3, 4]]) { $0[0].permuted([2, 0, 1]) },
    PrimitiveSample("slice", [[4, 5]]) { $0[0].sliced(from: [1, 2], to: [3, 5]) },
    PrimitiveSample("pad", [[2, 2]]) { $0[0].padded(to: [4, 3], at: [1, 0]) },
    PrimitiveSample("concatenate", [[2, 3], [2, 2]]) { $0[0].builder.concatenate($0, axis: 1) },
    PrimitiveSample("matmul", [[2, 3], [3, 4]]) { $0[0].matmul($0[1]) },
    PrimitiveSample("matmul left transposed", [[3, 2], [3, 4]]) {
      $0[0].matmul($0[1], transposingLeft: true)
    },
    PrimitiveSample("matmul right transposed", [[2, 3], [4, 3]]) {
      $0[0].matmul($0[1], transposingRight: true)
    },
    PrimitiveSample("matmul both transposed", [[3, 2], [4, 3]]) {
      $0[0].matmul($0[1], transposingLeft: true, transposingRight: true)
    },
    PrimitiveSample("Gram matrix", [[3, 2]]) { $0[0].matmul($0[0], transposingRight: true) },
    PrimitiveSample("transposed product", [[2, 3], [2, 4]]) {
      ($0[0].transposed() * 2).matmul($0[1] * 3)
    },
    PrimitiveSample("matrix and vector", [[3, 2], [2, 1]]) { $0[0].matmul($0[1]) },
    PrimitiveSample("logSumExp", [[3, 4]]) { $0[0].logSumExp() },
    PrimitiveSample("softmax", [[3, 4]]) { $0[0].softmax() },
  ]
}

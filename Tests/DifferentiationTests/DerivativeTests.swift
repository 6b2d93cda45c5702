import Tensors
import Testing

@testable import Differentiation

/// Central differences with step h err by h² f‴/6 plus rounding ε/h: about 1e-9 at h = 1e-4 for
/// derivatives of order one here; kinks are met with probability 0.
private let differenceTolerance = 2e-6
private let step = 1e-5
/// Sums of a few dozen products of numbers near 1.
private let roundingTolerance = 1e-12

@Suite("Derivatives")
struct DerivativeTests {
  /// The directional derivative by central differences, in the direction of all inputs at once.
  private func difference(
    _ program: Program,
    _ inputs: [Tensor],
    _ directions: [Tensor]
  ) -> [Tensor] {
    let forward = program.evaluate(zip(inputs, directions).map { $0 + $1 * step })
    let backward = program.evaluate(zip(inputs, directions).map { $0 - $1 * step })
    return zip(forward, backward).map { ($0 - $1) / (2 * step) }
  }

  private func normals(_ shapes: [[Int]], seed: UInt64) -> [Tensor] {
    shapes.enumerated().map {
      Tensor.normal($1, stream: RandomStream(seed: seed, "direction").substream($0))
    }
  }

  @Test(
    "the derivatives of orders 1 to 3 agree with differences in a random direction",
    arguments: PrimitiveSample.all
  )
  func orders(_ sample: PrimitiveSample) throws {
    var program = sample.program
    var inputs = sample.inputs(seed: 11)
    let smallDirection = sample.isPositive ? 0.1 : 1.0
    for order in 1...3 {
      let directions = normals(program.inputShapes, seed: UInt64(order)).map { $0 * smallDirection }
      let jvp = try program.checkedJVP()
      let tangents = jvp.evaluate(inputs + directions).suffix(program.outputs.count)
      for (tangent, expected) in zip(tangents, difference(program, inputs, directions)) {
        let error = (tangent - expected).norm
        #expect(error < differenceTolerance * max(1, expected.norm), "order \(order): \(error)")
      }
      program = jvp
      inputs += directions
    }
  }

  @Test(
    "the transposed map satisfies <J v, w> = <v, Jᵀ w>, to order 3",
    arguments: PrimitiveSample.all
  )
  func adjoint(_ sample: PrimitiveSample) throws {
    var program = sample.program
    var inputs = sample.inputs(seed: 12)
    for order in 1...3 {
      let directions = normals(program.inputShapes, seed: UInt64(10 + order))
      let cotangents = normals(program.outputShapes, seed: UInt64(20 + order))
      let jvp = program.jvp().evaluate(inputs + directions).suffix(program.outputs.count)
      let vjp = program.vjp().evaluate(inputs + cotangents).suffix(program.inputShapes.count)
      let left = zip(jvp, cotangents).reduce(0) { $0 + ($1.0 * $1.1).sum() }
      let right = zip(directions, vjp).reduce(0) { $0 + ($1.0 * $1.1).sum() }
      #expect(abs(left - right) < roundingTolerance * max(1, abs(left)) * 100, "order \(order)")
      // Then the derivative of the derivative, reverse in odd and forward in even orders.
      if order % 2 == 1 {
        program = program.vjp()
        inputs += cotangents
      } else {
        program = program.jvp()
        inputs += directions
      }
    }
  }

  /// A small network with a scalar result: everything that training uses.
  private static let network = Program(inputs: [[4, 3], [3, 5], [5], [5, 2], [2]]) { v in
    let hidden = (v[0].matmul(v[1]) * 0.7 + v[2] * 0.3).applying(.gelu)
    let outputs = hidden.matmul(v[3]) + v[4]
    return [(outputs.logSumExp() - outputs.sum(axis: 1) * 0.5).mean()]
  }

  @Test("the Hessian form vᵀ H w is the same by all orders of the transformations")
  func compositions() throws {
    let program = Self.network
    let inputs = normals(program.inputShapes, seed: 5)
    let v = normals(program.inputShapes, seed: 6)
    let w = normals(program.inputShapes, seed: 7)
    func form(_ products: some Sequence<Tensor>, _ with: [Tensor]) -> Double {
      zip(products, with).reduce(0) { $0 + ($1.0 * $1.1).sum() }
    }
    let one = [Tensor(1.0)]
    let count = inputs.count
    let forwardOverReverse = form(
      program.gradient().jvp().evaluate(inputs + v).suffix(count),
      w
    )
    let reverseOverReverse = form(
      program.gradient().vjp().evaluate(inputs + v).suffix(count),
      w
    )
    let direct = form(program.hessianVectorProduct().evaluate(inputs + w), v)
    // Reverse over forward: the gradient of <∇f, v> with respect to the inputs.
    let slope = program.jvp().checkedSelecting
    let reverseOverForward = form(
      try slope([1]).gradient(withRespectTo: Array(0..<count)).evaluate(inputs + v),
      w
    )
    // Forward over forward: tangents of the inputs only.
    let forwardOverForward = try slope([1]).jvp(withRespectTo: Array(0..<count))
      .evaluate(inputs + v + w)[1].scalar
    let viaVJP = form(
      program.vjp().jvp(withRespectTo: Array(0..<count)).evaluate(inputs + one + w).suffix(count),
      v
    )
    for other in [
      reverseOverReverse, direct, reverseOverForward, forwardOverForward, viaVJP,
    ] {
      #expect(abs(forwardOverReverse - other) < roundingTolerance * 100)
    }
  }

  @Test("the linear part of a linearization is the directional derivative, and transposes")
  func linearization() throws {
    let gradient = Self.network.gradient(withRespectTo: [1, 2, 3, 4])
    let parts = gradient.linearized(withRespectTo: [1, 2, 3, 4])
    let inputs = normals(gradient.inputShapes, seed: 8)
    let v = normals(gradient.outputShapes, seed: 9)
    let w = normals(gradient.outputShapes, seed: 10)
    let primal = parts.primal.evaluate(inputs)
    let residuals = Array(primal.dropFirst(parts.outputCount))
    let products = parts.tangent.evaluate(residuals + v)
    let expected = gradient.jvp(withRespectTo: [1, 2, 3, 4]).evaluate(inputs + v).suffix(v.count)
    for (product, expected) in zip(products, expected) {
      #expect((product - expected).norm < roundingTolerance)
    }
    let transposed = try parts.checkedTransposed().evaluate(residuals + w)
    let left = zip(products, w).reduce(0) { $0 + ($1.0 * $1.1).sum() }
    let right = zip(v, transposed).reduce(0) { $0 + ($1.0 * $1.1).sum() }
    #expect(abs(left - right) < roundingTolerance * 100)
    #expect(parts.tangent.equations.count < gradient.jvp().equations.count)
  }

  @Test("the derivative of an elementwise function of any order is a function of the family")
  func elementwiseDerivatives() {
    for (name, function, isPositive) in PrimitiveSample.functions {
      for x in isPositive ? [0.7, 1.9] : [-1.3, -0.2, 0.4, 1.7] {
        for order in 1...3 {
          let lower = function.derivative(order: order - 1)
          let expected = (lower(x + step) - lower(x - step)) / (2 * step)
          let found = function.derivative(order: order)(x)
          #expect(
            abs(found - expected) < differenceTolerance * max(1, abs(expected)),
            "\(name) order \(order) at \(x)"
          )
        }
      }
    }
  }

  @Test("elementwise functions of tensors agree with the C library")
  func elementwiseValues() {
    let x = Tensor.linspace(from: -4, to: 4, count: 1031)
    for (name, function, isPositive) in PrimitiveSample.functions {
      let x = isPositive ? exp(x) : x
      let expected = Tensor(x.scalars.map { function($0) })
      #expect((function(x) - expected).norm <= 1e-13 * max(1, expected.norm), "\(name)")
    }
  }
}

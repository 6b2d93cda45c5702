import EmpiricalKernels
import Networks
import Tensors
import TestSupport
import Testing

@Suite("Properties of tangent kernels")
struct KernelPropertyTests {
  /// Networks that reach every structure of the derivatives near the output.
  static let networks: [Network] = [
    Network(weightVariance: 2, biasVariance: 0.1) {
      Dense(40)
      ReLU()
      Dense(30)
      Tanh()
      Dense(3)
    },
    Network(parameterization: .standard, weightVariance: 1.5, biasVariance: 0.2) {
      Dense(33)
      GELU()
      Dense(3, bias: false)
      Erf()
    },
    Network(biasVariance: 0.3) {
      Dense(20)
      Dense(17)
      Dense(3)
    },
    Network(biasVariance: 0.3) {
      Sin(amplitude: 1, frequency: 2, phase: 0.3)
      Dense(20)
      Sigmoid()
      Abs()
      Dense(17)
      Dense(3)
      Tanh()
      Cos()
    },
    Network(parameterization: .standard, weightVariance: 2) {
      Dense(3)
    },
    Network(weightVariance: 2, biasVariance: 0.1) {
      Dense(300)
      LeakyReLU(slope: 0.1)
      Dense(200)
      Erf()
      Dense(1)
    },
  ]

  private let x = Tensor.normal([23, 5], stream: RandomStream(seed: 1, "x"))
  private let y = Tensor.normal([7, 5], stream: RandomStream(seed: 1, "y"))

  private func model(_ index: Int) -> Model {
    Self.networks[index].initialized(for: x, seed: 7)
  }

  @Test("the Gram matrix of the Jacobian is the kernel of two batches", arguments: networks.indices)
  func jacobian(index: Int) {
    let model = model(index)
    let k = model.outputCount
    let left = model.jacobian(x).reshaped(to: [23 * k, model.parameterCount])
    let right = model.jacobian(y).reshaped(to: [7 * k, model.parameterCount])
    let products = left.matmul(right, transposingRight: true)
      .reshaped(to: [23, k, 7, k]).permuted([0, 2, 1, 3])
    expectClose(model.outputNTK(x, y), products, within: 1e-12)
  }

  @Test("the Jacobian is the derivative of the outputs", arguments: networks.indices)
  func differences(index: Int) throws {
    let model = model(index)
    let direction = Tensor.normal([model.parameterCount], stream: RandomStream(seed: 3))
    let step = 1e-5
    func outputs(_ sign: Double) -> Tensor {
      let moved = model.parameters.flattened + direction * (sign * step)
      return model.replacing(parameters: model.parameters.unflattening(moved)).outputs(y)
    }
    let difference = (outputs(1) - outputs(-1)) / (2 * step)
    let k = model.outputCount
    let along = model.jacobian(y).reshaped(to: [7 * k, model.parameterCount])
      .matmul(direction.reshaped(to: [model.parameterCount, 1])).reshaped(to: [7, k])
    // A central difference: step² times third derivatives along a direction of length √P.
    expectClose(along, difference, within: 1e-5)
  }

  @Test("the traced kernel is the mean of the diagonal of the blocks", arguments: networks.indices)
  func trace(index: Int) {
    let model = model(index)
    let k = model.outputCount
    let blocks = model.outputNTK(x, y).scalars
    let means = (0..<23 * 7).map { pair in
      (0..<k).reduce(0) { $0 + blocks[pair * k * k + $1 * (k + 1)] } / Double(k)
    }
    expectClose(model.ntk(x, y).matrix.scalars, means, within: 1e-13)
  }

  @Test(
    "the kernel of a batch with itself is symmetric to the bit and positive",
    arguments: networks.indices
  )
  func symmetry(index: Int) throws {
    let model = model(index)
    let kernel = model.ntk(x)
    #expect(kernel.isSymmetric)
    #expect(kernel.matrix == kernel.matrix.transposed())
    #expect(try #require(kernel.eigenvalues.last) > -1e-12 * kernel.trace)
    let blocks = model.outputNTK(x)
    #expect(blocks == blocks.permuted([1, 0, 3, 2]))
    // The path of two batches has other tiles: round-off.
    let twice = Tensor.concatenated([x, y], along: 0)
    expectClose(model.ntk(twice).matrix[0..<23], model.ntk(x, twice).matrix, within: 1e-13)
    #expect(model.ntk(x, x) == kernel)
  }

  @Test("all ways of computing the kernel agree", arguments: networks.indices)
  func methods(index: Int) {
    let model = model(index)
    for method in [KernelMethod.jacobian, .vectorProducts] {
      expectClose(model.ntk(y, by: method).matrix, model.ntk(y).matrix, within: 1e-12)
      expectClose(model.outputNTK(y, x, by: method), model.outputNTK(y, x), within: 1e-12)
    }
    #expect(model.ntk(Tensor.zeros([0, 5]), y, by: .jacobian).shape == [0, 7])
    #expect(model.ntk(y, Tensor.zeros([0, 5]), by: .vectorProducts).shape == [7, 0])
  }

  @Test("permuting the examples permutes the kernel", arguments: networks.indices)
  func permutation(index: Int) {
    let model = model(index)
    var stream = RandomStream(seed: 5)
    let order = stream.permutation(23)
    let permuted = model.ntk(x).matrix.rows(at: order).transposed().rows(at: order)
    expectClose(model.ntk(x.rows(at: order)).matrix, permuted, within: 1e-13)
  }

  @Test("the bits do not depend on the number of threads", arguments: networks.indices)
  func threads(index: Int) {
    let model = model(index)
    let batch = Tensor.normal([90, 5], stream: RandomStream(seed: 2))
    func kernels() -> [Tensor] {
      [
        model.ntk(batch).matrix, model.ntk(batch, x).matrix, model.outputNTK(batch),
        model.nngp(batch).matrix, model.jacobian(x),
      ]
    }
    let one = Parallelism.$threads.withValue(1) { kernels() }
    #expect(Parallelism.$threads.withValue(2) { kernels() } == one)
    #expect(Parallelism.$threads.withValue(3) { kernels() } == one)
  }

  @Test("single precision follows double precision", arguments: networks.indices)
  func precision(index: Int) {
    let double = model(index)
    let single = Self.networks[index].initialized(for: x.converted(to: .float32), seed: 7)
    expectClose(single.ntk(x, y).matrix, double.ntk(x, y).matrix, within: 1e-5)
    expectClose(single.outputNTK(x), double.outputNTK(x), within: 1e-5)
    expectClose(single.nngp(x).matrix, double.nngp(x).matrix, within: 1e-5)
  }

  @Test("empty batches have empty kernels, and misfits are refused")
  func degenerate() throws {
    let model = model(0)
    let none = Tensor.zeros([0, 5])
    #expect(model.ntk(none).shape == [0, 0])
    #expect(model.ntk(x, none).shape == [23, 0])
    #expect(model.outputNTK(none, y).shape == [0, 7, 3, 3])
    #expect(model.nngp(none).shape == [0, 0])
    #expect(model.jacobian(none).shape == [0, 3, model.parameterCount])
    #expect(model.inputJacobian(none).shape == [0, 3, 5])
    #expect(throws: NetworkError.inputLength(found: 2, expected: 5)) {
      try model.checkedNTK(x, Tensor.zeros([1, 2]))
    }
    #expect(throws: NetworkError.inputRank([5])) { try model.checkedJacobian(Tensor.zeros([5])) }
    #expect(throws: TensorError.self) {
      try AllocationLimit.$elements.withValue(100) { try model.checkedNTK(x) }
    }
  }

  @Test("an interruption stops a kernel")
  func interruption() {
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try Interruption.$check.withValue(.init { throw Stop() }) { try model(0).checkedNTK(x) }
    }
  }
}

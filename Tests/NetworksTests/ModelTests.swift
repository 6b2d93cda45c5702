import Foundation
import Networks
import Tensors
import TestSupport
import Testing

@Suite("Models")
struct ModelTests {
  @Test("a network of stated weights gives the outputs worked out by hand")
  func byHand() {
    let parameters = Parameters([
      DenseParameters(weights: Tensor([[1, -2], [0.5, 3]]), biases: Tensor([0.1, -0.2])),
      DenseParameters(weights: Tensor([[2], [-1]]), biases: Tensor([0.3])),
    ])
    let x = Tensor([[1, 2], [-1, 1]])
    func network(_ parameterization: Parameterization) -> Network {
      Network(parameterization: parameterization, weightVariance: 2, biasVariance: 4) {
        Dense(2)
        ReLU()
        Dense(1)
      }
    }
    // Standard: z = (2.1, 3.8), (-0.4, 4.8); f = 2 h₁ - h₂ + 0.3.
    expectClose(
      Model(network: network(.standard), parameters: parameters).outputs(x),
      Tensor([[0.7], [-4.5]]),
      within: 1e-15
    )
    // NTK: √(2/2) = 1 on both layers, biases doubled: z = (2.2, 3.6), (-0.3, 4.6).
    expectClose(
      Model(network: network(.ntk), parameters: parameters).outputs(x),
      Tensor([[1.4], [-4]]),
      within: 1e-15
    )
  }

  @Test("activations before, between and after dense layers are applied in order")
  func stackedActivations() {
    let network = Network(parameterization: .standard) {
      Abs()
      Dense(2, bias: false)
      Tanh()
      Sin(amplitude: 2, frequency: 0.5, phase: 0.1)
    }
    let model = Model(
      network: network,
      parameters: Parameters([DenseParameters(weights: Tensor([[1, -1], [2, 0.5]]))])
    )
    func f(_ z: Double) -> Double { 2 * sin(0.5 * tanh(z) + 0.1) }
    // |x| = (0.3, 0.2): z = (0.7, -0.2).
    expectClose(model.outputs(Tensor([[-0.3, 0.2]])), Tensor([[f(0.7), f(-0.2)]]), within: 1e-15)
  }

  @Test("parameters survive becoming one vector and back")
  func flattening() throws {
    let network = Network(biasVariance: 1) {
      Dense(3)
      Dense(2)
    }
    let parameters = try network.checkedInitialized(inputShape: [4], seed: 1).parameters
    #expect(parameters.count == 4 * 3 + 3 + 3 * 2 + 2)
    #expect(parameters.flattened.shape == [23])
    #expect(parameters.unflattening(parameters.flattened) == parameters)
    #expect(parameters.flattened.scalars.prefix(12) == parameters[0].weights.scalars.prefix(12))
    let zero = parameters.unflattening(Tensor.zeros([23]))
    #expect(zero.tensors.map(\.shape) == parameters.tensors.map(\.shape))
  }

  @Test("outputs do not depend on the number of threads or on the rest of the batch")
  func threads() throws {
    let network = Network(weightVariance: 2) {
      Dense(300)
      GELU()
      Dense(3)
    }
    let x = Tensor.normal([150, 20], stream: RandomStream(seed: 9))
    let model = network.initialized(for: x, seed: 1)
    let one = Parallelism.$threads.withValue(1) { model.outputs(x) }
    let two = Parallelism.$threads.withValue(2) { model.outputs(x) }
    #expect(one == two)
    // Other tiles, other order of sums: round-off.
    expectClose(model.outputs(x[10..<13]), one[10..<13], within: 1e-13)
  }

  @Test("single precision follows double precision")
  func precisions() throws {
    let network = Network(weightVariance: 1.5, biasVariance: 0.1) {
      Dense(64)
      Erf()
      Dense(64)
      Tanh()
      Dense(2)
    }
    let x = Tensor.normal([10, 8], stream: RandomStream(seed: 2))
    let double = network.initialized(for: x, seed: 1)
    let single = network.initialized(for: x.converted(to: .float32), seed: 1)
    let outputs = single.outputs(x)
    #expect(outputs.dtype == .float32)
    // 24 bits and three sums of up to 64 terms.
    expectClose(outputs, double.outputs(x), within: 3e-6)
  }
}

import Networks
import Tensors
import TestSupport
import Testing

@Suite("What networks refuse")
struct NetworkErrorTests {
  private let network = Network(biasVariance: 1) {
    Dense(3)
    Tanh()
    Dense(2)
  }
  private let x = Tensor([[1, 2], [3, 4]])

  private func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "nothing was thrown"
    } catch let error as any DescribedError {
      return error.description
    } catch {
      return "not described: \(error)"
    }
  }

  @Test("malformed architectures are refused when they are made")
  func architectures() {
    func refusal(_ layers: [Layer], weights: Double = 1, biases: Double = 0) -> String {
      message {
        _ = try Network(checkedLayers: layers, weightVariance: weights, biasVariance: biases)
      }
    }
    #expect(refusal([]) == "a network needs at least one layer, but there is none.")
    #expect(
      refusal([.activation(.relu), .dense(Dense(-3))])
        == "layer 2 has width -3, expected 1 to 2147483647."
    )
    #expect(
      refusal([.dense(Dense(1, biasVariance: .nan))])
        == "biasVariance of layer 1 is nan, expected a finite number of at least 0."
    )
    #expect(
      refusal([.dense(Dense(1))], weights: -1)
        == "weightVariance is -1.0, expected a finite number of at least 0."
    )
    #expect(
      refusal([.activation(.monomial(degree: -1))])
        == "layer 1 is Monomial(degree: -1), expected finite parameters and degrees from 0 to 64."
    )
  }

  @Test("models are refused without dense layers, and laws without sense or effect")
  func initialization() {
    let plain = Network { ReLU() }
    #expect(
      message { _ = try plain.checkedInitialized(for: x, seed: 1) }
        == "a model needs at least one Dense layer, but the network has none."
    )
    #expect(
      message { _ = try network.checkedInitialized(.constant(.infinity), for: x, seed: 1) }
        == "the initializer's law is constant(inf), expected finite numbers and a spread of at "
        + "least 0."
    )
    let silent = Network(weightVariance: 0) { Dense(1) }
    #expect(
      message { _ = try silent.checkedInitialized(.ones, for: x, seed: 1) }
        == "weightVariance is 0 in dense layer 1, so the initializer cannot give it effective "
        + "parameters other than 0."
    )
    #expect(throws: Never.self) { try silent.checkedInitialized(.zeros, for: x, seed: 1) }
    let unbiased = Network { Dense(1) }
    #expect(throws: NetworkError.lawWithoutEffect(parameter: "biasVariance", layer: 0)) {
      try unbiased.checkedInitialized(
        .heNormal().with(biases: .constant(1)),
        for: x,
        seed: 1
      )
    }
  }

  @Test("inputs are refused unless they are rows of the model's length")
  func inputs() throws {
    let model = network.initialized(for: x, seed: 1)
    #expect(
      message { _ = try network.checkedInitialized(for: Tensor([1, 2]), seed: 1) }
        == "the inputs have shape [2], expected [n, d]: one row per example."
    )
    #expect(
      message { _ = try network.checkedInitialized(inputShape: [0], seed: 1) }
        == "one input has shape [0], expected [d] with d at least 1."
    )
    #expect(
      message { _ = try model.checkedOutputs(Tensor([[1]])) }
        == "the inputs have length 1, but the model was made for length 2."
    )
    #expect(try model.checkedOutputs(Tensor.zeros([0, 2])).shape == [0, 2])
  }

  @Test("parameters are refused unless they fit the layers")
  func parameters() throws {
    let good = network.initialized(for: x, seed: 1).parameters
    func refusal(_ change: (inout Parameters) -> Void) -> String {
      var parameters = good
      change(&parameters)
      return message { _ = try Model(checkedNetwork: network, parameters: parameters) }
    }
    #expect(
      refusal { $0.layers.removeLast() }
        == "there are parameters for 1 dense layers, but the network has 2."
    )
    #expect(
      refusal { $0.layers[1].weights = Tensor.zeros([4, 2]) }
        == "the weights of dense layer 2 have shape [4, 2], expected [3, 2]."
    )
    #expect(
      refusal { $0.layers[0].biases = nil }
        == "the biases of dense layer 1 are absent, expected of shape [3]."
    )
    #expect(
      refusal { $0.layers[0].biases = Tensor.zeros([3], dtype: .float32) }
        == "some parameters are float32 and others float64."
    )
    #expect(
      message { _ = try good.checkedLayer(at: -1) }
        == "dense layer -1 does not exist: the layers are counted from 0 and there are 2."
    )
    #expect(
      message { _ = try good.checkedUnflattening(Tensor([1, 2])) }
        == "the vector has 2 entries, but the model has 17 parameters."
    )
    #expect(
      NetworkError.parameterShapes(found: [[1]], expected: [[2]]).description
        == "the parameters have shapes [[1]], expected [[2]]."
    )
    #expect(refusal { $0.layers[0].weights = Tensor(1) }.hasPrefix("the weights of dense layer 1"))
  }

  @Test("networks too large to hold are an error")
  func huge() {
    let wide = Network { Dense(2_000_000_000) }
    #expect(throws: TensorError.self) {
      try wide.checkedInitialized(inputShape: [1 << 40], seed: 1)
    }
  }
}

import AnalyticKernels
import Networks
import Tensors
import Testing

@Suite("Kernels of infinite width against sampled wide networks")
struct SampledNetworkTests {
  private let width = 512
  private let draws = 12
  private let weight = 1.4
  private let bias = 0.1
  private let x = Tensor.normal([4, 6], stream: RandomStream(seed: 3, "inputs"))

  private let activations: [Activation] = [
    .relu, .leakyReLU(slope: 0.2), .erf, .tanh, .sigmoid, .gelu,
    .sin(amplitude: 0.7, frequency: 1.3, phase: 0.4), .gaussian, .abs,
  ]

  private func network(_ activation: Activation, outputs: Int) -> Network {
    Network(weightVariance: weight, biasVariance: bias) {
      Dense(width)
      activation
      Dense(width)
      activation
      Dense(outputs)
    }
  }

  /// Expects the mean of draws within their standard error and the bias of finite width, O(1/width).
  private func check(_ samples: [Tensor], _ limit: Tensor, _ comment: Comment) {
    let count = Double(samples.count)
    let values = samples.map(\.scalars)
    for (index, expected) in limit.scalars.enumerated() {
      let mean = values.reduce(0) { $0 + $1[index] } / count
      let spread = values.reduce(0) { $0 + ($1[index] - mean) * ($1[index] - mean) }
      let standardError = (spread / (count * (count - 1))).squareRoot()
      let scale = limit.scalars.map(\.magnitude).max() ?? 1
      let allowed = 5 * standardError + 5 / Double(width) * scale
      #expect((mean - expected).magnitude < allowed, comment)
      // The draws must be able to tell: a wrong kernel differs by far more than this.
      #expect(allowed < 0.25 * scale, comment)
    }
  }

  @Test("outputs of models have the covariance of the limit")
  func outputs() {
    for activation in activations {
      let network = network(activation, outputs: 200)
      let samples = (0..<draws).map { seed in
        let outputs = network.initialized(for: x, seed: UInt64(seed)).outputs(x)
        return outputs.matmul(outputs, transposingRight: true) / 200
      }
      check(samples, network.nngp(x).matrix, "\(activation)")
    }
  }

  @Test("gradients of models have the products of the limit")
  func gradients() {
    for activation in activations {
      let samples = (0..<draws).map { sampledNTK(activation, seed: UInt64($0)) }
      check(samples, network(activation, outputs: 1).ntk(x).matrix, "\(activation)")
    }
  }

  /// The tangent kernel of one draw, by backward propagation written out.
  private func sampledNTK(_ activation: Activation, seed: UInt64) -> Tensor {
    func normal(_ name: String, _ shape: [Int]) -> Tensor {
      Tensor.normal(shape, stream: RandomStream(seed: seed, name))
    }
    let widths = [x.shape[1], width, width, 1]
    let weights = (0..<3).map { normal("weights \($0)", [widths[$0], widths[$0 + 1]]) }
    let scales = (0..<3).map { (weight / Double(widths[$0])).squareRoot() }
    var (layers, slopes) = ([x], [Tensor]())
    for l in 0..<2 {
      let biases = normal("biases \(l)", [width]) * bias.squareRoot()
      let z = layers[l].matmul(weights[l]) * scales[l] + biases
      let pairs = z.scalars.map { activation.valueAndDerivative(at: $0) }
      layers.append(Tensor(shape: z.shape, values: pairs.map(\.value)))
      slopes.append(Tensor(shape: z.shape, values: pairs.map(\.derivative)))
    }
    var sensitivity = Tensor.ones([x.shape[0], 1])
    var kernel = Tensor.zeros([x.shape[0], x.shape[0]])
    for l in (0..<3).reversed() {
      let gram = layers[l].matmul(layers[l], transposingRight: true) * (scales[l] * scales[l])
      kernel =
        kernel + sensitivity.matmul(sensitivity, transposingRight: true) * (gram + bias)
      guard l > 0 else { break }
      sensitivity =
        sensitivity.matmul(weights[l], transposingRight: true) * scales[l] * slopes[l - 1]
    }
    return kernel
  }
}

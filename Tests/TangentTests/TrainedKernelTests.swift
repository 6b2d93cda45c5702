import Foundation
import Networks
import Tangent
import Testing

@Suite("Training and tangent kernels together")
struct TrainedKernelTests {
  /// What the reference file says of one dense network before and after eight steps of descent.
  struct Reference: Decodable, Sendable, CustomTestStringConvertible {
    struct Spec: Decodable, Sendable {
      let parameterization: String
      let activation: String
      let weightVariance: Double
      let biasVariance: Double
      let widths: [Int]
      let nonlinearOutput: Bool?
    }
    enum Parameter: Decodable, Sendable {
      case weights([[Double]])
      case biases([Double])

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let rows = try? container.decode([[Double]].self) {
          self = .weights(rows)
        } else {
          self = .biases(try container.decode([Double].self))
        }
      }

      var tensor: Tensor {
        switch self {
        case .weights(let rows): Tensor(rows)
        case .biases(let values): Tensor(values)
        }
      }
    }
    let name: String
    let spec: Spec
    let parameters: [[Parameter]]
    let x: [[Double]]
    let y: [[Double]]
    let learningRate: Double
    let gradientDescentLoss: [Double]
    let ntkTrace: [[Double]]
    let ntkTraceAfterTraining: [[Double]]

    var testDescription: String { name }
  }

  static let references: [Reference] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent()
      .appendingPathComponent("DynamicsTests/Fixtures/finite-networks.json")
    struct Cases: Decodable { let cases: [Reference] }
    do {
      return try JSONDecoder().decode(Cases.self, from: Data(contentsOf: file)).cases
    } catch {
      Issue.record("the reference networks cannot be read: \(error)")
      return []
    }
  }()

  static func activation(_ name: String) -> (any NetworkComponent)? {
    switch name {
    case "tanh": Tanh()
    case "relu": ReLU()
    case "erf": Erf()
    case "sin": Sin()
    default: nil
    }
  }

  static func model(_ reference: Reference) throws -> Model {
    let spec = reference.spec
    let activation = try #require(Self.activation(spec.activation))
    var layers: [Networks.Layer] = []
    for (index, width) in spec.widths.dropFirst().enumerated() {
      layers += Dense(width).layers
      let isLast = index == spec.widths.count - 2
      if !isLast || spec.nonlinearOutput == true { layers += activation.layers }
    }
    let network = Network(
      parameterization: try #require(Parameterization(rawValue: spec.parameterization)),
      weightVariance: spec.weightVariance,
      biasVariance: spec.biasVariance,
      layers: layers
    )
    // In NTK parameterisation a layer whose bias variance is 0 has no biases.
    let hasBiases = spec.biasVariance > 0 || spec.parameterization == "standard"
    let parameters = reference.parameters.map { layer in
      let biases = hasBiases && layer.count > 1 ? layer[1].tensor : nil
      return DenseParameters(weights: layer[0].tensor, biases: biases)
    }
    return Model(network: network, parameters: Parameters(parameters))
  }

  @Test("there are six dense reference networks")
  func count() {
    #expect(Self.references.count == 6)
  }

  @Test("the kernel before and after training is the reference's to 1e-9", arguments: references)
  func kernels(_ reference: Reference) throws {
    let model = try Self.model(reference)
    let data = Dataset(name: "reference", inputs: Tensor(reference.x), targets: Tensor(reference.y))
    #expect(
      model.ntk(data.inputs).relativeDistance(
        to: Kernel(Tensor(reference.ntkTrace), isSymmetric: true)
      ) < 1e-9
    )
    let run = model.trained(
      on: data,
      by: .gradientDescent(learningRate: reference.learningRate),
      steps: reference.gradientDescentLoss.count - 1
    )
    #expect(
      run.model.ntk(data.inputs).relativeDistance(
        to: Kernel(Tensor(reference.ntkTraceAfterTraining), isSymmetric: true)
      ) < 1e-9
    )
  }

  @Test("a wide network moves along the closed form of its infinitely wide ensemble's dynamics")
  func predictorFollowsTraining() throws {
    let data = Dataset.circle(count: 8).labeled { x in x[0] * x[1] }
    let network = Network(weightVariance: 1.5, biasVariance: 0.1) {
      Dense(1024)
      Erf()
      Dense(1)
    }
    let model = network.initialized(.gaussian, for: data, seed: 5)
    let linear = model.linearized.trained(
      on: data,
      by: .gradientDescent(learningRate: 0.3),
      steps: 60
    )
    let trained = model.trained(on: data, by: .gradientDescent(learningRate: 0.3), steps: 60)
    // Network and linearisation part at order 1/width: a few parts in a thousand at 1024.
    #expect(abs(trained.finalLoss - linear.finalLoss) < 0.02 * linear.loss.first)
    #expect(trained.finalLoss < 0.2 * trained.loss.first)
  }
}

import Networks
import Tensors
import TestSupport
import Testing

/// A network of stated weights with reference values, from `Fixtures/finite-mlp.json`.
struct ReferenceCase: Sendable, CustomTestStringConvertible {
  let values: JSONValue

  static let all: [ReferenceCase] = {
    let fixture: JSONValue? = try? Fixture.json("finite-mlp.json")
    return fixture?["cases"]?.array?.map { ReferenceCase(values: $0) } ?? []
  }()

  var name: String { values["name"]?.string ?? "" }
  var testDescription: String { name }

  func tensor(_ key: String, dtype: DType = .float64) throws -> Tensor {
    try #require(values[key]).tensor(dtype: dtype)
  }

  func number(_ key: String) throws -> Double {
    try #require(values[key]?.number)
  }

  func model(dtype: DType = .float64) throws -> Model {
    let spec = try #require(values["spec"])
    let parameters = try #require(values["parameters"]?.array)
    let widths = try #require(spec["widths"]).numbers.map { Int($0) }
    let activation = try activation(try #require(spec["activation"]?.string))
    let isLastNonlinear = spec["nonlinearOutput"]?.bool ?? false
    let network = Network(
      parameterization: spec["parameterization"]?.string == "ntk" ? .ntk : .standard,
      weightVariance: try #require(spec["weightVariance"]?.number),
      biasVariance: try #require(spec["biasVariance"]?.number)
    ) {
      for (index, width) in widths.dropFirst().enumerated() {
        Dense(width)
        if index < widths.count - 2 || isLastNonlinear { activation }
      }
    }
    let dense = try zip(parameters, network.denseLayers).map { values, layer in
      DenseParameters(
        weights: try #require(values[0]).tensor(dtype: dtype),
        biases: network.hasBiases(layer) ? try #require(values[1]).tensor(dtype: dtype) : nil
      )
    }
    return Model(network: network, parameters: Parameters(dense))
  }

  private func activation(_ name: String) throws -> Activation {
    let known: [String: Activation] = [
      "tanh": .tanh, "relu": .relu, "erf": .erf,
      "sin": .sin(amplitude: 1, frequency: 1, phase: 0),
    ]
    return try #require(known[name])
  }
}

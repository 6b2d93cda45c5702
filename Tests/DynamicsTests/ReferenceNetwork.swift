import Networks
import Tensors
import TestSupport
import Testing

@testable import Dynamics

/// Arrays of numbers of any depth.
indirect enum Nested: Decodable, Sendable {
  case number(Double)
  case list([Nested])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else {
      self = .list(try container.decode([Nested].self))
    }
  }

  var shape: [Int] {
    guard case .list(let parts) = self else { return [] }
    return [parts.count] + (parts.first?.shape ?? [])
  }
  var values: [Double] {
    switch self {
    case .number(let value): [value]
    case .list(let parts): parts.flatMap(\.values)
    }
  }
  func tensor(_ dtype: DType) -> Tensor { Tensor(shape: shape, values: values, dtype: dtype) }
}

/// A case of `Fixtures/finite-networks.json`, whose `source` says where the numbers are from.
struct ReferenceNetwork: Decodable, Sendable, CustomTestStringConvertible {
  struct Spec: Decodable, Sendable {
    let parameterization: String
    let activation: String
    let widths: [Int]
    let weightVariance: Double
    let biasVariance: Double
    let nonlinearOutput: Bool?
  }
  struct Momentum: Decodable, Sendable {
    let learningRate: Double
    let momentum: Double
    let loss: [Double]
  }
  struct CrossEntropy: Decodable, Sendable {
    let labels: [Int]
    let loss: [Double]
  }

  let name: String
  let spec: Spec
  let parameters: [[Nested]]
  let x: Nested
  let y: Nested
  let output: Nested
  let loss: Double
  let lossGradientNorm: Double
  let lossHessianTopEigenvalues: [Double]
  let lossHessianTrace: Double
  let learningRate: Double
  let gradientDescentLoss: [Double]
  let outputAfterTraining: Nested
  let linearizedLoss: [Double]
  let momentum: Momentum
  let crossEntropy: CrossEntropy?

  var testDescription: String { name }

  private struct File: Decodable {
    let cases: [ReferenceNetwork]
  }

  static let all: [ReferenceNetwork] = {
    guard let file = try? Fixture.json("finite-networks.json", as: File.self) else {
      Issue.record("Fixtures/finite-networks.json cannot be read")
      return []
    }
    return file.cases
  }()

  private var activation: Activation {
    switch spec.activation {
    case "tanh": .tanh
    case "relu": .relu
    case "erf": .erf
    case "sin": .sin(amplitude: 1, frequency: 1, phase: 0)
    default: .identity
    }
  }

  func model(_ dtype: DType = .float64) throws -> Model {
    let network = Network(
      parameterization: spec.parameterization == "standard" ? .standard : .ntk,
      weightVariance: spec.weightVariance,
      biasVariance: spec.biasVariance
    ) {
      for width in spec.widths.dropFirst().dropLast() {
        Dense(width)
        activation
      }
      Dense(spec.widths[spec.widths.count - 1])
      if spec.nonlinearOutput == true { activation }
    }
    let hasBiases = spec.parameterization == "standard" || spec.biasVariance > 0
    return try Model(
      checkedNetwork: network,
      parameters: Parameters(
        parameters.map {
          DenseParameters(
            weights: $0[0].tensor(dtype),
            biases: hasBiases ? $0[1].tensor(dtype) : nil
          )
        }
      )
    )
  }

  func data(_ dtype: DType = .float64) -> Dataset {
    Dataset(name: name, inputs: x.tensor(dtype), targets: y.tensor(dtype))
  }

  func classes(_ labels: [Int]) -> Dataset {
    var rows = labels.map { _ in Array(repeating: 0.0, count: y.shape[1]) }
    for (row, label) in labels.enumerated() { rows[row][label] = 1 }
    return Dataset(name: name, inputs: x.tensor(.float64), targets: Tensor(rows))
  }
}

/// Whether two lists agree to a relative tolerance, measured by the largest number expected.
func agree(_ found: [Double], _ expected: [Double], within tolerance: Double) -> Bool {
  let scale = expected.map { abs($0) }.max() ?? 1
  return found.count == expected.count
    && zip(found, expected).allSatisfy { abs($0 - $1) <= tolerance * scale }
}

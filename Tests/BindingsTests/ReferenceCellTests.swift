import CellLanguage
import Foundation
import TestSupport
import Testing

/// Reference data of another module's tests.
private func fixture(_ name: String, of module: String) throws -> JSONValue {
  let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
  return try Fixture.json(
    name,
    filePath: tests.appendingPathComponent("\(module)/Tests.swift").path
  )
}

extension JSONValue {
  /// Nested arrays of numbers as a cell writes them.
  fileprivate var literal: String {
    switch self {
    case .number(let value): "\(value)"
    case .array(let elements): "[" + elements.map(\.literal).joined(separator: ", ") + "]"
    default: "nil"
    }
  }

  fileprivate func numbers(_ key: String) -> [Double] { self[key]?.numbers ?? [] }
  fileprivate func literal(_ key: String) -> String { self[key]?.literal ?? "nil" }
}

@Suite("Cells against reference values") struct ReferenceCellTests {
  /// Kernels are printed with all digits; the references agree to this.
  private static let kernels = 1e-12
  /// The references of training are to nine digits.
  private static let training = 1e-9

  @Test("analytic kernels of dense networks")
  func analyticKernels() throws {
    let cases = try fixture("dense-kernels.json", of: "AnalyticKernelsTests")["cases"]?.array ?? []
    var count = 0
    for reference in cases {
      guard count < 12, let layers = reference["layers"]?.array.map(layers) ?? nil else { continue }
      count += 1
      let found = try outcome(
        of: """
          let network = Network {
          \(layers)
          }
          let x1 = Tensor(\(reference.literal("x1")))
          let x2 = Tensor(\(reference.literal("x2")))
          for v in network.ntk(x1).matrix.scalars { print(v) }
          for v in network.nngp(x1, x2).matrix.scalars { print(v) }
          """
      )
      expectClose(
        found.numbers,
        reference.numbers("ntk11") + reference.numbers("nngp12"),
        within: Self.kernels
      )
    }
    #expect(count == 12)
  }

  private func layers(_ layers: [JSONValue]) -> String? {
    let lines = layers.map { layer -> String? in
      switch layer["type"]?.string {
      case "dense":
        let width = Int(layer["width"]?.number ?? 1)
        return """
          Dense(\(width), weightVariance: \(layer["weightVariance"]?.number ?? 1), \
          biasVariance: \(layer["biasVariance"]?.number ?? 0))
          """
      case "relu": return "ReLU()"
      case "erf": return "Erf()"
      default: return nil
      }
    }
    return lines.contains(nil) ? nil : lines.compactMap { $0 }.joined(separator: "\n")
  }

  @Test("training, its linearisation, empirical kernel and curvature of a finite network")
  func finiteNetwork() throws {
    let cases = try fixture("finite-networks.json", of: "DynamicsTests")["cases"]?.array ?? []
    let reference = try #require(cases.first { $0["name"]?.string == "mlp-tanh-2hidden" })
    let found = try outcome(
      of: """
        let network = Network(weightVariance: 1.5, biasVariance: 0.1) {
          for width in [7, 6] {
            Dense(width)
            Tanh()
          }
          Dense(2)
        }
        \(parameters(reference))
        let model = Model(network: network, parameters: Parameters(layers))
        let data = Dataset(
          name: "reference", inputs: Tensor(\(reference.literal("x"))),
          targets: Tensor(\(reference.literal("y"))))
        let descent = Optimizer.gradientDescent(learningRate: \(reference.literal("learningRate")))
        let run = model.trained(on: data, by: descent, steps: 8)
        for loss in run.loss.y { print(loss) }
        let line = model.linearized.trained(on: data, by: descent, steps: 8, path: .functions)
        for loss in line.loss.y { print(loss) }
        let hessian = model.lossHessian(on: data)
        for value in hessian.topEigenvalues(3) { print(value) }
        print(hessian.trace)
        for value in model.ntk(data.inputs).matrix.scalars { print(value) }
        """
    )
    let keys = [
      "gradientDescentLoss", "linearizedLoss", "lossHessianTopEigenvalues", "lossHessianTrace",
      "ntkTrace",
    ]
    expectClose(found.numbers, keys.flatMap { reference.numbers($0) }, within: Self.training)
  }

  /// The layers of a reference model as cells write them.
  private func parameters(_ reference: JSONValue) -> String {
    let layers = (reference["parameters"]?.array ?? []).map { layer in
      """
      DenseParameters(
        weights: Tensor(\(layer[0]?.literal ?? "")), biases: Tensor(\(layer[1]?.numbers ?? [])))
      """
    }
    return "let layers = [\(layers.joined(separator: ", "))]"
  }
}

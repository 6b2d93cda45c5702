import Networks
import TestSupport

/// A network as the reference files describe it.
enum ReferenceNetwork {
  struct UnknownLayer: Error {
    let type: String
  }

  static func network(_ layers: JSONValue?) throws -> Network {
    try Network(checkedLayers: (layers?.array ?? []).map(layer))
  }

  private static func layer(_ value: JSONValue) throws -> Layer {
    guard value["type"]?.string == "dense" else { return .activation(try activation(value)) }
    return .dense(
      Dense(
        Int(value["width"]?.number ?? 1),
        weightVariance: value["weightVariance"]?.number,
        biasVariance: value["biasVariance"]?.number ?? 0
      )
    )
  }

  private static func activation(_ value: JSONValue) throws -> Activation {
    let type = value["type"]?.string ?? ""
    func number(_ key: String, _ standard: Double) -> Double { value[key]?.number ?? standard }
    return switch type {
    case "relu": .relu
    case "erf": .erf
    case "leakyRelu": .leakyReLU(slope: number("slope", .nan))
    case "abs": .abs
    case "abRelu":
      .piecewiseLinear(negative: number("negative", .nan), positive: number("positive", .nan))
    case "gelu": .gelu
    case "sin":
      .sin(amplitude: number("a", 1), frequency: number("b", 1), phase: number("c", 0))
    case "cos":
      .cos(amplitude: number("a", 1), frequency: number("b", 1), phase: number("c", 0))
    case "gaussian": .gaussian
    case "exp": .exponential(amplitude: number("a", 1), rate: number("b", 1))
    case "sign": .sign
    case "monomial": .monomial(degree: Int(number("degree", -1)))
    case "rectifiedMonomial": .rectifiedMonomial(degree: Int(number("degree", -1)))
    case "polynomial": .polynomial(coefficients: value["coefficients"]?.numbers ?? [])
    case "sigmoidLike": .sigmoidLike
    case "identity": .identity
    default: throw UnknownLayer(type: type)
    }
  }
}

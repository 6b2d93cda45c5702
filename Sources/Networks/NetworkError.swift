/// What can be wrong with a network or with what it is given.
public enum NetworkError: Error, Sendable, Hashable {
  /// A network without layers.
  case noLayers
  /// A dense layer whose width is out of range; the layer is counted from 0.
  case width(Int, layer: Int)
  /// A variance that is negative or not finite.
  case variance(name: String, value: Double)
  /// An activation with unusable parameters; the layer is counted from 0.
  case activation(String, layer: Int)

  /// The widest layer allowed: 2^31 - 1, what BLAS can count.
  static let largestWidth = Int(Int32.max)
}

extension NetworkError: CustomStringConvertible {
  /// What was found and what was expected.
  public var description: String {
    switch self {
    case .noLayers: "a network needs at least one layer, found none"
    case .width(let width, let layer):
      "layer \(layer + 1) has width \(width), expected 1 to \(NetworkError.largestWidth)"
    case .variance(let name, let value):
      "\(name) is \(value), expected a finite number of at least 0"
    case .activation(let text, let layer):
      "layer \(layer + 1) is \(text), expected finite parameters and degrees from 0 to 64"
    }
  }
}

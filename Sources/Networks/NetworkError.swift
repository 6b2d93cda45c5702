public import Tensors

/// What can be wrong with a network or with what it is given; layers are counted from 0.
public enum NetworkError: DescribedError, Hashable {
  /// A network without layers.
  case noLayers
  /// A network without a dense layer where a model is wanted.
  case noDense
  /// A dense layer whose width is out of range.
  case width(Int, layer: Int)
  /// A variance that is negative or not finite.
  case variance(name: String, value: Double)
  /// An activation with unusable parameters.
  case activation(String, layer: Int)
  /// An initializer whose law has unusable parameters.
  case law(String)
  /// A law that asks for non-zero effective parameters where the variance of the network is 0.
  case lawWithoutEffect(parameter: String, layer: Int)
  /// Inputs that are not one row per example.
  case inputRank([Int])
  /// The shape of one input that is not one length of at least 1.
  case inputShape([Int])
  /// Inputs of another length than the model's.
  case inputLength(found: Int, expected: Int)
  /// Parameters for another number of dense layers.
  case layerCount(found: Int, expected: Int)
  /// An index of a dense layer that does not exist.
  case layerIndex(Int, count: Int)
  /// Weights of another shape than the layer's.
  case weightShape(found: [Int], expected: [Int], layer: Int)
  /// Biases of another shape than the layer's, or where there are none, or none where there are.
  case biasShape(found: [Int]?, expected: [Int]?, layer: Int)
  /// Parameters partly in float32 and partly in float64.
  case mixedTypes
  /// A vector of another length than the number of parameters.
  case parameterCount(found: Int, expected: Int)
  /// A list of tensors of other shapes than the parameters.
  case parameterShapes(found: [[Int]], expected: [[Int]])

  /// The widest layer allowed: 2^31 - 1, what BLAS can count.
  static let largestWidth = Int(Int32.max)
}

extension NetworkError {
  /// What was found and what was expected.
  public var description: String {
    switch self {
    case .noLayers: "a network needs at least one layer, but there is none."
    case .noDense: "a model needs at least one Dense layer, but the network has none."
    case .width(let width, let layer):
      "layer \(layer + 1) has width \(width), expected 1 to \(NetworkError.largestWidth)."
    case .variance(let name, let value):
      "\(name) is \(value), expected a finite number of at least 0."
    case .activation(let text, let layer):
      "layer \(layer + 1) is \(text), expected finite parameters and degrees from 0 to 64."
    case .law(let text):
      "the initializer's law is \(text), expected finite numbers and a spread of at least 0."
    case .lawWithoutEffect(let parameter, let layer):
      "\(parameter) is 0 in dense layer \(layer + 1), so the initializer cannot give it effective "
        + "parameters other than 0."
    case .inputRank, .inputShape, .inputLength: inputDescription
    case .layerCount, .layerIndex, .weightShape, .biasShape, .mixedTypes, .parameterCount,
      .parameterShapes:
      parameterDescription
    }
  }

  /// What to do about it, where there is something to say.
  public var advice: String? {
    switch self {
    case .noLayers: "Write the layers in the braces: Network { Dense(64); ReLU(); Dense(1) }."
    case .inputRank, .inputShape:
      "Flatten the inputs: x.reshaped(to: [n, d]). One input alone is Tensor([[1, 2, 3]])."
    case .lawWithoutEffect:
      "In the NTK parameterization give the layer a variance above 0: it scales the parameters."
    case .biasShape(_, nil, _):
      "In the NTK parameterization a layer whose biasVariance is 0 has no biases."
    case .mixedTypes: "Convert all to one type with converted(to:)."
    case .noDense, .width, .variance, .activation, .law, .inputLength, .layerCount, .layerIndex,
      .weightShape, .biasShape, .parameterCount, .parameterShapes:
      nil
    }
  }

  private var inputDescription: String {
    switch self {
    case .inputRank(let shape):
      "the inputs have shape \(shape), expected [n, d]: one row per example."
    case .inputShape(let shape):
      "one input has shape \(shape), expected [d] with d at least 1."
    case .inputLength(let found, let expected):
      "the inputs have length \(found), but the model was made for length \(expected)."
    default: ""
    }
  }

  private var parameterDescription: String {
    switch self {
    case .layerCount(let found, let expected):
      "there are parameters for \(found) dense layers, but the network has \(expected)."
    case .layerIndex(let index, let count):
      "dense layer \(index) does not exist: the layers are counted from 0 and there are \(count)."
    case .weightShape(let found, let expected, let layer):
      "the weights of dense layer \(layer + 1) have shape \(found), expected \(expected)."
    case .biasShape(let found, let expected, let layer):
      "the biases of dense layer \(layer + 1) are \(words(found)), expected \(words(expected))."
    case .mixedTypes: "some parameters are float32 and others float64."
    case .parameterCount(let found, let expected):
      "the vector has \(found) entries, but the model has \(expected) parameters."
    case .parameterShapes(let found, let expected):
      "the parameters have shapes \(found), expected \(expected)."
    default: ""
    }
  }

  private func words(_ shape: [Int]?) -> String {
    shape.map { "of shape \($0)" } ?? "absent"
  }
}

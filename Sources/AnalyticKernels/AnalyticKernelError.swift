public import Tensors

/// What can make an infinite-width kernel or a prediction from it impossible.
public enum AnalyticKernelError: DescribedError, Equatable {
  /// A network without a dense layer has no random weights, hence no kernel.
  case noDenseLayer
  /// An activation that meets the inputs, which are not Gaussian; the layer is counted from 0.
  case activationOnInputs(layer: Int, activation: String)
  /// An activation that meets another, whose outputs are not Gaussian.
  case consecutiveActivations(layer: Int, activation: String)
  /// The tangent kernel in the standard parameterization grows with the width.
  case standardParameterization
  /// Inputs that are not a batch of vectors.
  case inputShape([Int])
  /// Two batches of vectors of different length.
  case inputDimensions([Int], [Int])
  /// A sample with a NaN or an infinity.
  case notFiniteInput(sample: Int)
  /// A sample whose kernel leaves the range of the precision.
  case overflow(sample: Int, dtype: DType)
  /// A rectified monomial whose moments leave the range of double precision.
  case degree(Int, highest: Int)
  /// A prediction from a network whose outputs are not Gaussian.
  case outputActivation(String)
  /// Training data without samples.
  case noTrainingSamples
  /// Targets that do not fit the kernel or the inputs.
  case targetShape(found: [Int], samples: Int)
  /// A kernel of the wrong shape.
  case kernelShape(found: [Int], expected: String)
  /// A number outside its range.
  case argument(name: String, value: Double, expected: String)
  /// A kernel that cannot be inverted in the precision at hand.
  case singular(size: Int, smallest: Double, largest: Double, advisedRidge: Double)
  /// Gradient descent that left the range of numbers.
  case diverged(learningRate: Double, stableBelow: Double)
}

extension AnalyticKernelError {
  /// What was found and what was expected.
  public var description: String {
    switch self {
    case .noDenseLayer:
      "the network has no dense layer, so it has no random weights and no kernel."
    case .activationOnInputs(let layer, let activation):
      "layer \(layer + 1), \(activation), acts on the inputs themselves, which are not Gaussian."
    case .consecutiveActivations(let layer, let activation):
      "layer \(layer + 1), \(activation), follows another activation, whose outputs are not "
        + "Gaussian."
    case .standardParameterization:
      "the tangent kernel in the standard parameterization grows without bound with the width."
    case .inputShape(let shape):
      "the inputs have shape \(shape), expected [samples, features] with at least one feature."
    case .inputDimensions(let first, let second):
      "the inputs have shapes \(first) and \(second), expected the same number of features."
    case .notFiniteInput(let sample):
      "sample \(sample) of the inputs has an entry that is NaN or infinite."
    case .overflow(let sample, let dtype):
      "the kernel of sample \(sample) with itself leaves the range of \(dtype)."
    case .degree(let degree, let highest):
      "a rectified monomial of degree \(degree) was found, expected at most \(highest)."
    default: predictionDescription
    }
  }

  private var predictionDescription: String {
    switch self {
    case .outputActivation(let activation):
      "the network ends with \(activation), so that its outputs are not Gaussian."
    case .noTrainingSamples:
      "the training data have no samples, expected at least one."
    case .targetShape(let found, let samples):
      "the targets have shape \(found), expected [\(samples), outputs], one row for each sample."
    case .kernelShape(let found, let expected):
      "the kernel has shape \(found), expected \(expected)."
    case .argument(let name, let value, let expected):
      "\(name) is \(value), expected \(expected)."
    case .singular(let size, let smallest, let largest, _):
      "the training kernel of size \(size) is singular to working precision: its eigenvalues run "
        + "from \(smallest) to \(largest)."
    case .diverged(let learningRate, let stableBelow):
      "gradient descent with learning rate \(learningRate) diverged; it is stable below "
        + "\(stableBelow)."
    default: ""
    }
  }

  /// What to do about it.
  public var advice: String? {
    switch self {
    case .noDenseLayer: "Add a Dense layer."
    case .activationOnInputs: "Put a Dense layer before it."
    case .consecutiveActivations: "Put a Dense layer between the two."
    case .standardParameterization:
      "Use Network(parameterization: .ntk), or ask for the nngp, which is the same in both."
    case .inputShape: "Reshape the inputs with reshaped(to:)."
    case .overflow: "Scale the inputs or the weight variances down, or use float64."
    case .outputActivation: "End the network with a Dense layer."
    case .singular(_, _, _, let ridge):
      "Use a ridge of about .absolute(\(ridge)), or a finite time."
    case .diverged: "Use a smaller learning rate."
    case .inputDimensions, .notFiniteInput, .degree, .noTrainingSamples, .targetShape,
      .kernelShape, .argument:
      nil
    }
  }
}

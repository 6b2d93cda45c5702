public import Tensors

/// A network with parameters: a function of finite width.
///
/// Its kernels are the empirical ones; `network` keeps the architecture, whose kernels are those
/// of infinite width.
public struct Model: Sendable, Equatable {
  /// The architecture.
  public let network: Network
  /// The shape of one input, `[d]`.
  public let inputShape: [Int]
  /// The weights and biases.
  public let parameters: Parameters

  /// The network with stated parameters; stops the program if they do not fit.
  public init(network: Network, parameters: Parameters) {
    self = trapping { try Model(checkedNetwork: network, parameters: parameters) }
  }

  /// The network with stated parameters: weights `[fan in, width]`, biases `[width]`.
  ///
  /// In the NTK parameterisation they are the unscaled ones, and a layer whose bias variance is 0
  /// has no biases.
  ///
  /// - Throws: `NetworkError` if a number or a shape does not fit the network.
  public init(checkedNetwork network: Network, parameters: Parameters) throws {
    self.inputShape = try [network.checkedFanIn(of: parameters)]
    self.network = network
    self.parameters = parameters
  }

  /// The number of outputs `k`.
  public var outputCount: Int { network.outputWidth ?? inputShape.reduce(1, *) }

  /// The number of scalar parameters.
  public var parameterCount: Int { parameters.count }

  /// The number type of the parameters, in which everything about the model is computed.
  public var dtype: DType { parameters.dtype }

  /// The same network with other parameters of the same shapes.
  ///
  /// - Throws: `NetworkError` if they do not fit.
  public func checkedReplacing(parameters: Parameters) throws -> Model {
    try Model(checkedNetwork: network, parameters: parameters)
  }

  /// The same network with other parameters of the same shapes; stops the program if they do
  /// not fit.
  public func replacing(parameters: Parameters) -> Model {
    trapping { try checkedReplacing(parameters: parameters) }
  }
}

extension Model: CustomStringConvertible {
  /// The number of parameters, then the summary of the network.
  public var description: String {
    "Model of \(parameterCount) parameters on inputs \(inputShape): \(network.summary)"
  }
}

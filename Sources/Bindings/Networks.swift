internal import CellLanguage
internal import Tangent

/// Architectures, and their kernels in the limit of infinite width.
extension BindingRegistry {
  mutating func registerNetworks() {
    protocolType("NetworkComponent", summary: "A layer, or several, of a network.")
    resultBuilder("LayerBuilder", element: "any NetworkComponent")
    enumeration(
      "Parameterization",
      Parameterization.self,
      summary: "Where the width's factors stand."
    )
    registerDense()
    type(
      "Network",
      Network.self,
      summary: "An architecture: layers without parameters.",
      conformsTo: ["Equatable", "Hashable"],
      display: { network, _ in .text(network.summary) }
    )
    initializer(
      of: "Network",
      """
      init(parameterization: Parameterization = .ntk, weightVariance: Double = 1, \
      biasVariance: Double = 0, @LayerBuilder _ content: () throws -> [any NetworkComponent])
      """,
      summary: "A network of the layers in its braces; a layer may override the variances."
    ) {
      (
        parameterization: Parameterization,
        weightVariance: Double,
        biasVariance: Double,
        content: CellFunction
      ) in
      let components: [CellExistential<any NetworkComponent>] = try content()
      return try Network(
        checkedLayers: components.flatMap { $0.value.layers },
        parameterization: parameterization,
        weightVariance: weightVariance,
        biasVariance: biasVariance
      )
    }
    registerNetworkMembers()
    registerNetworkKernels()
  }

  private mutating func registerDense() {
    type(
      "Dense",
      Dense.self,
      summary: "A fully connected layer of a given width.",
      conformsTo: ["NetworkComponent"]
    )
    initializer(
      of: "Dense",
      """
      init(_ width: Int, weightVariance: Double? = nil, biasVariance: Double? = nil, \
      bias: Bool = true)
      """
    ) { (width: Int, weightVariance: Double?, biasVariance: Double?, bias: Bool) in
      Dense(width, weightVariance: weightVariance, biasVariance: biasVariance, bias: bias)
    }
  }

  private mutating func registerNetworkMembers() {
    property(of: "Network", "parameterization: Parameterization") {
      (network: Network) in network.parameterization
    }
    property(of: "Network", "weightVariance: Double") { (network: Network) in
      network.weightVariance
    }
    property(of: "Network", "biasVariance: Double") { (network: Network) in network.biasVariance }
    property(of: "Network", "depth: Int", summary: "The number of dense layers.") {
      (network: Network) in network.depth
    }
    property(of: "Network", "summary: String") { (network: Network) in network.summary }
    method(
      on: "Network",
      """
      func initialized(_ initializer: Initializer = .gaussian, for inputs: Tensor, \
      seed: UInt64) -> Model
      """,
      summary: "A model: the architecture with parameters drawn from a law."
    ) { (network: Network, initializer: Initializer, inputs: Tensor, seed: UInt64) in
      try network.checkedInitialized(initializer, for: inputs, seed: seed)
    }
    method(
      on: "Network",
      """
      func initialized(_ initializer: Initializer = .gaussian, for data: Dataset, \
      seed: UInt64) -> Model
      """
    ) { (network: Network, initializer: Initializer, data: Dataset, seed: UInt64) in
      try network.checkedInitialized(initializer, for: data, seed: seed)
    }
  }

  private mutating func registerNetworkKernels() {
    method(
      on: "Network",
      "func ntk(_ x1: Tensor, _ x2: Tensor? = nil) -> Kernel",
      summary: "The tangent kernel at infinite width."
    ) { (network: Network, x1: Tensor, x2: Tensor?) in try network.checkedNTK(x1, x2) }
    method(
      on: "Network",
      "func nngp(_ x1: Tensor, _ x2: Tensor? = nil) -> Kernel",
      summary: "The covariance of the outputs at infinite width."
    ) { (network: Network, x1: Tensor, x2: Tensor?) in try network.checkedNNGP(x1, x2) }
  }
}

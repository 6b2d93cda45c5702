internal import CellLanguage
internal import Tangent

/// Models: networks with parameters, and their empirical kernels.
extension BindingRegistry {
  mutating func registerModels() {
    type(
      "Model",
      Model.self,
      summary: "A network with parameters.",
      conformsTo: ["Equatable"],
      display: { model, _ in .text(model.description) }
    )
    property(of: "Model", "network: Network") { (model: Model) in model.network }
    property(of: "Model", "inputShape: [Int]") { (model: Model) in model.inputShape }
    property(of: "Model", "outputCount: Int") { (model: Model) in model.outputCount }
    property(of: "Model", "parameterCount: Int") { (model: Model) in model.parameterCount }
    method(on: "Model", "func outputs(_ x: Tensor) -> Tensor", summary: "Shape [n, k].") {
      (model: Model, x: Tensor) in try model.checkedOutputs(x)
    }
    registerParameters()
    registerEmpiricalKernels()
    registerSensitivities()
  }

  private mutating func registerParameters() {
    type("DenseParameters", DenseParameters.self, summary: "Weights [in, out] and biases [out].")
    initializer(of: "DenseParameters", "init(weights: Tensor, biases: Tensor? = nil)") {
      (weights: Tensor, biases: Tensor?) in DenseParameters(weights: weights, biases: biases)
    }
    property(of: "DenseParameters", "weights: Tensor") {
      (parameters: DenseParameters) in parameters.weights
    }
    property(of: "DenseParameters", "biases: Tensor?") {
      (parameters: DenseParameters) in parameters.biases
    }
    type("Parameters", Parameters.self, summary: "The parameters of all dense layers.")
    initializer(of: "Parameters", "init(_ layers: [DenseParameters])") {
      (layers: [DenseParameters]) in Parameters(layers)
    }
    property(of: "Parameters", "layers: [DenseParameters]") {
      (parameters: Parameters) in parameters.layers
    }
    property(of: "Parameters", "count: Int") { (parameters: Parameters) in parameters.count }
    property(of: "Parameters", "flattened: Tensor") {
      (parameters: Parameters) in parameters.flattened
    }
    property(of: "Model", "dtype: DType") { (model: Model) in model.dtype }
    method(on: "Model", "func replacing(parameters: Parameters) -> Model") {
      (model: Model, parameters: Parameters) in
      try model.checkedReplacing(parameters: parameters)
    }
    property(of: "Model", "parameters: Parameters") { (model: Model) in model.parameters }
    initializer(of: "Model", "init(network: Network, parameters: Parameters)") {
      (network: Network, parameters: Parameters) in
      try Model(checkedNetwork: network, parameters: parameters)
    }
  }

  private mutating func registerEmpiricalKernels() {
    enumeration("KernelMethod", KernelMethod.self, summary: "How a kernel is computed.")
    method(
      on: "Model",
      "func ntk(_ x1: Tensor, _ x2: Tensor? = nil, by method: KernelMethod = .layerwise) -> Kernel",
      summary: "The tangent kernel, averaged over the outputs."
    ) { (model: Model, x1: Tensor, x2: Tensor?, method: KernelMethod) in
      try model.checkedNTK(x1, x2, by: method)
    }
    method(
      on: "Model",
      """
      func outputNTK(_ x1: Tensor, _ x2: Tensor? = nil, \
      by method: KernelMethod = .layerwise) -> Tensor
      """,
      summary: "The tangent kernel of every pair of outputs, shape [n₁, n₂, k, k]."
    ) { (model: Model, x1: Tensor, x2: Tensor?, method: KernelMethod) in
      try model.checkedOutputNTK(x1, x2, by: method)
    }
    method(
      on: "Model",
      "func nngp(_ x1: Tensor, _ x2: Tensor? = nil) -> Kernel",
      summary: "The Gram matrix of the last hidden layer, as the readout sees it."
    ) { (model: Model, x1: Tensor, x2: Tensor?) in try model.checkedNNGP(x1, x2) }
  }

  private mutating func registerSensitivities() {
    method(
      on: "Model",
      "func jacobian(_ x: Tensor) -> Tensor",
      summary: "Of the outputs to the parameters, shape [n, k, p]."
    ) { (model: Model, x: Tensor) in try model.checkedJacobian(x) }
    method(
      on: "Model",
      "func inputJacobian(_ x: Tensor) -> Tensor",
      summary: "Of the outputs to the inputs, shape [n, k, d]."
    ) { (model: Model, x: Tensor) in try model.checkedInputJacobian(x) }
    method(
      on: "Model",
      "func hessianSpectralNorm(_ x: Tensor) -> Double",
      summary: "The largest, over examples and outputs, of the Hessians to the parameters."
    ) { (model: Model, x: Tensor) in try model.checkedHessianSpectralNorm(x) }
    method(on: "Model", "func hessianSpectralNorms(_ x: Tensor) -> Tensor") {
      (model: Model, x: Tensor) in try model.checkedHessianSpectralNorms(x)
    }
  }
}

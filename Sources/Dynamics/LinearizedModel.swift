import Differentiation
public import Networks
public import Tensors

/// A model replaced by its tangent at its parameters θ₀: `f₀(x) + J(x) (θ − θ₀)`.
///
/// It is linear in its parameters, and its tangent kernel never changes.
public struct LinearizedModel: Sendable, Equatable {
  /// The model at the point of expansion, with parameters θ₀.
  public let base: Model
  /// The displacement θ − θ₀.
  public let displacement: Parameters

  /// The tangent of a model, displaced.
  init(base: Model, displacement: [Tensor]) throws {
    self.base = base
    self.displacement = try base.parameters.replacing(with: displacement)
  }

  private init(at base: Model, displacement: Parameters) {
    self.base = base
    self.displacement = displacement
  }

  fileprivate init(_ base: Model) {
    var zero = base.parameters
    for index in zero.layers.indices {
      zero.layers[index].weights = zero.layers[index].weights * 0
      zero.layers[index].biases = zero.layers[index].biases.map { $0 * 0 }
    }
    self.init(at: base, displacement: zero)
  }

  /// The number of outputs.
  public var outputCount: Int { base.outputCount }

  /// The distance ‖θ − θ₀‖.
  public var distance: Double {
    displacement.tensors.reduce(0) { $0 + $1.norm * $1.norm }.squareRoot()
  }

  /// The outputs for a batch `[n, d]`: `[n, k]`; stops the program if the batch does not fit.
  public func outputs(_ x: Tensor) -> Tensor { trapping { try checkedOutputs(x) } }

  /// The outputs for a batch `[n, d]`: `[n, k]`.
  ///
  /// - Throws: `NetworkError` if the batch does not fit the model.
  public func checkedOutputs(_ x: Tensor) throws -> Tensor {
    try base.check(batch: x)
    let parameters = base.parameters.tensors
    let program = try base.forwardProgram(batch: x.shape[0])
      .checkedJVP(withRespectTo: Array(parameters.indices))
    let results = try program.checkedEvaluate(
      parameters + [x.converted(to: base.dtype)] + displacement.tensors
    )
    return results[0] + results[1]
  }

  /// The loss on a data set.
  ///
  /// - Throws: `DynamicsError`, `NetworkError`, `TensorError` if the data do not fit.
  public func checkedLoss(on data: Dataset, loss: Loss = .squared) throws -> Double {
    let examples = try Examples(data, for: base, loss: loss)
    return try loss.checkedValue(
      outputs: checkedOutputs(examples.inputs),
      targets: examples.targets
    )
  }

  /// The loss on a data set; stops the program if it does not fit.
  public func loss(on data: Dataset, loss: Loss = .squared) -> Double {
    trapping { try checkedLoss(on: data, loss: loss) }
  }
}

extension Model {
  /// The model replaced by its tangent at its present parameters.
  public var linearized: LinearizedModel { LinearizedModel(self) }
}

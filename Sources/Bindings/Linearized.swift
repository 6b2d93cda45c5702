internal import CellLanguage
internal import Tangent

/// Models replaced by their tangents, and their training.
extension BindingRegistry {
  mutating func registerLinearized() {
    type(
      "LinearizedModel",
      LinearizedModel.self,
      summary: "The first-order expansion of a model in its parameters.",
      conformsTo: ["Equatable"]
    )
    property(of: "Model", "linearized: LinearizedModel") { (model: Model) in model.linearized }
    property(of: "LinearizedModel", "base: Model") { (model: LinearizedModel) in model.base }
    property(of: "LinearizedModel", "displacement: Parameters", summary: "From the base's.") {
      (model: LinearizedModel) in model.displacement
    }
    property(of: "LinearizedModel", "distance: Double", summary: "Travelled in parameters.") {
      (model: LinearizedModel) in model.distance
    }
    property(of: "LinearizedModel", "outputCount: Int") {
      (model: LinearizedModel) in model.outputCount
    }
    method(on: "LinearizedModel", "func outputs(_ x: Tensor) -> Tensor") {
      (model: LinearizedModel, x: Tensor) in try model.checkedOutputs(x)
    }
    method(on: "LinearizedModel", "func loss(on data: Dataset, loss: Loss = .squared) -> Double") {
      (model: LinearizedModel, data: Dataset, loss: Loss) in
      try model.checkedLoss(on: data, loss: loss)
    }
    registerLinearizedTraining()
  }

  private mutating func registerLinearizedTraining() {
    type("LinearizedPath", LinearizedPath.self, summary: "Where a linearised model is trained.")
    staticMember(of: "LinearizedPath", "automatic", summary: "The cheaper one.") {
      LinearizedPath.automatic
    }
    staticMember(of: "LinearizedPath", "parameters") { LinearizedPath.parameters }
    staticMember(of: "LinearizedPath", "functions", summary: "By the tangent kernel.") {
      LinearizedPath.functions
    }
    method(
      on: "LinearizedModel",
      """
      func trained(on data: Dataset, by optimizer: Optimizer, loss: Loss = .squared, \
      steps: Int, lossEvery: Int? = nil, path: LinearizedPath = .automatic, \
      @ProbeBuilder probes: () throws -> [Probe] = { [] }) -> LinearizedTrainingRun
      """
    ) {
      (
        model: LinearizedModel,
        data: Dataset,
        optimizer: Optimizer,
        loss: Loss,
        steps: Int,
        lossEvery: Int?,
        path: LinearizedPath,
        probes: CellFunction
      ) in
      let built: [Probe] = try probes()
      return try model.checkedTrained(
        on: data,
        by: optimizer,
        loss: loss,
        steps: steps,
        lossEvery: lossEvery,
        path: path
      ) { built }
    }
  }
}

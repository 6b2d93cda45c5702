internal import CellLanguage
internal import Tangent

/// The curvature of a loss.
extension BindingRegistry {
  mutating func registerLossHessian() {
    type(
      "LossHessian",
      LossHessian.self,
      summary: "The Hessian of a loss with respect to the parameters, never held as a matrix.",
      display: { hessian, _ in .text("the Hessian of a loss in \(hessian.size) parameters") }
    )
    method(
      on: "Model",
      "func lossHessian(on data: Dataset, loss: Loss = .squared) -> LossHessian",
      summary: "The Hessian of the loss at the present parameters."
    ) { (model: Model, data: Dataset, loss: Loss) in
      try model.checkedLossHessian(on: data, loss: loss)
    }
    property(of: "LossHessian", "size: Int", summary: "The number of parameters.") {
      (hessian: LossHessian) in hessian.size
    }
    property(of: "LossHessian", "trace: Double") {
      (hessian: LossHessian) in try hessian.checkedTrace()
    }
    method(
      on: "LossHessian",
      "func topEigenvalues(_ count: Int) -> [Double]",
      summary: "The largest eigenvalues, largest first."
    ) { (hessian: LossHessian, count: Int) in try hessian.checkedTopEigenvalues(count) }
    method(
      on: "LossHessian",
      "func product(with direction: Parameters, times: Int = 1) -> Parameters"
    ) { (hessian: LossHessian, direction: Parameters, times: Int) in
      try hessian.checkedProduct(with: direction, times: times)
    }
  }
}

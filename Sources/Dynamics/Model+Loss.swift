public import Differentiation
import Foundation
public import Networks
public import Tensors

extension Model {
  /// The loss as a program: parameters, inputs `[n, d]` and targets `[n, k]` to a scalar.
  ///
  /// - Throws: `ProgramError` for a batch that cannot be held.
  public func lossProgram(batch count: Int, loss: Loss = .squared) throws -> Program {
    let shapes = parameters.tensors.map(\.shape) + [[count] + inputShape, [count, outputCount]]
    return try Program(checkedInputs: shapes) { inputs in
      let outputs = network.forward(
        parameters: Array(inputs.dropLast(2)),
        inputs[inputs.count - 2]
      )
      return [loss.value(outputs: outputs, targets: inputs[inputs.count - 1])]
    }
  }

  /// The loss on a data set; stops the program if it does not fit.
  public func loss(on data: Dataset, loss: Loss = .squared) -> Double {
    trapping { try checkedLoss(on: data, loss: loss) }
  }

  /// The loss on a data set.
  ///
  /// - Throws: `DynamicsError`, `NetworkError`, `TensorError` if the data do not fit.
  public func checkedLoss(on data: Dataset, loss: Loss = .squared) throws -> Double {
    let examples = try Examples(data, for: self, loss: loss)
    return try loss.checkedValue(
      outputs: checkedOutputs(examples.inputs),
      targets: examples.targets
    )
  }

  /// The gradient of the loss; stops the program if the data do not fit.
  public func lossGradient(on data: Dataset, loss: Loss = .squared) -> Parameters {
    trapping { try checkedLossGradient(on: data, loss: loss) }
  }

  /// The gradient of the loss with respect to the parameters, as parameters.
  ///
  /// In the NTK parameterisation it is that with respect to the unscaled ones.
  ///
  /// - Throws: `DynamicsError`, `NetworkError`, `TensorError` if the data do not fit.
  public func checkedLossGradient(on data: Dataset, loss: Loss = .squared) throws -> Parameters {
    let examples = try Examples(data, for: self, loss: loss)
    let tensors = parameters.tensors
    let program = try lossProgram(batch: data.count, loss: loss)
      .checkedGradient(withRespectTo: Array(tensors.indices))
    return try parameters.replacing(
      with: program.checkedEvaluate(tensors + [examples.inputs, examples.targets])
    )
  }

  /// The share of examples whose class is predicted; stops the program if the data do not fit.
  public func accuracy(on data: Dataset) -> Double {
    trapping { try checkedAccuracy(on: data) }
  }

  /// The share of examples whose largest output is at the largest target; with one output, of
  /// those where output and target have the same sign.
  ///
  /// - Throws: `DynamicsError`, `NetworkError`, `TensorError` if the data do not fit.
  public func checkedAccuracy(on data: Dataset) throws -> Double {
    let examples = try Examples(data, for: self, loss: .squared)
    let outputs = try checkedOutputs(examples.inputs)
    let hits: Int
    if outputCount == 1 {
      hits = zip(outputs.scalars, examples.targets.scalars).filter { ($0 > 0) == ($1 > 0) }.count
    } else {
      hits =
        zip(
          try outputs.checkedArgMax(axis: 1),
          try examples.targets.checkedArgMax(axis: 1)
        ).filter { $0 == $1 }.count
    }
    return Double(hits) / Double(data.count)
  }
}

extension Parameters {
  /// The Euclidean distance to other parameters of the same shapes.
  ///
  /// - Throws: `DynamicsError.direction` if the shapes differ.
  public func checkedDistance(to other: Parameters) throws -> Double {
    let shapes = tensors.map(\.shape)
    guard other.tensors.map(\.shape) == shapes else {
      throw DynamicsError.direction(found: other.tensors.map(\.shape), expected: shapes)
    }
    return sqrt(zip(tensors, other.tensors).reduce(0) { $0 + pow(($1.0 - $1.1).norm, 2) })
  }

  /// The Euclidean distance to other parameters; stops the program if the shapes differ.
  public func distance(to other: Parameters) -> Double {
    trapping { try checkedDistance(to: other) }
  }
}

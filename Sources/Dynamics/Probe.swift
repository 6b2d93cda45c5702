public import Networks
public import Tensors

/// A number measured along training: at step 0, then periodically, and at the last step.
public struct Probe: Sendable {
  /// The name of the series.
  public let name: String
  /// The steps from one measurement to the next, at least 1.
  public let every: Int
  let measurement: Measurement

  enum Measurement: Sendable {
    case ofModel(@Sendable (Model) throws -> Double)
    case ofLinearized(@Sendable (LinearizedModel) throws -> Double)
  }

  /// A measurement of the model in training.
  public init(
    _ name: String,
    every: Int = 1,
    _ measure: @escaping @Sendable (Model) throws -> Double
  ) {
    self.name = name
    self.every = every
    measurement = .ofModel(measure)
  }

  /// A measurement of a linearized model in training.
  public static func linearized(
    _ name: String,
    every: Int = 1,
    _ measure: @escaping @Sendable (LinearizedModel) throws -> Double
  ) -> Probe {
    Probe(name: name, every: every, measurement: .ofLinearized(measure))
  }

  private init(name: String, every: Int, measurement: Measurement) {
    self.name = name
    self.every = every
    self.measurement = measurement
  }
}

extension Probe {
  /// The loss on other data, for example data held out.
  public static func loss(
    _ name: String = "test loss",
    on data: Dataset,
    loss: Loss = .squared,
    every: Int = 1
  ) -> Probe {
    Probe(name, every: every) { try $0.checkedLoss(on: data, loss: loss) }
  }

  /// The share of examples whose class is predicted, as `Model.accuracy(on:)`.
  public static func accuracy(
    _ name: String = "accuracy",
    on data: Dataset,
    every: Int = 1
  ) -> Probe {
    Probe(name, every: every) { try $0.checkedAccuracy(on: data) }
  }

  /// The distance ‖θ − θ₀‖ of the parameters from those of a model, usually the first one.
  public static func parameterDistance(
    _ name: String = "distance",
    from start: Model,
    every: Int = 1
  ) -> Probe {
    Probe(name, every: every) { try $0.parameters.checkedDistance(to: start.parameters) }
  }
}

/// Collects the probes written between braces.
@resultBuilder public enum ProbeBuilder {
  /// A probe.
  public static func buildExpression(_ probe: Probe) -> [Probe] { [probe] }
  /// Several probes.
  public static func buildExpression(_ probes: [Probe]) -> [Probe] { probes }
  /// The probes in their order.
  public static func buildBlock(_ parts: [Probe]...) -> [Probe] { parts.flatMap { $0 } }
  /// The probes of an `if` without `else`.
  public static func buildOptional(_ part: [Probe]?) -> [Probe] { part ?? [] }
  /// The probes of the first branch.
  public static func buildEither(first part: [Probe]) -> [Probe] { part }
  /// The probes of the other branch.
  public static func buildEither(second part: [Probe]) -> [Probe] { part }
  /// The probes of a loop.
  public static func buildArray(_ parts: [[Probe]]) -> [Probe] { parts.flatMap { $0 } }
}

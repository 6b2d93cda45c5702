import Networks
import Tensors
import Testing

@testable import Dynamics

@Suite("Mistakes in training")
struct DynamicsErrorTests {
  private func mistake(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch { return "\(error)" }
  }

  private func training(
    _ optimizer: Optimizer = .gradientDescent(learningRate: 0.1),
    data: Dataset? = nil,
    loss: Loss = .squared,
    steps: Int = 1,
    lossEvery: Int? = nil,
    probes: [Probe] = []
  ) -> String? {
    mistake {
      _ = try TrainingTests.model.checkedTrained(
        on: data ?? TrainingTests.data,
        by: optimizer,
        loss: loss,
        steps: steps,
        lossEvery: lossEvery
      ) { probes }
    }
  }

  private func targets(_ tensor: Tensor) -> Dataset {
    Dataset(name: "wrong", inputs: TrainingTests.data.inputs, targets: tensor)
  }

  @Test("numbers of optimizers outside their ranges are refused")
  func optimizers() {
    #expect(
      training(.gradientDescent(learningRate: .nan))
        == "the learning rate is nan, expected a finite number of at least 0."
    )
    #expect(
      training(.gradientDescent(learningRate: -1))
        == "the learning rate is -1.0, expected a finite number of at least 0."
    )
    #expect(
      training(.momentum(learningRate: 0.1, momentum: 1))
        == "the momentum is 1.0, expected a number from 0 to below 1."
    )
    #expect(
      training(.adam(beta2: .infinity)) == "beta2 is inf, expected a number from 0 to below 1."
    )
    #expect(
      training(.rmsProp(epsilon: -1e-9))
        == "epsilon is -1e-09, expected a finite number of at least 0."
    )
    for size in [0, 13, .min, .max] {
      #expect(
        training(.stochasticGradientDescent(learningRate: 0.1, batchSize: size))
          == "the batch size is \(size), expected 1 to 12, the number of examples."
      )
    }
    #expect(training(steps: -1) == "the number of steps is -1, expected at least 0.")
    #expect(training(lossEvery: 0) == "loss is measured every 0 steps, expected at least 1.")
  }

  @Test("data that do not fit are refused")
  func data() {
    #expect(
      training(data: Dataset(name: "bare", inputs: TrainingTests.data.inputs))
        == "the data set \"bare\" has no targets."
    )
    #expect(
      training(data: targets(.zeros([12, 3])))
        == "the targets have shape [12, 3], but the outputs of the model have [12, 2]."
    )
    #expect(
      training(data: Dataset(name: "none", inputs: .zeros([0, 3]), targets: .zeros([0, 2])))
        == "the data set \"none\" has no examples to train on."
    )
    #expect(
      training(data: targets(Tensor.full([12, 2], 0.4)), loss: .crossEntropy)
        == "cross-entropy needs targets that are at least 0 and sum to 1; those of example 0 do not."
    )
    #expect(training(data: targets(Tensor.full([12, 2], 0.5)), loss: .crossEntropy) == nil)
    let scalar = Network { Dense(1) }.initialized(for: TrainingTests.data, seed: 1)
    #expect(
      mistake {
        _ = try scalar.checkedLoss(on: targets(.ones([12, 1])), loss: .crossEntropy)
      } == "cross-entropy needs at least two outputs, but the model has one."
    )
  }

  @Test("probes need names of their own and positive periods; their errors come through")
  func probes() {
    let probe = Probe("a") { _ in 1 }
    #expect(training(probes: [probe, probe]) == "there are two series named \"a\".")
    #expect(
      training(probes: [Probe("loss") { _ in 1 }]) == "there are two series named \"loss\"."
    )
    #expect(
      training(probes: [Probe("a", every: 0) { _ in 1 }])
        == "a is measured every 0 steps, expected at least 1."
    )
    #expect(
      training(probes: [Probe("a") { _ in throw DynamicsError.oneClass }])
        == DynamicsError.oneClass.description
    )
    let run = TrainingTests.model.trained(
      on: TrainingTests.data,
      by: .adam(),
      steps: 1
    ) { probe }
    #expect(
      mistake { _ = try run.checkedSeries("b") }
        == "no series is named \"b\", only \"loss\", \"a\"."
    )
    #expect(
      mistake { _ = try run.loss.checkedValue(at: 7) }
        == "index 7 is out of range along axis 0, which has 2 entries."
    )
  }

  @Test("Hessians and function space refuse what they cannot do")
  func hessians() {
    let hessian = TrainingTests.model.lossHessian(on: TrainingTests.data)
    #expect(
      mistake { _ = try hessian.checkedTopEigenvalues(0) }
        == "0 eigenvalues were asked for, expected 1 to \(hessian.size), the number of parameters."
    )
    #expect(
      mistake { _ = try hessian.checkedProduct(with: Parameters([])) }
        == "the direction has shapes [], but the parameters have [[3, 24], [24], [24, 2], [2]]."
    )
    #expect(
      mistake {
        _ = try TrainingTests.model.linearized.checkedTrained(
          on: TrainingTests.data,
          by: .rmsProp(learningRate: 0.1),
          steps: 1,
          path: .functions
        )
      }
        == "rmsProp(rate: 0.1, decay: 0.99, epsilon: 1e-08) does not follow the kernel alone, "
        + "so it cannot run in function space."
    )
    #expect(
      DynamicsError.notConverged(iterations: 3, residual: 0.5).description
        == "the eigenvalues have a relative residual of 0.5 after 3 iterations."
    )
  }
}

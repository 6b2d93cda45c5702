import Foundation
import Networks
import Tensors
import Testing

@testable import Dynamics

/// Rounding of a few hundred steps.
private let rounding = 1e-9

@Suite("Training")
struct TrainingTests {
  static let network = Network(weightVariance: 1.5, biasVariance: 0.1) {
    Dense(24)
    Tanh()
    Dense(2)
  }
  static let data: Dataset = {
    let inputs = Tensor.normal([12, 3], stream: RandomStream(seed: 1))
    return Dataset(
      name: "sines",
      inputs: inputs,
      targets: Tensor.normal([12, 2], stream: RandomStream(seed: 2)) * 0.5
    )
  }()
  static let model = network.initialized(for: data, seed: 3)

  @Test("a linear model follows the closed form of gradient descent")
  func closedForm() throws {
    let linear = Network(weightVariance: 1, biasVariance: 0) { Dense(2) }
    let model = linear.initialized(for: Self.data, seed: 4)
    let (x, y) = (Self.data.inputs, try Self.data.checkedTargets())
    // The error after k steps is (I − η K / n)ᵏ times that at the start, with K = x xᵀ / d.
    let eigen = (x.matmul(x, transposingRight: true) / 3).symmetricEigen()
    let error = eigen.vectors.matmul(model.outputs(x) - y, transposingLeft: true)
    let run = model.trained(on: Self.data, by: .gradientDescent(learningRate: 0.7), steps: 50)
    for step in [0, 1, 10, 50] {
      var loss = 0.0
      for (row, value) in eigen.values.enumerated() {
        loss += pow(1 - 0.7 * value / 12, Double(2 * step)) * error[row].dot(error[row]) / 24
      }
      #expect(abs(run.loss[step] - loss) < rounding)
    }
  }

  @Test("a linearized network follows the closed form with its own tangent kernel")
  func linearizedClosedForm() throws {
    let model = Self.model
    let y = try Self.data.checkedTargets()
    let examples = try Examples(Self.data, for: model, loss: .squared)
    let kernel = try TrainingTangent(model, examples: examples).kernel()
    let eigen = kernel.symmetricEigen()
    let error = eigen.vectors.matmul(
      (model.outputs(Self.data.inputs) - y).reshaped(to: [24, 1]),
      transposingLeft: true
    )
    let run = model.linearized.trained(
      on: Self.data,
      by: .gradientDescent(learningRate: 0.4),
      steps: 60
    )
    let loss = eigen.values.enumerated().reduce(0) { total, mode in
      total + pow(1 - 0.4 * mode.element / 12, 120) * pow(error[mode.offset, 0], 2) / 24
    }
    #expect(abs(run.finalLoss - loss) < rounding)
  }

  @Test("the distance of descent from gradient flow falls as the learning rate")
  func flowRate() {
    // Loss at time 4; the reference has steps 64 times smaller than the largest.
    func loss(_ steps: Int) -> Double {
      Self.model.trained(
        on: Self.data,
        by: .gradientDescent(learningRate: 4 / Double(steps)),
        steps: steps
      ).finalLoss
    }
    let flow = 2 * loss(4096) - loss(2048)  // extrapolated
    let rates = [32, 64, 128, 256].map { abs(loss($0) - flow) }
    for (coarse, fine) in zip(rates, rates.dropFirst()) {
      // First order: the ratio is 2 but for second-order terms.
      #expect(abs(coarse / fine - 2) < 0.15)
    }
  }

  @Test("both paths of linearized training give one model, for descent, momentum and both losses")
  func linearizedPaths() {
    let classes = Self.data.labeled { x in x[0] > 0 ? [1, 0] : [0, 1] }
    let rules: [Optimizer] = [
      .gradientDescent(learningRate: 0.4), .momentum(learningRate: 0.1, momentum: 0.8),
    ]
    for optimizer in rules {
      for (data, loss) in [(Self.data, Loss.squared), (classes, .crossEntropy)] {
        let runs = [LinearizedPath.parameters, .functions].map { path in
          Self.model.linearized.trained(
            on: data,
            by: optimizer,
            loss: loss,
            steps: 40,
            path: path
          ) {
            Probe.linearized("distance", every: 10) { $0.distance }
            Probe("true loss", every: 20) { try $0.checkedLoss(on: data, loss: loss) }
          }
        }
        #expect(agree(runs[0].loss.y, runs[1].loss.y, within: rounding))
        #expect(agree(runs[0]["distance"].y, runs[1]["distance"].y, within: rounding))
        #expect(agree(runs[0]["true loss"].y, runs[1]["true loss"].y, within: rounding))
        let outputs = runs.map { $0.model.outputs(data.inputs) }
        #expect((outputs[0] - outputs[1]).norm < rounding)
      }
    }
  }

  @Test("the outputs of a linearized model are the first-order expansion")
  func expansion() throws {
    let direction = Self.model.lossGradient(on: Self.data)
    let start = Self.model
    for (h, bound) in [(1e-2, 1e-2), (1e-3, 1e-4)] {
      let step = direction.tensors.map { $0 * h }
      let moved = try start.replacing(with: zip(start.parameters.tensors, step).map { $0 + $1 })
      let linear = try LinearizedModel(base: start, displacement: step)
      let error = (moved.outputs(Self.data.inputs) - linear.outputs(Self.data.inputs)).norm
      #expect(error < bound)  // second order: a hundredth for a tenth of the step
      #expect(error > 0)
    }
    #expect(
      (start.linearized.outputs(Self.data.inputs) - start.outputs(Self.data.inputs)).norm < 1e-12
    )
  }

  /// The rules written out on lists of numbers.
  private func slow(
    _ optimizer: Optimizer,
    steps: Int
  ) throws -> [Double] {
    var model = Self.model
    let count = model.parameterCount
    var (first, second) = (Array(repeating: 0.0, count: count), Array(repeating: 0.0, count: count))
    var losses: [Double] = []
    for step in 1...steps {
      losses.append(model.loss(on: Self.data))
      let g = model.lossGradient(on: Self.data).flattened.scalars
      var p = model.parameters.flattened.scalars
      for i in 0..<count {
        switch optimizer.rule {
        case .descent(let rate): p[i] -= rate * g[i]
        case .heavyBall(let rate, let momentum):
          first[i] = momentum * first[i] + g[i]
          p[i] -= rate * first[i]
        case .adam(let rate, let beta1, let beta2, let epsilon):
          first[i] = beta1 * first[i] + (1 - beta1) * g[i]
          second[i] = beta2 * second[i] + (1 - beta2) * g[i] * g[i]
          let mean = first[i] / (1 - pow(beta1, Double(step)))
          let square = second[i] / (1 - pow(beta2, Double(step)))
          p[i] -= rate * mean / (square.squareRoot() + epsilon)
        case .rmsProp(let rate, let decay, let epsilon):
          first[i] = decay * first[i] + (1 - decay) * g[i] * g[i]
          p[i] -= rate * g[i] / (first[i].squareRoot() + epsilon)
        }
      }
      model = try model.checkedReplacing(
        parameters: model.parameters.checkedUnflattening(Tensor(p))
      )
    }
    return losses + [model.loss(on: Self.data)]
  }

  @Test("every rule goes the way of its formula written out")
  func rules() throws {
    for optimizer in [
      Optimizer.gradientDescent(learningRate: 0.3), .momentum(learningRate: 0.1),
      .adam(learningRate: 0.02), .rmsProp(learningRate: 0.01),
    ] {
      let run = Self.model.trained(on: Self.data, by: optimizer, steps: 12)
      #expect(agree(run.loss.y, try slow(optimizer, steps: 12), within: rounding))
    }
  }

  @Test("mini-batches show each example once in a pass, in an order of the seed")
  func batches() {
    var order = BatchOrder(.init(size: 5, seed: 7), count: 12)
    let rows = (0..<12).flatMap { _ in order.next() }  // five passes
    for pass in 0..<5 { #expect(Set(rows[(pass * 12)..<(pass * 12 + 12)]) == Set(0..<12)) }
    var same = BatchOrder(.init(size: 5, seed: 7), count: 12)
    #expect(same.next() == Array(rows.prefix(5)))
    var other = BatchOrder(.init(size: 5, seed: 8), count: 12)
    #expect(other.next() != Array(rows.prefix(5)))
  }

  @Test("mini-batches of all examples are full-batch descent; small ones also learn")
  func stochastic() {
    let full = Self.model.trained(
      on: Self.data,
      by: .gradientDescent(learningRate: 0.3),
      steps: 10
    )
    let whole = Self.model.trained(
      on: Self.data,
      by: .stochasticGradientDescent(learningRate: 0.3, batchSize: 12, seed: 1),
      steps: 10
    )
    #expect(agree(whole.loss.y, full.loss.y, within: rounding))
    let small = Self.model.trained(
      on: Self.data,
      by: .stochasticGradientDescent(learningRate: 0.1, batchSize: 3, seed: 1),
      steps: 200
    )
    #expect(small.finalLoss < 0.5 * small.loss.first)
    #expect(small.loss.x == (0...50).map { Double(4 * $0) })
    let again = Self.model.trained(
      on: Self.data,
      by: .stochasticGradientDescent(learningRate: 0.1, batchSize: 3, seed: 1),
      steps: 200
    )
    #expect(small.loss == again.loss)
    let linear = Self.model.linearized.trained(
      on: Self.data,
      by: .momentum(learningRate: 0.02, batchSize: 4, seed: 2),
      steps: 150
    )
    #expect(linear.finalLoss < 0.5 * linear.loss.first)
  }

  @Test("probes are taken at step 0, periodically, and at the last step")
  func probes() {
    let start = Self.model
    let run = start.trained(
      on: Self.data,
      by: .gradientDescent(learningRate: 0.3),
      steps: 25,
      lossEvery: 5
    ) {
      Probe("norm", every: 10) { $0.parameters.flattened.norm }
      Probe.parameterDistance(from: start, every: 25)
      for every in [5, 50] { Probe.loss("loss every \(every)", on: Self.data, every: every) }
      if start.outputCount == 2 { Probe.accuracy(on: Self.data, every: 100) }
    }
    #expect(run["norm"].x == [0, 10, 20, 25])
    #expect(run["distance"].x == [0, 25])
    #expect(run["distance"].first == 0)
    #expect(agree(run["loss every 5"].y, run.loss.y, within: rounding))
    #expect(run["loss every 50"].x == [0, 25])
    #expect(run["accuracy"].count == 2)
    #expect(run["norm"].y[0] == start.parameters.flattened.norm)
    #expect(run["norm"].last == run.model.parameters.flattened.norm)
    #expect(run["loss"] == run.loss)
    #expect(run.steps == 25 && run.status == .completed && !run.diverged)
  }

  @Test("training that diverges stops and says where")
  func divergence() {
    let run = Self.model.trained(
      on: Self.data,
      by: .gradientDescent(learningRate: 1e6),
      steps: 1000
    ) { Probe("norm", every: 1000) { $0.parameters.flattened.norm } }
    #expect(run.diverged)
    #expect(!run.finalLoss.isFinite)
    #expect(run.steps < 200)
    #expect(run.status == .diverged(step: Int(run.loss.x.last ?? -1)))
    #expect("\(run.status)".hasPrefix("diverged: the loss is not finite at step"))
    #expect(run["norm"].x == [0])
    let nan = Dataset(
      name: "nan",
      inputs: Self.data.inputs,
      targets: Tensor.full([12, 2], .nan)
    )
    let first = Self.model.trained(on: nan, by: .adam(), steps: 5)
    #expect(first.status == .diverged(step: 0))
  }

  @Test("no steps leave the model as it is")
  func noSteps() {
    let run = Self.model.trained(on: Self.data, by: .adam(), steps: 0)
    #expect(run.model == Self.model)
    #expect(run.loss.y == [Self.model.loss(on: Self.data)])
  }

  @Test("results do not depend on the number of threads")
  func threads() {
    let network = Network(weightVariance: 2) {
      Dense(300)
      ReLU()
      Dense(300)
      ReLU()
      Dense(2)
    }
    let data = Dataset(
      name: "wide",
      inputs: Tensor.normal([64, 200], stream: RandomStream(seed: 1)),
      targets: Tensor.normal([64, 2], stream: RandomStream(seed: 2))
    )
    let model = network.initialized(for: data, seed: 1)
    let runs = [1, 2, 3].map { threads in
      Parallelism.$threads.withValue(threads) {
        model.trained(on: data, by: .gradientDescent(learningRate: 0.2), steps: 5)
      }
    }
    #expect(runs[0].model == runs[1].model)
    #expect(runs[0].model == runs[2].model)
  }

  @Test("an interruption ends training with its error")
  func interruption() {
    struct Stopped: Error {}
    #expect(throws: Stopped.self) {
      try Interruption.$check.withValue(.init { throw Stopped() }) {
        _ = try Self.model.checkedTrained(
          on: Self.data,
          by: .gradientDescent(learningRate: 0.1),
          steps: 1_000_000_000
        )
      }
    }
  }

  @Test("the Hessian product is the difference of gradients, once and repeated")
  func hessianProduct() throws {
    let hessian = Self.model.lossHessian(on: Self.data)
    let direction = Self.model.lossGradient(on: Self.data)
    let product = hessian.product(with: direction)
    let h = 1e-5
    func gradient(_ factor: Double) throws -> Tensor {
      let moved = zip(Self.model.parameters.tensors, direction.tensors).map { $0 + $1 * factor }
      return try Self.model.replacing(with: moved).lossGradient(on: Self.data).flattened
    }
    let difference = try (gradient(h) - gradient(-h)) / (2 * h)
    // Central differences: h² and ε / h.
    #expect((difference - product.flattened).norm < 1e-8)
    let twice = hessian.product(with: product)
    let fed = hessian.product(with: direction, times: 2)
    #expect((twice.flattened - fed.flattened).norm < 1e-12)
    #expect(hessian.product(with: direction, times: 0) == direction)
  }
}

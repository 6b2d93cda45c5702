import AnalyticKernels
import Networks
import Tensors
import Testing

@Suite("What infinite-width kernels refuse")
struct AnalyticKernelErrorTests {
  private let network = Network {
    Dense(4); ReLU(); Dense(1)
  }
  private let x = Tensor([[1, 2], [3, 4]])

  private func expect(
    _ sentence: String,
    advice: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation,
    _ body: () throws -> Void
  ) {
    do {
      try body()
      Issue.record("nothing was thrown", sourceLocation: sourceLocation)
    } catch let error as any DescribedError {
      #expect(error.description == sentence, sourceLocation: sourceLocation)
      #expect(error.advice == advice, sourceLocation: sourceLocation)
    } catch {
      Issue.record(error, sourceLocation: sourceLocation)
    }
  }

  @Test("networks whose kernel is not defined")
  func networks() {
    expect(
      "the network has no dense layer, so it has no random weights and no kernel.",
      advice: "Add a Dense layer."
    ) { _ = try Network { Identity() }.checkedNTK(x) }
    expect(
      "layer 1, ReLU(), acts on the inputs themselves, which are not Gaussian.",
      advice: "Put a Dense layer before it."
    ) {
      _ = try Network {
        ReLU(); Dense(1)
      }.checkedNNGP(x)
    }
    expect(
      "layer 3, Erf(), follows another activation, whose outputs are not Gaussian.",
      advice: "Put a Dense layer between the two."
    ) {
      _ = try Network {
        Dense(1); ReLU(); Erf()
      }.checkedNTK(x)
    }
    expect(
      "the tangent kernel in the standard parameterization grows without bound with the width.",
      advice: "Use Network(parameterization: .ntk), or ask for the nngp, which is the same in both."
    ) { _ = try Network(parameterization: .standard) { Dense(1) }.checkedNTK(x) }
    expect("a rectified monomial of degree 13 was found, expected at most 12.") {
      _ = try Network {
        Dense(1); RectifiedMonomial(degree: 13); Dense(1)
      }.checkedNTK(x)
    }
    #expect(throws: Never.self) {
      try Network(parameterization: .standard) { Dense(1) }.checkedNNGP(x)
    }
  }

  @Test("inputs that do not fit")
  func inputs() {
    let advice = "Reshape the inputs with reshaped(to:)."
    expect(
      "the inputs have shape [2], expected [samples, features] with at least one feature.",
      advice: advice
    ) { _ = try network.checkedNTK(Tensor([1, 2])) }
    expect(
      "the inputs have shape [2, 0], expected [samples, features] with at least one feature.",
      advice: advice
    ) { _ = try network.checkedNTK(Tensor.zeros([2, 0])) }
    expect(
      "the inputs have shapes [2, 2] and [1, 3], expected the same number of features."
    ) { _ = try network.checkedNNGP(x, Tensor([[1, 2, 3]])) }
    expect("sample 1 of the inputs has an entry that is NaN or infinite.") {
      _ = try network.checkedNTK(Tensor([[1, 2], [.nan, 1]]))
    }
    let outOfRange = "Scale the inputs or the weight variances down, or use float64."
    expect(
      "the kernel of sample 0 with itself leaves the range of float64.",
      advice: outOfRange
    ) { _ = try network.checkedNTK(x * 1e200) }
    expect(
      "the kernel of sample 0 with itself leaves the range of float32.",
      advice: outOfRange
    ) { _ = try network.checkedNTK(Tensor([[1e25]], dtype: .float32)) }
    expect(
      "the kernel of sample 0 with itself leaves the range of float32.",
      advice: outOfRange
    ) {
      _ = try Network {
        Dense(1); Monomial(degree: 64); Dense(1)
      }
      .checkedNTK(Tensor([[1e-3]], dtype: .float32))
    }
  }

  @Test("empty batches have empty kernels")
  func empty() throws {
    let none = Tensor.zeros([0, 2])
    #expect(try network.checkedNTK(none).shape == [0, 0])
    #expect(try network.checkedNTK(none, x).shape == [0, 2])
    #expect(try network.checkedNNGP(x, none).shape == [2, 0])
  }

  @Test("predictions that cannot be made")
  func predictions() throws {
    let data = Dataset(name: "pair", inputs: x, targets: Tensor([[1], [2]]))
    expect(
      "the data set \"pair\" has no targets.",
      advice: "Give it targets with labeled { x in … }."
    ) { _ = try network.checkedPredictor(training: Dataset(name: "pair", inputs: x)) }
    expect(
      "the network ends with Erf(), so that its outputs are not Gaussian.",
      advice: "End the network with a Dense layer."
    ) {
      _ = try Network {
        Dense(1); Erf()
      }.checkedPredictor(training: data)
    }
    expect("the training data have no samples, expected at least one.") {
      let none = Dataset(
        name: "none",
        inputs: Tensor.zeros([0, 2]),
        targets: Tensor.zeros([0, 1])
      )
      _ = try network.checkedPredictor(training: none)
    }
    expect("the targets have shape [3, 1], expected [2, outputs], one row for each sample.") {
      _ = try KernelRegression(checkedKernel: network.ntk(x), targets: Tensor.zeros([3, 1]))
    }
    expect("the kernel has shape [2, 1], expected a square.") {
      _ = try KernelRegression(
        checkedKernel: network.ntk(x, Tensor([[1, 1]])),
        targets: Tensor.zeros([2, 1])
      )
    }
    expect("ridge is -1.0, expected a finite number of at least 0.") {
      _ = try network.checkedPredictor(training: data, ridge: .absolute(-1))
    }
    let predictor = network.predictor(training: data)
    expect("the kernel has shape [1, 1], expected [m, 2].") {
      _ = try predictor.regression.checkedMean(network.ntk(Tensor([[1, 1]])))
    }
    expect("time is -1.0, expected at least 0, or nil for infinity.") {
      _ = try predictor.checkedMean(at: x, time: -1)
    }
    expect("time is nan, expected at least 0, or nil for infinity.") {
      _ = try predictor.checkedCovariance(at: x, time: .nan)
    }
    expect("steps is -1.0, expected at least 0.") {
      _ = try predictor.checkedMean(at: x, steps: -1, learningRate: 1)
    }
    expect("learningRate is 0.0, expected a positive finite number.") {
      _ = try predictor.checkedCovariance(at: x, steps: 1, learningRate: 0)
    }
    expect("momentum is 1.0, expected at least 0 and below 1.") {
      _ = try predictor.checkedMean(at: x, steps: 1, learningRate: 1, momentum: 1)
    }
  }

  @Test("a singular kernel is reported with a ridge that helps, and descent that diverges")
  func numerics() throws {
    let twice = Dataset(
      name: "twice",
      inputs: Tensor([[1, 2], [1, 2]]),
      targets: Tensor([[1], [2]])
    )
    let predictor = network.predictor(training: twice)
    do {
      _ = try predictor.checkedMean(at: x)
      Issue.record("nothing was thrown")
    } catch AnalyticKernelError.singular(let size, _, _, let ridge) {
      #expect(size == 2)
      let repaired = network.predictor(training: twice, ridge: .absolute(ridge))
      #expect(try repaired.checkedMean(at: x).isFinite)
    }
    #expect(try predictor.checkedMean(at: x, time: 1e6).isFinite)
    let data = Dataset(name: "pair", inputs: x, targets: Tensor([[1], [2]]))
    do {
      _ = try network.predictor(training: data)
        .checkedMean(at: x, steps: 1_000_000, learningRate: 100)
      Issue.record("nothing was thrown")
    } catch AnalyticKernelError.diverged(let rate, let stable) {
      #expect(rate == 100)
      #expect(stable > 0 && stable < 100)
    }
  }
}

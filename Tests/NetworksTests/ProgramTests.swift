import Differentiation
import Networks
import Tensors
import TestSupport
import Testing

@Suite("Networks as programs")
struct ProgramTests {
  @Test(
    "the program of a network gives the outputs of the model",
    arguments: Parameterization.allCases
  )
  func outputs(parameterization: Parameterization) throws {
    let network = Network(
      parameterization: parameterization,
      weightVariance: 1.5,
      biasVariance: 0.2
    ) {
      Dense(9)
      GELU()
      Dense(7, biasVariance: 0)
      Tanh()
      Sin()
      Dense(2, bias: false)
      Erf()
    }
    let x = Tensor.normal([4, 3], stream: RandomStream(seed: 1))
    let model = network.initialized(for: x, seed: 2)
    let program = try model.forwardProgram(batch: 4)
    #expect(
      program.inputShapes == (try network.checkedParameterShapes(inputShape: [3])) + [[4, 3]]
    )
    #expect(program.inputShapes.dropLast() == model.parameters.tensors.map(\.shape)[...])
    let outputs = try program.checkedEvaluate(model.parameters.tensors + [x])
    expectClose(outputs[0], model.outputs(x), within: 1e-14)
  }

  @Test(
    "every activation is the same function in programs",
    arguments: ActivationTests.functions.indices
  )
  func functions(index: Int) {
    let (activation, function) = ActivationTests.functions[index]
    for point in [-2.1, -0.3, 0.4, 1.9] {
      let expected = function(point)
      #expect(abs(activation.function(point) - expected) <= 1e-14 * max(1, abs(expected)))
    }
    var (values, slopes) = ([-2.1, -0.3, 0.4, 1.9], [0.0, 0, 0, 0])
    let points = values
    values.withUnsafeMutableBufferPointer { values in
      slopes.withUnsafeMutableBufferPointer { slopes in
        [activation].evaluate(values, slope: slopes)
      }
    }
    let derivative = activation.function.derivative
    for (slope, point) in zip(slopes, points) {
      #expect(abs(derivative(point) - slope) <= 1e-14 * max(1, abs(slope)))
    }
  }

  @Test("shapes that no model can have are refused")
  func refusals() {
    let network = Network { Dense(2) }
    #expect(throws: NetworkError.inputShape([2, 3])) {
      try network.forwardProgram(batch: 1, inputShape: [2, 3])
    }
    #expect(throws: NetworkError.noDense) {
      try Network { ReLU() }.forwardProgram(batch: 1, inputShape: [2])
    }
    #expect(throws: (any Error).self) { try network.forwardProgram(batch: -1, inputShape: [2]) }
  }
}

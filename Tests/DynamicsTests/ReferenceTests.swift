import Networks
import Tensors
import Testing

@testable import Dynamics

/// The references are to 1e-9 in float64; float32 loses a few digits of its seven along 8 steps.
private let tolerances: [(DType, Double)] = [(.float64, 1e-9), (.float32, 1e-4)]
private let double = 1e-9

@Suite("Training against reference values")
struct ReferenceTests {
  @Test("outputs, loss and gradient norm", arguments: ReferenceNetwork.all)
  func start(_ reference: ReferenceNetwork) throws {
    for (dtype, tolerance) in tolerances {
      let model = try reference.model(dtype)
      let data = reference.data(dtype)
      #expect(agree(model.outputs(data.inputs).scalars, reference.output.values, within: tolerance))
      #expect(agree([model.loss(on: data)], [reference.loss], within: tolerance))
      let norm = model.lossGradient(on: data).flattened.norm
      #expect(agree([norm], [reference.lossGradientNorm], within: tolerance))
    }
  }

  @Test(
    "eight steps of gradient descent and the outputs after them",
    arguments: ReferenceNetwork.all
  )
  func descent(_ reference: ReferenceNetwork) throws {
    for (dtype, tolerance) in tolerances {
      let data = reference.data(dtype)
      let run = try reference.model(dtype).trained(
        on: data,
        by: .gradientDescent(learningRate: reference.learningRate),
        steps: reference.gradientDescentLoss.count - 1
      )
      #expect(agree(run.loss.y, reference.gradientDescentLoss, within: tolerance))
      #expect(run.loss.x == reference.gradientDescentLoss.indices.map(Double.init))
      let outputs = run.model.outputs(data.inputs).scalars
      #expect(agree(outputs, reference.outputAfterTraining.values, within: tolerance))
    }
  }

  @Test("heavy-ball momentum", arguments: ReferenceNetwork.all)
  func momentum(_ reference: ReferenceNetwork) throws {
    let expected = reference.momentum
    for (dtype, tolerance) in tolerances {
      let run = try reference.model(dtype).trained(
        on: reference.data(dtype),
        by: .momentum(learningRate: expected.learningRate, momentum: expected.momentum),
        steps: expected.loss.count - 1
      )
      #expect(agree(run.loss.y, expected.loss, within: tolerance))
    }
  }

  @Test("descent on the softmax cross-entropy", arguments: ReferenceNetwork.all)
  func crossEntropy(_ reference: ReferenceNetwork) throws {
    guard let expected = reference.crossEntropy else { return }
    for (dtype, tolerance) in tolerances {
      let run = try reference.model(dtype).trained(
        on: reference.classes(expected.labels),
        by: .gradientDescent(learningRate: reference.learningRate),
        loss: .crossEntropy,
        steps: expected.loss.count - 1
      )
      #expect(agree(run.loss.y, expected.loss, within: tolerance))
    }
  }

  @Test(
    "the linearized network, in parameter and in function space",
    arguments: ReferenceNetwork.all
  )
  func linearized(_ reference: ReferenceNetwork) throws {
    for path in LinearizedPath.allCases {
      for (dtype, tolerance) in tolerances {
        let run = try reference.model(dtype).linearized.trained(
          on: reference.data(dtype),
          by: .gradientDescent(learningRate: reference.learningRate),
          steps: reference.linearizedLoss.count - 1,
          path: path
        )
        #expect(agree(run.loss.y, reference.linearizedLoss, within: tolerance))
      }
    }
  }

  @Test("the loss Hessian: largest eigenvalues and trace", arguments: ReferenceNetwork.all)
  func hessian(_ reference: ReferenceNetwork) throws {
    let hessian = try reference.model().lossHessian(on: reference.data())
    let expected = reference.lossHessianTopEigenvalues
    #expect(agree(hessian.topEigenvalues(expected.count), expected, within: double))
    #expect(agree([hessian.trace], [reference.lossHessianTrace], within: double))
    let single = try reference.model(.float32).lossHessian(on: reference.data(.float32))
    #expect(agree(single.topEigenvalues(expected.count), expected, within: 1e-4))
    #expect(agree([single.trace], [reference.lossHessianTrace], within: 1e-4))
  }
}

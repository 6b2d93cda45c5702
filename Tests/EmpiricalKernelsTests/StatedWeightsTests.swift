import EmpiricalKernels
import Foundation
import Networks
import Tensors
import TestSupport
import Testing

/// A network whose weights are a formula, with values from 40-digit arithmetic (mpmath):
/// `W^l_ij = 1.5 sin(l + 3i + 2j + ij)`, `b^l_i = cos(l i + 1)`, widths 2-4-4-2, σ_w 1.3, σ_b 0.2.
@Suite("A network of stated weights")
struct StatedWeightsTests {
  private func model(_ activation: Activation) -> Model {
    let widths = [2, 4, 4, 2]
    let network = Network(weightVariance: 1.69, biasVariance: 0.04) {
      Dense(4)
      activation
      Dense(4)
      activation
      Dense(2)
    }
    let layers = (1...3).map { layer in
      let (fanIn, width) = (widths[layer - 1], widths[layer])
      let weights = (0..<fanIn).map { j in
        (0..<width).map { i in
          1.5 * sin(Double(layer + 3 * i + 2 * j + i * j))
        }
      }
      return DenseParameters(
        weights: Tensor(weights),
        biases: Tensor((0..<width).map { cos(Double(layer * $0) + 1) })
      )
    }
    return Model(network: network, parameters: Parameters(layers))
  }

  private let u = Tensor([[0.7, -0.4]])
  private let v = Tensor([[0.2, 0.9]])

  @Test("the kernel of a rectifier network has the stated digits")
  func relu() {
    let model = model(.relu)
    expectClose(
      model.outputs(u).scalars,
      [0.622236543587195, -0.514431652686944],
      within: 1e-13
    )
    expectClose(
      model.outputs(v).scalars,
      [0.370151802956865, -0.575241094143504],
      within: 1e-13
    )
    expectClose(
      model.outputNTK(u, v).scalars,
      [0.410992719272459, -0.0262532001148578, 0.238052112141594, 0.251484532286089],
      within: 1e-13
    )
    expectClose(
      model.outputNTK(u).scalars,
      [0.863642139600834, -0.320415202364355, -0.320415202364355, 2.32278948620767],
      within: 1e-13
    )
  }

  @Test("the kernel of an error-function network has the stated digits")
  func erf() {
    let model = model(.erf)
    expectClose(model.outputs(u).scalars, [1.17098101370649, -1.01366323025476], within: 1e-13)
    expectClose(
      model.outputs(v).scalars,
      [-0.407932641502525, -0.928116798461922],
      within: 1e-13
    )
    expectClose(
      model.outputNTK(u, v).scalars,
      [-0.146349486056985, 0.0259091907512307, 0.0397538935162349, -0.24433891518747],
      within: 1e-13
    )
    expectClose(
      model.outputNTK(u).scalars,
      [1.55434011229282, -0.268255577289522, -0.268255577289522, 2.03733498324486],
      within: 1e-13
    )
  }

  @Test("exchanging the examples transposes the block of outputs")
  func exchange() {
    let model = model(.erf)
    let there = model.outputNTK(u, v)[0][0]
    let back = model.outputNTK(v, u)[0][0]
    expectClose(there, back.transposed(), within: 1e-14)
    #expect(there != there.transposed())
  }
}

import EmpiricalKernels
import Foundation
import Networks
import Tensors
import TestSupport
import Testing

/// One hidden rectifier layer, σ_w² 2.25, σ_b² 0.01, whose infinite-width kernels are computed here
/// from the arc-cosine formulas.
@Suite("Kernels of growing width")
struct WidthTests {
  private static let weightVariance = 2.25
  private static let biasVariance = 0.01
  private let x = Tensor.normal([20, 32], stream: RandomStream(seed: 3, "inputs"))

  private func network(_ width: Int) -> Network {
    Network(weightVariance: Self.weightVariance, biasVariance: Self.biasVariance) {
      Dense(width)
      ReLU()
      Dense(1)
    }
  }

  /// The limits of the covariance and of the tangent kernel.
  private func limits() -> (nngp: Tensor, ntk: Tensor) {
    let first =
      x.matmul(x, transposingRight: true) * (Self.weightVariance / 32) + Self.biasVariance
    var (nngp, ntk) = ([Double](), [Double]())
    for i in 0..<20 {
      for j in 0..<20 {
        let scale = (first[i, i] * first[j, j]).squareRoot()
        let cosine = i == j ? 1 : first[i, j] / scale
        let angle = acos(cosine)
        let value = scale * (sin(angle) + (.pi - angle) * cosine) / (2 * .pi)
        let slope = (.pi - angle) / (2 * .pi)
        let covariance = Self.weightVariance * value + Self.biasVariance
        nngp.append(covariance)
        ntk.append(covariance + Self.weightVariance * slope * first[i, j])
      }
    }
    return (Tensor(shape: [20, 20], values: nngp), Tensor(shape: [20, 20], values: ntk))
  }

  private func slope(_ initializer: Initializer, _ kernel: (Model) -> Tensor, to limit: Tensor)
    -> Double
  {
    let widths = [64, 128, 256, 512, 1024]
    let points = widths.map { width in
      let errors = (0..<12).map { seed in
        let model = network(width).initialized(
          initializer,
          for: x,
          seed: Seed.derive(from: 1, width, seed)
        )
        return (kernel(model) - limit).norm / limit.norm
      }
      return (log(Double(width)), log(errors.reduce(0, +) / 12))
    }
    let mean = (points.reduce(0) { $0 + $1.0 } / 5, points.reduce(0) { $0 + $1.1 } / 5)
    let (across, within) = points.reduce((0.0, 0.0)) {
      ($0.0 + ($1.0 - mean.0) * ($1.1 - mean.1), $0.1 + ($1.0 - mean.0) * ($1.0 - mean.0))
    }
    return across / within
  }

  @Test(
    "kernel errors fall as the root of the width",
    arguments: [Initializer.gaussian, .orthogonal]
  )
  func convergence(initializer: Initializer) {
    let limits = limits()
    // Published slopes -0.49 to -0.56; 12 networks a point give about 0.05 of spread.
    let ntk = slope(initializer, { $0.ntk(x).matrix }, to: limits.ntk)
    #expect(ntk > -0.65 && ntk < -0.4)
    let nngp = slope(initializer, { $0.nngp(x).matrix }, to: limits.nngp)
    #expect(nngp > -0.65 && nngp < -0.4)
  }

  @Test("the conjugate kernel is the covariance of the outputs under new last layers")
  func conjugate() {
    let model = network(50).initialized(for: x, seed: 1)
    let count = 4000
    var sum = Tensor.zeros([20, 20])
    for seed in 0..<UInt64(count) {
      var parameters = model.parameters
      parameters.layers[1] = network(50).initialized(for: x, seed: 100 + seed).parameters[1]
      let outputs = model.replacing(parameters: parameters).outputs(x)
      sum = sum + outputs.matmul(outputs, transposingRight: true)
    }
    let kernel = model.nngp(x)
    let difference = (sum / Double(count) - kernel.matrix).norm / kernel.norm
    // Wishart fluctuation: √((1 + (trace/norm)²)/count) is about 0.03.
    #expect(difference < 0.1)
  }
}

import AnalyticKernels
import Networks
import Tensors
import TestSupport
import Testing

@Suite("Identities of kernels of infinite width")
struct KernelIdentityTests {
  private func inputs(_ count: Int, _ dimension: Int = 5, dtype: DType = .float64) -> Tensor {
    Tensor.normal(
      [count, dimension],
      stream: RandomStream(seed: 17, "inputs", "\(count)"),
      dtype: dtype
    )
  }

  private func network(_ activation: Activation, depth: Int = 2, bias: Double = 0.1) -> Network {
    Network(weightVariance: 1.3, biasVariance: bias) {
      for _ in 0..<depth {
        Dense(16)
        activation
      }
      Dense(1)
    }
  }

  @Test("the kernel of a batch with itself is symmetric to the last bit, and positive semidefinite")
  func symmetry() {
    for activation in everyActivation where activation != .monomial(degree: 5) {
      for dtype in DType.allCases {
        let x = inputs(33, dtype: dtype)
        let network = network(activation)
        for kernel in [network.nngp(x), network.ntk(x)] {
          #expect(kernel.isSymmetric)
          #expect(kernel.matrix == kernel.matrix.transposed(), "\(activation)")
          let eigenvalues = kernel.eigenvalues
          let bound = 100 * dtype.epsilon * (eigenvalues.first ?? 0)
          #expect((eigenvalues.last ?? -1) > -bound, "\(activation) \(dtype): \(eigenvalues)")
        }
      }
    }
  }

  @Test("swapping the batches transposes the kernel")
  func transposition() {
    let (x, y) = (inputs(7), inputs(12))
    for activation in everyActivation {
      let network = network(activation)
      expectClose(
        network.ntk(x, y).matrix,
        network.ntk(y, x).matrix.transposed(),
        within: 1e-13
      )
    }
  }

  @Test("permuting the batch permutes the kernel")
  func permutation() {
    let x = inputs(9)
    let order = [3, 8, 0, 1, 7, 2, 6, 5, 4]
    let network = network(.relu)
    let kernel = network.ntk(x)
    let permuted = network.ntk(x.rows(at: order))
    for i in 0..<9 {
      for j in 0..<9 {
        expectClose(permuted[i, j], kernel[order[i], order[j]], within: 1e-14)
      }
    }
  }

  @Test("a batch given twice is the batch with itself")
  func sameBatch() {
    let x = inputs(20)
    let network = network(.gelu)
    #expect(network.ntk(x, x) == network.ntk(x))
  }

  @Test("ReLU kernels without bias are homogeneous in the inputs")
  func homogeneity() {
    let (x, y) = (inputs(6), inputs(8))
    let network = network(.relu, depth: 3, bias: 0)
    expectClose(
      network.ntk(x * 3, y).matrix,
      network.ntk(x, y).matrix * 3,
      within: 1e-13
    )
    expectClose(
      network.nngp(x * 2, y * 5).matrix,
      network.nngp(x, y).matrix * 10,
      within: 1e-13
    )
  }

  @Test("a linear network has the kernel of inner products")
  func linear() {
    let x = inputs(6)
    let network = Network(weightVariance: 2) {
      Dense(10)
      Dense(10)
      Identity()
      Dense(1)
    }
    let gram = x.matmul(x, transposingRight: true) * (8.0 / 5)
    expectClose(network.nngp(x).matrix, gram, within: 1e-14)
    expectClose(network.ntk(x).matrix, gram * 3, within: 1e-14)
  }

  @Test("the widths that a network states do not enter")
  func widths() {
    let x = inputs(6)
    let narrow = Network(weightVariance: 2) {
      Dense(1); ReLU(); Dense(1)
    }
    let wide = Network(weightVariance: 2) {
      Dense(5000); ReLU(); Dense(10)
    }
    #expect(narrow.ntk(x) == wide.ntk(x))
  }

  @Test("a layer's own variances go before those of the network")
  func ownVariances() {
    let x = inputs(4)
    let own = Network(weightVariance: 9, biasVariance: 9) {
      Dense(4, weightVariance: 1.5, biasVariance: 0.2)
      Erf()
      Dense(1, weightVariance: 0.7, bias: false)
    }
    let kernel = own.nngp(x)
    for i in 0..<4 {
      for j in 0..<4 {
        let covariance = { (a: Int, b: Int) in 1.5 * x[a].dot(x[b]) / 5 + 0.2 }
        let dual = Activation.erf.dual(
          covariance(i, i),
          covariance(j, j),
          covariance: covariance(i, j)
        )
        #expect((kernel[i, j] - 0.7 * dual.value).magnitude < 1e-15)
      }
    }
  }

  @Test("a last activation gives the moments of its outputs")
  func outputActivation() {
    let x = inputs(5)
    let linear = Network(weightVariance: 2, biasVariance: 0.3) { Dense(1) }
    let erf = Network(weightVariance: 2, biasVariance: 0.3) {
      Dense(1); Erf()
    }
    let prior = linear.nngp(x)
    let (nngp, ntk) = (erf.nngp(x), erf.ntk(x))
    for i in 0..<5 {
      for j in 0..<5 {
        let dual = Activation.erf.dual(prior[i, i], prior[j, j], covariance: prior[i, j])
        expectClose(nngp[i, j], dual.value, within: 1e-13)
        expectClose(ntk[i, j], dual.derivative * prior[i, j], within: 1e-13)
      }
    }
  }

  @Test("near-duplicate samples stay close to the exact diagonal")
  func nearDuplicates() {
    let x = inputs(1)
    let network = network(.relu, depth: 3)
    let pair = Tensor.concatenated([x, x * (1 + 0x1p-45)], along: 0)
    let kernel = network.ntk(pair)
    // The angle is below what rounding can tell from 0, and counts as 0.
    expectClose(kernel[0, 1], kernel[0, 0], within: 1e-12)
    #expect(kernel[0, 0] == network.ntk(x)[0, 0])
  }
}

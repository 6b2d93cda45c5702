import Networks
import Testing

@Suite("Architectures")
struct NetworkTests {
  @Test("the braces of a network take components, loops and conditions")
  func builder() {
    let extra = true
    let network = Network(weightVariance: 2) {
      for width in [8, 4] {
        Dense(width)
        ReLU()
      }
      if extra { Dense(3, weightVariance: 1.5) } else { Dense(5) }
      if !extra { Tanh() }
      [Erf(), Dense(1, biasVariance: 0.1)] as [any NetworkComponent]
    }
    #expect(
      network.layers == [
        .dense(Dense(8)), .activation(.relu), .dense(Dense(4)), .activation(.relu),
        .dense(Dense(3, weightVariance: 1.5)), .activation(.erf),
        .dense(Dense(1, biasVariance: 0.1)),
      ]
    )
    #expect(network.depth == 4)
    #expect(network.outputWidth == 1)
  }

  @Test("a layer's own variances override those of the network")
  func variances() {
    let network = Network(weightVariance: 2, biasVariance: 0.5) { Dense(1) }
    #expect(network.weightVariance(of: Dense(3)) == 2)
    #expect(network.weightVariance(of: Dense(3, weightVariance: 1)) == 1)
    #expect(network.biasVariance(of: Dense(3)) == 0.5)
    #expect(network.biasVariance(of: Dense(3, biasVariance: 0.1)) == 0.1)
    #expect(network.biasVariance(of: Dense(3, biasVariance: 0.1, bias: false)) == 0)
  }

  @Test("every named activation stands for its case", arguments: NetworkTests.named)
  func activations(component: any NetworkComponent, activation: Activation) {
    #expect(component.layers == [.activation(activation)])
    #expect(activation.layers == component.layers)
  }

  static let named: [(any NetworkComponent, Activation)] = [
    (Identity(), .identity), (ReLU(), .relu), (LeakyReLU(), .leakyReLU(slope: 0.01)),
    (
      PiecewiseLinear(negative: -0.3, positive: 1.2),
      .piecewiseLinear(negative: -0.3, positive: 1.2)
    ),
    (Abs(), .abs), (Sign(), .sign), (Erf(), .erf), (Tanh(), .tanh), (Sigmoid(), .sigmoid),
    (SigmoidLike(), .sigmoidLike), (GELU(), .gelu),
    (Sin(), .sin(amplitude: 1, frequency: 1, phase: 0)),
    (Cos(amplitude: 2, frequency: 3, phase: 4), .cos(amplitude: 2, frequency: 3, phase: 4)),
    (Gaussian(), .gaussian), (Exponential(rate: 0.6), .exponential(amplitude: 1, rate: 0.6)),
    (Monomial(degree: 2), .monomial(degree: 2)),
    (RectifiedMonomial(degree: 2), .rectifiedMonomial(degree: 2)),
    (Polynomial(coefficients: [1, 2]), .polynomial(coefficients: [1, 2])),
  ]

  @Test("the summary has a line for each layer")
  func summary() {
    let network = Network(weightVariance: 2, biasVariance: 0.1) {
      Dense(64)
      LeakyReLU(slope: 0.1)
      Dense(1, weightVariance: 1, bias: false)
    }
    #expect(
      network.summary == """
        ntk parameterisation, 2 dense layers
          1  Dense(64)  σ_w² 2.0  σ_b² 0.1
          2  LeakyReLU(slope: 0.1)
          3  Dense(1)  σ_w² 1.0  no bias
        """
    )
    #expect(
      network.description
        == "Network(parameterization: .ntk, weightVariance: 2.0, biasVariance: 0.1) "
        + "{ Dense(64); LeakyReLU(slope: 0.1); Dense(1, weightVariance: 1.0, bias: false) }"
    )
  }
}

import CellLanguage
import Foundation
import Testing

/// The notebook of the design, word for word, over the stand-in library.
@Suite("The notebook of the design") struct DesignNotebookTests {
  static let setup = """
    let inputs = Dataset.gaussian(count: 20, dimension: 64, seed: 1).inputs

    func network(width: Int) -> Network {
        Network(weightVariance: 2.25, biasVariance: 0.01) {
            Dense(width); ReLU()
            Dense(1)
        }
    }
    let limit = network(width: 1).ntk(inputs)              // infinite width: a property of the architecture

    func kernelError(_ initializer: Initializer) -> Sweep {
        sweep(over: params.widths, repeats: params.repeats) { width, seed in
            let model = network(width: width).initialized(initializer, for: inputs, seed: seed)
            return model.ntk(inputs).relativeDistance(to: limit)   // finite width: a property of the model
        }
    }
    """
  static let rate = """
    let gaussian = kernelError(.gaussian)
    let orthogonal = kernelError(.orthogonal)

    Figure(x: "width $n$", y: "relative error", scales: .logLog) {
        Line(gaussian, label: "Gaussian").band(.standardError)
        Line(orthogonal, label: "orthogonal").band(.standardError)
        SlopeGuide(-0.5)
    }
    """
  static let claims = """
    Claim("the Gaussian kernel error falls as $n^{-1/2}$", gaussian.powerLaw.exponent, near: -0.5, within: 0.15)
    Claim("so does the orthogonal one", orthogonal.powerLaw.exponent, near: -0.5, within: 0.15)
    """
  static let training = """
    let data = Dataset.sphere(count: 32, dimension: 16, seed: 3).labeled { x in sin(3 * x[0]) }
    let model = network(width: 1024).initialized(.orthogonal, for: data, seed: 7)
    let start = model.ntk(data.inputs)
    let run = model.trained(on: data, by: .gradientDescent(learningRate: 0.5), steps: 400) {
        Probe("kernel change", every: 20) { current in current.ntk(data.inputs).relativeDistance(to: start) }
    }
    let theory = model.linearized.trained(on: data, by: .gradientDescent(learningRate: 0.5), steps: 400)

    Figure(x: "step", y: "loss", scales: .logLog) {
        Line(run.loss, label: "network")
        Line(theory.loss, label: "linearised").dashed()
    }
    Figure(x: "step", y: "kernel change") { Line(run["kernel change"]) }
    """
  static let parameters = [
    Parameter(name: "widths", value: .array([64, 128, 256, 512, 1024].map { .int($0) })),
    Parameter(name: "repeats", value: .int(12)),
  ]

  @Test("runs word for word and shows its figures and claims")
  func wordForWord() throws {
    let outcome = run(
      Self.setup,
      Self.rate,
      Self.claims,
      Self.training,
      parameters: Self.parameters,
      inlines: [
        "gaussian.powerLaw.exponent, .fixed(2)", "orthogonal.powerLaw.exponent", "params.repeats",
        "start.trace > 0",
      ]
    )
    #expect(outcome.diagnostics.map(\.rendered) == [])
    #expect(outcome.failure?.rendered == nil)
    #expect(outcome.shown.count == 5)
    guard outcome.shown.count == 5 else { return }
    #expect(
      outcome.shown[0]
        == .figure(
          svg: "<svg id='output-0'/>",
          title: "width $n$ / relative error",
          description:
            "Line(Gaussian).band(standardError); Line(orthogonal).band(standardError); SlopeGuide(-0.5)",
          csv: nil
        )
    )
    guard case .claim(let statement, _, _, _, _, let holds) = outcome.shown[1] else {
      Issue.record("a claim was expected")
      return
    }
    #expect(statement == "the Gaussian kernel error falls as $n^{-1/2}$")
    #expect(holds)
    #expect(outcome.inlines.count == 4)
    #expect(outcome.inlines.first == "-0.50")
    #expect(outcome.inlines.last == "true")
  }

  @Test("tells which names each cell reads and writes")
  func dependencies() {
    let checked = check(
      Self.setup,
      Self.rate,
      Self.claims,
      Self.training,
      parameters: Self.parameters
    )
    #expect(checked.writes(0) == ["inputs", "network", "limit", "kernelError"])
    #expect(checked.reads(0) == ["params"])
    #expect(
      checked.reads(1).isSuperset(of: ["kernelError", "params", "limit", "inputs", "network"])
    )
    #expect(checked.reads(2).isSuperset(of: ["gaussian", "orthogonal"]))
    #expect(!checked.reads(3).contains("gaussian"))
  }

  @Test("finds mistakes in all cells before any runs")
  func mistakes() {
    let outcome = run(
      Self.setup.replacingOccurrences(of: "biasVariance", with: "biasVarience"),
      Self.rate.replacingOccurrences(of: "kernelError(.gaussian)", with: "kernelEror(.gaussian)"),
      Self.claims.replacingOccurrences(
        of: "exponent, near: -0.5, within: 0.15",
        with: "exponant, near: -0.5"
      ),
      Self.training.replacingOccurrences(of: ".orthogonal", with: ".orthogonel"),
      parameters: Self.parameters
    )
    #expect(
      outcome.diagnostics.map { "\($0.line):\($0.column): \($0.message)" } == [
        "13:35: incorrect argument label in call (have 'biasVarience:', expected 'biasVariance:')",
        "30:16: cannot find 'kernelEror' in scope",
        "50:1: missing argument for parameter 'within' in call",
        "51:1: missing argument for parameter 'within' in call",
        "51:57: value of type 'PowerLaw' has no member 'exponant'",
        "71:47: type 'Initializer' has no member 'orthogonel'",
      ]
    )
  }
}

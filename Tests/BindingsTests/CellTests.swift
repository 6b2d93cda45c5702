import CellLanguage
import Testing

@Suite("Cells through the real registry") struct CellTests {
  @Test("tensors: arithmetic, reductions, rows")
  func tensors() throws {
    let found = try outcome(
      of: """
        let a = Tensor([[1, 2], [3, 4]])
        print((a + Tensor([10, 20])).scalars)
        print((2 * a - 1).scalars, a.matmul(a)[1, 0], a[1].scalars)
        print((-a + 0).scalars, Initializer.heNormal(fan: .in) == Initializer.heNormal())
        print(a.sum(axis: 0).scalars, a.mean(), a.argMax(axis: 1), max(a, a.transposed()).scalars)
        print(Tensor([[2, 1], [1, 2]]).eigenvaluesSymmetric().map { ($0 * 1000).rounded() })
        """
    )
    #expect(
      found.lines == [
        "[11.0, 22.0, 13.0, 24.0]", "[1.0, 3.0, 5.0, 7.0] 15.0 [3.0, 4.0]",
        "[-1.0, -2.0, -3.0, -4.0] true", "[4.0, 6.0] 2.5 [1, 1] [1.0, 3.0, 3.0, 4.0]",
        "[1000.0, 3000.0]",
      ]
    )
  }

  @Test("the precision of a run is that of its tensors")
  func precision() throws {
    let cell = """
      print(Tensor([0.1]).dtype.rawValue, Tensor([0.1]).scalar)
      let network = Network { Dense(2)
        ReLU()
        Dense(1) }
      print(network.initialized(for: Tensor([[1, 2]]), seed: 1).dtype == DType.preferred)
      """
    #expect(try outcome(of: cell).lines == ["float64 0.1", "true"])
    let single = try outcome(of: cell, Run(precision: "float32"))
    #expect(single.lines == ["float32 \(Double(Float(0.1)))", "true"])
  }

  @Test("the seeds of a sweep depend on the notebook's seed and its own point alone")
  func sweepSeeds() throws {
    let cell = """
      func seeds(_ points: [Int]) -> [[Double]] {
        sweep(over: points, repeats: 2) { _, seed in Double(seed >> 11) }.samples
      }
      print(seeds([3, 5]))
      print(seeds([1, 3, 4, 5]).enumerated().filter { $0.offset % 2 == 1 }.map { $0.element })
      """
    let first = try outcome(of: cell)
    #expect(first.lines.count == 2)
    #expect(first.lines[0] == first.lines[1])
    #expect(try outcome(of: cell).lines == first.lines)
    #expect(try outcome(of: cell, Run(seed: 1)).lines[0] != first.lines[0])
  }

  @Test("random tensors come from seed and name alone")
  func streams() throws {
    let cell = """
      let stream = RandomStream(seed: 7, "data", "x")
      let x = Tensor.normal([2, 3], stream: stream)
      print(x == Tensor.normal([2, 3], stream: RandomStream(seed: 7, "data").substream("x")))
      print(x == Tensor.normal([2, 3], stream: stream.substream(1)), x.shape)
      let u = Tensor.uniform([50], from: 2, to: 3, stream: stream)
      print(u.min() >= 2 && u.max() < 3)
      let q = Tensor.haarOrthogonal(rows: 4, columns: 2, stream: stream)
      print((q.transposed().matmul(q) - Tensor.identity(2)).norm < 1e-14)
      print(Seed.derive(from: 1, names: ["a"]) == Seed.derive(from: 1, names: ["b"]))
      """
    #expect(try outcome(of: cell).lines == ["true", "false [2, 3]", "true", "true", "false"])
  }

  @Test("a power law through exact points, and its inline value")
  func powerLaw() throws {
    let found = try outcome(
      of: """
        let widths = [64.0, 256.0, 1024.0]
        let law = Sweep(points: widths, samples: widths.map { [3 / $0.squareRoot()] }).powerLaw
        """,
      Run(inlines: ["law.exponent, .fixed(6)", "law.prefactor, .fixed(3)"])
    )
    #expect(found.inlines == ["-0.500000", "3.000"])
  }

  @Test("probes measure at step 0, then periodically, and at the last step")
  func probes() throws {
    let found = try outcome(
      of: """
        let data = Dataset.line(count: 5).labeled { 2 * $0[0] }
        let model = Network { Dense(1) }.initialized(.zeros, for: data, seed: 0)
        let run = model.trained(on: data, by: .gradientDescent(learningRate: 1), steps: 5) {
          Probe("slope", every: 2) { $0.parameters.layers[0].weights[0, 0] }
          Probe.parameterDistance(from: model)
        }
        print(run["slope"].x, run["slope"].y)
        print(run["distance"].y == run["distance"].y.sorted(), run.diverged, run.steps)
        """
    )
    #expect(
      found.lines == ["[0.0, 2.0, 4.0, 5.0] [0.0, 1.5, 1.875, 1.9375]", "true false 5"]
    )
  }

  @Test("closed-form predictions fit their training data")
  func predictions() throws {
    let found = try outcome(
      of: """
        let data = Dataset.circle(count: 6).labeled { $0[0] * $0[1] }
        let network = Network(weightVariance: 1.5, biasVariance: 0.1) { Dense(8)
          Erf()
          Dense(1) }
        let predictor = network.predictor(training: data)
        if let targets = data.targets {
          print((predictor.mean(at: data.inputs) - targets).norm < 1e-9)
        }
        print(predictor.mean(at: data.inputs, time: 0).norm)
        """
    )
    #expect(found.lines == ["true", "0.0"])
  }

  @Test("figures, claims and tables reach the report")
  func displays() throws {
    let found = try outcome(
      of: """
        let s = sweep(over: [1, 2, 4], repeats: 3) { n, seed in Double(n) }
        Figure(x: "width", scales: .logLog) {
          Line(s, label: "runs").band(.standardError)
          ErrorBars(s, .range)
          Histogram(Tensor([[1, 2], [3, 4]]), bins: 2)
        }
        Claim("the mean doubles", s.mean[1] / s.mean[0], near: 2, within: 0.1)
        s
        """
    )
    #expect(found.shown.count == 3)
    guard found.shown.count == 3 else { return }
    if case .figure(let svg, _, _, _) = found.shown[0] {
      #expect(svg.hasPrefix("<svg") && svg.contains("runs"))
    } else {
      Issue.record("no figure: \(found.shown[0])")
    }
    if case .claim(let statement, _, _, _, _, let holds) = found.shown[1] {
      #expect(statement == "the mean doubles" && holds)
    } else {
      Issue.record("no claim: \(found.shown[1])")
    }
    let rows = [["1", "1", "0", "3"], ["2", "2", "0", "3"], ["4", "4", "0", "3"]]
    #expect(
      found.shown[2]
        == .table(columns: ["point", "mean", "standard error", "repeats"], rows: rows)
    )
  }

  @Test("a mistake in the mathematics is told with its place and what to do")
  func mistakes() throws {
    let found = try Run()("let a = Tensor([[1, 2]])\nlet b = a.matmul(a)")
    #expect(found.errors.count == 1)
    #expect(found.errors.first?.hasPrefix("notebook.md:2:") == true, "\(found.errors)")
    #expect(found.errors.first?.contains("[1, 2]") == true, "\(found.errors)")
  }

  @Test("an error of a cell's closure keeps its own place inside a library call")
  func closures() throws {
    let found = try Run()(
      "let d = Dataset.line(count: 3).labeled { x in\n  x[5]\n}\nprint(d.count)"
    )
    #expect(found.errors.count == 1)
    #expect(found.errors.first?.hasPrefix("notebook.md:2:") == true, "\(found.errors)")
  }

  @Test("a call that the library has not is refused before anything runs")
  func refused() throws {
    let found = try Run()("print(1)", "let k = Tensor([1.0]).matmull(Tensor([1.0]))")
    #expect(found.printed.isEmpty)
    #expect(found.errors.first?.contains("matmul") == true, "\(found.errors)")
  }

  @Test("a data set splits into a labelled pair")
  func split() throws {
    let found = try outcome(
      of: """
        let parts = Dataset.line(count: 5).split(at: 2)
        print(parts.first.count, parts.second.inputs.scalars)
        """
    )
    #expect(found.lines == ["2 [0.0, 0.5, 1.0]"])
  }
}

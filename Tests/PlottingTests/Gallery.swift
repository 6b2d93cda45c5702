import Foundation
import Plotting

/// Figures of every kind on fixed data, for golden files and for looking at.
enum Gallery {
  struct Entry: Sendable, CustomStringConvertible {
    let name: String
    let figure: Figure
    var description: String { name }
  }

  static let entries: [Entry] = [
    Entry(name: "rate", figure: rate),
    Entry(name: "training", figure: training),
    Entry(name: "bars", figure: bars),
    Entry(name: "cloud", figure: cloud),
    Entry(name: "histogram", figure: histogram),
    Entry(name: "histograms", figure: histograms),
    Entry(name: "cells", figure: cells),
    Entry(name: "picture", figure: picture),
    Entry(name: "many", figure: many),
    Entry(name: "rules", figure: rules),
    Entry(name: "formulas", figure: formulas),
    Entry(name: "factors", figure: factors),
    Entry(name: "range", figure: range),
    Entry(name: "semilog", figure: semilog),
    Entry(name: "widths", figure: widths),
    Entry(name: "ordered", figure: ordered),
    Entry(name: "gaps", figure: gaps),
    Entry(name: "empty", figure: Figure(x: "step", y: "loss") {}),
    Entry(name: "single", figure: Figure(x: "step", y: "loss") { Line(x: [3.0], y: [7]) }),
    Entry(name: "constant", figure: constant),
    Entry(name: "eigenvalues", figure: eigenvalues),
    Entry(name: "missing-cells", figure: missingCells),
    Entry(name: "tiny-cells", figure: tinyCells),
    Entry(name: "bands", figure: bands),
    Entry(name: "long-texts", figure: longTexts),
    Entry(name: "reaching-zero", figure: reachingZero),
    Entry(name: "theory-and-experiment", figure: theoryAndExperiment),
    Entry(name: "trace", figure: trace),
  ]

  /// A repeatable sequence of numbers between 0 and 1 (a linear congruential generator).
  struct Noise {
    var state: UInt64
    mutating func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / 9_007_199_254_740_992
    }
    /// About normal: twelve uniforms.
    mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + uniform() } }
  }

  static func sweep(scale: Double, slope: Double, seed: UInt64, runs: Int = 12) -> [PlotPoint] {
    var noise = Noise(state: seed)
    return [64.0, 128, 256, 512, 1024].map { width in
      PlotPoint(
        x: width,
        samples: (0..<runs).map { _ in
          scale * pow(width, slope) * (1 + 0.25 * noise.normal())
        }
      )
    }
  }

  static var rate: Figure {
    Figure(x: "width $n$", y: "relative error", scales: .logLog) {
      Line(sweep(scale: 3, slope: -0.5, seed: 1), label: "Gaussian").band(.standardError)
      Line(sweep(scale: 2.2, slope: -0.52, seed: 2), label: "orthogonal").band(.standardError)
      SlopeGuide(-0.5)
    }
  }

  static var training: Figure {
    let steps = (0...400).map(Double.init)
    return Figure(
      x: "step",
      y: "loss",
      title: "Training follows its linearization",
      scales: .logLog
    ) {
      Line(x: steps, y: steps.map { 0.5 * exp(-$0 / 60) + 0.02 / (1 + $0 / 30) }, label: "network")
      Line(
        x: steps,
        y: steps.map { 0.5 * exp(-$0 / 70) + 0.018 / (1 + $0 / 30) },
        label: "linearized"
      ).dashed()
    }
  }

  static var bars: Figure {
    Figure(x: "depth", y: "accuracy") {
      Line(sweep(scale: 0.4, slope: 0.1, seed: 5), label: "wide").errorBars(.standardDeviation)
      Points(x: [100, 300, 700.0], y: [0.62, 0.7, 0.66], label: "reported").color(.ochre)
      ErrorBars(
        x: [200, 900.0],
        y: [0.5, 0.55],
        lower: [0.45, 0.5],
        upper: [0.52, 0.62],
        label: "paper"
      ).horizontal(lower: [150, 850], upper: [260, 950])
    }
  }

  static var cloud: Figure {
    var noise = Noise(state: 9)
    let x = (0..<3000).map { _ in noise.normal() }
    return Figure(x: "analytic $\\Theta_{ij}$", y: "empirical $\\hat\\Theta_{ij}$") {
      Points(x: x, y: x.map { $0 + 0.2 * noise.normal() })
      Curve(from: -4, to: 4, label: "identity") { $0 }.color(.vermilion)
    }
  }

  static var histogram: Figure {
    var noise = Noise(state: 4)
    let values = (0..<2000).map { _ in noise.normal() }
    return Figure(x: "preactivation", y: "density") {
      Histogram(values, normalization: .density)
      Curve(from: -4, to: 4, label: "$\\mathcal{N}(0, 1)$") { exp(-$0 * $0 / 2) / sqrt(2 * .pi) }
        .color(.vermilion)
    }
  }

  static var histograms: Figure {
    var noise = Noise(state: 14)
    let left = (0..<800).map { _ in exp(noise.normal()) }
    let right = (0..<500).map { _ in exp(1.5 + 0.6 * noise.normal()) }
    return Figure(x: "eigenvalue $\\lambda$", y: "count", scales: .logX) {
      Histogram(left, label: "at initialization")
      Histogram(right, label: "after training")
    }
  }

  static var cells: Figure {
    let rows = (0..<10).map { i in (0..<10).map { j in exp(-abs(Double(i - j)) / 3) } }
    return Figure(x: "sample $j$", y: "sample $i$") { HeatMap(rows, label: "$\\Theta(x_i, x_j)$") }
  }

  private static func pictureValue(_ i: Double, _ j: Double) -> Double {
    0.002 * cos(i * j / 200) * exp(-(i + j) / 90)
  }

  static var picture: Figure {
    let rows = (0..<64).map { i in (0..<64).map { j in pictureValue(Double(i), Double(j)) } }
    return Figure(x: "$j$", y: "$i$", title: "Kernel difference") {
      HeatMap(rows, label: "$\\hat\\Theta - \\Theta$")
    }
  }

  static var many: Figure {
    var noise = Noise(state: 3)
    return Figure(x: "step", y: "kernel change $\\|\\Delta\\Theta\\|$") {
      for index in 1...8 {
        Line(
          x: (0..<200).map(Double.init),
          y: (0..<200).map { step -> Double in
            let drift = Double(step) / Double(index * 200)
            return drift + 0.01 * noise.normal()
          },
          label: "seed \(index)"
        )
      }
    }
  }

  static var rules: Figure {
    Figure(x: "learning rate $\\eta$", y: "largest Hessian eigenvalue", scales: .logX) {
      Curve(from: 0.01, to: 2, label: "sharpness") { 40 / (1 + 3 * $0) }
      HorizontalRule(20, label: "stable below $2/\\eta$")
      VerticalRule(0.5, label: "$\\eta_c$")
    }
  }

  static var formulas: Figure {
    Figure(
      x: "$\\|\\hat\\Theta_n - \\Theta\\|_F / \\|\\Theta\\|_F$ over $x_i^2 + y_{n-1}^{k}$",
      y:
        "$\\mathbb{E}[\\dot\\sigma(z)^2]$ and $\\sqrt{n}$, $\\frac{a+b}{c}$, $\\tilde f'(\\bar x)$",
      title: "Signal $\\sigma_w^2 = 2$ \\$5 and $\\mathcal{L} \\propto e^{-\\lambda t}$"
    ) {
      Line(x: [0, 1, 2.0, 3], y: [0.0, 1, 4, 9], label: "$K^{(\\ell)}(x, x')$")
      Line(x: [0, 1, 2.0, 3], y: [0.0, 1, 2, 3], label: "$\\lambda_{\\max} \\approx 2/\\eta$")
    }
  }

  static var factors: Figure {
    Figure(x: "time", y: "variance") {
      Line(
        x: (0..<50).map { 1e6 + Double($0) * 2e4 },
        y: (0..<50).map { 3e-7 * Double($0 * $0) / 2500 }
      )
    }
  }

  static var range: Figure {
    Figure(x: "t", y: "f", xRange: 0...5, yRange: -1...1) {
      Curve(from: -2, to: 10, label: "tangent") { tan($0) }
      Line(x: [0.5, 1.5, 2.5, 6], y: [0.5, 2, -0.5, 0], label: "data").markers(.diamond)
    }
  }

  static var semilog: Figure {
    Figure(x: "time $t$", y: "residual", scales: .logY) {
      for (index, rate) in [0.1, 0.5, 1, 2].enumerated() {
        Curve(from: 0, to: 10, label: "$\\lambda_\(index + 1)$") { exp(-rate * $0) }
      }
      SlopeGuide(-1)
    }
  }

  static var widths: Figure {
    Figure(x: "width", y: "test error", scales: .log2XLogY) {
      Line(sweep(scale: 3, slope: -0.5, seed: 21), label: "network")
        .band(.interquartileRange).runs()
      HorizontalRule(0.09, label: "kernel")
    }
  }

  static var ordered: Figure {
    Figure(x: "$q$", y: "$\\mathcal{V}(q)$") {
      for index in 0..<9 {
        Curve(from: 0, to: 3, label: "$\\sigma_w^2 = \(index + 1)$") { x in
          Double(index + 1) * tanh(x) / 3
        }.color(.ordered(index, of: 9))
      }
    }
  }

  static var gaps: Figure {
    Figure(x: "step", y: "loss", scales: .logLog) {
      Line(
        x: [0, 1, 2, 4, 8, 16, 32, 64],
        y: [1, 0.9, .nan, 0.5, 0, 0.2, .infinity, 0.1],
        label: "diverging run"
      )
      Line(x: [1.0, 2, 3], y: [0.3, 0.2], label: "short")
    }
  }

  static var eigenvalues: Figure {
    Figure(x: "index $k$", y: "eigenvalue $\\lambda_k$", scales: .logLog) {
      Points(
        x: (1...300).map(Double.init),
        y: (1...300).map { 40 * pow(Double($0), -1.8) },
        label: "empirical"
      )
      SlopeGuide(-1.8)
      VerticalRule(32, label: "$n$")
    }
  }

  static var missingCells: Figure {
    let rows = (0..<6).map { i in (0..<14).map { j in pow(10, Double(j - i) / 2) } }
    return Figure(x: "layer", y: "seed") {
      HeatMap(rows + [[.nan, -1, 3]], label: "condition number", colors: .logarithmic)
    }
  }

  static var tinyCells: Figure {
    Figure(x: "sample $j$", y: "sample $i$, with a label that is much too long for this place") {
      HeatMap([[1e-6, 2e-6], [3e-6, 2.5e-6]], label: "$\\Theta_{ij}$ of the last layer only")
    }
  }

  static var bands: Figure {
    let x = (0...40).map { Double($0) / 4 }
    return Figure(x: "input $x$", y: "output") {
      Band(x: x, lower: x.map { sin($0) - 0.5 }, upper: x.map { sin($0) + 0.5 })
      Line(x: x, y: x.map { sin($0) }, label: "posterior mean").markers(.none)
      Band(
        x: x,
        lower: x.map { 0.5 * cos($0) - 1.8 },
        upper: x.map { 0.5 * cos($0) - 1.2 },
        label: "prior"
      )
      Points(x: [1.0, 4, 7], y: [0.84, -0.75, 0.65], label: "training data").color(.ink)
    }
  }

  static var longTexts: Figure {
    Figure(
      x: "the number of hidden units in every layer of the network, which is the width $n$",
      y: "the Frobenius norm of the difference between the empirical and the limiting kernel",
      title: "A title that goes on and on about the convergence of $\\hat\\Theta_n$ to $\\Theta$"
    ) {
      Line(
        x: [0, 1, 2.0],
        y: [3, 2, 1.0],
        label: "Gaussian initialization in standard parameterization with biases"
      )
      Line(x: [0, 1, 2.0], y: [1, 2, 4.0], label: "orthogonal initialization")
    }
  }

  static var reachingZero: Figure {
    let points = [8.0, 16, 32, 64, 128].map {
      PlotPoint(x: $0, samples: [0.2 / $0, 0.3 / $0, 0.4 / $0, 9 / $0])
    }
    return Figure(x: "width", y: "loss", scales: .log2XLogY) {
      Line(points, label: "band").band(.standardDeviation)
      Line(points.map { PlotPoint(x: $0.x, samples: $0.samples.map { 30 * $0 }) }, label: "bars")
        .errorBars(.standardDeviation)
    }
  }

  static var theoryAndExperiment: Figure {
    Figure(x: "depth $L$", y: "correlation $c^{(L)}$") {
      for (index, variance) in [1.5, 2, 2.5].enumerated() {
        Curve(from: 1, to: 20, label: "$\\sigma_w^2 = \(variance)$") { 1 - exp(-$0 / 4 / variance) }
          .color(.series(index + 1))
        Points(
          x: stride(from: 1.0, through: 20, by: 2).map { $0 },
          y: stride(from: 1.0, through: 20, by: 2).map { 1.02 - exp(-$0 / 4 / variance) }
        ).color(.series(index + 1))
      }
    }
  }

  static var trace: Figure {
    var noise = Noise(state: 77)
    var level = 0.0
    let y = (0..<100_000).map { _ -> Double in
      level = 0.999 * level + noise.normal()
      return level
    }
    return Figure(x: "step", y: "largest eigenvalue") {
      Line(x: (0..<100_000).map(Double.init), y: y, label: "raw").opacity(0.5)
      HorizontalRule(0, label: "edge of stability")
    }
  }

  static var constant: Figure {
    Figure(x: "step", y: "test accuracy") {
      Line(x: [0, 10, 20, 30.0], y: [0.1, 0.1, 0.1, 0.1], label: "constant")
    }
  }
}

import Foundation
import Networks
import Tensors
import TestSupport
import Testing

@testable import AnalyticKernels

@Suite("Training of the infinitely wide ensemble in closed form")
struct PredictorTests {
  private let data = Dataset(
    name: "three points",
    inputs: Tensor([[-1, 0.5], [0.2, -0.4], [1.5, 1]]),
    targets: Tensor([[0.5], [-0.3], [0.8]])
  )
  private let test = Tensor([[0.6, 0.1]])

  private let erf = Network(weightVariance: 2.25, biasVariance: 0.01) {
    Dense(9)
    Erf()
    Dense(9)
    Erf()
    Dense(1)
  }
  private let relu = Network(weightVariance: 2, biasVariance: 0.01) {
    Dense(9)
    ReLU()
    Dense(9)
    ReLU()
    Dense(1)
  }

  /// 13 to 14 digits are printed in the tables.
  private static let printed = 1e-12

  @Test("erf kernels on three points meet 40-digit arithmetic")
  func erfKernels() {
    let (k, theta) = (erf.nngp(data.inputs), erf.ntk(data.inputs))
    let upper = [(0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)]
    expectClose(
      upper.map { k[$0, $1] },
      [
        1.13298132868558, -0.602051113537013, -0.435010484196413, 0.739885371619199,
        -0.0648945901892308, 1.23830037963807,
      ],
      within: 1e-14
    )
    expectClose(
      upper.map { theta[$0, $1] },
      [
        4.42993576614396, -1.95264937272207, -1.39034828363101, 2.35273990971229,
        -0.225055013562632, 5.72615670752502,
      ],
      within: 1e-14
    )
    expectClose(
      erf.predictor(training: data).regression.eigenvalues,
      [0.995242248779122, 4.69147447003378, 6.82211566456836],
      within: 1e-14
    )
  }

  /// A case of the tables: what training does, then the expected numbers.
  private struct Case {
    var name: String
    var kernel: KernelKind = .ntk
    var time: Double?
    var steps: Int?
    var rate = 0.3
    var momentum = 0.0
    var training: [Double]?
    var mean: Double
    var variance: Double?
    var trainingVariance: [Double]?

    func mean(_ predictor: Predictor, _ x: Tensor) -> Tensor {
      if let steps {
        predictor.mean(at: x, steps: steps, learningRate: rate, momentum: momentum)
      } else {
        predictor.mean(at: x, time: time)
      }
    }

    func covariance(_ predictor: Predictor, _ x: Tensor) -> Tensor {
      if let steps {
        predictor.covariance(at: x, steps: steps, learningRate: rate, momentum: momentum)
      } else {
        predictor.covariance(at: x, time: time)
      }
    }
  }

  private func check(_ network: Network, _ cases: [Case]) {
    for row in cases {
      let predictor = network.predictor(training: data, kernel: row.kernel)
      let comment = Comment(rawValue: row.name)
      expectClose(row.mean(predictor, test).scalar, row.mean, within: Self.printed, comment)
      if let training = row.training {
        let mean = row.mean(predictor, data.inputs)
        expectClose(mean.scalars, training, within: Self.printed, comment)
        if row.steps == nil {
          expectClose(
            predictor.trainingMean(time: row.time).scalars,
            training,
            within: Self.printed,
            comment
          )
        }
      }
      if let variance = row.variance {
        expectClose(
          row.covariance(predictor, test).scalar,
          variance,
          within: Self.printed,
          comment
        )
      }
      if let variance = row.trainingVariance {
        let covariance = row.covariance(predictor, data.inputs)
        for (i, value) in variance.enumerated() {
          // Differences of numbers of order 1: absolute.
          #expect((covariance[i, i] - value).magnitude < 1e-13, comment)
        }
      }
    }
  }

  @Test("the erf network trains as in the table of 40-digit arithmetic")
  func erfTable() {
    check(
      erf,
      [
        Case(
          name: "flow to 1",
          time: 1,
          training: [0.32970558468326, -0.30907388404741, 0.63055241107101],
          mean: 0.14319653167357,
          variance: 0.17498793095173,
          trainingVariance: [0.046660789057457, 0.11271293815453, 0.026420213604116]
        ),
        Case(
          name: "flow to 10",
          time: 10,
          training: [0.49632787688478, -0.3055041645891, 0.79865889959271],
          mean: 0.15965347701002,
          variance: 0.14782938816985,
          trainingVariance: [8.816794538791e-5, 1.9810540939475e-4, 1.1758459676977e-5]
        ),
        Case(
          name: "converged",
          training: [0.5, -0.3, 0.8],
          mean: 0.15933290617137,
          variance: 0.14790608381502,
          trainingVariance: [0, 0, 0]
        ),
        Case(
          name: "one step",
          steps: 1,
          training: [0.16884840679838, -0.18621906701248, 0.39532677282733],
          mean: 0.10348479802701,
          variance: 0.26994590953431,
          trainingVariance: [0.20179861701008, 0.2906566111018, 0.1917468836362]
        ),
        Case(
          name: "ten steps",
          steps: 10,
          training: [0.46354391238886, -0.35234130997238, 0.78595416909947],
          mean: 0.16234555664893,
          variance: 0.14723586860626,
          trainingVariance: [0.0081927123325275, 0.018608144625058, 0.0010784269243455]
        ),
        Case(
          name: "a hundred steps",
          steps: 100,
          training: [0.49999716292262, -0.30000425267223, 0.79999896391894],
          mean: 0.15933315385585,
          variance: 0.14790602403898
        ),
        Case(
          name: "last layer, flow to 1",
          kernel: .nngp,
          time: 1,
          training: [0.11103812486928, -0.15660291081378, 0.22233492574295],
          mean: 0.079944683217718,
          variance: 0.37616145589792,
          trainingVariance: [0.40471795361565, 0.34642393457062, 0.50265828508956]
        ),
        Case(
          name: "last layer, flow to 10",
          kernel: .nngp,
          time: 10,
          training: [0.39059105891169, -0.41017343464513, 0.73210690422233],
          mean: 0.27434499282171,
          variance: 0.11798937648401,
          trainingVariance: [0.01980934954589, 0.027909658988777, 0.0052154131785123]
        ),
        Case(
          name: "last layer, converged",
          kernel: .nngp,
          training: [0.5, -0.3, 0.8],
          mean: 0.304711085316,
          variance: 0.11687978741333,
          trainingVariance: [0, 0, 0]
        ),
        Case(
          name: "heavy ball 1",
          steps: 1,
          rate: 0.1,
          momentum: 0.9,
          training: [0.056282802266126, -0.062073022337494, 0.13177559094244],
          mean: 0.03449493267567
        ),
        Case(
          name: "heavy ball 10",
          steps: 10,
          rate: 0.1,
          momentum: 0.9,
          training: [0.70217253428492, -0.47105640456573, 0.9661588923532],
          mean: 0.15088581255121
        ),
        Case(
          name: "heavy ball 50",
          steps: 50,
          rate: 0.1,
          momentum: 0.9,
          training: [0.5118213710545, -0.29157725486688, 0.78825755154974],
          mean: 0.15058046360378
        ),
      ]
    )
  }

  @Test("the ReLU network trains as in the table of 40-digit arithmetic")
  func reluTable() {
    check(
      relu,
      [
        Case(
          name: "flow to 1",
          time: 1,
          training: [0.37357851163011, -0.012987936980182, 0.76792655323272],
          mean: 0.19244679496667,
          variance: 0.065484041804755
        ),
        Case(
          name: "flow to 10",
          time: 10,
          training: [0.49827088056668, -0.25535489590295, 0.79763222839731],
          mean: 0.12766614951795,
          variance: 0.047571911517209
        ),
        Case(name: "converged", mean: 0.11510017168805, variance: 0.046332972588274),
        Case(
          name: "one step",
          steps: 1,
          training: [0.24413821181216, 0.029529894019781, 0.80589920127961],
          mean: 0.21589334912757,
          variance: 0.067331787956668
        ),
        Case(
          name: "ten steps",
          steps: 10,
          training: [0.48905064848875, -0.11147400161879, 0.79044296862762],
          mean: 0.16830763887158,
          variance: 0.054632428801579
        ),
        Case(
          name: "a hundred steps",
          steps: 100,
          training: [0.49997837813001, -0.29944122777902, 0.79997036291601],
          mean: 0.11525744503196,
          variance: 0.04634569842635
        ),
        Case(
          name: "last layer, flow to 1",
          kernel: .nngp,
          time: 1,
          training: [0.25083673582206, 0.059778062174378, 0.55647292503297],
          mean: 0.17099330312489,
          variance: 0.09427538706297
        ),
        Case(
          name: "last layer, converged",
          kernel: .nngp,
          mean: 0.10419667126224,
          variance: 0.043198262380849
        ),
        Case(
          name: "heavy ball 50",
          steps: 50,
          rate: 0.1,
          momentum: 0.9,
          training: [0.47847543073208, -0.27614536001833, 0.78750897586412],
          mean: 0.11906814086741
        ),
      ]
    )
  }

  @Test("means and covariances with a ridge meet the reference at all times")
  func reference() throws {
    let cases = try Fixture.json("predictions.json", as: JSONValue.self)["cases"]?.array ?? []
    #expect(cases.count == 2)
    for value in cases {
      let activation: Activation = value["activation"]?.string == "erf" ? .erf : .relu
      let network = Network(
        weightVariance: try #require(value["weightVariance"]?.number),
        biasVariance: try #require(value["biasVariance"]?.number)
      ) {
        for _ in 0..<Int(value["hiddenLayers"]?.number ?? 0) {
          Dense(3)
          activation
        }
        Dense(2)
      }
      let targets = try #require(value["y"]).tensor()
      let data = Dataset(
        name: "reference",
        inputs: try #require(value["x"]).tensor(),
        targets: targets
      )
      let test = try #require(value["xTest"]).tensor()
      let ridge = try #require(value["ridgeRelativeToMeanDiagonal"]?.number)
      for row in try #require(value["at"]?.array) {
        let predictor = network.predictor(
          training: data,
          kernel: row["get"]?.string == "ntk" ? .ntk : .nngp,
          ridge: .relative(ridge)
        )
        // The reference's loss is the mean over outputs too: its time counts them.
        let time = row["t"]?.number.map { $0 / Double(targets.shape[1]) }
        let comment = Comment("\(activation) \(row["get"]?.string ?? "") at \(time ?? .infinity)")
        expectClose(
          predictor.mean(at: test, time: time),
          try #require(row["testMean"]).tensor(),
          within: 1e-9,
          comment
        )
        expectClose(
          predictor.covariance(at: test, time: time),
          try #require(row["testCovariance"]).tensor(),
          within: 1e-9,
          comment
        )
        expectClose(
          predictor.trainingMean(time: time),
          try #require(row["trainMean"]).tensor(),
          within: 1e-9,
          comment
        )
      }
    }
  }

  @Test("closed-form descent agrees with taking the steps, and flow with very small ones")
  func smallSteps() {
    let theta = erf.ntk(data.inputs).matrix
    let cross = erf.ntk(test, data.inputs).matrix
    let predictor = erf.predictor(training: data)
    let y = data.targets ?? Tensor.zeros([3, 1])
    func stepped(_ steps: Int, _ rate: Double, _ momentum: Double) -> (Tensor, Double) {
      var (f, before) = (Tensor.zeros([3, 1]), Tensor.zeros([3, 1]))
      var (g, gBefore) = (0.0, 0.0)
      for _ in 0..<steps {
        let error = f - y
        let next = f + (f - before) * momentum - theta.matmul(error) * (rate / 3)
        let gNext = g + (g - gBefore) * momentum - cross.matmul(error).scalar * (rate / 3)
        (before, f, gBefore, g) = (f, next, g, gNext)
      }
      return (f, g)
    }
    for (steps, rate, momentum) in [(0, 0.3, 0.0), (7, 0.3, 0), (40, 0.1, 0.9), (101, 0.8, 0.3)] {
      let (f, g) = stepped(steps, rate, momentum)
      expectClose(
        predictor.mean(at: data.inputs, steps: steps, learningRate: rate, momentum: momentum),
        f,
        within: 1e-12
      )
      expectClose(
        predictor.mean(at: test, steps: steps, learningRate: rate, momentum: momentum).scalar,
        g,
        within: 1e-12
      )
    }
    // Descent differs from flow by the order of the rate; halving it shows the limit.
    let flow = predictor.mean(at: test, time: 2).scalar
    let coarse = stepped(1000, 2e-3, 0).1 - flow
    let fine = stepped(2000, 1e-3, 0).1 - flow
    expectClose(fine / coarse, 0.5, within: 0.01)
    #expect(fine.magnitude < 1e-3)
  }

  @Test("training starts at the prior and ends at the targets")
  func limits() {
    for kernel in KernelKind.allCases {
      let predictor = relu.predictor(training: data, kernel: kernel)
      #expect(predictor.mean(at: test, time: 0).scalar == 0)
      expectClose(
        predictor.covariance(at: data.inputs, time: 0),
        relu.nngp(data.inputs).matrix,
        within: 1e-14
      )
      expectClose(
        predictor.mean(at: test, time: 1e9).scalar,
        predictor.mean(at: test).scalar,
        within: 1e-12
      )
      #expect(predictor.mean(at: test, time: .infinity) == predictor.mean(at: test))
      let covariance = predictor.covariance(at: Tensor([[0.3, 0.3], [-1, 2]]), time: 3)
      #expect(covariance == covariance.transposed())
    }
  }

  @Test("the last layer alone, trained for ever, is the posterior of Bayesian inference")
  func posterior() throws {
    let ridge = 0.05
    let predictor = relu.predictor(training: data, kernel: .nngp, ridge: .absolute(ridge))
    let k = relu.nngp(data.inputs).matrix
    let cross = relu.nngp(test, data.inputs).matrix
    let factor = k.cholesky(ridge: ridge)
    let weights = factor.solve(data.targets ?? k)
    expectClose(predictor.mean(at: test), cross.matmul(weights), within: 1e-12)
    let explained = cross.matmul(factor.solve(cross.transposed()))
    expectClose(
      predictor.covariance(at: test),
      relu.nngp(test).matrix - explained,
      within: 1e-12
    )
  }

  @Test("the rate of heavy-ball descent does not limit the number of steps")
  func manySteps() {
    let predictor = erf.predictor(training: data)
    expectClose(
      predictor.mean(at: test, steps: 1 << 40, learningRate: 0.1, momentum: 0.9).scalar,
      predictor.mean(at: test).scalar,
      within: 1e-10
    )
  }

  @Test("short times are served by products with the kernel, long ones are not")
  func series() {
    for (time, isShort) in [(1e-6, true), (1, true), (5, true), (1000, false)] {
      let series = ChebyshevSeries(upperBound: 7, tolerance: 0x1p-52) {
        -expm1(-$0 * time / 3) / $0
      }
      #expect((series != nil) == isShort, "\(time)")
      #expect((series?.coefficients.count ?? 0) <= ChebyshevSeries.longest)
    }
  }

  @Test("short times, which need no eigendecomposition, continue long ones")
  func shortTimes() {
    // Products with the kernel serve short times, the eigendecomposition long ones; step across.
    let predictor = relu.predictor(training: data, ridge: .absolute(0.01))
    let theta = relu.ntk(data.inputs).matrix + Tensor.identity(3) * 0.01
    let cross = relu.ntk(test, data.inputs).matrix
    let eigen = theta.symmetricEigen()
    let projected = eigen.vectors.matmul(data.targets ?? theta, transposingLeft: true)
    for time in [0, 1e-300, 1e-6, 0.1, 1, 2, 3, 4, 5, 6, 8, 12, 20, 1e3, 1e300] {
      let gains = eigen.values.map { -expm1(-$0 * time / 3) / $0 }
      let weights = eigen.vectors.matmul(projected * Tensor(gains).reshaped(to: [3, 1]))
      expectClose(
        predictor.mean(at: test, time: time),
        cross.matmul(weights),
        within: 1e-13,
        "\(time)"
      )
    }
  }

  @Test("single precision holds four digits of a prediction")
  func singlePrecision() {
    let single = Dataset(
      name: "three points",
      inputs: data.inputs.converted(to: .float32),
      targets: data.targets?.converted(to: .float32)
    )
    let predictor = erf.predictor(training: single)
    let mean = predictor.mean(at: test.converted(to: .float32), time: 1)
    #expect(mean.dtype == .float32)
    expectClose(mean.scalar, 0.14319653167357, within: 1e-4)
  }
}

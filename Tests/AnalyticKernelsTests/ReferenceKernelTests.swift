import AnalyticKernels
import Networks
import Tensors
import TestSupport
import Testing

@Suite("Kernels of infinite width against reference values")
struct ReferenceKernelTests {
  /// What the reference promises in double precision, and what single precision can hold.
  private static let tolerances: [(dtype: DType, bound: Double)] = [
    (.float64, 1e-9), (.float32, 1e-4),
  ]

  @Test("every dense case of the reference is met in both precisions")
  func denseCases() throws {
    let cases = try Fixture.json("dense-kernels.json", as: JSONValue.self)["cases"]?.array ?? []
    #expect(cases.count == 30)
    for (dtype, bound) in Self.tolerances {
      for value in cases {
        let name = try #require(value["name"]?.string)
        let network = try ReferenceNetwork.network(value["layers"])
        let x1 = try #require(value["x1"]).tensor(dtype: dtype)
        let x2 = try #require(value["x2"]).tensor(dtype: dtype)
        let kernels = [
          "nngp11": network.nngp(x1), "ntk11": network.ntk(x1),
          "nngp12": network.nngp(x1, x2), "ntk12": network.ntk(x1, x2),
        ]
        for (key, kernel) in kernels {
          let expected = try #require(value[key]).tensor()
          #expect(kernel.matrix.dtype == dtype)
          #expect(kernel.isSymmetric == (key.hasSuffix("11")))
          expectClose(kernel.matrix, expected, within: bound, "\(name) \(key) \(dtype)")
        }
      }
    }
  }

  /// Digits of the printed tables.
  private static let printed = 1e-13

  /// One row of a table: the depth, then the NNGP and the NTK of (x,x), (x,z), (z,z).
  private typealias Row = (depth: Int, nngp: [Double], ntk: [Double])

  private func check(_ rows: [Row], weight: Double, bias: Double, _ activation: Activation) {
    let inputs = Tensor([[1, -0.5, 0.25], [0.3, 0.8, -1.2]])
    for row in rows {
      let network = Network(weightVariance: weight, biasVariance: bias) {
        for _ in 0..<row.depth {
          Dense(8)
          activation
        }
        Dense(1)
      }
      for (kernel, expected) in [
        (network.nngp(inputs), row.nngp), (network.ntk(inputs), row.ntk),
      ] {
        for (entry, value) in zip([kernel[0, 0], kernel[0, 1], kernel[1, 1]], expected) {
          expectClose(entry, value, within: Self.printed, "\(activation) depth \(row.depth)")
        }
        #expect(kernel[0, 1] == kernel[1, 0])
      }
    }
  }

  // The tables below: 40-digit arithmetic, 16 digits kept.

  @Test("ReLU networks without bias meet the table of 40-digit arithmetic")
  func reluWithoutBias() {
    check(
      [
        (
          1, [0.875, 0.2349020033509227, 1.446666666666667],
          [1.75, 0.1218806391633031, 2.893333333333333]
        ),
        (2, [0.875, 0.4834134105155768, 1.446666666666667], [2.625, 0.5525137310230201, 4.34]),
        (
          3, [0.875, 0.6334315610495252, 1.446666666666667],
          [3.5, 0.9877964653873302, 5.786666666666667]
        ),
        (
          4, [0.875, 0.7332687501928987, 1.446666666666667],
          [4.375, 1.415198407687858, 7.233333333333333]
        ),
        (5, [0.875, 0.8039438218733852, 1.446666666666667], [5.25, 1.831322673889421, 8.68]),
      ],
      weight: 2,
      bias: 0,
      .relu
    )
  }

  @Test("ReLU networks with bias meet the table of 40-digit arithmetic")
  func reluWithBias() {
    check(
      [
        (
          1, [1.128671875, 0.3156768705534123, 1.8521875],
          [2.24734375, 0.1763610419043510, 3.694375]
        ),
        (
          2, [1.279755859375, 0.7177190239922814, 2.0937109375],
          [3.808017578125, 0.8308227264205390, 6.2498828125]
        ),
        (
          3, [1.449725341796875, 1.057193597804933, 2.3654248046875],
          [5.7337451171875, 1.659570340743002, 9.39654296875]
        ),
        (
          4, [1.640941009521484, 1.379141465898405, 2.671102905273437],
          [8.091404266357422, 2.673738455042801, 13.24221374511719]
        ),
        (
          5, [1.856058635711670, 1.704990465990155, 3.014990768432617],
          [10.95888843536377, 3.897526079040766, 17.91248123168945]
        ),
      ],
      weight: 2.25,
      bias: 0.01,
      .relu
    )
  }

  @Test("erf networks meet the table of 40-digit arithmetic")
  func erf() {
    check(
      [
        (
          1, [1.052848443032441, -0.2234544671924769, 1.260083408336121],
          [2.329690559492435, -0.4589982295367747, 2.967346570472665]
        ),
        (
          2, [1.077210407403651, -0.1842011637077019, 1.152971422032314],
          [4.000783335636618, -0.5855724018920038, 4.611811206720584]
        ),
        (
          3, [1.086932804448843, -0.1537661256589350, 1.115698127932565],
          [6.061299355287097, -0.6766561787650643, 6.692815045359098]
        ),
        (
          4, [1.090746262540568, -0.1277633444751370, 1.101814319479449],
          [8.599598958194169, -0.7358745847909681, 9.305218459565606]
        ),
        (
          5, [1.092231882633098, -0.1047696770194085, 1.096511755054442],
          [11.73041696806654, -0.7672232753761277, 12.56036699557080]
        ),
      ],
      weight: 2.25,
      bias: 0.01,
      .erf
    )
  }

  @Test("the kernel on the sphere is the arc-cosine series of Cho and Saul")
  func arcCosine() {
    // K^(L)(c) of L hidden ReLU layers with weight variance 2, for unit vectors with product c.
    let expected: [(Double, [Double])] = [
      (0.5, [0.942331114377563, 1.35147956112348, 1.73784467921531, 2.10711253839662]),
      (-0.3, [0.0618402890416911, 0.449549705100745, 0.839657143079351, 1.22194098694229]),
      (0, [0.318309886183791, 0.685708636282942, 1.06038810680258, 1.43039049721037]),
    ]
    for (c, values) in expected {
      let inputs = Tensor([[1, 0], [c, (1 - c * c).squareRoot()]])
      for (index, value) in values.enumerated() {
        let network = Network(weightVariance: 2) {
          for _ in 0...index {
            Dense(4)
            ReLU()
          }
          Dense(1)
        }
        // Two inputs: the first layer halves the product, its weight variance 2 restores it.
        expectClose(
          network.ntk(inputs)[0, 1],
          value,
          within: 1e-12,
          "c = \(c), \(index + 1) layers"
        )
      }
    }
  }
}

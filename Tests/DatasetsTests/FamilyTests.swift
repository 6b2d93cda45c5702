import Foundation
import Tensors
import Testing

@testable import Datasets

@Suite struct FamilyTests {
  /// The mean of values and its distance from the expected one in standard errors.
  static func deviation(_ values: [Double], from expected: Double) -> Double {
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
    return abs(mean - expected) / (variance / n).squareRoot()
  }

  /// Seeds are fixed, so that a law that is right fails never; one that is wrong by a few percent
  /// is far more than five standard errors away at these counts.
  static let allowed = 5.0

  @Test("points of a sphere have its radius, mean 0 and covariance r² I/d")
  func sphere() {
    let (d, radius) = (4, 3.0)
    let data = Dataset.sphere(count: 20_000, dimension: d, radius: radius, seed: 1)
    #expect(data.inputs.shape == [20_000, d])
    #expect(data.targets == nil)
    let x = data.inputs.scalars
    let rows = stride(from: 0, to: x.count, by: d).map { Array(x[$0..<($0 + d)]) }
    for row in rows { #expect(abs(row.reduce(0) { $0 + $1 * $1 } - 9) < 1e-13) }
    for axis in 0..<d {
      #expect(Self.deviation(rows.map { $0[axis] }, from: 0) < Self.allowed)
      #expect(Self.deviation(rows.map { $0[axis] * $0[axis] }, from: 9 / 4) < Self.allowed)
      // Fourth moment of a coordinate on the sphere: 3 r⁴/(d(d + 2)).
      #expect(Self.deviation(rows.map { pow($0[axis], 4) }, from: 3 * 81 / 24) < Self.allowed)
    }
    #expect(Self.deviation(rows.map { $0[0] * $0[1] }, from: 0) < Self.allowed)
    let line = Dataset.sphere(count: 50, dimension: 1, radius: 2, seed: 1)
    #expect(Set(line.inputs.scalars) == [-2, 2])
  }

  @Test("Gaussian points have mean 0, the variance asked for and no correlation")
  func gaussian() {
    let data = Dataset.gaussian(count: 20_000, dimension: 3, standardDeviation: 2, seed: 8)
    let x = data.inputs.scalars
    #expect(Self.deviation(x, from: 0) < Self.allowed)
    #expect(Self.deviation(x.map { $0 * $0 }, from: 4) < Self.allowed)
    #expect(Self.deviation(x.map { pow($0, 4) }, from: 48) < Self.allowed)
    let pairs = stride(from: 0, to: x.count, by: 3).map { x[$0] * x[$0 + 1] }
    #expect(Self.deviation(pairs, from: 0) < Self.allowed)
  }

  @Test("points of a circle stand at equal angles, those of a line at equal distances")
  func regular() {
    let circle = Dataset.circle(count: 4, radius: 2).inputs.scalars
    for (found, expected) in zip(circle, [2.0, 0, 0, 2, -2, 0, 0, -2]) {
      #expect(abs(found - expected) < 1e-15)
    }
    #expect(Dataset.line(count: 5).inputs.scalars == [-1, -0.5, 0, 0.5, 1])
    #expect(Dataset.line(count: 1, from: 3, to: 4).inputs.scalars == [3])
    let line = Dataset.line(count: 7, from: 0.1, to: 0.3).inputs.scalars
    #expect(line.first == 0.1 && line.last == 0.3)
  }

  @Test("a sinusoid is the sine it says, with noise of the deviation asked for")
  func sinusoid() throws {
    let clean = Dataset.sinusoid(count: 5, frequency: 0.25, amplitude: 3, phase: 0.5)
    let y = try clean.checkedTargets().scalars
    for (x, y) in zip(clean.inputs.scalars, y) {
      #expect(abs(y - 3 * sin(.pi / 2 * x + 0.5)) < 1e-15)
    }
    let noisy = Dataset.sinusoid(count: 20_000, amplitude: 0, noise: 0.5, seed: 2)
    let ε = try noisy.checkedTargets().scalars
    #expect(Self.deviation(ε, from: 0) < Self.allowed)
    #expect(Self.deviation(ε.map { $0 * $0 }, from: 0.25) < Self.allowed)
  }

  @Test("the answers of ReLU teachers have mean 0 and variance 1/2, noise on top")
  func teacher() throws {
    let answers = try (0..<3000).map { seed in
      let data = Dataset.teacher(
        count: 1,
        dimension: 40,
        width: 20,
        activation: .relu,
        noise: 0.5,
        seed: UInt64(seed)
      )
      return try data.checkedTargets().scalar
    }
    #expect(Self.deviation(answers, from: 0) < Self.allowed)
    // E max(0, z)² = |x|²/2d, whose mean is 1/2.
    #expect(Self.deviation(answers.map { $0 * $0 }, from: 0.75) < Self.allowed)
  }

  @Test(
    "a teacher is one network, whatever the number of examples",
    arguments: TeacherActivation.allCases
  )
  func oneTeacher(activation: TeacherActivation) {
    let large = Dataset.teacher(count: 30, dimension: 5, activation: activation, seed: 4)
    let small = Dataset.teacher(count: 10, dimension: 5, activation: activation, seed: 4)
    #expect(large.prefix(10) == small)
    let other = Dataset.teacher(count: 10, dimension: 5, activation: activation, seed: 5)
    #expect(other.inputs != small.inputs)
  }

  @Test("blobs are Gaussian clouds around centers that do not depend on the count")
  func blobs() throws {
    let centers = Dataset.blobs(
      count: 4,
      dimension: 500,
      classes: 4,
      spread: 2,
      noise: 0,
      seed: 3
    )
    let c = centers.inputs.scalars
    #expect(Self.deviation(c, from: 0) < Self.allowed)
    #expect(Self.deviation(c.map { $0 * $0 }, from: 4) < Self.allowed)
    let cloud = Dataset.blobs(
      count: 40,
      dimension: 500,
      classes: 4,
      spread: 2,
      noise: 0.5,
      seed: 3
    )
    let x = cloud.inputs.scalars
    let residuals = x.indices.map { x[$0] - c[$0 / 500 % 4 * 500 + $0 % 500] }
    #expect(Self.deviation(residuals, from: 0) < Self.allowed)
    #expect(Self.deviation(residuals.map { $0 * $0 }, from: 0.25) < Self.allowed)
    #expect(try cloud.checkedTargets().sum(axis: 0).scalars == [10, 10, 10, 10])
    #expect(try cloud.checkedTargets()[5].scalars == [0, 1, 0, 0])
  }

  @Test("spirals without noise lie on their arms, at radii uniform in 0…1")
  func spirals() throws {
    let data = Dataset.spirals(
      count: 6000,
      arms: 3,
      turns: 2,
      noise: 0,
      targets: .index,
      seed: 6
    )
    let x = data.inputs.scalars
    let arm = try data.checkedTargets().scalars
    let radii = (0..<6000).map { hypot(x[2 * $0], x[2 * $0 + 1]) }
    #expect(Self.deviation(radii, from: 0.5) < Self.allowed)
    #expect(Self.deviation(radii.map { $0 * $0 }, from: 1.0 / 3) < Self.allowed)
    for row in 0..<100 {
      let angle = 2 * Double.pi * (2 * radii[row] + arm[row] / 3)
      #expect(abs(x[2 * row] - radii[row] * cos(angle)) < 1e-12)
      #expect(abs(x[2 * row + 1] - radii[row] * sin(angle)) < 1e-12)
    }
  }

  @Test("families depend on the seed alone: not on the threads, and not on the count")
  func determinism() {
    func all(_ count: Int, _ seed: UInt64) -> [Dataset] {
      [
        .sphere(count: count, dimension: 3, seed: seed),
        .gaussian(count: count, dimension: 3, seed: seed),
        .teacher(count: count, dimension: 3, noise: 0.1, seed: seed),
        .blobs(count: count, dimension: 3, seed: seed), .spirals(count: count, seed: seed),
      ]
    }
    let reference = all(5000, 1)
    let threaded = Parallelism.$threads.withValue(3) { all(5000, 1) }
    #expect(threaded == reference)
    for (short, long) in zip(all(10, 1), reference) { #expect(long.prefix(10) == short) }
    for (other, first) in zip(all(10, 2), all(10, 1)) { #expect(other.inputs != first.inputs) }
  }

  @Test("families have the preferred precision")
  func precision() {
    DType.$preferred.withValue(.float32) {
      #expect(Dataset.sphere(count: 2, dimension: 2, seed: 1).inputs.dtype == .float32)
      #expect(Dataset.blobs(count: 2, dimension: 2, seed: 1).targets?.dtype == .float32)
    }
  }

  @Test(
    "counts and dimensions below 1 or beyond memory are errors",
    arguments: [0, -1, .min, .max]
  )
  func badCounts(count: Int) {
    let attempts: [() throws -> Dataset] = [
      { try .checkedSphere(count: count, dimension: 2, seed: 1) },
      { try .checkedSphere(count: 2, dimension: count, seed: 1) },
      { try .checkedGaussian(count: count, dimension: 2, seed: 1) },
      { try .checkedGaussian(count: 2, dimension: count, seed: 1) },
      { try .checkedCircle(count: count) }, { try .checkedLine(count: count) },
      { try .checkedSinusoid(count: count) },
      { try .checkedTeacher(count: count, dimension: 2, seed: 1) },
      { try .checkedTeacher(count: 2, dimension: count, seed: 1) },
      { try .checkedTeacher(count: 2, dimension: 2, width: count, seed: 1) },
      { try .checkedBlobs(count: count, dimension: 2, seed: 1) },
      { try .checkedBlobs(count: 2, dimension: count, seed: 1) },
      { try .checkedBlobs(count: 2, dimension: 2, classes: count, seed: 1) },
      { try .checkedSpirals(count: count, seed: 1) },
      { try .checkedSpirals(count: 2, arms: count, seed: 1) },
    ]
    for attempt in attempts { #expect(throws: DatasetError.self) { try attempt() } }
  }

  @Test("numbers that are negative where they must not be, or not finite, are errors")
  func badNumbers() {
    for bad in [Double.nan, .infinity, -.infinity, -1] {
      let attempts: [() throws -> Dataset] = [
        { try .checkedSphere(count: 2, dimension: 2, radius: bad, seed: 1) },
        { try .checkedGaussian(count: 2, dimension: 2, standardDeviation: bad, seed: 1) },
        { try .checkedCircle(count: 2, radius: bad) },
        { try .checkedSinusoid(count: 2, noise: bad) },
        { try .checkedTeacher(count: 2, dimension: 2, noise: bad, seed: 1) },
        { try .checkedBlobs(count: 2, dimension: 2, spread: bad, seed: 1) },
        { try .checkedBlobs(count: 2, dimension: 2, noise: bad, seed: 1) },
        { try .checkedSpirals(count: 2, noise: bad, seed: 1) },
      ]
      for attempt in attempts { #expect(throws: DatasetError.self) { try attempt() } }
    }
    for bad in [Double.nan, .infinity] {
      #expect(throws: DatasetError.self) { try Dataset.checkedLine(count: 2, from: bad, to: 1) }
      #expect(throws: DatasetError.self) { try Dataset.checkedLine(count: 2, from: 0, to: bad) }
      #expect(throws: DatasetError.self) { try Dataset.checkedSinusoid(count: 2, frequency: bad) }
      #expect(throws: DatasetError.self) {
        try Dataset.checkedSpirals(count: 2, turns: bad, seed: 1)
      }
    }
    #expect(throws: DatasetError.self) {
      try Dataset.checkedBlobs(count: 4, dimension: 2, classes: 3, targets: .sign, seed: 1)
    }
  }
}

@Suite struct AccuracyTests {
  let data = Dataset(
    name: "d",
    inputs: Tensor([[1], [2], [3]]),
    targets: Tensor([[1, 0], [0, 1], [0, 1]])
  )

  @Test("an example is right when the largest output is the largest target")
  func classes() {
    #expect(data.accuracy(of: Tensor([[2, 1], [0, 1], [1, 0]])) == 2.0 / 3)
    #expect(data.accuracy(of: Tensor([[1, 1], [1, 1], [.nan, 1]])) == 1.0 / 3)
    let signs = Dataset(name: "s", inputs: Tensor([[1], [2]]), targets: Tensor([[-1], [1]]))
    #expect(signs.accuracy(of: Tensor([[-0.1], [-3]])) == 0.5)
    #expect(signs.accuracy(of: Tensor([[.nan], [3]])) == 0.5)
  }

  @Test("outputs of another shape and data without targets are errors")
  func errors() {
    #expect(throws: DatasetError.outputShape(found: [3, 1], expected: [3, 2])) {
      try data.checkedAccuracy(of: Tensor([[1], [2], [3]]))
    }
    #expect(throws: TensorError.noTargets(dataset: "line")) {
      try Dataset.line(count: 2).checkedAccuracy(of: Tensor([[1], [2]]))
    }
  }
}

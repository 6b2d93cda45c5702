internal import Foundation
public import Tensors

/// The activation of a teacher network.
public enum TeacherActivation: String, Sendable, Hashable, CaseIterable {
  /// The hyperbolic tangent.
  case tanh
  /// max(0, z).
  case relu
  /// The error function.
  case erf

  func value(_ z: Double) -> Double {
    switch self {
    case .tanh: Foundation.tanh(z)
    case .relu: max(0, z)
    case .erf: Foundation.erf(z)
    }
  }
}

extension Dataset {
  /// A noisy sine on an interval; stops the program where the checked form throws.
  ///
  /// See `checkedSinusoid`.
  public static func sinusoid(
    count: Int,
    frequency: Double = 1,
    amplitude: Double = 1,
    phase: Double = 0,
    from start: Double = -1,
    to end: Double = 1,
    noise: Double = 0,
    seed: UInt64 = 0
  ) -> Dataset {
    trapping {
      try checkedSinusoid(
        count: count,
        frequency: frequency,
        amplitude: amplitude,
        phase: phase,
        from: start,
        to: end,
        noise: noise,
        seed: seed
      )
    }
  }

  /// A noisy sine at equal distances on an interval: y = A sin(2πf x + φ) + σε with ε ~ N(0, 1).
  /// - Parameters:
  ///   - count: How many points, at least 1.
  ///   - frequency: f, cycles per unit of x, 1 by default.
  ///   - amplitude: A, 1 by default.
  ///   - phase: φ in radians, 0 by default.
  ///   - start: The first point, −1 by default.
  ///   - end: The last point, 1 by default.
  ///   - noise: σ, 0 by default, not negative.
  ///   - seed: The seed of the noise.
  /// - Returns: Inputs and targets of shape `[count, 1]`.
  /// - Throws: `DatasetError` for arguments outside their ranges.
  public static func checkedSinusoid(
    count: Int,
    frequency: Double = 1,
    amplitude: Double = 1,
    phase: Double = 0,
    from start: Double = -1,
    to end: Double = 1,
    noise: Double = 0,
    seed: UInt64 = 0
  ) throws -> Dataset {
    let arguments = FamilyArguments(function: "sinusoid")
    try arguments.atLeast(1, count, "count")
    for (name, value) in [
      ("frequency", frequency), ("amplitude", amplitude), ("phase", phase), ("from", start),
      ("to", end),
    ] { try arguments.finite(value, name) }
    try arguments.notNegative(noise, "noise")
    _ = try arguments.size(count, by: 1)
    let x = interval(count, from: start, to: end)
    var stream = RandomStream(seed: seed, "sinusoid", "noise")
    let ε = stream.normals(count)
    let y = zip(x, ε).map { amplitude * sin(2 * .pi * frequency * $0 + phase) + noise * $1 }
    return try family(
      "sinusoid",
      inputs: x,
      [count, 1],
      targets: Tensor(checkedShape: [count, 1], values: y)
    )
  }

  /// What a random network of one hidden layer answers; stops the program where the checked form
  /// throws.
  ///
  /// See `checkedTeacher`.
  public static func teacher(
    count: Int,
    dimension: Int,
    width: Int = 32,
    activation: TeacherActivation = .tanh,
    noise: Double = 0,
    seed: UInt64
  ) -> Dataset {
    trapping {
      try checkedTeacher(
        count: count,
        dimension: dimension,
        width: width,
        activation: activation,
        noise: noise,
        seed: seed
      )
    }
  }

  /// What a random network of one hidden layer, the teacher, answers to Gaussian inputs.
  ///
  /// x ~ N(0, I) and y = m^(−1/2) Σ aᵢ s(wᵢ·x/√d) + σε with independent standard normal aᵢ, wᵢ and
  /// ε. The teacher follows from the seed, dimension, width and activation; the examples are drawn
  /// apart from it, and the first ones do not depend on the count. On average over teachers y has
  /// mean 0 and, for large d and `relu`, variance 1/2 + σ².
  /// - Parameters:
  ///   - count: How many examples, at least 1.
  ///   - dimension: The number d of coordinates, at least 1.
  ///   - width: The number m of hidden units, 32 by default, at least 1.
  ///   - activation: The function s, tanh by default.
  ///   - noise: σ, 0 by default, not negative.
  ///   - seed: The seed of teacher, inputs and noise.
  /// - Returns: Inputs of shape `[count, dimension]`, targets of shape `[count, 1]`.
  /// - Throws: `DatasetError` for arguments outside their ranges.
  /// - Complexity: O(count · dimension · width).
  public static func checkedTeacher(
    count: Int,
    dimension: Int,
    width: Int = 32,
    activation: TeacherActivation = .tanh,
    noise: Double = 0,
    seed: UInt64
  ) throws -> Dataset {
    let arguments = FamilyArguments(function: "teacher")
    try arguments.atLeast(1, count, "count")
    try arguments.atLeast(1, dimension, "dimension")
    try arguments.atLeast(1, width, "width")
    try arguments.notNegative(noise, "noise")
    let size = try arguments.size(count, by: dimension)
    var inner = RandomStream(seed: seed, "teacher", "inner weights")
    var outer = RandomStream(seed: seed, "teacher", "outer weights")
    let w = inner.normals(try arguments.size(width, by: dimension))
    let teacher = Teacher(dimension: dimension, w: w, a: outer.normals(width), activation)
    var inputs = RandomStream(seed: seed, "teacher", "inputs")
    var noises = RandomStream(seed: seed, "teacher", "noise")
    let x = inputs.normals(size)
    let ε = noises.normals(count)
    let y = try (0..<count).map { row in
      if row.isMultiple(of: 256) { try Interruption.poll() }
      return teacher.answer(to: x[(row * dimension)..<((row + 1) * dimension)]) + noise * ε[row]
    }
    return try family(
      "teacher",
      inputs: x,
      [count, dimension],
      targets: Tensor(checkedShape: [count, 1], values: y)
    )
  }
}

/// A network of one hidden layer with given weights.
private struct Teacher {
  let dimension: Int
  /// Inner weights by rows, one for each hidden unit.
  let w: [Double]
  let a: [Double]
  let activation: TeacherActivation

  init(dimension: Int, w: [Double], a: [Double], _ activation: TeacherActivation) {
    self.dimension = dimension
    self.w = w
    self.a = a
    self.activation = activation
  }

  func answer(to x: ArraySlice<Double>) -> Double {
    let scale = 1 / Double(dimension).squareRoot()
    var sum = 0.0
    for unit in a.indices {
      let row = w[(unit * dimension)..<((unit + 1) * dimension)]
      let z = zip(row, x).reduce(0) { $0 + $1.0 * $1.1 }
      sum += a[unit] * activation.value(z * scale)
    }
    return sum / Double(a.count).squareRoot()
  }
}

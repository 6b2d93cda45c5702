internal import Foundation
public import Tensors

extension Dataset {
  /// Points drawn uniformly from a sphere; stops the program where the checked form throws.
  ///
  /// See `checkedSphere`.
  public static func sphere(
    count: Int,
    dimension: Int,
    radius: Double = 1,
    seed: UInt64
  ) -> Dataset {
    trapping {
      try checkedSphere(count: count, dimension: dimension, radius: radius, seed: seed)
    }
  }

  /// Points drawn uniformly from the sphere around the origin: x = r g/|g| with g ~ N(0, I).
  ///
  /// The mean is 0 and the covariance r² I/d. The first points do not depend on the count.
  /// - Parameters:
  ///   - count: How many points, at least 1.
  ///   - dimension: The number d of coordinates, at least 1.
  ///   - radius: The norm of every point, 1 by default, positive.
  ///   - seed: The seed of the draws.
  /// - Returns: Inputs of shape `[count, dimension]`, no targets.
  /// - Throws: `DatasetError` for arguments outside their ranges.
  public static func checkedSphere(
    count: Int,
    dimension: Int,
    radius: Double = 1,
    seed: UInt64
  ) throws -> Dataset {
    let arguments = FamilyArguments(function: "sphere")
    try arguments.atLeast(1, count, "count")
    try arguments.atLeast(1, dimension, "dimension")
    try arguments.positive(radius, "radius")
    var stream = RandomStream(seed: seed, "sphere")
    var values = stream.normals(try arguments.size(count, by: dimension))
    for start in Swift.stride(from: 0, to: values.count, by: dimension) {
      let row = start..<(start + dimension)
      let norm = values[row].reduce(0) { $0 + $1 * $1 }.squareRoot()
      // The origin has no direction; it is drawn with probability zero.
      guard norm > 0 else { values[start] = radius; continue }
      for index in row { values[index] = values[index] / norm * radius }
    }
    return try family("sphere", inputs: values, [count, dimension])
  }

  /// Points drawn from a normal law; stops the program where the checked form throws.
  ///
  /// See `checkedGaussian`.
  public static func gaussian(
    count: Int,
    dimension: Int,
    standardDeviation: Double = 1,
    seed: UInt64
  ) -> Dataset {
    trapping {
      try checkedGaussian(
        count: count,
        dimension: dimension,
        standardDeviation: standardDeviation,
        seed: seed
      )
    }
  }

  /// Points drawn from the normal law N(0, σ² I).
  ///
  /// The first points do not depend on the count.
  /// - Parameters:
  ///   - count: How many points, at least 1.
  ///   - dimension: The number of coordinates, at least 1.
  ///   - standardDeviation: σ, 1 by default, not negative.
  ///   - seed: The seed of the draws.
  /// - Returns: Inputs of shape `[count, dimension]`, no targets.
  /// - Throws: `DatasetError` for arguments outside their ranges.
  public static func checkedGaussian(
    count: Int,
    dimension: Int,
    standardDeviation: Double = 1,
    seed: UInt64
  ) throws -> Dataset {
    let arguments = FamilyArguments(function: "gaussian")
    try arguments.atLeast(1, count, "count")
    try arguments.atLeast(1, dimension, "dimension")
    try arguments.notNegative(standardDeviation, "standardDeviation")
    var stream = RandomStream(seed: seed, "gaussian")
    let values = stream.normals(try arguments.size(count, by: dimension))
    return try family(
      "gaussian",
      inputs: values.map { $0 * standardDeviation },
      [count, dimension]
    )
  }

  /// Points at equal angles on a circle; stops the program where the checked form throws.
  ///
  /// See `checkedCircle`.
  public static func circle(count: Int, radius: Double = 1) -> Dataset {
    trapping { try checkedCircle(count: count, radius: radius) }
  }

  /// Points at equal angles on a circle: x_i = r (cos 2πi/n, sin 2πi/n).
  /// - Parameters:
  ///   - count: The number n of points, at least 1.
  ///   - radius: The norm of every point, 1 by default, positive.
  /// - Returns: Inputs of shape `[count, 2]`, no targets.
  /// - Throws: `DatasetError` for arguments outside their ranges.
  public static func checkedCircle(count: Int, radius: Double = 1) throws -> Dataset {
    let arguments = FamilyArguments(function: "circle")
    try arguments.atLeast(1, count, "count")
    try arguments.positive(radius, "radius")
    _ = try arguments.size(count, by: 2)
    let values = (0..<count).flatMap { index in
      let angle = 2 * Double.pi * Double(index) / Double(count)
      return [radius * cos(angle), radius * sin(angle)]
    }
    return try family("circle", inputs: values, [count, 2])
  }

  /// Points at equal distances on an interval; stops the program where the checked form throws.
  ///
  /// See `checkedLine`.
  public static func line(count: Int, from start: Double = -1, to end: Double = 1) -> Dataset {
    trapping { try checkedLine(count: count, from: start, to: end) }
  }

  /// Points at equal distances on an interval, both ends included.
  /// - Parameters:
  ///   - count: How many points, at least 1; a single point is the start.
  ///   - start: The first point, −1 by default.
  ///   - end: The last point, 1 by default.
  /// - Returns: Inputs of shape `[count, 1]`, no targets.
  /// - Throws: `DatasetError` for arguments outside their ranges.
  public static func checkedLine(
    count: Int,
    from start: Double = -1,
    to end: Double = 1
  ) throws -> Dataset {
    let arguments = FamilyArguments(function: "line")
    try arguments.atLeast(1, count, "count")
    try arguments.finite(start, "from")
    try arguments.finite(end, "to")
    _ = try arguments.size(count, by: 1)
    return try family("line", inputs: interval(count, from: start, to: end), [count, 1])
  }

  /// Equal steps between two ends, each of which is met exactly.
  static func interval(_ count: Int, from start: Double, to end: Double) -> [Double] {
    (0..<count).map { index in
      let share = count > 1 ? Double(index) / Double(count - 1) : 0
      return start * (1 - share) + end * share
    }
  }

  /// A data set of a synthetic family.
  static func family(
    _ name: String,
    inputs: [Double],
    _ shape: [Int],
    targets: Tensor? = nil
  ) throws -> Dataset {
    try Dataset(
      checkedName: name,
      inputs: Tensor(checkedShape: shape, values: inputs),
      targets: targets
    )
  }
}

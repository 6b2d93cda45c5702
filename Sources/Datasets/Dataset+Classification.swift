internal import Foundation
public import Tensors

extension Dataset {
  /// Gaussian clouds, one for each class; stops the program where the checked form throws.
  ///
  /// See `checkedBlobs`.
  public static func blobs(
    count: Int,
    dimension: Int,
    classes: Int = 10,
    spread: Double = 1,
    noise: Double = 1,
    targets: LabelEncoding = .oneHot,
    seed: UInt64
  ) -> Dataset {
    trapping {
      try checkedBlobs(
        count: count,
        dimension: dimension,
        classes: classes,
        spread: spread,
        noise: noise,
        targets: targets,
        seed: seed
      )
    }
  }

  /// Gaussian clouds, one for each class: x = c_k + ε with c_k ~ N(0, s² I) and ε ~ N(0, σ² I).
  ///
  /// Example i is of class i mod k, so that the classes are as equal as they can be. The centers
  /// follow from the seed, dimension and number of classes; the first examples do not depend on
  /// the count.
  /// - Parameters:
  ///   - count: How many examples, at least 1.
  ///   - dimension: The number of coordinates, at least 1.
  ///   - classes: The number k of classes, 10 by default, at least 2.
  ///   - spread: s, 1 by default, not negative.
  ///   - noise: σ, 1 by default, not negative.
  ///   - targets: The encoding of the classes, one-hot by default.
  ///   - seed: The seed of the draws.
  /// - Returns: Inputs of shape `[count, dimension]`, targets of shape `[count, classes]`.
  /// - Throws: `DatasetError` for arguments outside their ranges.
  public static func checkedBlobs(
    count: Int,
    dimension: Int,
    classes: Int = 10,
    spread: Double = 1,
    noise: Double = 1,
    targets: LabelEncoding = .oneHot,
    seed: UInt64
  ) throws -> Dataset {
    let arguments = FamilyArguments(function: "blobs")
    try arguments.atLeast(1, count, "count")
    try arguments.atLeast(1, dimension, "dimension")
    try arguments.checkClasses(classes, count: count, targets, name: "classes")
    try arguments.notNegative(spread, "spread")
    try arguments.notNegative(noise, "noise")
    var centerStream = RandomStream(seed: seed, "blobs", "centers")
    var noiseStream = RandomStream(seed: seed, "blobs", "noise")
    let centers = centerStream.normals(try arguments.size(classes, by: dimension))
    var values = noiseStream.normals(try arguments.size(count, by: dimension))
    for index in values.indices {
      let (row, column) = (index / dimension, index % dimension)
      values[index] = spread * centers[row % classes * dimension + column] + noise * values[index]
    }
    return try family(
      "blobs",
      inputs: values,
      [count, dimension],
      targets: targets.encoded((0..<count).map { $0 % classes }, classes: classes)
    )
  }

  /// Intertwined spirals in the plane; stops the program where the checked form throws.
  ///
  /// See `checkedSpirals`.
  public static func spirals(
    count: Int,
    arms: Int = 2,
    turns: Double = 1.5,
    noise: Double = 0.02,
    targets: LabelEncoding = .oneHot,
    seed: UInt64
  ) -> Dataset {
    trapping {
      try checkedSpirals(
        count: count,
        arms: arms,
        turns: turns,
        noise: noise,
        targets: targets,
        seed: seed
      )
    }
  }

  /// Intertwined spirals in the plane, one arm for each class.
  ///
  /// x = t (cos θ, sin θ) + σε with t uniform in 0…1 and θ = 2π (turns · t + k/arms) on arm k;
  /// example i is on arm i mod arms. The first examples do not depend on the count.
  /// - Parameters:
  ///   - count: How many examples, at least 1.
  ///   - arms: The number of arms and classes, 2 by default, at least 2.
  ///   - turns: Revolutions of an arm, 1.5 by default.
  ///   - noise: σ, 0.02 by default, not negative.
  ///   - targets: The encoding of the classes, one-hot by default.
  ///   - seed: The seed of the draws.
  /// - Returns: Inputs of shape `[count, 2]`, targets of shape `[count, arms]`.
  /// - Throws: `DatasetError` for arguments outside their ranges.
  public static func checkedSpirals(
    count: Int,
    arms: Int = 2,
    turns: Double = 1.5,
    noise: Double = 0.02,
    targets: LabelEncoding = .oneHot,
    seed: UInt64
  ) throws -> Dataset {
    let arguments = FamilyArguments(function: "spirals")
    try arguments.atLeast(1, count, "count")
    try arguments.checkClasses(arms, count: count, targets, name: "arms")
    try arguments.finite(turns, "turns")
    try arguments.notNegative(noise, "noise")
    var placeStream = RandomStream(seed: seed, "spirals", "places")
    var noiseStream = RandomStream(seed: seed, "spirals", "noise")
    let ε = noiseStream.normals(try arguments.size(count, by: 2))
    let places = placeStream.uniforms(count)
    let values = places.enumerated().flatMap { row, t in
      let angle = 2 * Double.pi * (turns * t + Double(row % arms) / Double(arms))
      return [t * cos(angle) + noise * ε[2 * row], t * sin(angle) + noise * ε[2 * row + 1]]
    }
    return try family(
      "spirals",
      inputs: values,
      [count, 2],
      targets: targets.encoded((0..<count).map { $0 % arms }, classes: arms)
    )
  }
}

extension FamilyArguments {
  /// Requires a number of classes that the encoding of so many examples can hold.
  func checkClasses(_ classes: Int, count: Int, _ targets: LabelEncoding, name: String) throws {
    try atLeast(2, classes, name)
    if targets == .sign, classes != 2 {
      throw invalid("targets", ".sign with \(classes) classes", "used with 2 classes")
    }
    _ = try size(count, by: classes)
  }
}

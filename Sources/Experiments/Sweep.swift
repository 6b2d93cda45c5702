internal import Tensors

/// The samples of a quantity at each point of a sweep.
public struct Sweep: Sendable, Hashable {
  /// The coordinates of the points, in the order given; 0, 1, 2 … where the points are names.
  public let points: [Double]
  /// The texts of the points.
  public let labels: [String]
  /// The measured values: one list for each point, with one entry for each repeat.
  public let samples: [[Double]]
  /// The name of the quantity, where it has one.
  public let quantity: String?
  /// Whether the coordinates are numbers of the sweep, rather than counted names.
  public let isNumeric: Bool

  init(labels: [String], coordinates: [Double?], samples: [[Double]], quantity: String? = nil) {
    let numbers = coordinates.compactMap { $0 }
    isNumeric = numbers.count == labels.count
    points = isNumeric ? numbers : labels.indices.map(Double.init)
    self.labels = labels
    self.samples = samples
    self.quantity = quantity
  }
}

extension Sweep {
  /// Samples that were measured otherwise, as the sweep they would be; stops the program where the
  /// checked form throws.
  public init(points: [Double], samples: [[Double]], quantity: String? = nil) {
    self = trapping { try Sweep(checkedPoints: points, samples: samples, quantity: quantity) }
  }

  /// Samples that were measured otherwise, as the sweep they would be.
  ///
  /// - Parameters:
  ///   - points: The coordinates.
  ///   - samples: One list for each point, with at least one value.
  ///   - quantity: The name of the quantity, none by default.
  /// - Throws: `ExperimentError` unless there is a list of samples for each point, none empty.
  public init(checkedPoints points: [Double], samples: [[Double]], quantity: String? = nil) throws {
    guard points.count == samples.count else {
      throw ExperimentError.lengthMismatch(
        "points",
        points.count,
        "lists of samples",
        samples.count
      )
    }
    for list in samples where list.isEmpty {
      throw ExperimentError.tooFewValues(statistic: "sweep at each point", found: 0, needed: 1)
    }
    self.init(
      labels: points.map(\.sweepLabel),
      coordinates: points,
      samples: samples,
      quantity: quantity
    )
  }
}

extension Sweep {
  /// The mean of the samples at each point.
  public var mean: [Double] { samples.map(Statistics.average) }

  /// The median of the samples at each point.
  public var median: [Double] { samples.map { Statistics.interpolatedQuantile($0, 0.5) } }

  /// The smallest sample at each point.
  public var minimum: [Double] { samples.map { Statistics.interpolatedQuantile($0, 0) } }

  /// The largest sample at each point.
  public var maximum: [Double] { samples.map { Statistics.interpolatedQuantile($0, 1) } }

  /// The unbiased standard deviation of the samples at each point; 0 for a single repeat.
  public var standardDeviation: [Double] {
    samples.map { $0.count < 2 ? 0 : Statistics.unbiasedVariance($0).squareRoot() }
  }

  /// The standard error of the mean at each point; 0 for a single repeat.
  public var standardError: [Double] { samples.map(Statistics.standardErrorOrZero) }

  /// A quantile of the samples at each point; stops the program where the checked form throws.
  public func quantile(_ probability: Double) -> [Double] {
    trapping { try checkedQuantile(probability) }
  }

  /// A quantile of the samples at each point, interpolated between order statistics.
  /// - Throws: `ExperimentError.invalidProbability` outside 0…1.
  public func checkedQuantile(_ probability: Double) throws -> [Double] {
    try samples.map { try Statistics.checkedQuantile($0, probability) }
  }
}

/// Which points of a fit count for how much.
public enum FitWeighting: Sendable, Hashable, CaseIterable {
  /// Every point counts the same.
  case equal
  /// A point counts by the inverse square of the standard error of its mean.
  case standardError
}

extension Sweep {
  /// The power law through the means, all points of the same weight; stops the program where the
  /// checked form throws.
  public var powerLaw: PowerLaw { trapping { try checkedPowerLaw() } }

  /// The power law through the means of the points in a range; stops the program where the checked
  /// form throws.
  public func powerLaw(over range: ClosedRange<Double>, weighting: FitWeighting = .equal)
    -> PowerLaw
  {
    trapping { try checkedPowerLaw(over: range, weighting: weighting) }
  }

  /// The power law through the means of the points, or of those in a range, ends included.
  /// - Throws: `ExperimentError` where the points are names, fewer than two of them are in the range,
  ///   or a mean in it is not positive.
  public func checkedPowerLaw(
    over range: ClosedRange<Double>? = nil,
    weighting: FitWeighting = .equal
  ) throws -> PowerLaw {
    guard isNumeric else { throw ExperimentError.namedPoints(labels) }
    let chosen = points.indices.filter { range?.contains(points[$0]) ?? true }
    let x = chosen.map { points[$0] }
    guard Set(x).count >= 2 else {
      throw ExperimentError.tooFewPoints(
        found: Set(x).count,
        range: range.map { "\($0.lowerBound)...\($0.upperBound)" }
      )
    }
    let y = mean
    let errors = standardError
    return switch weighting {
    case .equal: try PowerLaw(checkedX: x, y: chosen.map { y[$0] })
    case .standardError:
      try PowerLaw(
        checkedX: x,
        y: chosen.map { y[$0] },
        standardErrors: chosen.map { errors[$0] }
      )
    }
  }
}

/// The samples of several quantities measured together at each point of a sweep.
public struct SweepTable: Sendable, Hashable {
  /// The names of the quantities, in the order in which the body returns them.
  public let quantities: [String]
  /// One sweep for each quantity.
  public let sweeps: [Sweep]

  /// The sweep of one quantity; stops the program for an unknown name.
  public subscript(quantity: String) -> Sweep { trapping { try checkedSweep(of: quantity) } }

  /// The sweep of one quantity.
  /// - Throws: `ExperimentError.unknownQuantity`, with the names that there are.
  public func checkedSweep(of quantity: String) throws -> Sweep {
    guard let index = quantities.firstIndex(of: quantity) else {
      throw ExperimentError.unknownQuantity(quantity, known: quantities)
    }
    return sweeps[index]
  }
}

/// The samples of a quantity at each pair of points of a sweep over two axes.
public struct SweepGrid: Sendable, Hashable {
  /// The coordinates along the first axis, the rows; 0, 1, 2 … where the points are names.
  public let rows: [Double]
  /// The coordinates along the second axis, the columns; 0, 1, 2 … where the points are names.
  public let columns: [Double]
  /// The texts of the rows.
  public let rowLabels: [String]
  /// The texts of the columns.
  public let columnLabels: [String]
  /// The measured values at `[row][column]`, one entry for each repeat.
  public let samples: [[[Double]]]

  /// The mean of the samples at `[row][column]`.
  public var mean: [[Double]] { samples.map { $0.map(Statistics.average) } }

  /// The median of the samples at `[row][column]`.
  public var median: [[Double]] {
    samples.map { $0.map { Statistics.interpolatedQuantile($0, 0.5) } }
  }

  /// The standard error of the mean at `[row][column]`; 0 for a single repeat.
  public var standardError: [[Double]] { samples.map { $0.map(Statistics.standardErrorOrZero) } }
}

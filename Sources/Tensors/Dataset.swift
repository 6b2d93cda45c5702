/// Samples with or without targets.
public struct Dataset: Sendable, Equatable {
  /// A name for figures and messages.
  public let name: String
  /// The samples, batch axis first: `[n, d]`, `[n, height, width, channels]` ….
  public let inputs: Tensor
  /// The targets, shape `[n, k]`, if there are any.
  public let targets: Tensor?

  /// Samples with or without targets, one for each.
  public init(name: String, inputs: Tensor, targets: Tensor? = nil) {
    self = trapping { try Dataset(checkedName: name, inputs: inputs, targets: targets) }
  }

  /// Samples with or without targets, one for each.
  ///
  /// Targets of shape `[n]` become `[n, 1]`.
  ///
  /// - Throws: `TensorError.rank` if the inputs have no batch axis or the targets are not a matrix,
  ///   `.shapeMismatch` if their numbers differ.
  public init(checkedName name: String, inputs: Tensor, targets: Tensor? = nil) throws {
    guard let count = inputs.shape.first else {
      throw TensorError.rank(
        operation: "a data set",
        found: inputs.shape,
        expected: "inputs with a batch axis"
      )
    }
    if let targets {
      guard targets.rank == 1 || targets.rank == 2 else {
        throw TensorError.rank(
          operation: "a data set",
          found: targets.shape,
          expected: "targets [n, k]"
        )
      }
      guard targets.shape[0] == count else {
        throw TensorError.shapeMismatch(
          operation: "a data set of \(count) samples",
          found: targets.shape,
          expected: [count] + targets.shape.dropFirst()
        )
      }
    }
    self.name = name
    self.inputs = inputs
    self.targets =
      targets?.rank == 1 ? try targets?.checkedReshaped(to: [count, 1]) : targets
  }

  /// The number of samples.
  public var count: Int { inputs.shape[0] }

  /// The shape of one sample.
  public var inputShape: [Int] { Array(inputs.shape.dropFirst()) }

  /// The targets.
  ///
  /// - Throws: `TensorError.noTargets` if there are none.
  public func checkedTargets() throws -> Tensor {
    guard let targets else { throw TensorError.noTargets(dataset: name) }
    return targets
  }
}

extension Dataset {
  /// The first samples, all if there are fewer.
  public func prefix(_ count: Int) -> Dataset { trapping { try checkedPrefix(count) } }

  /// The samples before an index and those from it on.
  public func split(at index: Int) -> (first: Dataset, second: Dataset) {
    trapping { try checkedSplit(at: index) }
  }

  /// The samples at the given indices, in that order.
  public func samples(at indices: [Int]) -> Dataset {
    trapping { try checkedSamples(at: indices) }
  }

  /// The first samples, all if there are fewer.
  ///
  /// - Throws: `TensorError.argument` for a negative number.
  public func checkedPrefix(_ count: Int) throws -> Dataset {
    guard count >= 0 else {
      throw TensorError.argument(
        name: "the number of samples",
        found: "\(count)",
        expected: "at least 0"
      )
    }
    return try part(0..<Swift.min(count, self.count))
  }

  /// The samples before an index and those from it on.
  ///
  /// - Throws: `TensorError.range` if the index is not within `0...count`.
  public func checkedSplit(at index: Int) throws -> (first: Dataset, second: Dataset) {
    guard index >= 0, index <= count else {
      throw TensorError.range(lower: 0, upper: index, count: count)
    }
    return (try part(0..<index), try part(index..<count))
  }

  /// The samples at the given indices, in that order.
  ///
  /// - Throws: `TensorError.index`.
  public func checkedSamples(at indices: [Int]) throws -> Dataset {
    try Dataset(
      checkedName: name,
      inputs: inputs.checkedRows(at: indices),
      targets: targets?.checkedRows(at: indices)
    )
  }

  private func part(_ range: Range<Int>) throws -> Dataset {
    try Dataset(
      checkedName: name,
      inputs: inputs.checkedParts(in: range),
      targets: targets?.checkedParts(in: range)
    )
  }
}

extension Dataset {
  /// The same samples with a target computed from the elements of each.
  public func labeled(_ target: (_ x: [Double]) -> Double) -> Dataset {
    trapping { try checkedLabeled { [target($0)] } }
  }

  /// The same samples with several targets computed from the elements of each.
  public func labeled(_ target: (_ x: [Double]) -> [Double]) -> Dataset {
    trapping { try checkedLabeled(target) }
  }

  /// The same samples with a target computed from the elements of each.
  ///
  /// - Throws: What the closure throws.
  public func checkedLabeled(_ target: (_ x: [Double]) throws -> Double) throws -> Dataset {
    try checkedLabeled { try [target($0)] }
  }

  /// The same samples with several targets computed from the elements of each.
  ///
  /// - Throws: What the closure throws; `TensorError.ragged` if the numbers of targets differ.
  public func checkedLabeled(_ target: (_ x: [Double]) throws -> [Double]) throws -> Dataset {
    let rows = try (0..<count).map { index in
      try Interruption.poll()
      return try target(inputs.checkedPart(at: index).scalars)
    }
    return try Dataset(
      checkedName: name,
      inputs: inputs,
      targets: Tensor(checked: rows, dtype: inputs.dtype)
    )
  }
}

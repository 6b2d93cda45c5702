public import Tensors

extension Dataset {
  /// The share of examples that outputs classify rightly; stops the program where the checked form
  /// throws.
  public func accuracy(of outputs: Tensor) -> Double {
    trapping { try checkedAccuracy(of: outputs) }
  }

  /// The share of examples that outputs classify rightly.
  ///
  /// With several outputs, an example is right when its largest output is where its largest target is
  /// (the first of equal ones); with a single one, when both have the same sign. An example with an
  /// output that is not a number is wrong.
  /// - Parameter outputs: The outputs of a model on the inputs, shape `[n, k]`.
  /// - Returns: The share, from 0 to 1.
  /// - Throws: `TensorError.noTargets`, or `DatasetError.outputShape` where the shapes differ.
  public func checkedAccuracy(of outputs: Tensor) throws -> Double {
    let targets = try checkedTargets()
    guard outputs.shape == targets.shape, outputs.rank == 2, !outputs.isEmpty else {
      throw DatasetError.outputShape(found: outputs.shape, expected: targets.shape)
    }
    let width = outputs.shape[1]
    let (found, wanted) = (outputs.scalars, targets.scalars)
    let right = (0..<outputs.shape[0]).filter { row in
      let range = (row * width)..<((row + 1) * width)
      guard let decision = Self.decision(found[range]) else { return false }
      return decision == Self.decision(wanted[range])
    }
    return Double(right.count) / Double(outputs.shape[0])
  }

  /// The class that a row stands for; nothing if it holds a NaN.
  private static func decision(_ row: ArraySlice<Double>) -> Int? {
    guard let first = row.first, !row.contains(where: \.isNaN) else { return nil }
    guard row.count > 1 else { return first > 0 ? 1 : 0 }
    return row.indices.max { row[$0] < row[$1] }.map { index in
      (row.indices.first { row[$0] == row[index] } ?? index) - row.startIndex
    }
  }
}

public import Tensors
public import Testing

/// The largest difference of two lists of numbers over the largest magnitude of the expected one.
///
/// NaN where one is NaN and the other is not; infinite for lists of different length.
public func relativeError(_ actual: [Double], _ expected: [Double]) -> Double {
  guard actual.count == expected.count else { return .infinity }
  let scale = expected.filter(\.isFinite).map(\.magnitude).max() ?? 0
  var largest = 0.0
  for (a, e) in zip(actual, expected) where a != e && !(a.isNaN && e.isNaN) {
    let difference = (a - e).magnitude
    if !difference.isFinite { return difference }
    largest = max(largest, difference)
  }
  return largest == 0 ? 0 : largest / (scale > 0 ? scale : 1)
}

/// Expects a number within a relative error of another.
public func expectClose(
  _ actual: Double,
  _ expected: Double,
  within tolerance: Double,
  _ comment: Comment? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  expectClose([actual], [expected], within: tolerance, comment, sourceLocation: sourceLocation)
}

/// Expects numbers within an error relative to the largest of the expected ones.
public func expectClose(
  _ actual: [Double],
  _ expected: [Double],
  within tolerance: Double,
  _ comment: Comment? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let error = relativeError(actual, expected)
  #expect(
    error <= tolerance,
    "\(comment.map { "\($0): " } ?? "")relative error \(error): \(excerpt(actual)) is not \(excerpt(expected))",
    sourceLocation: sourceLocation
  )
}

/// Expects a tensor of the same shape within an error relative to the largest expected element.
public func expectClose(
  _ actual: Tensor,
  _ expected: Tensor,
  within tolerance: Double,
  _ comment: Comment? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(actual.shape == expected.shape, comment, sourceLocation: sourceLocation)
  expectClose(
    actual.scalars,
    expected.scalars,
    within: tolerance,
    comment,
    sourceLocation: sourceLocation
  )
}

private func excerpt(_ values: [Double]) -> String {
  values.count <= 8 ? "\(values)" : "\(values.prefix(8)) … (\(values.count) values)"
}

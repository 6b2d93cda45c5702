internal import Tensors

/// Checks the arguments of a synthetic family and names it in errors.
struct FamilyArguments {
  let function: String

  func atLeast(_ minimum: Int, _ value: Int, _ name: String) throws {
    guard value >= minimum else { throw invalid(name, "\(value)", "at least \(minimum)") }
  }

  func positive(_ value: Double, _ name: String) throws {
    guard value.isFinite, value > 0 else {
      throw invalid(name, "\(value)", "positive and finite")
    }
  }

  func notNegative(_ value: Double, _ name: String) throws {
    guard value.isFinite, value >= 0 else {
      throw invalid(name, "\(value)", "finite and not negative")
    }
  }

  func finite(_ value: Double, _ name: String) throws {
    guard value.isFinite else { throw invalid(name, "\(value)", "finite") }
  }

  /// Requires that so many rows of so many numbers can be held, and returns how many numbers they are.
  func size(_ count: Int, by each: Int) throws -> Int {
    let (product, overflow) = count.multipliedReportingOverflow(by: each)
    guard !overflow, product <= AllocationLimit.elements else {
      throw DatasetError.tooManyElements(function: function, count: count, each: each)
    }
    return product
  }

  func invalid(_ name: String, _ value: String, _ expected: String) -> DatasetError {
    .invalidArgument(function: function, name: name, value: value, expected: expected)
  }
}

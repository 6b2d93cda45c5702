extension Tensor {
  /// The sum, element by element after broadcasting.
  ///
  /// - Throws: `TensorError.notBroadcastable`.
  public func checkedAdding(_ other: Tensor) throws -> Tensor {
    try BinaryOperation.adding.checkedCombining(self, other)
  }

  /// The difference, element by element after broadcasting.
  ///
  /// - Throws: `TensorError.notBroadcastable`.
  public func checkedSubtracting(_ other: Tensor) throws -> Tensor {
    try BinaryOperation.subtracting.checkedCombining(self, other)
  }

  /// The product, element by element after broadcasting.
  ///
  /// - Throws: `TensorError.notBroadcastable`.
  public func checkedMultiplying(_ other: Tensor) throws -> Tensor {
    try BinaryOperation.multiplying.checkedCombining(self, other)
  }

  /// The quotient, element by element after broadcasting; division by zero gives infinity or NaN.
  ///
  /// - Throws: `TensorError.notBroadcastable`.
  public func checkedDividing(by other: Tensor) throws -> Tensor {
    try BinaryOperation.dividing.checkedCombining(self, other)
  }

  /// The larger of each two elements after broadcasting; NaN if one of them is NaN.
  ///
  /// - Throws: `TensorError.notBroadcastable`.
  public func checkedMaximum(_ other: Tensor) throws -> Tensor {
    try BinaryOperation.maximum.checkedCombining(self, other)
  }

  /// The smaller of each two elements after broadcasting; NaN if one of them is NaN.
  ///
  /// - Throws: `TensorError.notBroadcastable`.
  public func checkedMinimum(_ other: Tensor) throws -> Tensor {
    try BinaryOperation.minimum.checkedCombining(self, other)
  }

  /// The combination with a number, in the precision of this tensor.
  func combined(_ operation: BinaryOperation, _ number: Double) -> Tensor {
    trapping { try operation.checkedCombining(self, Tensor(number, dtype: dtype)) }
  }

  /// The combination of a number with this tensor, in the precision of this tensor.
  func combined(_ number: Double, _ operation: BinaryOperation) -> Tensor {
    trapping { try operation.checkedCombining(Tensor(number, dtype: dtype), self) }
  }
}

extension Tensor {
  /// The sum, element by element after broadcasting.
  public static func + (left: Tensor, right: Tensor) -> Tensor {
    trapping { try left.checkedAdding(right) }
  }

  /// The difference, element by element after broadcasting.
  public static func - (left: Tensor, right: Tensor) -> Tensor {
    trapping { try left.checkedSubtracting(right) }
  }

  /// The product, element by element after broadcasting.
  public static func * (left: Tensor, right: Tensor) -> Tensor {
    trapping { try left.checkedMultiplying(right) }
  }

  /// The quotient, element by element after broadcasting.
  public static func / (left: Tensor, right: Tensor) -> Tensor {
    trapping { try left.checkedDividing(by: right) }
  }

  /// The sum of each element and a number.
  public static func + (left: Tensor, right: Double) -> Tensor { left.combined(.adding, right) }

  /// The difference of each element and a number.
  public static func - (left: Tensor, right: Double) -> Tensor {
    left.combined(.subtracting, right)
  }

  /// The product of each element and a number.
  public static func * (left: Tensor, right: Double) -> Tensor {
    left.combined(.multiplying, right)
  }

  /// The quotient of each element and a number.
  public static func / (left: Tensor, right: Double) -> Tensor { left.combined(.dividing, right) }

  /// The sum of a number and each element.
  public static func + (left: Double, right: Tensor) -> Tensor { right.combined(left, .adding) }

  /// The difference of a number and each element.
  public static func - (left: Double, right: Tensor) -> Tensor {
    right.combined(left, .subtracting)
  }

  /// The product of a number and each element.
  public static func * (left: Double, right: Tensor) -> Tensor {
    right.combined(left, .multiplying)
  }

  /// The quotient of a number and each element.
  public static func / (left: Double, right: Tensor) -> Tensor { right.combined(left, .dividing) }

  /// The tensor with the sign of each element changed.
  public static prefix func - (tensor: Tensor) -> Tensor { tensor.mapped(.negate) }

  /// Adds another tensor, which must broadcast to the shape of this one.
  public static func += (left: inout Tensor, right: Tensor) { left = left + right }

  /// Subtracts another tensor, which must broadcast to the shape of this one.
  public static func -= (left: inout Tensor, right: Tensor) { left = left - right }

  /// Multiplies by another tensor, which must broadcast to the shape of this one.
  public static func *= (left: inout Tensor, right: Tensor) { left = left * right }

  /// Divides by another tensor, which must broadcast to the shape of this one.
  public static func /= (left: inout Tensor, right: Tensor) { left = left / right }

  /// Adds a number to each element.
  public static func += (left: inout Tensor, right: Double) { left = left + right }

  /// Subtracts a number from each element.
  public static func -= (left: inout Tensor, right: Double) { left = left - right }

  /// Multiplies each element by a number.
  public static func *= (left: inout Tensor, right: Double) { left = left * right }

  /// Divides each element by a number.
  public static func /= (left: inout Tensor, right: Double) { left = left / right }
}

extension Tensor {
  /// The tensors side by side along an axis; the other dimensions must agree.
  public static func concatenated(_ tensors: [Tensor], along axis: Int = 0) -> Tensor {
    trapping { try checkedConcatenated(tensors, along: axis) }
  }

  /// The tensors of one shape along a new first axis.
  public static func stacked(_ tensors: [Tensor]) -> Tensor {
    trapping { try checkedStacked(tensors) }
  }

  /// This tensor and others side by side along an axis; the other dimensions must agree.
  public func concatenated(with others: Tensor..., along axis: Int = 0) -> Tensor {
    trapping { try Tensor.checkedConcatenated([self] + others, along: axis) }
  }

  /// The tensors side by side along an axis.
  ///
  /// - Throws: `TensorError.argument` for no tensors; `.axis`; `.shapeMismatch`.
  public static func checkedConcatenated(_ tensors: [Tensor], along axis: Int = 0) throws -> Tensor
  {
    guard let first = tensors.first else { throw noTensors }
    let position = axis < 0 ? axis &+ first.rank : axis
    guard position >= 0, position < first.rank else {
      throw TensorError.axis(found: axis, shape: first.shape)
    }
    var length = 0
    for tensor in tensors {
      var expected = first.shape
      if tensor.rank == first.rank { expected[position] = tensor.shape[position] }
      guard tensor.shape == expected else {
        throw TensorError.shapeMismatch(
          operation: "concatenation along axis \(position)",
          found: tensor.shape,
          expected: expected
        )
      }
      let (sum, overflow) = length.addingReportingOverflow(tensor.shape[position])
      length = overflow ? Int.max : sum
    }
    var shape = first.shape
    shape[position] = length
    _ = try AllocationLimit.checkedCount(of: shape)
    switch tensors.map(\.dtype).reduce(.float32, DType.promoting) {
    case .float32: return joined(tensors, shape: shape, axis: position, of: Float.self)
    case .float64:
      return joined(
        tensors.map { $0.converted(to: .float64) },
        shape: shape,
        axis: position,
        of: Double.self
      )
    }
  }

  /// The tensors of one shape along a new first axis.
  ///
  /// - Throws: `TensorError.argument` for no tensors; `.shapeMismatch`.
  public static func checkedStacked(_ tensors: [Tensor]) throws -> Tensor {
    guard let first = tensors.first else { throw noTensors }
    for tensor in tensors where tensor.shape != first.shape {
      throw TensorError.shapeMismatch(
        operation: "stacking",
        found: tensor.shape,
        expected: first.shape
      )
    }
    return try checkedConcatenated(
      tensors.map { Tensor(uncheckedShape: [1] + $0.shape, storage: $0.storage) }
    )
  }

  private static var noTensors: TensorError {
    .argument(name: "tensors", found: "an empty list", expected: "at least one tensor")
  }

  private static func joined<T: TensorScalar>(
    _ tensors: [Tensor],
    shape: [Int],
    axis: Int,
    of type: T.Type
  ) -> Tensor {
    let outer = shape[..<axis].reduce(1, *)
    let inner = shape[(axis + 1)...].reduce(1, *)
    return Tensor(shape: shape, of: T.self) { destination in
      guard let to = destination.baseAddress else { return }
      var start = 0
      for tensor in tensors {
        let run = tensor.shape[axis] * inner
        tensor.withElements(of: T.self) { source in
          guard let from = source.baseAddress, run > 0 else { return }
          for block in 0..<outer {
            (to + block * shape[axis] * inner + start)
              .initialize(from: from + block * run, count: run)
          }
        }
        start += run
      }
    }
  }
}

extension Tensor {
  /// A tensor of rank 0: a single number.
  public init(_ scalar: Double, dtype: DType = .preferred) {
    self.init(converting: [scalar], shape: [], dtype: dtype)
  }

  /// A vector.
  public init(_ values: [Double], dtype: DType = .preferred) {
    self.init(converting: values, shape: [values.count], dtype: dtype)
  }

  /// A matrix from its rows, which must be of one length.
  public init(_ rows: [[Double]], dtype: DType = .preferred) {
    self = trapping { try Tensor(checked: rows, dtype: dtype) }
  }

  /// A tensor of rank 3 from its matrices, which must be of one shape.
  public init(_ matrices: [[[Double]]], dtype: DType = .preferred) {
    self = trapping { try Tensor(checked: matrices, dtype: dtype) }
  }

  /// A matrix from its rows.
  ///
  /// - Throws: `TensorError.ragged` if the rows differ in length.
  public init(checked rows: [[Double]], dtype: DType = .preferred) throws {
    let width = rows.first?.count ?? 0
    for (index, row) in rows.enumerated() where row.count != width {
      throw TensorError.ragged(row: index, found: [row.count], expected: [width])
    }
    self.init(converting: rows.flatMap { $0 }, shape: [rows.count, width], dtype: dtype)
  }

  /// A tensor of rank 3 from its matrices.
  ///
  /// - Throws: `TensorError.ragged` if the matrices differ in shape or have ragged rows.
  public init(checked matrices: [[[Double]]], dtype: DType = .preferred) throws {
    let parts = try matrices.map { try Tensor(checked: $0, dtype: dtype) }
    guard let shape = parts.first?.shape else {
      self.init(converting: [], shape: [0, 0, 0], dtype: dtype)
      return
    }
    for (index, part) in parts.enumerated() where part.shape != shape {
      throw TensorError.ragged(row: index, found: part.shape, expected: shape)
    }
    self.init(
      converting: matrices.flatMap { $0.flatMap { $0 } },
      shape: [parts.count] + shape,
      dtype: dtype
    )
  }

  /// A tensor of the given shape with the values in row-major order.
  public init(shape: [Int], values: [Double], dtype: DType = .preferred) {
    self = trapping { try Tensor(checkedShape: shape, values: values, dtype: dtype) }
  }

  /// A tensor of the given shape with the values in row-major order.
  ///
  /// - Throws: `TensorError.valueCount` if the values do not fill the shape.
  public init(checkedShape shape: [Int], values: [Double], dtype: DType = .preferred) throws {
    guard try AllocationLimit.checkedCount(of: shape) == values.count else {
      throw TensorError.valueCount(found: values.count, shape: shape)
    }
    self.init(converting: values, shape: shape, dtype: dtype)
  }

  /// A tensor of the given shape, all of whose elements are one value.
  public init(repeating value: Double, shape: [Int], dtype: DType = .preferred) {
    self = trapping { try Tensor(checkedRepeating: value, shape: shape, dtype: dtype) }
  }

  /// A tensor of the given shape, all of whose elements are one value.
  ///
  /// - Throws: `TensorError` if the shape is negative or too large.
  public init(checkedRepeating value: Double, shape: [Int], dtype: DType = .preferred) throws {
    let count = try AllocationLimit.checkedCount(of: shape)
    let storage: Storage =
      switch dtype {
      case .float32: .float32([Float](repeating: Float(value), count: count))
      case .float64: .float64([Double](repeating: value, count: count))
      }
    self.init(uncheckedShape: shape, storage: storage)
  }

  init(converting values: [Double], shape: [Int], dtype: DType) {
    let storage: Storage =
      switch dtype {
      case .float32: .float32(values.map { Float($0) })
      case .float64: .float64(values)
      }
    self.init(uncheckedShape: shape, storage: storage)
  }
}

extension Tensor {
  /// A tensor of zeros.
  public static func zeros(_ shape: [Int], dtype: DType = .preferred) -> Tensor {
    Tensor(repeating: 0, shape: shape, dtype: dtype)
  }

  /// A tensor of ones.
  public static func ones(_ shape: [Int], dtype: DType = .preferred) -> Tensor {
    Tensor(repeating: 1, shape: shape, dtype: dtype)
  }

  /// A tensor of one value.
  public static func full(_ shape: [Int], _ value: Double, dtype: DType = .preferred) -> Tensor {
    Tensor(repeating: value, shape: shape, dtype: dtype)
  }

  /// A tensor of zeros; throws if the shape is negative or too large.
  public static func checkedZeros(_ shape: [Int], dtype: DType = .preferred) throws -> Tensor {
    try Tensor(checkedRepeating: 0, shape: shape, dtype: dtype)
  }

  /// A tensor of ones; throws if the shape is negative or too large.
  public static func checkedOnes(_ shape: [Int], dtype: DType = .preferred) throws -> Tensor {
    try Tensor(checkedRepeating: 1, shape: shape, dtype: dtype)
  }

  /// A tensor of one value; throws if the shape is negative or too large.
  public static func checkedFull(
    _ shape: [Int],
    _ value: Double,
    dtype: DType = .preferred
  ) throws -> Tensor {
    try Tensor(checkedRepeating: value, shape: shape, dtype: dtype)
  }

  /// The identity matrix of the given size, at least 0.
  public static func identity(_ size: Int, dtype: DType = .preferred) -> Tensor {
    trapping { try checkedIdentity(size, dtype: dtype) }
  }

  /// The identity matrix of the given size; throws if that is negative or too large.
  public static func checkedIdentity(_ size: Int, dtype: DType = .preferred) throws -> Tensor {
    try checkedDiagonal([Double](repeating: 1, count: checkedLength(size)), dtype: dtype)
  }

  /// The square matrix with the given diagonal and zeros elsewhere.
  public static func diagonal(_ values: [Double], dtype: DType = .preferred) -> Tensor {
    trapping { try checkedDiagonal(values, dtype: dtype) }
  }

  /// The square matrix with the given diagonal; throws if it is too large.
  public static func checkedDiagonal(
    _ values: [Double],
    dtype: DType = .preferred
  ) throws -> Tensor {
    var result = try checkedZeros([values.count, values.count], dtype: dtype)
    result.addToDiagonal(values)
    return result
  }

  /// Numbers at equal distances from a first to a last, both included.
  ///
  /// The count is at least 0; a single number is the first.
  public static func linspace(
    from first: Double,
    to last: Double,
    count: Int,
    dtype: DType = .preferred
  ) -> Tensor {
    trapping { try checkedLinspace(from: first, to: last, count: count, dtype: dtype) }
  }

  /// Numbers at equal distances; throws if the count is negative or too large.
  public static func checkedLinspace(
    from first: Double,
    to last: Double,
    count: Int,
    dtype: DType = .preferred
  ) throws -> Tensor {
    let intervals = Double(Swift.max(try checkedLength(count) - 1, 1))
    let values = (0..<count).map { index in
      let share = Double(index) / intervals
      return first * (1 - share) + last * share
    }
    return Tensor(values, dtype: dtype)
  }

  private static func checkedLength(_ count: Int) throws -> Int {
    try AllocationLimit.checkedCount(of: [count])
  }

  /// Adds a number to each element of the diagonal of a square matrix.
  mutating func addToDiagonal(_ values: [Double]) {
    func add<T: TensorScalar>(_ type: T.Type) {
      withMutableElements(of: T.self) { elements in
        for (index, value) in values.enumerated() {
          elements[index * (values.count + 1)] += T(value)
        }
      }
    }
    switch dtype {
    case .float32: add(Float.self)
    case .float64: add(Double.self)
    }
  }
}

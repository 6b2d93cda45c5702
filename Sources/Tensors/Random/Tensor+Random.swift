extension Tensor {
  /// Independent normal numbers from the beginning of a stream.
  ///
  /// Single precision rounds the same numbers.
  public static func normal(
    _ shape: [Int],
    mean: Double = 0,
    standardDeviation: Double = 1,
    stream: RandomStream,
    dtype: DType = .preferred
  ) -> Tensor {
    trapping {
      try checkedNormal(
        shape,
        mean: mean,
        standardDeviation: standardDeviation,
        stream: stream,
        dtype: dtype
      )
    }
  }

  /// Independent normal numbers; throws if the shape is negative or too large.
  public static func checkedNormal(
    _ shape: [Int],
    mean: Double = 0,
    standardDeviation: Double = 1,
    stream: RandomStream,
    dtype: DType = .preferred
  ) throws -> Tensor {
    let count = try AllocationLimit.checkedCount(of: shape)
    var stream = stream
    var values = stream.normals(count)
    if mean != 0 || standardDeviation != 1 {
      for i in values.indices { values[i] = mean + standardDeviation * values[i] }
    }
    return Tensor(converting: values, shape: shape, dtype: dtype)
  }

  /// Independent numbers uniform between two bounds, from the beginning of a stream.
  public static func uniform(
    _ shape: [Int],
    from low: Double = 0,
    to high: Double = 1,
    stream: RandomStream,
    dtype: DType = .preferred
  ) -> Tensor {
    trapping {
      try checkedUniform(shape, from: low, to: high, stream: stream, dtype: dtype)
    }
  }

  /// Independent uniform numbers; throws if the shape is negative or too large.
  public static func checkedUniform(
    _ shape: [Int],
    from low: Double = 0,
    to high: Double = 1,
    stream: RandomStream,
    dtype: DType = .preferred
  ) throws -> Tensor {
    let count = try AllocationLimit.checkedCount(of: shape)
    var stream = stream
    var values = stream.uniforms(count)
    if low != 0 || high != 1 {
      for i in values.indices { values[i] = low + (high - low) * values[i] }
    }
    return Tensor(converting: values, shape: shape, dtype: dtype)
  }

  /// A random matrix with orthonormal rows or columns, whichever are fewer (Haar measure).
  public static func haarOrthogonal(
    rows: Int,
    columns: Int,
    stream: RandomStream,
    dtype: DType = .preferred
  ) -> Tensor {
    trapping {
      try checkedHaarOrthogonal(rows: rows, columns: columns, stream: stream, dtype: dtype)
    }
  }

  /// A random matrix with orthonormal rows or columns, whichever are fewer.
  ///
  /// The orthogonal factor of a normal matrix, each column times the sign of the diagonal of the
  /// triangular factor, is distributed by the Haar measure.
  ///
  /// - Throws: `TensorError` if the shape is negative or too large.
  /// - Reference: Mezzadri 2007, Notices of the AMS 54 (arXiv:math-ph/0609050).
  public static func checkedHaarOrthogonal(
    rows: Int,
    columns: Int,
    stream: RandomStream,
    dtype: DType = .preferred
  ) throws -> Tensor {
    _ = try AllocationLimit.checkedCount(of: [rows, columns])
    let (long, short) = (Swift.max(rows, columns), Swift.min(rows, columns))
    let normal = try checkedNormal([long, short], stream: stream, dtype: .float64)
    let (q, r) = try normal.checkedQR()
    let signs = (0..<short).map { r[$0, $0] < 0 ? -1.0 : 1.0 }
    let orthogonal = try q.checkedMultiplying(Tensor(signs, dtype: .float64))
    return (rows >= columns ? orthogonal : orthogonal.transposed()).converted(to: dtype)
  }
}

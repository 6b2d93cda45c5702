/// The types of elements: `Float` and `Double`, for code that is generic over them.
package protocol TensorScalar: BinaryFloatingPoint, SIMDScalar, Codable, Sendable {
  /// The type as a value.
  static var dtype: DType { get }

  /// The elements of a storage of this type, `nil` for the other.
  static func elements(of storage: Tensor.Storage) -> [Self]?

  /// The storage that holds the elements.
  static func storage(of elements: [Self]) -> Tensor.Storage

  /// The matrices of the BLAS in this precision.
  associatedtype Routines: BLASRoutines where Routines.Scalar == Self

  /// Evaluates a function for `count` elements; the two may be the same memory.
  static func evaluate(
    _ function: VectorFunction,
    _ source: UnsafePointer<Self>,
    _ destination: UnsafeMutablePointer<Self>,
    _ count: Int
  )
}

extension Float: TensorScalar {
  package static var dtype: DType { .float32 }
  package typealias Routines = SinglePrecisionRoutines

  package static func elements(of storage: Tensor.Storage) -> [Float]? {
    guard case .float32(let elements) = storage else { return nil }
    return elements
  }

  package static func storage(of elements: [Float]) -> Tensor.Storage { .float32(elements) }
}

extension Double: TensorScalar {
  package static var dtype: DType { .float64 }
  package typealias Routines = DoublePrecisionRoutines

  package static func elements(of storage: Tensor.Storage) -> [Double]? {
    guard case .float64(let elements) = storage else { return nil }
    return elements
  }

  package static func storage(of elements: [Double]) -> Tensor.Storage { .float64(elements) }
}

extension Tensor {
  /// A tensor whose elements the closure writes, all of them.
  ///
  /// The shape must have been checked: this is for code that made it.
  package init<T: TensorScalar>(
    shape: [Int],
    of type: T.Type = T.self,
    initializing body: (UnsafeMutableBufferPointer<T>) throws -> Void
  ) rethrows {
    let count = shape.reduce(1, *)
    let elements = try [T](unsafeUninitializedCapacity: count) { buffer, initialized in
      try body(UnsafeMutableBufferPointer(rebasing: buffer[..<count]))
      initialized = count
    }
    self.init(uncheckedShape: shape, storage: T.storage(of: elements))
  }

  /// Calls the closure with the elements in row-major order; `T` must be the type of the elements.
  package func withElements<T: TensorScalar, R>(
    of type: T.Type,
    _ body: (UnsafeBufferPointer<T>) throws -> R
  ) rethrows -> R {
    guard let elements = T.elements(of: storage) else {
      preconditionFailure("the elements are \(dtype), not \(T.dtype)")
    }
    return try elements.withUnsafeBufferPointer(body)
  }

  /// Calls the closure with the elements to change in place; `T` must be the type of the elements.
  package mutating func withMutableElements<T: TensorScalar, R>(
    of type: T.Type,
    _ body: (UnsafeMutableBufferPointer<T>) throws -> R
  ) rethrows -> R {
    guard var elements = T.elements(of: storage) else {
      preconditionFailure("the elements are \(dtype), not \(T.dtype)")
    }
    storage = .float64([])
    defer { storage = T.storage(of: elements) }
    return try elements.withUnsafeMutableBufferPointer { try body($0) }
  }
}

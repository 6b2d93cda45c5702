/// The type of the elements of a tensor, held as a value.
public enum DType: String, Sendable, Hashable, CaseIterable {
  /// Single precision: 24 bits, about 7 digits.
  case float32
  /// Double precision: 53 bits, about 16 digits.
  case float64

  /// The type of tensors made without saying one; a scoped setting, `.float64` by default.
  @TaskLocal public static var preferred: DType = .float64
}

extension DType {
  /// The distance from one to the next larger number.
  public var epsilon: Double {
    switch self {
    case .float32: Double(Float.ulpOfOne)
    case .float64: Double.ulpOfOne
    }
  }

  /// The type that holds both: double precision unless both are single.
  public static func promoting(_ a: DType, _ b: DType) -> DType {
    a == .float32 && b == .float32 ? .float32 : .float64
  }

  /// The number of bytes of one element.
  public var byteCount: Int {
    switch self {
    case .float32: 4
    case .float64: 8
    }
  }
}

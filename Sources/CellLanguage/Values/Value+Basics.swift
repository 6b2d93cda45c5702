extension Value {
  /// The value as an optional that is not `nil`.
  static func wrapping(_ value: Value) -> Value {
    switch value {
    case .none, .some: .some(value)
    default: value
    }
  }

  /// The wrapped value of an optional, or nil.
  var unwrapped: Value? {
    switch self {
    case .none: nil
    case .some(let value): value
    default: self
    }
  }
}

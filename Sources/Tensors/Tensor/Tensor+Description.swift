extension Tensor: CustomStringConvertible {
  /// The elements in nested brackets, row by row; long axes show their first and last three.
  public var description: String {
    guard rank > 0 else { return Self.text(of: element(at: 0)) }
    guard !isEmpty else { return "[] of shape \(shape)" }
    return text(axis: 0, position: 0, shown: count > 1000)
  }

  private func text(axis: Int, position: Int, shown abbreviated: Bool) -> String {
    guard axis < rank else { return Self.text(of: element(at: position)) }
    let length = shape[axis]
    let size = shape[(axis + 1)...].reduce(1, *)
    let part = { index in
      self.text(axis: axis + 1, position: position + index * size, shown: abbreviated)
    }
    let isLast = axis == rank - 1
    let separator = isLast ? ", " : ",\n" + String(repeating: " ", count: axis + 1)
    guard abbreviated, length > 8 else {
      return "[" + (0..<length).map(part).joined(separator: separator) + "]"
    }
    let parts = (0..<3).map(part) + ["…"] + (length - 3..<length).map(part)
    return "[" + parts.joined(separator: separator) + "]"
  }

  /// A number to six significant digits, without trailing zeros.
  private static func text(of value: Double) -> String {
    guard value.isFinite else { return "\(value)" }
    if value == value.rounded(), value.magnitude < 1e15 { return "\(Int(value))" }
    return SignificantDigits.text(of: value, digits: 6)
  }
}

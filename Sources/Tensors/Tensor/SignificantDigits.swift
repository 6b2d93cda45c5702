import Foundation

/// Numbers as text.
enum SignificantDigits {
  /// The number to so many significant digits, without trailing zeros.
  static func text(of value: Double, digits: Int) -> String {
    String(format: "%.\(digits)g", value)
  }
}

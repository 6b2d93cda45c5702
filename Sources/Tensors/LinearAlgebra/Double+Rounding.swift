import Foundation

extension Double {
  /// The natural logarithm.
  static func log(_ x: Double) -> Double { Foundation.log(x) }

  /// The smallest number of so many significant digits that is not below this positive one.
  func roundedUp(digits: Int) -> Double {
    guard self > 0, isFinite else { return self }
    let exponent = Foundation.floor(Foundation.log10(self)) - Double(digits - 1)
    let mantissa = (self / Foundation.pow(10, exponent)).rounded(.up)
    let text = "\(Int(mantissa))e\(Int(exponent))"
    return Double(text) ?? self
  }
}

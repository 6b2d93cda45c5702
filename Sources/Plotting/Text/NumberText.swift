/// Numbers as text, the same bytes on every machine.
package enum NumberText {
  /// Coordinates in units of the view box, to a tenth: `12`, `12.5`, `-0.1`; `0` if not finite.
  static func coordinate(_ value: Double) -> String {
    tenths(roundedTenths(value))
  }

  /// The coordinate in tenths, kept within ±10⁹.
  static func roundedTenths(_ value: Double) -> Int {
    guard value.isFinite else { return 0 }
    return Int(min(max((value * 10).rounded(), -1e9), 1e9))
  }

  /// An integer number of tenths as the shortest decimal.
  static func tenths(_ value: Int) -> String {
    let whole = abs(value) / 10
    let rest = abs(value) % 10
    let sign = value < 0 ? "-" : ""
    return rest == 0
      ? "\(sign)\(whole)" : whole == 0 ? "\(sign).\(rest)" : "\(sign)\(whole).\(rest)"
  }

  /// A value with exactly `decimals` decimals (0 to 15), with a hyphen as minus and no `-0`.
  static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return nonFinite(value) }
    let places = min(max(decimals, 0), 15)
    let scaled = (abs(value) * powerOfTen(places)).rounded()
    guard scaled < 9e15 else { return "\(value)" }
    let digits = String(Int(scaled))
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard places > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return "\(sign)\(padded.dropLast(places)).\(padded.suffix(places))"
  }

  /// A value in running text with so many significant digits: `0.0312`, `1.25e-7`, `−3`.
  package static func significant(_ value: Double, digits: Int = 3) -> String {
    guard value.isFinite else { return nonFinite(value) }
    guard value != 0 else { return "0" }
    // Below this, powers of ten are themselves rounded: the shortest exact text is short enough.
    guard abs(value) >= 1e-300 else { return signed("\(value)") }
    var exponent = decimalExponent(of: abs(value))
    // Rounding may carry into the next decade: 9.996 to three digits is 10.0.
    let probe = (abs(value) / power(10, exponent) * powerOfTen(digits - 1)).rounded()
    if probe >= powerOfTen(digits) { exponent += 1 }
    let text: String
    if exponent < -4 || exponent >= 6 {
      let mantissa = value / power(10, exponent)
      text = "\(trimmed(fixed(mantissa, decimals: digits - 1)))e\(exponent)"
    } else {
      text = trimmed(fixed(value, decimals: max(0, digits - 1 - exponent)))
    }
    return signed(text)
  }

  /// The text of a number with true minus signs.
  private static func signed(_ text: String) -> String {
    text.replacing("-", with: "\u{2212}")
  }

  /// The shortest text of a value, up to 12 significant digits, with a true minus sign.
  static func shortest(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e12
      ? minus("\(Int(value))") : significant(value, digits: 12)
  }

  /// The text with a true minus sign instead of a leading hyphen.
  static func minus(_ text: String) -> String {
    text.hasPrefix("-") ? "\u{2212}" + text.dropFirst() : text
  }

  /// The text without trailing zeros after a decimal point.
  static func trimmed(_ text: String) -> String {
    guard text.contains("."), !text.contains("e") else { return text }
    var result = Substring(text)
    while result.hasSuffix("0") { result.removeLast() }
    if result.hasSuffix(".") { result.removeLast() }
    return result == "-0" ? "0" : String(result)
  }

  /// The largest k with 10ᵏ ≤ value, for a positive finite value.
  static func decimalExponent(of value: Double) -> Int {
    guard value > 0, value.isFinite else { return 0 }
    var exponent = Int(approximateLog10(value).rounded(.down))
    if power(10, exponent + 1) <= value { exponent += 1 }
    if power(10, exponent) > value { exponent -= 1 }
    return exponent
  }

  /// 10 to a power from 0 to 22, exactly; larger ones correctly rounded by parsing.
  static func powerOfTen(_ exponent: Int) -> Double {
    power(10, exponent)
  }

  /// A correctly rounded power of ten or two with an integer exponent.
  static func power(_ base: Int, _ exponent: Int) -> Double {
    if base == 2 {
      return exponent >= -1022 && exponent <= 1023
        ? Double(sign: .plus, exponent: exponent, significand: 1)
        : exponent > 0
          ? .infinity : Double(sign: .plus, exponent: max(exponent, -1074), significand: 1)
    }
    if exponent >= 0 && exponent <= 22 { return smallPowers[exponent] }
    return Double("1e\(exponent)") ?? (exponent > 0 ? .infinity : 0)
  }

  private static let smallPowers: [Double] = (0...22).map { Double("1e\($0)") ?? 1 }

  private static func approximateLog10(_ value: Double) -> Double {
    // log10(2) times the binary logarithm, good to a part in 10 000: the callers correct by one.
    let exponent = Double(value.exponent)
    let fraction = value.significand - 1
    return (exponent + fraction * (1.3465 - 0.3465 * fraction)) * 0.301029995663981
  }

  private static func nonFinite(_ value: Double) -> String {
    value.isNaN ? "not a number" : value > 0 ? "∞" : "\u{2212}∞"
  }
}

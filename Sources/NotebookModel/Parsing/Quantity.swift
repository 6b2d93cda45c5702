/// Durations and sizes written with units.
enum Quantity {
  /// Seconds of a duration such as `30`, `30s`, `10m`, `1.5h`, `500ms`, `2d`; `nil` if it is none.
  static func seconds(_ text: String) -> Double? {
    let units = ["": 1, "s": 1, "ms": 0.001, "m": 60, "min": 60, "h": 3600, "d": 86400]
    return value(text, units: units)
  }

  /// Bytes of a size such as `500`, `64KB`, `1.5 GB`, `2GiB`; `nil` if it is none.
  static func bytes(_ text: String) -> Int? {
    let units: [String: Double] = [
      "": 1, "b": 1, "k": 1e3, "kb": 1e3, "m": 1e6, "mb": 1e6, "g": 1e9, "gb": 1e9, "t": 1e12,
      "tb": 1e12, "kib": 1024, "mib": 1_048_576, "gib": 1_073_741_824, "tib": 1_099_511_627_776,
    ]
    guard let bytes = value(text, units: units), bytes >= 1, bytes < 0x1p62 else { return nil }
    return Int(bytes)
  }

  private static func value(_ text: String, units: [String: Double]) -> Double? {
    let number = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let unit = text.dropFirst(number.count).drop { $0 == " " }.lowercased()
    guard let count = Double(number), let factor = units[unit] else { return nil }
    let result = count * factor
    return result.isFinite && result > 0 ? result : nil
  }
}

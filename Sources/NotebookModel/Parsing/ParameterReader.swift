import Yams

/// Reads the values of parameters, typed by how they are written.
enum ParameterReader {
  /// The value of a node of the front matter; `nil` after an error was recorded.
  static func value(of node: Node, reader: inout SettingsReader) -> ParameterValue? {
    switch node {
    case .scalar(let scalar):
      if reader.isNull(node) {
        reader.fail("a parameter needs a value", node)
        return nil
      }
      guard reader.isPlain(scalar) else { return .string(scalar.string) }
      if isTooLarge(scalar.string) {
        reader.fail("\(scalar.string) does not fit in 64 bits", node)
        return nil
      }
      return plain(scalar.string)
    case .sequence(let sequence):
      var values: [ParameterValue] = []
      for element in sequence {
        guard let value = value(of: element, reader: &reader) else { return nil }
        values.append(value)
      }
      guard let array = ParameterValue.unified(values) else {
        let problem =
          values.isEmpty ? "an empty list has no type" : "a list must hold values of one type"
        reader.fail(problem, node)
        return nil
      }
      return array
    case .mapping, .alias:
      reader.fail("a parameter must be a number, a text, true, false or a list of these", node)
      return nil
    }
  }

  /// The value of an unquoted word: a truth value, a whole number, a number, else a text.
  static func plain(_ text: String) -> ParameterValue {
    switch text {
    case "true", "True", "TRUE": return .bool(true)
    case "false", "False", "FALSE": return .bool(false)
    default: break
    }
    let digits = text.filter { $0 != "_" }
    let isNumber =
      text.utf8.contains { (0x30...0x39).contains($0) }
      && text.utf8.allSatisfy {
        (0x30...0x39).contains($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65, 0x5F].contains($0)
      }
    guard isNumber else { return .string(text) }
    if let int = Int(digits) { return .int(int) }
    if let double = Double(digits), double.isFinite { return .double(double) }
    return .string(text)
  }

  private static func isTooLarge(_ text: String) -> Bool {
    let digits = text.filter { $0 != "_" }
    let unsigned =
      digits.hasPrefix("-") || digits.hasPrefix("+") ? String(digits.dropFirst()) : digits
    guard unsigned.count > 18, unsigned.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return false
    }
    return Int(digits) == nil
  }
}

extension ParameterValue {
  /// A list of values brought to one type, whole numbers becoming floating-point where needed.
  static func unified(_ values: [ParameterValue]) -> ParameterValue? {
    guard let first = values.first else { return nil }
    let names = Set(values.map(\.typeName))
    if names.count == 1 { return .array(values) }
    let numeric: Set<String> = ["Int", "Double"]
    guard names == numeric else {
      guard case .array = first, names == ["[Int]", "[Double]"] else { return nil }
      return .array(values.map(\.floating))
    }
    return .array(values.map(\.floating))
  }

  /// The same value with whole numbers as floating-point ones.
  var floating: ParameterValue {
    switch self {
    case .int(let value): .double(Double(value))
    case .array(let values): .array(values.map(\.floating))
    case .double, .string, .bool: self
    }
  }
}

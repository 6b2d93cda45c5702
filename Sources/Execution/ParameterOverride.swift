internal import CellLanguage
public import NotebookModel

/// Why a parameter given on the command line cannot be used.
public enum ParameterError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The text has neither `=` nor `:`.
  case malformed(String)
  /// The notebook declares no such parameter; a near name, and all names.
  case unknown(String, suggestion: String?, declared: [String])
  /// The text is not a value of the declared type.
  case wrongType(name: String, text: String, expected: String)

  /// One sentence that says what was found and what to do.
  public var description: String {
    switch self {
    case .malformed(let text):
      return "-P \(text): a parameter is written name=value"
    case .unknown(let name, let suggestion, let declared):
      let hint = suggestion.map { "; did you mean \($0)?" } ?? ""
      let list = declared.isEmpty ? "it has none" : "it has " + declared.joined(separator: ", ")
      return "-P \(name): the notebook declares no such parameter (\(list))\(hint)"
    case .wrongType(let name, let text, let expected):
      return "-P \(name)=\(text): the notebook declares \(name) as \(expected)"
    }
  }
}

/// Puts values from the command line in the place of the front matter's, type for type.
enum ParameterOverride {
  static func apply(
    _ overrides: [String],
    to declared: [NotebookModel.Parameter]
  ) throws(ParameterError) -> [NotebookModel.Parameter] {
    var result = declared
    for text in overrides {
      guard let split = text.firstIndex(where: { $0 == "=" || $0 == ":" }) else {
        throw .malformed(text)
      }
      let name = String(text[..<split])
      let value = String(text[text.index(after: split)...])
      guard let index = result.firstIndex(where: { $0.name == name }) else {
        let names = declared.map(\.name)
        throw .unknown(
          name,
          suggestion: Suggestions.nearest(to: name, in: names),
          declared: names
        )
      }
      guard let parsed = parse(value, like: result[index].value) else {
        throw .wrongType(name: name, text: value, expected: result[index].value.typeName)
      }
      result[index].value = parsed
    }
    return result
  }

  /// Reads a text as a value of the same type as the declared one.
  static func parse(
    _ text: String,
    like declared: NotebookModel.ParameterValue
  ) -> NotebookModel.ParameterValue? {
    switch declared {
    case .int: return Int(text).map { .int($0) }
    case .double:
      guard let number = Double(text), number.isFinite else { return nil }
      return .double(number)
    case .string: return .string(text)
    case .bool: return Bool(text).map { .bool($0) }
    case .array(let elements):
      var body = Substring(text)
      if body.hasPrefix("["), body.hasSuffix("]") { body = body.dropFirst().dropLast() }
      let parts = body.split(separator: ",", omittingEmptySubsequences: false)
        .map { $0.drop { $0 == " " } }
      guard let model = elements.first else { return nil }
      let values = parts.compactMap { parse(String($0), like: model) }
      return values.count == parts.count ? .array(values) : nil
    }
  }
}

/// Writes values as `print` does in compiled Swift, by their static types.
final class Describer: @unchecked Sendable {
  let structures: [String: StructureDeclaration]
  let enumerations: [String: EnumerationDeclaration]

  init(structures: [String: StructureDeclaration], enumerations: [String: EnumerationDeclaration]) {
    (self.structures, self.enumerations) = (structures, enumerations)
  }

  /// The text of a value; inside another (`isQuoted`) strings are quoted and types are told.
  func text(_ value: Value, _ type: Type, isQuoted: Bool) -> String {
    switch type {
    case .tuple(let elements): return tuple(value, elements)
    case .function: return "(Function)"
    case .nominal(let name, let arguments): return nominal(value, name, arguments, isQuoted)
    default: return isQuoted ? value.debugText : value.description
    }
  }

  private func tuple(_ value: Value, _ elements: [Type.TupleElement]) -> String {
    guard case .record(let record) = value else { return "()" }
    let parts = zip(record.fields, elements).map { field, element in
      (element.label.map { "\($0): " } ?? "") + text(field, element.type, isQuoted: true)
    }
    return "(" + parts.joined(separator: ", ") + ")"
  }

  private func nominal(_ value: Value, _ name: String, _ arguments: [Type], _ isQuoted: Bool)
    -> String
  {
    switch name {
    case "String", "Substring", "Character": return isQuoted ? value.debugText : value.description
    case "Optional":
      guard let wrapped = value.unwrapped else { return "nil" }
      return "Optional(" + text(wrapped, arguments[0], isQuoted: true) + ")"
    case "Array": return list(value, arguments[0])
    case "ArraySlice":
      return isQuoted ? "ArraySlice(\(list(value, arguments[0])))" : list(value, arguments[0])
    case "Set": return isQuoted ? "Set(\(list(value, arguments[0])))" : list(value, arguments[0])
    case "Dictionary": return dictionary(value, arguments)
    case "Range", "ClosedRange":
      if isQuoted { return "\(name)(\(value.description))" }
      guard case .span(let span) = value else { return value.description }
      return span.lower.description + (name == "Range" ? "..<" : "...") + span.upper.description
    case "ReversedCollection", "EnumeratedSequence", "Zip2Sequence", "Keys", "Values",
      "FlattenSequence":
      return list(value, nil)
    default: break
    }
    if let structure = structures[name], case .record(let record) = value {
      let fields = zip(structure.fields, record.fields).map {
        "\($0.name): \(text($1, $0.type, isQuoted: true))"
      }
      return (isQuoted ? Describer.module : "") + name + "(" + fields.joined(separator: ", ") + ")"
    }
    if let enumeration = enumerations[name], case .enumeration(let found) = value {
      return (isQuoted ? Describer.module + name + "." : "") + payload(found, enumeration)
    }
    if case .native(let box) = value {
      return isQuoted ? String(reflecting: box.value) : String(describing: box.value)
    }
    return isQuoted ? value.debugText : value.description
  }

  /// The name that compiled Swift gives the module of a script.
  private static let module = "main."

  private func payload(_ value: EnumerationValue, _ enumeration: EnumerationDeclaration) -> String {
    guard !value.payload.isEmpty, enumeration.cases.indices.contains(value.tag) else {
      return value.name
    }
    let found = enumeration.cases[value.tag]
    let parts = zip(value.payload, zip(found.labels, found.types)).map { field, element in
      (element.0.map { "\($0): " } ?? "") + text(field, element.1, isQuoted: true)
    }
    return value.name + "(" + parts.joined(separator: ", ") + ")"
  }

  private func list(_ value: Value, _ element: Type?) -> String {
    switch value {
    case .ints(let elements) where element == .int: return elements.description
    case .doubles(let elements) where element == .double: return elements.description
    case .set(let table):
      return "[" + table.orderedKeys.map { part($0, element) }.joined(separator: ", ") + "]"
    case .span(let span) where span.kind == .slice:
      guard case .int(let lower) = span.lower, case .int(let upper) = span.upper else {
        return "[]"
      }
      return "["
        + (lower..<upper).map { part(span.extra.arrayElement($0), element) }.joined(separator: ", ")
        + "]"
    default: return "[" + value.elements.map { part($0, element) }.joined(separator: ", ") + "]"
    }
  }

  private func part(_ value: Value, _ type: Type?) -> String {
    type.map { text(value, $0, isQuoted: true) } ?? value.debugText
  }

  private func dictionary(_ value: Value, _ arguments: [Type]) -> String {
    guard case .dictionary(let table) = value, table.count > 0 else { return "[:]" }
    let entries = table.entries.map {
      part($0.key, arguments[0]) + ": " + part($0.value, arguments[1])
    }
    return "[" + entries.joined(separator: ", ") + "]"
  }
}

extension Runtime {
  /// Shows the value of a top-level expression, if its type is one that is shown.
  func show(_ value: Value, _ type: Type, _ describer: Describer) throws {
    if case .void = value { return }
    let number = nextDisplay()
    if case .native(let box) = value, let display = displays[type.name ?? ""] ?? nil,
      let shown = try display(box.value, context.displayContext(number))
    {
      context.show(shown)
      return
    }
    context.show(.text(describer.text(value, type, isQuoted: false)))
  }
}

import SwiftSyntax

extension Checker {
  /// `value.rawValue` of an enumeration with raw values.
  func rawValue(of value: Expression, _ type: Type, _ name: String, _ token: TokenSyntax)
    -> Expression?
  {
    guard name == "rawValue", let enumeration = type.name.flatMap({ enumerations[$0] }),
      let raw = enumeration.rawType
    else { return nil }
    let values = enumeration.cases.map { $0.rawValue ?? .void }
    let binding = Checker.intrinsic("rawValue") { _, arguments in
      guard case .enumeration(let found)? = arguments.first, values.indices.contains(found.tag)
      else { throw Trap("a variable is used before it has a value") }
      return values[found.tag]
    }
    return Expression(
      .callBinding(BindingUse(binding: binding, generics: [:], receiver: type), [value]),
      raw,
      place(token)
    )
  }

  /// `Type(rawValue: …)`, an optional.
  func enumerationOfRawValue(_ type: Type, _ call: FunctionCallExprSyntax) -> Expression? {
    guard let enumeration = type.name.flatMap({ enumerations[$0] }), let raw = enumeration.rawType,
      call.arguments.count == 1, let argument = call.arguments.first,
      argument.label?.text == "rawValue", call.trailingClosure == nil
    else { return nil }
    let cases = enumeration.cases.enumerated().map { index, found in
      (found.rawValue ?? .void, Value.enumeration(EnumerationValue(tag: index, name: found.name)))
    }
    let binding = Checker.intrinsic("init(rawValue:)") { _, arguments in
      .optional(cases.first { $0.0 == arguments.first ?? .none }?.1)
    }
    let value = coerce(argument.expression, to: raw, for: .argument)
    return Expression(
      .callBinding(BindingUse(binding: binding, generics: [:], receiver: nil), [value]),
      .optional(type),
      calleePlace(call)
    )
  }

  /// `Type.allCases` of an enumeration that is `CaseIterable`.
  func allCases(of type: Type, _ name: String, _ token: TokenSyntax) -> Expression? {
    guard name == "allCases", let enumeration = type.name.flatMap({ enumerations[$0] }),
      conformances.conforms(type, to: "CaseIterable"),
      enumeration.cases.allSatisfy({ $0.types.isEmpty })
    else { return nil }
    let place = place(token)
    let cases = enumeration.cases.indices.map {
      Expression(.makeCase(enumeration, $0, []), type, place)
    }
    return Expression(.array(cases), .array(type), place)
  }

  private static func intrinsic(_ name: String, _ body: @escaping Intrinsic) -> Binding {
    Binding(
      kind: .function,
      owner: nil,
      isStatic: false,
      name: name,
      signature: name,
      summary: "",
      body: .intrinsic(body)
    )
  }
}

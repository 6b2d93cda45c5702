import SwiftSyntax

extension Checker {
  func checkInteger(
    _ syntax: IntegerLiteralExprSyntax,
    negative: Bool,
    _ expecting: Type?,
    at whole: Place? = nil
  ) -> Expression {
    let place = whole ?? place(syntax)
    guard let magnitude = Checker.magnitude(of: syntax.literal.text) else {
      report(place, "integer literal '\(syntax.literal.text)' is too large for 'Int'")
      return Expression(.error, .error, place)
    }
    let type = literalType(.integer, expecting)
    let expression = Expression(.integer(magnitude, negative: negative), type, place)
    pending.append { [unowned self] in verifyInteger(expression, magnitude, negative) }
    return expression
  }

  private func verifyInteger(_ expression: Expression, _ magnitude: UInt64, _ negative: Bool) {
    let fits: Bool =
      switch Numbers.kind(solver.final(expression.type)) {
      case .int: magnitude <= UInt64(Int.max) + (negative ? 1 : 0)
      case .uint64: !negative || magnitude == 0
      default: true
      }
    if !fits {
      let text = (negative ? "-" : "") + String(magnitude)
      report(
        expression.place,
        "integer literal '\(text)' overflows when stored into '\(show(expression.type))'"
      )
    }
  }

  static func magnitude(of literal: String) -> UInt64? {
    let digits = literal.filter { $0 != "_" }
    let (text, radix): (Substring, Int) =
      if digits.hasPrefix("0x") { (digits.dropFirst(2), 16) } else if digits.hasPrefix("0b") {
        (digits.dropFirst(2), 2)
      } else if digits.hasPrefix("0o") { (digits.dropFirst(2), 8) } else { (digits[...], 10) }
    return UInt64(text, radix: radix)
  }

  func checkFloat(_ syntax: FloatLiteralExprSyntax, _ expecting: Type?) -> Expression {
    let text = syntax.literal.text.filter { $0 != "_" }
    guard let value = Double(text) else { return fail(syntax, "'\(text)' is not a number") }
    return Expression(.floating(value), literalType(.float, expecting), place(syntax))
  }

  /// The type of a literal: what is expected if that fits, else open.
  private func literalType(_ literal: Solver.Literal, _ expecting: Type?) -> Type {
    if let expecting {
      var wanted = shallow(expecting)
      while let wrapped = wanted.wrapped { wanted = shallow(wrapped) }
      if case .nominal = wanted, Solver.admits(literal, wanted) { return wanted }
      if case .parameter = wanted, literal == .integer, conformances.conforms(wanted, to: "Numeric")
      {
        return wanted
      }
    }
    return solver.fresh(literal)
  }

  func checkString(_ syntax: StringLiteralExprSyntax, _ expecting: Type?) -> Expression {
    var parts: [Expression.StringPart] = []
    for (segment, text) in zip(syntax.segments, Checker.texts(of: syntax)) {
      switch segment {
      case .stringSegment:
        guard let text else { return fail(segment, "invalid escape sequence in literal") }
        if !text.isEmpty { parts.append(.text(text)) }
      case .expressionSegment(let segment): parts.append(.value(checkInterpolation(segment)))
      }
    }
    var isCharacter = false
    var type = Type.string
    if let expecting, parts.count == 1, case .text(let text) = parts[0], text.count == 1 {
      var wanted = shallow(expecting)
      while let wrapped = wanted.wrapped { wanted = shallow(wrapped) }
      isCharacter = wanted == .character
    }
    if isCharacter {
      type = .character
    } else if parts.allSatisfy({ if case .text = $0 { true } else { false } }) {
      type = literalType(.string, expecting == .character ? nil : expecting)
      let final = Expression(.string(parts), type, place(syntax))
      pending.append { [unowned self] in verifyCharacter(final, parts) }
      return final
    }
    return Expression(.string(parts), type, place(syntax))
  }

  private func verifyCharacter(_ expression: Expression, _ parts: [Expression.StringPart]) {
    guard solver.final(expression.type) == .character else { return }
    if parts.count == 1, case .text(let text) = parts[0], text.count == 1 { return }
    report(expression.place, "cannot convert value of type 'String' to expected type 'Character'")
  }

  private func checkInterpolation(_ segment: ExpressionSegmentSyntax) -> Expression {
    guard let first = segment.expressions.first, segment.expressions.count == 1, first.label == nil
    else {
      return fail(
        segment,
        "an interpolation holds one expression; use String(format:) for a format"
      )
    }
    let value = check(first.expression)
    if shallow(value.type).isError { return value }
    return Expression(.convert(value), .nominal("Any", []), value.place)
  }

  /// The texts of a literal's segments with escapes replaced; nil where one is invalid.
  static func texts(of syntax: StringLiteralExprSyntax) -> [String?] {
    let hashes = syntax.openingPounds?.text.count ?? 0
    let isMultiline = syntax.openingQuote.tokenKind == .multilineStringQuote
    return syntax.segments.map { segment in
      guard case .stringSegment(let segment) = segment else { return nil }
      // The parser has already taken the indentation out of multi-line segments as trivia.
      return unescape(segment.content.text, hashes: hashes, multiline: isMultiline)
    }
  }

  private static func unescape(_ text: String, hashes: Int, multiline: Bool) -> String? {
    guard text.contains("\\") || text.contains("\r") else { return text }
    var result = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      index += 1
      guard scalar == "\\" else { result.append(scalar); continue }
      if hashes > 0 {
        guard index + hashes < scalars.count,
          scalars[index..<index + hashes].allSatisfy({ $0 == "#" })
        else { result.append(scalar); continue }
        index += hashes
      }
      guard index < scalars.count else { return nil }
      let escape = scalars[index]
      index += 1
      switch escape {
      case "n": result.append("\n")
      case "t": result.append("\t")
      case "r": result.append("\r")
      case "0": result.append("\0")
      case "\\", "\"", "'": result.append(escape)
      case "\n" where multiline: break
      case " ", "\t":
        guard multiline else { return nil }
        while index < scalars.count, scalars[index] == " " || scalars[index] == "\t" { index += 1 }
        guard index < scalars.count, scalars[index] == "\n" else { return nil }
        index += 1
      case "u":
        guard index < scalars.count, scalars[index] == "{",
          let end = scalars[index...].firstIndex(of: "}"), end - index <= 9
        else { return nil }
        let digits = String(String.UnicodeScalarView(scalars[index + 1..<end]))
        guard let code = UInt32(digits, radix: 16), let found = Unicode.Scalar(code) else {
          return nil
        }
        result.append(found)
        index = end + 1
      default: return nil
      }
    }
    return String(result)
  }

  func checkArray(_ syntax: ArrayExprSyntax, _ expecting: Type?) -> Expression {
    if let type = typeExpression(ExprSyntax(syntax)) {
      return Expression(.error, .metatype(type), place(syntax))
    }
    var wanted: Type?
    var isSet = false
    if let expecting {
      var goal = shallow(expecting)
      while let wrapped = goal.wrapped { goal = shallow(wrapped) }
      if case .nominal("Set", let arguments) = goal { (isSet, wanted) = (true, arguments[0]) }
      wanted = wanted ?? goal.arrayElement
      if case .nominal("ArraySlice", let arguments) = goal {
        let elements = syntax.elements.map {
          coerce($0.expression, to: arguments[0], for: .element)
        }
        return Expression(.array(elements), goal, place(syntax))
      }
    }
    if let wanted {
      let elements = syntax.elements.map { coerce($0.expression, to: wanted, for: .element) }
      return Expression(.array(elements), isSet ? .set(wanted) : .array(wanted), place(syntax))
    }
    guard !syntax.elements.isEmpty else {
      return Expression(.array([]), .array(solver.fresh()), place(syntax))
    }
    let (elements, element) = join(syntax.elements.map(\.expression))
    return Expression(.array(elements), .array(element), place(syntax))
  }

  /// Checks expressions that must have one type, which the first that knows it decides.
  func join(_ syntaxes: [ExprSyntax]) -> ([Expression], Type) {
    var found = [Expression?](repeating: nil, count: syntaxes.count)
    var type: Type?
    for needing in [false, true] {
      for (index, syntax) in syntaxes.enumerated() where needsContext(syntax) == needing {
        let expression = check(syntax, expecting: type)
        guard let known = type else {
          type = expression.type
          found[index] = expression
          continue
        }
        if let converted = convert(expression, to: known) {
          found[index] = converted
        } else if let earlier = widen(found, known, expression) {
          (found, type) = earlier
          found[index] = coerce(expression, to: earlier.1, for: .element)
        } else {
          found[index] = coerce(expression, to: known, for: .element)
        }
      }
    }
    return (found.compactMap { $0 }, type ?? .error)
  }

  /// Lifts elements seen so far to the optional type that a later one asks for.
  private func widen(_ seen: [Expression?], _ known: Type, _ expression: Expression) -> (
    [Expression?], Type
  )? {
    var goal = shallow(expression.type)
    if case .nilLiteral = expression.kind { goal = .optional(known) }
    guard goal.isOptional, canConvert(known, to: goal) else { return nil }
    return (seen.map { $0.map { coerce($0, to: goal, for: .element) } }, goal)
  }

  func checkDictionary(_ syntax: DictionaryExprSyntax, _ expecting: Type?) -> Expression {
    if let type = typeExpression(ExprSyntax(syntax)) {
      return Expression(.error, .metatype(type), place(syntax))
    }
    var wanted: (Type, Type)?
    if let expecting {
      var goal = shallow(expecting)
      while let wrapped = goal.wrapped { goal = shallow(wrapped) }
      if case .nominal("Dictionary", let arguments) = goal { wanted = (arguments[0], arguments[1]) }
    }
    guard case .elements(let elements) = syntax.content else {
      let (key, value) = wanted ?? (solver.fresh(), solver.fresh())
      return Expression(.dictionary([]), .dictionary(key, value), place(syntax))
    }
    let keys: [Expression]
    let values: [Expression]
    let types: (Type, Type)
    if let wanted {
      keys = elements.map { coerce($0.key, to: wanted.0, for: .element) }
      values = elements.map { coerce($0.value, to: wanted.1, for: .element) }
      types = wanted
    } else {
      let (first, key) = join(elements.map(\.key))
      let (second, value) = join(elements.map(\.value))
      (keys, values, types) = (first, second, (key, value))
    }
    requireHashable(types.0, syntax)
    let pairs = zip(keys, values).map { (key: $0, value: $1) }
    return Expression(.dictionary(pairs), .dictionary(types.0, types.1), place(syntax))
  }

  func requireHashable(_ type: Type, _ syntax: some SyntaxProtocol) {
    let place = place(syntax)
    pending.append { [unowned self] in
      let found = solver.final(type)
      if !conformances.conforms(found, to: "Hashable") {
        report(
          place,
          "type '\(found)' does not conform to protocol 'Hashable'",
          notes: ["keys of dictionaries and elements of sets must be Hashable"]
        )
      }
    }
  }

  func checkTuple(_ syntax: TupleExprSyntax, _ expecting: Type?) -> Expression {
    if syntax.elements.count == 1, let only = syntax.elements.first, only.label == nil {
      return check(only.expression, expecting: expecting)
    }
    var wanted: [Type.TupleElement]?
    if let expecting {
      var goal = shallow(expecting)
      while let wrapped = goal.wrapped { goal = shallow(wrapped) }
      if case .tuple(let elements) = goal, elements.count == syntax.elements.count {
        wanted = elements
      }
    }
    var parts: [Expression] = []
    var elements: [Type.TupleElement] = []
    for (index, element) in syntax.elements.enumerated() {
      var part = check(element.expression, expecting: wanted?[index].type)
      let label = element.label?.text
      if let goal = wanted?[index], label == nil || goal.label == nil || goal.label == label,
        let converted = convert(part, to: goal.type)
      {
        part = converted
        elements.append(.init(label: label ?? goal.label, type: goal.type))
      } else {
        elements.append(.init(label: label, type: part.type))
      }
      parts.append(part)
    }
    if parts.contains(where: { shallow($0.type).isError }) { return error(syntax) }
    return Expression(.tuple(parts), .tuple(elements), place(syntax))
  }
}

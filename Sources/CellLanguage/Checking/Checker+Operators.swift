import SwiftSyntax

extension Checker {
  func checkInfix(_ syntax: InfixOperatorExprSyntax, _ expecting: Type?) -> Expression {
    if syntax.operator.is(AssignmentExprSyntax.self) { return checkAssignment(syntax) }
    guard let token = syntax.operator.as(BinaryOperatorExprSyntax.self)?.operator else {
      return fail(syntax.operator, "this operator is not available in cells")
    }
    let name = token.text
    switch name {
    case "&&", "||":
      let left = coerce(syntax.leftOperand, to: .bool, for: .argument)
      let right = coerce(syntax.rightOperand, to: .bool, for: .argument)
      return Expression(name == "&&" ? .and(left, right) : .or(left, right), .bool, place(syntax))
    case "??": return checkCoalesce(syntax, expecting)
    case "..<", "...": return checkRange(syntax, name, expecting)
    case "===", "!==":
      return fail(token, "'\(name)' compares instances of classes, which cells have not; use '=='")
    case "~=": return checkMatch(syntax)
    default:
      if name.count > 1, name.hasSuffix("="), ComparisonOperator(rawValue: name) == nil {
        return checkUpdate(syntax, token, String(name.dropLast()))
      }
    }
    let (left, right) = operands(syntax, name, expecting)
    return binary(name, left, right, token: token, place: place(syntax), expecting)
  }

  /// Both operands, the one that knows its type being looked at first.
  private func operands(
    _ syntax: InfixOperatorExprSyntax,
    _ name: String,
    _ expecting: Type?
  ) -> (Expression, Expression) {
    let hint = ComparisonOperator(rawValue: name) == nil ? expecting : nil
    let shift = name == "<<" || name == ">>"
    if needsContext(syntax.leftOperand), !needsContext(syntax.rightOperand) {
      let right = check(syntax.rightOperand, expecting: hint)
      return (check(syntax.leftOperand, expecting: operandHint(right.type, hint)), right)
    }
    let left = check(syntax.leftOperand, expecting: hint)
    let wanted = shift ? nil : operandHint(left.type, hint)
    return (left, check(syntax.rightOperand, expecting: wanted))
  }

  /// What one operand tells about the other: the same type, if it is one of Swift's own.
  private func operandHint(_ type: Type, _ hint: Type?) -> Type? {
    let type = shallow(type)
    switch type {
    case .variable:
      return hint.map { shallow($0) }.flatMap { Numbers.kind($0) == nil ? nil : $0 } ?? type
    case .nominal(let name, _):
      // Library types have operators with other types, so they do not decide.
      return registry.types[name] == nil || structures[name] != nil ? type : nil
    case .tuple, .function, .metatype, .existential, .parameter, .error: return type
    }
  }

  func binary(
    _ name: String,
    _ left: Expression,
    _ right: Expression,
    token: some SyntaxProtocol,
    place: Place,
    _ expecting: Type?
  ) -> Expression {
    let l = shallow(left.type)
    let r = shallow(right.type)
    if l.isError || r.isError {
      return Expression(.error, ComparisonOperator(rawValue: name) == nil ? .error : .bool, place)
    }
    if let found = declaredOperator(name, [left, right], token: token, expecting) { return found }
    if let comparison = ComparisonOperator(rawValue: name),
      let found = compare(comparison, left, right, token: token, place: place)
    {
      return found
    }
    if let operation = ArithmeticOperator(rawValue: name),
      let found = arithmetic(operation, left, right, place: place)
    {
      return found
    }
    if let found = overloaded(name, [left, right], token: token, place: place, expecting) {
      return found
    }
    return refuse(name, left, right, token)
  }

  /// An operator that a type of a cell declares as a static function.
  private func declaredOperator(
    _ name: String,
    _ operands: [Expression],
    token: some SyntaxProtocol,
    _ expecting: Type?
  ) -> Expression? {
    func functions(_ name: String) -> [FunctionDeclaration] {
      var owners: [String] = []
      for owner in operands.compactMap({ shallow($0.type).name }) where !owners.contains(owner) {
        owners.append(owner)
      }
      return owners.flatMap { declaredMembers[$0]?[name] ?? [] }
        .filter { $0.isStatic && $0.function.signature.parameters.count == operands.count }
        .map(\.function)
    }
    func call(_ found: [FunctionDeclaration], _ operands: [Expression]) -> Expression {
      let arguments = operands.map { CallArgument(checked: $0, place: $0.place) }
      let candidates = found.map { function -> Candidate in
        let known = candidate(function)
        var signature = known.signature
        for index in signature.parameters.indices { signature.parameters[index].label = nil }
        return Candidate(target: known.target, signature: signature, generics: known.generics)
      }
      return resolve(candidates, name, arguments, token, expecting)
    }
    let found = functions(name)
    if !found.isEmpty { return call(found, operands) }
    // What Swift derives from '<' and '=='.
    let derived: [String: (name: String, swaps: Bool, negates: Bool)] = [
      ">": ("<", true, false), "<=": ("<", true, true), ">=": ("<", false, true),
      "!=": ("==", false, true),
    ]
    guard operands.count == 2, let rule = derived[name] else { return nil }
    let source = functions(rule.name)
    guard !source.isEmpty else { return nil }
    let value = call(source, rule.swaps ? operands.reversed() : operands)
    return rule.negates ? Expression(.not(value), .bool, value.place) : value
  }

  private func refuse(
    _ name: String,
    _ left: Expression,
    _ right: Expression,
    _ token: some SyntaxProtocol
  ) -> Expression {
    let l = solver.final(left.type)
    let r = solver.final(right.type)
    var notes: [String] = []
    if Numbers.kind(l) != nil, Numbers.kind(r) != nil, l != r {
      let goal = l == .double || r == .double ? Type.double : l
      notes = ["numbers are not converted by themselves; write \(goal)(…)"]
    } else if l.isOptional || r.isOptional {
      notes = ["unwrap the optional first: '??' for a default, 'if let' for a test"]
    } else if name == "^", Numbers.kind(l) != nil {
      notes = ["for a power use pow(x, y)"]
    } else if name == "%", l == .double {
      return fail(
        token,
        "'%' is not available for floating-point numbers; use truncatingRemainder(dividingBy:)"
      )
    } else if ["+", "-", "*", "/"].contains(name), l.arrayElement.flatMap(Numbers.kind) != nil {
      notes = ["for arithmetic on all elements use Tensor(…) or map"]
    }
    if name == "**" { notes = ["for a power use pow(x, y)"] }
    if l == r {
      return fail(
        token,
        "binary operator '\(name)' cannot be applied to two '\(l)' operands",
        notes: notes
      )
    }
    return fail(
      token,
      "binary operator '\(name)' cannot be applied to operands of type '\(l)' and '\(r)'",
      notes: notes
    )
  }

  /// Makes both operands one number type, or nil if they are not numbers of one type.
  private func unifyNumbers(_ left: Expression, _ right: Expression) -> Type? {
    let l = shallow(left.type)
    let r = shallow(right.type)
    func numeric(_ type: Type) -> Bool {
      if let literal = solver.literal(of: type) { return literal == .integer || literal == .float }
      if case .parameter = type {
        return conformances.conforms(type, to: "AdditiveArithmetic")
          || conformances.conforms(type, to: "Comparable")
      }
      return Numbers.kind(type) != nil
    }
    func open(_ type: Type) -> Bool { solver.literal(of: type) == Solver.Literal.none }
    guard
      numeric(l) && numeric(r) || numeric(l) && open(r) || open(l) && numeric(r)
        || open(l) && open(r)
    else { return nil }
    let mark = solver.mark
    if solver.unify(l, r) { return shallow(l) }
    solver.rollBack(to: mark)
    return nil
  }

  func arithmetic(
    _ operation: ArithmeticOperator,
    _ left: Expression,
    _ right: Expression,
    place: Place
  ) -> Expression? {
    if operation == .shiftLeft || operation == .shiftRight {
      return shift(operation, left, right, place)
    }
    if let type = unifyNumbers(left, right) {
      if operation.isIntegral, !isInteger(type) { return nil }
      if operation.isIntegral {
        pending.append { [unowned self] in
          if !isInteger(solver.final(type)) {
            report(
              place,
              "'\(operation.rawValue)' is not available for '\(show(type))'",
              notes: operation == .remainder ? ["use truncatingRemainder(dividingBy:)"] : []
            )
          }
        }
      }
      return Expression(.arithmetic(operation, left, right), type, place)
    }
    guard operation == .add else { return nil }
    let l = shallow(left.type)
    let r = shallow(right.type)
    func isText(_ type: Type) -> Bool { type == .string || solver.literal(of: type) == .string }
    if isText(l), isText(r) {
      return Expression(
        .arithmetic(
          .add,
          coerce(left, to: .string, for: .argument),
          coerce(right, to: .string, for: .argument)
        ),
        .string,
        place
      )
    }
    if let element = l.arrayElement, let other = conformances.element(of: r) ?? r.arrayElement {
      let mark = solver.mark
      if solver.unify(element, other) {
        return Expression(.arithmetic(.add, left, right), l, place)
      }
      solver.rollBack(to: mark)
      if let converted = convert(right, to: l) {
        return Expression(.arithmetic(.add, left, converted), l, place)
      }
      if let converted = convert(left, to: r) {
        return Expression(.arithmetic(.add, converted, right), r, place)
      }
    }
    return nil
  }

  private func isInteger(_ type: Type) -> Bool {
    switch solver.literal(of: type) {
    case .integer?, Solver.Literal.none?: return true
    case .float?, .string?: return false
    case nil:
      let type = shallow(type)
      if case .parameter = type { return conformances.conforms(type, to: "BinaryInteger") }
      return type == .int || type == .uint64
    }
  }

  private func shift(
    _ operation: ArithmeticOperator,
    _ left: Expression,
    _ right: Expression,
    _ place: Place
  ) -> Expression? {
    guard isInteger(left.type), isInteger(right.type) else { return nil }
    return Expression(.arithmetic(operation, left, right), left.type, place)
  }

  func compare(
    _ comparison: ComparisonOperator,
    _ left: Expression,
    _ right: Expression,
    token: some SyntaxProtocol,
    place: Place
  ) -> Expression? {
    var (left, right) = (left, right)
    let l = shallow(left.type)
    let r = shallow(right.type)
    if l.isOptional || r.isOptional {
      guard comparison.isEquality else { return nil }
      let goal = l.isOptional && !isNil(left) ? l : (r.isOptional ? r : .optional(r))
      let target = isNil(left) && isNil(right) ? l : (isNil(right) ? l : goal)
      guard let a = convert(left, to: target), let b = convert(right, to: target) else {
        return nil
      }
      if isNil(left) || isNil(right) {
        return Expression(.comparison(comparison, a, b), .bool, place)
      }
      guard requireComparable(target.wrapped ?? target, comparison, token) else {
        return Expression(.error, .bool, place)
      }
      return Expression(.comparison(comparison, a, b), .bool, place)
    }
    if unifyNumbers(left, right) != nil {
      return Expression(.comparison(comparison, left, right), .bool, place)
    }
    if let b = convert(right, to: l) {
      right = b
    } else if let a = convert(left, to: r) {
      left = a
    } else {
      return nil
    }
    let type = shallow(left.type)
    if case .nominal(let name, _) = type, registry.types[name] != nil,
      !conformances.conforms(type, to: comparison.isEquality ? "Equatable" : "Comparable")
    {
      return nil
    }
    guard requireComparable(type, comparison, token) else {
      return Expression(.error, .bool, place)
    }
    return Expression(.comparison(comparison, left, right), .bool, place)
  }

  private func isNil(_ expression: Expression) -> Bool {
    if case .nilLiteral = expression.kind { true } else { false }
  }

  private func requireComparable(
    _ type: Type,
    _ comparison: ComparisonOperator,
    _ token: some SyntaxProtocol
  ) -> Bool {
    let name = comparison.isEquality ? "Equatable" : "Comparable"
    let type = shallow(type)
    if case .tuple(let elements) = type {
      return elements.count <= 6
        && elements.allSatisfy { requireComparable($0.type, comparison, token) }
    }
    if conformances.conforms(solver.resolve(type), to: name) { return true }
    report(
      token,
      "binary operator '\(comparison.rawValue)' cannot be applied to two '\(show(type))' operands",
      notes: ["'\(show(type))' does not conform to '\(name)'"]
    )
    return false
  }

  private func checkCoalesce(_ syntax: InfixOperatorExprSyntax, _ expecting: Type?) -> Expression {
    let left = check(
      syntax.leftOperand,
      expecting: expecting.map { shallow($0).isOptional ? $0 : .optional($0) }
    )
    let type = shallow(left.type)
    if type.isError {
      _ = check(syntax.rightOperand, expecting: expecting)
      return error(syntax)
    }
    guard let wrapped = type.wrapped else {
      return fail(
        syntax.operator,
        "left side of '??' has non-optional type '\(show(type))', so the right side is never used"
      )
    }
    let right = check(syntax.rightOperand, expecting: wrapped)
    if shallow(right.type).isOptional, let whole = convert(right, to: type) {
      return Expression(.coalesce(left, whole), type, place(syntax))
    }
    let value = coerce(right, to: wrapped, for: .argument)
    return Expression(.coalesce(left, value), wrapped, place(syntax))
  }

  private func checkRange(_ syntax: InfixOperatorExprSyntax, _ name: String, _ expecting: Type?)
    -> Expression
  {
    var hint: Type?
    if let expecting, case .nominal(let name, let arguments) = shallow(expecting),
      name.hasSuffix("Range")
    {
      hint = arguments[0]
    }
    let left = check(syntax.leftOperand, expecting: hint)
    let right = check(syntax.rightOperand, expecting: left.type)
    if shallow(left.type).isError || shallow(right.type).isError { return error(syntax) }
    guard solver.unify(left.type, right.type),
      conformances.conforms(solver.resolve(left.type), to: "Comparable")
    else { return refuse(name, left, right, syntax.operator) }
    let type = Type.nominal(name == "..<" ? "Range" : "ClosedRange", [left.type])
    return rangeExpression(name, [left, right], type, place(syntax))
  }

  /// A call of the intrinsic that makes a range.
  func rangeExpression(_ name: String, _ bounds: [Expression], _ type: Type, _ place: Place)
    -> Expression
  {
    guard let binding = library.functions["range \(name)\(bounds.count)"]?.first else {
      return Expression(.error, .error, place)
    }
    return Expression(
      .callBinding(BindingUse(binding: binding, generics: [:], receiver: nil), bounds),
      type,
      place
    )
  }

  func checkPrefix(_ syntax: PrefixOperatorExprSyntax, _ expecting: Type?) -> Expression {
    let name = syntax.operator.text
    let place = place(syntax)
    if name == "-", let literal = syntax.expression.as(IntegerLiteralExprSyntax.self) {
      return checkInteger(literal, negative: true, expecting, at: place)
    }
    if name == "!" {
      return Expression(.not(coerce(syntax.expression, to: .bool, for: .argument)), .bool, place)
    }
    if name == "..<" || name == "..." {
      let bound = check(syntax.expression)
      let type = Type.nominal(
        name == "..<" ? "PartialRangeUpTo" : "PartialRangeThrough",
        [bound.type]
      )
      return rangeExpression(name, [bound], type, place)
    }
    let operand = check(syntax.expression, expecting: expecting)
    let type = shallow(operand.type)
    if type.isError { return error(syntax) }
    if let found = declaredOperator(name, [operand], token: syntax.operator, expecting) {
      return found
    }
    let literal = solver.literal(of: type)
    let isNumber =
      literal == .integer || literal == .float || literal == Solver.Literal.none
      || Numbers.kind(type) != nil
    switch name {
    case "-" where isNumber && type != .uint64: return Expression(.negate(operand), type, place)
    case "-" where conformances.conforms(type, to: "SignedNumeric"):
      return Expression(.negate(operand), type, place)
    case "+" where isNumber: return operand
    case "~" where isInteger(type): return Expression(.complement(operand), type, place)
    default: break
    }
    if let found = overloaded(name, [operand], token: syntax.operator, place: place, expecting) {
      return found
    }
    return fail(
      syntax.operator,
      "unary operator '\(name)' cannot be applied to an operand of type '\(show(type))'"
    )
  }

  func checkPostfix(_ syntax: PostfixOperatorExprSyntax) -> Expression {
    if syntax.operator.text == "..." {
      let bound = check(syntax.expression)
      return rangeExpression(
        "...from",
        [bound],
        .nominal("PartialRangeFrom", [bound.type]),
        place(syntax)
      )
    }
    let notes = ["++", "--"].contains(syntax.operator.text) ? ["write += 1 or -= 1"] : []
    return fail(
      syntax.operator,
      "cannot find operator '\(syntax.operator.text)' in scope",
      notes: notes
    )
  }
}

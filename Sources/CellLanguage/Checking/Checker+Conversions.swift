import SwiftSyntax

/// What a converted value is wanted for; it chooses the words of the message.
enum ConversionPurpose {
  case argument, initializer, returnValue, assignment, condition, element, closureResult, branch

  func sentence(_ from: String, _ to: String) -> String {
    switch self {
    case .argument: "cannot convert value of type '\(from)' to expected argument type '\(to)'"
    case .initializer: "cannot convert value of type '\(from)' to specified type '\(to)'"
    case .returnValue: "cannot convert return expression of type '\(from)' to return type '\(to)'"
    case .assignment: "cannot assign value of type '\(from)' to type '\(to)'"
    case .condition: "cannot use value of type '\(from)' as a condition of type '\(to)'"
    case .element: "cannot convert value of type '\(from)' to expected element type '\(to)'"
    case .closureResult: "cannot convert value of type '\(from)' to closure result type '\(to)'"
    case .branch: "branches have mismatching types '\(from)' and '\(to)'"
    }
  }
}

extension Checker {
  /// Checks an expression against a type and converts it.
  func coerce(_ syntax: ExprSyntax, to type: Type, for purpose: ConversionPurpose) -> Expression {
    let expression = check(syntax, expecting: type)
    return coerce(expression, to: type, for: purpose)
  }

  /// Converts an expression to a type, or reports why that cannot be.
  func coerce(_ expression: Expression, to type: Type, for purpose: ConversionPurpose) -> Expression
  {
    if let converted = convert(expression, to: type) { return converted }
    let from = show(expression.type)
    let to = show(type)
    if case .nilLiteral = expression.kind {
      report(expression.place, "'nil' is not compatible with expected type '\(to)'")
      return Expression(.error, .error, expression.place)
    }
    if let wrapped = solver.resolve(expression.type).wrapped, canConvert(wrapped, to: type) {
      report(
        expression.place,
        "value of optional type '\(from)' must be unwrapped to a value of type '\(show(wrapped))'",
        notes: ["use '??' for a default, 'if let' for a test, or '!' to insist"]
      )
    } else {
      report(
        expression.place,
        purpose.sentence(from, to),
        notes: advice(from: expression, to: type)
      )
    }
    return Expression(.error, .error, expression.place)
  }

  private func advice(from expression: Expression, to target: Type) -> [String] {
    let from = solver.final(expression.type)
    let to = solver.final(target)
    let goal = to.wrapped ?? to
    if Numbers.kind(from) != nil, Numbers.kind(goal) != nil {
      return ["numbers are not converted by themselves; write \(goal)(…)"]
    }
    if goal == .string, Numbers.kind(from) != nil { return ["write String(…) or \"\\(…)\""] }
    if let element = goal.arrayElement, conformances.element(of: from) == element {
      return ["write Array(…) to make an array of it"]
    }
    if goal == .string, from == .substring || from == .character { return ["write String(…)"] }
    if goal == .bool, Numbers.kind(from) != nil { return ["compare it, as in '!= 0'"] }
    return []
  }

  /// Whether a value of one type could be converted, without doing it.
  func canConvert(_ from: Type, to: Type) -> Bool {
    let mark = solver.mark
    defer { solver.rollBack(to: mark) }
    return convert(Expression(.error, from, .nowhere), to: to) != nil
  }

  private func unifies(_ a: Type, _ b: Type) -> Bool {
    let mark = solver.mark
    if solver.unify(a, b) { return true }
    solver.rollBack(to: mark)
    return false
  }

  /// The expression as another type, or nil if it cannot be one.
  func convert(_ expression: Expression, to target: Type) -> Expression? {
    let from = shallow(expression.type)
    let to = shallow(target)
    if from.isError || to.isError { return expression }
    if case .variable = to { return unifies(from, to) ? expression : nil }
    if from == .never { return Expression(.convert(expression), to, expression.place) }
    if let inner = to.wrapped { return wrap(expression, from, to, inner) }
    switch to {
    case .nominal("Any", _), .nominal("CVarArg", _):
      if case .nominal(let name, _) = from, name == to.name { return expression }
      return Expression(.convert(expression), to, expression.place)
    case .existential(let name):
      if from == to { return expression }
      if case .variable = from { return unifies(from, to) ? expression : nil }
      guard conformances.conforms(from, to: name) else { return nil }
      return Expression(.convert(expression), to, expression.place)
    case .nominal(let name, let goals):
      if unifies(from, to) { return expression }
      guard case .nominal(name, let parts) = from, ["Array", "Set", "Dictionary"].contains(name),
        zip(parts, goals).allSatisfy({ isUpcast($0, $1) })
      else { return nil }
      return Expression(.convert(expression), to, expression.place)
    case .tuple(let goals):
      if unifies(from, to) { return expression }
      guard case .tuple(let parts) = from, parts.count == goals.count,
        zip(parts, goals).allSatisfy({
          ($0.label == nil || $1.label == nil || $0.label == $1.label) && isUpcast($0.type, $1.type)
        })
      else { return nil }
      return Expression(.convert(expression), to, expression.place)
    case .function(let goal):
      if unifies(from, to) { return expression }
      guard case .function(let function) = from, function.parameters.count == goal.parameters.count,
        zip(goal.parameters, function.parameters).allSatisfy({ isUpcast($0, $1) }),
        isUpcast(function.result, goal.result)
      else { return nil }
      return Expression(.convert(expression), to, expression.place)
    default: return unifies(from, to) ? expression : nil
    }
  }

  private func isUpcast(_ from: Type, _ to: Type) -> Bool {
    convert(Expression(.error, from, .nowhere), to: to) != nil
  }

  private func wrap(_ expression: Expression, _ from: Type, _ to: Type, _ inner: Type)
    -> Expression?
  {
    if case .nilLiteral = expression.kind { return unifies(from, to) ? expression : nil }
    if case .variable = from, solver.literal(of: from) == Solver.Literal.none {
      return unifies(from, to) ? expression : nil
    }
    if let wrapped = from.wrapped {
      if unifies(from, to) { return expression }
      if isUpcast(wrapped, inner) { return Expression(.convert(expression), to, expression.place) }
    }
    guard let value = convert(expression, to: inner) else { return nil }
    return Expression(.convert(value), to, expression.place)
  }
}

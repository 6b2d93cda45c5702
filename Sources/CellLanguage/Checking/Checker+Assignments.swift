import SwiftSyntax

extension Checker {
  /// Whether an expression can be assigned to; if not, says why.
  func requirePlace(_ expression: Expression, _ syntax: some SyntaxProtocol) -> Bool {
    if shallow(expression.type).isError { return false }
    switch expression.kind {
    case .variable(let variable) where variable.name == "?":
      report(
        expression.place,
        "changes through '?.' are not available in cells",
        notes: ["unwrap with 'if var', change that, and assign it back"]
      )
      return false
    case .variable(let variable):
      if variable.isMutable || variable.isInout {
        noteChange(variable, syntax)
        return true
      }
      let isParameter = variable.owner?.parameters.contains(variable) ?? false
      let what =
        variable.name == "self"
        ? "method is not 'mutating'"
        : isParameter ? "it is a parameter" : "'\(variable.name)' is a 'let' constant"
      report(
        expression.place,
        "cannot change '\(variable.name)': \(what)",
        notes: isParameter
          ? ["copy it first: var \(variable.name) = \(variable.name)"]
          : variable.name == "self" ? ["write 'mutating' before 'func'"] : ["declare it with 'var'"]
      )
      return false
    case .element(let base, _), .lookup(let base, _, _), .tupleElement(let base, _),
      .slice(let base, _), .forceUnwrap(let base):
      return requirePlace(base, syntax)
    case .field(let base, let index):
      if let name = shallow(base.type).name, let field = structures[name]?.fields[index],
        !field.isMutable, !isFilled(base)
      {
        report(
          expression.place,
          "cannot change '\(field.name)': it is a 'let' constant",
          notes: ["declare it with 'var' in '\(name)'"]
        )
        return false
      }
      return requirePlace(base, syntax)
    case .callBinding(let use, _):
      report(expression.place, "cannot change '\(use.binding.name)': it can only be read")
      return false
    default:
      report(expression.place, "cannot assign to this expression: it is not a variable")
      return false
    }
  }

  /// Whether a value is the `self` that an initializer makes.
  private func isFilled(_ base: Expression) -> Bool {
    guard case .variable(let variable) = base.kind else { return false }
    return variable.name == "self" && variable.isMutable && variable === selfVariable
  }

  /// Refuses to pass a variable, or parts of one, `inout` twice in a call: the function would change
  /// it in two places at once.
  func requireSeparate(_ arguments: [Expression]) {
    var seen: Set<Variable> = []
    for argument in arguments {
      guard case .inoutArgument(let target) = argument.kind, let root = rootVariable(target),
        !seen.insert(root).inserted
      else { continue }
      report(
        target.place,
        "overlapping accesses to '\(root.name)': it can be passed 'inout' only once in a call",
        notes: ["pass a copy, or make the change with one argument"]
      )
    }
  }

  /// The variable that a place is a part of.
  private func rootVariable(_ place: Expression) -> Variable? {
    switch place.kind {
    case .variable(let variable): variable
    case .element(let base, _), .lookup(let base, _, _), .tupleElement(let base, _),
      .slice(let base, _), .forceUnwrap(let base), .field(let base, _):
      rootVariable(base)
    default: nil
    }
  }

  private func noteChange(_ variable: Variable, _ syntax: some SyntaxProtocol) {
    guard variable.globalIndex != nil, !isTrial else { return }
    changedGlobals.insert(variable.name)
  }

  func checkAssignment(_ syntax: InfixOperatorExprSyntax) -> Expression {
    if syntax.leftOperand.is(DiscardAssignmentExprSyntax.self) {
      let value = check(syntax.rightOperand)
      return Expression(
        .assign(Expression(.error, .void, place(syntax.leftOperand)), value),
        .void,
        place(syntax)
      )
    }
    if let tuple = syntax.leftOperand.as(TupleExprSyntax.self), tuple.elements.count > 1 {
      return assignTuple(tuple, syntax)
    }
    let target = check(syntax.leftOperand)
    if case .optionalChain = target.kind {
      return fail(
        syntax.leftOperand,
        "assignment through '?.' is not available in cells",
        notes: ["use 'if var' or test for nil first"]
      )
    }
    let isPlace = requirePlace(target, syntax.leftOperand)
    let names = rootVariable(target).map { $0.globalIndex == nil ? [] : [$0.name] } ?? []
    let value = notingEffects(of: names, if: { self.holdsFunction($0.type) }) {
      coerce(syntax.rightOperand, to: target.type, for: .assignment)
    }
    guard isPlace else { return error(syntax) }
    return Expression(.assign(target, value), .void, place(syntax.leftOperand))
  }

  /// `(a, b) = (b, a)`: all values before all changes.
  private func assignTuple(_ tuple: TupleExprSyntax, _ syntax: InfixOperatorExprSyntax)
    -> Expression
  {
    let targets = tuple.elements.map { element -> Expression? in
      if element.expression.is(DiscardAssignmentExprSyntax.self) { return nil }
      let target = check(element.expression)
      return requirePlace(target, element.expression) ? target : error(element)
    }
    let types = targets.map { $0?.type ?? solver.fresh() }
    let value = coerce(syntax.rightOperand, to: .unlabeled(types), for: .assignment)
    if targets.contains(where: { $0.map { shallow($0.type).isError } ?? false })
      || shallow(value.type).isError
    {
      return error(syntax)
    }
    let whole = Variable(
      "tuple",
      value.type,
      isMutable: false,
      place: place(syntax),
      owner: context
    )
    var statements: [Statement] = [.declare(.bind(whole), value)]
    for (index, target) in targets.enumerated() {
      guard let target else { continue }
      let part = Expression(
        .tupleElement(Expression(.variable(whole), value.type, target.place), index),
        types[index],
        target.place
      )
      statements.append(
        .expression(Expression(.assign(target, part), .void, target.place), shows: false)
      )
    }
    let nothing = Variable("nothing", .void, isMutable: false, place: place(syntax), owner: context)
    return Expression(.statements(statements, nothing), .void, place(syntax))
  }

  /// `a += b` and its like.
  func checkUpdate(_ syntax: InfixOperatorExprSyntax, _ token: TokenSyntax, _ name: String)
    -> Expression
  {
    let target = check(syntax.leftOperand)
    let type = shallow(target.type)
    if type.isError {
      if !needsContext(syntax.rightOperand) { _ = check(syntax.rightOperand) }
      return error(syntax)
    }
    let isPlace = requirePlace(target, syntax.leftOperand)
    let hint: Type? =
      Numbers.kind(type) != nil || type.arrayElement != nil || type == .string ? type : nil
    let value = check(syntax.rightOperand, expecting: name == "<<" || name == ">>" ? nil : hint)
    guard isPlace else { return error(syntax) }
    if shallow(value.type).isError { return error(syntax) }
    if let operation = ArithmeticOperator(rawValue: name),
      let result = arithmetic(operation, target, value, place: place(token)),
      case .arithmetic(_, _, let right) = result.kind, canConvert(result.type, to: type)
    {
      return Expression(.update(operation, target, right), .void, place(token))
    }
    let held = Variable("left", type, isMutable: false, place: target.place, owner: context)
    if let result = overloaded(
      name,
      [Expression(.variable(held), type, target.place), value],
      token: token,
      place: place(token),
      type
    ) {
      return Expression(
        .updateByCall(target, held, coerce(result, to: type, for: .assignment)),
        .void,
        place(token)
      )
    }
    return binaryFailure(token, name, target, value)
  }

  private func binaryFailure(
    _ token: TokenSyntax,
    _ name: String,
    _ left: Expression,
    _ right: Expression
  ) -> Expression {
    var notes: [String] = []
    let (l, r) = (solver.final(left.type), solver.final(right.type))
    if Numbers.kind(l) != nil, Numbers.kind(r) != nil {
      notes = ["numbers are not converted by themselves; write \(l)(…)"]
    }
    return fail(
      token,
      "binary operator '\(name)=' cannot be applied to operands of type '\(l)' and '\(r)'",
      notes: notes
    )
  }
}

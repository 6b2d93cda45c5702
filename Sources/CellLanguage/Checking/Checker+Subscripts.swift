import SwiftSyntax

extension Checker {
  func checkSubscript(_ syntax: SubscriptCallExprSyntax, _ expecting: Type?) -> Expression {
    if let chained = chain(ExprSyntax(syntax), { self.checkSubscript(syntax, expecting) }) {
      return chained
    }
    let base = check(syntax.calledExpression)
    var type = shallow(base.type)
    if type.isError {
      for argument in syntax.arguments where !needsContext(argument.expression) {
        _ = check(argument.expression)
      }
      return error(syntax)
    }
    if case .variable = type { type = solver.settle(type) }
    switch type {
    case .nominal("Array", let arguments), .nominal("ArraySlice", let arguments):
      return checkElement(syntax, base, arguments[0])
    case .nominal("Dictionary", let arguments):
      return checkLookup(syntax, base, arguments[0], arguments[1])
    case .nominal("Optional", let arguments):
      return fail(
        syntax.calledExpression,
        "value of optional type '\(show(type))' must be unwrapped before it is subscripted",
        notes: ["unwrap it to '\(show(arguments[0]))' with '?', '!' or 'if let'"]
      )
    default: break
    }
    let arguments = self.arguments(syntax.arguments)
    if let nominal = type.name, let found = declaredMembers[nominal]?["subscript"] {
      return resolve(
        found.map { candidate($0.function, receiver: base) },
        "subscript",
        arguments,
        syntax,
        expecting
      )
    }
    let found = members("subscript", of: type)
    guard !found.isEmpty else {
      return fail(syntax, "value of type '\(show(type))' has no subscripts")
    }
    return resolve(
      found.map { candidate($0.0, $0.1, receiver: base, receiverType: type) },
      "subscript",
      arguments,
      syntax,
      expecting
    )
  }

  private func only(_ syntax: SubscriptCallExprSyntax) -> ExprSyntax? {
    guard syntax.arguments.count == 1, let argument = syntax.arguments.first else {
      report(
        syntax,
        "this subscript takes one argument",
        notes: ["for an array of arrays write a[i][j]"]
      )
      return nil
    }
    if let label = argument.label {
      report(label, "extraneous argument label '\(label.text):' in subscript")
      return nil
    }
    return argument.expression
  }

  private func checkElement(_ syntax: SubscriptCallExprSyntax, _ base: Expression, _ element: Type)
    -> Expression
  {
    guard let argument = only(syntax) else { return error(syntax) }
    let index = check(argument, expecting: argument.is(IntegerLiteralExprSyntax.self) ? .int : nil)
    let type = solver.settle(index.type)
    if type.isError { return Expression(.error, element, place(syntax)) }
    if type == .int { return Expression(.element(base, index), element, place(syntax)) }
    if let name = type.name, name.hasSuffix("Range") || name.hasPrefix("PartialRange"),
      case .nominal(_, let bounds) = type, solver.unify(bounds[0], .int)
    {
      return Expression(.slice(base, index), .nominal("ArraySlice", [element]), place(syntax))
    }
    let notes = type == .double ? ["an index is an Int; write Int(…)"] : []
    return fail(
      argument,
      "cannot convert value of type '\(show(type))' to expected argument type 'Int'",
      notes: notes
    )
  }

  private func checkLookup(
    _ syntax: SubscriptCallExprSyntax,
    _ base: Expression,
    _ key: Type,
    _ value: Type
  ) -> Expression {
    guard let first = syntax.arguments.first else { return fail(syntax, "a key is missing") }
    let wanted = coerce(first.expression, to: key, for: .argument)
    if syntax.arguments.count == 2, let second = syntax.arguments.last,
      second.label?.text == "default"
    {
      let otherwise = coerce(second.expression, to: value, for: .argument)
      return Expression(.lookup(base, wanted, otherwise: otherwise), value, place(syntax))
    }
    guard only(syntax) != nil else { return error(syntax) }
    return Expression(.lookup(base, wanted, otherwise: nil), .optional(value), place(syntax))
  }

  // MARK: Optional chains

  /// The `?` marks on the way from an expression down to what it starts from.
  private func marks(_ syntax: ExprSyntax) -> [OptionalChainingExprSyntax] {
    var found: [OptionalChainingExprSyntax] = []
    var current: ExprSyntax? = syntax
    while let expression = current {
      switch expression.as(ExprSyntaxEnum.self) {
      case .memberAccessExpr(let member): current = member.base
      case .functionCallExpr(let call): current = call.calledExpression
      case .subscriptCallExpr(let call): current = call.calledExpression
      case .forceUnwrapExpr(let unwrap): current = unwrap.expression
      case .optionalChainingExpr(let mark):
        found.append(mark)
        current = mark.expression
      default: current = nil
      }
    }
    return found
  }

  /// Checks an expression with `?` marks as one chain; nil if it has none or is inside the chain.
  func chain(_ syntax: ExprSyntax, _ body: () -> Expression) -> Expression? {
    let all = marks(syntax)
    guard !all.isEmpty, typeExpression(syntax) == nil else { return nil }
    guard let innermost = all.last, !chained.contains(innermost.id) else { return nil }
    for mark in all { chained.insert(mark.id) }
    defer { for mark in all { chained.remove(mark.id) } }
    var links: [(Expression, Variable)] = []
    for mark in all.reversed() {
      let value = check(mark.expression)
      let type = shallow(value.type)
      if type.isError { return error(syntax) }
      guard let wrapped = type.wrapped else {
        return fail(
          mark.questionMark,
          "cannot use optional chaining on non-optional value of type '\(show(type))'"
        )
      }
      let variable = declare("?", wrapped, isMutable: false, place(mark), hidden: true)
      links.append((value, variable))
      unwrapped[mark.id] = variable
    }
    let result = body()
    let type = shallow(result.type)
    if type.isError { return error(syntax) }
    let whole = type.isOptional ? type : Type.optional(type)
    var expression = result
    for (value, variable) in links.reversed() {
      expression = Expression(.optionalChain(value, variable, expression), whole, place(syntax))
    }
    return expression
  }
}

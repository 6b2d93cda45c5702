import SwiftSyntax

extension Checker {
  /// Finds the type of an expression; `expecting` helps where the expression leaves it open.
  func check(_ syntax: ExprSyntax, expecting: Type? = nil) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth < 1_500 else { return fail(syntax, "the expression is nested too deeply") }
    switch syntax.as(ExprSyntaxEnum.self) {
    case .integerLiteralExpr(let literal): return checkInteger(literal, negative: false, expecting)
    case .floatLiteralExpr(let literal): return checkFloat(literal, expecting)
    case .booleanLiteralExpr(let literal):
      return Expression(
        .boolean(literal.literal.tokenKind == .keyword(.true)),
        .bool,
        place(syntax)
      )
    case .stringLiteralExpr(let literal): return checkString(literal, expecting)
    case .nilLiteralExpr: return checkNil(syntax, expecting)
    case .arrayExpr(let array): return checkArray(array, expecting)
    case .dictionaryExpr(let dictionary): return checkDictionary(dictionary, expecting)
    case .tupleExpr(let tuple): return checkTuple(tuple, expecting)
    case .declReferenceExpr(let reference): return checkReference(reference, expecting)
    case .memberAccessExpr(let member): return checkMember(member, expecting)
    case .functionCallExpr(let call): return checkCall(call, expecting)
    case .subscriptCallExpr(let call): return checkSubscript(call, expecting)
    case .infixOperatorExpr(let infix): return checkInfix(infix, expecting)
    case .prefixOperatorExpr(let prefix): return checkPrefix(prefix, expecting)
    case .postfixOperatorExpr(let postfix): return checkPostfix(postfix)
    case .ternaryExpr(let ternary): return checkTernary(ternary, expecting)
    case .closureExpr(let closure): return checkClosure(closure, expecting)
    case .forceUnwrapExpr(let unwrap): return checkForceUnwrap(unwrap, expecting)
    case .optionalChainingExpr(let chain):
      if let variable = unwrapped[chain.id] {
        return Expression(.variable(variable), variable.type, place(syntax))
      }
      return fail(chain, "'?' must be followed by a member, a call or a subscript")
    case .tryExpr(let attempt): return checkTry(attempt, expecting)
    case .ifExpr(let branch): return checkIfExpression(branch, expecting)
    case .switchExpr(let choice): return checkSwitchExpression(choice, expecting)
    case .inOutExpr(let argument):
      return fail(argument, "'&' is only for an argument of an 'inout' parameter")
    case .asExpr(let cast): return checkAs(cast)
    case .isExpr(let cast): return checkIs(cast)
    case .keyPathExpr(let path): return checkKeyPath(path, expecting)
    case .discardAssignmentExpr: return fail(syntax, "'_' can only stand left of an assignment")
    case .awaitExpr:
      return fail(
        syntax,
        "'await' is not available in cells; functions return when they are done",
        notes: ["use 'sweep' to run things side by side"]
      )
    case .macroExpansionExpr:
      return fail(syntax, "macros are not available in cells; call a function")
    case .regexLiteralExpr:
      return fail(
        syntax,
        "regular expressions are not available in cells; use split, contains and hasPrefix"
      )
    case .missingExpr, .editorPlaceholderExpr:
      if !found.contains(where: { $0.place.source == source }), !isTrial {
        report(syntax, "expected an expression")
      }
      return error(syntax)
    case .sequenceExpr: return error(syntax)
    default:
      return fail(syntax, "'\(syntax.trimmedDescription.prefix(30))' is not available in cells")
    }
  }

  /// Whether an expression says nothing about its own type.
  func needsContext(_ syntax: ExprSyntax) -> Bool {
    switch syntax.as(ExprSyntaxEnum.self) {
    case .closureExpr, .nilLiteralExpr, .keyPathExpr: return true
    case .memberAccessExpr(let member): return member.base.map(needsContext) ?? true
    case .functionCallExpr(let call):
      return needsContext(call.calledExpression)
        && !call.calledExpression.is(ClosureExprSyntax.self)
    case .arrayExpr(let array):
      return array.elements.isEmpty || array.elements.contains { needsContext($0.expression) }
    case .dictionaryExpr(let dictionary):
      guard case .elements(let elements) = dictionary.content else { return true }
      return elements.contains { needsContext($0.value) || needsContext($0.key) }
    case .tupleExpr(let tuple): return tuple.elements.contains { needsContext($0.expression) }
    case .ternaryExpr(let ternary):
      return needsContext(ternary.thenExpression) || needsContext(ternary.elseExpression)
    case .declReferenceExpr(let reference):
      let name = reference.baseName.text
      if reference.baseName.tokenKind == .identifier(name) || scope.find(name) != nil {
        return scope.find(name) == nil && !registeredFunctions(name).isEmpty
          && typeNamed(name) == nil
          && registeredFunctions(name).allSatisfy { $0.kind == .function }
      }
      if case .binaryOperator = reference.baseName.tokenKind { return true }
      return false
    case .prefixOperatorExpr(let prefix): return needsContext(prefix.expression)
    case .tryExpr(let attempt): return needsContext(attempt.expression)
    case .inOutExpr: return true
    default: return false
    }
  }

  func checkNil(_ syntax: ExprSyntax, _ expecting: Type?) -> Expression {
    if let expecting {
      let wanted = shallow(expecting)
      if wanted.isOptional { return Expression(.nilLiteral, wanted, place(syntax)) }
    }
    return Expression(.nilLiteral, .optional(solver.fresh()), place(syntax))
  }

  func checkTernary(_ syntax: TernaryExprSyntax, _ expecting: Type?) -> Expression {
    let condition = coerce(syntax.condition, to: .bool, for: .condition)
    let (a, b, type) = branches(
      { self.check(syntax.thenExpression, expecting: $0) },
      { self.check(syntax.elseExpression, expecting: $0) },
      expecting,
      firstNeedsContext: needsContext(syntax.thenExpression)
    )
    return Expression(.conditional(condition, a, b), type, place(syntax))
  }

  /// Two expressions of one type, the one that knows its type being looked at first.
  func branches(
    _ first: (Type?) -> Expression,
    _ second: (Type?) -> Expression,
    _ expecting: Type?,
    firstNeedsContext: Bool
  ) -> (Expression, Expression, Type) {
    if let expecting, !(solver.resolve(expecting).hasVariables) {
      let a = coerce(first(expecting), to: expecting, for: .branch)
      let b = coerce(second(expecting), to: expecting, for: .branch)
      return (a, b, expecting)
    }
    var a: Expression
    var b: Expression
    if firstNeedsContext {
      b = second(expecting)
      a = first(b.type)
    } else {
      a = first(expecting)
      b = second(a.type)
    }
    if let converted = convert(b, to: a.type), !isNilOnly(a) { return (a, converted, a.type) }
    if let converted = convert(a, to: b.type) { return (converted, b, b.type) }
    if case .nilLiteral = a.kind {
      let type = Type.optional(b.type)
      return (coerce(a, to: type, for: .branch), coerce(b, to: type, for: .branch), type)
    }
    if case .nilLiteral = b.kind {
      let type = Type.optional(a.type)
      return (coerce(a, to: type, for: .branch), coerce(b, to: type, for: .branch), type)
    }
    b = coerce(b, to: a.type, for: .branch)
    return (a, b, a.type)
  }

  private func isNilOnly(_ expression: Expression) -> Bool {
    if case .nilLiteral = expression.kind { true } else { false }
  }

  func checkForceUnwrap(_ syntax: ForceUnwrapExprSyntax, _ expecting: Type?) -> Expression {
    let inner = check(syntax.expression, expecting: expecting.map { .optional($0) })
    let type = shallow(inner.type)
    if type.isError { return error(syntax) }
    guard let wrapped = type.wrapped else {
      return fail(syntax, "cannot force unwrap value of non-optional type '\(show(type))'")
    }
    return Expression(.forceUnwrap(inner), wrapped, place(syntax))
  }

  func checkTry(_ syntax: TryExprSyntax, _ expecting: Type?) -> Expression {
    guard let mark = syntax.questionOrExclamationMark, mark.text == "?" else {
      return check(syntax.expression, expecting: expecting)
    }
    let inner = check(syntax.expression, expecting: expecting.map { shallow($0).wrapped ?? $0 })
    let type = shallow(inner.type)
    let result = type.isOptional ? type : .optional(type)
    return Expression(.attempt(inner), result, place(syntax))
  }

  func checkAs(_ syntax: AsExprSyntax) -> Expression {
    let type = reader.read(syntax.type)
    if syntax.questionOrExclamationMark == nil {
      return coerce(syntax.expression, to: type, for: .initializer)
    }
    return fail(
      syntax,
      "'as\(syntax.questionOrExclamationMark?.text ?? "")' is not available in cells",
      notes: [
        "types of a cell are known before it runs; 'switch' over an enumeration tells cases apart"
      ]
    )
  }

  func checkIs(_ syntax: IsExprSyntax) -> Expression {
    fail(
      syntax,
      "'is' is not available in cells",
      notes: ["types of a cell are known before it runs"]
    )
  }

  /// `\.name` as a function from the root to the value.
  func checkKeyPath(_ syntax: KeyPathExprSyntax, _ expecting: Type?) -> Expression {
    var root: Type?
    if let written = syntax.root { root = reader.read(written) }
    var result: Type?
    if let expecting, case .function(let function) = shallow(expecting),
      function.parameters.count == 1
    {
      root = root ?? function.parameters[0]
      result = function.result
    }
    guard let root, !shallow(root).isError else {
      return expecting == nil
        ? fail(syntax, "a key path stands only where a function is expected; write { $0.name }")
        : error(syntax)
    }
    let context = FunctionContext(.closure, "key path", parent: self.context)
    context.place = place(syntax)
    let parameter = Variable("$0", root, isMutable: false, place: place(syntax), owner: context)
    context.parameters = [parameter]
    let outer = self.context
    self.context = context
    defer { self.context = outer }
    var value = Expression(.variable(parameter), root, place(syntax))
    for component in syntax.components {
      guard case .property(let property) = component.component else {
        return fail(component, "only properties are available in key paths; write a closure")
      }
      value = member(of: value, property.declName.baseName, expecting: nil)
    }
    if let result { value = coerce(value, to: result, for: .closureResult) }
    context.result = value.type
    context.body = [.returnValue(value)]
    return Expression(
      .closure(context),
      .function(FunctionType(parameters: [root], result: value.type)),
      place(syntax)
    )
  }
}

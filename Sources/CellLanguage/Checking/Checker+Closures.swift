import SwiftSyntax

extension Checker {
  func checkClosure(_ syntax: ClosureExprSyntax, _ expecting: Type?) -> Expression {
    if let captures = syntax.signature?.capture, !captures.items.isEmpty {
      return checkCaptures(syntax, captures, expecting)
    }
    return checkClosureBody(syntax, expecting)
  }

  /// `{ [name] in … }`: a copy of the value now.
  private func checkCaptures(
    _ syntax: ClosureExprSyntax,
    _ captures: ClosureCaptureClauseSyntax,
    _ expecting: Type?
  ) -> Expression {
    inScope {
      var statements: [Statement] = []
      for item in captures.items {
        if let specifier = item.specifier {
          return fail(
            specifier,
            "'\(specifier.trimmedDescription)' captures are for classes, which cells have not; capture the value"
          )
        }
        let value =
          item.initializer.map { check($0.value) }
          ?? checkReference(DeclReferenceExprSyntax(baseName: item.name), nil)
        let found = item.initializer == nil ? lookUp(item.name) ?? value : value
        let copy = Variable(
          item.name.text,
          settle(found.type),
          isMutable: false,
          place: place(item),
          owner: context
        )
        scope.names[item.name.text] = .variable(copy)
        statements.append(.declare(.bind(copy), found))
      }
      let closure = checkClosureBody(syntax, expecting)
      let result = Variable(
        "closure",
        closure.type,
        isMutable: false,
        place: place(syntax),
        owner: context
      )
      statements.append(.declare(.bind(result), closure))
      return Expression(.statements(statements, result), closure.type, place(syntax))
    }
  }

  private func lookUp(_ token: TokenSyntax) -> Expression? {
    guard case .variable(let variable)? = scope.find(token.text) else { return nil }
    return use(variable, token)
  }

  private func checkClosureBody(_ syntax: ClosureExprSyntax, _ expecting: Type?) -> Expression {
    var wanted: FunctionType?
    if let expecting {
      var goal = shallow(expecting)
      while let wrapped = goal.wrapped { goal = shallow(wrapped) }
      if case .function(let function) = goal {
        wanted = function
      } else if case .variable = goal {
      } else if goal.isError {
      } else {
        return fail(syntax, "cannot convert a closure to expected type '\(show(goal))'")
      }
    }
    let inner = FunctionContext(.closure, "closure", parent: context)
    inner.place = place(syntax)
    inner.isSendable = wanted?.isSendable ?? false
    let outer = (context, loops)
    (context, loops) = (inner, [])
    defer { (context, loops) = outer }
    return inScope {
      guard let (types, prelude) = closureParameters(syntax, wanted, inner) else {
        return error(syntax)
      }
      if let written = syntax.signature?.returnClause?.type {
        inner.result = reader.read(written)
        if let wanted, !shallow(wanted.result).isVoid || !inner.result.isVoid,
          !solver.unify(inner.result, wanted.result), !canConvert(inner.result, to: wanted.result)
        {
          report(
            written,
            "cannot convert closure result type '\(inner.result)' to '\(show(wanted.result))'"
          )
        }
      } else {
        inner.result = wanted?.result ?? solver.fresh()
      }
      if let builder = wanted?.builder, let element = builderElement(builder) {
        checkBuilderBody(syntax.statements, inner, element)
      } else {
        inner.body = checkBody(syntax.statements, inner, isClosure: true)
      }
      inner.body = prelude + inner.body
      let type = FunctionType(
        parameters: types,
        result: inner.result,
        isSendable: inner.isSendable,
        inoutParameters: wanted?.inoutParameters ?? []
      )
      return Expression(.closure(inner), .function(type), place(syntax))
    }
  }

  // MARK: Parameters

  private func closureParameters(
    _ syntax: ClosureExprSyntax,
    _ wanted: FunctionType?,
    _ inner: FunctionContext
  ) -> ([Type], [Statement])? {
    let names = parameterNames(syntax)
    let isAnonymous = names == nil
    var given = names ?? []
    let expected = wanted?.parameters
    if isAnonymous {
      let used = Checker.anonymousCount(syntax.statements)
      if let expected {
        if used > expected.count, !(expected.count == 1 && tupleCount(expected[0]) == used) {
          report(
            syntax,
            "contextual closure type '\(show(.function(wanted ?? FunctionType(parameters: [], result: .void))))' expects \(expected.count) argument\(expected.count == 1 ? "" : "s"), but \(used) were used in closure body"
          )
          return nil
        }
        if used == 0, !expected.isEmpty {
          report(
            syntax,
            "contextual type for closure argument expects \(expected.count) argument\(expected.count == 1 ? "" : "s"), which cannot be implicitly ignored",
            notes: [
              "begin the closure with '\(Array(repeating: "_", count: expected.count).joined(separator: ", ")) in'"
            ]
          )
          return nil
        }
        let count = used > expected.count ? used : expected.count
        given = (0..<count).map { (name: "$\($0)", type: nil, token: nil) }
      } else {
        given = (0..<used).map { (name: "$\($0)", type: nil, token: nil) }
      }
    }
    return bindParameters(given, expected, wanted, syntax, inner)
  }

  private typealias Written = (name: String, type: Type?, token: TokenSyntax?)

  private func bindParameters(
    _ given: [Written],
    _ expected: [Type]?,
    _ wanted: FunctionType?,
    _ syntax: ClosureExprSyntax,
    _ inner: FunctionContext
  ) -> ([Type], [Statement])? {
    if let expected, expected.count == 1, given.count > 1, tupleCount(expected[0]) == given.count,
      case .tuple(let elements) = shallow(expected[0])
    {
      // A closure with several parameters takes a tuple apart.
      let whole = Variable(
        "tuple",
        expected[0],
        isMutable: false,
        place: place(syntax),
        owner: inner
      )
      inner.parameters = [whole]
      let parts = zip(given, elements).map { written, element -> Pattern in
        written.name == "_" ? .wildcard : .bind(bind(written, element.type, inner, syntax))
      }
      return (
        [expected[0]],
        [.declare(.tuple(parts), Expression(.variable(whole), expected[0], place(syntax)))]
      )
    }
    if let expected, expected.count != given.count {
      report(
        syntax,
        "contextual closure type '\(show(.function(wanted ?? FunctionType(parameters: [], result: .void))))' expects \(expected.count) argument\(expected.count == 1 ? "" : "s"), but the closure has \(given.count)"
      )
      return nil
    }
    var types: [Type] = []
    for (index, written) in given.enumerated() {
      let type = written.type ?? expected?[index] ?? solver.fresh()
      if let own = written.type, let wish = expected?[index], !solver.unify(own, wish),
        let token = written.token
      {
        report(token, "closure parameter has type '\(own)', expected '\(show(wish))'")
      }
      let variable = bind(written, type, inner, syntax)
      if wanted?.inoutParameters.contains(index) ?? false { variable.isInout = true }
      inner.parameters.append(variable)
      types.append(type)
    }
    return (types, [])
  }

  private func bind(
    _ written: Written,
    _ type: Type,
    _ inner: FunctionContext,
    _ syntax: ClosureExprSyntax
  ) -> Variable {
    let isInout = false
    let variable = Variable(
      written.name,
      type,
      isMutable: isInout,
      place: written.token.map { place($0) } ?? place(syntax),
      owner: inner
    )
    if written.name != "_" { scope.names[written.name] = .variable(variable) }
    return variable
  }

  private func tupleCount(_ type: Type) -> Int? {
    if case .tuple(let elements) = shallow(type) { elements.count } else { nil }
  }

  private func parameterNames(_ syntax: ClosureExprSyntax) -> [Written]? {
    switch syntax.signature?.parameterClause {
    case .simpleInput(let names): return names.map { ($0.name.text, nil, $0.name) }
    case .parameterClause(let clause):
      return clause.parameters.map { parameter in
        let token = parameter.secondName ?? parameter.firstName
        var type = parameter.type
        if let attributed = type?.as(AttributedTypeSyntax.self), attributed.attributes.isEmpty {
          type = attributed.baseType
        }
        return (token.text, type.map { reader.read($0) }, token)
      }
    case nil: return nil
    }
  }

  /// One more than the highest `$n` used in a closure, not counting closures inside.
  static func anonymousCount(_ statements: CodeBlockItemListSyntax) -> Int {
    var count = 0
    var stack = [Syntax(statements)]
    while let node = stack.popLast() {
      if node.is(ClosureExprSyntax.self) { continue }
      if let reference = node.as(DeclReferenceExprSyntax.self),
        case .dollarIdentifier(let text) = reference.baseName.tokenKind,
        let index = Int(text.dropFirst())
      {
        count = max(count, index + 1)
      }
      stack.append(contentsOf: node.children(viewMode: .sourceAccurate))
    }
    return count
  }

  // MARK: Bodies

  /// The statements of a function or closure; a lone expression is its result.
  func checkBody(_ statements: CodeBlockItemListSyntax, _ inner: FunctionContext, isClosure: Bool)
    -> [Statement]
  {
    if statements.count == 1, let only = statements.first, let expression = loneExpression(only) {
      return [checkLoneExpression(expression, inner, isClosure: isClosure)]
    }
    let body = checkStatements(statements)
    let result = shallow(inner.result)
    if isClosure, !inner.sawReturn, case .variable = result, !Flow.ends(body) {
      _ = solver.unify(result, .void)
    }
    let wanted = shallow(inner.result)
    if !wanted.isVoid, !wanted.isError, wanted != .never, !Flow.ends(body) {
      if case .variable = wanted, isClosure { return body }
      let last = statements.lastToken(viewMode: .sourceAccurate).map { place($0) } ?? inner.place
      let title = isClosure ? "closure" : inner.kind == .function ? "'\(inner.name)'" : "function"
      report(last, "missing return in \(title) expected to return '\(show(wanted))'")
    }
    return body
  }

  private func loneExpression(_ item: CodeBlockItemSyntax) -> ExprSyntax? {
    switch item.item {
    case .expr(let expression): return expression
    case .stmt(let statement): return statement.as(ExpressionStmtSyntax.self)?.expression
    default: return nil
    }
  }

  private func checkLoneExpression(_ syntax: ExprSyntax, _ inner: FunctionContext, isClosure: Bool)
    -> Statement
  {
    let wanted = shallow(inner.result)
    if syntax.is(IfExprSyntax.self) || syntax.is(SwitchExprSyntax.self) {
      if wanted.isVoid || !isValueBranch(syntax) {
        let statement = checkBranchStatement(syntax)
        if case .variable = wanted { _ = solver.unify(wanted, .void) }
        if !shallow(inner.result).isVoid, !Flow.ends([statement]) {
          let last = syntax.lastToken(viewMode: .sourceAccurate).map { place($0) } ?? inner.place
          let title = isClosure ? "closure" : "'\(inner.name)'"
          report(last, "missing return in \(title) expected to return '\(show(inner.result))'")
        }
        return statement
      }
    }
    if wanted.isVoid {
      return .expression(check(syntax), shows: false)
    }
    let value = check(syntax, expecting: inner.result)
    if shallow(value.type) == .never { return .expression(value, shows: false) }
    return .returnValue(
      coerce(value, to: inner.result, for: isClosure ? .closureResult : .returnValue)
    )
  }

  // MARK: Builders

  func builderElement(_ name: String) -> Type? {
    registry.builders[name].map { reader.read(TypeReader.parse($0)) }
  }

  /// The body of a builder's closure: its expressions are gathered into an array.
  func checkBuilderBody(
    _ statements: CodeBlockItemListSyntax,
    _ inner: FunctionContext,
    _ element: Type
  ) {
    let array = Type.array(element)
    let collector = Variable("elements", array, isMutable: true, place: inner.place, owner: inner)
    inner.collector = (collector, element)
    _ = solver.unify(inner.result, array)
    let empty = Expression(.array([]), array, inner.place)
    let body = checkStatements(statements)
    inner.body =
      [.declare(.bind(collector), empty)] + body
      + [.returnValue(Expression(.variable(collector), array, inner.place))]
  }

  /// An expression statement inside a builder.
  func collect(_ syntax: ExprSyntax, _ element: Type) -> Statement {
    let value = check(syntax, expecting: element)
    let type = shallow(value.type)
    if type.isVoid { return .expression(value, shows: false) }
    if let inner = type.arrayElement, canConvert(inner, to: element) {
      return .collect(coerce(value, to: .array(element), for: .element), isArray: true)
    }
    return .collect(coerce(value, to: element, for: .element), isArray: false)
  }
}

/// Whether control can reach the end of statements.
enum Flow {
  static func ends(_ statements: [Statement]) -> Bool { statements.contains(where: ends) }

  private static func ends(_ statement: Statement) -> Bool {
    switch statement {
    case .returnValue, .breakLoop, .continueLoop, .fallThrough, .throwing: return true
    case .expression(let expression, _):
      if case .error = expression.kind { return false }
      return expression.type == .never
    case .ifElse(_, let then, let otherwise): return ends(then) && ends(otherwise)
    case .block(_, let body): return ends(body)
    case .switchOn(let loop, _, _, let cases):
      return !cases.isEmpty && cases.allSatisfy { ends($0.body) && !breaks($0.body, loop) }
    case .whileLoop(let loop, let conditions, let body):
      guard conditions.count == 1, case .boolean(let condition) = conditions[0],
        case .boolean(true) = condition.kind
      else { return false }
      return !breaks(body, loop)
    case .attempt(let body, let clauses): return ends(body) && clauses.allSatisfy { ends($0.body) }
    default: return false
    }
  }

  /// Whether some statement inside leaves a loop.
  private static func breaks(_ statements: [Statement], _ loop: Loop) -> Bool {
    statements.contains { statement in
      switch statement {
      case .breakLoop(let target): target === loop
      case .ifElse(_, let then, let otherwise): breaks(then, loop) || breaks(otherwise, loop)
      case .guardElse(_, let body), .block(_, let body), .deferred(let body): breaks(body, loop)
      case .whileLoop(_, _, let body), .repeatLoop(_, let body, _), .forIn(_, _, _, _, _, let body):
        breaks(body, loop)
      case .switchOn(_, _, _, let cases): cases.contains { breaks($0.body, loop) }
      case .attempt(let body, let clauses):
        breaks(body, loop) || clauses.contains { breaks($0.body, loop) }
      default: false
      }
    }
  }
}

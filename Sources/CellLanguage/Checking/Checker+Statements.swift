import SwiftSyntax

extension Checker {
  func checkStatements(_ items: CodeBlockItemListSyntax) -> [Statement] {
    hoist(items)
    var statements: [Statement] = []
    for item in items { statements += checkItem(item.item) }
    if scope === globalScope, context.kind == .cell { checkDeferredBodies() }
    return statements
  }

  /// As in Swift's top-level code, bodies of functions may use variables declared below them.
  private func checkDeferredBodies() {
    while !deferredBodies.isEmpty {
      let bodies = deferredBodies
      deferredBodies = []
      for check in bodies { check() }
    }
  }

  func checkBlock(_ block: CodeBlockSyntax) -> [Statement] {
    inScope { checkStatements(block.statements) }
  }

  func checkItem(_ item: CodeBlockItemSyntax.Item) -> [Statement] {
    switch item {
    case .decl(let declaration): return checkDeclaration(declaration)
    case .stmt(let statement): return checkStatement(statement)
    case .expr(let expression): return [checkExpressionStatement(expression)]
    }
  }

  func checkExpressionStatement(_ syntax: ExprSyntax) -> Statement {
    if syntax.is(IfExprSyntax.self) || syntax.is(SwitchExprSyntax.self) {
      return checkBranchStatement(syntax)
    }
    if let collector = context.collector, !isAssignment(syntax) {
      return collect(syntax, collector.element)
    }
    let value = check(syntax)
    if case .closure = value.kind {
      report(
        syntax,
        "a closure that nobody calls does nothing",
        notes: ["call it with (), or write 'do { … }' for a block"]
      )
    }
    if case .metatype = value.type { report(syntax, "expected a value, found a type") }
    let shows = context.kind == .cell && scope === globalScope && !isAssignment(syntax)
    return .expression(value, shows: shows)
  }

  private func isAssignment(_ syntax: ExprSyntax) -> Bool {
    guard let infix = syntax.as(InfixOperatorExprSyntax.self) else { return false }
    if infix.operator.is(AssignmentExprSyntax.self) { return true }
    guard let token = infix.operator.as(BinaryOperatorExprSyntax.self)?.operator.text else {
      return false
    }
    return token.hasSuffix("=") && ComparisonOperator(rawValue: token) == nil && token != "~="
  }

  func checkBranchStatement(_ syntax: ExprSyntax) -> Statement {
    if let branch = syntax.as(IfExprSyntax.self) { return checkIf(branch) }
    if let choice = syntax.as(SwitchExprSyntax.self) { return checkSwitch(choice, label: nil) }
    return .expression(check(syntax), shows: false)
  }

  func checkStatement(_ syntax: StmtSyntax, label: String? = nil) -> [Statement] {
    switch syntax.as(StmtSyntaxEnum.self) {
    case .expressionStmt(let statement):
      if let choice = statement.expression.as(SwitchExprSyntax.self) {
        return [checkSwitch(choice, label: label)]
      }
      return [checkExpressionStatement(statement.expression)]
    case .labeledStmt(let statement):
      return checkStatement(statement.statement, label: statement.label.text)
    case .forStmt(let loop): return [checkFor(loop, label)]
    case .whileStmt(let loop): return [checkWhile(loop, label)]
    case .repeatStmt(let loop): return [checkRepeat(loop, label)]
    case .guardStmt(let statement): return checkGuard(statement)
    case .returnStmt(let statement): return [checkReturn(statement)]
    case .breakStmt(let statement): return checkBreak(statement)
    case .continueStmt(let statement): return checkContinue(statement)
    case .fallThroughStmt(let statement):
      guard loops.last?.isSwitch ?? false else {
        report(statement, "'fallthrough' is only allowed inside a switch")
        return []
      }
      return [.fallThrough]
    case .deferStmt(let statement): return [.deferred(checkBlock(statement.body))]
    case .doStmt(let statement): return checkDo(statement, label)
    case .throwStmt(let statement):
      let value = check(statement.expression)
      return [.throwing(value, place(statement))]
    case .yieldStmt, .discardStmt:
      report(syntax, "'\(syntax.trimmedDescription.prefix(20))' is not available in cells")
      return []
    default:
      report(syntax, "this statement is not available in cells")
      return []
    }
  }

  // MARK: Conditions

  func checkConditions(_ conditions: ConditionElementListSyntax) -> [Condition] {
    var found: [Condition] = []
    for element in conditions {
      switch element.condition {
      case .expression(let expression):
        found.append(.boolean(coerce(expression, to: .bool, for: .condition)))
      case .optionalBinding(let binding):
        if let condition = checkBinding(binding) { found.append(condition) }
      case .matchingPattern(let matching):
        let subject = check(matching.initializer.value)
        let type = settle(subject.type)
        let variable = Variable(
          "subject",
          type,
          isMutable: false,
          place: subject.place,
          owner: context
        )
        let pattern = checkPattern(matching.pattern, type, subject: variable, isMutable: false)
        found.append(.match(pattern, variable, subject))
      case .availability(let availability):
        report(availability, "availability checks are not available in cells; leave it out")
      }
    }
    return found
  }

  private func checkBinding(_ binding: OptionalBindingConditionSyntax) -> Condition? {
    let isMutable = binding.bindingSpecifier.tokenKind == .keyword(.var)
    guard let name = binding.pattern.as(IdentifierPatternSyntax.self)?.identifier else {
      if binding.pattern.is(WildcardPatternSyntax.self), let value = binding.initializer?.value {
        return .unwrap(.wildcard, check(value))
      }
      guard let syntax = binding.initializer?.value else {
        report(binding.pattern, "expected a name after 'if let'")
        return nil
      }
      let value = check(syntax)
      let type = settle(value.type)
      if type.wrapped == nil, !type.isError {
        report(
          syntax,
          "initializer for conditional binding must have Optional type, not '\(show(type))'"
        )
      }
      return .unwrap(
        destructure(binding.pattern, type.wrapped ?? .error, isMutable: isMutable),
        value
      )
    }
    let annotation: Type? = binding.typeAnnotation.map { reader.read($0.type) }
    let value =
      binding.initializer.map { check($0.value, expecting: annotation.map { .optional($0) }) }
      ?? checkReference(DeclReferenceExprSyntax(baseName: name), nil, at: name)
    let type = settle(value.type)
    var inner = Type.error
    if let wrapped = type.wrapped {
      inner = annotation ?? wrapped
    } else if !type.isError {
      report(
        binding.initializer.map { place($0.value) } ?? place(name),
        "initializer for conditional binding must have Optional type, not '\(show(type))'"
      )
    }
    let variable = declare(name.text, inner, isMutable: isMutable, place(name))
    return .unwrap(.bind(variable), value)
  }

  /// A reference made for a name that stands elsewhere.
  private func checkReference(
    _ syntax: DeclReferenceExprSyntax,
    _ expecting: Type?,
    at token: TokenSyntax
  ) -> Expression {
    if case .variable(let variable)? = scope.find(token.text) { return use(variable, token) }
    if let receiver = selfVariable,
      memberNames(of: receiver.type, isStatic: false).contains(token.text)
    {
      return member(of: use(receiver, token), token, expecting: nil)
    }
    reportUnknown(token.text, token)
    return error(token)
  }

  // MARK: Branches

  func checkIf(_ syntax: IfExprSyntax) -> Statement {
    inScope {
      let conditions = checkConditions(syntax.conditions)
      let then = checkBlock(syntax.body)
      let outer = scope
      scope = scope.parent ?? globalScope
      defer { scope = outer }
      switch syntax.elseBody {
      case .codeBlock(let block): return .ifElse(conditions, then, checkBlock(block))
      case .ifExpr(let other): return .ifElse(conditions, then, [checkIf(other)])
      case nil: return .ifElse(conditions, then, [])
      }
    }
  }

  private func checkGuard(_ syntax: GuardStmtSyntax) -> [Statement] {
    // The names of its conditions stay in scope after it, but not in its body.
    let before = scope
    let inner = Scope(scope)
    let body = { () -> [Statement] in
      self.scope = inner
      defer { self.scope = before }
      return self.checkBlock(syntax.body)
    }()
    let conditions = checkConditions(syntax.conditions)
    if !Flow.ends(body) {
      report(
        syntax.body.rightBrace,
        "'guard' body must not fall through",
        notes: ["leave it with 'return', 'continue', 'break' or 'fatalError(…)'"]
      )
    }
    return [.guardElse(conditions, body)]
  }

  // MARK: Loops

  private func checkFor(_ syntax: ForStmtSyntax, _ label: String?) -> Statement {
    let sequence = check(syntax.sequence)
    let type = settle(sequence.type)
    var element = Type.error
    if let found = conformances.element(of: type) {
      element = found
    } else if !type.isError {
      let notes =
        type == .int
        ? ["write 0..<\(syntax.sequence.trimmedDescription) to count up to it"]
        : type.isOptional ? ["unwrap it first"] : []
      report(
        syntax.sequence,
        "for-in loop requires '\(show(type))' to conform to 'Sequence'",
        notes: notes
      )
    }
    return inScope {
      let subject = Variable(
        "element",
        element,
        isMutable: false,
        place: place(syntax.pattern),
        owner: context
      )
      let pattern: Pattern
      if syntax.caseKeyword != nil {
        pattern = checkPattern(syntax.pattern, element, subject: subject, isMutable: false)
      } else {
        var type = element
        if let annotation = syntax.typeAnnotation {
          type = reader.read(annotation.type)
          if !canConvert(element, to: type) {
            report(annotation, ConversionPurpose.element.sentence(show(element), show(type)))
          }
        }
        pattern = destructure(syntax.pattern, type, isMutable: false)
      }
      let filter = syntax.whereClause.map { coerce($0.condition, to: .bool, for: .condition) }
      let loop = Loop(label: label)
      loops.append(loop)
      let body = checkBlock(syntax.body)
      loops.removeLast()
      return .forIn(loop, pattern, sequence, element: element, filter: filter, body)
    }
  }

  private func checkWhile(_ syntax: WhileStmtSyntax, _ label: String?) -> Statement {
    inScope {
      let conditions = checkConditions(syntax.conditions)
      let loop = Loop(label: label)
      loops.append(loop)
      let body = checkBlock(syntax.body)
      loops.removeLast()
      return .whileLoop(loop, conditions, body)
    }
  }

  private func checkRepeat(_ syntax: RepeatStmtSyntax, _ label: String?) -> Statement {
    let loop = Loop(label: label)
    loops.append(loop)
    let body = checkBlock(syntax.body)
    loops.removeLast()
    return .repeatLoop(loop, body, coerce(syntax.condition, to: .bool, for: .condition))
  }

  private func checkBreak(_ syntax: BreakStmtSyntax) -> [Statement] {
    if let label = syntax.label {
      guard let loop = target(label) else { return [] }
      return [.breakLoop(loop)]
    }
    guard let loop = loops.last(where: { $0.label != "do" }) else {
      report(syntax, "'break' is only allowed inside a loop or switch")
      return []
    }
    return [.breakLoop(loop)]
  }

  private func checkContinue(_ syntax: ContinueStmtSyntax) -> [Statement] {
    if let label = syntax.label {
      guard let loop = target(label) else { return [] }
      return [.continueLoop(loop)]
    }
    guard let loop = loops.last(where: { !$0.isSwitch }) else {
      report(syntax, "'continue' is only allowed inside a loop")
      return []
    }
    return [.continueLoop(loop)]
  }

  private func target(_ label: TokenSyntax) -> Loop? {
    if let loop = loops.last(where: { $0.label == label.text }) { return loop }
    var notes: [String] = []
    if let near = Suggestions.nearest(to: label.text, in: loops.compactMap(\.label)) {
      notes = ["did you mean '\(near)'?"]
    }
    report(label, "cannot find label '\(label.text)' in scope", notes: notes)
    return nil
  }

  private func checkReturn(_ syntax: ReturnStmtSyntax) -> Statement {
    guard context.kind != .cell else {
      report(syntax, "'return' is only allowed inside a function or closure")
      return .returnValue(nil)
    }
    if context.collector != nil {
      report(
        syntax,
        "'return' is not allowed inside a result builder",
        notes: ["write the elements one below the other"]
      )
      return .returnValue(nil)
    }
    context.sawReturn = true
    guard let syntax = syntax.expression else {
      let wanted = shallow(context.result)
      if case .variable = wanted { _ = solver.unify(wanted, .void) }
      if !shallow(context.result).isVoid, !wanted.isError {
        report(syntax, "this function should return a value of type '\(show(context.result))'")
      }
      return .returnValue(nil)
    }
    let purpose: ConversionPurpose = context.kind == .closure ? .closureResult : .returnValue
    let wanted = shallow(context.result)
    if wanted.isVoid {
      let value = check(syntax)
      if shallow(value.type).isVoid { return .returnValue(value) }
      if !shallow(value.type).isError {
        report(
          syntax,
          "unexpected non-void return value in void function",
          notes: context.kind == .function ? ["add '-> \(show(value.type))' to the function"] : []
        )
      }
      return .returnValue(nil)
    }
    return .returnValue(coerce(syntax, to: context.result, for: purpose))
  }

  private func checkDo(_ syntax: DoStmtSyntax, _ label: String?) -> [Statement] {
    let loop = label.map { Loop(label: $0, isSwitch: true) }
    if let loop { loops.append(loop) }
    let body = checkBlock(syntax.body)
    if loop != nil { loops.removeLast() }
    if syntax.catchClauses.isEmpty { return [.block(loop, body)] }
    let clauses = syntax.catchClauses.map { checkCatch($0) }
    return [.attempt(body, clauses)]
  }

  private func checkCatch(_ syntax: CatchClauseSyntax) -> CatchClause {
    inScope {
      let text = Variable(
        "error",
        .nominal("Error", []),
        isMutable: false,
        place: place(syntax),
        owner: context
      )
      scope.names["error"] = .variable(text)
      var clause = CatchClause(variable: text, body: [])
      if let item = syntax.catchItems.first, let pattern = item.pattern {
        if let binding = pattern.as(ValueBindingPatternSyntax.self),
          let name = binding.pattern.as(IdentifierPatternSyntax.self)
        {
          scope.names[name.identifier.text] = .variable(text)
        } else {
          clause.pattern = checkErrorPattern(pattern, text)
        }
        clause.filter = item.whereClause.map { coerce($0.condition, to: .bool, for: .condition) }
      }
      clause.body = checkBlock(syntax.body)
      return clause
    }
  }

  /// `MyError.case` in a `catch`: the type is written, so that it can be found.
  private func checkErrorPattern(_ pattern: PatternSyntax, _ subject: Variable) -> Pattern {
    report(
      pattern,
      "only 'catch' and 'catch let name' are available in cells",
      notes: ["tell errors apart inside the block"]
    )
    return .wildcard
  }
}

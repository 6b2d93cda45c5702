import SwiftSyntax

extension Checker {
  /// A pattern that binds and never fails: `x`, `(a, b)`, `_`.
  func destructure(_ syntax: PatternSyntax, _ type: Type, isMutable: Bool) -> Pattern {
    switch syntax.as(PatternSyntaxEnum.self) {
    case .identifierPattern(let pattern):
      return .bind(declare(pattern.identifier.text, type, isMutable: isMutable, place(pattern)))
    case .wildcardPattern: return .wildcard
    case .valueBindingPattern(let pattern):
      return destructure(
        pattern.pattern,
        type,
        isMutable: pattern.bindingSpecifier.tokenKind == .keyword(.var)
      )
    case .tuplePattern(let tuple):
      if tuple.elements.count == 1, let only = tuple.elements.first {
        return destructure(only.pattern, type, isMutable: isMutable)
      }
      guard case .tuple(let elements) = shallow(type), elements.count == tuple.elements.count else {
        if !shallow(type).isError {
          report(
            tuple,
            "tuple pattern with \(tuple.elements.count) elements cannot match a value of type '\(show(type))'"
          )
        }
        return .tuple(tuple.elements.map { destructure($0.pattern, .error, isMutable: isMutable) })
      }
      return .tuple(
        zip(tuple.elements, elements).map { destructure($0.pattern, $1.type, isMutable: isMutable) }
      )
    case .expressionPattern(let pattern):
      return destructure(pattern.expression, type, isMutable: isMutable)
    default:
      report(syntax, "expected a name or a tuple of names")
      return .wildcard
    }
  }

  /// The same, where the parser took the names for an expression.
  private func destructure(_ syntax: ExprSyntax, _ type: Type, isMutable: Bool) -> Pattern {
    if let pattern = syntax.as(PatternExprSyntax.self) {
      return destructure(pattern.pattern, type, isMutable: isMutable)
    }
    if let name = syntax.as(DeclReferenceExprSyntax.self) {
      return .bind(declare(name.baseName.text, type, isMutable: isMutable, place(name)))
    }
    if syntax.is(DiscardAssignmentExprSyntax.self) { return .wildcard }
    if let tuple = syntax.as(TupleExprSyntax.self) {
      if case .tuple(let elements) = shallow(type), elements.count == tuple.elements.count {
        return .tuple(
          zip(tuple.elements, elements).map {
            destructure($0.expression, $1.type, isMutable: isMutable)
          }
        )
      }
      if shallow(type).isError {
        return .tuple(
          tuple.elements.map { destructure($0.expression, .error, isMutable: isMutable) }
        )
      }
    }
    report(syntax, "expected a name or a tuple of names")
    return .wildcard
  }

  /// A pattern that may fail, of `case`.
  func checkPattern(
    _ syntax: PatternSyntax,
    _ type: Type,
    subject: Variable,
    isMutable: Bool,
    binds: Bool = false
  ) -> Pattern {
    switch syntax.as(PatternSyntaxEnum.self) {
    case .wildcardPattern: return .wildcard
    case .valueBindingPattern(let pattern):
      return checkPattern(
        pattern.pattern,
        type,
        subject: subject,
        isMutable: pattern.bindingSpecifier.tokenKind == .keyword(.var),
        binds: true
      )
    case .identifierPattern(let pattern):
      return .bind(declare(pattern.identifier.text, type, isMutable: isMutable, place(pattern)))
    case .tuplePattern(let tuple):
      guard case .tuple(let elements) = shallow(type), elements.count == tuple.elements.count else {
        if tuple.elements.count == 1, let only = tuple.elements.first {
          return checkPattern(
            only.pattern,
            type,
            subject: subject,
            isMutable: isMutable,
            binds: binds
          )
        }
        if !shallow(type).isError {
          report(tuple, "tuple pattern cannot match values of type '\(show(type))'")
        }
        return .wildcard
      }
      return .tuple(
        zip(tuple.elements, elements).map { element, part in
          subpattern(element.pattern, part.type, isMutable, binds)
        }
      )
    case .expressionPattern(let pattern):
      return checkExpressionPattern(
        pattern.expression,
        type,
        subject: subject,
        isMutable: isMutable,
        binds: binds
      )
    default:
      report(
        syntax,
        "this pattern is not available in cells",
        notes: ["types of a cell are known before it runs"]
      )
      return .wildcard
    }
  }

  private func subpattern(_ syntax: PatternSyntax, _ type: Type, _ isMutable: Bool, _ binds: Bool)
    -> Pattern
  {
    let subject = Variable("part", type, isMutable: false, place: place(syntax), owner: context)
    return checkPattern(syntax, type, subject: subject, isMutable: isMutable, binds: binds)
  }

  private func checkExpressionPattern(
    _ syntax: ExprSyntax,
    _ type: Type,
    subject: Variable,
    isMutable: Bool,
    binds: Bool
  ) -> Pattern {
    let type = shallow(type)
    if syntax.is(DiscardAssignmentExprSyntax.self) { return .wildcard }
    if let pattern = syntax.as(PatternExprSyntax.self) {
      return checkPattern(
        pattern.pattern,
        type,
        subject: subject,
        isMutable: isMutable,
        binds: binds
      )
    }
    if binds, let reference = syntax.as(DeclReferenceExprSyntax.self) {
      return .bind(declare(reference.baseName.text, type, isMutable: isMutable, place(reference)))
    }
    if syntax.is(NilLiteralExprSyntax.self), type.isOptional { return .isNil }
    if let chain = syntax.as(OptionalChainingExprSyntax.self), let wrapped = type.wrapped {
      return .some(
        subpattern(
          PatternSyntax(ExpressionPatternSyntax(expression: chain.expression)),
          wrapped,
          isMutable,
          binds
        )
      )
    }
    if let tuple = syntax.as(TupleExprSyntax.self) {
      if case .tuple(let elements) = type, elements.count == tuple.elements.count {
        return .tuple(
          zip(tuple.elements, elements).map { element, part in
            subpattern(
              PatternSyntax(ExpressionPatternSyntax(expression: element.expression)),
              part.type,
              isMutable,
              binds
            )
          }
        )
      }
    }
    if let found = checkCasePattern(syntax, type, isMutable, binds) { return found }
    return test(syntax, type, subject)
  }

  /// `.some(pattern)`, `.none`, `.case(pattern, …)` of an enumeration that a cell declares.
  private func checkCasePattern(
    _ syntax: ExprSyntax,
    _ type: Type,
    _ isMutable: Bool,
    _ binds: Bool
  ) -> Pattern? {
    let call = syntax.as(FunctionCallExprSyntax.self)
    guard let member = (call?.calledExpression ?? syntax).as(MemberAccessExprSyntax.self) else {
      return nil
    }
    let name = member.declName.baseName.text
    let arguments = call?.arguments.map(\.expression) ?? []
    func part(_ syntax: ExprSyntax, _ type: Type) -> Pattern {
      subpattern(PatternSyntax(ExpressionPatternSyntax(expression: syntax)), type, isMutable, binds)
    }
    if let wrapped = type.wrapped, member.base == nil {
      if name == "none", call == nil { return .isNil }
      if name == "some", arguments.count == 1 { return .some(part(arguments[0], wrapped)) }
      if let inner = checkCasePattern(syntax, shallow(wrapped), isMutable, binds) {
        return .some(inner)
      }
      return nil
    }
    guard let nominal = type.name, let enumeration = enumerations[nominal] else { return nil }
    if let base = member.base, typeExpression(base) != type { return nil }
    guard let index = enumeration.cases.firstIndex(where: { $0.name == name }) else {
      let near = Suggestions.nearest(to: name, in: enumeration.cases.map(\.name))
      report(
        member.declName,
        "type '\(nominal)' has no case '\(name)'",
        notes: near.map { ["did you mean '\($0)'?"] } ?? []
      )
      return .wildcard
    }
    let types = enumeration.cases[index].types
    if call == nil { return .enumerationCase(index, types.map { _ in .wildcard }) }
    if arguments.count == 1, types.count > 1 {
      if case .bind(let variable) = part(arguments[0], .unlabeled(types)) { _ = variable }
      report(syntax, "case '\(name)' has \(types.count) associated values")
      return .wildcard
    }
    guard arguments.count == types.count else {
      report(
        syntax,
        "case '\(name)' has \(types.count) associated value\(types.count == 1 ? "" : "s"), found \(arguments.count) in the pattern"
      )
      return .wildcard
    }
    return .enumerationCase(index, zip(arguments, types).map { part($0, $1) })
  }

  /// An expression that the subject is compared with: a value, or a range that contains it.
  private func test(_ syntax: ExprSyntax, _ type: Type, _ subject: Variable) -> Pattern {
    if type.isError {
      if !needsContext(syntax) { _ = check(syntax) }
      return .wildcard
    }
    if let infix = syntax.as(InfixOperatorExprSyntax.self),
      let name = infix.operator.as(BinaryOperatorExprSyntax.self)?.operator.text,
      name == "..<" || name == "..."
    {
      let range = check(
        syntax,
        expecting: .nominal(name == "..<" ? "Range" : "ClosedRange", [type])
      )
      return contains(range, type, subject, syntax)
    }
    let value = check(syntax, expecting: type)
    if let name = shallow(value.type).name,
      name.hasSuffix("Range") || name.hasPrefix("PartialRange")
    {
      return contains(value, type, subject, syntax)
    }
    let left = Expression(.variable(subject), type, place(syntax))
    if shallow(value.type).isError { return .wildcard }
    if let found = compare(.equal, left, value, token: syntax, place: place(syntax)) {
      return .test(subject, found)
    }
    report(
      syntax,
      "expression pattern of type '\(show(value.type))' cannot match values of type '\(show(type))'"
    )
    return .wildcard
  }

  private func contains(
    _ range: Expression,
    _ type: Type,
    _ subject: Variable,
    _ syntax: ExprSyntax
  ) -> Pattern {
    guard case .nominal(_, let bounds) = shallow(range.type) else { return .wildcard }
    guard solver.unify(bounds[0], type),
      let (binding, generics) = members("contains", of: range.type).first(where: {
        $0.0.owner?.contains("Range") ?? false
      })
    else {
      report(syntax, "a range of '\(show(bounds[0]))' cannot match values of type '\(show(type))'")
      return .wildcard
    }
    let use = BindingUse(binding: binding, generics: generics, receiver: range.type)
    let value = Expression(.variable(subject), type, place(syntax))
    return .test(subject, Expression(.callBinding(use, [range, value]), .bool, place(syntax)))
  }

  /// `pattern ~= value`: what `case pattern` asks.
  func checkMatch(_ syntax: InfixOperatorExprSyntax) -> Expression {
    let place = place(syntax)
    let value = check(syntax.rightOperand)
    let type = settle(value.type)
    let subject = Variable("subject", type, isMutable: false, place: place, owner: context)
    guard case .test(_, let matches) = test(syntax.leftOperand, type, subject) else {
      return Expression(.error, .bool, place)
    }
    let result = Variable("matches", .bool, isMutable: false, place: place, owner: context)
    return Expression(
      .statements([.declare(.bind(subject), value), .declare(.bind(result), matches)], result),
      .bool,
      place
    )
  }

  // MARK: switch

  func checkSwitch(_ syntax: SwitchExprSyntax, label: String?) -> Statement {
    let value = check(syntax.subject)
    let type = settle(value.type)
    let subject = Variable(
      "subject",
      type,
      isMutable: false,
      place: place(syntax.subject),
      owner: context
    )
    let loop = Loop(label: label, isSwitch: true)
    loops.append(loop)
    defer { loops.removeLast() }
    var cases: [SwitchCase] = []
    for element in syntax.cases {
      guard case .switchCase(let found) = element else {
        report(element, "conditional compilation is not available in cells")
        continue
      }
      cases.append(
        inScope {
          var result = SwitchCase(items: [], isDefault: false, body: [])
          checkLabel(found, type, subject, &result)
          result.body = checkStatements(found.statements)
          if found.statements.isEmpty {
            report(
              found,
              "'case' label in a 'switch' must have at least one executable statement",
              notes: ["write 'break' to do nothing"]
            )
          }
          return result
        }
      )
    }
    if !type.isError, !isExhaustive(cases, type) {
      report(syntax.switchKeyword, "switch must be exhaustive", notes: missing(cases, type))
    }
    return .switchOn(loop, subject, value, cases)
  }

  func checkLabel(
    _ found: SwitchCaseSyntax,
    _ type: Type,
    _ subject: Variable,
    _ result: inout SwitchCase
  ) {
    switch found.label {
    case .default: result.isDefault = true
    case .case(let label):
      for item in label.caseItems {
        let pattern = checkPattern(item.pattern, type, subject: subject, isMutable: false)
        let filter = item.whereClause.map { coerce($0.condition, to: .bool, for: .condition) }
        result.items.append((pattern, filter))
      }
    }
  }

  private func isExhaustive(_ cases: [SwitchCase], _ type: Type) -> Bool {
    if cases.contains(where: \.isDefault) { return true }
    return covers(
      cases.flatMap { $0.items.filter { $0.filter == nil }.map(\.pattern) },
      shallow(type)
    )
  }

  /// Whether patterns together match every value of a type.
  private func covers(_ patterns: [Pattern], _ type: Type) -> Bool {
    if patterns.contains(where: { matchesAll($0) }) { return true }
    if let wrapped = type.wrapped {
      guard patterns.contains(where: { if case .isNil = $0 { true } else { false } }) else {
        return false
      }
      return covers(
        patterns.compactMap { if case .some(let inner) = $0 { inner } else { nil } },
        shallow(wrapped)
      )
    }
    if type == .bool {
      var seen: Set<Bool> = []
      for case .test(_, let expression) in patterns {
        if case .comparison(.equal, _, let right) = expression.kind,
          case .boolean(let value) = right.kind
        {
          seen.insert(value)
        }
      }
      return seen.count == 2
    }
    if let name = type.name, let enumeration = enumerations[name] {
      return enumeration.cases.indices.allSatisfy { index in
        let payloads = patterns.compactMap { pattern -> [Pattern]? in
          if case .enumerationCase(index, let parts) = pattern { parts } else { nil }
        }
        if payloads.contains(where: { $0.allSatisfy(matchesAll) }) { return true }
        return enumeration.cases[index].types.count == 1
          && covers(payloads.map { $0[0] }, shallow(enumeration.cases[index].types[0]))
      }
    }
    if case .tuple(let elements) = type {
      return coversTuple(
        patterns.compactMap { if case .tuple(let parts) = $0 { parts } else { nil } },
        elements.map(\.type)
      )
    }
    return false
  }

  /// Splits on the first element: for each of its cases the rest must be covered.
  private func coversTuple(_ rows: [[Pattern]], _ types: [Type]) -> Bool {
    guard let first = types.first else { return !rows.isEmpty }
    if rows.isEmpty { return false }
    let rest = Array(types.dropFirst())
    func remaining(_ admits: (Pattern) -> Bool) -> [[Pattern]] {
      rows.filter { $0.first.map { matchesAll($0) || admits($0) } ?? false }.map {
        Array($0.dropFirst())
      }
    }
    let type = shallow(first)
    if type == .bool {
      return [true, false].allSatisfy { value in
        coversTuple(
          remaining { pattern in
            guard case .test(_, let test) = pattern,
              case .comparison(.equal, _, let right) = test.kind, case .boolean(value) = right.kind
            else { return false }
            return true
          },
          rest
        )
      }
    }
    if let name = type.name, let enumeration = enumerations[name] {
      return enumeration.cases.indices.allSatisfy { index in
        coversTuple(
          remaining {
            if case .enumerationCase(index, let parts) = $0 {
              parts.allSatisfy(matchesAll)
            } else {
              false
            }
          },
          rest
        )
      }
    }
    if type.isOptional {
      return coversTuple(remaining { if case .isNil = $0 { true } else { false } }, rest)
        && coversTuple(
          remaining { if case .some(let inner) = $0 { matchesAll(inner) } else { false } },
          rest
        )
    }
    return coversTuple(remaining { _ in false }, rest)
  }

  private func matchesAll(_ pattern: Pattern) -> Bool {
    switch pattern {
    case .wildcard, .bind: true
    case .tuple(let parts): parts.allSatisfy(matchesAll)
    default: false
    }
  }

  private func missing(_ cases: [SwitchCase], _ type: Type) -> [String] {
    guard let name = shallow(type).name, let enumeration = enumerations[name] else {
      return ["add a 'default' case"]
    }
    let patterns = cases.flatMap { $0.items.filter { $0.filter == nil }.map(\.pattern) }
    let absent = enumeration.cases.indices.filter { index in
      !patterns.contains { if case .enumerationCase(index, _) = $0 { true } else { false } }
    }
    return absent.isEmpty
      ? ["add a 'default' case"]
      : absent.map { "add missing case: '.\(enumeration.cases[$0].name)'" }
  }

  // MARK: if and switch as expressions

  /// Whether every branch of an `if` or `switch` is a lone expression.
  func isValueBranch(_ syntax: ExprSyntax) -> Bool {
    if let branch = syntax.as(IfExprSyntax.self) {
      guard lone(branch.body.statements) != nil else { return false }
      switch branch.elseBody {
      case .codeBlock(let block): return lone(block.statements) != nil
      case .ifExpr(let other): return isValueBranch(ExprSyntax(other))
      case nil: return false
      }
    }
    if let choice = syntax.as(SwitchExprSyntax.self) {
      return choice.cases.allSatisfy {
        if case .switchCase(let found) = $0 { lone(found.statements) != nil } else { false }
      }
    }
    return true
  }

  private func lone(_ statements: CodeBlockItemListSyntax) -> CodeBlockItemSyntax? {
    guard statements.count == 1, let only = statements.first else { return nil }
    switch only.item {
    case .expr(let expression): return isAssignmentLike(expression) ? nil : only
    case .stmt(let statement):
      return statement.is(ExpressionStmtSyntax.self) || statement.is(ThrowStmtSyntax.self)
        ? only : nil
    case .decl: return nil
    }
  }

  private func isAssignmentLike(_ syntax: ExprSyntax) -> Bool {
    syntax.as(InfixOperatorExprSyntax.self)?.operator.is(AssignmentExprSyntax.self) ?? false
  }

  func checkIfExpression(_ syntax: IfExprSyntax, _ expecting: Type?) -> Expression {
    branchExpression(ExprSyntax(syntax), expecting) { result in
      self.assignBranches(of: syntax, result)
    }
  }

  func checkSwitchExpression(_ syntax: SwitchExprSyntax, _ expecting: Type?) -> Expression {
    branchExpression(ExprSyntax(syntax), expecting) { result in
      let value = self.check(syntax.subject)
      let type = self.settle(value.type)
      let subject = Variable(
        "subject",
        type,
        isMutable: false,
        place: self.place(syntax.subject),
        owner: self.context
      )
      var cases: [SwitchCase] = []
      for element in syntax.cases {
        guard case .switchCase(let found) = element else { continue }
        cases.append(
          self.inScope {
            var case_ = SwitchCase(items: [], isDefault: false, body: [])
            self.checkLabel(found, type, subject, &case_)
            case_.body = self.assign(found.statements, result)
            return case_
          }
        )
      }
      if !type.isError, !self.isExhaustive(cases, type) {
        self.report(
          syntax.switchKeyword,
          "switch must be exhaustive",
          notes: self.missing(cases, type)
        )
      }
      return .switchOn(Loop(label: nil, isSwitch: true), subject, value, cases)
    }
  }

  private func branchExpression(
    _ syntax: ExprSyntax,
    _ expecting: Type?,
    _ make: (Variable) -> Statement
  ) -> Expression {
    if let branch = syntax.as(IfExprSyntax.self), branch.elseBody == nil {
      return fail(syntax, "'if' must have an 'else' to be an expression")
    }
    guard isValueBranch(syntax) else {
      return fail(
        syntax,
        "each branch of an 'if' or 'switch' used as an expression must be one expression"
      )
    }
    let result = Variable(
      "value",
      expecting ?? solver.fresh(),
      isMutable: true,
      place: place(syntax),
      owner: context
    )
    let statement = make(result)
    return Expression(.statements([statement], result), result.type, place(syntax))
  }

  private func assignBranches(of syntax: IfExprSyntax, _ result: Variable) -> Statement {
    inScope {
      let conditions = checkConditions(syntax.conditions)
      let then = inScope { assign(syntax.body.statements, result) }
      let outer = scope
      scope = scope.parent ?? globalScope
      defer { scope = outer }
      switch syntax.elseBody {
      case .codeBlock(let block):
        return .ifElse(conditions, then, inScope { assign(block.statements, result) })
      case .ifExpr(let other): return .ifElse(conditions, then, [assignBranches(of: other, result)])
      case nil: return .ifElse(conditions, then, [])
      }
    }
  }

  private func assign(_ statements: CodeBlockItemListSyntax, _ result: Variable) -> [Statement] {
    guard let only = statements.first else { return [] }
    let syntax: ExprSyntax
    switch only.item {
    case .expr(let expression): syntax = expression
    case .stmt(let statement):
      guard let found = statement.as(ExpressionStmtSyntax.self) else {
        return checkStatement(statement)
      }
      syntax = found.expression
    case .decl: return []
    }
    let value = check(syntax, expecting: result.type)
    if shallow(value.type) == .never { return [.expression(value, shows: false)] }
    let target = Expression(.variable(result), result.type, value.place)
    return [
      .expression(
        Expression(
          .assign(target, coerce(value, to: result.type, for: .branch)),
          .void,
          value.place
        ),
        shows: false
      )
    ]
  }
}

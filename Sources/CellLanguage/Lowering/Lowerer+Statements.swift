extension FunctionLowerer {
  func block(_ statements: [Statement]) -> Node {
    var nodes: [Node] = []
    for (index, statement) in statements.enumerated() {
      if case .deferred(let body) = statement {
        nodes.append(DeferNode(block(Array(statements[(index + 1)...])), block(body)))
        break
      }
      if let node = self.statement(statement) { nodes.append(node) }
    }
    return nodes.count == 1 ? nodes[0] : BlockNode(nodes)
  }

  func statement(_ statement: Statement) -> Node? {
    switch statement {
    case .expression(let expression, let shows): return self.expressionStatement(expression, shows)
    case .declare(let pattern, let value): return declare(pattern, value)
    case .declareEmpty(let variable): return declareEmpty(variable)
    case .function: return nil
    case .ifElse(let conditions, let then, let otherwise):
      return IfNode(self.conditions(conditions), block(then), block(otherwise))
    case .guardElse(let conditions, let body):
      return IfNode(self.conditions(conditions), BlockNode([]), block(body))
    case .whileLoop(let loop, let conditions, let body):
      return WhileNode(self.conditions(conditions), block(body), self.loop(loop))
    case .repeatLoop(let loop, let body, let condition):
      return RepeatNode(block(body), expression(condition), self.loop(loop))
    case .forIn(let loop, let pattern, let sequence, _, let filter, let body):
      return forIn(loop, pattern, sequence, filter, body)
    case .switchOn(let loop, let subject, let value, let cases):
      return switchOn(loop, subject, value, cases)
    case .returnValue(let value): return returnValue(value)
    case .breakLoop(let loop): return JumpNode(.breaking(self.loop(loop)))
    case .continueLoop(let loop): return JumpNode(.continuing(self.loop(loop)))
    case .fallThrough: return JumpNode(.fellThrough)
    case .deferred(let body): return block(body)
    case .block(let loop, let body):
      guard let loop else { return block(body) }
      return LabeledBlock(block(body), self.loop(loop))
    case .collect(let value, let isArray):
      guard let (variable, _) = context.collector else { return nil }
      return CollectNode(slot(variable).offset, expression(value), isArray: isArray)
    case .throwing(let value, let place):
      return ThrowNode(
        expression(value),
        DescribeNode(expression(value), final(value.type), lowerer.describer),
        place
      )
    case .attempt(let body, let clauses):
      return CatchNode(
        block(body),
        clauses.map {
          CatchNode.Clause(
            slot: $0.variable.map { slot($0) },
            filter: $0.filter.map { Child(expression($0)) },
            body: Child(block($0.body))
          )
        }
      )
    }
  }

  private func expressionStatement(_ expression: Expression, _ shows: Bool) -> Node {
    let type = final(expression.type)
    guard shows, !type.isVoid, type != .never, isShown(expression) else {
      return self.expression(expression)
    }
    return ShowNode(self.expression(expression), type, lowerer.describer, expression.place)
  }

  /// Whether a value is there to be seen, rather than what a change happens to return.
  private func isShown(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .mutate: false
    case .callBinding(let use, _): !use.binding.signature.hasPrefix("@discardableResult")
    case .call(let function, _, _): !function.signature.isMutating
    default: true
    }
  }

  private func declare(_ pattern: Pattern, _ value: Expression) -> Node {
    if case .bind(let variable) = pattern {
      if let index = variable.globalIndex {
        return SetGlobal(index, expression(value), variable.place)
      }
      if isBox(variable) { return MakeBox(slot(variable).offset, expression(value)) }
      return store(expression(value), slot(variable))
    }
    if case .wildcard = pattern { return expression(value) }
    return DeclareNode(expression(value), binder(pattern))
  }

  private func declareEmpty(_ variable: Variable) -> Node? {
    if variable.globalIndex != nil { return nil }
    let slot = slot(variable)
    if isBox(variable) { return MakeBox(slot.offset, nil) }
    switch slot.representation {
    case .int, .uint64, .bool: return SetIntLocal(slot.offset, IntConstant(0))
    case .double: return SetDoubleLocal(slot.offset, DoubleConstant(0))
    case .value: return SetValueLocal(slot.offset, ValueConstant(.void))
    }
  }

  /// Sets a local variable.
  func store(_ value: Node, _ slot: Slot) -> Node {
    switch slot.representation {
    case .int, .uint64: SetIntLocal(slot.offset, value)
    case .double: SetDoubleLocal(slot.offset, value)
    case .bool: SetBoolLocal(slot.offset, value)
    case .value: SetValueLocal(slot.offset, value)
    }
  }

  func binder(_ pattern: Pattern) -> Binder {
    switch pattern {
    case .wildcard: .wildcard
    case .bind(let variable):
      if let index = variable.globalIndex {
        .global(index)
      } else {
        .bind(slot(variable), isBox: isBox(variable))
      }
    case .tuple(let parts): .tuple(parts.map { binder($0) })
    case .test(let variable, let test): .test(slot(variable), Child(expression(test)))
    case .some(let inner): .some(binder(inner))
    case .isNil: .isNil
    case .enumerationCase(let tag, let parts): .enumerationCase(tag, parts.map { binder($0) })
    }
  }

  private func conditions(_ conditions: [Condition]) -> Node {
    var nodes = conditions.map { condition -> Node in
      switch condition {
      case .boolean(let expression): self.expression(expression)
      case .unwrap(let pattern, let value):
        BindingCondition(self.expression(value), binder(pattern), unwraps: true)
      case .match(let pattern, let subject, let value):
        BindingCondition(self.expression(value), matching(pattern, subject), unwraps: false)
      }
    }
    guard var node = nodes.popLast() else { return BoolConstant(true) }
    while let earlier = nodes.popLast() { node = AndNode(earlier, node) }
    return node
  }

  private func matching(_ pattern: Pattern, _ subject: Variable) -> Binder { binder(pattern) }

  private func forIn(
    _ loop: Loop,
    _ pattern: Pattern,
    _ sequence: Expression,
    _ filter: Expression?,
    _ body: [Statement]
  ) -> Node {
    let number = self.loop(loop)
    if case .callBinding(let use, let bounds) = sequence.kind, bounds.count == 2,
      final(bounds[0].type) == .int,
      use.binding.name == "range ..<2" || use.binding.name == "range ...2"
    {
      var slot: Slot?
      if case .bind(let variable) = pattern, !isBox(variable), variable.globalIndex == nil {
        slot = self.slot(variable)
      }
      if case .wildcard = pattern { slot = newSlot(.int) }
      if let slot {
        let (lower, upper) = (expression(bounds[0]), expression(bounds[1]))
        return CountingLoop(
          lower,
          upper,
          isClosed: use.binding.name == "range ...2",
          slot.offset,
          filter: filter.map { expression($0) },
          block(body),
          number,
          sequence.place
        )
      }
    }
    let binder = self.binder(pattern)
    return SequenceLoop(
      expression(sequence),
      binder,
      filter: filter.map { expression($0) },
      block(body),
      number,
      sequence.place
    )
  }

  private func switchOn(
    _ loop: Loop,
    _ subject: Variable,
    _ value: Expression,
    _ cases: [SwitchCase]
  ) -> Node {
    let lowered = cases.map { found in
      SwitchNode.Case(
        binders: found.items.map { (binder($0.pattern), $0.filter.map { Child(expression($0)) }) },
        isDefault: found.isDefault,
        body: Child(block(found.body))
      )
    }
    return SwitchNode(expression(value), slot(subject), lowered, self.loop(loop), value.place)
  }

  private func returnValue(_ value: Expression?) -> Node {
    if let initialized { return ReturnNode(ValueLocal(slot(initialized).offset), .value) }
    guard let value else { return ReturnNode(nil, .value) }
    if returnsNothing { return BlockNode([expression(value), ReturnNode(nil, .value)]) }
    return ReturnNode(expression(value), resultRepresentation)
  }
}

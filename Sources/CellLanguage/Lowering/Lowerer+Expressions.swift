extension FunctionLowerer {
  func expression(_ expression: Expression) -> Node {
    let type = final(expression.type)
    let place = expression.place
    switch expression.kind {
    case .integer(let magnitude, let negative): return integer(magnitude, negative, type)
    case .floating(let value):
      return type == .float ? ValueConstant(.float(Float(value))) : DoubleConstant(value)
    case .boolean(let value): return BoolConstant(value)
    case .string(let parts): return string(parts, place)
    case .nilLiteral: return ValueConstant(.none)
    case .variable(let variable): return read(variable, place)
    case .tuple(let parts): return RecordNode(parts.map { self.expression($0) })
    case .array(let elements):
      let nodes = elements.map { self.expression($0) }
      if type.name == "Set" { return SetNode(nodes) }
      return ArrayNode(nodes, Representation(type.arrayElement ?? .error))
    case .dictionary(let entries):
      return DictionaryNode(
        entries.map { (self.expression($0.key), self.expression($0.value)) },
        place
      )
    case .tupleElement(let base, let index): return FieldNode(self.expression(base), index, place)
    case .field(let base, let index): return FieldNode(self.expression(base), index, place)
    case .call(let function, let arguments, let generics):
      return call(function, arguments, generics, place)
    case .callBinding(let use, let arguments): return callBinding(use, arguments, place)
    case .mutate(let use, let target, let arguments):
      guard case .mutating(let body) = use.binding.body else { return broken(place) }
      return MutatingNode(body, self.place(target), arguments.map { self.expression($0) }, place)
    case .callValue(let callee, let arguments)
    where arguments.contains(where: {
      if case .inoutArgument = $0.kind { true } else { false }
    }):
      return InoutCallValueNode(
        self.expression(callee),
        arguments.map { argument in
          if case .inoutArgument(let target) = argument.kind { return .place(self.place(target)) }
          return .value(Child(self.expression(argument)))
        },
        place
      )
    case .callValue(let callee, let arguments):
      return CallValueNode(self.expression(callee), arguments.map { self.expression($0) }, place)
    case .closure(let closure):
      return self.closure(
        lowerer.code(of: closure, generics: generics),
        lowerer.captures(of: closure)
      )
    case .functionValue(let function, let generics):
      let code = lowerer.code(of: function, generics: final(generics))
      return self.closure(code, lowerer.captures(of: function.context))
    case .arithmetic(let operation, let a, let b):
      return arithmetic(operation, type, self.expression(a), self.expression(b), place)
    case .comparison(let comparison, let a, let b): return compare(comparison, a, b)
    case .and(let a, let b): return AndNode(self.expression(a), self.expression(b))
    case .or(let a, let b): return OrNode(self.expression(a), self.expression(b))
    case .not(let a): return NotNode(self.expression(a))
    case .negate(let a): return negate(self.expression(a), type, place)
    case .complement(let a): return ComplementNode(self.expression(a), isSigned: type != .uint64)
    case .conditional(let c, let a, let b):
      return ConditionalNode(self.expression(c), self.expression(a), self.expression(b))
    case .convert(let inner): return convert(inner, type)
    case .forceUnwrap(let inner): return ForceUnwrapNode(self.expression(inner), place)
    case .coalesce(let a, let b):
      let keeps = depth(type) == depth(final(a.type))
      return CoalesceNode(self.expression(a), self.expression(b), keepsOptional: keeps)
    case .optionalChain(let base, let variable, let rest):
      let isOptional = depth(final(rest.type)) == depth(type)
      return OptionalChainNode(
        self.expression(base),
        slot(variable),
        self.expression(rest),
        isOptionalRest: isOptional
      )
    case .element(let base, let index): return element(base, index, type, place)
    case .slice(let base, let range):
      return SliceNode(self.expression(base), self.expression(range), place)
    case .lookup(let base, let key, let otherwise):
      return LookupNode(
        self.expression(base),
        self.expression(key),
        otherwise: otherwise.map { self.expression($0) }
      )
    case .assign(let target, let value): return assign(target, value, place)
    case .update(let operation, let target, let value):
      return update(operation, target, value, place)
    case .updateByCall(let target, let held, let value):
      return updateByCall(target, held, value, place)
    case .inoutArgument(let inner): return self.expression(inner)
    case .statements(let statements, let variable):
      let body = block(statements)
      return StatementsNode(
        body,
        variable.name == "nothing" ? ValueConstant(.void) : read(variable, place)
      )
    case .makeStructure(_, let fields):
      return fields.isEmpty
        ? ValueConstant(.record(Record([]))) : RecordNode(fields.map { self.expression($0) })
    case .makeCase(let enumeration, let tag, let payload):
      if payload.isEmpty {
        return ValueConstant(
          .enumeration(EnumerationValue(tag: tag, name: enumeration.cases[tag].name))
        )
      }
      return CaseNode(tag, enumeration.cases[tag].name, payload.map { self.expression($0) })
    case .attempt(let inner):
      return AttemptNode(
        self.expression(inner),
        isOptional: depth(final(inner.type)) == depth(type)
      )
    case .error: return broken(place)
    }
  }

  private func final(_ generics: [String: Type]) -> [String: Type] {
    generics.mapValues { final($0) }
  }

  /// How many times a type is optional.
  private func depth(_ type: Type) -> Int { type.wrapped.map { 1 + depth($0) } ?? 0 }

  private func broken(_ place: Place) -> Node { BrokenNode(place) }

  private func integer(_ magnitude: UInt64, _ negative: Bool, _ type: Type) -> Node {
    switch Numbers.kind(type) {
    case .double: return DoubleConstant(negative ? -Double(magnitude) : Double(magnitude))
    case .float: return ValueConstant(.float(negative ? -Float(magnitude) : Float(magnitude)))
    case .uint64: return UInt64Constant(magnitude)
    default:
      return IntConstant(
        negative ? Int(truncatingIfNeeded: 0 &- magnitude) : Int(truncatingIfNeeded: magnitude)
      )
    }
  }

  private func string(_ parts: [Expression.StringPart], _ place: Place) -> Node {
    var text = ""
    var isConstant = true
    for part in parts {
      if case .text(let found) = part { text += found } else { isConstant = false }
    }
    if isConstant { return ValueConstant(.string(text)) }
    return InterpolationNode(
      parts.map {
        switch $0 {
        case .text(let text): .text(text)
        case .value(let expression): .value(Child(self.expression(expression)))
        }
      },
      place
    )
  }

  func read(_ variable: Variable, _ place: Place) -> Node {
    if let index = variable.globalIndex {
      let type = final(variable.type)
      return GlobalNode(variable, index, mayBeVoid: type.isVoid || type.isError, place)
    }
    let slot = slot(variable)
    if isBox(variable) { return BoxLocal(slot.offset, place) }
    switch slot.representation {
    case .int: return IntLocal(slot.offset)
    case .uint64: return UInt64Local(slot.offset)
    case .double: return DoubleLocal(slot.offset)
    case .bool: return BoolLocal(slot.offset)
    case .value: return ValueLocal(slot.offset)
    }
  }

  private func closure(_ code: FunctionCode, _ captures: [Variable]) -> Node {
    ClosureNode(code, captures: captures.map { slot($0) })
  }

  private func call(
    _ function: FunctionDeclaration,
    _ arguments: [Expression],
    _ generics: [String: Type],
    _ place: Place
  ) -> Node {
    let code = lowerer.code(of: function, generics: final(generics))
    let captured = lowerer.captures(of: function.context)
    let captures = zip(captured, code.captures).map { (from: slot($0), to: $1) }
    guard arguments.contains(where: { if case .inoutArgument = $0.kind { true } else { false } })
    else {
      return CallNode(
        code,
        arguments.map { expression($0) },
        code.parameters,
        captures: captures,
        result: resultOf(function, generics),
        place
      )
    }
    let lowered = zip(arguments, code.parameters).map { argument, slot -> InoutCallNode.Argument in
      if case .inoutArgument(let target) = argument.kind {
        return .init(slot: slot, value: nil, place: self.place(target))
      }
      return .init(slot: slot, value: Child(expression(argument)), place: nil)
    }
    return InoutCallNode(code, lowered, captures: captures, place)
  }

  private func resultOf(_ function: FunctionDeclaration, _ generics: [String: Type])
    -> Representation
  {
    let isInitializer = function.receiver.map { !function.context.parameters.contains($0) } ?? false
    return isInitializer
      ? .value
      : Representation(
        lowerer.solver.final(function.signature.result).substituting(final(generics))
      )
  }

  private func callBinding(_ use: BindingUse, _ arguments: [Expression], _ place: Place) -> Node {
    if case .swap = use.binding.body { return SwapNode(places(arguments), place) }
    let nodes = arguments.map { expression($0) }
    switch use.binding.body {
    case .library(let body): return BindingNode(body, nodes, place)
    case .intrinsic(let body): return IntrinsicNode(body, nodes, place)
    case .mutating, .swap: return broken(place)
    case .double(let function): return DoubleFunction(function, nodes[0])
    case .double2(let function): return DoubleFunction2(function, nodes[0], nodes[1])
    case .intToDouble: return IntToDouble(nodes[0])
    case .doubleToInt: return DoubleToInt(nodes[0], place)
    case .identity: return nodes[0]
    }
  }

  private func places(_ arguments: [Expression]) -> [PlaceNode] {
    arguments.map { argument in
      if case .inoutArgument(let target) = argument.kind { return self.place(target) }
      return PlaceNode()
    }
  }

  private func convert(_ inner: Expression, _ type: Type) -> Node {
    let node = expression(inner)
    let from = final(inner.type)
    if type.name == "Any" { return DescribeNode(node, from, lowerer.describer) }
    guard depth(from) > 0, depth(type) > depth(from) else { return node }
    return (depth(from)..<depth(type)).reduce(node) { node, _ in WrapNode(node) }
  }

  private func element(_ base: Expression, _ index: Expression, _ type: Type, _ place: Place)
    -> Node
  {
    let array = expression(base)
    let position = expression(index)
    if let local = array as? ValueLocal {
      if type == .int { return IntElementOfLocal(local.index, position, place) }
      if type == .double { return DoubleElementOfLocal(local.index, position, place) }
    }
    return ElementNode(array, position, place)
  }
}

/// Stands for what could not be checked; its cell never runs.
final class BrokenNode: Node {
  private let place: Place
  init(_ place: Place) { self.place = place }
  override func evaluate(_ f: Frame) throws -> Value {
    throw Trap("this was not understood when the notebook was checked", place)
  }
  override func evaluateInt(_ f: Frame) throws -> Int {
    throw Trap("this was not understood when the notebook was checked", place)
  }
}

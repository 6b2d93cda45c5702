extension FunctionLowerer {
  func arithmetic(
    _ operation: ArithmeticOperator,
    _ type: Type,
    _ a: Node,
    _ b: Node,
    _ place: Place
  ) -> Node {
    switch Numbers.kind(type) {
    case .int: return integer(operation, a, b, place)
    case .uint64: return unsigned(operation, a, b, place)
    case .double:
      switch operation {
      case .add: return DoubleAdd(a, b, place)
      case .subtract: return DoubleSubtract(a, b, place)
      case .multiply: return DoubleMultiply(a, b, place)
      default: return DoubleDivide(a, b, place)
      }
    case .float: return FloatOperation(operation, a, b)
    case nil: return Concatenation(a, b, place)
    }
  }

  private func integer(_ operation: ArithmeticOperator, _ a: Node, _ b: Node, _ place: Place)
    -> Node
  {
    switch operation {
    case .add: IntAdd(a, b, place)
    case .subtract: IntSubtract(a, b, place)
    case .multiply: IntMultiply(a, b, place)
    case .divide: IntDivide(a, b, place)
    case .remainder: IntRemainder(a, b, place)
    case .wrappingAdd, .wrappingSubtract, .wrappingMultiply, .and, .or, .xor, .shiftLeft,
      .shiftRight:
      WordOperation(operation, isSigned: true, a, b)
    }
  }

  private func unsigned(_ operation: ArithmeticOperator, _ a: Node, _ b: Node, _ place: Place)
    -> Node
  {
    switch operation {
    case .add: UInt64Add(a, b, place)
    case .subtract: UInt64Subtract(a, b, place)
    case .multiply: UInt64Multiply(a, b, place)
    case .divide: UInt64Divide(a, b, place)
    case .remainder: UInt64Remainder(a, b, place)
    case .wrappingAdd, .wrappingSubtract, .wrappingMultiply, .and, .or, .xor, .shiftLeft,
      .shiftRight:
      WordOperation(operation, isSigned: false, a, b)
    }
  }

  func negate(_ a: Node, _ type: Type, _ place: Place) -> Node {
    switch Numbers.kind(type) {
    case .double: DoubleNegate(a)
    case .float: FloatOperation(.multiply, ValueConstant(.float(-1)), a)
    default: IntNegate(a, place)
    }
  }

  func compare(_ comparison: ComparisonOperator, _ left: Expression, _ right: Expression) -> Node {
    let type = final(left.type)
    let (a, b) = (expression(left), expression(right))
    switch (Numbers.kind(type), comparison) {
    case (.int, .equal), (.uint64, .equal): return IntEqual(a, b)
    case (.int, .unequal), (.uint64, .unequal): return IntUnequal(a, b)
    case (.int, .less): return IntLess(a, b)
    case (.int, .lessEqual): return IntLessEqual(a, b)
    case (.int, .greater): return IntGreater(a, b)
    case (.int, .greaterEqual): return IntGreaterEqual(a, b)
    case (.uint64, .less): return UInt64Less(a, b)
    case (.uint64, .lessEqual): return UInt64LessEqual(a, b)
    case (.uint64, .greater): return UInt64Greater(a, b)
    case (.uint64, .greaterEqual): return UInt64GreaterEqual(a, b)
    case (.double, .equal): return DoubleEqual(a, b)
    case (.double, .unequal): return DoubleUnequal(a, b)
    case (.double, .less): return DoubleLess(a, b)
    case (.double, .lessEqual): return DoubleLessEqual(a, b)
    case (.double, .greater): return DoubleGreater(a, b)
    case (.double, .greaterEqual): return DoubleGreaterEqual(a, b)
    case (_, .equal): return ValueEqual(a, b, wanted: true)
    case (_, .unequal): return ValueEqual(a, b, wanted: false)
    default: return ValueOrder(comparison, a, b)
    }
  }

  // MARK: Assignment

  /// Where an expression that can be assigned to is stored.
  func place(_ expression: Expression) -> PlaceNode {
    switch expression.kind {
    case .variable(let variable):
      if let index = variable.globalIndex {
        return GlobalPlace(variable.name, index, expression.place)
      }
      let slot = slot(variable)
      if isBox(variable) { return BoxPlace(slot.offset, expression.place) }
      return slot.representation == .value ? ValuePlace(slot.offset) : WordPlace(slot)
    case .element(let base, let index):
      return ElementPlace(place(base), self.expression(index), expression.place)
    case .slice(let base, let range):
      return SlicePlace(place(base), self.expression(range), expression.place)
    case .lookup(let base, let key, let otherwise):
      return LookupPlace(
        place(base),
        self.expression(key),
        otherwise: otherwise.map { self.expression($0) }
      )
    case .tupleElement(let base, let index), .field(let base, let index):
      return FieldPlace(place(base), index)
    case .forceUnwrap(let base): return UnwrapPlace(place(base), expression.place)
    default: return PlaceNode()
    }
  }

  func assign(_ target: Expression, _ value: Expression, _ place: Place) -> Node {
    if case .error = target.kind { return expression(value) }
    let node = expression(value)
    if case .variable(let variable) = target.kind {
      if let index = variable.globalIndex { return SetGlobal(index, node, place) }
      if !isBox(variable) { return store(node, slot(variable)) }
    }
    if case .element(let base, let index) = target.kind,
      let fast = setElement(base, index, node, final(target.type), target.place)
    {
      return fast
    }
    return AssignNode(self.place(target), node, place)
  }

  private func setElement(
    _ base: Expression,
    _ index: Expression,
    _ value: Node,
    _ type: Type,
    _ place: Place
  ) -> Node? {
    guard type == .int || type == .double, final(base.type).name == "Array",
      case .variable(let variable) = base.kind,
      variable.globalIndex == nil, !isBox(variable)
    else { return nil }
    return SetElementOfLocal(
      slot(variable).offset,
      expression(index),
      value,
      isDouble: type == .double,
      place
    )
  }

  func update(
    _ operation: ArithmeticOperator,
    _ target: Expression,
    _ value: Expression,
    _ place: Place
  ) -> Node {
    let type = final(target.type)
    let isNumber = Numbers.kind(type) != nil
    if isNumber, case .variable(let variable) = target.kind, !isBox(variable) {
      let node = arithmetic(operation, type, read(variable, target.place), expression(value), place)
      if let index = variable.globalIndex { return SetGlobal(index, node, place) }
      return store(node, slot(variable))
    }
    if isNumber, case .element(let base, let index) = target.kind, isSimple(index) {
      let old = expression(target)
      let node = arithmetic(operation, type, old, expression(value), place)
      if let fast = setElement(base, index, node, type, target.place) { return fast }
    }
    guard isNumber else {
      return UpdateNode(self.place(target), expression(value), place) {
        try $0.append(contentsOf: $1, $2.state)
      }
    }
    // The arithmetic works on slots that the old value and the operand pass through.
    let (left, right) = (newSlot(Representation(type)), newSlot(Representation(final(value.type))))
    let node = arithmetic(operation, type, read(left), read(right), place)
    let child = Child(node)
    return UpdateNode(self.place(target), expression(value), place) { current, operand, frame in
      try frame.store(current, left)
      try frame.store(operand, right)
      current = try child.evaluate(frame)
    }
  }

  func read(_ slot: Slot) -> Node {
    switch slot.representation {
    case .int: IntLocal(slot.offset)
    case .uint64: UInt64Local(slot.offset)
    case .double: DoubleLocal(slot.offset)
    case .bool: BoolLocal(slot.offset)
    case .value: ValueLocal(slot.offset)
    }
  }

  /// Whether an expression may be evaluated twice without anyone noticing.
  private func isSimple(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .integer, .variable: true
    case .arithmetic(_, let a, let b): isSimple(a) && isSimple(b)
    default: false
    }
  }

  func updateByCall(_ target: Expression, _ held: Variable, _ value: Expression, _ place: Place)
    -> Node
  {
    let slot = slot(held)
    let child = Child(expression(value))
    return UpdateNode(self.place(target), ValueConstant(.void), place) { current, _, frame in
      try frame.store(current, slot)
      current = try child.evaluate(frame)
    }
  }
}

/// Sets a variable of the notebook.
final class SetGlobal: StatementNode {
  private let index: Int
  private let value: Child
  private let place: Place
  init(_ index: Int, _ value: Node, _ place: Place) {
    (self.index, self.value, self.place) = (index, Child(value), place)
  }
  override func run(_ f: Frame) throws -> Completion {
    let value = try value.evaluate(f)
    if !f.state.pointee.isMain { throw Trap.shared(place) }
    f.state.pointee.globals[index] = value
    return .next
  }
}

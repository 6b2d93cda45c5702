/// Turns checked functions into code: slots for variables, nodes for expressions and statements.
///
/// Generic functions are lowered anew for every set of types that they are called with, so that
/// numbers stay unboxed in them too.
final class Lowerer {
  let solver: Solver
  let describer: Describer
  private var codes: [Key: FunctionCode] = [:]
  private var waiting: [() -> Void] = []

  private struct Key: Hashable {
    let function: ObjectIdentifier
    let generics: [String: Type]
  }

  init(solver: Solver, describer: Describer) { (self.solver, self.describer) = (solver, describer) }

  /// The code of a cell or inline value.
  func lower(
    _ statements: [Statement],
    name: String,
    context: FunctionContext,
    result: Type = .void
  ) -> FunctionCode {
    let code = FunctionCode(name: name, place: context.place)
    let function = FunctionLowerer(self, context, generics: [:], result: result)
    function.finish(code, function.block(statements))
    drain()
    return code
  }

  /// The code of a declared function for some types.
  func code(of function: FunctionDeclaration, generics: [String: Type]) -> FunctionCode {
    let key = Key(function: ObjectIdentifier(function), generics: generics)
    if let known = codes[key] { return known }
    let code = FunctionCode(name: function.name, place: function.place)
    codes[key] = code
    let isInitializer = function.receiver.map { !function.context.parameters.contains($0) } ?? false
    let result = isInitializer ? function.receiver?.type ?? .void : function.signature.result
    let inner = FunctionLowerer(self, function.context, generics: generics, result: result)
    if isInitializer { inner.initialized = function.receiver }
    inner.layOut(
      code,
      parameters: function.context.parameters,
      captures: captures(of: function.context)
    )
    if generics.values.contains(where: \.isLarge) {
      // A generic function that calls itself with ever larger types: it has no end.
      inner.finish(code, EndlessTypes(function.place))
      return code
    }
    waiting.append { inner.finish(code, inner.body(function.context.body)) }
    return code
  }

  /// The code of a closure inside a function.
  func code(of closure: FunctionContext, generics: [String: Type]) -> FunctionCode {
    let code = FunctionCode(name: closure.name, place: closure.place)
    code.header.pointee.isSendable = closure.isSendable
    let inner = FunctionLowerer(self, closure, generics: generics, result: closure.result)
    inner.layOut(code, parameters: closure.parameters, captures: captures(of: closure))
    waiting.append { inner.finish(code, inner.body(closure.body)) }
    return code
  }

  private func drain() {
    while let next = waiting.popLast() { next() }
  }

  /// The variables of enclosing functions that a function needs, its own calls of local functions included.
  func captures(of context: FunctionContext) -> [Variable] {
    var found: [Variable] = []
    var seen: Set<ObjectIdentifier> = []
    func visit(_ inner: FunctionContext) {
      guard seen.insert(ObjectIdentifier(inner)).inserted else { return }
      for variable in inner.captures where !found.contains(variable) { found.append(variable) }
      for function in inner.localFunctions { visit(function.context) }
    }
    visit(context)
    return found.filter { variable in
      var owner: FunctionContext? = variable.owner
      while let current = owner {
        if current === context { return false }
        owner = current.parent
      }
      return true
    }
  }
}

/// Lowers one function.
final class FunctionLowerer {
  let lowerer: Lowerer
  let context: FunctionContext
  let generics: [String: Type]
  private let resultType: Type
  /// The `self` that an initializer fills and returns.
  var initialized: Variable?
  private var wordCount = 0
  private var valueCount = 0
  private var slots: [Variable: Slot] = [:]
  /// Parameters that closures share and that must be boxed first.
  private var boxed: [(from: Slot, index: Int)] = []
  private var loops: [ObjectIdentifier: Int] = [:]

  init(_ lowerer: Lowerer, _ context: FunctionContext, generics: [String: Type], result: Type) {
    (self.lowerer, self.context, self.generics) = (lowerer, context, generics)
    resultType = result
  }

  /// The type with nothing left open.
  func final(_ type: Type) -> Type { lowerer.solver.final(type).substituting(generics) }

  func representation(_ type: Type) -> Representation { Representation(final(type)) }

  var resultRepresentation: Representation { representation(resultType) }
  var returnsNothing: Bool { final(resultType).isVoid || final(resultType) == .never }

  // MARK: Slots

  func newSlot(_ representation: Representation) -> Slot {
    if representation == .value {
      valueCount += 1
      return Slot(representation: .value, offset: valueCount - 1)
    }
    wordCount += 1
    return Slot(representation: representation, offset: 8 * (wordCount - 1))
  }

  /// Whether closures share the variable, so that it lives in a box.
  func isBox(_ variable: Variable) -> Bool {
    variable.isCaptured && variable.isMutable && variable.owner != nil
  }

  func slot(_ variable: Variable) -> Slot {
    if let known = slots[variable] { return known }
    let slot = newSlot(isBox(variable) ? .value : representation(variable.type))
    slots[variable] = slot
    return slot
  }

  func layOut(_ code: FunctionCode, parameters: [Variable], captures: [Variable]) {
    var given: [Slot] = []
    for parameter in parameters {
      let slot = newSlot(representation(parameter.type))
      given.append(slot)
      if isBox(parameter) {
        let box = newSlot(.value)
        slots[parameter] = box
        boxed.append((slot, box.offset))
      } else {
        slots[parameter] = slot
      }
    }
    code.layOut(parameters: given, captures: captures.map { slot($0) })
  }

  func loop(_ loop: Loop) -> Int {
    if let known = loops[ObjectIdentifier(loop)] { return known }
    let number = loops.count + 1
    loops[ObjectIdentifier(loop)] = number
    return number
  }

  // MARK: Bodies

  func body(_ statements: [Statement]) -> Node {
    var nodes: [Node] = boxed.map { BoxParameter($0.from, $0.index) }
    if let initialized {
      nodes.append(SetValueLocal(slot(initialized).offset, emptyRecord(initialized.type)))
      nodes.append(block(statements))
      nodes.append(ReturnNode(ValueLocal(slot(initialized).offset), .value))
    } else {
      nodes.append(block(statements))
    }
    return nodes.count == 1 ? nodes[0] : BlockNode(nodes)
  }

  /// A structure whose fields have their defaults, or nothing yet.
  private func emptyRecord(_ type: Type) -> Node {
    guard let name = type.name, let structure = lowerer.describer.structures[name] else {
      return ValueConstant(.void)
    }
    let fields = structure.fields.map {
      $0.defaultValue.map { expression($0) } ?? ValueConstant(.void)
    }
    return structure.fields.isEmpty ? ValueConstant(.record(Record([]))) : RecordNode(fields)
  }

  func finish(_ code: FunctionCode, _ body: Node) {
    code.finish(
      body,
      wordBytes: 8 * wordCount,
      valueCount: valueCount,
      result: resultRepresentation
    )
  }
}

/// The body of a generic function for types that are too large.
private final class EndlessTypes: Node {
  private let place: Place
  init(_ place: Place) { self.place = place }
  override func evaluate(_ f: Frame) throws -> Value {
    throw Trap(
      "this generic function calls itself with types of more than \(Type.sizeLimit) parts",
      place
    )
  }
}

import SwiftSyntax

extension Checker {
  /// A name standing for a value.
  func checkReference(_ syntax: DeclReferenceExprSyntax, _ expecting: Type?) -> Expression {
    let name = syntax.baseName.text
    switch scope.find(name) {
    case .variable(let variable): return use(variable, syntax)
    case .functions(let functions): return functionValue(functions, name, syntax, expecting)
    case .type(let type): return Expression(.error, .metatype(type), place(syntax))
    case nil: break
    }
    if syntax.baseName.tokenKind == .dollarIdentifier(name) {
      return fail(
        syntax,
        "anonymous closure argument '\(name)' is not available here",
        notes: ["'$0' stands only in a closure without named parameters"]
      )
    }
    if let receiver = selfVariable, memberNames(of: receiver.type, isStatic: false).contains(name) {
      return member(of: use(receiver, syntax), syntax.baseName, expecting: expecting)
    }
    if case .binaryOperator = syntax.baseName.tokenKind {
      return operatorValue(name, syntax, expecting)
    }
    let bindings = registeredFunctions(name)
    if let constant = bindings.first(where: { $0.kind == .constant }) {
      let candidate = candidate(constant, [:])
      return Expression(
        .callBinding(BindingUse(binding: constant, generics: [:], receiver: nil), []),
        candidate.signature.result,
        place(syntax)
      )
    }
    if !bindings.isEmpty {
      return expanded(syntax, expecting) { arguments, result in
        self.resolve(bindings.map { self.candidate($0, [:]) }, name, arguments, syntax, result)
      }
    }
    if let type = typeNamed(name) {
      return fail(
        syntax,
        "expected a value, found the type '\(show(type))'",
        notes: ["call it to make a value: \(name)(…)"]
      )
    }
    reportUnknown(name, syntax)
    return error(syntax)
  }

  func noteUse(of function: FunctionDeclaration) {
    if !isTrial, !function.isLocal { usedGlobals.insert(function.name) }
    guard function.isLocal else { return }
    if !context.localFunctions.contains(where: { $0 === function }) {
      context.localFunctions.append(function)
    }
    // What it uses, its callers use: noted for the contexts between the call and its declaration.
    var inner: FunctionContext? = context
    while let current = inner, current !== function.context.parent {
      if !current.localFunctions.contains(where: { $0 === function }) {
        current.localFunctions.append(function)
      }
      inner = current.parent
    }
  }

  private func functionValue(
    _ functions: [FunctionDeclaration],
    _ name: String,
    _ syntax: DeclReferenceExprSyntax,
    _ expecting: Type?
  ) -> Expression {
    functions.forEach { noteUse(of: $0) }
    var labels: [String]?
    if let names = syntax.argumentNames { labels = names.arguments.map { $0.name.text } }
    let fitting = functions.filter { function in
      guard let labels else { return true }
      return function.signature.parameters.map { $0.label ?? "_" } == labels
    }
    if fitting.count == 1 {
      let found = candidate(fitting[0])
      return Expression(
        .functionValue(fitting[0], generics: found.generics),
        .function(found.signature.functionType),
        place(syntax)
      )
    }
    if let expecting {
      for function in fitting {
        let found = candidate(function)
        if canConvert(.function(found.signature.functionType), to: expecting) {
          return Expression(
            .functionValue(function, generics: found.generics),
            .function(found.signature.functionType),
            place(syntax)
          )
        }
      }
    }
    return fail(
      syntax,
      "ambiguous use of '\(name)'",
      notes: fitting.map { "candidate: \($0.signature.fullName)" }
    )
  }

  /// `+` where a function is expected.
  private func operatorValue(_ name: String, _ syntax: DeclReferenceExprSyntax, _ expecting: Type?)
    -> Expression
  {
    expanded(syntax, expecting) { arguments, result in
      var operands = arguments.compactMap(\.checked)
      if operands.count == 1, case .tuple(let parts) = self.shallow(operands[0].type) {
        // As in Swift, a function of two arguments stands where one of a pair is expected.
        let pair = operands[0]
        operands = parts.indices.map {
          Expression(.tupleElement(pair, $0), parts[$0].type, pair.place)
        }
      }
      guard operands.count == 2, let left = operands.first, let right = operands.last else {
        return self.fail(syntax, "'\(name)' takes two arguments")
      }
      return self.binary(name, left, right, token: syntax, place: self.place(syntax), result)
    }
  }

  private func expanded(
    _ syntax: some SyntaxProtocol,
    _ expecting: Type?,
    _ call: ([CallArgument], Type?) -> Expression
  ) -> Expression {
    guard let expecting, case .function(let function) = shallow(expecting) else {
      return fail(
        syntax,
        "a function stands only where it is called or where the context tells its type",
        notes: ["wrap it in a closure: { \(syntax.trimmedDescription)($0) }"]
      )
    }
    return expansion(function.parameters, function.result, syntax) { call($0, function.result) }
  }

  /// A closure that calls something with its own parameters.
  func expansion(
    _ parameters: [Type],
    _ result: Type,
    _ syntax: some SyntaxProtocol,
    _ call: ([CallArgument]) -> Expression
  ) -> Expression {
    let inner = FunctionContext(.closure, "closure", parent: context)
    inner.place = place(syntax)
    inner.parameters = parameters.enumerated().map {
      Variable("$\($0)", $1, isMutable: false, place: place(syntax), owner: inner)
    }
    let outer = context
    context = inner
    defer { context = outer }
    let arguments = inner.parameters.map { parameter in
      CallArgument(
        checked: Expression(.variable(parameter), parameter.type, place(syntax)),
        place: place(syntax)
      )
    }
    var value = call(arguments)
    if !shallow(result).isVoid { value = coerce(value, to: result, for: .closureResult) }
    inner.result = result
    inner.body = [shallow(result).isVoid ? .expression(value, shows: false) : .returnValue(value)]
    return Expression(
      .closure(inner),
      .function(FunctionType(parameters: parameters, result: result)),
      place(syntax)
    )
  }

  /// The type that an expression names, if it names one: `Int`, `[Int]`, `Set<Int>`, `Double?`.
  func typeExpression(_ syntax: ExprSyntax) -> Type? {
    switch syntax.as(ExprSyntaxEnum.self) {
    case .declReferenceExpr(let reference):
      let name = reference.baseName.text
      switch scope.find(name) {
      case .type(let type): return type
      case .variable, .functions: return nil
      case nil: break
      }
      if name == "Self", let receiver = selfVariable { return receiver.type }
      if name == "Void" { return Type.void }
      return typeNamed(name) ?? (registry.protocols[name] != nil ? .existential(name) : nil)
    case .genericSpecializationExpr(let generic):
      guard let reference = generic.expression.as(DeclReferenceExprSyntax.self),
        TypeReader.arity[reference.baseName.text] != nil
      else { return nil }
      return reader.read(TypeReader.parse(syntax.trimmedDescription))
    case .arrayExpr(let array):
      guard array.elements.count == 1, let element = array.elements.first,
        let type = typeExpression(element.expression)
      else { return nil }
      return .array(type)
    case .dictionaryExpr(let dictionary):
      guard case .elements(let elements) = dictionary.content, elements.count == 1,
        let element = elements.first,
        let key = typeExpression(element.key), let value = typeExpression(element.value)
      else { return nil }
      return .dictionary(key, value)
    case .optionalChainingExpr(let optional):
      return typeExpression(optional.expression).map { .optional($0) }
    case .tupleExpr(let tuple):
      guard !tuple.elements.isEmpty else { return nil }
      var elements: [Type.TupleElement] = []
      for element in tuple.elements {
        guard let type = typeExpression(element.expression) else { return nil }
        elements.append(.init(label: element.label?.text, type: type))
      }
      return elements.count == 1 ? elements[0].type : .tuple(elements)
    case .typeExpr(let type): return reader.read(type.type)
    case .infixOperatorExpr, .sequenceExpr: return nil
    case .memberAccessExpr(let member):
      return member.trimmedDescription == "String.Index" ? .nominal("String.Index", []) : nil
    default: return nil
    }
  }
}

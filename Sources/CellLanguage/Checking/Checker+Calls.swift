import SwiftSyntax

/// Something that a call may mean.
struct Candidate {
  enum Target {
    case function(FunctionDeclaration)
    case binding(Binding)
    case structure(StructureDeclaration)
    case enumerationCase(EnumerationDeclaration, Int)
  }

  let target: Target
  /// The signature with type variables for generic parameters.
  let signature: Signature
  let generics: [String: Type]
  var receiver: Expression?
  var receiverType: Type?
}

extension Checker {
  // MARK: What is called

  func checkCall(_ call: FunctionCallExprSyntax, _ expecting: Type?) -> Expression {
    if let chained = chain(ExprSyntax(call), { self.checkCall(call, expecting) }) { return chained }
    let callee = call.calledExpression
    if let reference = callee.as(DeclReferenceExprSyntax.self) {
      return checkNamedCall(call, reference, expecting)
    }
    if let type = typeExpression(callee) { return construct(type, call, expecting) }
    if let member = callee.as(MemberAccessExprSyntax.self) {
      return checkMemberCall(call, member, expecting)
    }
    return callValue(check(callee), call)
  }

  private func checkNamedCall(
    _ call: FunctionCallExprSyntax,
    _ reference: DeclReferenceExprSyntax,
    _ expecting: Type?
  ) -> Expression {
    let name = reference.baseName.text
    switch scope.find(name) {
    case .variable(let variable): return callValue(use(variable, reference), call)
    case .functions(let functions):
      functions.forEach { noteUse(of: $0) }
      return resolve(functions.map { candidate($0) }, name, call, expecting)
    case .type(let type): return construct(type, call, expecting)
    case nil: break
    }
    if let receiver = selfVariable,
      let found = implicitSelfCall(receiver, name, call, reference, expecting)
    {
      return found
    }
    let bindings = registeredFunctions(name).filter { $0.kind == .function }
    if !bindings.isEmpty {
      return resolve(bindings.map { candidate($0, [:]) }, name, call, expecting)
    }
    if let type = typeNamed(name) { return construct(type, call, expecting) }
    reportUnknown(name, reference)
    checkArgumentsAlone(call)
    return error(call)
  }

  /// Looks at the arguments of a call that cannot be made, for mistakes of their own.
  func checkArgumentsAlone(_ call: FunctionCallExprSyntax) {
    for argument in call.arguments where !needsContext(argument.expression) {
      _ = check(argument.expression)
    }
  }

  func arguments(of call: FunctionCallExprSyntax) -> [CallArgument] {
    var found = arguments(call.arguments)
    if let closure = call.trailingClosure {
      found.append(
        CallArgument(
          syntax: ExprSyntax(closure),
          place: place(closure),
          isTrailing: true,
          isUnlabeledTrailing: true
        )
      )
    }
    for element in call.additionalTrailingClosures {
      found.append(
        CallArgument(
          label: element.label.text,
          labelPlace: place(element.label),
          syntax: ExprSyntax(element.closure),
          place: place(element.closure),
          isTrailing: true
        )
      )
    }
    return found
  }

  func arguments(_ list: LabeledExprListSyntax) -> [CallArgument] {
    list.map {
      CallArgument(
        label: $0.label?.text,
        labelPlace: $0.label.map { self.place($0) },
        syntax: $0.expression,
        place: place($0.expression)
      )
    }
  }

  // MARK: Values of function type

  func callValue(_ callee: Expression, _ call: FunctionCallExprSyntax) -> Expression {
    let type = shallow(callee.type)
    if type.isError {
      checkArgumentsAlone(call)
      return error(call)
    }
    guard case .function(let function) = type else {
      if type.isOptional {
        return fail(
          call.calledExpression,
          "value of optional type '\(show(type))' must be unwrapped before it is called"
        )
      }
      return fail(call.calledExpression, "cannot call value of non-function type '\(show(type))'")
    }
    let parameters = function.parameters.enumerated().map {
      Signature.Parameter(
        label: nil,
        name: "#\($0 + 1)",
        type: $1,
        isInout: function.inoutParameters.contains($0)
      )
    }
    var arguments = arguments(of: call)
    for index in arguments.indices
    where arguments[index].isTrailing && arguments[index].label == nil {
      arguments[index].isUnlabeledTrailing = true
    }
    do throws(LabelProblem) {
      let match = try ArgumentMatcher.match(parameters, arguments)
      var values: [Expression] = []
      for needing in [false, true] {
        for (index, parameter) in parameters.enumerated() {
          guard let syntax = arguments[match[index][0]].syntax, needsContext(syntax) == needing
          else { continue }
          _ = parameter
        }
      }
      for (index, parameter) in parameters.enumerated() {
        values.append(argument(arguments[match[index][0]], parameter))
      }
      return Expression(.callValue(callee, values), function.result, place(call))
    } catch {
      report(error, call, arguments)
      return self.error(call)
    }
  }

  func report(_ problem: LabelProblem, _ call: some SyntaxProtocol, _ arguments: [CallArgument]) {
    var where_ = place(call)
    if let index = problem.argument {
      where_ = arguments[index].labelPlace ?? arguments[index].place
    } else if let call = call.as(FunctionCallExprSyntax.self) {
      where_ = place(call.calledExpression)
      if let member = call.calledExpression.as(MemberAccessExprSyntax.self) {
        where_ = place(member.declName)
      }
    }
    report(where_, problem.message, notes: problem.notes)
  }

  /// An argument as the type of its parameter.
  func argument(_ argument: CallArgument, _ parameter: Signature.Parameter) -> Expression {
    if parameter.isInout {
      guard let syntax = argument.syntax?.as(InOutExprSyntax.self) else {
        report(
          argument.place,
          "passing value of type '\(show(parameter.type))' to an inout parameter requires explicit '&'"
        )
        return Expression(.error, .error, argument.place)
      }
      let target = check(syntax.expression)
      guard requirePlace(target, syntax.expression) else { return error(syntax) }
      guard solver.unify(target.type, parameter.type) else {
        return fail(
          syntax,
          ConversionPurpose.argument.sentence(show(target.type), show(parameter.type))
        )
      }
      return Expression(.inoutArgument(target), target.type, argument.place)
    }
    if let checked = argument.checked { return coerce(checked, to: parameter.type, for: .argument) }
    guard let syntax = argument.syntax else { return Expression(.error, .error, argument.place) }
    return coerce(syntax, to: parameter.type, for: .argument)
  }

  // MARK: Candidates

  func candidate(_ function: FunctionDeclaration, receiver: Expression? = nil) -> Candidate {
    if let owner = function.owner, !isTrial { usedGlobals.insert(owner) }
    let generics = Dictionary(
      function.signature.generics.map { ($0.name, solver.fresh()) },
      uniquingKeysWith: { a, _ in a }
    )
    return Candidate(
      target: .function(function),
      signature: instantiate(function.signature, generics),
      generics: generics,
      receiver: receiver
    )
  }

  func candidate(
    _ binding: Binding,
    _ owner: [String: Type],
    receiver: Expression? = nil,
    receiverType: Type? = nil
  ) -> Candidate {
    let signature = signature(of: binding, owner)
    var generics = owner
    for generic in signature.generics { generics[generic.name] = solver.fresh() }
    return Candidate(
      target: .binding(binding),
      signature: instantiate(signature, generics),
      generics: generics,
      receiver: receiver,
      receiverType: receiverType
    )
  }

  private func instantiate(_ signature: Signature, _ generics: [String: Type]) -> Signature {
    guard !generics.isEmpty else { return signature }
    var signature = signature
    for index in signature.parameters.indices {
      signature.parameters[index].type = signature.parameters[index].type.substituting(generics)
    }
    signature.result = signature.result.substituting(generics)
    return signature
  }

  /// The signature of a registered declaration, read once.
  func signature(of binding: Binding, _ owner: [String: Type]) -> Signature {
    let key = "\(binding.owner ?? "").\(binding.isStatic).\(binding.signature)"
    if let known = signatureCache[key] { return known }
    var reader = TypeReader(registry: registry)
    reader.unknown = { [unowned self] name, _, _ in
      report(
        Place(source: source, offset: 0, length: 1),
        "the registered signature '\(binding.signature)' names an unknown type '\(name)'"
      )
    }
    for name in owner.keys { reader.scope[name] = .parameter(name) }
    let signature =
      reader.signature(of: binding) ?? Signature(name: binding.name, parameters: [], result: .error)
    signatureCache[key] = signature
    return signature
  }
}

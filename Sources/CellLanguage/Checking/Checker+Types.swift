import SwiftSyntax

extension Checker {
  func announce(_ syntax: StructDeclSyntax) {
    announce(syntax.name, syntax.inheritanceClause, syntax.genericParameterClause)
    structures[syntax.name.text] = StructureDeclaration(name: syntax.name.text)
  }

  func announce(_ syntax: EnumDeclSyntax) {
    announce(syntax.name, syntax.inheritanceClause, syntax.genericParameterClause)
    enumerations[syntax.name.text] = EnumerationDeclaration(name: syntax.name.text)
  }

  private func announce(
    _ token: TokenSyntax,
    _ inherited: InheritanceClauseSyntax?,
    _ generics: GenericParameterClauseSyntax?
  ) {
    let name = token.text
    if let generics {
      report(
        generics,
        "generic types are not available in cells",
        notes: ["write the type for the elements that you need"]
      )
    }
    if scope !== globalScope { report(token, "types are declared at the top level of a cell") }
    if scope.names[name] != nil || registry.types[name] != nil || TypeReader.arity[name] != nil {
      report(token, "invalid redeclaration of '\(name)'")
    }
    scope.names[name] = .type(.nominal(name, []))
    reader.declared.insert(name)
    conformances.declared[name] = Set(
      inherited?.inheritedTypes.map { $0.type.trimmedDescription } ?? []
    )
    for written in conformances.declared[name] ?? [] {
      conformances.declared[name]?.formUnion(Conformances.implied[written] ?? [])
    }
  }

  func layOut(_ syntax: StructDeclSyntax) {
    guard let structure = structures[syntax.name.text] else { return }
    let outer = scope
    defer { scope = outer }
    for member in syntax.memberBlock.members {
      guard let variables = member.decl.as(VariableDeclSyntax.self), !isStatic(variables.modifiers)
      else { continue }
      for binding in variables.bindings where binding.accessorBlock == nil {
        layOut(binding, variables.bindingSpecifier.tokenKind == .keyword(.var), structure)
      }
    }
    announceMembers(syntax.memberBlock, of: syntax.name.text)
  }

  private func layOut(
    _ binding: PatternBindingSyntax,
    _ isMutable: Bool,
    _ structure: StructureDeclaration
  ) {
    guard let name = binding.pattern.as(IdentifierPatternSyntax.self)?.identifier else {
      report(binding.pattern, "a stored property has one name")
      return
    }
    var type = binding.typeAnnotation.map { reader.read($0.type) }
    var value: Expression?
    if let initializer = binding.initializer {
      if let type {
        value = coerce(initializer.value, to: type, for: .initializer)
      } else {
        let found = check(initializer.value)
        type = settle(found.type)
        value = found
      }
    } else if let type, type.isOptional, isMutable {
      value = Expression(.nilLiteral, type, place(name))
    }
    if type == nil { report(name, "a stored property needs a type or a value") }
    structure.fields.append(
      .init(name: name.text, type: type ?? .error, isMutable: isMutable, defaultValue: value)
    )
  }

  func layOut(_ syntax: EnumDeclSyntax) {
    guard let enumeration = enumerations[syntax.name.text] else { return }
    let inherited =
      syntax.inheritanceClause?.inheritedTypes.map { $0.type.trimmedDescription } ?? []
    if let raw = inherited.first(where: { ["Int", "String", "Double"].contains($0) }) {
      enumeration.rawType = .nominal(raw, [])
    }
    var next = 0
    for member in syntax.memberBlock.members {
      guard let cases = member.decl.as(EnumCaseDeclSyntax.self) else { continue }
      for element in cases.elements {
        let parameters = element.parameterClause?.parameters.map { $0 } ?? []
        var found = EnumerationDeclaration.Case(
          name: element.name.text,
          labels: parameters.map { $0.firstName.flatMap { $0.text == "_" ? nil : $0.text } },
          types: parameters.map { reader.read($0.type) }
        )
        if let raw = enumeration.rawType { found.rawValue = rawValue(element, raw, &next) }
        enumeration.cases.append(found)
      }
    }
    var implicit: Set<String> = conformances.declared[enumeration.name] ?? []
    if enumeration.cases.allSatisfy({ $0.types.isEmpty }) {
      implicit.formUnion(["Equatable", "Hashable"])
    }
    conformances.declared[enumeration.name] = implicit
    announceMembers(syntax.memberBlock, of: syntax.name.text)
  }

  private func rawValue(_ element: EnumCaseElementSyntax, _ type: Type, _ next: inout Int) -> Value
  {
    let written = element.rawValue?.value
    if type == .string {
      if let literal = written?.as(StringLiteralExprSyntax.self) {
        return .string(Checker.texts(of: literal).compactMap { $0 }.joined())
      }
      return .string(element.name.text)
    }
    if let written {
      let text = written.trimmedDescription.filter { $0 != "_" }
      if type == .double { return .double(Double(text) ?? 0) }
      next = Int(text) ?? 0
    }
    defer { next &+= 1 }
    return type == .double ? .double(Double(next)) : .int(next)
  }

  func isStatic(_ modifiers: DeclModifierListSyntax) -> Bool {
    modifiers.contains { $0.name.text == "static" }
  }

  // MARK: Members

  private func announceMembers(_ block: MemberBlockSyntax, of name: String) {
    let outer = (reader.scope["Self"], scope)
    reader.scope["Self"] = .nominal(name, [])
    defer {
      reader.scope["Self"] = outer.0
      scope = outer.1
    }
    for member in block.members {
      if let syntax = member.decl.as(FunctionDeclSyntax.self) {
        let function = declaration(of: syntax)
        add(
          function,
          syntax.name.text,
          name,
          isStatic: isStatic(syntax.modifiers),
          id: syntax.id,
          isMutating: syntax.modifiers.contains { $0.name.text == "mutating" }
        )
      } else if let syntax = member.decl.as(InitializerDeclSyntax.self) {
        announceInitializer(syntax, name)
      } else if let syntax = member.decl.as(VariableDeclSyntax.self) {
        announceProperty(syntax, name)
      } else if let syntax = member.decl.as(SubscriptDeclSyntax.self) {
        var signature = reader.signature(
          name: "subscript",
          generics: nil,
          parameters: syntax.parameterClause,
          result: syntax.returnClause.type,
          requirements: nil,
          isSubscript: true
        )
        signature.name = "subscript"
        add(
          makeFunction("subscript", signature, syntax),
          "subscript",
          name,
          isStatic: false,
          id: syntax.id,
          isMutating: false
        )
      } else if !member.decl.is(EnumCaseDeclSyntax.self), !member.decl.is(TypeAliasDeclSyntax.self)
      {
        report(member.decl, "this declaration is not available inside a type of a cell")
      }
    }
  }

  private func makeFunction(_ name: String, _ signature: Signature, _ syntax: some SyntaxProtocol)
    -> FunctionDeclaration
  {
    let inner = FunctionContext(.function, name, parent: context)
    inner.place = place(syntax)
    inner.result = signature.result
    return FunctionDeclaration(
      name: name,
      signature: signature,
      place: place(syntax),
      context: inner,
      cell: cell
    )
  }

  private func announceInitializer(_ syntax: InitializerDeclSyntax, _ name: String) {
    var signature = reader.signature(
      name: "init",
      generics: syntax.genericParameterClause,
      parameters: syntax.signature.parameterClause,
      result: nil,
      requirements: syntax.genericWhereClause
    )
    signature.result = .nominal(name, [])
    if syntax.optionalMark != nil {
      report(
        syntax,
        "failable initializers are not available in cells",
        notes: ["write a static function that returns an optional"]
      )
    }
    add(
      makeFunction("init", signature, syntax),
      "init",
      name,
      isStatic: true,
      id: syntax.id,
      isMutating: false
    )
  }

  private func announceProperty(_ syntax: VariableDeclSyntax, _ name: String) {
    for binding in syntax.bindings {
      let isStatic = isStatic(syntax.modifiers)
      guard isStatic || binding.accessorBlock != nil,
        let token = binding.pattern.as(IdentifierPatternSyntax.self)?.identifier
      else { continue }
      var type = binding.typeAnnotation.map { reader.read($0.type) }
      if type == nil, let value = binding.initializer?.value { type = settle(check(value).type) }
      let signature = Signature(name: token.text, parameters: [], result: type ?? .error)
      add(
        makeFunction(token.text, signature, token),
        token.text,
        name,
        isStatic: isStatic,
        id: binding.id,
        isMutating: false,
        isProperty: true
      )
    }
  }

  private func add(
    _ function: FunctionDeclaration,
    _ member: String,
    _ owner: String,
    isStatic: Bool,
    id: SyntaxIdentifier,
    isMutating: Bool,
    isProperty: Bool = false
  ) {
    var function = function
    if isMutating {
      var signature = function.signature
      signature.isMutating = true
      function = FunctionDeclaration(
        name: function.name,
        signature: signature,
        place: function.place,
        context: function.context,
        cell: function.cell
      )
    }
    function.owner = owner
    announced[id] = function
    declaredMembers[owner, default: [:]][member, default: []].append(
      DeclaredMember(function: function, isStatic: isStatic, isProperty: isProperty)
    )
  }

  // MARK: Bodies

  func checkMembers(of syntax: StructDeclSyntax) {
    checkMembers(syntax.memberBlock, syntax.name.text)
  }
  func checkMembers(of syntax: EnumDeclSyntax) {
    checkMembers(syntax.memberBlock, syntax.name.text)
  }

  private func checkMembers(_ block: MemberBlockSyntax, _ name: String) {
    let outer = (selfVariable, reader.scope["Self"])
    reader.scope["Self"] = .nominal(name, [])
    defer {
      selfVariable = outer.0
      reader.scope["Self"] = outer.1
    }
    for member in block.members {
      if let syntax = member.decl.as(FunctionDeclSyntax.self), let function = announced[syntax.id] {
        prepareSelf(
          function,
          name,
          hasSelf: !isStatic(syntax.modifiers),
          isMutable: function.signature.isMutating
        )
        checkFunction(syntax, function)
      } else if let syntax = member.decl.as(InitializerDeclSyntax.self),
        let function = announced[syntax.id], let body = syntax.body
      {
        checkInitializer(function, name, syntax, body)
      } else if let syntax = member.decl.as(SubscriptDeclSyntax.self),
        let function = announced[syntax.id], let body = getter(syntax.accessorBlock)
      {
        prepareSelf(function, name, hasSelf: true, isMutable: false)
        checkFunctionBody(function, syntax.parameterClause, nil, body)
      } else if let syntax = member.decl.as(VariableDeclSyntax.self) {
        for binding in syntax.bindings {
          checkProperty(binding, name, isStatic: isStatic(syntax.modifiers))
        }
      }
      selfVariable = nil
    }
  }

  private func prepareSelf(
    _ function: FunctionDeclaration,
    _ name: String,
    hasSelf: Bool,
    isMutable: Bool
  ) {
    guard hasSelf else {
      selfVariable = nil
      return
    }
    let receiver = Variable(
      "self",
      .nominal(name, []),
      isMutable: false,
      place: function.place,
      owner: function.context
    )
    receiver.isInout = isMutable
    function.receiver = receiver
    function.context.parameters = [receiver]
    selfVariable = receiver
    scope.names["self"] = .variable(receiver)
  }

  private func checkInitializer(
    _ function: FunctionDeclaration,
    _ name: String,
    _ syntax: InitializerDeclSyntax,
    _ body: CodeBlockSyntax
  ) {
    // `self` is a local variable that the body fills and the function returns.
    let receiver = Variable(
      "self",
      .nominal(name, []),
      isMutable: true,
      place: function.place,
      owner: function.context
    )
    selfVariable = receiver
    function.context.result = .void
    scope.names["self"] = .variable(receiver)
    checkFunctionBody(
      function,
      syntax.signature.parameterClause,
      syntax.genericParameterClause,
      body.statements
    )
    scope.names["self"] = nil
    function.receiver = receiver
  }

  private func getter(_ block: AccessorBlockSyntax?) -> CodeBlockItemListSyntax? {
    switch block?.accessors {
    case .getter(let statements): return statements
    case .accessors(let list):
      for accessor in list where accessor.accessorSpecifier.tokenKind != .keyword(.get) {
        report(accessor, "only 'get' is available for computed properties of a cell")
      }
      return list.first { $0.accessorSpecifier.tokenKind == .keyword(.get) }?.body?.statements
    case nil: return nil
    }
  }

  private func checkProperty(_ binding: PatternBindingSyntax, _ name: String, isStatic: Bool) {
    guard let function = announced[binding.id] else { return }
    let parameters = FunctionParameterClauseSyntax(parameters: [])
    if let statements = getter(binding.accessorBlock) {
      prepareSelf(function, name, hasSelf: !isStatic, isMutable: false)
      checkFunctionBody(function, parameters, nil, statements)
    } else if let value = binding.initializer?.value {
      let found = coerce(value, to: function.signature.result, for: .initializer)
      function.context.body = [.returnValue(found)]
      function.isChecked = true
    }
  }

  /// A call by name inside a type: a method or property of `self`, or a static member.
  func implicitSelfCall(
    _ receiver: Variable,
    _ name: String,
    _ call: FunctionCallExprSyntax,
    _ reference: DeclReferenceExprSyntax,
    _ expecting: Type?
  ) -> Expression? {
    guard memberNames(of: receiver.type, isStatic: false).contains(name) else { return nil }
    return callMember(use(receiver, reference), reference.baseName, call, expecting)
  }
}

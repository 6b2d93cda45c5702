import SwiftSyntax

extension Checker {
  /// Makes the functions and types of a block known before its statements are looked at.
  func hoist(_ items: CodeBlockItemListSyntax) {
    for item in items {
      guard case .decl(let declaration) = item.item else { continue }
      if let structure = declaration.as(StructDeclSyntax.self) { announce(structure) }
      if let enumeration = declaration.as(EnumDeclSyntax.self) { announce(enumeration) }
    }
    for item in items {
      guard case .decl(let declaration) = item.item else { continue }
      if let structure = declaration.as(StructDeclSyntax.self) { layOut(structure) }
      if let enumeration = declaration.as(EnumDeclSyntax.self) { layOut(enumeration) }
      if let alias = declaration.as(TypeAliasDeclSyntax.self) { announce(alias) }
    }
    for item in items {
      guard case .decl(let declaration) = item.item else { continue }
      if let function = declaration.as(FunctionDeclSyntax.self) { announce(function) }
    }
  }

  func checkDeclaration(_ syntax: DeclSyntax) -> [Statement] {
    switch syntax.as(DeclSyntaxEnum.self) {
    case .variableDecl(let declaration): return checkVariables(declaration)
    case .functionDecl(let declaration):
      guard let function = announced[declaration.id] else { return [] }
      checkBody(of: function.name) { $0.checkFunction(declaration, function) }
      return [.function(function)]
    case .structDecl(let declaration):
      checkBody(of: declaration.name.text) { $0.checkMembers(of: declaration) }
      return []
    case .enumDecl(let declaration):
      checkBody(of: declaration.name.text) { $0.checkMembers(of: declaration) }
      return []
    case .typeAliasDecl: return []
    case .extensionDecl(let declaration):
      report(
        declaration.extensionKeyword,
        "extensions are not available in cells",
        notes: ["write a function that takes the value, or put the method into the type"]
      )
    case .importDecl(let declaration):
      report(
        declaration,
        "'import' is not available in cells",
        notes: ["the library and Swift's usual functions are there already; leave it out"]
      )
    case .classDecl(let declaration):
      report(
        declaration.classKeyword,
        "classes are not available in cells",
        notes: ["use 'struct'"]
      )
    case .actorDecl(let declaration):
      report(
        declaration.actorKeyword,
        "actors are not available in cells",
        notes: ["use 'struct', and 'sweep' to run things side by side"]
      )
    case .protocolDecl(let declaration):
      report(
        declaration.protocolKeyword,
        "protocols are not available in cells",
        notes: ["use an 'enum' with payloads, or pass functions"]
      )
    case .macroDecl, .macroExpansionDecl: report(syntax, "macros are not available in cells")
    case .operatorDecl, .precedenceGroupDecl:
      report(syntax, "operators cannot be declared in cells", notes: ["write a function"])
    case .subscriptDecl, .initializerDecl, .deinitializerDecl:
      report(syntax, "this declaration stands only inside a type")
    case .ifConfigDecl: report(syntax, "conditional compilation is not available in cells")
    default: report(syntax, "this declaration is not available in cells")
    }
    return []
  }

  /// Checks what runs only when it is called: at the top level after all of the cell's variables.
  private func checkBody(of name: String, _ check: @escaping (Checker) -> Void) {
    guard scope === globalScope, context.kind == .cell else { return check(self) }
    deferredBodies.append { [unowned self] in
      notingEffects(of: [name], if: { _ in true }) { check(self) }
    }
  }

  // MARK: let and var

  func checkVariables(_ syntax: VariableDeclSyntax) -> [Statement] {
    for modifier in syntax.modifiers {
      report(modifier, "'\(modifier.name.text)' is not available here")
    }
    for attribute in syntax.attributes {
      report(attribute, "attributes are not available on variables of a cell")
    }
    let isMutable = syntax.bindingSpecifier.tokenKind == .keyword(.var)
    var statements: [Statement] = []
    // let a, b: Int: an annotation serves the names before it.
    var annotations = [Type?](repeating: nil, count: syntax.bindings.count)
    var carried: Type?
    for (index, binding) in syntax.bindings.enumerated().reversed() {
      if let annotation = binding.typeAnnotation {
        carried = openType(annotation.type, binding) ?? reader.read(annotation.type)
      }
      annotations[index] =
        binding.typeAnnotation != nil || binding.initializer == nil ? carried : nil
      if binding.initializer != nil, binding.typeAnnotation == nil { carried = nil }
    }
    for (binding, annotation) in zip(syntax.bindings, annotations) {
      statements += checkBinding(binding, annotation, isMutable: isMutable)
    }
    return statements
  }

  private func checkBinding(_ binding: PatternBindingSyntax, _ annotation: Type?, isMutable: Bool)
    -> [Statement]
  {
    if let accessors = binding.accessorBlock {
      report(
        accessors,
        "computed variables are not available in cells outside of types",
        notes: ["write a function without parameters"]
      )
      _ = destructure(binding.pattern, annotation ?? .error, isMutable: isMutable)
      return []
    }
    guard let initializer = binding.initializer else {
      guard let annotation else {
        report(
          binding.pattern,
          "type annotation missing in pattern",
          notes: ["give it a type or a value"]
        )
        _ = destructure(binding.pattern, .error, isMutable: isMutable)
        return []
      }
      guard case .bind(let variable) = destructure(binding.pattern, annotation, isMutable: true)
      else { return [] }
      if annotation.isOptional, isMutable {
        return [.declare(.bind(variable), Expression(.nilLiteral, annotation, variable.place))]
      }
      return [.declareEmpty(variable)]
    }
    let value: Expression
    var type: Type
    let before = found.count
    let names = scope === globalScope ? Checker.names(in: binding.pattern) : []
    let hasEffects = { (value: Expression) in self.holdsFunction(value.type) }
    if let annotation {
      value = notingEffects(of: names, if: hasEffects) {
        coerce(initializer.value, to: annotation, for: .initializer)
      }
      type = settle(annotation)
      if type.hasVariables {
        if found.count == before { report(initializer.value, explainOpen(value)) }
        type = .error
      }
    } else {
      value = notingEffects(of: names, if: hasEffects) { check(initializer.value) }
      type = settle(value.type)
      if case .metatype = type {
        report(initializer.value, "expected a value, found a type")
        type = .error
      }
      if type.hasVariables {
        if found.count == before { report(initializer.value, explainOpen(value)) }
        type = .error
      }
    }
    return [.declare(destructure(binding.pattern, type, isMutable: isMutable), value)]
  }

  /// `Set`, `Array` or `Dictionary` without arguments, which the value tells.
  private func openType(_ syntax: TypeSyntax, _ binding: PatternBindingSyntax) -> Type? {
    guard binding.initializer != nil, let written = syntax.as(IdentifierTypeSyntax.self),
      written.genericArgumentClause == nil, scope.find(written.name.text) == nil,
      let arity = TypeReader.arity[written.name.text], arity > 0
    else { return nil }
    return typeNamed(written.name.text)
  }

  /// The names that a pattern declares.
  static func names(in pattern: PatternSyntax) -> [String] {
    pattern.tokens(viewMode: .sourceAccurate).compactMap {
      if case .identifier(let name) = $0.tokenKind { name } else { nil }
    }
  }

  private func explainOpen(_ value: Expression) -> String {
    switch value.kind {
    case .array, .dictionary:
      "empty collection literal requires an explicit type, as in 'var list: [Int] = []'"
    case .nilLiteral: "'nil' requires a contextual type, as in 'var x: Int? = nil'"
    case .closure:
      "the types of the closure's parameters cannot be found from here; write { (x: Double) in … }"
    default: "the type of this expression cannot be found from here; annotate the variable"
    }
  }

  // MARK: Functions

  private func announce(_ syntax: FunctionDeclSyntax) {
    let function = declaration(of: syntax)
    announced[syntax.id] = function
    let name = syntax.name.text
    switch scope.names[name] {
    case .functions(let others):
      let labels = function.signature.fullName
      let types = function.signature.parameters.map(\.type)
      if others.contains(where: {
        $0.signature.fullName == labels && $0.signature.parameters.map(\.type) == types
      }) {
        report(syntax.name, "invalid redeclaration of '\(labels)'")
      }
      scope.names[name] = .functions(others + [function])
    case .variable, .type: report(syntax.name, "invalid redeclaration of '\(name)'")
    case nil: scope.names[name] = .functions([function])
    }
  }

  /// The declaration of a function, its body not yet looked at.
  func declaration(of syntax: FunctionDeclSyntax) -> FunctionDeclaration {
    rejectEffects(syntax.signature.effectSpecifiers)
    let signature = withGenerics(syntax.genericParameterClause) {
      reader.signature(
        name: syntax.name.text,
        generics: syntax.genericParameterClause,
        parameters: syntax.signature.parameterClause,
        result: syntax.signature.returnClause?.type,
        requirements: syntax.genericWhereClause
      )
    }
    let inner = FunctionContext(.function, syntax.name.text, parent: context)
    inner.place = place(syntax.name)
    let function = FunctionDeclaration(
      name: syntax.name.text,
      signature: signature,
      place: place(syntax.name),
      context: inner,
      cell: cell
    )
    inner.result = signature.result
    return function
  }

  func rejectEffects(_ effects: FunctionEffectSpecifiersSyntax?) {
    if let async = effects?.asyncSpecifier {
      report(
        async,
        "'async' is not available in cells",
        notes: ["functions of a cell run to their end; 'sweep' runs several at once"]
      )
    }
  }

  func withGenerics<R>(_ clause: GenericParameterClauseSyntax?, _ body: () -> R) -> R {
    let outer = conformances.parameters
    defer { conformances.parameters = outer }
    for parameter in clause?.parameters ?? [] {
      conformances.parameters[parameter.name.text] =
        parameter.inheritedType.map(TypeReader.names(in:)) ?? []
      for name in conformances.parameters[parameter.name.text] ?? []
      where !Conformances.known.contains(name) && registry.protocols[name] == nil {
        reportUnknownType(name, parameter, reader.allNames)
      }
    }
    return body()
  }

  func checkFunction(_ syntax: FunctionDeclSyntax, _ function: FunctionDeclaration) {
    for attribute in syntax.attributes {
      guard case .attribute(let found) = attribute else { continue }
      let name = found.attributeName.trimmedDescription
      if name == "discardableResult" || name == "inlinable" { continue }
      if let element = builderElement(name) {
        function.context.collector = (
          Variable(
            "elements",
            .array(element),
            isMutable: true,
            place: function.place,
            owner: function.context
          ), element
        )
        continue
      }
      report(attribute, "the attribute '@\(name)' is not available in cells")
    }
    guard let body = syntax.body else {
      report(syntax, "expected '{' in body of function '\(syntax.name.text)'")
      return
    }
    checkFunctionBody(
      function,
      syntax.signature.parameterClause,
      syntax.genericParameterClause,
      body.statements
    )
  }

  func checkFunctionBody(
    _ function: FunctionDeclaration,
    _ parameters: FunctionParameterClauseSyntax,
    _ generics: GenericParameterClauseSyntax?,
    _ statements: CodeBlockItemListSyntax
  ) {
    let inner = function.context
    let outerScope = reader.scope
    for generic in generics?.parameters ?? [] {
      reader.scope[generic.name.text] = .parameter(generic.name.text)
    }
    let outer = (context, loops)
    defer {
      reader.scope = outerScope
      (context, loops) = outer
    }
    withGenerics(generics) {
      // Defaults are seen from outside of the function.
      function.defaults = zip(parameters.parameters, function.signature.parameters).map {
        written,
        parameter in
        written.defaultValue.map { coerce($0.value, to: parameter.type, for: .initializer) }
      }
      (context, loops) = (inner, [])
      inScope {
        var seen: Set<String> = []
        for (written, parameter) in zip(parameters.parameters, function.signature.parameters) {
          let token = written.secondName ?? written.firstName
          let type = parameter.isVariadic ? Type.array(parameter.type) : parameter.type
          let variable = Variable(
            parameter.name,
            type,
            isMutable: false,
            place: place(token),
            owner: inner
          )
          variable.isInout = parameter.isInout
          inner.parameters.append(variable)
          if parameter.name != "_", !seen.insert(parameter.name).inserted {
            report(token, "invalid redeclaration of '\(parameter.name)'")
          }
          scope.names[parameter.name] = .variable(variable)
        }
        inScope {
          if let (_, element) = inner.collector {
            checkBuilderBody(statements, inner, element)
          } else {
            inner.body = checkBody(statements, inner, isClosure: false)
          }
        }
      }
    }
    function.isChecked = true
  }

  private func announce(_ alias: TypeAliasDeclSyntax) {
    let name = alias.name.text
    let type = reader.read(alias.initializer.value)
    scope.names[name] = .type(type)
    reader.scope[name] = type
  }
}

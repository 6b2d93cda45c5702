import SwiftSyntax

extension Checker {
  // MARK: Owners

  /// Where the members of a type are registered, and what its generic parameters are there.
  func owners(of type: Type) -> [(key: String, generics: [String: Type])] {
    let type = shallow(type)
    var generics: [String: Type] = ["Self": type]
    switch type {
    case .nominal(let name, let arguments):
      var keys = [name]
      switch name {
      case "Array", "ArraySlice", "Set", "ReversedCollection", "StrideTo", "StrideThrough", "Keys",
        "Values", "FlattenSequence":
        generics["Element"] = arguments[0]
        if name == "Array" { keys.append("[\(solver.final(arguments[0]))]") }
      case "Dictionary": (generics["Key"], generics["Value"]) = (arguments[0], arguments[1])
      case "Optional": generics["Wrapped"] = arguments[0]
      case "Range", "ClosedRange", "PartialRangeFrom", "PartialRangeUpTo", "PartialRangeThrough":
        generics["Bound"] = arguments[0]
      case "Int", "UInt64": keys += ["BinaryInteger", "Numeric"]
      case "Double", "Float": keys += ["FloatingPoint", "Numeric"]
      case "String", "Substring": keys.append("StringProtocol")
      default: keys += registry.types[name]?.conformances ?? []
      }
      if let element = conformances.element(of: type)
        ?? (name == "Range" || name == "ClosedRange" ? nil : nil)
      {
        generics["Element"] = element
        generics["SubSequence"] = conformances.subsequence(of: type) ?? .error
        if conformances.conforms(type, to: "Collection") { keys.append("Collection") }
        keys.append("Sequence")
      }
      keys.append("CustomStringConvertible")
      return keys.map { ($0, generics) }
    case .existential(let name): return [(name, generics)]
    case .parameter(let name):
      let constraints = conformances.parameters[name] ?? []
      var keys: [String] = []
      if !constraints.isDisjoint(with: ["BinaryInteger", "FixedWidthInteger"]) {
        keys += ["BinaryInteger", "Numeric"]
      }
      if !constraints.isDisjoint(with: ["FloatingPoint", "BinaryFloatingPoint"]) {
        keys += ["FloatingPoint", "Numeric"]
      }
      keys += constraints.filter { registry.protocols[$0] != nil }.sorted()
      keys.append("CustomStringConvertible")
      return keys.map { ($0, generics) }
    default: return []
    }
  }

  /// The registered members of a name, with the generic parameters of their owners.
  func members(_ name: String, of type: Type) -> [(Binding, [String: Type])] {
    for (key, generics) in owners(of: type) {
      let found = (registry.members[key]?[name] ?? []) + (library.members[key]?[name] ?? [])
      if !found.isEmpty {
        // More general owners add overloads of functions.
        let rest = owners(of: type).drop { $0.key != key }.dropFirst().flatMap { other in
          ((registry.members[other.key]?[name] ?? []) + (library.members[other.key]?[name] ?? []))
            .map { ($0, other.generics) }
        }
        return found.map { ($0, generics) } + rest
      }
    }
    return []
  }

  func staticMembers(_ name: String, of type: Type) -> [(Binding, [String: Type])] {
    owners(of: type).flatMap { key, generics in
      ((registry.statics[key]?[name] ?? []) + (library.statics[key]?[name] ?? [])).map {
        ($0, generics)
      }
    }
  }

  /// Every name that may follow a value of a type, or the type itself.
  func memberNames(of type: Type, isStatic: Bool) -> [String] {
    var names: [String] = []
    for (key, _) in owners(of: type) {
      for table in [registry, library] {
        names +=
          (isStatic ? table.statics[key]?.keys.map { $0 } : table.members[key]?.keys.map { $0 })
          ?? []
      }
    }
    let type = shallow(type)
    if case .tuple(let elements) = type { names += elements.compactMap(\.label) }
    if let name = type.name {
      names += structures[name]?.fields.map(\.name) ?? []
      if isStatic { names += enumerations[name]?.cases.map(\.name) ?? [] }
      if enumerations[name]?.rawType != nil, !isStatic { names.append("rawValue") }
      names +=
        declaredMembers[name]?.filter { $0.value.contains { $0.isStatic == isStatic } }.map(\.key)
        ?? []
    }
    return names.filter { $0 != "init" && $0 != "subscript" }.sorted()
  }

  // MARK: Access

  func checkMember(_ syntax: MemberAccessExprSyntax, _ expecting: Type?) -> Expression {
    guard let base = syntax.base else {
      return checkImplicitMember(syntax.declName.baseName, syntax, nil, expecting)
    }
    if let chained = chain(ExprSyntax(syntax), { self.checkMember(syntax, expecting) }) {
      return chained
    }
    let name = syntax.declName.baseName
    if name.text == "self" {
      if let type = typeExpression(base) {
        return Expression(.error, .metatype(type), place(syntax))
      }
      return check(base, expecting: expecting)
    }
    if let type = typeExpression(base) {
      return staticMember(of: type, name, syntax, nil, expecting)
    }
    let value = check(base)
    return member(of: value, name, expecting: expecting)
  }

  /// A property of a value.
  func member(of value: Expression, _ token: TokenSyntax, expecting: Type?) -> Expression {
    let name = token.text
    var type = shallow(value.type)
    if type.isError { return Expression(.error, .error, place(token)) }
    if case .variable = type { type = solver.settle(type) }
    if case .variable = type {
      return fail(
        token,
        "the type of what '.\(name)' belongs to cannot be found from here",
        notes: ["annotate the closure's parameters: { (x: Double) in … }"]
      )
    }
    if case .tuple(let elements) = type {
      if let index = Int(name) ?? elements.firstIndex(where: { $0.label == name }),
        elements.indices.contains(index)
      {
        return Expression(.tupleElement(value, index), elements[index].type, place(token))
      }
      return failMember(name, token, type)
    }
    if case .nominal(let nominal, _) = type {
      if let structure = structures[nominal],
        let index = structure.fields.firstIndex(where: { $0.name == name })
      {
        return Expression(.field(value, index), structure.fields[index].type, place(token))
      }
      if let found = declaredMembers[nominal]?[name]?.first(where: { !$0.isStatic }) {
        if found.isProperty {
          return Expression(
            .call(found.function, [value], generics: [:]),
            found.function.signature.result,
            place(token)
          )
        }
        return fail(
          token,
          "a method stands only where it is called; write { \(name)($0) } for a function"
        )
      }
    }
    if let raw = rawValue(of: value, type, name, token) { return raw }
    let found = members(name, of: type)
    for (binding, generics) in found where binding.kind == .property {
      let candidate = candidate(binding, generics, receiver: value, receiverType: type)
      return Expression(
        .callBinding(
          BindingUse(binding: binding, generics: candidate.generics, receiver: type),
          [value]
        ),
        candidate.signature.result,
        place(token)
      )
    }
    if let (binding, generics) = found.first, binding.kind == .function {
      return methodValue(value, binding, generics, token, expecting)
    }
    return failMember(name, token, type)
  }

  /// A method as a value: a closure that calls it.
  private func methodValue(
    _ value: Expression,
    _ binding: Binding,
    _ generics: [String: Type],
    _ token: TokenSyntax,
    _ expecting: Type?
  ) -> Expression {
    if let expecting, case .function(let function) = shallow(expecting) {
      return expansion(function.parameters, function.result, token) { arguments in
        self.resolve(
          self.members(token.text, of: value.type).filter { $0.0.kind == .function }.map {
            self.candidate($0.0, $0.1, receiver: value, receiverType: self.shallow(value.type))
          },
          token.text,
          arguments,
          token,
          function.result
        )
      }
    }
    return fail(
      token,
      "'\(token.text)' is a method of '\(show(value.type))' and must be called",
      notes: ["the declaration is '\(binding.signature)'"]
    )
  }

  func failMember(
    _ name: String,
    _ token: some SyntaxProtocol,
    _ type: Type,
    isStatic: Bool = false
  ) -> Expression {
    var notes: [String] = []
    let names = memberNames(of: type, isStatic: isStatic)
    if let wrapped = type.wrapped,
      !memberNames(of: wrapped, isStatic: false).filter({ $0 == name }).isEmpty
    {
      return fail(
        token,
        "value of optional type '\(show(type))' must be unwrapped to refer to member '\(name)' of '\(show(wrapped))'",
        notes: ["use '?.' to go on only if there is a value, or '!' to insist"]
      )
    }
    if let near = Suggestions.nearest(to: name, in: names) {
      notes.append("did you mean '\(near)'?")
    } else if !isStatic, memberNames(of: type, isStatic: true).contains(name) {
      notes.append("'\(name)' is a static member; write \(show(type)).\(name)")
    } else if isStatic, memberNames(of: type, isStatic: false).contains(name) {
      notes.append("'\(name)' is a member of values of '\(show(type))', not of the type")
    } else if let advice = Checker.absentMembers[name] {
      notes.append(advice)
    }
    let title =
      isStatic
      ? "type '\(show(type))' has no member '\(name)'"
      : "value of type '\(show(type))' has no member '\(name)'"
    return fail(token, title, notes: notes)
  }

  static let absentMembers: [String: String] = [
    "random":
      "numbers that nobody can draw again have no place here; use a seeded stream or dataset",
    "shuffled": "use a seeded permutation", "shuffle": "use a seeded permutation",
    "randomElement": "use a seeded stream", "lazy": "leave it out: map and filter give arrays",
    "withUnsafeBufferPointer": "use subscripts", "utf8": "use characters",
  ]

  // MARK: Static members

  /// `Type.name`, or `Type.name(…)` with arguments.
  func staticMember(
    of type: Type,
    _ token: TokenSyntax,
    _ syntax: some SyntaxProtocol,
    _ call: FunctionCallExprSyntax?,
    _ expecting: Type?
  ) -> Expression {
    let name = token.text
    let type = shallow(type)
    if type.isError { return error(syntax) }
    if name == "init" {
      if let call { return construct(type, call, expecting) }
      return initializerValue(type, token, expecting)
    }
    if let nominal = type.name {
      if let enumeration = enumerations[nominal],
        let index = enumeration.cases.firstIndex(where: { $0.name == name })
      {
        return enumerationCase(enumeration, index, type, token, call)
      }
      if let all = allCases(of: type, name, token) { return all }
      if let found = declaredMembers[nominal]?[name]?.filter({ $0.isStatic }),
        let first = found.first
      {
        if first.isProperty {
          let value = Expression(
            .call(first.function, [], generics: [:]),
            first.function.signature.result,
            place(token)
          )
          return call.map { callValue(value, $0) } ?? value
        }
        guard let call else { return fail(token, "'\(name)' must be called") }
        return resolve(found.map { candidate($0.function) }, name, call, expecting)
      }
    }
    let found = staticMembers(name, of: type)
    if let call {
      let functions = found.filter { $0.0.kind == .function }
      if !functions.isEmpty {
        return resolve(functions.map { candidate($0.0, $0.1) }, name, call, expecting)
      }
    }
    if let (binding, generics) = found.first(where: { $0.0.kind == .property }) {
      let candidate = candidate(binding, generics)
      let value = Expression(
        .callBinding(BindingUse(binding: binding, generics: candidate.generics, receiver: nil), []),
        candidate.signature.result,
        place(token)
      )
      return call.map { callValue(value, $0) } ?? value
    }
    if let (binding, _) = found.first {
      if let expecting, case .function(let function) = shallow(expecting) {
        return expansion(function.parameters, function.result, token) { arguments in
          self.resolve(
            found.map { self.candidate($0.0, $0.1) },
            name,
            arguments,
            token,
            function.result
          )
        }
      }
      return fail(
        token,
        "'\(name)' needs arguments",
        notes: ["the declaration is '\(binding.signature)'"]
      )
    }
    if let call { checkArgumentsAlone(call) }
    return failMember(name, token, type, isStatic: true)
  }

  /// `.name` or `.name(…)`: a static member of the type that is expected.
  func checkImplicitMember(
    _ token: TokenSyntax,
    _ syntax: some SyntaxProtocol,
    _ call: FunctionCallExprSyntax?,
    _ expecting: Type?
  ) -> Expression {
    guard let expecting else {
      if let call { checkArgumentsAlone(call) }
      return fail(
        token,
        "reference to member '\(token.text)' cannot be resolved without a contextual type",
        notes: ["write the type before the dot"]
      )
    }
    var type = shallow(expecting)
    if type.isError { return error(syntax) }
    if let wrapped = type.wrapped, staticMembers(token.text, of: type).isEmpty {
      type = shallow(wrapped)
    }
    if let literal = solver.literal(of: type) {
      if literal == .none {
        return fail(
          token,
          "reference to member '\(token.text)' cannot be resolved without a contextual type",
          notes: ["write the type before the dot"]
        )
      }
      type = staticMembers(token.text, of: .int).isEmpty ? .double : .int
    }
    if case .existential(let name) = type {
      let found = (registry.statics[name]?[token.text] ?? [])
      if found.isEmpty { return failMember(token.text, token, type, isStatic: true) }
    }
    return staticMember(of: type, token, syntax, call, expecting)
  }

  private func enumerationCase(
    _ enumeration: EnumerationDeclaration,
    _ index: Int,
    _ type: Type,
    _ token: TokenSyntax,
    _ call: FunctionCallExprSyntax?
  ) -> Expression {
    let found = enumeration.cases[index]
    guard let call else {
      if found.types.isEmpty {
        return Expression(.makeCase(enumeration, index, []), type, place(token))
      }
      return fail(token, "enum case '\(found.name)' needs its associated values")
    }
    if found.types.isEmpty {
      return fail(token, "enum case '\(found.name)' has no associated values")
    }
    let parameters = zip(found.labels, found.types).map {
      Signature.Parameter(label: $0, name: $0 ?? "_", type: $1)
    }
    let candidate = Candidate(
      target: .enumerationCase(enumeration, index),
      signature: Signature(name: found.name, parameters: parameters, result: type),
      generics: [:]
    )
    return apply(candidate, arguments(of: call), call, type)
  }

  // MARK: Method calls

  func checkMemberCall(
    _ call: FunctionCallExprSyntax,
    _ member: MemberAccessExprSyntax,
    _ expecting: Type?
  ) -> Expression {
    let token = member.declName.baseName
    guard let base = member.base else { return checkImplicitMember(token, call, call, expecting) }
    if let type = typeExpression(base) {
      return staticMember(of: type, token, call, call, expecting)
    }
    let value = check(base)
    return callMember(value, token, call, expecting)
  }

  func callMember(
    _ value: Expression,
    _ token: TokenSyntax,
    _ call: FunctionCallExprSyntax,
    _ expecting: Type?
  ) -> Expression {
    let name = token.text
    var type = shallow(value.type)
    if type.isError {
      checkArgumentsAlone(call)
      return error(call)
    }
    if case .variable = type { type = solver.settle(type) }
    if let nominal = type.name,
      let found = declaredMembers[nominal]?[name]?.filter({ !$0.isStatic && !$0.isProperty }),
      !found.isEmpty
    {
      let result = resolve(
        found.map { candidate($0.function, receiver: value) },
        name,
        call,
        expecting
      )
      return checkMutation(result, value, call)
    }
    let functions = members(name, of: type).filter { $0.0.kind == .function }
    if !functions.isEmpty {
      let candidates = functions.map { candidate($0.0, $0.1, receiver: value, receiverType: type) }
      return resolve(candidates, name, call, expecting)
    }
    let count = found.count
    let property = self.member(of: value, token, expecting: nil)
    if found.count > count || property.type.isError {
      checkArgumentsAlone(call)
      return error(call)
    }
    return callValue(property, call)
  }

  /// A call of a mutating method of a cell's own type needs a place as receiver.
  private func checkMutation(
    _ result: Expression,
    _ receiver: Expression,
    _ call: some SyntaxProtocol
  ) -> Expression {
    guard case .call(let function, let arguments, let generics) = result.kind,
      function.signature.isMutating,
      let first = arguments.first
    else { return result }
    guard requirePlace(first, call) else { return error(call) }
    let place = Expression(.inoutArgument(first), first.type, first.place)
    requireSeparate([place] + arguments.dropFirst())
    return Expression(
      .call(function, [place] + arguments.dropFirst(), generics: generics),
      result.type,
      result.place
    )
  }

  // MARK: Initializers

  func construct(_ type: Type, _ call: FunctionCallExprSyntax, _ expecting: Type?) -> Expression {
    let type = shallow(type)
    if case .nominal(let name, let arguments) = type {
      if let expecting, arguments.contains(where: \.hasVariables) {
        let wanted = shallow(expecting)
        let mark = solver.mark
        if !solver.unify(type, wanted.wrapped ?? wanted), true { solver.rollBack(to: mark) }
      }
      if let structure = structures[name] {
        return constructStructure(structure, type, call, expecting)
      }
      if let found = enumerationOfRawValue(type, call) { return found }
      if let found = declaredMembers[name]?["init"] {
        return resolve(found.map { candidate($0.function) }, name, call, expecting)
      }
    }
    let found = staticMembers("init", of: type)
    guard !found.isEmpty else {
      checkArgumentsAlone(call)
      if case .existential(let name) = type {
        return fail(
          call.calledExpression,
          "'\(name)' is a protocol; name one of the types that conform to it"
        )
      }
      return fail(call.calledExpression, "values of type '\(show(type))' are not made by a call")
    }
    return resolve(found.map { candidate($0.0, $0.1) }, "init", call, expecting)
  }

  private func constructStructure(
    _ structure: StructureDeclaration,
    _ type: Type,
    _ call: FunctionCallExprSyntax,
    _ expecting: Type?
  ) -> Expression {
    if let found = declaredMembers[structure.name]?["init"] {
      return resolve(found.map { candidate($0.function) }, structure.name, call, expecting)
    }
    let parameters = structure.fields.filter { $0.isMutable || $0.defaultValue == nil }.map {
      field in
      Signature.Parameter(
        label: field.name,
        name: field.name,
        type: field.type,
        defaultValue: field.defaultValue.map { _ in ExprSyntax(NilLiteralExprSyntax()) }
      )
    }
    let arguments = arguments(of: call)
    do throws(LabelProblem) {
      let match = try ArgumentMatcher.match(parameters, arguments)
      var given: [String: Expression] = [:]
      for (parameter, indices) in zip(parameters, match) {
        if let index = indices.first {
          given[parameter.name] = argument(arguments[index], parameter)
        }
      }
      let values = structure.fields.map { given[$0.name] ?? $0.defaultValue ?? error(call) }
      return Expression(.makeStructure(structure, values), type, calleePlace(call))
    } catch {
      report(error, call, arguments)
      return Expression(.error, type, place(call))
    }
  }

  private func initializerValue(_ type: Type, _ token: TokenSyntax, _ expecting: Type?)
    -> Expression
  {
    guard let expecting, case .function(let function) = shallow(expecting) else {
      return fail(token, "'init' as a value needs a context that tells its type")
    }
    return expansion(function.parameters, function.result, token) { arguments in
      self.resolve(
        self.staticMembers("init", of: type).map { self.candidate($0.0, $0.1) },
        "init",
        arguments,
        token,
        function.result
      )
    }
  }
}

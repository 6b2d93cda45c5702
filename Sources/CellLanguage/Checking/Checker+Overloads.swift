import SwiftSyntax

extension Checker {
  /// Chooses among what a call may mean and makes it.
  func resolve(
    _ candidates: [Candidate],
    _ name: String,
    _ call: FunctionCallExprSyntax,
    _ expecting: Type?
  ) -> Expression {
    resolve(candidates, name, arguments(of: call), call, expecting)
  }

  func resolve(
    _ candidates: [Candidate],
    _ name: String,
    _ arguments: [CallArgument],
    _ call: some SyntaxProtocol,
    _ expecting: Type?
  ) -> Expression {
    var arguments = arguments
    if candidates.count == 1 { return apply(candidates[0], arguments, call, expecting) }
    let fitting = candidates.filter { candidate in
      (try? ArgumentMatcher.match(candidate.signature.parameters, arguments)) != nil
    }
    if fitting.count == 1 { return apply(fitting[0], arguments, call, expecting) }
    guard !fitting.isEmpty else { return refuse(candidates, name, arguments, call) }
    for index in arguments.indices where arguments[index].checked == nil {
      if let syntax = arguments[index].syntax, !needsContext(syntax) {
        arguments[index].checked = check(syntax)
        if shallow(arguments[index].checked?.type ?? .error).isError { return error(call) }
      }
    }
    if let best = cheapest(fitting, arguments, call, expecting) {
      return apply(best, arguments, call, expecting)
    }
    return reportNoFit(fitting, name, arguments, call)
  }

  /// The candidate whose arguments need the least conversion, or nil if none fits.
  private func cheapest(
    _ candidates: [Candidate],
    _ arguments: [CallArgument],
    _ call: some SyntaxProtocol,
    _ expecting: Type?
  ) -> Candidate? {
    var ranked: [(cost: Int, index: Int)] = []
    for (index, candidate) in candidates.enumerated() {
      if let cost = cost(candidate, arguments, expecting) { ranked.append((cost, index)) }
    }
    ranked.sort { $0 < $1 }
    guard let first = ranked.first else { return nil }
    let equal = ranked.filter { $0.cost == first.cost }
    guard equal.count > 1, trialDepth < 4 else { return candidates[first.index] }
    for entry in equal {
      if trial({ _ = self.apply(candidates[entry.index], arguments, call, expecting) }) {
        return candidates[entry.index]
      }
    }
    return candidates[first.index]
  }

  /// What it costs to convert the arguments that are known, or nil if they do not fit.
  private func cost(_ candidate: Candidate, _ arguments: [CallArgument], _ expecting: Type?) -> Int?
  {
    let mark = solver.mark
    defer { solver.rollBack(to: mark) }
    guard let match = try? ArgumentMatcher.match(candidate.signature.parameters, arguments) else {
      return nil
    }
    var cost = candidate.signature.generics.isEmpty ? 0 : 1
    for (parameter, indices) in zip(candidate.signature.parameters, match) {
      if indices.isEmpty { cost += 1 }
      for index in indices {
        let wanted = shallow(parameter.type)
        guard let checked = arguments[index].checked else {
          if let syntax = arguments[index].syntax, syntax.is(ClosureExprSyntax.self),
            !ArgumentMatcher.takesClosure(wanted)
          {
            if case .variable = wanted { continue }
            return nil
          }
          continue
        }
        let step = conversionCost(checked.type, wanted)
        guard convert(checked, to: parameter.type) != nil else { return nil }
        cost += step
      }
    }
    if !meets(candidate) { return nil }
    if let expecting {
      let result = Expression(.error, candidate.signature.result, .nowhere)
      let wanted = shallow(expecting)
      if !wanted.isError, !(shallow(result.type).isError) {
        if convert(result, to: wanted) == nil {
          cost += 100
        } else {
          cost += conversionCost(candidate.signature.result, wanted)
        }
      }
    }
    return cost
  }

  private func conversionCost(_ from: Type, _ to: Type) -> Int {
    let from = shallow(from)
    let to = shallow(to)
    if let literal = solver.literal(of: from) {
      switch (literal, to) {
      case (.integer, .nominal("Double", _)): return 10
      case (.integer, .nominal("Int", _)): return 0
      case (.float, .nominal("Double", _)): return 0
      case (.string, .nominal("String", _)): return 0
      case (_, .nominal("Any", _)): return 60
      case (_, .nominal("Optional", let inner)): return 12 + conversionCost(from, inner[0])
      case (_, .variable): return 1
      default: return 20
      }
    }
    switch to {
    case .nominal("Optional", let inner):
      return from.isOptional ? 0 : 12 + conversionCost(from, inner[0])
    case .nominal("Any", _): return 60
    case .existential: return from == to ? 0 : 15
    case .nominal("Array", let inner):
      if case .nominal("Array", let own) = from { return conversionCost(own[0], inner[0]) }
      return 0
    default: return 0
    }
  }

  /// Whether what is known of the generic arguments meets the constraints.
  private func meets(_ candidate: Candidate) -> Bool {
    problem(with: candidate) == nil
  }

  private func problem(with candidate: Candidate) -> String? {
    for generic in candidate.signature.generics {
      guard let type = candidate.generics[generic.name] else { continue }
      for constraint in generic.constraints.sorted() where !conforms(type, constraint) {
        return "requires that '\(show(type))' conform to '\(constraint)'"
      }
    }
    for requirement in candidate.signature.requirements {
      switch requirement {
      case .conformance(let type, let name):
        let found = independent(type.substituting(candidate.generics))
        if !conforms(found, name) { return "requires that '\(show(found))' conform to '\(name)'" }
      case .same(let a, let b):
        let (first, second) = (
          independent(a.substituting(candidate.generics)),
          independent(b.substituting(candidate.generics))
        )
        if !solver.unify(first, second) {
          return "requires the types '\(show(first))' and '\(show(second))' be equivalent"
        }
      }
    }
    return nil
  }

  private func conforms(_ type: Type, _ name: String) -> Bool {
    if let literal = solver.literal(of: type) {
      switch literal {
      case .none: return true
      case .integer:
        return conformances.conforms(.int, to: name) || conformances.conforms(.double, to: name)
      case .float: return conformances.conforms(.double, to: name)
      case .string: return conformances.conforms(.string, to: name)
      }
    }
    return conformances.conforms(solver.resolve(type), to: name)
  }

  // MARK: Making the call

  /// Checks the arguments against one candidate and makes the call, reporting what is wrong.
  func apply(
    _ candidate: Candidate,
    _ arguments: [CallArgument],
    _ call: some SyntaxProtocol,
    _ expecting: Type?
  ) -> Expression {
    let parameters = candidate.signature.parameters
    let match: [[Int]]
    do throws(LabelProblem) {
      match = try ArgumentMatcher.match(parameters, arguments)
    } catch {
      var problem = error
      // Show types as they are known here.
      if !problem.notes.isEmpty, case .binding(let binding) = candidate.target {
        problem.notes = ["the declaration is '\(binding.signature)'"]
      }
      report(problem, call, arguments)
      checkAlone(arguments)
      return Expression(.error, errorResult(candidate), place(call))
    }
    hint(candidate.signature.result, expecting)
    var values = [Expression?](repeating: nil, count: parameters.count)
    for needing in [false, true] {
      for (index, parameter) in parameters.enumerated() where values[index] == nil {
        let given = match[index]
        let later = given.contains {
          arguments[$0].checked == nil && (arguments[$0].syntax.map(needsContext) ?? false)
        }
        guard later == needing else { continue }
        values[index] = value(of: parameter, given.map { arguments[$0] }, candidate, call)
      }
    }
    if let problem = problem(with: candidate) {
      report(calleePlace(call), "\(describe(candidate)) \(problem)")
      return Expression(.error, .error, place(call))
    }
    return finish(candidate, values.compactMap { $0 }, call)
  }

  /// Looks at the arguments of a wrong call for mistakes of their own.
  private func checkAlone(_ arguments: [CallArgument]) {
    for argument in arguments where argument.checked == nil {
      if let syntax = argument.syntax, !needsContext(syntax) { _ = check(syntax) }
    }
  }

  /// What a wrong call gives: its result type if that does not depend on the arguments.
  private func errorResult(_ candidate: Candidate) -> Type {
    candidate.signature.generics.isEmpty ? candidate.signature.result : .error
  }

  private func hint(_ result: Type, _ expecting: Type?) {
    guard let expecting, result.hasVariables else { return }
    let wanted = shallow(expecting)
    let own = shallow(result)
    if case .variable = wanted { return }
    if case .existential = wanted { return }
    if (wanted.wrapped.map { shallow($0) } ?? wanted).name == "Any" { return }
    let mark = solver.mark
    if case .variable = own, wanted.isOptional || wanted.name == "Any" { return }
    if own.isOptional == wanted.isOptional {
      if !solver.unify(own, wanted) { solver.rollBack(to: mark) }
    } else if let inner = wanted.wrapped, !solver.unify(own, inner) {
      solver.rollBack(to: mark)
    }
  }

  private func value(
    of parameter: Signature.Parameter,
    _ given: [CallArgument],
    _ candidate: Candidate,
    _ call: some SyntaxProtocol
  ) -> Expression {
    var parameter = parameter
    parameter.type = independent(parameter.type)
    if parameter.isVariadic {
      var element = parameter
      element.isVariadic = false
      let values = given.map { argument($0, element) }
      return Expression(.array(values), .array(parameter.type), place(call))
    }
    if let first = given.first { return argument(first, parameter) }
    if case .function(let function) = candidate.target,
      let index = function.signature.parameters.firstIndex(where: { $0.name == parameter.name }),
      index < function.defaults.count, let known = function.defaults[index]
    {
      return known
    }
    if case .function = candidate.target {
      return defaultValue(of: parameter, call, in: globalScope)
    }
    return defaultValue(of: parameter, call, in: Scope(nil))
  }

  /// The default of a registered function, checked where nothing of the cell is in scope.
  private func defaultValue(
    of parameter: Signature.Parameter,
    _ call: some SyntaxProtocol,
    in scope: Scope
  ) -> Expression {
    guard let syntax = parameter.defaultValue else { return error(call) }
    let outer = (self.scope, source)
    self.scope = scope
    defer { (self.scope, source) = outer }
    let count = found.count
    let value = coerce(folded(syntax), to: parameter.type, for: .argument)
    if found.count > count {
      let message = found[count].message
      found.removeSubrange(count...)
      // What is wrong with the default of a cell's own function is told where it is declared.
      if scope === globalScope { return error(call) }
      report(
        call,
        "the registered default '\(syntax.trimmedDescription)' of '\(parameter.name)' is wrong: \(message)"
      )
    }
    return value
  }

  private func finish(_ candidate: Candidate, _ values: [Expression], _ call: some SyntaxProtocol)
    -> Expression
  {
    let place = calleePlace(call)
    let result = bounded(independent(candidate.signature.result), place)
    switch candidate.target {
    case .function(let function):
      let all = (candidate.receiver.map { [$0] } ?? []) + values
      requireSeparate(all)
      return Expression(.call(function, all, generics: candidate.generics), result, place)
    case .binding(let binding):
      let use = BindingUse(
        binding: binding,
        generics: candidate.generics,
        receiver: candidate.receiverType
      )
      guard let receiver = candidate.receiver else {
        return Expression(.callBinding(use, values), result, place)
      }
      if candidate.signature.isMutating {
        guard requirePlace(receiver, call) else { return error(call) }
        return Expression(.mutate(use, receiver, values), result, place)
      }
      return Expression(.callBinding(use, [receiver] + values), result, place)
    case .structure(let structure):
      return Expression(.makeStructure(structure, values), result, place)
    case .enumerationCase(let declaration, let index):
      return Expression(.makeCase(declaration, index, values), result, place)
    }
  }

  /// The type with `S.Element` replaced by what the elements of `S` turned out to be.
  func independent(_ type: Type) -> Type {
    guard type.contains(where: { $0.name == TypeReader.dependentElement }) else { return type }
    return type.mapped { part in
      guard case .nominal(TypeReader.dependentElement, let owner) = part else { return part }
      if solver.literal(of: owner[0]) == .string { return .character }
      return conformances.element(of: solver.resolve(owner[0])) ?? part
    }
  }

  /// The place that stands for a call in messages: the name that is called.
  func calleePlace(_ call: some SyntaxProtocol) -> Place {
    guard let call = call.as(FunctionCallExprSyntax.self) else { return place(call) }
    if let member = call.calledExpression.as(MemberAccessExprSyntax.self) {
      return place(member.declName)
    }
    return place(call.calledExpression)
  }

  private func describe(_ candidate: Candidate) -> String {
    switch candidate.target {
    case .function(let function): "'\(function.name)'"
    case .binding(let binding):
      binding.name == "init" ? "'\(binding.owner ?? "")'" : "'\(binding.name)'"
    case .structure(let structure): "'\(structure.name)'"
    case .enumerationCase(let declaration, let index): "'\(declaration.cases[index].name)'"
    }
  }

  // MARK: When nothing fits

  private func refuse(
    _ candidates: [Candidate],
    _ name: String,
    _ arguments: [CallArgument],
    _ call: some SyntaxProtocol
  ) -> Expression {
    // Explain with the candidate whose parameters are most like the arguments.
    let ranked = candidates.min { likeness($0, arguments) > likeness($1, arguments) }
    guard let nearest = ranked else { return error(call) }
    do throws(LabelProblem) {
      _ = try ArgumentMatcher.match(nearest.signature.parameters, arguments)
    } catch {
      var problem = error
      if candidates.count > 1 { problem.notes = notes(candidates) }
      report(problem, call, arguments)
      checkAlone(arguments)
    }
    return Expression(.error, .error, place(call))
  }

  private func likeness(_ candidate: Candidate, _ arguments: [CallArgument]) -> Int {
    let labels = Set(candidate.signature.parameters.map { $0.label ?? "_" })
    let common = arguments.filter { labels.contains($0.label ?? "_") }.count
    return 4 * common - abs(candidate.signature.parameters.count - arguments.count)
  }

  private func notes(_ candidates: [Candidate]) -> [String] {
    candidates.prefix(6).map { candidate in
      switch candidate.target {
      case .binding(let binding): "candidate: \(binding.signature)"
      case .function(let function): "candidate: \(function.signature.fullName)"
      case .structure(let structure): "candidate: \(structure.name)"
      case .enumerationCase(let declaration, let index):
        "candidate: \(declaration.cases[index].name)"
      }
    }
  }

  private func reportNoFit(
    _ candidates: [Candidate],
    _ name: String,
    _ arguments: [CallArgument],
    _ call: some SyntaxProtocol
  ) -> Expression {
    let types = arguments.map { argument in
      argument.checked.map { show($0.type) } ?? "_"
    }
    let title = name == "init" ? show(candidates[0].signature.result) : name
    return fail(
      call,
      "no exact matches in call to '\(title)' with arguments of type (\(types.joined(separator: ", ")))",
      notes: notes(candidates)
    )
  }

  /// A registered operator for operands that are known, or nil if none fits.
  func overloaded(
    _ name: String,
    _ operands: [Expression],
    token: some SyntaxProtocol,
    place: Place,
    _ expecting: Type?
  ) -> Expression? {
    var candidates: [Candidate] = []
    if case .functions(let functions)? = scope.find(name) {
      candidates += functions.filter { $0.signature.parameters.count == operands.count }.map {
        candidate($0)
      }
    }
    candidates += registeredFunctions(name).map { candidate($0, [:]) }
      .filter { $0.signature.parameters.count == operands.count }
    guard !candidates.isEmpty else { return nil }
    var arguments = operands.map { CallArgument(checked: $0, place: $0.place) }
    var best: (cost: Int, candidate: Candidate)?
    for var candidate in candidates {
      var signature = candidate.signature
      for index in signature.parameters.indices { signature.parameters[index].label = nil }
      candidate = Candidate(
        target: candidate.target,
        signature: signature,
        generics: candidate.generics
      )
      if let cost = cost(candidate, arguments, expecting), best == nil || cost < best?.cost ?? 0 {
        best = (cost, candidate)
      }
    }
    guard let best else { return nil }
    for index in arguments.indices { arguments[index].label = nil }
    let result = apply(best.candidate, arguments, token, expecting)
    return Expression(result.kind, result.type, place)
  }
}

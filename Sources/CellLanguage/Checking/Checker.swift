import SwiftSyntax

/// Checks cells: finds what names mean and what types expressions have, and reports what is wrong.
///
/// One checker serves all cells of a notebook, in document order. It works both ways at once: what
/// a place expects travels down into an expression, what an expression is travels up. Literals and
/// generic parameters are type variables of the `Solver`; among overloads the cheapest fit is
/// chosen, an argument that needs no context being looked at only once.
final class Checker {
  let registry: BindingRegistry
  let library: BindingRegistry
  var solver = Solver()
  var conformances: Conformances
  var reader: TypeReader
  var scope: Scope
  let globalScope: Scope
  var context: FunctionContext
  var loops: [Loop] = []
  var globals: [Variable] = []
  var structures: [String: StructureDeclaration] = [:]
  var enumerations: [String: EnumerationDeclaration] = [:]
  /// Methods, computed properties and static members of the types that cells declare.
  var declaredMembers: [String: [String: [DeclaredMember]]] = [:]

  var source: Int32 = 0
  var found: [Finding] = []
  /// Set while a trial runs: findings count, but are dropped afterwards.
  var isTrial = false
  var trialDepth = 0
  var depth = 0
  /// Checks that need final types, done at the end of the cell.
  var pending: [() -> Void] = []
  /// Bodies of functions at the top level, looked at when all of the cell's variables are known.
  var deferredBodies: [() -> Void] = []
  var signatureCache: [String: Signature] = [:]
  /// Where the top-level names of all cells are declared, for notes about order.
  var declaredLater: [String: (cell: Int, name: String, line: Int)] = [:]
  /// The `?` marks of the chains that are being checked, and what holds their values.
  var chained: Set<SyntaxIdentifier> = []
  var unwrapped: [SyntaxIdentifier: Variable] = [:]
  /// The `self` of the method that is being checked.
  var selfVariable: Variable?
  /// The functions that have been made known, by their syntax.
  var announced: [SyntaxIdentifier: FunctionDeclaration] = [:]
  var cell = 0
  var usedGlobals: Set<String> = []
  var changedGlobals: Set<String> = []
  /// The notebook's variables that a global function or closure uses and changes when it runs.
  var effects: [String: (used: Set<String>, changed: Set<String>)] = [:]

  /// A message before it has been given lines and columns.
  struct Finding {
    var place: Place
    var message: String
    var notes: [String]
    var severity: CellDiagnostic.Severity = .error
  }

  init(registry: BindingRegistry, library: BindingRegistry) {
    self.registry = registry
    self.library = library
    conformances = Conformances(registry: registry)
    reader = TypeReader(registry: registry)
    globalScope = Scope(nil)
    scope = globalScope
    context = FunctionContext(.cell, "cell", parent: nil)
    reader.unknown = { [unowned self] name, syntax, known in
      reportUnknownType(name, syntax, known)
    }
    reader.unsupported = { [unowned self] message, syntax in report(syntax, message) }
  }

  /// The place of a piece of syntax.
  func place(_ syntax: some SyntaxProtocol) -> Place {
    Place(
      source: source,
      offset: Int32(clamping: syntax.positionAfterSkippingLeadingTrivia.utf8Offset),
      length: Int32(clamping: syntax.trimmedLength.utf8Length)
    )
  }

  func report(_ syntax: some SyntaxProtocol, _ message: String, notes: [String] = []) {
    report(place(syntax), message, notes: notes)
  }

  func report(_ place: Place, _ message: String, notes: [String] = []) {
    found.append(Finding(place: place, message: message, notes: notes))
  }

  func error(_ syntax: some SyntaxProtocol) -> Expression {
    Expression(.error, .error, place(syntax))
  }

  /// Reports and gives an expression that fits everything.
  func fail(_ syntax: some SyntaxProtocol, _ message: String, notes: [String] = []) -> Expression {
    report(syntax, message, notes: notes)
    return error(syntax)
  }

  func shallow(_ type: Type) -> Type { solver.shallow(type) }

  /// The type as messages show it.
  func show(_ type: Type) -> String { solver.final(solver.resolve(type)).description }

  /// Runs a body whose effects on types and findings are undone; true if it reported nothing.
  func trial(_ body: () -> Void) -> Bool {
    let mark = solver.mark
    let outer = (found, isTrial, pending.count, scope, context, loops, globals.count)
    found = []
    isTrial = true
    trialDepth += 1
    body()
    let good = found.isEmpty
    trialDepth -= 1
    (found, isTrial) = (outer.0, outer.1)
    pending.removeSubrange(outer.2...)
    (scope, context, loops) = (outer.3, outer.4, outer.5)
    solver.rollBack(to: mark)
    return good
  }

  /// Runs a body; notes what it uses and changes as the effects of names, if its result has any.
  func notingEffects<R>(of names: [String], if hasEffects: (R) -> Bool, _ body: () -> R) -> R {
    let outer = (usedGlobals, changedGlobals)
    (usedGlobals, changedGlobals) = ([], [])
    let result = body()
    for name in names where hasEffects(result) {
      let known = effects[name] ?? ([], [])
      effects[name] = (known.used.union(usedGlobals), known.changed.union(changedGlobals))
    }
    usedGlobals.formUnion(outer.0)
    changedGlobals.formUnion(outer.1)
    return result
  }

  /// Whether a value of the type is or contains a function, so that it may use variables later.
  func holdsFunction(_ type: Type, _ seen: Set<String> = []) -> Bool {
    switch solver.resolve(type) {
    case .function: return true
    case .tuple(let elements): return elements.contains { holdsFunction($0.type, seen) }
    case .nominal(let name, let arguments):
      if arguments.contains(where: { holdsFunction($0, seen) }) { return true }
      guard !seen.contains(name) else { return false }
      let parts =
        (structures[name]?.fields.map(\.type) ?? [])
        + (enumerations[name]?.cases.flatMap(\.types) ?? [])
      return parts.contains { holdsFunction($0, seen.union([name])) }
    default: return false
    }
  }

  func inScope<R>(_ body: () -> R) -> R {
    scope = Scope(scope)
    defer { scope = scope.parent ?? globalScope }
    return body()
  }

  /// Makes a local variable, or one of the notebook at the top level of a cell.
  func declare(
    _ name: String,
    _ type: Type,
    isMutable: Bool,
    _ place: Place,
    hidden: Bool = false
  ) -> Variable {
    let isGlobal = context.kind == .cell && scope === globalScope && !hidden
    let type = bounded(type, place)
    let variable = Variable(
      name,
      type,
      isMutable: isMutable,
      place: place,
      owner: isGlobal ? nil : context,
      globalIndex: isGlobal ? globals.count : nil
    )
    if isGlobal { globals.append(variable) }
    if !hidden, name != "_" {
      if let earlier = scope.names[name], !isTrial { reportRedeclaration(name, place, earlier) }
      scope.names[name] = .variable(variable)
    }
    return variable
  }

  private func reportRedeclaration(_ name: String, _ place: Place, _ earlier: Entity) {
    let isGlobal = scope === globalScope
    report(
      place,
      "invalid redeclaration of '\(name)'",
      notes: isGlobal
        ? ["the cells of a notebook share their names; choose another name, or assign to a 'var'"]
        : []
    )
  }

  /// The type, or an error if it has become too large to work with: every step can double it.
  func bounded(_ type: Type, _ place: Place) -> Type {
    guard solver.resolve(type).isLarge else { return type }
    report(
      place,
      "the type of this has more than \(Type.sizeLimit) parts",
      notes: ["use a 'struct'"]
    )
    return .error
  }

  /// The statement-level check that a type has been found.
  func settle(_ type: Type) -> Type {
    solver.resolve(type).mapped { part in
      if case .variable = part { return solver.settle(part) }
      return part
    }
  }
}

/// A member of a type that a cell declares.
struct DeclaredMember {
  let function: FunctionDeclaration
  let isStatic: Bool
  let isProperty: Bool
}

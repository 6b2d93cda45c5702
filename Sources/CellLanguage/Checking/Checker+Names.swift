import SwiftSyntax

extension Checker {
  /// Looks a name up and notes what its use means for closures and for the order of cells.
  func use(_ variable: Variable, _ syntax: some SyntaxProtocol) -> Expression {
    if variable.globalIndex != nil, !isTrial { usedGlobals.insert(variable.name) }
    noteCapture(variable, syntax)
    return Expression(.variable(variable), variable.type, place(syntax))
  }

  private func noteCapture(_ variable: Variable, _ syntax: some SyntaxProtocol) {
    var inner: FunctionContext? = context
    var crossesThreads = false
    while let current = inner, current !== variable.owner {
      if variable.owner != nil {
        current.capture(variable)
        variable.isCaptured = true
      }
      if current.isSendable { crossesThreads = true }
      inner = current.parent
    }
    if crossesThreads, variable.isMutable, !variable.type.isError {
      report(
        syntax,
        "'\(variable.name)' is a 'var' and cannot be used in a closure that runs on several threads",
        notes: ["copy its value into a 'let' before the call"]
      )
    }
  }

  func reportUnknownType(_ name: String, _ syntax: any SyntaxProtocol, _ known: [String]) {
    if let replacement = TypeReader.replacements[name] {
      report(syntax, "the type '\(name)' is not available in cells", notes: ["use \(replacement)"])
      return
    }
    var notes: [String] = []
    if let near = Suggestions.nearest(to: name, in: known) {
      notes.append("did you mean '\(near)'?")
    }
    report(syntax, "cannot find type '\(name)' in scope", notes: notes)
  }

  func reportUnknown(_ name: String, _ syntax: some SyntaxProtocol) {
    if let use = Checker.absent[name] {
      report(syntax, "'\(name)' is not available in cells", notes: [use])
      return
    }
    var notes: [String] = []
    if let later = declaredLater[name] {
      notes.append(
        "'\(name)' is declared further down, in \(later.name) (line \(later.line)); cells run in order"
      )
    } else {
      let known =
        scope.visible + registry.functions.keys + registry.types.keys + library.functions.keys
      if let near = Suggestions.nearest(to: name, in: known.sorted()) {
        notes.append("did you mean '\(near)'?")
      }
    }
    report(syntax, "cannot find '\(name)' in scope", notes: notes)
  }

  /// Functions of Swift that cells have not, with what to use instead.
  static let absent: [String: String] = [
    "random":
      "numbers that nobody can draw again have no place here; use a seeded stream or dataset",
    "arc4random": "use a seeded stream or dataset", "drand48": "use a seeded stream or dataset",
    "FileManager": "cells reach only the files that the notebook declares",
    "ProcessInfo": "cells do not see the machine; use 'params' for settings",
    "Process": "cells cannot start processes", "URL": "cells reach no network",
    "URLSession": "cells reach no network", "Task": "use 'sweep' to run things side by side",
    "DispatchQueue": "use 'sweep' to run things side by side", "readLine": "use 'params' for input",
    "exit": "let an error end the cell: 'fatalError(\"…\")'", "Date": "cells do not see the clock",
    "UnsafeMutablePointer": "use an array", "UnsafePointer": "use an array",
    "autoreleasepool": "leave it out", "NSString": "use String", "Thread": "use 'sweep'",
  ]

  /// The registered functions of a name, the notebook's library before Swift's own.
  func registeredFunctions(_ name: String) -> [Binding] {
    (registry.functions[name] ?? []) + (library.functions[name] ?? [])
  }

  /// The type that a name stands for, if it does.
  func typeNamed(_ name: String) -> Type? {
    if case .type(let type)? = scope.find(name) { return type }
    if let arity = TypeReader.arity[name] {
      return .nominal(name, (0..<arity).map { _ in solver.fresh() })
    }
    if registry.types[name] != nil { return .nominal(name, []) }
    if let text = registry.aliases[name] { return reader.read(TypeReader.parse(text)) }
    return nil
  }
}

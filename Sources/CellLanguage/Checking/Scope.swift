/// What a name means.
enum Entity {
  case variable(Variable)
  case functions([FunctionDeclaration])
  case type(Type)
}

/// The names of one block, with a way to those around it.
final class Scope {
  let parent: Scope?
  var names: [String: Entity] = [:]

  init(_ parent: Scope?) { self.parent = parent }

  func find(_ name: String) -> Entity? {
    var scope: Scope? = self
    while let current = scope {
      if let found = current.names[name] { return found }
      scope = current.parent
    }
    return nil
  }

  /// All names that can be seen from here.
  var visible: [String] {
    var found: [String] = []
    var scope: Scope? = self
    while let current = scope {
      found += current.names.keys
      scope = current.parent
    }
    return found.sorted()
  }
}

import Bindings
import CellLanguage
import Testing

@Suite("The registry of the library") struct RegistryTests {
  private let registry = StandardBindings.registry()

  @Test("every signature parses and names only known types")
  func signatures() {
    #expect(registry.mistakes == [])
    #expect(registry.declarations.count > 400)
  }

  @Test("every registered name has help, and every type and function a summary")
  func help() {
    for name in registry.names {
      #expect(registry.help(for: name) != nil, "no help for \(name)")
    }
    for (name, summary) in registry.typeSummaries where summary.isEmpty {
      Issue.record("the type \(name) has no summary")
    }
    for declaration in registry.declarations {
      let name = declaration.owner ?? declaration.name
      let text = registry.help(for: name) ?? ""
      #expect(text.contains(declaration.signature), "help for \(name)")
      if declaration.owner == nil, declaration.summary.isEmpty {
        Issue.record("the function \(declaration.signature) has no summary")
      }
    }
  }

  @Test("no declaration is registered twice")
  func unique() {
    var seen: Set<String> = []
    for declaration in registry.declarations {
      let key = "\(declaration.owner ?? "").\(declaration.isStatic).\(declaration.signature)"
      #expect(seen.insert(key).inserted, "\(key) is registered twice")
    }
  }
}

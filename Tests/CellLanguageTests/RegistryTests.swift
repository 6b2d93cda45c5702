import CellLanguage
import Testing

private struct Vector: CellNative { var elements: [Double] }

@Suite("The registry") struct RegistryTests {
  @Test("help tells signature and summary of what is registered")
  func help() {
    var registry = BindingRegistry()
    registry.type("Vector", Vector.self, summary: "Numbers in a row.")
    registry.initializer(of: "Vector", "init(_ elements: [Double])") { (elements: [Double]) in
      Vector(elements: elements)
    }
    registry.property(of: "Vector", "count: Int", summary: "How many.") { (vector: Vector) in
      vector.elements.count
    }
    registry.function("func dot(_ a: Vector, _ b: Vector) -> Double") { (a: Vector, b: Vector) in
      zip(a.elements, b.elements).reduce(0) { $0 + $1.0 * $1.1 }
    }
    registry.staticMember(of: "Vector", "zero") { Vector(elements: []) }
    #expect(registry.help(for: "Vector.count") == "Vector: var count: Int\n    How many.")
    #expect(registry.help(for: "dot") == "func dot(_ a: Vector, _ b: Vector) -> Double")
    #expect(registry.suggestion(for: "vektor") == "Vector")
  }
}

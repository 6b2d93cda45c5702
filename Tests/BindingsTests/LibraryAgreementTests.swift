import Bindings
import CellLanguage
import Testing

@Suite("Registered declarations and the library") struct LibraryAgreementTests {
  @Test("every registered declaration is one of the library")
  func agreement() throws {
    let declarations = StandardBindings.registry().declarations
    let source =
      LibraryWrapper.prelude
      + declarations.enumerated().map { index, declaration in
        LibraryWrapper(declaration: declaration).source(named: "wrapper\(index)")
      }.joined(separator: "\n")
    let found = try SwiftCompiler().diagnostics(of: source)
    #expect(found.isEmpty, "\(found)")
  }

  @Test("a declaration that the library has not is found")
  func disagreement() throws {
    var registry = BindingRegistry()
    registry.function("func sigmoid(_ x: Tensor) -> Double") { (x: Double) in x }
    registry.method(on: "Tensor", "func matmul(with other: Tensor) -> Tensor") { (x: Double) in x }
    let sources = registry.declarations.map {
      LibraryWrapper(declaration: $0).source(named: "wrapper")
    }
    #expect(sources.count == 2)
    let compiler = try SwiftCompiler()
    for source in sources {
      #expect(try compiler.diagnostics(of: LibraryWrapper.prelude + source).contains("error:"))
    }
  }
}

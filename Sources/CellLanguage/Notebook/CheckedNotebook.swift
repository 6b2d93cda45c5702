/// All cells and inline values of a notebook, parsed and checked before anything runs.
public struct CheckedNotebook: Sendable {
  let program: NotebookProgram

  /// What was found wrong, in document order; a cell with an error does not run.
  public var diagnostics: [CellDiagnostic] { program.diagnostics }

  /// Parses and checks.
  ///
  /// - Parameters:
  ///   - cells: The executable cells in document order.
  ///   - inlines: The inline values.
  ///   - parameters: The notebook's parameters, in order.
  ///   - registry: What cells may call.
  public init(
    checking cells: [CellSource],
    inlines: [InlineSource] = [],
    parameters: [Parameter] = [],
    registry: BindingRegistry
  ) {
    let program = try? EvaluationThread.run(stackBytes: 512 << 20) {
      NotebookChecking(registry).check(cells, inlines, parameters)
    }
    self.program = program ?? NotebookProgram()
  }

  /// The names declared in other cells that a cell uses, those that functions use for it included.
  public func reads(_ cell: Int) -> Set<String> { program.cells[cell]?.reads ?? [] }

  /// The names that a cell declares or changes.
  public func writes(_ cell: Int) -> Set<String> { program.cells[cell]?.writes ?? [] }

  /// The names declared in cells that an inline value uses.
  public func reads(ofInline id: Int) -> Set<String> { program.inlines[id]?.reads ?? [] }
}

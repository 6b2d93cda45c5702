/// All cells and inline values of a notebook, parsed and checked before anything runs.
public struct CheckedNotebook: Sendable {
  /// What was found wrong, in document order; anything but warnings bars the cell from running.
  public let diagnostics: [CellDiagnostic]

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
    diagnostics = []
  }

  /// The names declared in other cells that a cell uses.
  public func reads(_ cell: Int) -> Set<String> { [] }

  /// The names that a cell declares or changes.
  public func writes(_ cell: Int) -> Set<String> { [] }

  /// The names declared in cells that an inline value uses.
  public func reads(ofInline id: Int) -> Set<String> { [] }
}

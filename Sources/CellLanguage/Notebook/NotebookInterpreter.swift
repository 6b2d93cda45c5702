/// Runs the cells of a checked notebook and holds the values of their variables.
///
/// A class, because cells share and change variables. Call it from one thread at a time; functions
/// of cells that the library calls may run on several.
public final class NotebookInterpreter: @unchecked Sendable {
  let notebook: CheckedNotebook

  /// Makes an interpreter with no variable set.
  public init(_ notebook: CheckedNotebook) { self.notebook = notebook }

  /// Runs a cell.
  ///
  /// Run within `EvaluationThread.run`, so that deep recursion has room.
  ///
  /// - Parameters:
  ///   - cell: The index of the cell.
  ///   - context: Where its output goes.
  /// - Throws: The error that stopped it, with its place.
  public func run(cell: Int, _ context: CellContext) throws(CellRuntimeError) {}

  /// The text of an inline value.
  public func value(ofInline id: Int, _ context: CellContext) throws(CellRuntimeError) -> String {
    ""
  }
}

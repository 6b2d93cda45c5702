import Foundation

/// Runs the cells of a checked notebook and holds the values of their variables.
///
/// A class, because cells share and change variables. Call it from one thread at a time; functions
/// of cells that the library calls may run on several.
public final class NotebookInterpreter: @unchecked Sendable {
  private let program: NotebookProgram
  private let runtime: Runtime

  /// Makes an interpreter with no variable set.
  public init(_ notebook: CheckedNotebook) {
    program = notebook.program
    runtime = Runtime(globalCount: program.globalCount, displays: program.displays) { [program] in
      NotebookInterpreter.locate($0, program)
    }
    if let (index, value) = program.parameters { runtime.globals[index] = value }
  }

  /// Runs a cell.
  ///
  /// Run within `EvaluationThread.run`, so that deep recursion has room. A cell that did not pass
  /// the check does nothing but throw its first diagnostic.
  ///
  /// - Parameters:
  ///   - cell: The index of the cell.
  ///   - context: Where its output goes.
  /// - Throws: The error that stopped it, with its place.
  public func run(cell: Int, _ context: CellContext) throws(CellRuntimeError) {
    guard let code = program.cells[cell]?.code else {
      throw missing(
        program.diagnostics.first { $0.cell == cell },
        "the cell has not passed its check"
      )
    }
    _ = try evaluate(code, context)
  }

  /// The text of an inline value.
  ///
  /// - Parameters:
  ///   - id: The identifier of the inline value.
  ///   - context: The limits of its evaluation.
  /// - Returns: The text, formatted as it asks.
  /// - Throws: The error that stopped it, with its place.
  public func value(ofInline id: Int, _ context: CellContext) throws(CellRuntimeError) -> String {
    guard let inline = program.inlines[id], let code = inline.code else {
      throw missing(
        program.diagnostics.first { $0.inline == id },
        "the inline value has not passed its check"
      )
    }
    let value = try evaluate(code, context)
    if let format = inline.format { return format.text(value) }
    return program.describer.text(value, inline.type, isQuoted: false)
  }

  private func evaluate(_ code: FunctionCode, _ context: CellContext) throws(CellRuntimeError)
    -> Value
  {
    runtime.context = context
    do {
      return try runtime.withMachine(isMain: true) { state in
        let frame = try state.enter(code.header)
        defer { state.leave(frame, code.header) }
        try state.pointee.poll()
        _ = try code.header.pointee.body._withUnsafeGuaranteedRef { try $0.run(frame) }
        return state.takeResult(code.header.pointee.result)
      }
    } catch {
      throw NotebookInterpreter.locate(Trap.from(error, code.place), program)
    }
  }

  private func missing(_ diagnostic: CellDiagnostic?, _ message: String) -> CellRuntimeError {
    CellRuntimeError(
      diagnostic: diagnostic
        ?? CellDiagnostic(
          message: message,
          path: program.sources.first?.path ?? "",
          line: 1,
          column: 1
        )
    )
  }

  /// An error with lines and columns.
  static func locate(_ trap: Trap, _ program: NotebookProgram) -> CellRuntimeError {
    if let diagnostic = trap.diagnostic {
      return CellRuntimeError(diagnostic: diagnostic, underlying: trap.underlying)
    }
    let index = Int(trap.place.source)
    let diagnostic =
      program.sources.indices.contains(index)
      ? program.sources[index].diagnostic(trap.place, trap.message, notes: trap.notes)
      : CellDiagnostic(
        message: trap.message,
        path: program.sources.first?.path ?? "",
        line: 1,
        column: 1,
        notes: trap.notes
      )
    return CellRuntimeError(diagnostic: diagnostic, underlying: trap.underlying)
  }
}

extension InlineFormat {
  /// A number in the format.
  func text(_ value: Value) -> String {
    let number: Double
    switch value {
    case .int(let value): number = Double(value)
    case .uint64(let value): number = Double(value)
    case .double(let value): number = value
    case .float(let value): number = Double(value)
    default: return value.description
    }
    return switch self {
    case .fixed(let digits): String(format: "%.\(digits)f", number)
    case .scientific(let digits): String(format: "%.\(digits)e", number)
    case .significant(let digits): String(format: "%.\(max(1, digits))g", number)
    case .percent(let digits): String(format: "%.\(digits)f%%", 100 * number)
    }
  }
}

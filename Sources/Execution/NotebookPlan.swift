public import CellLanguage
public import NotebookModel

/// A notebook with everything decided and checked, ready to run.
///
/// Names, labels, types and references of all cells are checked here, before any cell runs.
public struct NotebookPlan: Sendable {
  /// The notebook.
  public let notebook: Notebook
  /// Seed, precision, threads and data folders.
  public let settings: RunSettings
  /// The parameters with the values of this run.
  public let parameters: [NotebookModel.Parameter]
  /// What is wrong with the document or its cells, in document order.
  public let diagnostics: [Diagnostic]
  /// The checked cells.
  let checked: CheckedNotebook

  /// Decides and checks.
  ///
  /// - Parameters:
  ///   - notebook: The parsed notebook.
  ///   - registry: What cells may call.
  ///   - request: What the caller asked for; it wins over the front matter.
  /// - Throws: `ParameterError` for an override that the notebook does not declare or that has
  ///   another type.
  public init(
    notebook: Notebook,
    registry: BindingRegistry,
    request: RunRequest = RunRequest()
  ) throws(ParameterError) {
    self.notebook = notebook
    let front = notebook.frontMatter
    settings = RunSettings(
      seed: request.seed ?? front.settings.seed ?? 0,
      precision: (front.settings.precision ?? .float64).rawValue,
      threads: request.threads ?? front.settings.threads,
      dataPaths: request.dataPaths
    )
    parameters = try ParameterOverride.apply(request.parameters, to: front.parameters)
    checked = CheckedNotebook(
      checking: notebook.cells.filter(\.isExecutable).map { Self.source(of: $0, in: notebook) },
      inlines: notebook.inlineValues.map { Self.source(of: $0, in: notebook) },
      parameters: parameters.map {
        CellLanguage.Parameter(name: $0.name, value: Self.languageValue($0.value))
      },
      registry: registry
    )
    diagnostics = (notebook.diagnostics + checked.diagnostics.map(Diagnostic.init(_:)))
      .sorted { $0.position < $1.position }
  }

  /// Whether anything bars the notebook from running.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// The executable cells, in document order.
  var executableCells: [Cell] { notebook.cells.filter(\.isExecutable) }
}

extension NotebookPlan {
  private static func source(of cell: Cell, in notebook: Notebook) -> CellSource {
    CellSource(
      index: cell.index,
      name: cell.name,
      path: notebook.path,
      text: cell.code,
      lines: cell.linePositions.map { ($0.line, $0.column) }
    )
  }

  private static func source(of value: InlineValue, in notebook: Notebook) -> InlineSource {
    InlineSource(
      id: value.id,
      text: value.text,
      path: notebook.path,
      line: value.position.line,
      column: value.position.column,
      afterCell: value.afterCell
    )
  }

  private static func languageValue(
    _ value: NotebookModel.ParameterValue
  ) -> CellLanguage.ParameterValue {
    switch value {
    case .int(let number): .int(number)
    case .double(let number): .double(number)
    case .string(let text): .string(text)
    case .bool(let truth): .bool(truth)
    case .array(let values): .array(values.map(languageValue))
    }
  }
}

extension Diagnostic {
  /// The language's diagnostic as the document's.
  init(_ diagnostic: CellDiagnostic) {
    let severity: Severity =
      switch diagnostic.severity {
      case .error: .error
      case .warning: .warning
      case .note: .note
      }
    self.init(
      severity: severity,
      message: diagnostic.message,
      path: diagnostic.path,
      line: diagnostic.line,
      column: diagnostic.column,
      sourceLine: diagnostic.sourceLine,
      length: diagnostic.length,
      notes: diagnostic.notes
    )
  }
}

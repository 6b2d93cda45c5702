/// A notebook as it is written: front matter, prose and cells, each with its place in the file.
///
/// Reading never fails: whatever is wrong with the file is in `diagnostics`, and everything that
/// could be read is there. A notebook with errors should be shown to its author, not run.
///
///     let notebook = Notebook(parsing: text, path: "notebook.md")
///     guard !notebook.hasErrors else { … }
///     for cell in notebook.cells where cell.isExecutable { … }
public struct Notebook: Sendable {
  /// The file as the user named it.
  public let path: String
  /// The text of the file.
  public let source: SourceText
  /// What its head says.
  public var frontMatter = FrontMatter()
  /// The blocks of its body.
  public var blocks: [Block] = []
  /// The cells in document order, also those within lists and quotations.
  public var cells: [Cell] = []
  /// The inline values in document order.
  public var inlineValues: [InlineValue] = []
  /// The footnotes in the order of their definitions.
  public var footnotes: [Footnote] = []
  /// Everything that is wrong with the file, in the order of places.
  public var diagnostics: [Diagnostic] = []

  /// Whether any diagnostic is an error.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// The heading that serves as title: the first block, if the front matter states no title.
  public var titleHeading: (index: Int, text: [Inline])? {
    guard frontMatter.title == nil else { return nil }
    for (index, block) in blocks.enumerated() {
      if case .html = block.content { continue }
      if case .heading(_, _, let text) = block.content { return (index, text) }
      return nil
    }
    return nil
  }

  /// The title of the front matter, else of the heading at the beginning, else the file's name.
  public var title: String {
    if let title = frontMatter.title ?? titleHeading?.text.plainText { return title }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.hasSuffix(".md") ? String(name.dropLast(3)) : name
  }

  /// Reads a notebook from its text.
  public init(parsing text: String, path: String) {
    self.init(parsing: Array(text.utf8), path: path)
  }

  /// Reads a notebook from the bytes of its file.
  ///
  /// - Complexity: Linear in the size of the file.
  public init(parsing bytes: [UInt8], path: String) {
    self.path = path
    var reader = NotebookReader(bytes: bytes, path: path)
    reader.read()
    source = reader.source
    frontMatter = reader.frontMatter
    blocks = reader.blocks
    cells = reader.cells
    inlineValues = reader.inlineValues
    footnotes = reader.footnotes
    diagnostics = reader.diagnostics.sorted { $0.position < $1.position }
  }

  /// Makes a diagnostic about a place of this notebook, with the source line filled in.
  public func diagnostic(
    _ severity: Diagnostic.Severity,
    _ message: String,
    at position: SourcePosition,
    length: Int = 1,
    notes: [String] = []
  ) -> Diagnostic {
    Diagnostic(
      severity: severity,
      message: message,
      path: path,
      line: position.line,
      column: position.column,
      sourceLine: source.line(position.line),
      length: length,
      notes: notes
    )
  }
}

/// A fenced block of Swift: what it says and where each of its lines stands.
public struct Cell: Sendable, Hashable {
  /// The number of the cell in the notebook, from 0, counting display-only cells too.
  public var index: Int
  /// The label, if it has one.
  public var label: String?
  /// The options, with the notebook's defaults filled in.
  public var options: CellOptions
  /// The code after the option lines, lines separated by `\n`.
  public var code: String
  /// The place in the notebook of the first character of each line of `code`.
  public var linePositions: [SourcePosition]
  /// The whole text between the fences, option lines included.
  public var source: String
  /// The info string of the fence.
  public var info: String
  /// Whether the cell is run; otherwise it is shown only.
  public var isExecutable: Bool
  /// Where the block stands, fences included.
  public var range: SourceRange

  /// The label, or `cell 3` for the third cell of the notebook.
  public var name: String { label ?? "cell \(index + 1)" }

  /// Makes a cell from its parts.
  public init(
    index: Int,
    label: String?,
    options: CellOptions,
    code: String,
    linePositions: [SourcePosition],
    source: String,
    info: String,
    isExecutable: Bool,
    range: SourceRange
  ) {
    self.index = index
    self.label = label
    self.options = options
    self.code = code
    self.linePositions = linePositions
    self.source = source
    self.info = info
    self.isExecutable = isExecutable
    self.range = range
  }
}

/// The options of a cell, typed.
///
/// They stand in the first lines of the cell as `//| key: value` (or `#| key: value`).
public struct CellOptions: Sendable, Hashable {
  /// How a report shows the code of a cell.
  public enum CodeFold: Sendable, Hashable {
    /// Folded if it is long.
    case automatic
    /// Folded.
    case folded
    /// Foldable, but open.
    case open
    /// Plainly shown.
    case never
  }

  /// `fig-cap`: the captions of the figures of the cell, in order.
  public var figureCaptions: [[Inline]] = []
  /// `fig-alt`: the alternative texts of the figures of the cell, in order.
  public var figureAlternatives: [String] = []
  /// `tbl-cap`: the captions of the tables of the cell, in order.
  public var tableCaptions: [[Inline]] = []
  /// `fig-width`: the width of figures in inches of 100 pixels, 1 to 40.
  public var figureWidth: Double?
  /// `fig-height`: the height of figures in inches of 100 pixels, 1 to 40.
  public var figureHeight: Double?
  /// `echo`: whether the code is shown.
  public var echo = true
  /// `eval`: whether the code is run.
  public var eval = true
  /// `include`: whether anything of the cell is shown.
  public var include = true
  /// `output`: whether what the cell produces is shown.
  public var output = true
  /// `code-fold`: how the code is shown.
  public var codeFold = CodeFold.automatic
  /// `code-summary`: the words beside the fold.
  public var codeSummary: String?
  /// `cache`: whether results of earlier runs may be used.
  public var cache = true
  /// `timeout`: the most time the cell may take, in seconds.
  public var timeout: Double?
  /// `max-memory`: the most memory the cell may take, in bytes.
  public var maxMemory: Int?
  /// The place of each option that the cell states, by its key.
  public var positions: [String: SourcePosition] = [:]

  /// The options of a cell that states none.
  public init() {}
}

/// What the head of a notebook says, typed.
public struct FrontMatter: Sendable, Hashable {
  /// The settings under `tangent:`.
  public struct Settings: Sendable, Hashable {
    /// The precision of tensors.
    public enum Precision: String, Sendable, Hashable, CaseIterable {
      /// Single precision.
      case float32
      /// Double precision.
      case float64
    }

    /// `seed`: the seed of every random stream.
    public var seed: UInt64?
    /// `precision`: the precision of tensors.
    public var precision: Precision?
    /// `threads`: the number of threads, at least 1.
    public var threads: Int?
    /// `timeout`: the most time a cell may take, in seconds.
    public var timeout: Double?
    /// `max-memory`: the most memory the run may take, in bytes.
    public var maxMemory: Int?
    /// `inputs`: the files that the notebook reads.
    public var inputs: [String] = []

    /// Settings of a notebook that states none.
    public init() {}
  }

  /// The settings under `format: html:`.
  public struct Format: Sendable, Hashable {
    /// `toc`: whether there is a table of contents.
    public var tableOfContents = true
    /// `toc-depth`: the levels of headings in it, 1 to 6.
    public var tableOfContentsDepth = 3
    /// `number-sections`: whether sections are numbered.
    public var numbersSections = false

    /// The format of a notebook that states none.
    public init() {}
  }

  /// `title`.
  public var title: String?
  /// `subtitle`.
  public var subtitle: String?
  /// `author` or `authors`.
  public var authors: [String] = []
  /// `date`, as written.
  public var date: String?
  /// `abstract`.
  public var abstract: String?
  /// `lang`: the language of the prose, `en` unless stated.
  public var language = "en"
  /// `bibliography`: the names of `.bib` files.
  public var bibliography: [String] = []
  /// `params`, in the order of the file.
  public var parameters: [Parameter] = []
  /// `execute`: the options that cells have unless they state them.
  public var execute = CellOptions()
  /// `format.html`.
  public var format = Format()
  /// `tangent`.
  public var settings = Settings()
  /// The source lines of `jupyter:`, verbatim; empty if there is none.
  public var jupyter = ""
  /// The names of keys that mean nothing to Tangent, in the order of the file.
  public var otherKeys: [String] = []
  /// The place of each key, by its path, such as `tangent.seed`.
  public var positions: [String: SourcePosition] = [:]
  /// The source lines between the fences, verbatim.
  public var source = ""
  /// Where it stands, fences included.
  public var range: SourceRange?

  /// The front matter of a notebook that has none.
  public init() {}
}

/// A piece of running text.
public indirect enum Inline: Sendable, Hashable {
  /// Plain characters.
  case text(String)
  /// A line ending in the source which is a space in print.
  case softBreak
  /// A forced line break.
  case lineBreak
  /// Text in the manner of code.
  case code(String)
  /// Stressed text.
  case emphasis([Inline])
  /// Strongly stressed text.
  case strong([Inline])
  /// A link; `url` is empty if the target was refused as unsafe.
  case link(url: String, title: String, [Inline])
  /// An image with its alternative text; `url` is a `data:` image or the name of a local file.
  case image(url: String, title: String, alternative: String)
  /// A formula within a line, or a displayed one among other text.
  case math(Math)
  /// An inline value, by its number in `Notebook.inlineValues`.
  case value(Int)
  /// A reference to a figure, table, equation, section or claim.
  case reference(Reference)
  /// Citations in brackets, by their keys.
  case citation([String])
  /// A reference to a footnote, by its name.
  case footnote(String)
  /// Raw HTML, to be shown as text.
  case html(String)
}

/// A formula, with its TeX exactly as written.
public struct Math: Sendable, Hashable {
  /// The TeX between the delimiters, with container prefixes of its lines removed.
  public var tex: String
  /// Whether it stands on its own lines.
  public var isDisplay: Bool
  /// The label, `eq-…`, if one follows the formula.
  public var label: String?
  /// Where it stands.
  public var range: SourceRange

  /// Makes a formula from its parts.
  public init(tex: String, isDisplay: Bool, label: String? = nil, range: SourceRange) {
    self.tex = tex
    self.isDisplay = isDisplay
    self.label = label
    self.range = range
  }
}

/// A reference such as `@fig-rate`.
public struct Reference: Sendable, Hashable {
  /// What a label's prefix says about its target.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// A figure.
    case figure = "fig"
    /// A table.
    case table = "tbl"
    /// A displayed equation.
    case equation = "eq"
    /// A section.
    case section = "sec"
    /// A claim.
    case claim = "claim"
  }

  /// What it refers to.
  public var kind: Kind
  /// The whole label, with its prefix.
  public var label: String
  /// Where the reference stands.
  public var range: SourceRange

  /// Makes a reference from its parts.
  public init(kind: Kind, label: String, range: SourceRange) {
    self.kind = kind
    self.label = label
    self.range = range
  }
}

/// An expression in prose or in a caption whose value is printed in its place.
public struct InlineValue: Sendable, Hashable {
  /// The number of the value, in document order from 0.
  public var id: Int
  /// The source text after `{swift}`.
  public var text: String
  /// Where the source text begins.
  public var position: SourcePosition
  /// The index of the cell after which it is computed: the last executable cell before it, or for
  /// a caption the cell of the caption; -1 if there is none.
  public var afterCell: Int

  /// Makes an inline value from its parts.
  public init(id: Int, text: String, position: SourcePosition, afterCell: Int) {
    self.id = id
    self.text = text
    self.position = position
    self.afterCell = afterCell
  }
}

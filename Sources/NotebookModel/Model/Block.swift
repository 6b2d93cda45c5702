/// A block of a notebook with the place where it stands.
public struct Block: Sendable, Hashable {
  /// What the block is.
  public indirect enum Content: Sendable, Hashable {
    /// A heading of level 1 to 6 with its label, `sec-…`, if it has one.
    case heading(level: Int, label: String?, [Inline])
    /// A paragraph.
    case paragraph([Inline])
    /// A cell, by its index in `Notebook.cells`.
    case cell(Int)
    /// Code that is shown only, with its language (empty if none is named).
    case code(language: String, text: String)
    /// A displayed formula.
    case math(Math)
    /// A list.
    case list(List)
    /// A quotation.
    case quote([Block])
    /// A callout.
    case callout(Callout)
    /// A table.
    case table(Table)
    /// A line between thoughts.
    case thematicBreak
    /// Raw HTML, to be shown as text.
    case html(String)
  }

  /// What the block is.
  public var content: Content
  /// Where it stands.
  public var range: SourceRange

  /// Makes a block from its content and its place.
  public init(_ content: Content, range: SourceRange) {
    self.content = content
    self.range = range
  }
}

/// A bulleted or numbered list.
public struct List: Sendable, Hashable {
  /// One item of a list.
  public struct Item: Sendable, Hashable {
    /// What stands in the item.
    public var blocks: [Block]
    /// Whether the item's box is ticked, if it has a box.
    public var isChecked: Bool?

    /// Makes an item from its parts.
    public init(blocks: [Block], isChecked: Bool? = nil) {
      self.blocks = blocks
      self.isChecked = isChecked
    }
  }

  /// The number of the first item; `nil` for bullets.
  public var start: Int?
  /// Whether items follow one another without space.
  public var isTight: Bool
  /// The items.
  public var items: [Item]

  /// Makes a list from its parts.
  public init(start: Int?, isTight: Bool, items: [Item]) {
    self.start = start
    self.isTight = isTight
    self.items = items
  }
}

/// A remark set off from the text, written `> [!NOTE]`.
public struct Callout: Sendable, Hashable {
  /// The five kinds of callout.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Something worth knowing.
    case note
    /// Advice.
    case tip
    /// Something one must know.
    case important
    /// Something that may go wrong.
    case warning
    /// Something that has bad consequences.
    case caution
  }

  /// Its kind.
  public var kind: Kind
  /// Its title; empty for the usual one.
  public var title: [Inline]
  /// Its text.
  public var blocks: [Block]

  /// Makes a callout from its parts.
  public init(kind: Kind, title: [Inline] = [], blocks: [Block]) {
    self.kind = kind
    self.title = title
    self.blocks = blocks
  }
}

/// A table written with pipes.
public struct Table: Sendable, Hashable {
  /// The alignment of each column; `nil` where none is stated.
  public var alignments: [TableOutput.Alignment?]
  /// The column heads.
  public var header: [[Inline]]
  /// The rows, each as long as the header.
  public var rows: [[[Inline]]]
  /// The caption; empty if there is none.
  public var caption: [Inline]
  /// The label, `tbl-…`, if the caption has one.
  public var label: String?

  /// Makes a table from its parts.
  public init(
    alignments: [TableOutput.Alignment?],
    header: [[Inline]],
    rows: [[[Inline]]],
    caption: [Inline] = [],
    label: String? = nil
  ) {
    self.alignments = alignments
    self.header = header
    self.rows = rows
    self.caption = caption
    self.label = label
  }
}

/// A footnote: its name and its text.
public struct Footnote: Sendable, Hashable {
  /// The name between `[^` and `]`.
  public var name: String
  /// Its text.
  public var text: [Inline]
  /// Where its definition stands.
  public var range: SourceRange

  /// Makes a footnote from its parts.
  public init(name: String, text: [Inline], range: SourceRange) {
    self.name = name
    self.text = text
    self.range = range
  }
}

/// The code of one executable cell, and where each of its lines stands in the notebook.
public struct CellSource: Sendable, Hashable {
  /// The number of the cell, unique in the notebook and increasing in document order.
  public var index: Int
  /// The cell's label, or `cell 3`.
  public var name: String
  /// The notebook's path, for messages.
  public var path: String
  /// The code.
  public var text: String
  /// For each line of `text`: its line in the notebook and the column of its first character.
  public var lines: [Place]

  /// A place in the notebook, from 1.
  public struct Place: Sendable, Hashable {
    /// The line, from 1.
    public var line: Int
    /// The column, from 1.
    public var column: Int

    /// Makes a place.
    public init(line: Int, column: Int) { (self.line, self.column) = (line, column) }
  }

  /// Makes a cell; lines that `lines` does not tell follow the last one told.
  public init(
    index: Int,
    name: String,
    path: String,
    text: String,
    lines: [(line: Int, column: Int)]
  ) {
    self.index = index
    self.name = name
    self.path = path
    self.text = text
    self.lines = lines.map { Place(line: $0.line, column: $0.column) }
  }
}

/// An inline value: `expression` or `expression, .format`.
public struct InlineSource: Sendable, Hashable {
  /// The identifier, unique in the notebook.
  public var id: Int
  /// The source text.
  public var text: String
  /// The notebook's path, for messages.
  public var path: String
  /// The line of the text in the notebook, from 1.
  public var line: Int
  /// The column of its first character, from 1.
  public var column: Int
  /// The index of the last executable cell before it, or -1; it sees the names of cells up to it.
  public var afterCell: Int

  /// Makes an inline value.
  public init(id: Int, text: String, path: String = "", line: Int, column: Int, afterCell: Int) {
    self.id = id
    self.text = text
    self.path = path
    self.line = line
    self.column = column
    self.afterCell = afterCell
  }
}

/// The value of a parameter of the notebook.
public indirect enum ParameterValue: Sendable, Hashable {
  case int(Int)
  case double(Double)
  case string(String)
  case bool(Bool)
  /// Elements of one type; integers among numbers count as `Double`.
  case array([ParameterValue])
}

/// A parameter of the notebook, seen in cells as `params.name`.
public struct Parameter: Sendable, Hashable {
  /// The name.
  public var name: String
  /// The value.
  public var value: ParameterValue

  /// Makes a parameter.
  public init(name: String, value: ParameterValue) { (self.name, self.value) = (name, value) }
}

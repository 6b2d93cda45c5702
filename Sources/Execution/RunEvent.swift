public import NotebookModel

/// What happens in a run, in order, as it happens.
public enum RunEvent: Sendable {
  /// The run begins; the number of cells that will be considered.
  case started(cells: Int)
  /// A cell begins.
  case cellStarted(CellName)
  /// A cell printed text, with its line ends.
  case printed(CellName, String)
  /// A cell showed a figure, table, claim or value.
  case shown(CellName, CellOutput)
  /// A cell is done; its time in seconds where a clock runs.
  case cellFinished(CellName, CellResult.Status, seconds: Double?)
  /// The run is over; its time in seconds where a clock runs.
  case finished(seconds: Double?)
}

/// A cell as people and events name it.
public struct CellName: Sendable, Hashable, CustomStringConvertible {
  /// The place of the cell among the notebook's cells, from 0.
  public let index: Int
  /// The label, when the cell has one.
  public let label: String?
  /// The line of the fence, from 1.
  public let line: Int

  /// The label, or the place counted from 1.
  public var description: String { label ?? "cell \(index + 1)" }

  /// A name from its parts.
  public init(index: Int, label: String?, line: Int) {
    self.index = index
    self.label = label
    self.line = line
  }
}

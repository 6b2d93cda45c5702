/// What became of one cell in a run.
public struct CellResult: Sendable, Hashable, Codable {
  /// How the run of a cell ended.
  public enum Status: Sendable, Hashable, Codable {
    /// It ran to its end.
    case succeeded
    /// It stopped with an error.
    case failed(Diagnostic)
    /// It used up the time or memory that it was given.
    case stopped(Diagnostic)
    /// It was not run because cells that it depends on did not finish; their names.
    case skipped(dependsOn: [String])
    /// It is shown only and never run.
    case displayOnly
    /// The run was stopped before or while this cell ran.
    case interrupted

    /// What went wrong in the cell itself, if anything did.
    public var failure: Diagnostic? {
      switch self {
      case .failed(let diagnostic), .stopped(let diagnostic): diagnostic
      case .succeeded, .skipped, .displayOnly, .interrupted: nil
      }
    }
  }

  /// What the cell produced, in order; what came before a failure is kept.
  public var outputs: [CellOutput]
  /// How it ended.
  public var status: Status
  /// The time it took in seconds, if it ran.
  public var duration: Double?

  /// Makes a result from its parts.
  public init(outputs: [CellOutput] = [], status: Status, duration: Double? = nil) {
    self.outputs = outputs
    self.status = status
    self.duration = duration
  }
}

/// What became of one inline value in a run.
public enum InlineResult: Sendable, Hashable, Codable {
  /// Its value as text.
  case text(String)
  /// It could not be computed.
  case failed(Diagnostic)
  /// It was not computed because a cell that it depends on did not finish.
  case skipped
}

/// Everything that a run of a notebook produced.
public struct NotebookResults: Sendable, Hashable, Codable {
  /// The results of cells, by the index of the cell.
  public var cells: [Int: CellResult]
  /// The results of inline values, by the number of the inline value.
  public var inlineValues: [Int: InlineResult]
  /// What is needed to repeat the run.
  public var record: RunRecord

  /// Makes results from their parts.
  public init(
    cells: [Int: CellResult] = [:],
    inlineValues: [Int: InlineResult] = [:],
    record: RunRecord = RunRecord()
  ) {
    self.cells = cells
    self.inlineValues = inlineValues
    self.record = record
  }

  /// The claims of all cells in document order, each with the index of its cell.
  public var claims: [(cell: Int, claim: ClaimOutput)] {
    cells.keys.sorted().flatMap { index in
      (cells[index]?.outputs ?? []).compactMap { output in
        if case .claim(let claim) = output { (index, claim) } else { nil }
      }
    }
  }
}

internal import CellLanguage
internal import NotebookModel
import Synchronization

/// Gathers what a cell prints and shows, in order, and tells of it as it comes.
final class OutputCollector: Sendable {
  private let cell: Cell
  private let name: CellName
  private let onEvent: @Sendable (RunEvent) -> Void
  private let collected = Mutex<[CellOutput]>([])

  init(cell: Cell, name: CellName, onEvent: @escaping @Sendable (RunEvent) -> Void) {
    self.cell = cell
    self.name = name
    self.onEvent = onEvent
  }

  /// Everything so far; prints that follow one another are one text.
  var outputs: [CellOutput] { collected.withLock(\.self) }

  /// A context for the interpreter that sends its outputs here.
  func context(poll: @escaping @Sendable () throws -> Void) -> CellContext {
    let identifier = cell.label ?? "cell-\(cell.index + 1)"
    let (width, height) = (cell.options.figureWidth, cell.options.figureHeight)
    return CellContext(
      print: { self.print($0) },
      show: { self.show($0) },
      displayContext: { number in
        DisplayContext(
          identifier: number == 0 ? identifier : "\(identifier)-\(number + 1)",
          width: width,
          height: height
        )
      },
      poll: poll
    )
  }

  private func print(_ text: String) {
    collected.withLock { outputs in
      if case .text(let before) = outputs.last {
        outputs[outputs.count - 1] = .text(before + text)
      } else {
        outputs.append(.text(text))
      }
    }
    onEvent(.printed(name, text))
  }

  private func show(_ display: Display) {
    let output = CellOutput(display)
    collected.withLock { $0.append(output) }
    onEvent(.shown(name, output))
  }
}

extension CellOutput {
  /// The language's display as an output of the document.
  init(_ display: Display) {
    switch display {
    case .text(let text): self = .value(text)
    case .figure(let svg, let title, let description, let csv):
      self = .figure(FigureOutput(svg: svg, title: title, description: description, csv: csv))
    case .table(let columns, let rows):
      self = .table(TableOutput(columns: columns, rows: rows))
    case .claim(let statement, let measured, let expected, let tolerance, let margin, let holds):
      self = .claim(
        ClaimOutput(
          statement: statement,
          measured: measured,
          expected: expected,
          tolerance: tolerance,
          margin: margin,
          holds: holds
        )
      )
    }
  }
}

/// How the values of a heat map become colors.
public enum ColorScale: Sendable, Hashable {
  /// Diverging when the values have both signs, else sequential.
  case automatic
  /// From the smallest value (dark blue) to the largest (yellow).
  case sequential
  /// From blue through white at zero to red.
  case diverging
  /// Sequential in the logarithm; values that are not positive are hatched.
  case logarithmic
}

/// A matrix drawn as colored cells, first row on top, with a color bar.
///
/// A cell whose value is not finite is left gray, and the figure says how many there are.
public struct HeatMap: Mark {
  let rows: [[Double]]
  let label: String
  let colors: ColorScale

  /// Creates a heat map of the rows of a matrix.
  ///
  /// - Parameters:
  ///   - rows: The rows; shorter ones are filled with missing cells.
  ///   - label: The title of the color bar.
  ///   - colors: How values become colors.
  public init(_ rows: [[Double]], label: String = "", colors: ColorScale = .automatic) {
    self.rows = rows
    self.label = label
    self.colors = colors
  }

  /// The matrix.
  public var content: MarkContent {
    MarkContent([.heatMap(HeatMapLayer(rows: rows, label: label, colors: colors))])
  }
}

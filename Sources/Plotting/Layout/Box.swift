/// A rectangle in the view box; y grows downwards.
package struct Box: Sendable, Hashable {
  /// The left edge.
  package var minX: Double
  /// The upper edge.
  package var minY: Double
  /// The right edge.
  package var maxX: Double
  /// The lower edge.
  package var maxY: Double

  package init(minX: Double, minY: Double, maxX: Double, maxY: Double) {
    (self.minX, self.minY, self.maxX, self.maxY) = (minX, minY, maxX, maxY)
  }

  var width: Double { maxX - minX }
  var height: Double { maxY - minY }

  /// Whether two rectangles share more than an edge.
  package func overlaps(_ other: Box) -> Bool {
    minX < other.maxX && other.minX < maxX && minY < other.maxY && other.minY < maxY
  }

  /// Whether a rectangle lies inside, up to rounding.
  package func contains(_ other: Box) -> Bool {
    other.minX >= minX - 0.05 && other.maxX <= maxX + 0.05 && other.minY >= minY - 0.05
      && other.maxY <= maxY + 0.05
  }

  func insetBy(_ dx: Double, _ dy: Double) -> Box {
    Box(minX: minX + dx, minY: minY + dy, maxX: maxX - dx, maxY: maxY - dy)
  }
}

/// A line of text at its place.
struct PlacedText: Sendable {
  enum Anchor: String, Sendable { case start, middle, end }
  var text: RichText
  var x: Double
  /// The baseline.
  var y: Double
  var anchor = Anchor.start
  var size = Typography.body
  var role = "ink"
  /// Whether it lies over the data and needs the surface around it.
  var hasHalo = false

  /// The rectangle that the text fills, ascenders and descenders included.
  var box: Box {
    let width = text.width(size)
    let left =
      switch anchor {
      case .start: x
      case .middle: x - width / 2
      case .end: x - width
      }
    return Box(minX: left, minY: y - 0.76 * size, maxX: left + width, maxY: y + 0.24 * size)
  }
}

/// Sizes in units of the view box.
///
/// At the default width of 540 a phone of 400 pixels shows them at two thirds: ticks at 9 pixels.
enum Typography {
  static let title = 16.0
  static let body = 14.0
  static let tick = 13.5
  static let note = 12.5
  static let line = 19.0
  static let noteLine = 16.0
}

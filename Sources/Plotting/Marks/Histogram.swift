/// What the heights of a histogram are.
public enum HistogramNormalization: String, Sendable, Hashable, CaseIterable {
  /// Numbers of values.
  case count
  /// Shares of all values.
  case fraction
  /// Shares per unit of x, so that the area is 1.
  case density
}

/// Bars that show how values are distributed.
///
/// Bins have equal width, or equal ratio on a logarithmic x axis. Values that are not finite, or
/// not positive on a logarithmic axis, are left out and counted.
public struct Histogram: StyledMark {
  let values: [Double]
  let bins: Int?
  let normalization: HistogramNormalization
  let label: String?

  /// How the bars are drawn.
  public var style = MarkStyle()

  /// Creates a histogram.
  ///
  /// - Parameters:
  ///   - values: The values, in any order.
  ///   - bins: The number of bins, kept between 1 and 400; by default the rule of Freedman and
  ///     Diaconis.
  ///   - normalization: What the heights are; by default counts.
  ///   - label: The name shown in the legend.
  public init(
    _ values: [Double],
    bins: Int? = nil,
    normalization: HistogramNormalization = .count,
    label: String? = nil
  ) {
    self.values = values
    self.bins = bins
    self.normalization = normalization
    self.label = label
  }

  /// The bars.
  public var content: MarkContent {
    MarkContent([
      .histogram(
        HistogramLayer(
          values: values,
          bins: bins,
          normalization: normalization,
          label: label,
          style: style
        )
      )
    ])
  }
}

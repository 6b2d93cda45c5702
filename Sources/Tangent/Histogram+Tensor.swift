public import Plotting
public import Tensors

extension Histogram {
  /// A histogram of all elements of a tensor.
  ///
  /// - Parameters:
  ///   - values: The tensor, of any shape.
  ///   - bins: The number of bins, kept between 1 and 400; by default the rule of Freedman and
  ///     Diaconis.
  ///   - normalization: What the heights are; by default counts.
  ///   - label: The name shown in the legend.
  public init(
    _ values: Tensor,
    bins: Int? = nil,
    normalization: HistogramNormalization = .count,
    label: String? = nil
  ) {
    self.init(values.scalars, bins: bins, normalization: normalization, label: label)
  }
}

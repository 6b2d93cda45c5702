public import Dynamics
public import Plotting

extension Series: PlottableSeries {
  /// Every step with its value.
  public var plotPoints: [PlotPoint] {
    zip(x, y).map { PlotPoint(x: $0, samples: [$1]) }
  }

  /// The name of the quantity.
  public var plotLabel: String? { name }
}

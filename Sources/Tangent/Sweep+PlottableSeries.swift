public import Experiments
public import Plotting

extension Sweep: PlottableSeries {
  /// Every point with its repeats.
  public var plotPoints: [PlotPoint] {
    zip(points, samples).map { PlotPoint(x: $0, samples: $1) }
  }

  /// The measured quantity, when it has a name.
  public var plotLabel: String? { quantity }
}

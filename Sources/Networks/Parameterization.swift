/// How the variance of the weights enters a layer.
public enum Parameterization: String, Sendable, Hashable, CaseIterable {
  /// `z = σ_w/√fan_in · W h + σ_b b` with entries of unit variance; gradients are with respect to
  /// the unscaled `W` and `b` (Jacot, Gabriel, Hongler 2018).
  case ntk
  /// `z = W h + b` with `W ~ N(0, σ_w²/fan_in)` and `b ~ N(0, σ_b²)`.
  case standard
}

extension Parameterization: CustomStringConvertible {
  /// The word used in notebooks: `ntk` or `standard`.
  public var description: String { rawValue }
}

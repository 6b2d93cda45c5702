// Each activation under its own name, so that a network reads `Dense(512); ReLU()`.

/// `max(x, 0)` on each unit.
public struct ReLU: NetworkComponent, Hashable {
  /// The activation.
  public init() {}

  /// One activation layer.
  public var layers: [Layer] { [.activation(.relu)] }
}

/// The error function on each unit.
public struct Erf: NetworkComponent, Hashable {
  /// The activation.
  public init() {}

  /// One activation layer.
  public var layers: [Layer] { [.activation(.erf)] }
}

/// The hyperbolic tangent on each unit.
public struct Tanh: NetworkComponent, Hashable {
  /// The activation.
  public init() {}

  /// One activation layer.
  public var layers: [Layer] { [.activation(.tanh)] }
}

/// `1 / (1 + e^(-x))` on each unit.
public struct Sigmoid: NetworkComponent, Hashable {
  /// The activation.
  public init() {}

  /// One activation layer.
  public var layers: [Layer] { [.activation(.sigmoid)] }
}

/// `½ erf(x / 2.4020563531719796) + ½` on each unit: the sigmoid with a closed-form kernel.
public struct SigmoidLike: NetworkComponent, Hashable {
  /// The activation.
  public init() {}

  /// One activation layer.
  public var layers: [Layer] { [.activation(.sigmoidLike)] }
}

/// `½ x (1 + erf(x / √2))` on each unit.
public struct GELU: NetworkComponent, Hashable {
  /// The activation.
  public init() {}

  /// One activation layer.
  public var layers: [Layer] { [.activation(.gelu)] }
}

/// No change: a linear network.
public struct Identity: NetworkComponent, Hashable {
  /// The activation.
  public init() {}

  /// One activation layer.
  public var layers: [Layer] { [.activation(.identity)] }
}

/// `|x|` on each unit.
public struct Abs: NetworkComponent, Hashable {
  /// The activation.
  public init() {}

  /// One activation layer.
  public var layers: [Layer] { [.activation(.abs)] }
}

/// The sign of each unit; its derivative is taken as 0.
public struct Sign: NetworkComponent, Hashable {
  /// The activation.
  public init() {}

  /// One activation layer.
  public var layers: [Layer] { [.activation(.sign)] }
}

/// `e^(-x²)` on each unit.
public struct Gaussian: NetworkComponent, Hashable {
  /// The activation.
  public init() {}

  /// One activation layer.
  public var layers: [Layer] { [.activation(.gaussian)] }
}

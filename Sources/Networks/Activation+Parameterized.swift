// Each activation with parameters under its own name.

/// `x` for positive `x`, else `slope · x`.
public struct LeakyReLU: NetworkComponent, Hashable {
  /// The slope on the negative side.
  public var slope: Double

  /// The activation with the parameters as stated.
  public init(slope: Double = 0.01) {
    self.slope = slope
  }

  /// One activation layer.
  public var layers: [Layer] {
    [.activation(.leakyReLU(slope: slope))]
  }
}

/// `positive · max(x, 0) + negative · min(x, 0)`.
public struct PiecewiseLinear: NetworkComponent, Hashable {
  /// The slope on the negative side.
  public var negative: Double
  /// The slope on the positive side.
  public var positive: Double

  /// The activation with the parameters as stated.
  public init(negative: Double, positive: Double) {
    self.negative = negative
    self.positive = positive
  }

  /// One activation layer.
  public var layers: [Layer] {
    [.activation(.piecewiseLinear(negative: negative, positive: positive))]
  }
}

/// `amplitude · sin(frequency · x + phase)`.
public struct Sin: NetworkComponent, Hashable {
  /// The height of the wave.
  public var amplitude: Double
  /// The factor of the argument.
  public var frequency: Double
  /// The shift of the argument.
  public var phase: Double

  /// The activation with the parameters as stated.
  public init(amplitude: Double = 1, frequency: Double = 1, phase: Double = 0) {
    self.amplitude = amplitude
    self.frequency = frequency
    self.phase = phase
  }

  /// One activation layer.
  public var layers: [Layer] {
    [.activation(.sin(amplitude: amplitude, frequency: frequency, phase: phase))]
  }
}

/// `amplitude · cos(frequency · x + phase)`.
public struct Cos: NetworkComponent, Hashable {
  /// The height of the wave.
  public var amplitude: Double
  /// The factor of the argument.
  public var frequency: Double
  /// The shift of the argument.
  public var phase: Double

  /// The activation with the parameters as stated.
  public init(amplitude: Double = 1, frequency: Double = 1, phase: Double = 0) {
    self.amplitude = amplitude
    self.frequency = frequency
    self.phase = phase
  }

  /// One activation layer.
  public var layers: [Layer] {
    [.activation(.cos(amplitude: amplitude, frequency: frequency, phase: phase))]
  }
}

/// `amplitude · e^(rate · x)`.
public struct Exponential: NetworkComponent, Hashable {
  /// The value at 0.
  public var amplitude: Double
  /// The factor of the argument.
  public var rate: Double

  /// The activation with the parameters as stated.
  public init(amplitude: Double = 1, rate: Double = 1) {
    self.amplitude = amplitude
    self.rate = rate
  }

  /// One activation layer.
  public var layers: [Layer] {
    [.activation(.exponential(amplitude: amplitude, rate: rate))]
  }
}

/// `x^degree`.
public struct Monomial: NetworkComponent, Hashable {
  /// The power, at least 0.
  public var degree: Int

  /// The activation with the parameters as stated.
  public init(degree: Int) {
    self.degree = degree
  }

  /// One activation layer.
  public var layers: [Layer] {
    [.activation(.monomial(degree: degree))]
  }
}

/// `max(x, 0)^degree`.
public struct RectifiedMonomial: NetworkComponent, Hashable {
  /// The power, at least 0; 0 is the step function.
  public var degree: Int

  /// The activation with the parameters as stated.
  public init(degree: Int) {
    self.degree = degree
  }

  /// One activation layer.
  public var layers: [Layer] {
    [.activation(.rectifiedMonomial(degree: degree))]
  }
}

/// `Σ coefficients[k] · x^k`.
public struct Polynomial: NetworkComponent, Hashable {
  /// The factors of `x^0`, `x^1` and so on.
  public var coefficients: [Double]

  /// The activation with the parameters as stated.
  public init(coefficients: [Double]) {
    self.coefficients = coefficients
  }

  /// One activation layer.
  public var layers: [Layer] {
    [.activation(.polynomial(coefficients: coefficients))]
  }
}

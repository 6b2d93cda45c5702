import Foundation

/// The extent of values along one axis.
struct Extent: Sendable, Hashable {
  var low = Double.infinity
  var high = -Double.infinity

  var isEmpty: Bool { low > high }

  mutating func include(_ value: Double) {
    low = min(low, value)
    high = max(high, value)
  }
}

/// Values larger than this, and smaller ones on a logarithmic axis, are left out: differences and
/// ratios of such values leave the range of a double.
let largestDrawable = 1e300
let smallestDrawable = 1e-300
/// Linear axes do not zoom further than this.
let smallestSpan = 1e-290

extension AxisScale {
  /// Whether a value has a place on the scale.
  func canShow(_ value: Double) -> Bool {
    switch self {
    case .linear: abs(value) <= largestDrawable  // False for values that are not numbers.
    case .log10, .log2: value >= smallestDrawable && value <= largestDrawable
    }
  }

  /// The value in the units that positions are proportional to.
  func transformed(_ value: Double) -> Double {
    switch self {
    case .linear: value
    case .log10: Foundation.log10(value)
    case .log2: Foundation.log2(value)
    }
  }

  func inverse(_ value: Double) -> Double {
    switch self {
    case .linear: value
    case .log10: pow(10, value)
    case .log2: exp2(value)
    }
  }

  var words: String {
    switch self {
    case .linear: "linear"
    case .log10: "logarithmic"
    case .log2: "logarithmic (base 2)"
    }
  }
}

/// One axis: a scale from a domain in data units to positions in the view box.
struct Axis: Sendable {
  var scale: AxisScale
  /// The smaller end, in data units.
  var low: Double
  /// The larger end, in data units.
  var high: Double
  /// The position of `low`.
  var start: Double
  /// The position of `high`.
  var end: Double
  var ticks: [Tick] = []
  var factor: RichText?
  private let transformedLow: Double
  private let perUnit: Double

  init(scale: AxisScale, low: Double, high: Double, start: Double, end: Double) {
    self.scale = scale
    self.low = low
    self.high = high
    self.start = start
    self.end = end
    transformedLow = scale.transformed(low)
    let span = scale.transformed(high) - transformedLow
    perUnit = span > 0 ? (end - start) / span : 0
  }

  /// The position of a value which the scale can show, at most a million units away.
  func position(_ value: Double) -> Double {
    let place = start + (scale.transformed(value) - transformedLow) * perUnit
    return min(max(place, -1e6), 1e6)
  }

  /// The value at a position.
  func value(at position: Double) -> Double {
    perUnit == 0 ? low : scale.inverse(transformedLow + (position - start) / perUnit)
  }

  func contains(_ value: Double) -> Bool {
    value >= low && value <= high
  }
}

/// The domain of an axis, before its place is known.
struct AxisDomain: Sendable {
  var scale: AxisScale
  var low: Double
  var high: Double
  /// Whether the ends are given, so that they may not grow.
  var isFixed = false
  /// Whether ticks must be whole numbers.
  var isIntegral = false

  /// The domain of data on a scale; from 0 to 1, or 1 to 10, when there is none.
  init(_ extent: Extent, scale: AxisScale) {
    self.scale = scale
    if extent.isEmpty {
      (low, high) = scale.isLogarithmic ? (1, 10) : (0, 1)
      isFixed = true
      return
    }
    (low, high) = (extent.low, extent.high)
    let magnitude = max(abs(low), abs(high))
    if scale.isLogarithmic {
      if high - low <= magnitude * 1e-12 { (low, high) = (low / 2, high * 2) }
    } else if high - low <= max(magnitude * 1e-12, smallestSpan) {
      let half = magnitude < smallestSpan ? 0.5 : magnitude * 0.1
      (low, high) = (low - half, high + half)
    }
  }

  /// A domain that was asked for; nil when it cannot be shown.
  init?(_ range: ClosedRange<Double>, scale: AxisScale) {
    guard scale.canShow(range.lowerBound), scale.canShow(range.upperBound) else { return nil }
    let span = range.upperBound - range.lowerBound
    let magnitude = max(abs(range.lowerBound), abs(range.upperBound))
    guard span > magnitude * 1e-12, scale.isLogarithmic || span > smallestSpan else { return nil }
    self.scale = scale
    (low, high) = (range.lowerBound, range.upperBound)
    isFixed = true
  }

  /// An axis with ticks between two positions.
  ///
  /// - Parameters:
  ///   - start: The position of the low end.
  ///   - end: The position of the high end.
  ///   - target: About how many labels there is room for.
  ///   - padding: The share of the length kept free at each end, unless the ends are given.
  ///   - paddedLow: Whether the low end is padded too; bars stand on their axis.
  /// - Returns: The axis with its ticks.
  func axis(
    from start: Double,
    to end: Double,
    target: Int,
    padding: Double = 0.04,
    paddedLow: Bool = true
  ) -> Axis {
    switch scale {
    case .linear:
      linearAxis(start, end, target: target, padding: padding, paddedLow: paddedLow)
    case .log10, .log2:
      logarithmicAxis(start, end, target: target, padding: padding, paddedLow: paddedLow)
    }
  }

  private func linearAxis(
    _ start: Double,
    _ end: Double,
    target: Int,
    padding: Double,
    paddedLow: Bool
  ) -> Axis {
    let search = ExtendedTicks(from: low, to: high, target: target, integers: isIntegral)
    var (first, last) = (low, high)
    if !isFixed {
      let margin = (high - low) * padding
      first = min(paddedLow ? low - margin : low, search.start)
      last = max(high + margin, search.end)
    }
    var axis = Axis(scale: scale, low: first, high: last, start: start, end: end)
    let slack = (last - first) * 1e-9
    let values = search.values.filter { $0 >= first - slack && $0 <= last + slack }
    let labeled = AxisTicks.linear(
      values.isEmpty ? [isIntegral ? first.rounded(.up) : first] : values,
      step: search.step
    )
    axis.ticks = labeled.ticks
    axis.factor = labeled.factor
    return axis
  }

  private func logarithmicAxis(
    _ start: Double,
    _ end: Double,
    target: Int,
    padding: Double,
    paddedLow: Bool
  ) -> Axis {
    var (first, last) = (scale.transformed(low), scale.transformed(high))
    if !isFixed {
      let margin = max((last - first) * padding, 1e-9)
      first -= paddedLow ? margin : 0
      last += margin
    }
    let ends = (
      max(scale.inverse(first), smallestDrawable), min(scale.inverse(last), largestDrawable)
    )
    var axis = Axis(scale: scale, low: ends.0, high: ends.1, start: start, end: end)
    let labeled = AxisTicks.logarithmic(
      from: ends.0,
      to: ends.1,
      base: scale == .log2 ? 2 : 10,
      target: target
    )
    axis.ticks = labeled.ticks
    axis.factor = labeled.factor
    return axis
  }
}

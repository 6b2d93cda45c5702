import Foundation

/// A mark on an axis.
struct Tick: Sendable, Hashable {
  var value: Double
  /// The text beside it; none for minor ticks.
  var label: RichText?
}

/// The ticks of an axis and what its label must add to them.
struct AxisTicks: Sendable {
  var ticks: [Tick]
  /// What the tick labels leave out: "×10⁻³", or "+ 1000000".
  var factor: RichText?

  /// Ticks of a linear axis with their labels: one number of decimals, one common factor.
  static func linear(_ values: [Double], step: Double) -> AxisTicks {
    guard let largest = values.map({ abs($0) }).max(), largest > 0 else {
      return AxisTicks(ticks: values.map { Tick(value: $0, label: .verbatim("0")) })
    }
    if let offset = commonOffset(values, step: step, largest: largest) {
      let shifted = AxisTicks.linear(values.map { $0 - offset }, step: step)
      let ticks = zip(values, shifted.ticks).map { Tick(value: $0, label: $1.label) }
      let sign = offset < 0 ? "\u{2212}" : "+"
      let text = RichText.verbatim("\(sign) \(NumberText.shortest(abs(offset)))")
      return AxisTicks(
        ticks: ticks,
        factor: shifted.factor.map { $0 + .verbatim(" ") + text } ?? text
      )
    }
    var exponent = NumberText.decimalExponent(of: largest * (1 + 1e-12))
    let isPlain = exponent >= -3 && (exponent <= 4 && step >= 0.9e-4 || exponent == 5 && step >= 1)
    if isPlain { exponent = 0 }
    let unit = NumberText.power(10, exponent)
    let decimals = self.decimals(of: step / unit, start: values[0] / unit)
    let ticks = values.map { value in
      Tick(
        value: value,
        label: .verbatim(
          NumberText.minus(NumberText.fixed(value / unit, decimals: decimals))
        )
      )
    }
    let factor = exponent == 0 ? nil : RichText.power("×10", NumberText.minus("\(exponent)"))
    return AxisTicks(ticks: ticks, factor: factor)
  }

  /// The decimals needed to write multiples of a step exactly.
  static func decimals(of step: Double, start: Double) -> Int {
    for decimals in 0..<12 {
      let power = NumberText.power(10, decimals)
      func isWhole(_ value: Double) -> Bool {
        let scaled = value * power
        return abs(scaled - scaled.rounded()) < 1e-6 * max(1, abs(step * power))
      }
      if isWhole(step), isWhole(start) { return decimals }
    }
    return 12
  }

  /// A round number to take off when values differ only far behind their first digits.
  private static func commonOffset(_ values: [Double], step: Double, largest: Double) -> Double? {
    guard let first = values.first, let last = values.last, first * last > 0,
      largest / step > 20_000
    else { return nil }
    let unit = NumberText.power(10, NumberText.decimalExponent(of: last - first) + 1)
    let offset = (min(abs(first), abs(last)) / unit).rounded(.down) * unit
    return offset == 0 ? nil : first < 0 ? -offset : offset
  }
}

// MARK: Logarithmic axes

extension AxisTicks {
  /// Ticks of a logarithmic axis between two positive values.
  ///
  /// - Parameters:
  ///   - low: The smaller end of the axis.
  ///   - high: The larger end.
  ///   - base: 10 or 2.
  ///   - target: About how many labels there is room for.
  /// - Returns: The ticks in rising order, minor ones without labels.
  static func logarithmic(from low: Double, to high: Double, base: Int, target: Int) -> AxisTicks {
    let exponents = wholeExponents(from: low, to: high, base: base)
    if exponents.count >= (base == 2 ? 2 : 3) {
      return powers(exponents, from: low, to: high, base: base, target: target)
    }
    if base == 10, exponents.count >= 1 || high / low > 4 {
      let choices: [([Double], least: Int)] = [
        ([1, 2, 5], 3), ([1, 2, 3, 5, 7], 3), ([1, 2, 3, 4, 5, 6, 7, 8, 9], 3), ([1, 2, 5], 2),
        ([1, 3], 2), ([1], 2),
      ]
      for (mantissas, least) in choices {
        let values = multiples(mantissas, from: low, to: high)
        if values.count >= least && values.count <= target + 1 {
          return fine(values, from: low, to: high)
        }
      }
    }
    let search = ExtendedTicks(from: low, to: high, target: max(target, 3))
    let values = search.values.filter { $0 >= low && $0 <= high }
    return linear(values.isEmpty ? [low] : values, step: search.step)
  }

  private static func wholeExponents(from low: Double, to high: Double, base: Int) -> [Int] {
    let logarithm: (Double) -> Double =
      base == 2 ? { Foundation.log2($0) } : { Foundation.log10($0) }
    let first = Int((logarithm(low) - 1e-9).rounded(.up))
    let last = Int((logarithm(high) + 1e-9).rounded(.down))
    return first <= last ? Array(first...last) : []
  }

  /// Labels at every k-th power of the base, minor ticks at the others or between decades.
  private static func powers(
    _ exponents: [Int],
    from low: Double,
    to high: Double,
    base: Int,
    target: Int
  ) -> AxisTicks {
    let stride = [1, 2, 3, 4, 5, 10, 20, 50, 100].first { exponents.count / $0 <= max(target, 2) }
    let every = stride ?? 200
    let labeled = exponents.filter { $0 % every == 0 }
    let areAllPlain = exponents.allSatisfy { isPlain($0, base: base) }
    var ticks = exponents.map { exponent -> Tick in
      let value = NumberText.power(base, exponent)
      let isLabeled = labeled.count < 2 || exponent % every == 0
      return Tick(
        value: value,
        label: isLabeled ? powerLabel(exponent, base: base, plain: areAllPlain) : nil
      )
    }
    if base == 10, every == 1, exponents.count <= 12 {
      ticks += multiples([2, 3, 4, 5, 6, 7, 8, 9], from: low, to: high).map { Tick(value: $0) }
      ticks.sort { $0.value < $1.value }
    }
    return AxisTicks(ticks: ticks)
  }

  private static func isPlain(_ exponent: Int, base: Int) -> Bool {
    base == 2 ? exponent >= 0 && exponent <= 16 : exponent >= -1 && exponent <= 2
  }

  private static func powerLabel(_ exponent: Int, base: Int, plain: Bool) -> RichText {
    let isPlain = base == 2 ? plain : self.isPlain(exponent, base: base)
    return isPlain
      ? .verbatim(NumberText.shortest(NumberText.power(base, exponent)))
      : .power("\(base)", NumberText.minus("\(exponent)"))
  }

  private static func multiples(
    _ mantissas: [Double],
    from low: Double,
    to high: Double
  ) -> [Double] {
    let first = NumberText.decimalExponent(of: low)
    let last = NumberText.decimalExponent(of: high)
    var values: [Double] = []
    for exponent in first...max(first, last) {
      for mantissa in mantissas {
        // Dividing by an exact power is correctly rounded where multiplying by 0.001 is not.
        let isExact = exponent < 0 && exponent >= -22
        let value =
          isExact
          ? mantissa / NumberText.power(10, -exponent) : mantissa * NumberText.power(10, exponent)
        if value >= low * (1 - 1e-12), value <= high * (1 + 1e-12) { values.append(value) }
      }
    }
    return values
  }

  /// Labels within fewer than two decades: plain numbers, or all with a power of ten.
  private static func fine(_ values: [Double], from low: Double, to high: Double) -> AxisTicks {
    let isPlain = values.allSatisfy { $0 >= 0.9e-3 && $0 < 1e5 }
    var ticks = values.map { value -> Tick in
      if isPlain { return Tick(value: value, label: .verbatim(NumberText.significant(value))) }
      let exponent = NumberText.decimalExponent(of: value * (1 + 1e-12))
      let power = RichText.power("10", NumberText.minus("\(exponent)"))
      let mantissa = Int((value / NumberText.power(10, exponent)).rounded())
      return Tick(
        value: value,
        label: mantissa == 1 ? power : .verbatim("\(mantissa)×") + power
      )
    }
    let minor = multiples([1, 2, 3, 4, 5, 6, 7, 8, 9], from: low, to: high)
    ticks += minor.filter { !values.contains($0) }.map { Tick(value: $0) }
    ticks.sort { $0.value < $1.value }
    return AxisTicks(ticks: ticks)
  }
}

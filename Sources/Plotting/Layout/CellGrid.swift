import Foundation

/// The values of a heat map as one rectangle, at most 512 cells on a side.
struct CellGrid: Sendable {
  private(set) var rowCount: Int
  private(set) var columnCount: Int
  /// Row by row; not a number where a cell is missing.
  private(set) var values: [Double]
  let sourceRowCount: Int
  let sourceColumnCount: Int
  private(set) var notes: [String] = []

  static let largestSide = 512

  init(_ rows: [[Double]]) {
    let columns = rows.map(\.count).max() ?? 0
    sourceRowCount = columns == 0 ? 0 : rows.count
    sourceColumnCount = columns
    rowCount = min(sourceRowCount, Self.largestSide)
    columnCount = min(columns, Self.largestSide)
    values = []
    guard columnCount > 0 else { return }
    if rows.contains(where: { $0.count != columns }) {
      notes.append("Rows of the heat map differ in length; missing cells are gray.")
    }
    if rowCount < sourceRowCount || columnCount < sourceColumnCount {
      notes.append(
        "\(sourceRowCount) × \(sourceColumnCount) cells shown as \(rowCount) × \(columnCount) means."
      )
    }
    values.reserveCapacity(rowCount * columnCount)
    for row in 0..<rowCount {
      for column in 0..<columnCount { values.append(mean(rows, row, column)) }
    }
    let missing = values.reduce(0) { $0 + ($1.isFinite ? 0 : 1) }
    if missing > 0 {
      notes.append(
        missing == 1 ? "1 cell is not finite (gray)." : "\(missing) cells are not finite (gray)."
      )
    }
  }

  subscript(row: Int, column: Int) -> Double { values[row * columnCount + column] }

  /// The mean of the source cells that fall into a cell; not a number if none is finite.
  private func mean(_ rows: [[Double]], _ row: Int, _ column: Int) -> Double {
    if rowCount == sourceRowCount && columnCount == sourceColumnCount {
      return column < rows[row].count ? rows[row][column] : .nan
    }
    let across =
      column * sourceColumnCount / columnCount..<(column + 1) * sourceColumnCount / columnCount
    var finite: [Double] = []
    for source in row * sourceRowCount / rowCount..<(row + 1) * sourceRowCount / rowCount {
      for index in across where index < rows[source].count && rows[source][index].isFinite {
        finite.append(rows[source][index])
      }
    }
    return SampleStatistics.mean(finite)
  }
}

/// How the values of a heat map become colors.
struct ColorMapping: Sendable {
  enum Kind: Sendable { case sequential, diverging, logarithmic }
  var kind: Kind
  /// The values at the two ends of the color bar.
  var low: Double
  var high: Double
  var notes: [String] = []

  init(_ grid: CellGrid, scale: ColorScale) {
    var extent = Extent()
    var positive = Extent()
    for value in grid.values where abs(value) <= largestDrawable {
      extent.include(value)
      if value >= smallestDrawable { positive.include(value) }
    }
    let hasBothSigns = extent.low < 0 && extent.high > 0
    switch scale {
    case .automatic: kind = hasBothSigns ? .diverging : .sequential
    case .sequential: kind = .sequential
    case .diverging: kind = .diverging
    case .logarithmic: kind = .logarithmic
    }
    if kind == .logarithmic {
      if extent.low <= 0 {
        notes.append("Cells that are not positive are gray (logarithmic colors).")
      }
      extent = positive
    }
    if extent.isEmpty {
      extent = Extent(low: kind == .logarithmic ? 1 : 0, high: kind == .logarithmic ? 10 : 1)
    }
    (low, high) = (extent.low, extent.high)
    if kind == .diverging {
      high = max(abs(low), abs(high))
      low = -high
    }
  }

  /// The place of a value on the color bar, from 0 to 1; nil for a missing cell.
  func fraction(_ value: Double) -> Double? {
    guard abs(value) <= largestDrawable else { return nil }
    if kind == .logarithmic {
      guard value >= smallestDrawable else { return nil }
      return Self.ratio(log10(value), log10(low), log10(high))
    }
    return Self.ratio(value, low, high)
  }

  private static func ratio(_ value: Double, _ low: Double, _ high: Double) -> Double {
    high > low ? min(max((value - low) / (high - low), 0), 1) : 0.5
  }

  /// One of 256 color steps; nil for a missing cell.
  func step(_ value: Double) -> Int? {
    fraction(value).map { Int(($0 * 255).rounded()) }
  }

  /// The color of a step from 0 to 255.
  func color(step: Int) -> RGB {
    let fraction = Double(step) / 255
    switch kind {
    case .sequential, .logarithmic: return RGB.viridis(fraction)
    case .diverging: return RGB.redBlue(fraction)
    }
  }
}

/// A color with eight bits a channel.
struct RGB: Sendable, Hashable {
  var red: UInt8
  var green: UInt8
  var blue: UInt8

  /// The color of missing cells, in both themes.
  static let missing = RGB(red: 140, green: 140, blue: 140)

  var hex: String {
    "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  init(red: UInt8, green: UInt8, blue: UInt8) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  /// A color from channels between 0 and 1.
  init(_ red: Double, _ green: Double, _ blue: Double) {
    func byte(_ value: Double) -> UInt8 { UInt8(min(max(value * 255, 0), 255).rounded()) }
    self.init(red: byte(red), green: byte(green), blue: byte(blue))
  }

  /// The viridis map from dark blue (0) to yellow (1), by a polynomial of degree six in each
  /// channel that stays within a hundredth of the table.
  static func viridis(_ t: Double) -> RGB {
    func channel(_ c: [Double]) -> Double { c.reversed().reduce(0) { $0 * t + $1 } }
    return RGB(
      channel([0.277727, 0.105093, -0.330862, -4.634230, 6.228270, 4.776385, -5.435456]),
      channel([0.005407, 1.404614, 0.214848, -5.799101, 14.179933, -13.745145, 4.645853]),
      channel([0.334100, 1.384590, 0.095095, -19.332441, 56.690553, -65.353033, 26.312435])
    )
  }

  /// From blue (0) through near white (0.5) to red (1), with ends of equal lightness.
  static func redBlue(_ t: Double) -> RGB {
    let stops: [(Double, Double, Double)] = [
      (33, 102, 172), (103, 169, 207), (209, 229, 240), (247, 247, 247), (253, 219, 199),
      (239, 138, 98), (178, 24, 43),
    ]
    let place = min(max(t, 0), 1) * Double(stops.count - 1)
    let index = min(Int(place), stops.count - 2)
    let (a, b, weight) = (stops[index], stops[index + 1], place - Double(index))
    func mixed(_ a: Double, _ b: Double) -> Double { (a + (b - a) * weight) / 255 }
    return RGB(mixed(a.0, b.0), mixed(a.1, b.1), mixed(a.2, b.2))
  }
}

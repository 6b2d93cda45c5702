/// A position in the view box.
struct Position: Sendable, Hashable {
  var x: Double
  var y: Double
}

/// Fewer points with the same picture.
enum Reduction {
  /// Half-unit columns: exact also when a screen shows two pixels per unit.
  static let columnsPerUnit = 2.0

  /// Keeps of each pixel column the first, last, lowest and highest point (M4), if the points run
  /// from left to right; else leaves out points too near the last one kept.
  ///
  /// Reference: Jugel, Jerzak, Hackenbroich, Markl, "M4: A Visualization-Oriented Time Series Data
  /// Aggregation" (PVLDB 2014).
  static func polyline(_ points: [Position]) -> [Position] {
    guard points.count > 500 else { return points }
    let isSorted = zip(points, points.dropFirst()).allSatisfy { $0.x <= $1.x }
    return isSorted ? m4(points) : thinned(points, distance: points.count > 50_000 ? 1 : 0.3)
  }

  static func m4(_ points: [Position]) -> [Position] {
    var result: [Position] = []
    var index = 0
    while index < points.count {
      let column = (points[index].x * columnsPerUnit).rounded(.down)
      var end = index
      var (low, high) = (index, index)
      while end < points.count, (points[end].x * columnsPerUnit).rounded(.down) == column {
        if points[end].y < points[low].y { low = end }
        if points[end].y > points[high].y { high = end }
        end += 1
      }
      var kept = [index, low, high, end - 1]
      kept.sort()
      for (place, candidate) in kept.enumerated() where place == 0 || kept[place - 1] != candidate {
        result.append(points[candidate])
      }
      index = end
    }
    return result
  }

  static func thinned(_ points: [Position], distance: Double) -> [Position] {
    guard let first = points.first, let last = points.last else { return [] }
    var result = [first]
    var kept = first
    for point in points.dropFirst()
    where abs(point.x - kept.x) >= distance || abs(point.y - kept.y) >= distance {
      result.append(point)
      kept = point
    }
    if result.last != last { result.append(last) }
    return result
  }

  /// One outline point per column for each side of a band: the highest and the lowest.
  static func band(_ points: [(x: Double, low: Double, high: Double)]) -> [(
    x: Double, low: Double, high: Double
  )] {
    let isSorted = zip(points, points.dropFirst()).allSatisfy { $0.x <= $1.x }
    guard points.count > 500, isSorted else { return points }
    var result: [(x: Double, low: Double, high: Double)] = []
    var column = -Double.infinity
    for point in points {
      let place = (point.x * columnsPerUnit).rounded(.down)
      if place == column, let last = result.last {
        result[result.count - 1] = (last.x, max(last.low, point.low), min(last.high, point.high))
      } else {
        result.append(point)
        column = place
      }
    }
    if let last = points.last { result.append(last) }
    return result
  }

  /// Points on a grid, each place once, in layers from sparse to dense regions.
  ///
  /// Up to 200 points are one opaque layer, up to 2000 a translucent one.
  static func cloud(_ points: [Position]) -> [(points: [Position], opacity: Double)] {
    guard points.count > 2000 else { return [(points, points.count > 200 ? 0.75 : 1)] }
    var layers: [[Position]] = [[], [], []]
    var density: [Position: Int] = [:]
    for point in points { density[snapped(point, 4), default: 0] += 1 }
    let largest = Double(density.values.max() ?? 1)
    for point in places(points) {
      let share = Double(density[snapped(point, 4)] ?? 1) / largest
      layers[share < 0.12 ? 0 : share < 0.45 ? 1 : 2].append(point)
    }
    return zip(layers, [0.4, 0.65, 0.95]).map { ($0, $1) }
  }

  private static func snapped(_ point: Position, _ step: Double) -> Position {
    Position(x: (point.x / step).rounded() * step, y: (point.y / step).rounded() * step)
  }

  /// The distinct places on the finest grid that has not too many of them, in reading order.
  private static func places(_ points: [Position]) -> [Position] {
    var seen: Set<Position> = []
    for step in [0.5, 1, 2, 3] {
      seen = Set(points.map { snapped($0, step) })
      if seen.count <= 12_000 { break }
    }
    return seen.sorted { ($0.y, $0.x) < ($1.y, $1.x) }
  }
}

import Tensors

/// Sums over the middle axis of `[outer, reduced, inner]`, in a fixed order.
struct SumKernel: Hashable {
  let outer: Int
  let reduced: Int
  let inner: Int
  let source: Int
  let result: Int

  /// The columns that are summed side by side.
  private static let width = 64
  /// The terms that are added in the tensor's own precision before they join a double sum.
  private static let run = 128
  /// The elements that a tile reads at least.
  private static let work = 16 * 1024

  private var bands: Int { inner == 1 ? 1 : (inner + Self.width - 1) / Self.width }
  private var units: Int { outer * bands }
  private var unitsPerTile: Int {
    let unit = max(1, reduced * min(inner, Self.width))
    return max(1, Self.work / unit)
  }

  var tileCount: Int { inner == 0 ? 0 : (units + unitsPerTile - 1) / unitsPerTile }
  var registerCount: Int { 1 }

  func run(tile: Int, _ memory: Memory, scratch: UnsafeMutableRawPointer) {
    switch memory.dtype {
    case .float32: run(tile: tile, memory, scratch, of: Float.self)
    case .float64: run(tile: tile, memory, scratch, of: Double.self)
    }
  }

  private func run<T: TensorScalar>(
    tile: Int,
    _ memory: Memory,
    _ scratch: UnsafeMutableRawPointer,
    of type: T.Type
  ) {
    let a = UnsafePointer(memory.pointer(source, of: T.self))
    let d = memory.pointer(result, of: T.self)
    // A block of scratch holds a band of partial sums and one of doubles.
    let partial = scratch.assumingMemoryBound(to: T.self)
    let total = (scratch + Self.width * MemoryLayout<Double>.stride)
      .assumingMemoryBound(to: Double.self)
    for unit in (tile * unitsPerTile)..<min(units, (tile + 1) * unitsPerTile) {
      if inner == 1 {
        d[unit] = T(sumOfRow(a + unit * reduced, reduced))
        continue
      }
      let (row, column) = (unit / bands, unit % bands * Self.width)
      let width = min(Self.width, inner - column)
      sumOfColumns(
        a + row * reduced * inner + column,
        width,
        partial,
        total
      )
      for i in 0..<width { d[row * inner + column + i] = T(total[i]) }
    }
  }

  private func sumOfColumns<T: TensorScalar>(
    _ a: UnsafePointer<T>,
    _ width: Int,
    _ partial: UnsafeMutablePointer<T>,
    _ total: UnsafeMutablePointer<Double>
  ) {
    total.update(repeating: 0, count: width)
    var start = 0
    while start < reduced {
      let end = min(reduced, start + Self.run)
      partial.update(repeating: 0, count: width)
      for row in start..<end {
        let source = a + row * inner
        for i in 0..<width { partial[i] += source[i] }
      }
      for i in 0..<width { total[i] += Double(partial[i]) }
      start = end
    }
  }
}

/// The sum of adjacent elements: vectors of partial sums over short runs, doubles over the runs.
private func sumOfRow<T: TensorScalar>(_ a: UnsafePointer<T>, _ count: Int) -> Double {
  var total = 0.0
  var start = 0
  while start < count {
    let end = min(count, start + 1024)
    var lanes = SIMD8<T>(repeating: 0)
    var i = start
    while i + 8 <= end {
      for lane in 0..<8 { lanes[lane] += a[i + lane] }
      i += 8
    }
    var rest: T = 0
    while i < end {
      rest += a[i]
      i += 1
    }
    total += Double(lanes.sum() + rest)
    start = end
  }
  return total
}

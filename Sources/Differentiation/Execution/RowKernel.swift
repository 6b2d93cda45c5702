import Tensors

/// Log-sum-exp or softmax of rows.
struct RowKernel: Hashable {
  let function: RowFunction
  let rows: Int
  let length: Int
  let source: Int
  let result: Int

  private var rowsPerTile: Int { max(1, 4096 / max(length, 1)) }
  var tileCount: Int { (rows + rowsPerTile - 1) / rowsPerTile }
  var registerCount: Int { (length + PointwiseKernel.block - 1) / PointwiseKernel.block }

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
    let work = scratch.assumingMemoryBound(to: T.self)
    for row in (tile * rowsPerTile)..<min(rows, (tile + 1) * rowsPerTile) {
      let x = a + row * length
      var largest = x[0]
      // NaN anywhere makes the row NaN through the exponentials below.
      for i in 1..<max(length, 1) where x[i] > largest { largest = x[i] }
      // An infinite maximum is not subtracted: -inf rows give log 0, +inf ones give inf.
      let shift: T = largest.isFinite ? largest : 0
      for i in 0..<length { work[i] = x[i] - shift }
      T.evaluate(.exp, work, work, length)
      var total = 0.0
      for i in 0..<length { total += Double(work[i]) }
      switch function {
      case .logSumExp:
        work[0] = T(total)
        T.evaluate(.log, work, work, 1)
        d[row] = shift + work[0]
      case .softmax:
        let factor = T(1 / total)
        for i in 0..<length { d[row * length + i] = work[i] * factor }
      }
    }
  }
}

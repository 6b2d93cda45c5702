import Tensors

/// Elements moved between boxes by strides.
struct TransferKernel: Hashable {
  /// One box: element `i` goes from `start + i · strides` of the source to that of the result.
  struct Piece: Hashable {
    var shape: [Int]
    var source: Int
    var sourceStart = 0
    var sourceStrides: [Int]
    var resultStart = 0
    var resultStrides: [Int]
    var count: Int { shape.reduce(1, *) }
  }

  private(set) var pieces: [Piece] = []
  let result: Int
  /// The number of elements to set to 0 first.
  private(set) var cleared = 0

  var tileCount: Int { 1 }

  init(
    _ movement: Movement,
    shape: [Int],
    operandShapes: [[Int]],
    operands: [Int],
    result: Int
  ) {
    self.result = result
    let strides = rowMajorStrides(shape)
    let operandStrides = operandShapes.map(rowMajorStrides)
    switch movement {
    case .permute(let axes):
      pieces = [
        Piece(
          shape: shape,
          source: operands[0],
          sourceStrides: axes.map { operandStrides[0][$0] },
          resultStrides: strides
        )
      ]
    case .slice(let starts):
      pieces = [
        Piece(
          shape: shape,
          source: operands[0],
          sourceStart: zip(starts, operandStrides[0]).reduce(0) { $0 + $1.0 * $1.1 },
          sourceStrides: operandStrides[0],
          resultStrides: strides
        )
      ]
    case .pad(let starts):
      cleared = shape.reduce(1, *)
      pieces = [
        Piece(
          shape: operandShapes[0],
          source: operands[0],
          sourceStrides: operandStrides[0],
          resultStart: zip(starts, strides).reduce(0) { $0 + $1.0 * $1.1 },
          resultStrides: strides
        )
      ]
    case .concatenate(let axis):
      var position = 0
      for (index, operand) in operands.enumerated() {
        pieces.append(
          Piece(
            shape: operandShapes[index],
            source: operand,
            sourceStrides: operandStrides[index],
            resultStart: position * strides[axis],
            resultStrides: strides
          )
        )
        position += operandShapes[index][axis]
      }
    }
  }

  /// A broadcast that no simple pattern describes.
  init(gatheringAxes axes: [Int], shape: [Int], operandShape: [Int], operand: Int, result: Int) {
    self.result = result
    let operandStrides = rowMajorStrides(operandShape)
    var strides = Array(repeating: 0, count: shape.count)
    for (index, axis) in axes.enumerated() { strides[axis] = operandStrides[index] }
    pieces = [
      Piece(
        shape: shape,
        source: operand,
        sourceStrides: strides,
        resultStrides: rowMajorStrides(shape)
      )
    ]
  }

  func run(tile: Int, _ memory: Memory) {
    switch memory.dtype {
    case .float32: run(memory, of: Float.self)
    case .float64: run(memory, of: Double.self)
    }
  }

  private func run<T: TensorScalar>(_ memory: Memory, of type: T.Type) {
    let d = memory.pointer(result, of: T.self)
    d.update(repeating: 0, count: cleared)
    for piece in pieces where piece.count > 0 {
      let a = UnsafePointer(memory.pointer(piece.source, of: T.self))
      move(piece, axis: 0, a + piece.sourceStart, d + piece.resultStart)
    }
  }
}

private func rowMajorStrides(_ shape: [Int]) -> [Int] {
  var strides = Array(repeating: 1, count: shape.count)
  for axis in shape.indices.dropLast().reversed() {
    strides[axis] = strides[axis + 1] * shape[axis + 1]
  }
  return strides
}

private func move<T>(
  _ piece: TransferKernel.Piece,
  axis: Int,
  _ a: UnsafePointer<T>,
  _ d: UnsafeMutablePointer<T>
) {
  guard axis < piece.shape.count else {
    d.pointee = a.pointee
    return
  }
  let (from, to) = (piece.sourceStrides[axis], piece.resultStrides[axis])
  if axis == piece.shape.count - 1 {
    if from == 1, to == 1 {
      d.update(from: a, count: piece.shape[axis])
    } else {
      for i in 0..<piece.shape[axis] { d[i * to] = a[i * from] }
    }
    return
  }
  for i in 0..<piece.shape[axis] {
    move(piece, axis: axis + 1, a + i * from, d + i * to)
  }
}

/// What two numbers can be combined by, element by element.
enum BinaryOperation: String {
  case adding = "a sum"
  case subtracting = "a difference"
  case multiplying = "a product"
  case dividing = "a quotient"
  case maximum = "a maximum"
  case minimum = "a minimum"
}

extension BinaryOperation {
  /// The combination of two tensors after broadcasting.
  func checkedCombining(_ left: Tensor, _ right: Tensor) throws -> Tensor {
    let plan = try Broadcast(rawValue, left.shape, right.shape)
    switch DType.promoting(left.dtype, right.dtype) {
    case .float32: return combined(left, right, plan, of: Float.self)
    case .float64:
      let (left, right) = (left.converted(to: .float64), right.converted(to: .float64))
      return combined(left, right, plan, of: Double.self)
    }
  }

  private func combined<T: TensorScalar>(
    _ left: Tensor,
    _ right: Tensor,
    _ plan: Broadcast,
    of type: T.Type
  ) -> Tensor {
    left.withElements(of: T.self) { l in
      right.withElements(of: T.self) { r in
        Tensor(shape: plan.shape, of: T.self) { result in
          guard let l = l.baseAddress, let r = r.baseAddress, let out = result.baseAddress,
            !result.isEmpty
          else { return }
          ElementTiles(rows: plan.rowCount, columns: plan.innerCount).forEach { rows, columns in
            var destination = out + rows.lowerBound * plan.innerCount + columns.lowerBound
            plan.forEachRow(rows) { leftOffset, rightOffset in
              combine(
                columns.count,
                l + leftOffset + columns.lowerBound * plan.innerLeft,
                plan.innerLeft,
                r + rightOffset + columns.lowerBound * plan.innerRight,
                plan.innerRight,
                destination
              )
              destination += plan.innerCount
            }
          }
        }
      }
    }
  }

  private func combine<T: TensorScalar>(
    _ count: Int,
    _ l: UnsafePointer<T>,
    _ leftStride: Int,
    _ r: UnsafePointer<T>,
    _ rightStride: Int,
    _ out: UnsafeMutablePointer<T>
  ) {
    switch self {
    case .adding: run(count, l, leftStride, r, rightStride, out) { $0 + $1 }
    case .subtracting: run(count, l, leftStride, r, rightStride, out) { $0 - $1 }
    case .multiplying: run(count, l, leftStride, r, rightStride, out) { $0 * $1 }
    case .dividing: run(count, l, leftStride, r, rightStride, out) { $0 / $1 }
    case .maximum: run(count, l, leftStride, r, rightStride, out) { $1 > $0 || $1 != $1 ? $1 : $0 }
    case .minimum: run(count, l, leftStride, r, rightStride, out) { $1 < $0 || $1 != $1 ? $1 : $0 }
    }
  }

  @inline(__always) private func run<T: TensorScalar>(
    _ count: Int,
    _ l: UnsafePointer<T>,
    _ leftStride: Int,
    _ r: UnsafePointer<T>,
    _ rightStride: Int,
    _ out: UnsafeMutablePointer<T>,
    _ body: (T, T) -> T
  ) {
    switch (leftStride, rightStride) {
    case (1, 1): for i in 0..<count { out[i] = body(l[i], r[i]) }
    case (1, 0):
      let right = r.pointee
      for i in 0..<count { out[i] = body(l[i], right) }
    case (0, 1):
      let left = l.pointee
      for i in 0..<count { out[i] = body(left, r[i]) }
    default: for i in 0..<count { out[i] = body(l[i * leftStride], r[i * rightStride]) }
    }
  }
}

/// The tiles into which elementwise work on rows and columns is cut, whatever the threads.
struct ElementTiles {
  /// About as many elements as one thread should take at once.
  static let size = 1 << 15

  let rows: Int
  let columns: Int
  private let rowsPerTile: Int
  private let columnsPerTile: Int

  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    columnsPerTile = columns <= 2 * Self.size ? Swift.max(columns, 1) : Self.size
    rowsPerTile = Swift.max(1, Self.size / columnsPerTile)
  }

  /// Calls the body for each tile, on several threads.
  func forEach(_ body: (_ rows: Range<Int>, _ columns: Range<Int>) -> Void) {
    let across = (columns + columnsPerTile - 1) / columnsPerTile
    let down = (rows + rowsPerTile - 1) / rowsPerTile
    Parallelism.forEach(across * down) { tile in
      let row = tile / across * rowsPerTile
      let column = tile % across * columnsPerTile
      body(
        row..<Swift.min(row + rowsPerTile, rows),
        column..<Swift.min(column + columnsPerTile, columns)
      )
    }
  }
}

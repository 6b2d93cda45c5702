import Tensors

/// One instruction over numbered buffers, cut into tiles that may run at the same time.
enum Instruction: Sendable {
  case pointwise(PointwiseKernel)
  case matmul(MatmulKernel)
  case sum(SumKernel)
  case rows(RowKernel)
  case transfer(TransferKernel)

  /// The number of tiles; it depends on shapes alone.
  var tileCount: Int {
    switch self {
    case .pointwise(let kernel): kernel.tileCount
    case .matmul(let kernel): kernel.tileCount
    case .sum(let kernel): kernel.tileCount
    case .rows(let kernel): kernel.tileCount
    case .transfer(let kernel): kernel.tileCount
    }
  }

  /// The blocks of scratch memory that a tile needs.
  var registerCount: Int {
    switch self {
    case .pointwise(let kernel): kernel.registerCount
    case .matmul, .transfer: 0
    case .sum(let kernel): kernel.registerCount
    case .rows(let kernel): kernel.registerCount
    }
  }

  /// About how many nanoseconds all tiles take on one core.
  var cost: Double {
    switch self {
    case .pointwise(let kernel): kernel.cost
    case .matmul(let kernel): Double(kernel.m) * Double(kernel.n) * Double(kernel.k) / 40
    case .sum(let kernel): Double(kernel.outer * kernel.reduced * kernel.inner) / 5
    case .rows(let kernel): Double(kernel.rows * kernel.length) * 2
    case .transfer(let kernel): Double(kernel.pieces.reduce(0) { $0 + $1.count })
    }
  }

  /// About how many nanoseconds one tile takes.
  var tileCost: Double { cost / Double(max(tileCount, 1)) }

  /// Runs one tile.
  func run(tile: Int, _ memory: Memory, scratch: UnsafeMutableRawPointer) {
    switch self {
    case .pointwise(let kernel): kernel.run(tile: tile, memory, scratch: scratch)
    case .matmul(let kernel): kernel.run(tile: tile, memory)
    case .sum(let kernel): kernel.run(tile: tile, memory, scratch: scratch)
    case .rows(let kernel): kernel.run(tile: tile, memory, scratch: scratch)
    case .transfer(let kernel): kernel.run(tile: tile, memory)
    }
  }

  /// A copy of a whole buffer.
  static func copy(count: Int, from source: Int, to destination: Int) -> Instruction {
    .pointwise(
      PointwiseKernel(
        count: count,
        steps: [
          .init(
            operation: .copy,
            first: .buffer(source),
            second: .register(0),
            destination: .buffer(destination)
          )
        ]
      )
    )
  }

  /// The instruction of a planned kind on its buffers.
  init(_ kind: InstructionKind, shape: [Int], operands: [Int], result: Int) {
    switch kind {
    case .matmul(let plan):
      self = .matmul(
        MatmulKernel(
          m: shape[0],
          n: shape[1],
          k: plan.inner,
          plan: plan,
          left: operands[0],
          right: operands[1],
          result: result
        )
      )
    case .sum(let outer, let reduced, let inner):
      self = .sum(
        SumKernel(
          outer: outer,
          reduced: reduced,
          inner: inner,
          source: operands[0],
          result: result
        )
      )
    case .rows(let function, let length):
      self = .rows(
        RowKernel(
          function: function,
          rows: shape.reduce(1, *) / (function == .softmax ? length : 1),
          length: length,
          source: operands[0],
          result: result
        )
      )
    case .move(let movement, let operandShapes):
      self = .transfer(
        TransferKernel(
          movement,
          shape: shape,
          operandShapes: operandShapes,
          operands: operands,
          result: result
        )
      )
    case .gather(let axes, let operandShape):
      self = .transfer(
        TransferKernel(
          gatheringAxes: axes,
          shape: shape,
          operandShape: operandShape,
          operand: operands[0],
          result: result
        )
      )
    }
  }
}

/// The buffers of one run.
struct Memory: @unchecked Sendable {
  // Shared between threads; tiles that run at the same time write disjoint parts of it.
  let buffers: UnsafeMutablePointer<UnsafeMutableRawPointer>
  let dtype: DType

  func pointer<T>(_ buffer: Int, of type: T.Type) -> UnsafeMutablePointer<T> {
    buffers[buffer].assumingMemoryBound(to: T.self)
  }
}

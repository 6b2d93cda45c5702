import Tensors

/// What an executor does for a program: instructions over numbered buffers, cut into tiles.
struct ExecutionPlan: Sendable {
  /// What a buffer holds.
  enum Buffer: Sendable {
    case input(count: Int)
    case constant(Tensor)
    case output(count: Int)
    /// A piece of the arena, from an offset in elements.
    case temporary(offset: Int)
  }

  /// One independent piece of work, and the number of tiles that must be complete before it.
  struct Task: Sendable {
    let instruction: Int
    let tile: Int
    let awaited: Int
  }

  let program: Program
  private(set) var buffers: [Buffer] = []
  private(set) var instructions: [Instruction] = []
  private(set) var tasks: [Task] = []
  /// The number of instructions before each one's slot.
  private(set) var outputBuffers: [Int] = []
  private(set) var arenaCount = 0
  private(set) var registerCount = 0
  /// About how many nanoseconds one run takes on one core.
  private(set) var cost = 0.0

  init(_ program: Program, updates: [(output: Int, input: Int)]) {
    self.program = program
    var layout = PlanLayout(PlanGraph(program, updates: updates))
    layout.draft()
    layout.allocate()
    buffers = layout.buffers
    arenaCount = layout.arena.count
    outputBuffers = layout.outputBuffers
    let slots = layout.placed()
    for slot in slots {
      let awaited = tasks.count
      // The longest tiles first, so that the threads finish together.
      for instruction in slot.sorted(by: { $0.tileCost > $1.tileCost }) {
        for tile in 0..<instruction.tileCount {
          tasks.append(Task(instruction: instructions.count, tile: tile, awaited: awaited))
        }
        instructions.append(instruction)
        registerCount = max(registerCount, instruction.registerCount)
        cost += instruction.cost
      }
    }
  }
}

import Tensors

/// A program's values as a graph that is rewritten and scheduled before it becomes a plan.
///
/// Time is cut into slots: pointwise kernels run in even slots, all other instructions in odd ones.
/// What stands in one slot is independent of all else in it, so only slots need to wait for
/// one another.
struct PlanGraph {
  var nodes: [PlanNode]
  let inputCount: Int
  let outputs: [Int]
  /// For each input that is updated in place, the output that becomes its next value.
  let updates: [(output: Int, input: Int)]
  /// The slot of each value; inputs and constants are there before all slots.
  var slots: [Int] = []
  var consumers: [[Int]] = []

  init(_ program: Program, updates: [(output: Int, input: Int)]) {
    nodes = program.inputShapes.map(PlanNode.init(inputShape:))
    nodes += program.equations.map { equation in
      PlanNode(equation, operandShapes: equation.operands.map(program.shape(ofValue:)))
    }
    inputCount = program.inputShapes.count
    outputs = program.outputs
    self.updates = updates
    mergeScales()
    mergeAccumulations()
    countConsumers()
    schedule()
    delay()
  }

  /// The value that holds the elements: that behind any views.
  func root(_ id: Int) -> Int {
    var id = id
    while nodes[id].isView { id = nodes[id].operands[0] }
    return id
  }

  private mutating func countConsumers() {
    consumers = Array(repeating: [], count: nodes.count)
    var live = Array(repeating: false, count: nodes.count)
    for output in outputs { live[output] = true }
    for id in nodes.indices.reversed() where live[id] {
      for operand in nodes[id].operands {
        live[operand] = true
        consumers[operand].append(id)
      }
    }
    isLive = live
  }
  /// Whether a value is still needed after the rewriting.
  private(set) var isLive: [Bool] = []

  /// The value whose memory a value shares: that behind views, or the one accumulated into.
  func storage(_ id: Int) -> Int {
    let id = root(id)
    guard let plan = nodes[id].matmul, plan.accumulates else { return id }
    return storage(nodes[id].operands[2])
  }

  /// The values that read the elements of a value, looking through views.
  func readers(of id: Int) -> [Int] {
    consumers[id].flatMap { nodes[$0].isView ? readers(of: $0) : [$0] }
  }

  /// Whether a value or a view of it is an output.
  func isOutput(_ id: Int) -> Bool {
    outputs.contains(id) || consumers[id].contains { nodes[$0].isView && isOutput($0) }
  }
}

// Rewriting.
extension PlanGraph {
  /// A multiple of a product becomes part of the product.
  private mutating func mergeScales() {
    countConsumers()
    for id in nodes.indices {
      guard case .pointwise(.scale(let factor)) = nodes[id].work else { continue }
      let source = nodes[id].operands[0]
      guard var product = nodes[source].matmul, consumers[source].count == 1,
        !outputs.contains(source)
      else { continue }
      product.alpha *= factor
      nodes[id].work = .instruction(.matmul(product))
      nodes[id].operands = nodes[source].operands
    }
  }

  /// The sum of a product and a value that nobody else reads is accumulated in place.
  private mutating func mergeAccumulations() {
    countConsumers()
    for id in nodes.indices where isLive[id] {
      guard case .pointwise(.add) = nodes[id].work else { continue }
      let operands = nodes[id].operands
      guard operands[0] != operands[1] else { continue }
      for (product, addend) in [(operands[1], operands[0]), (operands[0], operands[1])] {
        guard var plan = nodes[product].matmul, !plan.accumulates, consumers[product].count == 1,
          !outputs.contains(product), canAccumulate(into: addend, by: id)
        else { continue }
        plan.accumulates = true
        nodes[id].work = .instruction(.matmul(plan))
        nodes[id].operands = nodes[product].operands + [addend]
        break
      }
    }
  }

  private func canAccumulate(into addend: Int, by id: Int) -> Bool {
    if addend < inputCount {
      return consumers[id].isEmpty && outputs.filter { $0 == id }.count == 1
        && !outputs.contains { root($0) == addend }
        && updates.contains { $0.input == addend && outputs[$0.output] == id }
    }
    guard consumers[addend].count == 1, !outputs.contains(addend) else { return false }
    switch nodes[addend].work {
    case .instruction, .pointwise: return true
    case .input, .fill, .constant, .broadcast, .view: return false
    }
  }
}

// Scheduling.
extension PlanGraph {
  /// The earliest slot of every value.
  ///
  /// Repeated until nothing moves: an input is overwritten after all its readers, which may stand
  /// later in the program. This ends, as nothing reads what was accumulated into an input.
  private mutating func schedule() {
    slots = Array(repeating: -1, count: nodes.count)
    var changed = true
    while changed {
      changed = false
      for id in nodes.indices where isLive[id] {
        let slot = earliestSlot(of: id)
        if slot != slots[id] { changed = true }
        slots[id] = slot
      }
    }
  }

  private func earliestSlot(of id: Int) -> Int {
    let node = nodes[id]
    let latest = node.operands.map { slots[$0] }.max() ?? -1
    switch node.work {
    case .input, .fill, .constant: return -1
    case .view: return latest
    case .pointwise: return latest.isMultiple(of: 2) ? latest : latest + 1
    case .broadcast:
      // What is computed element by element must be complete before it is read in another order.
      return latest < 0 ? 0 : latest.isMultiple(of: 2) ? latest + 2 : latest + 1
    case .instruction(let kind):
      let slot = latest.isMultiple(of: 2) ? latest + 1 : latest + 2
      guard case .matmul(let plan) = kind, plan.accumulates, node.operands[2] < inputCount else {
        return slot
      }
      // An input is overwritten only when all others have read it.
      let others = readers(of: node.operands[2]).filter { $0 != id }.map { slots[$0] }
      let after = (others.max() ?? -1) + 1
      return max(slot, after.isMultiple(of: 2) ? after + 1 : after)
    }
  }

  /// Moves what is read only later, and has one source, to where it is read.
  ///
  /// The mask of a rectifier is then made from its argument in the reverse pass rather than kept.
  private mutating func delay() {
    for id in nodes.indices.reversed() where isLive[id] && nodes[id].isPointwise {
      let sources = nodes[id].operands.filter { !nodes[$0].isFill }
      guard Set(sources).count == 1, !isOutput(id), !consumers[id].isEmpty,
        !updates.contains(where: { $0.input == root(sources[0]) })
      else { continue }
      let limit =
        consumers[id].map { consumer -> Int in
          switch nodes[consumer].work {
          case .pointwise: slots[consumer]
          case .broadcast: slots[consumer] - 2
          case .instruction: slots[consumer] - 1
          case .input, .fill, .constant, .view: slots[id]
          }
        }.min() ?? slots[id]
      if limit > slots[id] { slots[id] = limit }
    }
  }
}

/// Collects the pointwise steps of one slot into kernels, one for each element count.
struct PointwiseFusion {
  let graph: PlanGraph
  /// The values that must be in memory.
  let isStored: [Bool]
  let slot: Int
  private(set) var drafts: [PointwiseDraft] = []
  private var kernelOfCount: [Int: Int] = [:]
  private var made: [Int: PointwiseDraft.Source] = [:]
  private var loads: [Int: PointwiseDraft.Source] = [:]

  init(graph: PlanGraph, isStored: [Bool], slot: Int) {
    self.graph = graph
    self.isStored = isStored
    self.slot = slot
  }

  private mutating func kernel(count: Int) -> Int {
    if let index = kernelOfCount[count] { return index }
    drafts.append(PointwiseDraft(count: count))
    kernelOfCount[count] = drafts.count - 1
    return drafts.count - 1
  }

  private mutating func emit(
    _ step: PointwiseDraft.Step,
    count: Int
  ) -> PointwiseDraft.Source {
    let index = kernel(count: count)
    drafts[index].steps.append(step)
    return .step(drafts[index].steps.count - 1)
  }

  /// Adds a value that this slot computes.
  mutating func add(_ id: Int) {
    let node = graph.nodes[id]
    switch node.work {
    case .pointwise(let operation): made[id] = pointwise(operation, id)
    case .fill(let value):
      made[id] = emit(.init(operation: .fill(value), first: .none, stored: id), count: node.count)
    case .broadcast:
      if isStored[id] { made[id] = load(id, stored: id) }
    case .input, .constant, .view, .instruction: break
    }
  }

  private mutating func load(_ id: Int, stored: Int?) -> PointwiseDraft.Source {
    guard case .broadcast(let pattern) = graph.nodes[id].work else { return .none }
    let operand = graph.root(graph.nodes[id].operands[0])
    return emit(
      .init(operation: .load(pattern), first: .value(operand), stored: stored),
      count: graph.nodes[id].count
    )
  }

  /// The number in all places of an operand, if it is a fill.
  private func immediate(_ operand: Int) -> Double? {
    if case .fill(let value) = graph.nodes[graph.root(operand)].work { value } else { nil }
  }

  /// Where an operand is found; broadcasts are loaded once for each kernel.
  private mutating func source(_ operand: Int) -> PointwiseDraft.Source {
    let id = graph.root(operand)
    if let source = made[id] { return source }
    switch graph.nodes[id].work {
    case .broadcast:
      if let source = loads[id] { return source }
      let source = load(id, stored: nil)
      loads[id] = source
      return source
    case .fill(let value):
      return emit(.init(operation: .fill(value), first: .none), count: graph.nodes[id].count)
    case .pointwise(.scale(let factor)) where isDeferred(id):
      let inner = source(graph.nodes[id].operands[0])
      let source = emit(
        .init(operation: .scale(factor), first: inner),
        count: graph.nodes[id].count
      )
      made[id] = source
      return source
    case .pointwise, .input, .constant, .view, .instruction:
      return .value(id)
    }
  }

  /// Whether a multiple of this slot is left to the sums that read it.
  private func isDeferred(_ id: Int) -> Bool {
    guard !isStored[id], graph.slots[id] == slot else { return false }
    return graph.readers(of: id).allSatisfy {
      if case .pointwise(.add) = graph.nodes[$0].work {
        graph.nodes[$0].operands.contains(id)
      } else {
        false
      }
    }
  }

  private mutating func pointwise(
    _ operation: PointwiseOperation,
    _ id: Int
  ) -> PointwiseDraft.Source? {
    let node = graph.nodes[id]
    let stored = isStored[id] ? id : nil
    var step: PointwiseDraft.Step
    switch operation {
    case .scale(let factor):
      if isDeferred(id) { return nil }
      step = .init(operation: .scale(factor), first: source(node.operands[0]))
    case .apply(let atom):
      step = .init(operation: .apply(atom), first: source(node.operands[0]))
    case .multiply:
      let first = source(node.operands[0])
      step = .init(operation: .multiply, first: first, second: source(node.operands[1]))
    case .add:
      step = sum(node)
    }
    step.stored = stored
    return emit(step, count: node.count)
  }

  private mutating func sum(_ node: PlanNode) -> PointwiseDraft.Step {
    for (left, right) in [(0, 1), (1, 0)] {
      if let value = immediate(node.operands[right]) {
        return .init(operation: .addConstant(value), first: source(node.operands[left]))
      }
    }
    for (left, right) in [(0, 1), (1, 0)] {
      let other = graph.root(node.operands[right])
      guard case .pointwise(.scale(let factor)) = graph.nodes[other].work, isDeferred(other)
      else { continue }
      let first = source(node.operands[left])
      return .init(
        operation: .addScaled(factor),
        first: first,
        second: source(graph.nodes[other].operands[0])
      )
    }
    let first = source(node.operands[0])
    return .init(operation: .add, first: first, second: source(node.operands[1]))
  }
}

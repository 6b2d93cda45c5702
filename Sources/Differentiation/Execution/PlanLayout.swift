import Tensors

/// An instruction whose operands are values, not yet buffers.
struct DraftInstruction {
  enum Work {
    case pointwise(PointwiseDraft)
    case kind(InstructionKind, operands: [Int], result: Int)
    /// A copy between values and buffers that are fixed.
    case copyToOutput(value: Int, output: Int)
    case copyToInput(output: Int, input: Int)
  }
  let slot: Int
  let work: Work
}

/// Turns a scheduled graph into instructions over buffers.
struct PlanLayout {
  let graph: PlanGraph
  var drafts: [DraftInstruction] = []
  private(set) var isStored: [Bool]
  var buffers: [ExecutionPlan.Buffer] = []
  var outputBuffers: [Int] = []
  var arena = Arena()
  /// The buffer of each storage.
  var bufferOfStorage: [Int: Int] = [:]

  init(_ graph: PlanGraph) {
    self.graph = graph
    isStored = Array(repeating: false, count: graph.nodes.count)
  }

  /// The slot after all others.
  var lastSlot: Int { (graph.slots.max() ?? 0) + 2 }

  /// Decides what must be in memory, and drafts the instructions slot by slot.
  mutating func draft() {
    for id in graph.nodes.indices where graph.isLive[id] { isStored[id] = mustBeStored(id) }
    var members: [Int: [Int]] = [:]
    for id in graph.nodes.indices where graph.isLive[id] {
      members[max(graph.slots[id], 0), default: []].append(id)
    }
    for slot in members.keys.sorted() {
      let ids = members[slot] ?? []
      var fusion = PointwiseFusion(graph: graph, isStored: isStored, slot: slot)
      for id in ids {
        if case .fill = graph.nodes[id].work, !isStored[id] { continue }
        fusion.add(id)
      }
      for kernel in fusion.drafts where !kernel.steps.isEmpty {
        drafts.append(.init(slot: slot, work: .pointwise(kernel)))
      }
      for id in ids {
        guard case .instruction(let kind) = graph.nodes[id].work else { continue }
        let operands = graph.nodes[id].operands.map(graph.root)
        drafts.append(.init(slot: slot, work: .kind(kind, operands: operands, result: id)))
      }
    }
  }

  private func mustBeStored(_ id: Int) -> Bool {
    let node = graph.nodes[id]
    switch node.work {
    case .input, .view: return false
    case .constant, .instruction: return true
    case .fill, .broadcast:
      return graph.isOutput(id)
        || graph.readers(of: id).contains {
          graph.nodes[$0].isInstruction || graph.nodes[$0].isBroadcast
        }
    case .pointwise:
      return graph.isOutput(id)
        || graph.readers(of: id).contains {
          !graph.nodes[$0].isPointwise || graph.slots[$0] != graph.slots[id]
        }
    }
  }

  /// The values that a draft reads and writes in memory.
  func access(_ draft: DraftInstruction) -> (reads: [Int], writes: [Int]) {
    switch draft.work {
    case .pointwise(let kernel):
      var reads: [Int] = []
      var writes: [Int] = []
      for step in kernel.steps {
        for case .value(let id) in [step.first, step.second] { reads.append(id) }
        if let stored = step.stored { writes.append(stored) }
      }
      return (reads, writes)
    case .kind(_, let operands, let result): return (operands, [result])
    case .copyToOutput(let value, _): return ([value], [])
    case .copyToInput: return ([], [])
    }
  }
}

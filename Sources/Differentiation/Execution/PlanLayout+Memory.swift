import Tensors

/// Free and used pieces of one block of memory, in elements.
struct Arena {
  /// Pieces begin at multiples of this, so that whole vectors may be read and written at their ends.
  static let alignment = 64
  private(set) var count = 0
  private var free: [(offset: Int, count: Int)] = []

  static func rounded(_ count: Int) -> Int {
    (max(count, 1) + alignment - 1) / alignment * alignment
  }

  /// The best fitting free piece, or a new one at the end.
  mutating func allocate(_ wanted: Int) -> Int {
    let wanted = Self.rounded(wanted)
    let fitting = free.indices.filter { free[$0].count >= wanted }
    if let best = fitting.min(by: { free[$0].count < free[$1].count }) {
      let offset = free[best].offset
      free[best].offset += wanted
      free[best].count -= wanted
      if free[best].count == 0 { free.remove(at: best) }
      return offset
    }
    if let last = free.last, last.offset + last.count == count {
      free.removeLast()
      count = last.offset + wanted
      return last.offset
    }
    count += wanted
    return count - wanted
  }

  mutating func release(_ offset: Int, _ released: Int) {
    let piece = (offset: offset, count: Self.rounded(released))
    let index = free.firstIndex { $0.offset > piece.offset } ?? free.endIndex
    free.insert(piece, at: index)
    for left in [index, index - 1] where free.indices.contains(left) && left + 1 < free.count {
      if free[left].offset + free[left].count == free[left + 1].offset {
        free[left].count += free[left + 1].count
        free.remove(at: left + 1)
      }
    }
  }
}

extension PlanLayout {
  /// Gives every stored value a buffer: inputs, constants and outputs their own, others a piece of
  /// the arena for as long as they are read.
  mutating func allocate() {
    for input in 0..<graph.inputCount {
      bufferOfStorage[input] = buffers.count
      buffers.append(.input(count: graph.nodes[input].count))
    }
    for id in graph.nodes.indices where graph.isLive[id] {
      guard case .constant(let tensor) = graph.nodes[id].work else { continue }
      bufferOfStorage[id] = buffers.count
      buffers.append(.constant(tensor))
    }
    updateInPlace()
    placeOutputs()
    placeTemporaries()
  }

  /// Lets elementwise results overwrite the inputs that they update.
  private mutating func updateInPlace() {
    for (output, input) in graph.updates {
      let id = graph.root(graph.outputs[output])
      guard graph.nodes[id].isPointwise, bufferOfStorage[id] == nil, isStored[id],
        graph.outputs.filter({ graph.root($0) == id }).count == 1,
        !graph.outputs.contains(where: { graph.root($0) == input }),
        let draft = drafts.first(where: { access($0).writes.contains(id) }),
        case .pointwise(let kernel) = draft.work
      else { continue }
      let isFree = drafts.allSatisfy { other in
        !access(other).reads.contains { graph.storage($0) == input }
          || other.slot < draft.slot || access(other).writes.contains(id)
      }
      let writing = kernel.steps.firstIndex { $0.stored == id } ?? 0
      let reading = kernel.lastRead(of: input, storage: graph.storage) ?? -1
      if isFree, reading <= writing { bufferOfStorage[id] = bufferOfStorage[input] }
    }
  }

  private mutating func placeOutputs() {
    var placed = Set<Int>()
    for (index, output) in graph.outputs.enumerated() {
      let storage = graph.storage(output)
      let isUpdate = graph.updates.contains { $0.output == index }
      if let buffer = bufferOfStorage[storage], isUpdate,
        storage != graph.root(output)
          || !(storage < graph.inputCount), !placed.contains(storage)
      {
        placed.insert(storage)  // already updated in place
        outputBuffers.append(buffer)
        continue
      }
      let count = graph.nodes[output].count
      outputBuffers.append(buffers.count)
      if bufferOfStorage[storage] == nil {
        bufferOfStorage[storage] = buffers.count
        placed.insert(storage)
      } else {  // an input, a constant, or an output that stands twice
        let early = storage < graph.inputCount && storage == graph.root(output)
        drafts.append(
          .init(
            slot: early ? 0 : lastSlot,
            work: .copyToOutput(value: graph.root(output), output: index)
          )
        )
      }
      buffers.append(.output(count: count))
    }
    for (output, input) in graph.updates where outputBuffers[output] != bufferOfStorage[input] {
      drafts.append(.init(slot: lastSlot + 2, work: .copyToInput(output: output, input: input)))
    }
  }

  private mutating func placeTemporaries() {
    var lastUse: [Int: Int] = [:]
    for draft in drafts {
      let (reads, writes) = access(draft)
      for id in reads + writes {
        let storage = graph.storage(id)
        lastUse[storage] = max(lastUse[storage] ?? draft.slot, draft.slot)
      }
    }
    drafts.sort { $0.slot < $1.slot }
    var held: [(storage: Int, offset: Int, count: Int)] = []
    var index = 0
    while index < drafts.count {
      let slot = drafts[index].slot
      let end = drafts[index...].firstIndex { $0.slot != slot } ?? drafts.count
      for draft in drafts[index..<end] {
        for id in access(draft).writes {
          let storage = graph.storage(id)
          guard bufferOfStorage[storage] == nil else { continue }
          let count = graph.nodes[storage].count
          let offset: Int
          if let place = reusable(id, draft, among: drafts[index..<end], held, lastUse) {
            offset = held[place].offset
            held.remove(at: place)
          } else {
            offset = arena.allocate(count)
          }
          bufferOfStorage[storage] = buffers.count
          buffers.append(.temporary(offset: offset))
          held.append((storage, offset, count))
        }
      }
      for place in held.indices.reversed() where lastUse[held[place].storage] ?? slot <= slot {
        arena.release(held[place].offset, held[place].count)
        held.remove(at: place)
      }
      index = end
    }
  }

  /// A held piece that an elementwise result may overwrite: read last, and in step, by its kernel.
  private func reusable(
    _ id: Int,
    _ draft: DraftInstruction,
    among slot: ArraySlice<DraftInstruction>,
    _ held: [(storage: Int, offset: Int, count: Int)],
    _ lastUse: [Int: Int]
  ) -> Int? {
    guard case .pointwise(let kernel) = draft.work,
      let writing = kernel.steps.firstIndex(where: { $0.stored == id })
    else { return nil }
    return held.firstIndex { piece in
      guard piece.count == kernel.count, lastUse[piece.storage] == draft.slot,
        let reading = kernel.lastRead(of: piece.storage, storage: graph.storage),
        reading <= writing,
        !kernel.steps.contains(where: { step in
          step.stored.map { graph.storage($0) == piece.storage } ?? false
        })
      else { return false }
      let readers = slot.filter { other in
        access(other).reads.contains { graph.storage($0) == piece.storage }
      }
      return readers.count == 1
    }
  }

  /// The instructions over buffers, slot by slot.
  func placed() -> [[Instruction]] {
    var slots: [[Instruction]] = []
    var current: Int?
    for draft in drafts {
      if draft.slot != current {
        slots.append([])
        current = draft.slot
      }
      slots[slots.count - 1].append(place(draft))
    }
    return slots
  }

  private func buffer(_ id: Int) -> Int { bufferOfStorage[graph.storage(id)] ?? 0 }

  private func place(_ draft: DraftInstruction) -> Instruction {
    switch draft.work {
    case .pointwise(let kernel):
      return .pointwise(kernel.placed(buffer: buffer))
    case .kind(let kind, let operands, let result):
      return Instruction(
        kind,
        shape: graph.nodes[result].shape,
        operands: operands.map(buffer),
        result: buffer(result)
      )
    case .copyToOutput(let value, let output):
      return .copy(
        count: graph.nodes[value].count,
        from: buffer(value),
        to: outputBuffers[output]
      )
    case .copyToInput(let output, let input):
      return .copy(
        count: graph.nodes[input].count,
        from: outputBuffers[output],
        to: buffer(input)
      )
    }
  }
}

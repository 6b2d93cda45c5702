/// What can be assigned to.
class PlaceNode {
  /// Changes the value where it is stored.
  func modify(_ f: Frame, _ body: (inout Value) throws -> Void) throws {}

  func write(_ f: Frame, _ value: Value) throws { try modify(f) { $0 = value } }
}

final class WordPlace: PlaceNode {
  let slot: Slot
  init(_ slot: Slot) { self.slot = slot }
  override func modify(_ f: Frame, _ body: (inout Value) throws -> Void) throws {
    var value = f.load(slot)
    defer { try? f.store(value, slot) }
    try body(&value)
  }
}

final class ValuePlace: PlaceNode {
  let index: Int
  init(_ index: Int) { self.index = index }
  override func modify(_ f: Frame, _ body: (inout Value) throws -> Void) throws {
    try body(&f.values[index])
  }
}

final class BoxPlace: PlaceNode {
  let index: Int
  let place: Place
  init(_ index: Int, _ place: Place) { (self.index, self.place) = (index, place) }
  override func modify(_ f: Frame, _ body: (inout Value) throws -> Void) throws {
    guard case .box(let box) = f.values[index] else {
      throw Trap("a variable is used before it has a value", place)
    }
    if box.owner != f.state.pointee.identifier { throw Trap.shared(place) }
    var value = Value.void
    swap(&value, &box.value)
    defer { box.value = value }
    try body(&value)
  }
}

final class GlobalPlace: PlaceNode {
  let index: Int
  let place: Place
  private let name: String
  init(_ name: String, _ index: Int, _ place: Place) {
    (self.name, self.index, self.place) = (name, index, place)
  }

  override func modify(_ f: Frame, _ body: (inout Value) throws -> Void) throws {
    if !f.state.pointee.isMain { throw Trap.shared(place) }
    if case .void = f.state.pointee.globals[index] {
      throw Trap("'\(name)' is used before it has a value", place)
    }
    // Taken out meanwhile, so that nothing the body calls sees half a change.
    var value = Value.void
    swap(&value, &f.state.pointee.globals[index])
    defer { f.state.pointee.globals[index] = value }
    try body(&value)
  }

  override func write(_ f: Frame, _ value: Value) throws {
    if !f.state.pointee.isMain { throw Trap.shared(place) }
    f.state.pointee.globals[index] = value
  }
}

/// `base[index]` of an array or slice.
final class ElementPlace: PlaceNode {
  let base: PlaceNode
  let index: Child
  let place: Place
  init(_ base: PlaceNode, _ index: Node, _ place: Place) {
    (self.base, self.index, self.place) = (base, Child(index), place)
  }

  override func modify(_ f: Frame, _ body: (inout Value) throws -> Void) throws {
    let index = try index.evaluateInt(f)
    try base.modify(f) { array in
      if case .span(let span) = array, case .int(let lower) = span.lower,
        case .int(let upper) = span.upper
      {
        guard index >= lower, index < upper else { throw Trap.index(index, lower..<upper, place) }
        var extra = span.extra
        try extra.modifyElement(index, body)
        array = .span(Span(.slice, lower: span.lower, upper: span.upper, extra: extra))
        return
      }
      guard let count = array.arrayCount else {
        throw Trap("a variable is used before it has a value", place)
      }
      guard index >= 0, index < count else { throw Trap.index(index, 0..<count, place) }
      try array.modifyElement(index, body)
    }
  }

  override func write(_ f: Frame, _ value: Value) throws {
    let index = try index.evaluateInt(f)
    try base.modify(f) { array in
      if let count = array.arrayCount {
        guard index >= 0, index < count else { throw Trap.index(index, 0..<count, place) }
        array.setElement(index, value)
        return
      }
      guard case .span(let span) = array, case .int(let lower) = span.lower,
        case .int(let upper) = span.upper
      else { throw Trap("a variable is used before it has a value", place) }
      guard index >= lower, index < upper else { throw Trap.index(index, lower..<upper, place) }
      var extra = span.extra
      extra.setElement(index, value)
      array = .span(Span(.slice, lower: span.lower, upper: span.upper, extra: extra))
    }
  }
}

extension Trap {
  static func index(_ index: Int, _ range: Range<Int>, _ place: Place) -> Trap {
    if range.isEmpty { return Trap("index \(index) is out of range: the array is empty", place) }
    return Trap(
      "index \(index) is out of range; the indices are \(range.lowerBound)..<\(range.upperBound)",
      place
    )
  }
}

/// `base[key]` or `base[key, default: value]` of a dictionary.
final class LookupPlace: PlaceNode {
  let base: PlaceNode
  let key: Child
  let otherwise: Child?
  init(_ base: PlaceNode, _ key: Node, otherwise: Node?) {
    (self.base, self.key, self.otherwise) = (base, Child(key), otherwise.map { Child($0) })
  }

  override func modify(_ f: Frame, _ body: (inout Value) throws -> Void) throws {
    let key = try key.evaluate(f)
    try base.modify(f) { value in
      try value.modifyTable { table in
        if let otherwise {
          var entry = try table.take(key) ?? otherwise.evaluate(f)
          defer { table[key] = entry }
          try body(&entry)
        } else {
          var entry = table.take(key).map { Value.wrapping($0) } ?? .none
          defer { if let value = entry.unwrapped { table[key] = value } else { table.remove(key) } }
          try body(&entry)
        }
      }
    }
  }
}

extension Value {
  /// Changes the table of a dictionary or set where it lies, or a copy if it is shared.
  mutating func modifyTable<R>(_ body: (OrderedTable) throws -> R) throws -> R {
    switch self {
    case .dictionary, .set: break
    default: throw Trap("a variable is used before it has a value")
    }
    return try withUnsafeMutablePointer(to: &self) { pointer in
      try Value.withPayload(pointer, as: OrderedTable.self) { table in
        if !isKnownUniquelyReferenced(&table) { table = OrderedTable(copying: table) }
        return try body(table)
      }
    }
  }
}

/// A field of a structure or element of a tuple.
final class FieldPlace: PlaceNode {
  let base: PlaceNode
  let field: Int
  init(_ base: PlaceNode, _ field: Int) { (self.base, self.field) = (base, field) }

  override func modify(_ f: Frame, _ body: (inout Value) throws -> Void) throws {
    try base.modify(f) { value in
      guard case .record = value else { throw Trap("a variable is used before it has a value") }
      try withUnsafeMutablePointer(to: &value) { pointer in
        try Value.withPayload(pointer, as: Record.self) { record in
          if !isKnownUniquelyReferenced(&record) { record = Record(record.fields) }
          try body(&record.fields[field])
        }
      }
    }
  }
}

/// `swap(&a, &b)`.
final class SwapNode: StatementNode {
  private let places: [PlaceNode]
  private let place: Place
  init(_ places: [PlaceNode], _ place: Place) { (self.places, self.place) = (places, place) }
  override func run(_ f: Frame) throws -> Completion {
    guard places.count == 2 else { return .next }
    var first = Value.void
    try places[0].modify(f) { first = $0 }
    var second = first
    try places[1].modify(f) { value in
      second = value
      value = first
    }
    try places[0].write(f, second)
    return .next
  }
}

/// `base!`.
final class UnwrapPlace: PlaceNode {
  let base: PlaceNode
  let place: Place
  init(_ base: PlaceNode, _ place: Place) { (self.base, self.place) = (base, place) }
  override func modify(_ f: Frame, _ body: (inout Value) throws -> Void) throws {
    try base.modify(f) { value in
      switch value {
      case .none: throw Trap("unexpectedly found nil while unwrapping an optional", place)
      case .some(var inner):
        defer { value = Value.wrapping(inner) }
        try body(&inner)
      default: try body(&value)
      }
    }
  }
}

/// `base[range]`: replaces a part of an array.
final class SlicePlace: PlaceNode {
  let base: PlaceNode
  let range: Child
  let place: Place
  init(_ base: PlaceNode, _ range: Node, _ place: Place) {
    (self.base, self.range, self.place) = (base, Child(range), place)
  }
  override func modify(_ f: Frame, _ body: (inout Value) throws -> Void) throws {
    let range = try range.evaluate(f)
    try base.modify(f) { array in
      let bounds = try range.bounds(in: array, place)
      var part = try array.slice(bounds)
      try body(&part)
      let all = try array.sequenceArray(f.state).elements
      let offset = array.startIndex
      let replaced =
        all[..<(bounds.lowerBound - offset)] + (try part.sequenceArray(f.state)).elements
        + all[(bounds.upperBound - offset)...]
      array = Value.array(packing: Array(replaced))
    }
  }
}

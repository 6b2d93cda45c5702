extension BindingRegistry {
  mutating func addDictionaries() {
    swift("Dictionary", "init()") { _, _ in .dictionary(OrderedTable()) }
    swift(
      "Dictionary",
      "init<S: Sequence>(uniqueKeysWithValues pairs: S) where S.Element == (Key, Value)"
    ) { state, a in
      let table = OrderedTable()
      try a[0].forEachElement(state) { pair in
        let fields = pair.fields
        guard fields.count == 2 else { return true }
        if table.contains(fields[0]) { throw Trap("the key \(fields[0].debugText) occurs twice") }
        table[fields[0]] = fields[1]
        return true
      }
      return .dictionary(table)
    }
    swift(
      "Dictionary",
      "init<S: Sequence>(_ pairs: S, uniquingKeysWith combine: (Value, Value) throws -> Value) where S.Element == (Key, Value)"
    ) { state, a in
      let table = OrderedTable()
      try table.merge(a[0], state, try a.function(1))
      return .dictionary(table)
    }
    swift(
      "Dictionary",
      "init<S: Sequence>(grouping values: S, by keyForValue: (S.Element) throws -> Key) where Value == [S.Element]"
    ) { state, a in
      let function = try a.function(1)
      let table = OrderedTable()
      try a[0].forEachElement(state) { element in
        let key = try function.call(state, element)
        var group = table.take(key) ?? .array([])
        group.append(element)
        table[key] = group
        return true
      }
      return .dictionary(table)
    }
    swift("Dictionary", "var keys: Keys<Key>") { _, a in
      Value.array(packing: try a.table(0).orderedKeys)
    }
    swift("Dictionary", "var values: Values<Value>") { _, a in
      Value.array(packing: try a.table(0).orderedValues)
    }
    swift("Dictionary", "func mapValues<T>(_ transform: (Value) throws -> T) -> [Key: T]") {
      state,
      a in
      let function = try a.function(1)
      let table = OrderedTable()
      for entry in try a.table(0).entries {
        table[entry.key] = try function.call(state, entry.value)
      }
      return .dictionary(table)
    }
    swift("Dictionary", "func compactMapValues<T>(_ transform: (Value) throws -> T?) -> [Key: T]") {
      state,
      a in
      let function = try a.function(1)
      let table = OrderedTable()
      for entry in try a.table(0).entries {
        if let value = try function.call(state, entry.value).unwrapped { table[entry.key] = value }
      }
      return .dictionary(table)
    }
    swift("Dictionary", "func filter(_ isIncluded: (Element) throws -> Bool) -> [Key: Value]") {
      state,
      a in
      let function = try a.function(1)
      let table = OrderedTable()
      for entry in try a.table(0).entries
      where try function.test(state, .pair(entry.key, entry.value)) {
        table[entry.key] = entry.value
      }
      return .dictionary(table)
    }
    swift(
      "Dictionary",
      "func merging(_ other: [Key: Value], uniquingKeysWith combine: (Value, Value) throws -> Value) -> [Key: Value]"
    ) { state, a in
      let table = OrderedTable(copying: try a.table(0))
      try table.merge(a[1], state, try a.function(2))
      return .dictionary(table)
    }
    changing(
      "Dictionary",
      "mutating func merge(_ other: [Key: Value], uniquingKeysWith combine: (Value, Value) throws -> Value)"
    ) { state, value, a in
      try value.modifyTable { try $0.merge(a[0], state, try a.function(1)) }
      return .void
    }
    changing("Dictionary", "mutating func removeValue(forKey key: Key) -> Value?") { _, value, a in
      .optional(try value.modifyTable { $0.remove(a[0]) })
    }
    changing("Dictionary", "mutating func updateValue(_ value: Value, forKey key: Key) -> Value?") {
      _,
      value,
      a in
      try value.modifyTable { table in
        let old = table[a[1]]
        table[a[1]] = a[0]
        return .optional(old)
      }
    }
    changing("Dictionary", "mutating func removeAll(keepingCapacity: Bool = false)") {
      _,
      value,
      _ in
      value = .dictionary(OrderedTable())
      return .void
    }
  }

  mutating func addSets() {
    swift("Set", "init()") { _, _ in .set(OrderedTable()) }
    swift("Set", "init<S: Sequence>(_ elements: S) where S.Element == Element") { state, a in
      .set(try a[0].members(state))
    }
    changing(
      "Set",
      "mutating func insert(_ element: Element) -> (inserted: Bool, memberAfterInsert: Element)"
    ) { _, value, a in
      try value.modifyTable { table in
        let isNew = !table.contains(a[0])
        if isNew { table[a[0]] = .void }
        return .pair(.bool(isNew), a[0])
      }
    }
    changing("Set", "mutating func remove(_ element: Element) -> Element?") { _, value, a in
      try value.modifyTable { $0.remove(a[0]) != nil ? Value.wrapping(a[0]) : .none }
    }
    changing("Set", "mutating func removeAll(keepingCapacity: Bool = false)") { _, value, _ in
      value = .set(OrderedTable())
      return .void
    }
    swift("Set", "func filter(_ isIncluded: (Element) throws -> Bool) -> Set<Element>") {
      state,
      a in
      let function = try a.function(1)
      let table = OrderedTable()
      for key in try a.table(0).orderedKeys where try function.test(state, key) {
        table[key] = .void
      }
      return .set(table)
    }
    let algebra: [(String, String, @Sendable (OrderedTable, OrderedTable) -> [Value])] = [
      ("union", "formUnion", { $0.orderedKeys + $1.orderedKeys }),
      ("intersection", "formIntersection", { a, b in a.orderedKeys.filter { b.contains($0) } }),
      ("subtracting", "subtract", { a, b in a.orderedKeys.filter { !b.contains($0) } }),
      (
        "symmetricDifference", "formSymmetricDifference",
        { a, b in
          a.orderedKeys.filter { !b.contains($0) } + b.orderedKeys.filter { !a.contains($0) }
        }
      ),
    ]
    for (name, mutatingName, combine) in algebra {
      swift(
        "Set",
        "func \(name)<S: Sequence>(_ other: S) -> Set<Element> where S.Element == Element"
      ) { state, a in
        .set(OrderedTable(keys: combine(try a.table(0), try a[1].members(state))))
      }
      changing(
        "Set",
        "mutating func \(mutatingName)<S: Sequence>(_ other: S) where S.Element == Element"
      ) { state, value, a in
        guard case .set(let table) = value else { return .void }
        value = .set(OrderedTable(keys: combine(table, try a[0].members(state))))
        return .void
      }
    }
    let tests: [(String, @Sendable (OrderedTable, OrderedTable) -> Bool)] = [
      ("isSubset(of", { a, b in a.orderedKeys.allSatisfy { b.contains($0) } }),
      ("isSuperset(of", { a, b in b.orderedKeys.allSatisfy { a.contains($0) } }),
      ("isDisjoint(with", { a, b in !a.orderedKeys.contains { b.contains($0) } }),
    ]
    for (name, test) in tests {
      swift("Set", "func \(name) other: Set<Element>) -> Bool") { _, a in
        .bool(test(try a.table(0), try a.table(1)))
      }
      swift("Set", "func \(name) other: [Element]) -> Bool") { state, a in
        .bool(test(try a.table(0), try a[1].members(state)))
      }
    }
  }
}

extension OrderedTable {
  /// A set of keys.
  convenience init(keys: [Value]) {
    self.init()
    for key in keys { self[key] = .void }
  }

  /// Takes in the entries of another dictionary or sequence of pairs.
  func merge(_ other: Value, _ state: State, _ combine: CellFunction) throws {
    try other.forEachElement(state) { pair in
      let fields = pair.fields
      guard fields.count == 2 else { return true }
      if let old = self[fields[0]] {
        self[fields[0]] = try combine.call(state, old, fields[1])
      } else {
        self[fields[0]] = fields[1]
      }
      return true
    }
  }
}

extension Value {
  /// The distinct elements of a sequence.
  func members(_ state: State) throws -> OrderedTable {
    if case .set(let table) = self { return table }
    let table = OrderedTable()
    try forEachElement(state) {
      table[$0] = .void
      try state.pointee.checkCount(table.count)
      return true
    }
    return table
  }
}

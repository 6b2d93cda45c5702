extension BindingRegistry {
  mutating func addSequences() {
    swift("Sequence", "func map<T>(_ transform: (Element) throws -> T) -> [T]") { state, a in
      let function = try a.function(1)
      var builder = ArrayBuilder(state)
      try a[0].forEachElement(state) {
        try builder.append(try function.call(state, $0)); return true
      }
      return builder.array
    }
    swift("Sequence", "func filter(_ isIncluded: (Element) throws -> Bool) -> [Element]") {
      state,
      a in
      let function = try a.function(1)
      var builder = ArrayBuilder(state)
      try a[0].forEachElement(state) {
        if try function.test(state, $0) { try builder.append($0) }; return true
      }
      return builder.array
    }
    swift("Sequence", "func compactMap<T>(_ transform: (Element) throws -> T?) -> [T]") {
      state,
      a in
      let function = try a.function(1)
      var builder = ArrayBuilder(state)
      try a[0].forEachElement(state) {
        if let value = try function.call(state, $0).unwrapped { try builder.append(value) };
        return true
      }
      return builder.array
    }
    swift(
      "Sequence",
      "func flatMap<S: Sequence>(_ transform: (Element) throws -> S) -> [S.Element]"
    ) { state, a in
      let function = try a.function(1)
      var result = Value.array([])
      try a[0].forEachElement(state) {
        try result.append(contentsOf: function.call(state, $0), state); return true
      }
      return result
    }
    swift("Sequence", "func forEach(_ body: (Element) throws -> Void)") { state, a in
      let function = try a.function(1)
      try a[0].forEachElement(state) {
        _ = try function.call(state, $0); return true
      }
      return .void
    }
    swift("Sequence", "func reduce<T>(_ initial: T, _ next: (T, Element) throws -> T) -> T") {
      state,
      a in
      let function = try a.function(2)
      var result = a[1]
      try a[0].forEachElement(state) {
        result = try function.call(state, result, $0); return true
      }
      return result
    }
    swift(
      "Sequence",
      "func reduce<T>(into initial: T, _ update: (inout T, Element) throws -> Void) -> T"
    ) { state, a in
      let function = try a.function(2)
      var result = a[1]
      try a[0].forEachElement(state) {
        try function.call(state, changing: &result, $0); return true
      }
      return result
    }
    swift("Sequence", "func enumerated() -> EnumeratedSequence<Element>") { state, a in
      var pairs: [Value] = []
      try a[0].forEachElement(state) {
        try state.pointee.checkCount(pairs.count + 1)
        pairs.append(.pair(.int(pairs.count), $0))
        return true
      }
      return .array(pairs)
    }
    swift("Sequence", "func reversed() -> ReversedCollection<Element>") { state, a in
      Value.array(packing: try a[0].sequenceArray(state).elements.reversed())
    }
    swift("Sequence", "func reversed() -> [Element]") { state, a in
      Value.array(packing: try a[0].sequenceArray(state).elements.reversed())
    }
    swift("Sequence", "func sorted() -> [Element] where Element: Comparable") { state, a in
      switch try a[0].sequenceArray(state) {
      case .ints(let elements): return .ints(elements.sorted())
      case .doubles(let elements): return .doubles(elements.sorted())
      case let other:
        return Value.array(packing: try other.elements.sorted { try $0.isLess(than: $1) })
      }
    }
    swift(
      "Sequence",
      "func sorted(by areInIncreasingOrder: (Element, Element) throws -> Bool) -> [Element]"
    ) { state, a in
      let function = try a.function(1)
      let sorted = try a[0].sequenceArray(state).elements.sorted {
        try function.call(state, $0, $1) == .bool(true)
      }
      return Value.array(packing: sorted)
    }
    swift("Sequence", "func joined() -> String where Element: StringProtocol") { state, a in
      .string(try a[0].joinedText(state, separator: ""))
    }
    swift(
      "Sequence",
      "func joined(separator: String = \"\") -> String where Element: StringProtocol"
    ) { state, a in
      .string(try a[0].joinedText(state, separator: try a.string(1)))
    }
    swift("Sequence", "func joined() -> FlattenSequence<Element.Element> where Element: Sequence") {
      state,
      a in
      var result = Value.array([])
      try a[0].forEachElement(state) {
        try result.append(contentsOf: $0, state); return true
      }
      return result
    }
    swift("Sequence", "func elementsEqual<S: Sequence>(_ other: S) -> Bool") { state, a in
      .bool(try a[0].sequenceArray(state) == a[1].sequenceArray(state))
    }
    swift("Sequence", "func starts<S: Sequence>(with other: S) -> Bool") { state, a in
      .bool(
        try a[0].sequenceArray(state).elements.starts(with: try a[1].sequenceArray(state).elements)
      )
    }
  }

  mutating func addSelections() {
    swift("Sequence", "func contains(_ element: Element) -> Bool where Element: Equatable") {
      state,
      a in
      if case .set(let table) = a[0] { return .bool(table.contains(a[1])) }
      var found = false
      try a[0].forEachElement(state) {
        found = $0 == a[1]; return !found
      }
      return .bool(found)
    }
    swift("Sequence", "func contains(where predicate: (Element) throws -> Bool) -> Bool") {
      state,
      a in
      let function = try a.function(1)
      var found = false
      try a[0].forEachElement(state) {
        found = try function.test(state, $0); return !found
      }
      return .bool(found)
    }
    swift("Sequence", "func allSatisfy(_ predicate: (Element) throws -> Bool) -> Bool") {
      state,
      a in
      let function = try a.function(1)
      var all = true
      try a[0].forEachElement(state) {
        all = try function.test(state, $0); return all
      }
      return .bool(all)
    }
    swift("Sequence", "func count(where predicate: (Element) throws -> Bool) -> Int") { state, a in
      let function = try a.function(1)
      var count = 0
      try a[0].forEachElement(state) {
        if try function.test(state, $0) { count += 1 }; return true
      }
      return .int(count)
    }
    swift("Sequence", "func first(where predicate: (Element) throws -> Bool) -> Element?") {
      state,
      a in
      let function = try a.function(1)
      var found: Value?
      try a[0].forEachElement(state) {
        if try function.test(state, $0) { found = $0 }; return found == nil
      }
      return .optional(found)
    }
    for (name, takesNext) in [("min", true), ("max", false)] {
      swift("Sequence", "func \(name)() -> Element? where Element: Comparable") { state, a in
        var best: Value?
        try a[0].forEachElement(state) { element in
          guard let current = best else { best = element; return true }
          if try takesNext
            ? element.isLess(than: current) : !element.isLess(than: current) && element != current
          {
            best = element
          }
          return true
        }
        return .optional(best)
      }
      swift(
        "Sequence",
        "func \(name)(by areInIncreasingOrder: (Element, Element) throws -> Bool) -> Element?"
      ) { state, a in
        let function = try a.function(1)
        var best: Value?
        try a[0].forEachElement(state) { element in
          guard let current = best else { best = element; return true }
          if try
            (takesNext
            ? function.call(state, element, current) : function.call(state, current, element))
            == .bool(true)
          {
            best = element
          }
          return true
        }
        return .optional(best)
      }
    }
    for name in ["prefix", "suffix", "dropFirst", "dropLast"] {
      let signature =
        name.hasPrefix("drop")
        ? "func \(name)(_ k: Int = 1) -> SubSequence"
        : "func \(name)(_ maxLength: Int) -> SubSequence"
      swift("Sequence", signature) { state, a in
        let k = try a.int(1)
        if k < 0 { throw Trap("'\(name)' takes a number that is not negative, found \(k)") }
        return try a[0].part(state) { count in
          switch name {
          case "prefix": 0..<Swift.min(k, count)
          case "suffix": Swift.max(0, count - k)..<count
          case "dropFirst": Swift.min(k, count)..<count
          default: 0..<Swift.max(0, count - k)
          }
        }
      }
    }
    for (name, keepsHead) in [("prefix", true), ("drop", false)] {
      swift("Sequence", "func \(name)(while predicate: (Element) throws -> Bool) -> SubSequence") {
        state,
        a in
        let function = try a.function(1)
        var length = 0
        try a[0].forEachElement(state) {
          if try function.test(state, $0) { length += 1; return true }; return false
        }
        return try a[0].part(state) { count in keepsHead ? 0..<length : length..<count }
      }
    }
  }
}

/// Gathers elements in the form that suits them.
struct ArrayBuilder {
  private(set) var array = Value.array([])
  private var count = 0
  private let state: State

  init(_ state: State) { self.state = state }

  mutating func append(_ element: Value) throws {
    count += 1
    try state.pointee.checkCount(count)
    array.append(element)
  }
}

extension Value {
  /// The texts of a sequence one after the other; its size is looked at before it is made.
  func joinedText(_ state: State, separator: String) throws -> String {
    let parts = try sequenceArray(state).elements.map(\.description)
    let between = separator.utf8.count.multipliedReportingOverflow(by: max(0, parts.count - 1))
    let total = parts.reduce((between.partialValue, between.overflow)) { sum, part in
      let (next, overflow) = sum.0.addingReportingOverflow(part.utf8.count)
      return (next, sum.1 || overflow)
    }
    try state.pointee.checkCount(total.1 ? Int.max : total.0)
    return parts.joined(separator: separator)
  }

  /// A part of a sequence by offsets from its start, in the form that its `SubSequence` has.
  func part(_ state: State, _ choose: (Int) -> Range<Int>) throws -> Value {
    switch self {
    case .ints, .doubles, .array:
      return try slice(choose(arrayCount ?? 0))
    case .string(let text):
      let characters = Array(text)
      return .string(String(characters[choose(characters.count)]))
    case .span(let span):
      if let count = span.count, case .int(let lower) = span.lower {
        let chosen = choose(count)
        if span.kind == .slice {
          return try slice(lower + chosen.lowerBound..<lower + chosen.upperBound)
        }
        if span.kind == .range {
          return .span(
            Span(
              .range,
              lower: .int(lower + chosen.lowerBound),
              upper: .int(lower + chosen.upperBound)
            )
          )
        }
      }
      if span.kind == .from, case .int(let lower) = span.lower {
        let chosen = choose(Int.max)
        guard chosen.lowerBound == 0, chosen.upperBound < Int.max else {
          throw Trap("a range without an end has no last element")
        }
        try state.pointee.checkCount(chosen.upperBound)
        return try Value.ints((0..<chosen.upperBound).map { lower &+ $0 }).slice(
          0..<chosen.upperBound
        )
      }
      let all = try span.array(state)
      return try all.slice(choose(all.arrayCount ?? 0))
    default:
      let all = try sequenceArray(state)
      return try all.slice(choose(all.arrayCount ?? 0))
    }
  }
}

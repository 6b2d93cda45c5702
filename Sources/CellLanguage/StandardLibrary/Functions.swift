extension BindingRegistry {
  mutating func addFunctions() {
    swift(
      nil,
      "func print(_ items: Any..., separator: String = \" \", terminator: String = \"\\n\")"
    ) { state, a in
      let text =
        a[0].elements.map(\.description).joined(separator: try a.string(1)) + (try a.string(2))
      state.pointee.runtime._withUnsafeGuaranteedRef { $0.print(text) }
      return .void
    }
    swift(nil, "func min<T: Comparable>(_ x: T, _ y: T, _ rest: T...) -> T") { _, a in
      var least = try a[1].isLess(than: a[0]) ? a[1] : a[0]
      for value in a[2].elements where try value.isLess(than: least) { least = value }
      return least
    }
    swift(nil, "func max<T: Comparable>(_ x: T, _ y: T, _ rest: T...) -> T") { _, a in
      var greatest = try a[1].isLess(than: a[0]) ? a[0] : a[1]
      for value in a[2].elements where !(try value.isLess(than: greatest)) { greatest = value }
      return greatest
    }
    swift(nil, "func abs<T: SignedNumeric & Comparable>(_ x: T) -> T") { _, a in
      switch a[0] {
      case .int(let value):
        if value == .min { throw Trap("arithmetic overflow in 'abs'") }
        return .int(abs(value))
      case .double(let value): return .double(abs(value))
      case .float(let value): return .float(abs(value))
      default: return a[0]
      }
    }
    swift(
      nil,
      "func zip<A: Sequence, B: Sequence>(_ a: A, _ b: B) -> Zip2Sequence<A.Element, B.Element>"
    ) { state, a in
      // The shorter decides, and either may be without an end.
      var first: [Value] = []
      var second: [Value] = []
      let isOpen = { (value: Value) in
        if case .span(let span) = value { span.kind == .from } else { false }
      }
      if isOpen(a[0]) {
        second = try a[1].sequenceArray(state).elements
        try a[0].forEachElement(state) {
          if first.count < second.count { first.append($0) }; return first.count < second.count
        }
      } else {
        first = try a[0].sequenceArray(state).elements
        try a[1].forEachElement(state) {
          if second.count < first.count { second.append($0) }; return second.count < first.count
        }
      }
      return .array(zip(first, second).map { Value.pair($0, $1) })
    }
    for (label, kind) in [("to", Span.Kind.strideTo), ("through", .strideThrough)] {
      let name = label == "to" ? "StrideTo" : "StrideThrough"
      swift(
        nil,
        "func stride<T: Strideable>(from start: T, \(label) end: T, by step: T) -> \(name)<T>"
      ) { _, a in
        if a[2] == .int(0) || a[2] == .double(0) {
          throw Trap("the step of a stride must not be zero")
        }
        return .span(Span(kind, lower: a[0], upper: a[1], extra: a[2]))
      }
    }
    swift(nil, "func swap<T>(_ a: inout T, _ b: inout T)", as: .swap)
    addStops()
  }

  private mutating func addStops() {
    swift(nil, "func fatalError(_ message: String = \"\") -> Never") { _, a in
      let text = try a.string(0)
      throw Trap("fatal error" + (text.isEmpty ? "" : ": " + text))
    }
    for name in ["preconditionFailure", "assertionFailure"] {
      swift(nil, "func \(name)(_ message: String = \"\") -> Never") { _, a in
        let text = try a.string(0)
        throw Trap("precondition failed" + (text.isEmpty ? "" : ": " + text))
      }
    }
    for name in ["precondition", "assert"] {
      swift(nil, "func \(name)(_ condition: Bool, _ message: String = \"\")") { _, a in
        if try a.bool(0) { return .void }
        let text = try a.string(1)
        throw Trap(
          (name == "assert" ? "assertion" : "precondition") + " failed"
            + (text.isEmpty ? "" : ": " + text)
        )
      }
    }
  }
}

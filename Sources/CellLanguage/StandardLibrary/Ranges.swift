extension BindingRegistry {
  mutating func addRanges() {
    range("..<2", "..<") { _, a in
      if try a[1].isLess(than: a[0]) || a[0] != a[0] || a[1] != a[1] {
        throw Trap(
          "the range \(a[0].debugText)..<\(a[1].debugText) has its lower bound above its upper bound"
        )
      }
      return .span(Span(.range, lower: a[0], upper: a[1]))
    }
    range("...2", "...") { _, a in
      if try a[1].isLess(than: a[0]) || a[0] != a[0] || a[1] != a[1] {
        throw Trap(
          "the range \(a[0].debugText)...\(a[1].debugText) has its lower bound above its upper bound"
        )
      }
      return .span(Span(.closedRange, lower: a[0], upper: a[1]))
    }
    range("..<1", "..<") { _, a in .span(Span(.upTo, lower: .void, upper: a[0])) }
    range("...1", "...") { _, a in .span(Span(.through, lower: .void, upper: a[0])) }
    range("...from1", "...") { _, a in .span(Span(.from, lower: a[0], upper: .void)) }
    for owner in [
      "Range", "ClosedRange", "PartialRangeFrom", "PartialRangeUpTo", "PartialRangeThrough",
    ] {
      swift(owner, "func contains(_ element: Bound) -> Bool") { _, a in
        .bool(try a.span(0).contains(a[1]))
      }
      if owner != "PartialRangeUpTo", owner != "PartialRangeThrough" {
        swift(owner, "var lowerBound: Bound") { _, a in try a.span(0).lower }
      }
      if owner != "PartialRangeFrom" {
        swift(owner, "var upperBound: Bound") { _, a in try a.span(0).upper }
      }
    }
    for owner in ["Range", "ClosedRange"] {
      swift(owner, "var isEmpty: Bool") { _, a in
        let span = try a.span(0)
        return .bool(span.kind == .range && span.lower == span.upper)
      }
      swift(owner, "func overlaps(_ other: \(owner)<Bound>) -> Bool") { _, a in
        let (x, y) = (try a.span(0), try a.span(1))
        if x.kind == .closedRange {
          return .bool(try !x.upper.isLess(than: y.lower) && (try !y.upper.isLess(than: x.lower)))
        }
        return .bool(
          try x.lower.isLess(than: y.upper) && (try y.lower.isLess(than: x.upper))
            && x.lower != x.upper && y.lower != y.upper
        )
      }
      swift(owner, "func clamped(to limits: \(owner)<Bound>) -> \(owner)<Bound>") { _, a in
        let (x, limits) = (try a.span(0), try a.span(1))
        func clamp(_ value: Value) throws -> Value {
          if try value.isLess(than: limits.lower) { return limits.lower }
          return try limits.upper.isLess(than: value) ? limits.upper : value
        }
        return .span(Span(x.kind, lower: try clamp(x.lower), upper: try clamp(x.upper)))
      }
      swift(owner, "var indices: \(owner)<Bound>") { _, a in a[0] }
    }
  }

  private mutating func range(_ name: String, _ text: String, _ body: @escaping Intrinsic) {
    functions["range \(name)", default: []].append(
      Binding(
        kind: .function,
        owner: nil,
        isStatic: false,
        name: "range \(name)",
        signature: text,
        summary: "",
        body: .intrinsic(body)
      )
    )
  }

  mutating func addOptionals() {
    swift("Optional", "init(_ value: Wrapped)") { _, a in Value.wrapping(a[0]) }
    swift("Optional", "static func some(_ value: Wrapped) -> Wrapped?") { _, a in
      Value.wrapping(a[0])
    }
    swift("Optional", "static var none: Wrapped?") { _, _ in .none }
    swift("Optional", "func map<T>(_ transform: (Wrapped) throws -> T) -> T?") { state, a in
      guard let value = a[0].unwrapped else { return .none }
      return Value.wrapping(try a.function(1).call(state, value))
    }
    swift("Optional", "func flatMap<T>(_ transform: (Wrapped) throws -> T?) -> T?") { state, a in
      guard let value = a[0].unwrapped else { return .none }
      return try a.function(1).call(state, value)
    }
  }
}

extension Span {
  /// Whether a value lies in a range.
  func contains(_ value: Value) throws -> Bool {
    switch kind {
    case .range: return try !value.isLess(than: lower) && value.isLess(than: upper)
    case .closedRange: return try !value.isLess(than: lower) && !upper.isLess(than: value)
    case .from: return try !value.isLess(than: lower)
    case .upTo: return try value.isLess(than: upper)
    case .through: return try !upper.isLess(than: value)
    case .strideTo, .strideThrough, .slice: return false
    }
  }
}

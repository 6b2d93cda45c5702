/// The body of one of Swift's own functions.
typealias Intrinsic = @Sendable (UnsafeMutablePointer<MachineState>, [Value]) throws -> Value
/// The body of one that changes its receiver.
typealias MutatingIntrinsic =
  @Sendable (UnsafeMutablePointer<MachineState>, inout Value, [Value]) throws -> Value

/// One registered declaration: its text, what it says of itself, and what it does.
struct Binding: Sendable {
  /// What sort of declaration a binding is.
  enum Kind: Sendable { case function, initializer, property, `subscript`, constant }

  let kind: Kind
  /// The type that the member belongs to, or nil.
  let owner: String?
  let isStatic: Bool
  /// The name without labels: `sweep`, `init`, `trace`, `subscript`, `+`.
  let name: String
  /// The declaration as text.
  let signature: String
  let summary: String
  /// The work: `self` first if there is one, then every parameter.
  let body: Body

  /// How the work is done.
  enum Body: Sendable {
    case library(@Sendable ([Value]) throws -> Value)
    case intrinsic(Intrinsic)
    case mutating(MutatingIntrinsic)
    case double(@Sendable (Double) -> Double)
    case double2(@Sendable (Double, Double) -> Double)
    case intToDouble
    case doubleToInt
    /// Given back unchanged.
    case identity
    /// Exchanges two places.
    case swap
  }

  /// The name in the text of a declaration: `func name(`, `init(`, `subscript(`, `name: Type`.
  static func name(in signature: String) -> String {
    var words = signature.split(maxSplits: 3, whereSeparator: { $0 == " " || $0 == "\n" })
    let modifiers: Set<Substring> = ["static", "mutating", "prefix"]
    while let first = words.first, first.hasPrefix("@") || modifiers.contains(first) {
      words.removeFirst()
    }
    guard var word = words.first else { return "" }
    if ["func", "var", "let", "case"].contains(word), words.count > 1 { word = words[1] }
    let end = word.firstIndex { "(<:?".contains($0) } ?? word.endIndex
    // An operator may itself begin with one of the characters above.
    if end == word.startIndex { return String(word.prefix { $0 != "(" }) }
    return String(word[..<end])
  }
}

extension Binding {
  /// The declaration with its name in backticks, for names that are keywords.
  var quotedSignature: String { "`\(name)`\(signature.dropFirst(name.count))" }
}

/// Reads arguments one after another as the types that a body expects.
private struct ArgumentReader {
  let arguments: [Value]
  var next = 0

  mutating func read<T: CellConvertible>(_ type: T.Type) throws -> T {
    guard next < arguments.count else { throw ConversionError(expected: type, found: .void) }
    defer { next += 1 }
    return try T(cellValue: arguments[next])
  }
}

extension Binding {
  /// Wraps a body of library types as a body of values.
  static func erased<each A: CellConvertible, R: CellConvertible>(
    _ body: @escaping @Sendable (repeat each A) throws -> R
  ) -> @Sendable ([Value]) throws -> Value {
    { arguments in
      var reader = ArgumentReader(arguments: arguments)
      return try body(repeat try reader.read((each A).self)).cellValue
    }
  }

  /// Wraps a body that returns nothing.
  static func erased<each A: CellConvertible>(
    _ body: @escaping @Sendable (repeat each A) throws -> Void
  ) -> @Sendable ([Value]) throws -> Value {
    { arguments in
      var reader = ArgumentReader(arguments: arguments)
      try body(repeat try reader.read((each A).self))
      return .void
    }
  }
}

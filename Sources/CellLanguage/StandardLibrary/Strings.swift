import Foundation

extension BindingRegistry {
  mutating func addStrings() {
    swift("String", "init()") { _, _ in .string("") }
    for type in ["String", "Substring", "Character"] {
      swift("String", "init(_ text: \(type))", as: .identity)
    }
    for type in ["Int", "Double", "UInt64", "Float", "Bool"] {
      swift("String", "init(_ value: \(type))") { _, a in .string(a[0].description) }
    }
    swift("String", "init<S: Sequence>(_ characters: S) where S.Element == Character") { state, a in
      .string(try a[0].joinedText(state, separator: ""))
    }
    swift("String", "init(describing value: Any)", as: .identity)
    swift("String", "init(_ value: Int, radix: Int, uppercase: Bool = false)") { _, a in
      let radix = try a.int(1)
      guard (2...36).contains(radix) else {
        throw Trap("the radix \(radix) is not between 2 and 36")
      }
      return .string(String(try a.int(0), radix: radix, uppercase: try a.bool(2)))
    }
    swift("String", "init(_ value: UInt64, radix: Int, uppercase: Bool = false)") { _, a in
      let radix = try a.int(1)
      guard (2...36).contains(radix) else {
        throw Trap("the radix \(radix) is not between 2 and 36")
      }
      return .string(String(try a.uint64(0), radix: radix, uppercase: try a.bool(2)))
    }
    swift("String", "init(repeating text: String, count: Int)") { state, a in
      let (text, count) = (try a.string(0), try a.int(1))
      if count < 0 { throw Trap("the count of a string must not be negative, found \(count)") }
      let (total, overflow) = text.utf8.count.multipliedReportingOverflow(by: count)
      try state.pointee.checkCount(overflow ? Int.max : total)
      return .string(String(repeating: text, count: count))
    }
    swift("String", "init(format: String, _ arguments: CVarArg...)") { _, a in
      .string(try FormatString.apply(try a.string(0), a[1].elements))
    }
    swift("Character", "init(_ text: String)") { _, a in
      guard try a.string(0).count == 1 else {
        throw Trap("a Character is made of one character, found \(a[0].debugText)")
      }
      return a[0]
    }
    swift("Substring", "init(_ text: String)", as: .identity)
    let changes: [(String, @Sendable (String) -> String)] = [
      ("func uppercased() -> String", { $0.uppercased() }),
      ("func lowercased() -> String", { $0.lowercased() }),
      ("var capitalized: String", { $0.capitalized }),
    ]
    for (signature, body) in changes {
      swift("StringProtocol", signature) { _, a in .string(body(try a.string(0))) }
      swift("Character", signature) { _, a in .string(body(try a.string(0))) }
    }
    let tests: [(String, @Sendable (String, String) -> Bool)] = [
      ("hasPrefix", { $0.hasPrefix($1) }), ("hasSuffix", { $0.hasSuffix($1) }),
      ("contains", { $1.isEmpty || $0.range(of: $1) != nil }),
    ]
    for (name, body) in tests {
      swift("StringProtocol", "func \(name)(_ other: String) -> Bool") { _, a in
        .bool(body(try a.string(0), try a.string(1)))
      }
    }
    let properties: [(String, @Sendable (Character) -> Bool)] = [
      ("isNumber", \.isNumber), ("isLetter", \.isLetter), ("isWhitespace", \.isWhitespace),
      ("isUppercase", \.isUppercase), ("isLowercase", \.isLowercase),
      ("isPunctuation", \.isPunctuation),
      ("isNewline", \.isNewline), ("isWholeNumber", \.isWholeNumber), ("isASCII", \.isASCII),
    ]
    for (name, body) in properties {
      swift("Character", "var \(name): Bool") { _, a in
        .bool(try a.string(0).first.map(body) ?? false)
      }
    }
    swift("Character", "var wholeNumberValue: Int?") { _, a in
      .optional(try a.string(0).first?.wholeNumberValue.map { .int($0) })
    }
  }

  mutating func addStringEditing() {
    swift("StringProtocol", "func filter(_ isIncluded: (Character) throws -> Bool) -> String") {
      state,
      a in
      let function = try a.function(1)
      return .string(try a.string(0).filter { try function.test(state, .string(String($0))) })
    }
    swift(
      "StringProtocol",
      "func split(separator: Character, maxSplits: Int = Int.max, omittingEmptySubsequences: Bool = true) -> [Substring]"
    ) { _, a in
      guard let separator = try a.string(1).first else { return .array([a[0]]) }
      let parts = try a.string(0).split(
        separator: separator,
        maxSplits: Swift.max(0, try a.int(2)),
        omittingEmptySubsequences: try a.bool(3)
      )
      return .array(parts.map { .string(String($0)) })
    }
    swift(
      "StringProtocol",
      "func split(whereSeparator isSeparator: (Character) throws -> Bool) -> [Substring]"
    ) { state, a in
      let function = try a.function(1)
      return .array(
        try a.string(0).split { try function.test(state, .string(String($0))) }.map {
          .string(String($0))
        }
      )
    }
    swift("StringProtocol", "func components(separatedBy separator: String) -> [String]") { _, a in
      .array(try a.string(0).components(separatedBy: try a.string(1)).map { .string($0) })
    }
    swift(
      "StringProtocol",
      "func replacingOccurrences(of target: String, with replacement: String) -> String"
    ) { state, a in
      let parts = try a.string(0).components(separatedBy: try a.string(1))
      let texts = Value.array(parts.map { .string($0) })
      return .string(try texts.joinedText(state, separator: try a.string(2)))
    }
    swift("StringProtocol", "func trimmingCharacters(in set: CharacterSet) -> String") { _, a in
      guard case .native(let box) = a[1], let set = box.value as? CharacterSet else { return a[0] }
      return .string(try a.string(0).trimmingCharacters(in: set))
    }
    let sets: [(String, @Sendable () -> CharacterSet)] = [
      ("whitespaces", { .whitespaces }), ("whitespacesAndNewlines", { .whitespacesAndNewlines }),
      ("newlines", { .newlines }),
      ("decimalDigits", { .decimalDigits }), ("letters", { .letters }),
      ("punctuationCharacters", { .punctuationCharacters }),
    ]
    for (name, set) in sets {
      swift("CharacterSet", "static var \(name): CharacterSet") { _, _ in .native(NativeBox(set()))
      }
    }
    swift(
      "StringProtocol",
      "func padding(toLength length: Int, withPad pad: String, startingAt index: Int) -> String"
    ) { state, a in
      let (length, pad, index) = (try a.int(1), try a.string(2), try a.int(3))
      guard length >= 0, !pad.isEmpty, index >= 0, index < pad.count else {
        throw Trap("the padding cannot be made of these")
      }
      try state.pointee.checkCount(length)
      return .string(try a.string(0).padding(toLength: length, withPad: pad, startingAt: index))
    }
    for type in ["String", "Character", "Substring"] {
      changing("String", "mutating func append(_ other: \(type))") { state, text, a in
        try text.append(contentsOf: a[0], state)
        return .void
      }
    }
    changing("String", "mutating func append(contentsOf other: String)") { state, text, a in
      try text.append(contentsOf: a[0], state)
      return .void
    }
    for (name, isLast) in [("removeFirst", false), ("removeLast", true)] {
      changing("String", "mutating func \(name)() -> Character") { _, value, _ in
        guard case .string(var text) = value, !text.isEmpty else {
          throw Trap("cannot remove a character from an empty string")
        }
        let removed = isLast ? text.removeLast() : text.removeFirst()
        value = .string(text)
        return .string(String(removed))
      }
    }
    changing("String", "mutating func popLast() -> Character?") { _, value, _ in
      guard case .string(var text) = value, let last = text.popLast() else { return .none }
      value = .string(text)
      return .string(String(last))
    }
    changing("String", "mutating func insert(_ character: Character, at i: String.Index)") {
      state,
      value,
      a in
      let index = try a.int(1)
      guard case .string(var text) = value, index >= 0,
        let place = text.index(text.startIndex, offsetBy: index, limitedBy: text.endIndex)
      else { throw Trap("the string index is out of range") }
      text.insert(contentsOf: try a.string(0), at: place)
      try state.pointee.checkCount(text.utf8.count)
      value = .string(text)
      return .void
    }
    changing("String", "mutating func removeAll(keepingCapacity: Bool = false)") { _, value, _ in
      value = .string("")
      return .void
    }
    addStringIndices()
  }

  private mutating func addStringIndices() {
    swift("StringProtocol", "var startIndex: String.Index") { _, _ in .int(0) }
    swift("StringProtocol", "var endIndex: String.Index") { _, a in .int(try a.string(0).count) }
    swift("StringProtocol", "func index(after i: String.Index) -> String.Index") { _, a in
      .int(try a.int(1) + 1)
    }
    swift("StringProtocol", "func index(before i: String.Index) -> String.Index") { _, a in
      .int(try a.int(1) - 1)
    }
    swift("StringProtocol", "func index(_ i: String.Index, offsetBy n: Int) -> String.Index") {
      _,
      a in
      let (index, overflow) = try a.int(1).addingReportingOverflow(try a.int(2))
      guard !overflow, index >= 0, index <= (try a.string(0).count) else {
        throw Trap("the string index is out of range")
      }
      return .int(index)
    }
    swift("StringProtocol", "func distance(from start: String.Index, to end: String.Index) -> Int")
    { _, a in .int(try a.int(2) &- (try a.int(1))) }
    swift("StringProtocol", "func firstIndex(of character: Character) -> String.Index?") { _, a in
      guard let character = try a.string(1).first else { return .none }
      return .optional(Array(try a.string(0)).firstIndex(of: character).map { .int($0) })
    }
    swift("StringProtocol", "func lastIndex(of character: Character) -> String.Index?") { _, a in
      guard let character = try a.string(1).first else { return .none }
      return .optional(Array(try a.string(0)).lastIndex(of: character).map { .int($0) })
    }
    swift("StringProtocol", "subscript(_ index: String.Index) -> Character") { _, a in
      let characters = Array(try a.string(0))
      let index = try a.int(1)
      guard characters.indices.contains(index) else {
        throw Trap("the string index is out of range")
      }
      return .string(String(characters[index]))
    }
    for range in [
      "Range", "ClosedRange", "PartialRangeFrom", "PartialRangeUpTo", "PartialRangeThrough",
    ] {
      swift("StringProtocol", "subscript(_ range: \(range)<String.Index>) -> Substring") { _, a in
        let characters = Array(try a.string(0))
        let bounds = try a[1].bounds(in: .array(characters.map { .string(String($0)) }), .nowhere)
        return .string(String(characters[bounds]))
      }
    }
  }
}

/// `String(format:)` as C's `printf` has it, with arguments checked against the format.
enum FormatString {
  static func apply(_ format: String, _ arguments: [Value]) throws -> String {
    var result = ""
    var rest = Substring(format)
    var used = 0
    while let percent = rest.firstIndex(of: "%") {
      result += rest[..<percent]
      rest = rest[rest.index(after: percent)...]
      var flags = ""
      while let next = rest.first, "-+ #0123456789.'".contains(next) || "hlqLzjt".contains(next) {
        if !"hlqLzjt".contains(next) { flags.append(next) }
        rest.removeFirst()
      }
      guard let conversion = rest.popFirst() else {
        throw Trap("the format '\(format)' ends in '%'")
      }
      if conversion == "%" { result += "%"; continue }
      guard used < arguments.count else {
        throw Trap(
          "the format '\(format)' asks for more than \(arguments.count) argument\(arguments.count == 1 ? "" : "s")"
        )
      }
      let numbers = flags.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
      if numbers.contains(where: { $0 > 1_000 })
        || flags.contains(where: { $0.isNumber }) && numbers.isEmpty
      {
        throw Trap("the width in the format '\(format)' is too large")
      }
      result += try text(flags, conversion, arguments[used], format)
      used += 1
    }
    return result + rest
  }

  private static func text(
    _ flags: String,
    _ conversion: Character,
    _ argument: Value,
    _ format: String
  ) throws -> String {
    switch (conversion, argument) {
    case ("d", .int(let value)), ("i", .int(let value)): return String(format: "%\(flags)ld", value)
    case ("d", .uint64(let value)), ("i", .uint64(let value)), ("u", .uint64(let value)):
      return String(format: "%\(flags)lu", UInt(value))
    case ("u", .int(let value)), ("x", .int(let value)), ("X", .int(let value)),
      ("o", .int(let value)):
      return String(format: "%\(flags)l\(conversion)", value)
    case ("x", .uint64(let value)), ("X", .uint64(let value)), ("o", .uint64(let value)):
      return String(format: "%\(flags)l\(conversion)", UInt(value))
    case ("f", .double(let value)), ("F", .double(let value)), ("e", .double(let value)),
      ("E", .double(let value)),
      ("g", .double(let value)), ("G", .double(let value)), ("a", .double(let value)):
      return String(format: "%\(flags)\(conversion)", value)
    case ("f", .float(let value)), ("e", .float(let value)), ("g", .float(let value)):
      return String(format: "%\(flags)\(conversion)", Double(value))
    case ("c", .int(let value)):
      guard let scalar = UInt32(exactly: value).flatMap(Unicode.Scalar.init) else {
        throw Trap("\(value) is no character")
      }
      return String(Character(scalar))
    case ("@", _): return argument.description
    default:
      throw Trap(
        "'%\(flags)\(conversion)' in the format '\(format)' does not fit the argument \(argument.debugText)",
        notes: ["%d is for Int, %f %e %g for Double, %@ for String"]
      )
    }
  }
}

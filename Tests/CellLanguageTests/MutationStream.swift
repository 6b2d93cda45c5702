/// A small seeded generator (SplitMix64), so that every mutated cell can be made again.
struct MutationStream: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// A cell cut into words, numbers, quoted texts, operators and blanks, to be changed at random.
struct TokenMutation {
  private var tokens: [String]

  init(_ text: String) {
    tokens = []
    var last = Kind.other
    for character in text {
      let kind = Kind(character)
      if kind == last, kind != .other, !tokens.isEmpty {
        tokens[tokens.count - 1].append(character)
      } else {
        tokens.append(String(character))
      }
      last = kind
    }
  }

  private enum Kind {
    case word, operation, blank, other

    init(_ character: Character) {
      if character.isLetter || character.isNumber || character == "_" {
        self = .word
      } else if "+-*/%<>=!&|^~?.".contains(character) {
        self = .operation
      } else if character == " " {
        self = .blank
      } else {
        self = .other
      }
    }
  }

  /// The text after some changes.
  func mutated(with words: [String], _ stream: inout MutationStream) -> String {
    var copy = self
    for _ in 0..<Int.random(in: 1...3, using: &stream) { copy.change(words, &stream) }
    return copy.tokens.joined()
  }

  private mutating func change(_ words: [String], _ stream: inout MutationStream) {
    guard !tokens.isEmpty else { return }
    let at = Int.random(in: 0..<tokens.count, using: &stream)
    let other = Int.random(in: 0..<tokens.count, using: &stream)
    switch Int.random(in: 0..<8, using: &stream) {
    case 0: tokens.remove(at: at)
    case 1: tokens.insert(tokens[at], at: other)
    case 2: tokens.swapAt(at, other)
    case 3: tokens.removeSubrange(at...)
    case 4: tokens.insert(TokenMutation.noise(&stream), at: at)
    case 5: tokens.removeSubrange(min(at, other)..<min(max(at, other), min(at, other) + 5))
    default: tokens[at] = words.randomElement(using: &stream) ?? ""
    }
  }

  private static func noise(_ stream: inout MutationStream) -> String {
    let bytes = (0..<Int.random(in: 1...6, using: &stream)).map { _ in
      UInt8.random(in: 0...255, using: &stream)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What tokens are replaced by.
  static let words = [
    "(", ")", "[", "]", "{", "}", "\"", "\\(", ",", ":", ";", "\n", ".", "?", "!", "&", "...",
    "..<",
    "->", "=", "==", "+", "-", "*", "/", "%", "&+", "<<", ">>", "??", "&&", "||", "+=", "_", "$0",
    "$1", "0", "1", "-1", "9223372036854775807", "99999999999999999999", "0x", "1e400", "0.5",
    "nil",
    "true", "Int", "Double", "String", "UInt64", "Float", "Bool", "Character", "Any", "Int?",
    "[Int]", "[String: Int]", "Set<Int>", "(Int) -> Int", "Self", "self", "super", "let", "var",
    "func", "struct", "enum", "case", "switch", "if", "else", "guard", "for", "in", "while",
    "repeat", "return", "break", "continue", "throw", "try", "try?", "try!", "do", "catch", "defer",
    "inout", "mutating", "static", "indirect", "as", "is", "some", "any", "where", "async", "await",
    "#if", "@Sendable", "\\.count", "count", "map", "first", "print", "swap", "sweep", "Network",
    "Int.max", "Int.min", "Double.nan", "fatalError()", "é", "👩‍👩‍👧", "\u{0}", "\u{FEFF}", "`x`", "//",
    "/*",
    "*/", "\"\"\"", "#\"",
  ]
}

/// Reads a line with formulas between dollar signs into runs.
///
/// The subset: letters, digits and operators; `^`, `_`, `'` and groups; Greek and other symbols;
/// accents; `\frac`, `\sqrt`; `\mathrm`, `\text`, `\operatorname`, `\mathbf`, `\mathcal`,
/// `\mathbb`; `\left`, `\right`; spaces. An unknown command is shown as it is written and noted.
struct TeXReader {
  private let characters: [Character]
  private var position = 0
  private var unknown: [String] = []

  /// How a part of a formula is set.
  struct Context {
    /// Times looks smaller than Helvetica of the same size: formulas are set a little larger.
    var scale = TeXReader.formulaScale
    var rise = 0.0
    var font: LabelFont?
    var alphabet: TeXSymbols.Alphabet?
    var depth = 0

    func deeper(scale factor: Double = 1, rise offset: Double = 0) -> Context {
      var copy = self
      copy.scale = max(scale * factor, 0.5)
      copy.rise += offset * scale
      copy.depth += 1
      return copy
    }
  }

  private static let formulaScale = 1.08
  private static let scriptScale = 0.76

  init(_ source: String) {
    characters = Array(source)
  }

  /// The whole line; a dollar sign without partner stands for itself.
  mutating func line() -> RichText {
    var result = RichText(runs: [], plain: "")
    var text = ""
    while position < characters.count {
      let character = characters[position]
      if character == "\\", position + 1 < characters.count,
        ["$", "%", "\\", "#", "_"].contains(characters[position + 1])
      {
        text.append(characters[position + 1])
        position += 2
      } else if character == "$", let end = closingDollar(after: position) {
        if !text.isEmpty { result = result + .verbatim(text) }
        text = ""
        position += 1
        result = result + group(Context(), end: end)
        position = end + 1
      } else {
        text.append(character)
        position += 1
      }
    }
    if !text.isEmpty { result = result + .verbatim(text) }
    result.unknownCommands = unknown
    return result
  }

  private func closingDollar(after start: Int) -> Int? {
    var index = start + 1
    while index < characters.count {
      if characters[index] == "\\" {
        index += 2
        continue
      }
      if characters[index] == "$" { return index > start + 1 ? index : nil }
      index += 1
    }
    return nil
  }

  // MARK: Formulas

  /// Everything up to `end` or an unmatched closing brace.
  private mutating func group(_ context: Context, end: Int) -> RichText {
    var result = RichText(runs: [], plain: "")
    while position < end, characters[position] != "}" {
      result = result + scripted(context, end: end, isFirst: result.isEmpty)
    }
    return result
  }

  /// An atom with its superscripts and subscripts, stacked.
  private mutating func scripted(_ context: Context, end: Int, isFirst: Bool) -> RichText {
    var result = atom(context, end: end, isFirst: isFirst)
    var lower: RichText?
    var upper: RichText?
    while position < end, "^_'".contains(characters[position]) {
      let sign = characters[position]
      position += 1
      if sign == "'" {
        let prime = run("′", context.deeper(), font: .math)
        upper = upper.map { $0 + prime } ?? prime
      } else if sign == "_" {
        let part = argument(context.deeper(scale: Self.scriptScale, rise: -0.2), end: end)
        lower = lower.map { $0 + part } ?? part
      } else {
        let part = argument(context.deeper(scale: Self.scriptScale, rise: 0.4), end: end)
        upper = upper.map { $0 + part } ?? part
      }
    }
    if let lower {
      result.runs += lower.runs
      result.plain += "_" + Self.parenthesized(lower.plain)
    }
    if var upper {
      let isPrime = upper.plain.allSatisfy { $0 == "′" }
      result.plain += isPrime ? upper.plain : "^" + Self.parenthesized(upper.plain)
      let lowerWidth = lower?.width(1) ?? 0
      let overhang = lowerWidth - upper.width(1)
      if !upper.runs.isEmpty { upper.runs[0].shift -= lowerWidth }
      result.runs += upper.runs
      // When the subscript is the longer one, what follows must clear it.
      if overhang > 0 {
        result.runs.append(.init(text: "", font: .math, shift: overhang))
      }
    }
    return result
  }

  /// The argument of a command or script: a group in braces or one atom.
  private mutating func argument(_ context: Context, end: Int) -> RichText {
    while position < end, characters[position] == " " { position += 1 }
    guard position < end else { return RichText(runs: [], plain: "") }
    return atom(context, end: end, isFirst: true)
  }

  private mutating func atom(_ context: Context, end: Int, isFirst: Bool) -> RichText {
    let character = characters[position]
    position += 1
    switch character {
    case "{":
      // Deeper nesting than anyone writes is read flat, so that no input exhausts the stack.
      guard context.depth < 24 else { return RichText(runs: [], plain: "") }
      let result = group(context.deeper(), end: end)
      if position < end { position += 1 }
      return result
    case "\\": return command(context, end: end, isFirst: isFirst)
    case " ", "}": return RichText(runs: [], plain: "")
    case "~": return run(" ", context, font: .math)
    case "^", "_": return run(String(character), context, font: .math)
    default: return plain(character, context, isFirst: isFirst)
    }
  }

  private func plain(_ character: Character, _ context: Context, isFirst: Bool) -> RichText {
    if let alphabet = context.alphabet {
      return run(TeXSymbols.lettered(character, alphabet: alphabet), context, font: .math)
    }
    switch character {
    case "-", "+", "=", "<", ">", "*":
      let sign = character == "-" ? "\u{2212}" : character == "*" ? "∗" : String(character)
      let isSpaced = !(isFirst && "-+*".contains(character)) && context.scale > 0.9
      return spaced(sign, context, isSpaced: isSpaced)
    case ",", ";": return run("\(character) ", context, font: .math)
    default:
      let font: LabelFont = context.font ?? (character.isLetter ? .mathItalic : .math)
      return run(String(character), context, font: font)
    }
  }

  // MARK: Commands

  private mutating func command(_ context: Context, end: Int, isFirst: Bool) -> RichText {
    guard position < end else { return run("\\", context, font: .math) }
    var name = String(characters[position])
    position += 1
    if name.first?.isLetter == true {
      while position < end, characters[position].isLetter, characters[position].isASCII {
        name.append(characters[position])
        position += 1
      }
    }
    if let letter = TeXSymbols.letters[name] {
      return run(letter, context, font: context.font ?? .mathItalic)
    }
    if let sign = TeXSymbols.ordinary[name] {
      return run(sign, context, font: context.font ?? .math)
    }
    if let sign = TeXSymbols.operators[name] {
      return spaced(sign, context, isSpaced: context.scale > 0.9 && !isFirst)
    }
    if let space = TeXSymbols.spaces[name] {
      return RichText(
        runs: [.init(text: "", font: .math, shift: space * context.scale)],
        plain: space > 0.2 ? " " : ""
      )
    }
    if TeXSymbols.functions.contains(name) { return function(name, context, end: end) }
    return structure(name, context, end: end)
  }

  private mutating func structure(_ name: String, _ context: Context, end: Int) -> RichText {
    if TeXSymbols.ignored.contains(name) {
      if (name == "left" || name == "right"), position < end, characters[position] == "." {
        position += 1
      }
      return RichText(runs: [], plain: "")
    }
    if let accent = TeXSymbols.accents[name] { return accented(accent, context, end: end) }
    var inner = context.deeper()
    switch name {
    case "mathrm", "operatorname", "mathsf", "mathtt", "rm": inner.font = .math
    case "text", "textrm", "mbox", "textnormal": return text(context, end: end)
    case "mathbf", "boldsymbol", "bm": inner.font = .mathBold
    case "mathit": inner.font = .mathItalic
    case "mathcal", "mathscr": inner.alphabet = .script
    case "mathbb": inner.alphabet = .doubleStruck
    case "frac", "tfrac", "dfrac": return fraction(inner, end: end)
    case "sqrt": return root(inner, end: end)
    default:
      unknown.append("\\" + name)
      return run("\\" + name, context, font: .math)
    }
    return argument(inner, end: end)
  }

  private mutating func function(_ name: String, _ context: Context, end: Int) -> RichText {
    var result = run(name, context, font: .math)
    result.plain = name
    if position < end, characters[position] == " " || characters[position].isLetter {
      result.runs.append(.init(text: "", font: .math, shift: 0.15 * context.scale))
      result.plain += " "
    }
    return result
  }

  private mutating func accented(_ accent: String, _ context: Context, end: Int) -> RichText {
    let base = argument(context.deeper(), end: end)
    guard let last = base.runs.last else { return base }
    let size = context.scale
    let width = base.width(1)
    let accentWidth = FontMetrics.width(of: accent, in: .math) * size
    let isTall = base.plain.contains { $0.isUppercase || "bdfhklβδζθλξφψ".contains($0) }
    let slant = last.font == .mathItalic ? 0.07 * size : 0
    let back = -(width + accentWidth) / 2 + slant
    var result = base
    result.runs.append(
      .init(
        text: accent,
        font: .math,
        scale: size,
        rise: context.rise + (isTall ? 0.2 : 0.02) * size,
        shift: back
      )
    )
    result.runs.append(
      .init(text: "", font: .math, shift: width - (width + back + accentWidth))
    )
    result.plain += TeXSymbols.combining[accent] ?? ""
    return result
  }

  private mutating func fraction(_ context: Context, end: Int) -> RichText {
    let numerator = argument(context, end: end)
    let denominator = argument(context, end: end)
    func wrapped(_ part: RichText) -> RichText {
      guard part.plain.contains(where: { "+\u{2212}/ =".contains($0) }) else { return part }
      return run("(", context, font: .math) + part + run(")", context, font: .math)
    }
    return wrapped(numerator) + run("/", context, font: .math) + wrapped(denominator)
  }

  private mutating func root(_ context: Context, end: Int) -> RichText {
    if position < end, characters[position] == "[" {
      while position < end, characters[position] != "]" { position += 1 }
      if position < end { position += 1 }
    }
    let radicand = argument(context, end: end)
    let sign = run("√", context, font: .math)
    guard radicand.plain.count > 1 else { return sign + radicand }
    return sign + run("(", context, font: .math) + radicand + run(")", context, font: .math)
  }

  /// Words inside a formula, spaces kept.
  private mutating func text(_ context: Context, end: Int) -> RichText {
    guard position < end, characters[position] == "{" else { return argument(context, end: end) }
    position += 1
    var words = ""
    while position < end, characters[position] != "}" {
      words.append(characters[position])
      position += 1
    }
    if position < end { position += 1 }
    var plainContext = context
    plainContext.scale /= Self.formulaScale
    return run(words, plainContext, font: .sans)
  }

  // MARK: Runs

  private func run(_ text: String, _ context: Context, font: LabelFont) -> RichText {
    RichText(
      runs: [.init(text: text, font: font, scale: context.scale, rise: context.rise)],
      plain: text
    )
  }

  private func spaced(_ sign: String, _ context: Context, isSpaced: Bool) -> RichText {
    var result = run(sign, context, font: .math)
    guard isSpaced else { return result }
    result.runs[0].shift = 0.2
    result.runs.append(.init(text: "", font: .math, shift: 0.2))
    result.plain = " \(sign) "
    return result
  }

  private static func parenthesized(_ text: String) -> String {
    text.count > 1 ? "(\(text))" : text
  }
}

/// A line of text with formulas: runs of one font each, on raised or lowered baselines.
struct RichText: Sendable, Hashable {
  struct Run: Sendable, Hashable {
    var text: String
    var font = LabelFont.sans
    /// The font size as a multiple of the line's.
    var scale = 1.0
    /// The height of the baseline above the line's, in multiples of the line's font size.
    var rise = 0.0
    /// Space before the run in multiples of the line's font size; negative to go back.
    var shift = 0.0

    var width: Double { shift + FontMetrics.width(of: text, in: font) * scale }
  }

  var runs: [Run]
  /// The line as plain text, for those who do not see it.
  var plain: String
  /// Commands that are not known, with their backslash.
  var unknownCommands: [String] = []

  /// A line with formulas between dollar signs.
  init(_ source: String) {
    var reader = TeXReader(RichText.cleaned(source))
    self = reader.line()
  }

  init(runs: [Run], plain: String) {
    self.runs = runs
    self.plain = plain
  }

  /// A line without formulas.
  static func verbatim(_ text: String) -> RichText {
    RichText(runs: text.isEmpty ? [] : [Run(text: text)], plain: text)
  }

  /// A power: the base and a raised exponent.
  static func power(_ base: String, _ exponent: String) -> RichText {
    RichText(
      runs: [Run(text: base), Run(text: exponent, scale: 0.78, rise: 0.4)],
      plain: "\(base)^\(exponent)"
    )
  }

  var isEmpty: Bool { runs.allSatisfy(\.text.isEmpty) }

  /// The width at a font size.
  func width(_ size: Double) -> Double {
    runs.reduce(0) { $0 + $1.width } * size
  }

  static func + (left: RichText, right: RichText) -> RichText {
    var sum = left
    sum.runs += right.runs
    sum.plain += right.plain
    sum.unknownCommands += right.unknownCommands
    return sum
  }

  /// The line in bold, but for formulas.
  var bold: RichText {
    var copy = self
    for index in copy.runs.indices where copy.runs[index].font == .sans {
      copy.runs[index].font = .sansBold
    }
    return copy
  }

  /// The text on one line without control characters, at most 500 characters.
  private static func cleaned(_ source: String) -> String {
    let spaced = source.unicodeScalars.map { scalar -> Unicode.Scalar in
      let isControl = scalar.value < 32 || scalar.value >= 127 && scalar.value < 160
      let isSeparator = scalar.value == 0x2028 || scalar.value == 0x2029
      let isForbidden = scalar.value == 0xFFFE || scalar.value == 0xFFFF
      return isControl || isSeparator || isForbidden ? " " : scalar
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: spaced)
    let text = String(view)
    return text.count > 500 ? String(text.prefix(499)) + "…" : text
  }
}

// MARK: Fitting

extension RichText {
  /// The line cut to a width, with an ellipsis if anything was cut.
  func truncated(to width: Double, size: Double) -> RichText {
    guard self.width(size) > width else { return self }
    let ellipsis = Run(text: "…")
    var left = width / size - ellipsis.width
    var kept: [Run] = []
    for run in runs {
      if run.width <= left {
        kept.append(run)
        left -= run.width
        continue
      }
      var cut = run
      while !cut.text.isEmpty && cut.width > left { cut.text.removeLast() }
      if !cut.text.isEmpty { kept.append(cut) }
      break
    }
    return RichText(runs: kept + [ellipsis], plain: plain)
  }

  /// The line broken at spaces outside formulas into at most `lines` lines, the last one cut.
  func wrapped(to width: Double, size: Double, lines: Int = 3) -> [RichText] {
    guard self.width(size) > width else { return isEmpty ? [] : [self] }
    var result: [RichText] = []
    var current: [Run] = []
    var used = 0.0
    for piece in pieces {
      let pieceWidth = piece.reduce(0) { $0 + $1.width } * size
      if used + pieceWidth > width && !current.isEmpty {
        result.append(RichText(runs: RichText.stripped(current), plain: plain))
        current = []
        used = 0
      }
      current += piece
      used += pieceWidth
    }
    if !current.isEmpty { result.append(RichText(runs: RichText.stripped(current), plain: plain)) }
    if result.count > lines {
      let rest = result[(lines - 1)...].flatMap { $0.runs + [Run(text: " ")] }
      result = Array(result.prefix(lines - 1)) + [RichText(runs: rest, plain: plain)]
    }
    return result.map { $0.truncated(to: width, size: size) }
  }

  /// The runs cut after each space outside formulas.
  private var pieces: [[Run]] {
    var pieces: [[Run]] = [[]]
    for run in runs {
      guard !run.font.isMath else {
        pieces[pieces.count - 1].append(run)
        continue
      }
      var word = ""
      for character in run.text {
        word.append(character)
        guard character == " " else { continue }
        pieces[pieces.count - 1].append(RichText.part(of: run, word))
        pieces.append([])
        word = ""
      }
      if !word.isEmpty { pieces[pieces.count - 1].append(RichText.part(of: run, word)) }
    }
    return pieces.filter { !$0.isEmpty }
  }

  private static func part(of run: Run, _ text: String) -> Run {
    var part = run
    part.text = text
    return part
  }

  private static func stripped(_ runs: [Run]) -> [Run] {
    guard var last = runs.last, last.text.hasSuffix(" ") else { return merged(runs) }
    last.text.removeLast()
    return merged(runs.dropLast() + (last.text.isEmpty ? [] : [last]))
  }

  /// Neighboring runs of one style as one run.
  private static func merged(_ runs: [Run]) -> [Run] {
    var result: [Run] = []
    for run in runs {
      if var last = result.last, run.shift == 0, last.font == run.font, last.scale == run.scale,
        last.rise == run.rise
      {
        last.text += run.text
        result[result.count - 1] = last
      } else {
        result.append(run)
      }
    }
    return result
  }
}

import Yams

/// Reads the option lines of a cell.
struct CellOptionReader {
  /// Every key that a cell may state.
  static let keys = [
    "label", "fig-cap", "fig-alt", "fig-width", "fig-height", "tbl-cap", "echo", "eval", "include",
    "output", "code-fold", "code-summary", "cache", "timeout", "max-memory",
  ]

  var label: String?
  var labelPosition: SourcePosition?
  var figureCaptions: [LocatedText] = []
  var tableCaptions: [LocatedText] = []
  var errors: [SettingsError] = []
  private var reader: SettingsReader

  /// Takes the option lines of a cell and the place of each.
  init(lines: [String], positions: [SourcePosition]) {
    let settings = zip(lines, positions).map { line, position in
      let text = Self.text(ofOptionLine: line) ?? ""
      let skipped = line.unicodeScalars.count - text.unicodeScalars.count
      return SettingsText.Line(
        text: text,
        position: SourcePosition(line: position.line, column: position.column + skipped)
      )
    }
    reader = SettingsReader(text: SettingsText(lines: settings))
  }

  /// What stands after `//|` or `#|` in an option line; `nil` if the line is none.
  static func text(ofOptionLine line: String) -> String? {
    var rest = line[...]
    rest = rest.drop { $0 == " " || $0 == "\t" }
    if rest.hasPrefix("//|") {
      rest = rest.dropFirst(3)
    } else if rest.hasPrefix("#|") {
      rest = rest.dropFirst(2)
    } else {
      return nil
    }
    return String(rest.first == " " ? rest.dropFirst() : rest)
  }

  /// Reads the options.
  mutating func read(into options: inout CellOptions) {
    options.positions = [:]
    do {
      guard let node = try reader.text.composed() else { return }
      let pairs = reader.pairs(of: node, in: "options of a cell")
      for (index, pair) in pairs.enumerated() {
        options.positions[pair.key] = pair.at
        let end = index + 1 < pairs.count ? pairs[index + 1].at.line : Int.max
        read(pair.key, pair.at, pair.value, until: end, into: &options)
      }
    } catch {
      errors.append(error)
    }
    errors += reader.errors
  }

  private mutating func read(
    _ key: String,
    _ place: SourcePosition,
    _ node: Node,
    until end: Int,
    into options: inout CellOptions
  ) {
    switch key {
    case "label": readLabel(node)
    case "fig-cap": figureCaptions = captions(node, key, from: place.line, until: end)
    case "tbl-cap": tableCaptions = captions(node, key, from: place.line, until: end)
    case "fig-alt": options.figureAlternatives = reader.strings(node, key)
    default:
      let isKnown = Self.readShared(key, node, reader: &reader, into: &options)
      if !isKnown { reader.unknown(key, at: place, what: "option", among: Self.keys) }
    }
  }

  /// Reads an option that `execute:` may also state; whether the key is one.
  static func readShared(
    _ key: String,
    _ node: Node,
    reader: inout SettingsReader,
    into options: inout CellOptions
  ) -> Bool {
    switch key {
    case "echo": options.echo = reader.bool(node, key) ?? true
    case "eval": options.eval = reader.bool(node, key) ?? true
    case "include": options.include = reader.bool(node, key) ?? true
    case "output": options.output = reader.bool(node, key) ?? true
    case "cache": options.cache = reader.bool(node, key) ?? true
    case "code-fold": options.codeFold = reader.codeFold(node, key) ?? .automatic
    case "code-summary": options.codeSummary = reader.string(node, key)
    case "fig-width": options.figureWidth = reader.size(node, key)
    case "fig-height": options.figureHeight = reader.size(node, key)
    case "timeout": options.timeout = reader.seconds(node, key)
    case "max-memory": options.maxMemory = reader.memory(node, key)
    default: return false
    }
    return true
  }

  private mutating func readLabel(_ node: Node) {
    guard let text = reader.string(node, "label") else { return }
    guard Label.isLegal(text) else {
      reader.fail(
        "'\(text)' is no label",
        node,
        notes: ["a label begins with a letter and holds letters, digits, '-', '_', '.' and ':'"]
      )
      return
    }
    label = text
    labelPosition = reader.text.position(of: node.mark)
  }

  private mutating func captions(
    _ node: Node,
    _ key: String,
    from first: Int,
    until end: Int
  ) -> [LocatedText] {
    let nodes: [Node]
    if case .sequence(let sequence) = node { nodes = Array(sequence) } else { nodes = [node] }
    return nodes.compactMap { node in
      guard let text = reader.string(node, key) else { return nil }
      return located(text, from: reader.text.position(of: node.mark), until: end)
    }
  }

  /// Finds the place of each line of a caption, as far as its text stands there as it is.
  private func located(
    _ text: String,
    from start: SourcePosition,
    until end: Int
  ) -> LocatedText {
    let lines = reader.text.lines.compactMap { line -> SettingsText.Line? in
      guard line.position.line >= start.line, line.position.line < end else { return nil }
      guard line.position.line == start.line else { return line }
      let skipped = max(0, start.column - line.position.column)
      return SettingsText.Line(
        text: String(line.text.unicodeScalars.dropFirst(skipped)),
        position: start
      )
    }
    var places: [SourcePosition] = []
    var next = 0
    for part in text.split(separator: "\n", omittingEmptySubsequences: false) {
      // An escaped or folded part is found by its first words at least.
      let probes = [String(part), String(part.prefix(12)), "`{swift}"]
      let found = probes.lazy.compactMap { self.find($0, in: lines, from: next) }.first
      places.append(found?.position ?? lines.first?.position ?? reader.text.position(of: nil))
      if let found { next = found.index }
    }
    return LocatedText(text: text, lines: places, values: lines.flatMap(Self.valuePlaces))
  }

  /// The places of the expressions of inline values on a line.
  private static func valuePlaces(on line: SettingsText.Line) -> [SourcePosition] {
    let scalars = Array(line.text.unicodeScalars)
    let opening = Array("`{swift}".unicodeScalars)
    var places: [SourcePosition] = []
    var index = 0
    while index + opening.count <= scalars.count {
      guard scalars[index] == "`", scalars[index..<index + opening.count].elementsEqual(opening)
      else { index += 1; continue }
      index += opening.count
      while index < scalars.count, scalars[index] == " " || scalars[index] == "\t" { index += 1 }
      places.append(
        SourcePosition(line: line.position.line, column: line.position.column + index)
      )
    }
    return places
  }

  private func find(
    _ part: String,
    in lines: [SettingsText.Line],
    from next: Int
  ) -> (position: SourcePosition, index: Int)? {
    guard !part.isEmpty else { return nil }
    for (index, line) in lines.enumerated().dropFirst(next) {
      guard let range = line.text.firstRange(of: part) else { continue }
      let column = line.text.unicodeScalars[..<range.lowerBound].count
      let start = line.position
      return (SourcePosition(line: start.line, column: start.column + column), index)
    }
    return nil
  }
}

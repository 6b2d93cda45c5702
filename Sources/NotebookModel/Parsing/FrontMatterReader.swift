import Yams

/// Reads the YAML at the head of a notebook.
struct FrontMatterReader {
  private var reader: SettingsReader
  private var result = FrontMatter()
  var errors: [SettingsError] = []

  static let keys = [
    "title", "subtitle", "author", "authors", "date", "abstract", "lang", "bibliography", "params",
    "execute", "format", "jupyter", "tangent",
  ]
  static let settingKeys = ["seed", "precision", "threads", "timeout", "max-memory", "inputs"]
  static let executeKeys = [
    "echo", "eval", "include", "output", "cache", "code-fold", "code-summary", "fig-width",
    "fig-height", "timeout", "max-memory",
  ]
  static let formatKeys = ["toc", "toc-depth", "number-sections"]

  init(lines: [SettingsText.Line]) {
    reader = SettingsReader(text: SettingsText(lines: lines))
  }

  mutating func read() -> FrontMatter {
    do {
      if let node = try reader.text.composed() {
        let pairs = reader.pairs(of: node, in: "front matter")
        for (index, pair) in pairs.enumerated() {
          result.positions[pair.key] = pair.at
          let end = index + 1 < pairs.count ? pairs[index + 1].at.line : Int.max
          read(pair.key, pair.at, pair.value, until: end)
        }
      }
    } catch {
      errors.append(error)
    }
    errors += reader.errors
    return result
  }

  private mutating func read(
    _ key: String,
    _ place: SourcePosition,
    _ node: Node,
    until end: Int
  ) {
    switch key {
    case "title": result.title = reader.string(node, key)
    case "subtitle": result.subtitle = reader.string(node, key)
    case "author", "authors": result.authors = authors(node, key)
    case "date": result.date = reader.string(node, key)
    case "abstract": result.abstract = reader.string(node, key)
    case "lang": readLanguage(node)
    case "bibliography": result.bibliography = reader.strings(node, key)
    case "params": readParameters(node)
    case "execute": readExecute(node)
    case "format": readFormat(node)
    case "tangent": readSettings(node)
    case "jupyter": result.jupyter = lines(from: place.line, until: end)
    default: keep(key, place, among: Self.keys, what: "key")
    }
  }

  /// Keeps a foreign key, unless it looks like a misspelling of one of ours.
  private mutating func keep(
    _ key: String,
    _ place: SourcePosition,
    among known: [String],
    what: String
  ) {
    let foreign = [
      "tags", "draft", "image", "engine", "theme", "editor", "version", "license", "name", "toc",
      "freeze", "daemon", "error", "debug", "enabled", "warning", "message", "data", "table",
    ]
    let limit = key.count <= 4 ? 1 : 2
    let near = known.filter { Suggestion.distance(from: key, to: $0) <= limit }
    guard !foreign.contains(key), let nearest = Suggestion.nearest(to: key, among: near) else {
      result.otherKeys.append(key)
      return
    }
    reader.fail(
      "unknown \(what) '\(key)'",
      at: place,
      length: key.unicodeScalars.count,
      notes: ["did you mean '\(nearest)'?"]
    )
  }

  private func lines(from first: Int, until end: Int) -> String {
    reader.text.lines.filter { $0.position.line >= first && $0.position.line < end }
      .map(\.text).joined(separator: "\n")
  }

  /// Authors as text, or as mappings with a `name`.
  private mutating func authors(_ node: Node, _ key: String) -> [String] {
    let nodes: [Node]
    if case .sequence(let sequence) = node { nodes = Array(sequence) } else { nodes = [node] }
    return nodes.compactMap { author in
      guard case .mapping(let mapping) = author else { return reader.string(author, key) }
      guard let name = mapping.first(where: { $0.key.scalar?.string == "name" })?.value else {
        reader.fail("an author needs a 'name'", author)
        return nil
      }
      guard case .mapping(let parts) = name else { return reader.string(name, "name") }
      return parts.compactMap { $0.value.scalar?.string }.joined(separator: " ")
    }
  }

  private mutating func readLanguage(_ node: Node) {
    guard let text = reader.string(node, "lang") else { return }
    guard text.wholeMatch(of: /[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*/) != nil else {
      return reader.fail("'lang' must be a language tag such as en or de-CH", node)
    }
    result.language = text
  }

  private mutating func readExecute(_ node: Node) {
    for pair in reader.pairs(of: node, in: "'execute'") {
      result.positions["execute." + pair.key] = pair.at
      let isKnown = CellOptionReader.readShared(
        pair.key,
        pair.value,
        reader: &reader,
        into: &result.execute
      )
      if !isKnown {
        keep(pair.key, pair.at, among: Self.executeKeys, what: "key of 'execute'")
      }
    }
  }

  private mutating func readFormat(_ node: Node) {
    guard case .mapping = node else { return }
    for pair in reader.pairs(of: node, in: "'format'") where pair.key == "html" {
      guard case .mapping = pair.value else { continue }
      for inner in reader.pairs(of: pair.value, in: "'format.html'") {
        readFormat(inner.key, inner.at, inner.value)
      }
    }
  }

  private mutating func readFormat(_ key: String, _ place: SourcePosition, _ node: Node) {
    result.positions["format.html." + key] = place
    switch key {
    case "toc": result.format.tableOfContents = reader.bool(node, key) ?? true
    case "toc-depth": result.format.tableOfContentsDepth = reader.whole(node, key, in: 1...6) ?? 3
    case "number-sections": result.format.numbersSections = reader.bool(node, key) ?? false
    case "code-fold", "code-summary", "fig-width", "fig-height":
      _ = CellOptionReader.readShared(key, node, reader: &reader, into: &result.execute)
    default: keep(key, place, among: Self.formatKeys, what: "key of 'format.html'")
    }
  }

  private mutating func readSettings(_ node: Node) {
    for pair in reader.pairs(of: node, in: "'tangent'") {
      result.positions["tangent." + pair.key] = pair.at
      readSetting(pair.key, pair.at, pair.value)
    }
  }

  private mutating func readSetting(_ key: String, _ place: SourcePosition, _ node: Node) {
    switch key {
    case "seed": result.settings.seed = reader.whole(node, key, in: 0...UInt64.max)
    case "precision": readPrecision(node)
    case "threads": result.settings.threads = reader.whole(node, key, in: 1...1024)
    case "timeout": result.settings.timeout = reader.seconds(node, key)
    case "max-memory": result.settings.maxMemory = reader.memory(node, key)
    case "inputs": result.settings.inputs = reader.strings(node, key)
    default:
      reader.unknown(key, at: place, what: "key of 'tangent'", among: Self.settingKeys)
    }
  }

  private mutating func readPrecision(_ node: Node) {
    switch reader.string(node, "precision") {
    case "float32", "f32", "single": result.settings.precision = .float32
    case "float64", "f64", "double": result.settings.precision = .float64
    case nil: break
    default: reader.fail("'precision' must be float32 or float64", node)
    }
  }

  private mutating func readParameters(_ node: Node) {
    for pair in reader.pairs(of: node, in: "'params'") {
      result.positions["params." + pair.key] = pair.at
      guard pair.key.wholeMatch(of: /[\p{L}_][\p{L}\p{N}_]*/) != nil else {
        reader.fail(
          "the parameter '\(pair.key)' cannot be written in Swift",
          at: pair.at,
          length: pair.key.unicodeScalars.count,
          notes: ["a name begins with a letter and holds letters, digits and '_'"]
        )
        continue
      }
      guard let value = ParameterReader.value(of: pair.value, reader: &reader) else { continue }
      result.parameters.append(Parameter(name: pair.key, value: value, position: pair.at))
    }
  }
}

import Yams

/// YAML that stands in a notebook: its lines and the place of each.
struct SettingsText {
  /// One line of YAML with the place of its first character.
  struct Line {
    var text: String
    var position: SourcePosition
  }

  var lines: [Line]

  /// The place in the notebook of a place in the YAML.
  func position(of mark: Mark?) -> SourcePosition {
    let first = lines.first?.position ?? SourcePosition(line: 1, column: 1)
    guard let mark, mark.line >= 1 else { return first }
    guard mark.line <= lines.count else {
      guard let last = lines.last else { return first }
      return SourcePosition(
        line: last.position.line,
        column: last.position.column + last.text.unicodeScalars.count
      )
    }
    let line = lines[mark.line - 1]
    return SourcePosition(
      line: line.position.line,
      column: line.position.column + max(0, mark.column - 1)
    )
  }

  /// Composes the YAML to a tree.
  ///
  /// - Throws: `SettingsError` with the place of what is wrong.
  func composed() throws(SettingsError) -> Node? {
    try refuseDangerousShapes()
    do {
      // The encoding is stated since Yams would ask the environment for it.
      let text = lines.map(\.text).joined(separator: "\n")
      return try Yams.compose(yaml: text, .default, .default, .utf8)
    } catch let error as YamlError {
      throw SettingsError(error, in: self)
    } catch {
      throw SettingsError("cannot be read as YAML: \(error)", at: position(of: nil))
    }
  }
}

/// What is wrong with YAML, and where.
struct SettingsError: Error {
  var message: String
  var position: SourcePosition
  var length = 1
  var notes: [String] = []

  init(
    _ message: String,
    at position: SourcePosition,
    length: Int = 1,
    notes: [String] = []
  ) {
    self.message = message
    self.position = position
    self.length = length
    self.notes = notes
  }

  init(_ error: YamlError, in text: SettingsText) {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let about = context.map { $0.text.isEmpty ? "" : " \($0.text)" } ?? ""
      self.init("not well-formed YAML: \(problem)\(about)", at: text.position(of: mark))
      if problem.contains("mapping values are not allowed") {
        notes = ["text that holds a colon must stand in quotes"]
      }
    case .duplicatedKeysInMapping(let duplicates, let context):
      let key = duplicates.first ?? ""
      self.init(
        "the key '\(key)' stands more than once",
        at: text.position(of: context.mark),
        length: key.count
      )
    case .reader(let problem, _, _, _):
      self.init("not well-formed YAML: \(problem)", at: text.position(of: nil))
    default:
      self.init("not well-formed YAML: \(error)", at: text.position(of: nil))
    }
  }
}

extension SettingsText {
  private static let deepest = 40

  /// Refuses nesting that would exhaust the stack of the YAML reader.
  private func refuseDangerousShapes() throws(SettingsError) {
    var open = 0
    var indents: [Int] = []
    for line in lines {
      var depth = 0
      let bytes = Array(line.text.utf8)
      var index = 0
      while index < bytes.count, [0x20, 0x2D, 0x3F].contains(bytes[index]) {
        if bytes[index] != 0x20 { depth += 1 }
        index += 1
      }
      if index < bytes.count {
        while let last = indents.last, last >= index { indents.removeLast() }
        indents.append(index)
      }
      for byte in bytes {
        if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { open += 1 }
        if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { open = max(0, open - 1) }
      }
      let isRule = bytes.dropFirst(index).isEmpty
      if max(open, isRule ? 0 : depth, indents.count) > Self.deepest {
        throw SettingsError(
          "nested deeper than \(Self.deepest) levels",
          at: line.position,
          length: bytes.count
        )
      }
      try refuseAliasKeys(bytes, at: line)
    }
  }

  /// Refuses aliases as keys: comparing such keys may take time without bound.
  private func refuseAliasKeys(_ bytes: [UInt8], at line: Line) throws(SettingsError) {
    guard bytes.contains(UInt8(ascii: "*")) else { return }
    let text = line.text
    guard text.contains(/(^|[\s\[{,?-])\*[^\s,\[\]{}]+\s*:(\s|$)|^\s*\?/) else { return }
    throw SettingsError("an alias cannot be a key", at: line.position, length: bytes.count)
  }
}

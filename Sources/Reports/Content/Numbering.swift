import NotebookModel

/// The numbers of everything that is numbered in a report, and where references lead.
struct Numbering {
  /// What a reference leads to: the element and the words of the link.
  struct Target {
    var id: String
    var text: String
  }

  /// A numbered output of a cell.
  struct Output {
    var kind: String
    var number: Int
    var id: String
  }

  /// The targets of references, by label.
  private(set) var targets: [String: Target] = [:]
  /// The numbered outputs, by cell and by place among the outputs of the cell.
  private(set) var outputs: [Int: [Int: Output]] = [:]
  /// The numbers of tables that are written with pipes, by label.
  private(set) var writtenTables: [String: Int] = [:]
  /// The numbers of equations, by label.
  private(set) var equations: [String: Int] = [:]
  /// The headings in document order.
  private(set) var headings: [Heading] = []
  /// The numbers of footnotes by name, in the order of their first mention.
  private(set) var footnotes: [String: Int] = [:]

  /// A heading with its place in the outline.
  struct Heading {
    var level: Int
    var id: String
    var number: String
    var text: [Inline]
  }

  private var figures = 0
  private var tables = 0
  private var claims = 0
  private var usedIDs: Set<String> = ["claims", "reproduce", "contents", "footnotes"]
  private var sections: [Int] = []
  private var titleComesFirst: Bool
  private let topLevel: Int
  private let numbersSections: Bool

  init(notebook: Notebook, results: NotebookResults) {
    titleComesFirst = notebook.titleHeading != nil
    numbersSections = notebook.frontMatter.format.numbersSections
    let labels = notebook.cells.compactMap(\.label)
    usedIDs.formUnion(labels)
    topLevel = Self.topLevel(of: notebook)
    for cell in notebook.cells { reserveIDs(of: cell, results.cells[cell.index]) }
    visit(notebook.blocks, notebook, results)
    for footnote in notebook.footnotes { mention(footnote.text) }
  }

  /// The level of the highest heading that stays in the body.
  private static func topLevel(of notebook: Notebook) -> Int {
    var levels = notebook.blocks.compactMap { block -> Int? in
      if case .heading(let level, _, _) = block.content { level } else { nil }
    }
    if notebook.titleHeading != nil, !levels.isEmpty { levels.removeFirst() }
    return levels.min() ?? 1
  }

  private mutating func reserveIDs(of cell: Cell, _ result: CellResult?) {
    guard let label = cell.label else { return }
    for number in 0..<(result?.outputs.count ?? 0) { usedIDs.insert("\(label)-\(number + 1)") }
  }

  private mutating func visit(
    _ blocks: [Block],
    _ notebook: Notebook,
    _ results: NotebookResults
  ) {
    for block in blocks {
      switch block.content {
      case .heading(let level, let label, let text): addHeading(level, label, text)
      case .paragraph(let text): mention(text)
      case .cell(let index):
        if index < notebook.cells.count {
          addOutputs(of: notebook.cells[index], results.cells[index])
        }
      case .math(let math): addEquation(math)
      case .table(let table): addTable(table)
      case .list(let list): for item in list.items { visit(item.blocks, notebook, results) }
      case .quote(let inner): visit(inner, notebook, results)
      case .callout(let callout):
        mention(callout.title)
        visit(callout.blocks, notebook, results)
      case .code, .thematicBreak, .html: break
      }
    }
  }

  private mutating func addHeading(_ level: Int, _ label: String?, _ text: [Inline]) {
    mention(text)
    let isTitle = titleComesFirst
    titleComesFirst = false
    if isTitle {
      if let label { targets[label] = Target(id: label, text: text.plainText) }
      return headings.append(Heading(level: 1, id: label ?? "", number: "", text: text))
    }
    let depth = min(6, max(2, level - topLevel + 2))
    let id = label ?? freeID(for: text.plainText)
    usedIDs.insert(id)
    let number = numbersSections ? nextSection(depth - 1) : ""
    headings.append(Heading(level: depth, id: id, number: number, text: text))
    let words = number.isEmpty ? "“\(text.plainText)”" : "Section \(number)"
    if let label { targets[label] = Target(id: id, text: words) }
  }

  private mutating func nextSection(_ depth: Int) -> String {
    sections = Array(sections.prefix(depth))
    while sections.count < depth { sections.append(0) }
    sections[depth - 1] += 1
    return sections.map(String.init).joined(separator: ".")
  }

  private mutating func freeID(for text: String) -> String {
    let lowered = text.prefix(60).lowercased()
    let words = lowered.split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
    let base = words.isEmpty ? "section" : words
    var id = base
    var count = 1
    while usedIDs.contains(id) {
      count += 1
      id = "\(base)-\(count)"
    }
    return id
  }

  private mutating func addEquation(_ math: Math) {
    guard let label = math.label, equations[label] == nil else { return }
    equations[label] = equations.count + 1
    targets[label] = Target(id: label, text: "Equation (\(equations.count))")
  }

  private mutating func addTable(_ table: Table) {
    for row in [table.header] + table.rows { for cell in row { mention(cell) } }
    mention(table.caption)
    guard let label = table.label else { return }
    tables += 1
    writtenTables[label] = tables
    targets[label] = Target(id: label, text: "Table \(tables)")
  }

  /// Finds what is numbered within running text.
  private mutating func mention(_ text: [Inline]) {
    for inline in text {
      switch inline {
      case .math(let math): if math.isDisplay { addEquation(math) }
      case .footnote(let name):
        if footnotes[name] == nil { footnotes[name] = footnotes.count + 1 }
      case .emphasis(let inner), .strong(let inner), .link(_, _, let inner): mention(inner)
      case .text, .softBreak, .lineBreak, .code, .image, .value, .reference, .citation, .html:
        break
      }
    }
  }

  private mutating func addOutputs(of cell: Cell, _ result: CellResult?) {
    for caption in cell.options.figureCaptions + cell.options.tableCaptions { mention(caption) }
    guard cell.options.include, let result else { return }
    let wanted = cell.options.output ? result.outputs : []
    let label = cell.label ?? "cell-\(cell.index + 1)"
    var numbers: [String: [Int]] = [:]
    for (place, output) in wanted.enumerated() {
      guard let kind = kind(of: output, in: cell) else { continue }
      let number = next(kind)
      let among = (numbers[kind] ?? []).count + 1
      numbers[kind, default: []].append(number)
      let isOnly = wanted.count { self.kind(of: $0, in: cell) == kind } == 1
      let id = isOnly ? "\(label)-output" : "\(label)-\(kind.lowercased())-\(among)"
      outputs[cell.index, default: [:]][place] = Output(kind: kind, number: number, id: id)
      targets["\(label)-\(among)"] = Target(id: id, text: "\(kind) \(number)")
    }
    guard let label = cell.label else { return }
    let prefix = Reference.Kind(rawValue: String(label.prefix { $0 != "-" }))
    let preferred = ["fig": "Figure", "tbl": "Table", "claim": "Claim"][prefix?.rawValue ?? ""]
    guard let kind = preferred ?? numbers.keys.sorted().first, let list = numbers[kind],
      let first = list.first, let last = list.last
    else { return }
    let text = first == last ? "\(kind) \(first)" : "\(kind)s \(first)–\(last)"
    let output = outputs[cell.index]?.values.first { $0.number == first && $0.kind == kind }
    targets[label] = Target(id: output?.id ?? label, text: text)
  }

  private func kind(of output: CellOutput, in cell: Cell) -> String? {
    switch output {
    case .figure: return "Figure"
    case .claim: return "Claim"
    case .table:
      let isNamed = cell.label?.hasPrefix("tbl-") ?? false
      return isNamed || !cell.options.tableCaptions.isEmpty ? "Table" : nil
    case .text, .value: return nil
    }
  }

  private mutating func next(_ kind: String) -> Int {
    switch kind {
    case "Figure":
      figures += 1
      return figures
    case "Table":
      tables += 1
      return tables
    default:
      claims += 1
      return claims
    }
  }

  /// How many numbered outputs there are of a kind.
  func count(of kind: String) -> Int {
    outputs.values.reduce(0) { $0 + $1.values.count { $0.kind == kind } }
      + (kind == "Table" ? writtenTables.count : 0)
  }

  /// The numbered output at a place.
  func output(_ cell: Int, _ place: Int) -> Output? { outputs[cell]?[place] }
}

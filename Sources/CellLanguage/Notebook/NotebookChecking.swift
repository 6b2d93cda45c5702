import SwiftDiagnostics
import SwiftOperators
import SwiftParser
import SwiftParserDiagnostics
import SwiftSyntax

/// Parses and checks the parts of a notebook in document order.
final class NotebookChecking {
  private let checker: Checker
  private let program = NotebookProgram()
  private let registry: BindingRegistry
  private var failed: Set<Int> = []

  init(_ registry: BindingRegistry) {
    self.registry = registry
    checker = Checker(registry: registry, library: StandardLibrary.registry)
  }

  func check(_ cells: [CellSource], _ inlines: [InlineSource], _ parameters: [Parameter])
    -> NotebookProgram
  {
    declare(parameters)
    var order: [(Int, () -> Void)] = []
    let trees = cells.map { parse($0) }
    for (position, cell) in cells.enumerated() {
      let tree = trees[position]
      order.append(
        (
          cell.index,
          { self.check(cell, tree, later: Array(zip(cells, trees).dropFirst(position + 1))) }
        )
      )
    }
    for (index, step) in order {
      for inline in inlines where inline.afterCell < index && !done.contains(inline.id) {
        check(inline)
      }
      step()
    }
    for inline in inlines where !done.contains(inline.id) { check(inline) }
    // All cells are parsed before the first is checked.
    program.diagnostics.sort { ($0.line, $0.column) < ($1.line, $1.column) }
    lower()
    return program
  }

  private var done: Set<Int> = []
  private var bodies: [(index: Int, statements: [Statement], context: FunctionContext)] = []
  private var values: [(id: Int, value: Expression, context: FunctionContext)] = []

  // MARK: Parameters

  private func declare(_ parameters: [Parameter]) {
    guard !parameters.isEmpty else { return }
    let typed = parameters.map { ($0.name, NotebookChecking.value($0.value)) }
    let type = Type.tuple(typed.map { Type.TupleElement(label: $0.0, type: $0.1.1) })
    let variable = checker.declare("params", type, isMutable: false, .nowhere)
    if let index = variable.globalIndex {
      program.parameters = (index, .record(Record(typed.map(\.1.0))))
    }
  }

  /// A parameter's value and type; whole numbers among others count as `Double`.
  static func value(_ parameter: ParameterValue) -> (Value, Type) {
    switch parameter {
    case .int(let value): return (.int(value), .int)
    case .double(let value): return (.double(value), .double)
    case .string(let value): return (.string(value), .string)
    case .bool(let value): return (.bool(value), .bool)
    case .array(let elements):
      let found = elements.map { value($0) }
      guard let first = found.first else { return (.array([]), .array(.double)) }
      if found.contains(where: { $0.1 == .double }),
        found.allSatisfy({ $0.1 == .int || $0.1 == .double })
      {
        return (
          .doubles(
            found.map {
              if case .int(let value) = $0.0 {
                Double(value)
              } else if case .double(let value) = $0.0 {
                value
              } else {
                0
              }
            }
          ),
          .array(.double)
        )
      }
      return (Value.array(packing: found.map(\.0)), .array(first.1))
    }
  }

  // MARK: Parsing

  private struct Parsed {
    var file: SourceFileSyntax
    var source: Int32
    var isGood: Bool
  }

  private func parse(_ cell: CellSource) -> Parsed {
    let map = SourceMap(
      path: cell.path,
      name: cell.name,
      text: cell.text,
      lines: cell.lines,
      cell: cell.index
    )
    return parse(cell.text, map)
  }

  private func parse(_ text: String, _ map: SourceMap) -> Parsed {
    let source = Int32(program.sources.count)
    program.sources.append(map)
    if let offset = BracketDepth.firstTooDeep(text) {
      let at = Place(source: source, offset: Int32(clamping: offset), length: 1)
      emit(TreeDepth.finding(at))
      return Parsed(file: SourceFileSyntax(statements: []), source: source, isGood: false)
    }
    var parser = Parser(text, maximumNestingLevel: 200)
    let file = SourceFileSyntax.parse(from: &parser)
    var isGood = true
    // First, because nothing that follows a tree by calling itself may see one that is too deep.
    let deep = TreeDepth.firstTooDeep(Syntax(file))
    let uneven = deep == nil ? NotebookChecking.unevenEqual(file) : nil
    if let uneven {
      let offset = uneven.positionAfterSkippingLeadingTrivia.utf8Offset
      let at = Place(source: source, offset: Int32(clamping: offset), length: 1)
      let message = "'=' must have consistent whitespace on both sides"
      emit(.init(place: at, message: message, notes: []))
      isGood = false
    }
    let isSafe = deep == nil && uneven == nil
    for diagnostic in isSafe ? ParseDiagnosticsGenerator.diagnostics(for: file).prefix(20) : []
    where diagnostic.diagMessage.severity == .error {
      let node = diagnostic.node
      let at = Place(
        source: source,
        offset: Int32(clamping: diagnostic.position.utf8Offset),
        length: Int32(
          clamping: max(
            1,
            node.position == diagnostic.position
              || node.positionAfterSkippingLeadingTrivia == diagnostic.position
              ? node.trimmedLength.utf8Length : 1
          )
        )
      )
      emit(.init(place: at, message: diagnostic.message, notes: diagnostic.notes.map(\.message)))
      isGood = false
    }
    if let deep {
      let at = Place(
        source: source,
        offset: Int32(clamping: deep.positionAfterSkippingLeadingTrivia.utf8Offset),
        length: 1
      )
      emit(TreeDepth.finding(at))
      isGood = false
    }
    guard isGood else { return Parsed(file: file, source: source, isGood: false) }
    let folded = OperatorTable.standardOperators.foldAll(file) { error in
      let diagnostic = error.asDiagnostic
      let at = Place(
        source: source,
        offset: Int32(clamping: diagnostic.node.positionAfterSkippingLeadingTrivia.utf8Offset),
        length: Int32(clamping: diagnostic.node.trimmedLength.utf8Length)
      )
      self.emit(
        .init(
          place: at,
          message: diagnostic.message,
          notes: diagnostic.message.contains("**") ? ["for a power use pow(x, y)"] : []
        )
      )
      isGood = false
    }
    return Parsed(file: folded.as(SourceFileSyntax.self) ?? file, source: source, isGood: isGood)
  }

  /// An `=` whose blanks are uneven; the parser's own message about it can end the program.
  private static func unevenEqual(_ file: SourceFileSyntax) -> TokenSyntax? {
    file.tokens(viewMode: .sourceAccurate).first {
      $0.tokenDiagnostic?.kind == .equalMustHaveConsistentWhitespaceOnBothSides
    }
  }

  private func emit(_ finding: Checker.Finding) {
    let index = Int(finding.place.source)
    guard program.sources.indices.contains(index) else { return }
    let map = program.sources[index]
    let diagnostic = map.diagnostic(
      finding.place,
      finding.message,
      notes: finding.notes,
      severity: finding.severity
    )
    if !program.diagnostics.contains(diagnostic) { program.diagnostics.append(diagnostic) }
  }

  // MARK: Cells

  private func check(_ cell: CellSource, _ tree: Parsed, later: [(CellSource, Parsed)]) {
    let before = program.diagnostics.count
    guard tree.isGood else {
      failed.insert(cell.index)
      program.cells[cell.index] = .init(
        code: nil,
        reads: [],
        writes: Set(NotebookChecking.names(declaredIn: tree.file))
      )
      for name in NotebookChecking.names(declaredIn: tree.file)
      where checker.globalScope.names[name] == nil {
        _ = checker.declare(name, .error, isMutable: true, .nowhere)
      }
      return
    }
    prepare(cell, tree, later)
    let context = checker.context
    let statements = checker.checkStatements(tree.file.statements)
    finishChecking()
    var found = NotebookProgram.Cell()
    let own = Set(NotebookChecking.names(declaredIn: tree.file)).union(
      statements.flatMap(NotebookChecking.names(declaredBy:))
    )
    let (used, changed) = withEffects(checker.usedGlobals, checker.changedGlobals)
    found.reads = used.subtracting(own)
    found.writes = own.union(changed)
    program.cells[cell.index] = found
    if program.diagnostics.count == before, !failed.contains(cell.index) {
      bodies.append((cell.index, statements, context))
    } else {
      failed.insert(cell.index)
    }
  }

  private func prepare(_ cell: CellSource, _ tree: Parsed, _ later: [(CellSource, Parsed)]) {
    checker.source = tree.source
    checker.cell = cell.index
    checker.context = FunctionContext(.cell, cell.name, parent: nil)
    checker.context.place = Place(source: tree.source, offset: 0, length: 1)
    checker.scope = checker.globalScope
    (checker.usedGlobals, checker.changedGlobals) = ([], [])
    checker.declaredLater = [:]
    for (other, tree) in [(cell, tree)] + later {
      for (name, position) in NotebookChecking.positions(declaredIn: tree.file)
      where checker.declaredLater[name] == nil {
        let place = Place(source: tree.source, offset: Int32(clamping: position), length: 1)
        let line = program.sources[Int(tree.source)].diagnostic(place, "", notes: []).line
        checker.declaredLater[name] = (
          other.index, other.index == cell.index ? "this cell" : "'\(other.name)'", line
        )
      }
    }
  }

  /// Does the checks that had to wait for all types, and gives out what was found.
  private func finishChecking() {
    let waiting = checker.pending
    checker.pending = []
    for check in waiting { check() }
    // One message for one place: what follows from the first says nothing new.
    var places: Set<Place> = []
    for finding in checker.found.sorted(by: { $0.place.offset < $1.place.offset })
    where places.insert(finding.place).inserted { emit(finding) }
    checker.found = []
  }

  private func withEffects(_ used: Set<String>, _ changed: Set<String>) -> (
    Set<String>, Set<String>
  ) {
    var (used, changed) = (used, changed)
    var waiting = Array(used)
    var seen: Set<String> = []
    while let name = waiting.popLast() {
      guard seen.insert(name).inserted, let effects = checker.effects[name] else { continue }
      used.formUnion(effects.used)
      changed.formUnion(effects.changed)
      waiting += effects.used
    }
    return (used, changed)
  }

  // MARK: Inline values

  private func check(_ inline: InlineSource) {
    done.insert(inline.id)
    let path = inline.path.isEmpty ? program.sources.first?.path ?? "" : inline.path
    let prefix = "_("
    let map = SourceMap(
      path: path,
      name: "inline value",
      text: inline.text,
      lines: [.init(line: inline.line, column: inline.column)],
      inline: inline.id,
      offset: prefix.utf8.count
    )
    let before = program.diagnostics.count
    let tree = parse(prefix + inline.text + ")", map)
    program.inlines[inline.id] = .init()
    guard tree.isGood else { return }
    checker.source = tree.source
    checker.context = FunctionContext(.cell, "inline value", parent: nil)
    checker.scope = Scope(checker.globalScope)
    (checker.usedGlobals, checker.changedGlobals, checker.declaredLater) = ([], [], [:])
    let call = tree.file.statements.first?.item.as(ExprSyntax.self)?.as(FunctionCallExprSyntax.self)
    guard tree.file.statements.count == 1, let call, call.trailingClosure == nil,
      let first = call.arguments.first
    else {
      emit(
        .init(
          place: Place(source: tree.source, offset: Int32(prefix.utf8.count), length: 1),
          message: "an inline value is one expression, and after a comma a format",
          notes: []
        )
      )
      return
    }
    let value = checker.check(first.expression)
    let type = checker.settle(value.type)
    let format = format(call, type)
    finishChecking()
    checker.scope = checker.globalScope
    var found = NotebookProgram.Inline(code: nil, type: type, format: format)
    found.reads = withEffects(checker.usedGlobals, []).0
    program.inlines[inline.id] = found
    if program.diagnostics.count == before { values.append((inline.id, value, checker.context)) }
  }

  private func format(_ call: FunctionCallExprSyntax, _ type: Type) -> InlineFormat? {
    guard call.arguments.count > 1, let argument = call.arguments.dropFirst().first else {
      return nil
    }
    let written = argument.expression.as(FunctionCallExprSyntax.self)
    let member = (written?.calledExpression ?? argument.expression).as(MemberAccessExprSyntax.self)
    guard call.arguments.count == 2, let name = member?.declName.baseName.text, member?.base == nil
    else {
      checker.report(
        argument,
        "expected a format such as .fixed(3), .scientific(3), .significant(3) or .percent(1)"
      )
      return nil
    }
    var digits = 2
    if let literal = written?.arguments.first?.expression.as(IntegerLiteralExprSyntax.self) {
      digits = Int(literal.literal.text) ?? 2
    }
    guard let format = InlineFormat(name, min(max(0, digits), 30)) else {
      let near = Suggestions.nearest(to: name, in: InlineFormat.names)
      checker.report(
        argument,
        "unknown format '.\(name)'",
        notes: [
          near.map { "did you mean '.\($0)'?" }
            ?? "the formats are .fixed(n), .scientific(n), .significant(n) and .percent(n)"
        ]
      )
      return nil
    }
    if !type.isError, Numbers.kind(type) == nil {
      checker.report(argument, "the format is for numbers, but the value is of type '\(type)'")
    }
    return format
  }

  // MARK: Lowering

  private func lower() {
    program.globalCount = checker.globals.count
    program.describer = Describer(
      structures: checker.structures,
      enumerations: checker.enumerations
    )
    program.displays = registry.types.mapValues(\.display)
    let lowerer = Lowerer(solver: checker.solver, describer: program.describer)
    for body in bodies {
      program.cells[body.index]?.code = lowerer.lower(
        body.statements,
        name: "cell",
        context: body.context
      )
    }
    for value in values {
      program.inlines[value.id]?.code = lowerer.lower(
        [.returnValue(value.value)],
        name: "inline value",
        context: value.context,
        result: value.value.type
      )
    }
  }

  // MARK: Declared names

  static func names(declaredIn file: SourceFileSyntax) -> [String] {
    positions(declaredIn: file).map(\.name)
  }

  private static func positions(declaredIn file: SourceFileSyntax) -> [(
    name: String, position: Int
  )] {
    var found: [(String, Int)] = []
    for item in file.statements {
      guard case .decl(let declaration) = item.item else { continue }
      if let variables = declaration.as(VariableDeclSyntax.self) {
        for binding in variables.bindings {
          for token in binding.pattern.tokens(viewMode: .sourceAccurate) {
            if case .identifier(let name) = token.tokenKind {
              found.append((name, token.positionAfterSkippingLeadingTrivia.utf8Offset))
            }
          }
        }
      }
      let token =
        declaration.as(FunctionDeclSyntax.self)?.name ?? declaration.as(StructDeclSyntax.self)?.name
        ?? declaration.as(EnumDeclSyntax.self)?.name
      if let token {
        found.append((token.text, token.positionAfterSkippingLeadingTrivia.utf8Offset))
      }
    }
    return found
  }

  /// Names that statements other than declarations declare: those of `guard`.
  private static func names(declaredBy statement: Statement) -> [String] {
    guard case .guardElse(let conditions, _) = statement else { return [] }
    return conditions.compactMap {
      if case .unwrap(.bind(let variable), _) = $0 { variable.name } else { nil }
    }
  }
}

/// Finds brackets that are nested more deeply than the parser can look ahead in reasonable time.
///
/// It counts the brackets of texts and comments too; a hundred open ones are too many anywhere. Each
/// open square bracket doubles the work of the parser, which tries it as a type and as a list.
enum BracketDepth {
  static let limit = 100
  static let squareLimit = 12

  /// The offset of the first bracket that is too deep.
  static func firstTooDeep(_ text: String) -> Int? {
    var (depth, squares) = (0, 0)
    for (offset, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        if byte == UInt8(ascii: "[") { squares += 1 }
        if depth > limit || squares > squareLimit { return offset }
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth = max(0, depth - 1)
        if byte == UInt8(ascii: "]") { squares = max(0, squares - 1) }
      default: break
      }
    }
    return nil
  }
}

/// Finds code that is nested more deeply than the checker follows.
enum TreeDepth {
  static func finding(_ place: Place) -> Checker.Finding {
    .init(
      place: place,
      message: "the code is nested too deeply or an expression is too long",
      notes: ["break it into steps with 'let'"]
    )
  }

  /// The most levels of syntax, and the most operators in one expression.
  static let limit = 1_000

  static func firstTooDeep(_ root: Syntax) -> Syntax? {
    var stack = [(root, 0)]
    while let (node, depth) = stack.popLast() {
      if depth > limit { return node }
      if let sequence = node.as(SequenceExprSyntax.self), sequence.elements.count > limit {
        return node
      }
      for child in node.children(viewMode: .sourceAccurate) { stack.append((child, depth + 1)) }
    }
    return nil
  }
}

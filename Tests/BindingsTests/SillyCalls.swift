import CellLanguage
import Tangent

/// Writes calls of registered declarations with arguments of the right type and no sense.
struct SillyCalls {
  let declarations: [RegisteredDeclaration]
  let builderElements: [String: String]
  /// The names of variables of the cells before, by type.
  let variables: [String: [String]]
  private(set) var random: RandomStream

  /// The declarations that give a value of a type and need none, by that type.
  private let makers: [String: [RegisteredDeclaration]]

  init(
    _ registry: BindingRegistry,
    variables: [String: [String]],
    seed: UInt64
  ) {
    declarations = registry.declarations
    builderElements = registry.builderElements
    self.variables = variables
    random = RandomStream(seed: seed, "silly calls")
    makers = Dictionary(
      grouping: declarations.filter { $0.isStatic && $0.result == $0.owner },
      by: \.result
    )
  }

  /// A call of a declaration.
  mutating func call(_ declaration: RegisteredDeclaration, depth: Int = 3) -> String {
    let types = generics(declaration)
    let owner = declaration.owner ?? ""
    let base =
      declaration.isStatic || owner.isEmpty ? owner : expression(owner, depth: depth - 1)
    if declaration.kind == .property { return "\(base).\(declaration.name)" }
    var arguments: [String] = []
    for parameter in declaration.parameters {
      if parameter.hasDefault, chance(3) { continue }
      let label = parameter.label.map { $0 + ": " } ?? ""
      arguments.append(label + argument(parameter, types, depth: depth - 1))
    }
    if declaration.kind == .subscript { return "\(base)[\(arguments.joined(separator: ", "))]" }
    if declaration.kind == .initializer {
      return "\(owner)(\(arguments.joined(separator: ", ")))"
    }
    if declaration.isPrefix { return "\(declaration.name)\(arguments[0])" }
    if !(declaration.name.first?.isLetter ?? true) {
      return arguments.joined(separator: " \(declaration.name) ")
    }
    let name = owner.isEmpty ? declaration.name : "\(base).\(declaration.name)"
    return "\(name)(\(arguments.joined(separator: ", ")))"
  }

  /// Types for the generic parameters of a declaration.
  private mutating func generics(_ declaration: RegisteredDeclaration) -> [String: String] {
    var types: [String: String] = [:]
    for name in ["P", "Row", "Column"] where declaration.generics.contains("\(name): SweepPoint") {
      types[name] = pick(["Int", "Double", "String", "Bool"])
    }
    return types
  }

  private mutating func argument(
    _ parameter: RegisteredDeclaration.Parameter,
    _ generics: [String: String],
    depth: Int
  ) -> String {
    if let builder = parameter.builder {
      return list(of: builderElements[builder] ?? "Int", depth: depth)
    }
    var type = parameter.type
    for (name, chosen) in generics {
      type = type.replacing("[\(name)]", with: "[\(chosen)]")
    }
    return expression(type, depth: depth)
  }

  // MARK: Expressions

  /// An expression of a type.
  mutating func expression(_ type: String, depth: Int) -> String {
    if let arrow = type.firstRange(of: "-> ") {
      return closure(type, String(type[arrow.upperBound...]))
    }
    if type.hasSuffix("?") {
      return chance(3) ? "nil" : expression(String(type.dropLast()), depth: depth)
    }
    if type.hasPrefix("[") {
      return array(of: String(type.dropFirst().dropLast()), depth: depth)
    }
    if let simple = Self.simple[type] { return pick(simple) }
    if let kinds = Self.conformers[type] { return expression(pick(kinds), depth: depth) }
    let known = variables[type] ?? []
    let making = makers[type] ?? []
    if making.isEmpty || depth <= 0 && !known.isEmpty || !known.isEmpty && !chance(3) {
      return known.isEmpty ? "(0 as Int)" : pick(known)
    }
    let few = depth > 0 ? making : making.filter { $0.parameters.count < 2 }
    return call(pick(few.isEmpty ? making : few), depth: depth)
  }

  private mutating func array(of type: String, depth: Int) -> String {
    let count = pick([0, 1, 2, 2, 3, 5])
    let elements = (0..<count).map { _ in expression(type, depth: depth) }
    return "([\(elements.joined(separator: ", "))] as [\(type)])"
  }

  /// A closure that gives something, or stops at an index that is not there.
  private mutating func closure(_ type: String, _ result: String) -> String {
    let count = type.prefix { $0 != ")" }.filter { $0 == "," }.count + 1
    let names = Array(repeating: "_", count: count).joined(separator: ", ")
    let value = expression(result, depth: 0)
    return chance(4)
      ? "{ \(names) in [\(value)][3] }" : "{ \(names) in \(value) }"
  }

  /// The elements of a builder.
  private mutating func list(of element: String, depth: Int) -> String {
    let count = pick([0, 1, 1, 2, 3])
    let lines = (0..<count).map { _ in expression(element, depth: depth) }
    return "{\n\(lines.joined(separator: "\n"))\n}"
  }

  // MARK: Choices

  private mutating func pick<T>(_ choices: [T]) -> T {
    choices[Int(random.nextUInt64() % UInt64(choices.count))]
  }

  private mutating func chance(_ one: UInt64) -> Bool { random.nextUInt64() % one == 0 }

  private static let simple: [String: [String]] = [
    "Int": [
      "0", "1", "2", "3", "4", "(-1)", "7", "1000", "1_000_000_007", "Int.max", "Int.min",
    ],
    "UInt64": ["0", "1", "18_446_744_073_709_551_615"],
    "Double": [
      "0.0", "1.0", "(-1.0)", "0.5", "2.0", "1e-320", "1e300", "(-1e300)", "Double.nan",
      "Double.infinity", "(-Double.infinity)",
    ],
    "Bool": ["true", "false"],
    "String": ["\"\"", "\"a\"", "\"loss\"", "\"$\\\\frac{\"", "\"é🙂\\n\"", "\"<&>\""],
    "Range<Int>": ["0..<1", "0..<0", "(-3)..<2", "1..<Int.max", "Int.min..<Int.max"],
    "ClosedRange<Double>": [
      "0.0...1.0", "1.0...1.0", "(-1e300)...1e300", "0.0...Double.infinity", "1.0...1000.0",
    ],
  ]

  private static let conformers: [String: [String]] = [
    "any PlottableSeries": ["Series", "Sweep"],
    "any NetworkComponent": ["Dense", "ReLU", "Erf", "Polynomial", "Monomial", "Sin", "LeakyReLU"],
    "any Mark": [
      "Line", "Points", "Curve", "ErrorBars", "Band", "SlopeGuide", "HorizontalRule",
      "VerticalRule", "Histogram", "HeatMap",
    ],
  ]
}

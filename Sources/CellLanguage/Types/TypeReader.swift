import SwiftParser
import SwiftSyntax

/// Reads types and signatures from syntax.
struct TypeReader {
  let registry: BindingRegistry
  /// The names of the types that cells declare.
  var declared: Set<String> = []
  /// Generic parameters and other names in scope.
  var scope: [String: Type] = [:]
  /// Called for a name that is no type, with the names that are.
  var unknown: (String, any SyntaxProtocol, [String]) -> Void = { _, _, _ in }
  /// Called for a form that the language has not.
  var unsupported: (String, any SyntaxProtocol) -> Void = { _, _ in }

  init(registry: BindingRegistry) { self.registry = registry }

  /// The number of generic arguments of Swift's own types.
  static let arity: [String: Int] = [
    "Int": 0, "UInt64": 0, "Double": 0, "Float": 0, "Bool": 0, "String": 0, "Substring": 0,
    "Character": 0, "Void": 0, "Never": 0, "Array": 1, "ArraySlice": 1, "Set": 1, "Dictionary": 2,
    "Optional": 1, "Range": 1, "ClosedRange": 1, "PartialRangeFrom": 1, "PartialRangeUpTo": 1,
    "PartialRangeThrough": 1, "Zip2Sequence": 2, "EnumeratedSequence": 1, "ReversedCollection": 1,
    "StrideTo": 1, "StrideThrough": 1, "Keys": 1, "Values": 1, "FlattenSequence": 1,
    "Any": 0, "CVarArg": 0, "Indices": 0, "FloatingPointRoundingRule": 0, "CharacterSet": 0,
  ]

  /// Names of types that Swift has and cells have not, with what to use instead.
  static let replacements: [String: String] = [
    "Int8": "Int", "Int16": "Int", "Int32": "Int", "Int64": "Int", "UInt": "Int or UInt64",
    "UInt8": "Int", "UInt16": "Int", "UInt32": "UInt64", "CGFloat": "Double", "Float16": "Float",
    "Float32": "Float", "Float64": "Double", "AnyObject": "a structure", "Decimal": "Double",
  ]

  /// The name that stands for `S.Element` of a generic parameter until that is known.
  static let dependentElement = "Element of"

  /// Every name of a type that can be written here.
  var allNames: [String] {
    Array(TypeReader.arity.keys) + registry.types.keys + registry.protocols.keys + declared
      + scope.keys + registry.aliases.keys
  }

  func read(_ type: TypeSyntax) -> Type {
    switch type.as(TypeSyntaxEnum.self) {
    case .identifierType(let type): return readIdentifier(type)
    case .arrayType(let type): return .array(read(type.element))
    case .dictionaryType(let type): return .dictionary(read(type.key), read(type.value))
    case .optionalType(let type): return .optional(read(type.wrappedType))
    case .tupleType(let type): return readTuple(type)
    case .functionType(let type): return readFunction(type)
    case .attributedType(let type): return readAttributed(type)
    case .someOrAnyType(let type):
      if type.someOrAnySpecifier.tokenKind == .keyword(.any) {
        if let name = type.constraint.as(IdentifierTypeSyntax.self)?.name.text,
          registry.protocols[name] != nil
        {
          return .existential(name)
        }
        return read(type.constraint)
      }
      unsupported(
        "'some' types are not available in cells; name the type, or use a generic parameter",
        type
      )
      return .error
    case .memberType(let type):
      let text = type.trimmedDescription
      if text == "String.Index" { return .nominal("String.Index", []) }
      if type.name.text == "Element", let base = type.baseType.as(IdentifierTypeSyntax.self),
        let owner = scope[base.name.text]
      {
        return .nominal(TypeReader.dependentElement, [owner])
      }
      unknown(text, type, allNames)
      return .error
    default:
      unsupported("the type '\(type.trimmedDescription)' is not available in cells", type)
      return .error
    }
  }

  private func readIdentifier(_ type: IdentifierTypeSyntax) -> Type {
    let name = type.name.text
    let arguments =
      type.genericArgumentClause?.arguments.map { argument -> Type in
        if case .type(let type) = argument.argument { return read(type) }
        return .error
      } ?? []
    if let found = scope[name] { return found }
    if name == "Void" { return .void }
    if let arity = TypeReader.arity[name] {
      if arity != arguments.count {
        unsupported("'\(name)' takes \(arity) generic argument\(arity == 1 ? "" : "s")", type)
        return .error
      }
      return .nominal(name, arguments)
    }
    if registry.protocols[name] != nil { return .existential(name) }
    if registry.types[name] != nil || declared.contains(name) { return .nominal(name, []) }
    if let text = registry.aliases[name] { return read(TypeReader.parse(text)) }
    unknown(name, type, allNames)
    return .error
  }

  private func readTuple(_ type: TupleTypeSyntax) -> Type {
    let elements = type.elements.map {
      Type.TupleElement(
        label: $0.firstName.flatMap { $0.text == "_" ? nil : $0.text },
        type: read($0.type)
      )
    }
    return elements.count == 1 ? elements[0].type : .tuple(elements)
  }

  private func readFunction(_ type: FunctionTypeSyntax) -> Type {
    var inouts: Set<Int> = []
    let parameters = type.parameters.enumerated().map { index, parameter -> Type in
      var inner = parameter.type
      if let attributed = inner.as(AttributedTypeSyntax.self) {
        if attributed.specifiers.contains(where: { $0.trimmedDescription == "inout" }) {
          inouts.insert(index)
        }
        if attributed.attributes.isEmpty { inner = attributed.baseType }
      }
      return read(inner)
    }
    if let specifiers = type.effectSpecifiers, specifiers.asyncSpecifier != nil {
      unsupported(
        "'async' is not available in cells; functions of a cell run to their end, and 'sweep' runs several at once",
        specifiers
      )
    }
    return .function(
      FunctionType(
        parameters: parameters,
        result: read(type.returnClause.type),
        inoutParameters: inouts
      )
    )
  }

  private func readAttributed(_ type: AttributedTypeSyntax) -> Type {
    let inner = read(type.baseType)
    guard case .function(var function) = inner else { return inner }
    for attribute in type.attributes {
      guard case .attribute(let attribute) = attribute else { continue }
      let name = attribute.attributeName.trimmedDescription
      if name == "Sendable" { function.isSendable = true }
      if registry.builders[name] != nil { function.builder = name }
    }
    return .function(function)
  }

  /// A type from text.
  static func parse(_ text: String) -> TypeSyntax {
    var parser = Parser("let x: \(text)")
    let file = SourceFileSyntax.parse(from: &parser)
    let variable = file.statements.first?.item.as(VariableDeclSyntax.self)
    return variable?.bindings.first?.typeAnnotation?.type
      ?? TypeSyntax(MissingTypeSyntax(placeholder: .identifier("_")))
  }
}

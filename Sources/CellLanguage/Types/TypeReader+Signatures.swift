import SwiftParser
import SwiftSyntax

extension TypeReader {
  /// The signature of a function's declaration.
  mutating func signature(
    name: String,
    generics: GenericParameterClauseSyntax?,
    parameters: FunctionParameterClauseSyntax,
    result: TypeSyntax?,
    requirements: GenericWhereClauseSyntax?,
    isSubscript: Bool = false
  ) -> Signature {
    let outer = scope
    defer { scope = outer }
    var signature = Signature(name: name, parameters: [], result: .void)
    for parameter in generics?.parameters ?? [] {
      let name = parameter.name.text
      scope[name] = .parameter(name)
      let constraints: Set<String> = parameter.inheritedType.map(TypeReader.names(in:)) ?? []
      signature.generics.append(Signature.GenericParameter(name: name, constraints: constraints))
    }
    for parameter in parameters.parameters {
      signature.parameters.append(self.parameter(parameter, isSubscript: isSubscript))
    }
    if let result { signature.result = read(result) }
    for requirement in requirements?.requirements ?? [] {
      switch requirement.requirement {
      case .conformanceRequirement(let found):
        for name in TypeReader.names(in: found.rightType) {
          signature.requirements.append(
            Signature.Requirement.conformance(read(found.leftType), name)
          )
        }
      case .sameTypeRequirement(let found):
        if case .type(let left) = found.leftType, case .type(let right) = found.rightType {
          signature.requirements.append(Signature.Requirement.same(read(left), read(right)))
        }
      case .layoutRequirement: break
      }
    }
    return signature
  }

  private func parameter(_ syntax: FunctionParameterSyntax, isSubscript: Bool)
    -> Signature.Parameter
  {
    let first = syntax.firstName.text
    let name = syntax.secondName?.text ?? first
    var label: String? = first == "_" ? nil : first
    if isSubscript, syntax.secondName == nil { label = nil }
    var type = syntax.type
    var parameter = Signature.Parameter(
      label: label,
      name: name,
      type: .error,
      defaultValue: syntax.defaultValue?.value,
      isVariadic: syntax.ellipsis != nil
    )
    if let attributed = type.as(AttributedTypeSyntax.self) {
      parameter.isInout = attributed.specifiers.contains { $0.trimmedDescription == "inout" }
      if parameter.isInout, attributed.attributes.isEmpty { type = attributed.baseType }
    }
    for attribute in syntax.attributes {
      guard case .attribute(let attribute) = attribute else { continue }
      let name = attribute.attributeName.trimmedDescription
      if registry.builders[name] != nil { parameter.builder = name }
    }
    parameter.type = read(type)
    if let builder = parameter.builder, case .function(var function) = parameter.type {
      function.builder = builder
      parameter.type = .function(function)
    }
    if case .function(let function) = parameter.type, let builder = function.builder {
      parameter.builder = builder
    }
    return parameter
  }

  /// The protocols in a constraint: `A` or `A & B`.
  static func names(in type: TypeSyntax) -> Set<String> {
    if let composition = type.as(CompositionTypeSyntax.self) {
      return Set(composition.elements.flatMap { names(in: $0.type) })
    }
    return [type.trimmedDescription]
  }

  /// The signature of a registered declaration, and nil if its text is not a declaration.
  mutating func signature(of binding: Binding) -> Signature? {
    let text: String
    switch binding.kind {
    case .function: text = binding.signature
    case .initializer: text = binding.signature
    case .subscript: text = binding.signature + " { 0 }"
    case .property, .constant: text = "var \(binding.quotedSignature)"
    }
    var parser = Parser(text)
    guard let item = SourceFileSyntax.parse(from: &parser).statements.first?.item else {
      return nil
    }
    if let function = item.as(FunctionDeclSyntax.self) {
      var signature = signature(
        name: binding.name,
        generics: function.genericParameterClause,
        parameters: function.signature.parameterClause,
        result: function.signature.returnClause?.type,
        requirements: function.genericWhereClause
      )
      signature.isMutating = function.modifiers.contains { $0.name.text == "mutating" }
      return signature
    }
    if let initializer = item.as(InitializerDeclSyntax.self) {
      var signature = signature(
        name: "init",
        generics: initializer.genericParameterClause,
        parameters: initializer.signature.parameterClause,
        result: nil,
        requirements: initializer.genericWhereClause
      )
      let owner = scope["Self"] ?? .error
      signature.result = initializer.optionalMark == nil ? owner : .optional(owner)
      return signature
    }
    if let found = item.as(SubscriptDeclSyntax.self) {
      return signature(
        name: "subscript",
        generics: found.genericParameterClause,
        parameters: found.parameterClause,
        result: found.returnClause.type,
        requirements: found.genericWhereClause,
        isSubscript: true
      )
    }
    if let type = item.as(VariableDeclSyntax.self)?.bindings.first?.typeAnnotation?.type {
      return Signature(name: binding.name, parameters: [], result: read(type))
    }
    return nil
  }
}

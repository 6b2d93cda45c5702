import SwiftParser
import SwiftSyntax

/// A registered declaration taken apart, for those who go through all of them.
package struct RegisteredDeclaration: Sendable {
  /// What sort of declaration it is.
  package enum Kind: Sendable { case function, initializer, property, `subscript` }

  /// One parameter as it is written.
  package struct Parameter: Sendable {
    /// The label at the call, or nil for none; operands have none.
    package let label: String?
    /// The type as text, without attributes of the parameter.
    package let type: String
    /// The result builder of a closure parameter.
    package let builder: String?
    /// Whether any number of arguments may be given.
    package let isVariadic: Bool
    /// Whether the argument may be left out.
    package let hasDefault: Bool
  }

  /// What sort of declaration it is.
  package let kind: Kind
  /// The type that it is a member of.
  package let owner: String?
  /// Whether it belongs to the type rather than to its values.
  package let isStatic: Bool
  /// The name without labels.
  package let name: String
  /// The text that was registered.
  package let signature: String
  /// What it does, in a sentence; may be empty.
  package let summary: String
  /// Whether it is an operator before its operand.
  package let isPrefix: Bool
  /// The generic parameters with their angle brackets, or nothing.
  package let generics: String
  /// The parameters in order.
  package let parameters: [Parameter]
  /// The type of the result.
  package let result: String
}

extension BindingRegistry {
  /// The registered types and protocols with their summaries.
  package var typeSummaries: [(name: String, summary: String)] {
    types.values.map { ($0.name, $0.summary) } + protocols.values.map { ($0.name, $0.summary) }
  }

  /// The element types of the result builders, by their names.
  package var builderElements: [String: String] { builders }

  /// Every registered declaration: functions first, then members by owner and name.
  package var declarations: [RegisteredDeclaration] { bindings.compactMap(declaration) }

  /// What is wrong with the registered texts: no declarations, or types that nobody knows.
  package var mistakes: [String] {
    bindings.flatMap { binding in
      var found: [String] = []
      if declaration(binding) == nil { found.append("'\(binding.signature)' does not parse") }
      var reader = TypeReader(registry: self)
      reader.unknown = { name, _, _ in
        found.append("'\(binding.signature)': unknown type '\(name)'")
      }
      reader.unsupported = { text, _ in found.append("'\(binding.signature)': \(text)") }
      if let owner = binding.owner {
        if types[owner] == nil, protocols[owner] == nil {
          found.append("'\(binding.signature)' is a member of the unknown type '\(owner)'")
        }
        reader.scope["Self"] = .nominal(owner, [])
      }
      _ = reader.signature(of: binding)
      return found
    }
  }

  private var bindings: [Binding] {
    let free = functions.sorted { $0.key < $1.key }.flatMap(\.value)
    let tables = [statics, members].flatMap { table in
      table.sorted { $0.key < $1.key }.flatMap { owner in
        owner.value.sorted { $0.key < $1.key }.flatMap(\.value)
      }
    }
    return free + tables
  }

  /// The parts of a declaration, or nil if its text is none.
  private func declaration(_ binding: Binding) -> RegisteredDeclaration? {
    let text: String =
      switch binding.kind {
      case .function, .initializer: binding.signature
      case .subscript: "\(binding.signature) { get }"
      case .property, .constant: "var \(binding.quotedSignature) { get }"
      }
    var parser = Parser("protocol Owner {\n\(text)\n}")
    let file = SourceFileSyntax.parse(from: &parser)
    guard !file.hasError,
      let item = file.statements.first?.item.as(ProtocolDeclSyntax.self)?.memberBlock.members.first
    else { return nil }
    if let function = item.decl.as(FunctionDeclSyntax.self) {
      return declaration(
        binding,
        .function,
        function.signature.parameterClause,
        function.genericParameterClause,
        function.signature.returnClause?.type,
        isPrefix: function.modifiers.contains { $0.name.text == "prefix" }
      )
    }
    if let initializer = item.decl.as(InitializerDeclSyntax.self) {
      return declaration(
        binding,
        .initializer,
        initializer.signature.parameterClause,
        initializer.genericParameterClause,
        nil
      )
    }
    if let found = item.decl.as(SubscriptDeclSyntax.self) {
      return declaration(
        binding,
        .subscript,
        found.parameterClause,
        found.genericParameterClause,
        found.returnClause.type
      )
    }
    let variable = item.decl.as(VariableDeclSyntax.self)
    guard let type = variable?.bindings.first?.typeAnnotation?.type else { return nil }
    return declaration(binding, .property, nil, nil, type)
  }

  private func declaration(
    _ binding: Binding,
    _ kind: RegisteredDeclaration.Kind,
    _ parameters: FunctionParameterClauseSyntax?,
    _ generics: GenericParameterClauseSyntax?,
    _ result: TypeSyntax?,
    isPrefix: Bool = false
  ) -> RegisteredDeclaration {
    RegisteredDeclaration(
      kind: kind,
      owner: binding.owner,
      isStatic: binding.isStatic,
      name: binding.name,
      signature: binding.signature,
      summary: binding.summary,
      isPrefix: isPrefix,
      generics: generics?.trimmedDescription ?? "",
      parameters: parameters?.parameters.map {
        parameter($0, of: kind, isOperator: !(binding.name.first?.isLetter ?? false))
      } ?? [],
      result: result?.trimmedDescription ?? (kind == .initializer ? binding.owner : nil) ?? "Void"
    )
  }

  private func parameter(
    _ syntax: FunctionParameterSyntax,
    of kind: RegisteredDeclaration.Kind,
    isOperator: Bool
  ) -> RegisteredDeclaration.Parameter {
    let first = syntax.firstName.text
    let isUnlabeled =
      first == "_" || isOperator || (kind == .subscript && syntax.secondName == nil)
    let attributes = syntax.attributes.compactMap {
      $0.as(AttributeSyntax.self)?.attributeName.trimmedDescription
    }
    return RegisteredDeclaration.Parameter(
      label: isUnlabeled ? nil : first,
      type: syntax.type.trimmedDescription,
      builder: attributes.first { builders[$0] != nil },
      isVariadic: syntax.ellipsis != nil,
      hasDefault: syntax.defaultValue != nil
    )
  }
}

import CellLanguage

/// A Swift function that takes what a registered declaration says and calls the library's own.
///
/// The rules that make every declaration one function:
/// - arguments are forwarded in order under their labels, defaults are dropped;
/// - a closure may throw in a cell, while the library's short forms take one that does not: `throws`
///   is dropped from the types of closures, and they may escape;
/// - a closure read by a result builder is forwarded as a closure of that builder which lists the
///   elements;
/// - a variadic parameter is forwarded as one argument;
/// - `any P` opens itself where the library takes `some P`.
struct LibraryWrapper {
  let declaration: RegisteredDeclaration

  /// The function under a name; its result must be of the registered type exactly.
  func source(named name: String) -> String {
    let receiver = hasReceiver ? ["_ receiver: \(declaration.owner ?? "")"] : []
    let parameters = declaration.parameters.enumerated().map { index, parameter in
      "_ p\(index): \(type(of: parameter))"
    }
    let list = (receiver + parameters).joined(separator: ", ")
    return """
      func \(name)\(declaration.generics)(\(list)) throws -> \(declaration.result) {
        var result = try \(call)
        return exact(&result, as: \(declaration.result).self)
      }
      """
  }

  private var hasReceiver: Bool { declaration.owner != nil && !declaration.isStatic }

  private func type(of parameter: RegisteredDeclaration.Parameter) -> String {
    guard parameter.type.contains("->") else { return parameter.type }
    return "@escaping " + parameter.type.replacing(" throws", with: "")
  }

  private var arguments: [String] {
    declaration.parameters.enumerated().map { index, parameter in
      let value =
        parameter.builder == nil ? "p\(index)" : "{ for element in p\(index)() { element } }"
      return (parameter.label.map { $0 + ": " } ?? "") + value
    }
  }

  private var call: String {
    let owner = declaration.owner ?? ""
    let base = hasReceiver ? "receiver" : owner
    let list = arguments.joined(separator: ", ")
    switch declaration.kind {
    case .initializer: return "\(owner)(\(list))"
    case .subscript: return "\(base)[\(list)]"
    case .property: return "\(base).\(declaration.name)"
    case .function where !base.isEmpty: return "\(base).\(declaration.name)(\(list))"
    case .function where declaration.isPrefix: return "(\(declaration.name)\(list))"
    case .function where !(declaration.name.first?.isLetter ?? true):
      return "(\(arguments.joined(separator: " \(declaration.name) ")))"
    case .function: return "\(declaration.name)(\(list))"
    }
  }

  /// What the functions share.
  static let prelude = """
    import Tangent

    func exact<T>(_ value: inout T, as type: T.Type) -> T { value }

    """
}

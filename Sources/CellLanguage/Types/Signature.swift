import SwiftSyntax

/// The interface of a function: what a call must fit.
struct Signature: @unchecked Sendable {
  struct Parameter {
    /// The label at the call, or nil for none.
    var label: String?
    var name: String
    var type: Type
    /// The expression to evaluate if the argument is left out.
    var defaultValue: ExprSyntax?
    var isVariadic = false
    var isInout = false
    /// The result builder of a closure parameter.
    var builder: String?
  }

  struct GenericParameter {
    var name: String
    var constraints: Set<String>
  }

  /// A type that must be another, or conform.
  enum Requirement {
    case conformance(Type, String)
    case same(Type, Type)
  }

  var name: String
  var generics: [GenericParameter] = []
  var parameters: [Parameter]
  var result: Type
  var requirements: [Requirement] = []
  var isMutating = false
  var isThrowing = false

  /// The type of the function as a value.
  var functionType: FunctionType {
    FunctionType(
      parameters: parameters.map(\.type),
      result: result,
      inoutParameters: Set(parameters.indices.filter { parameters[$0].isInout })
    )
  }

  /// The name with labels: `sweep(over:repeats:_:)`.
  var fullName: String {
    name + "(" + parameters.map { ($0.label ?? "_") + ":" }.joined() + ")"
  }
}

/// What cells may call: types, functions, methods, properties, static members, initializers.
///
/// One registration gives the call, the check of labels and types, and the help text. A signature
/// is a Swift declaration as text; it is parsed when a cell first uses its name, so hundreds of
/// registrations cost nothing at the start.
///
///     registry.type("Tensor", Tensor.self, summary: "A dense array of numbers.")
///     registry.method(on: "Tensor", "func mean(axis: Int) -> Tensor", summary: "…") {
///       (tensor: Tensor, axis: Int) in try tensor.checkedMean(axis: axis)
///     }
///
/// The body takes `self` first for methods, properties and subscripts, then every parameter in
/// order; parameters with defaults are always passed. A parameter of generic type is a `Value`, of
/// function type a `CellFunction`, of protocol type a `CellExistential`, a variadic one an array.
public struct BindingRegistry: Sendable {
  var types: [String: RegisteredType] = [:]
  var protocols: [String: RegisteredProtocol] = [:]
  var builders: [String: String] = [:]
  var aliases: [String: String] = [:]
  var functions: [String: [Binding]] = [:]
  var members: [String: [String: [Binding]]] = [:]
  var statics: [String: [String: [Binding]]] = [:]
  var order: [String] = []

  /// Makes an empty registry; Swift's own types and functions are always there.
  public init() {}

  /// Registers a library type.
  ///
  /// - Parameters:
  ///   - name: The name in cells.
  ///   - type: The Swift type; make it conform to `CellNative`.
  ///   - summary: One line for `tangent help`.
  ///   - conformsTo: Registered protocols, and of Swift's `Equatable`, `Hashable`, `Comparable`,
  ///     `ExpressibleByFloatLiteral` (then the literal is passed to `init(_: Double)`).
  ///   - display: How the report shows a value; nil shows its description.
  public mutating func type<T: Sendable>(
    _ name: String,
    _ type: T.Type,
    summary: String,
    conformsTo: [String] = [],
    display: (@Sendable (T, DisplayContext) throws -> Display)? = nil
  ) {
    var shown: (@Sendable (any Sendable, DisplayContext) throws -> Display?)?
    if let display {
      shown = { value, context in
        guard let value = value as? T else { return nil }
        return try display(value, context)
      }
    }
    types[name] = RegisteredType(
      name: name,
      summary: summary,
      conformances: conformsTo,
      display: shown
    )
    order.append(name)
  }

  /// Registers a protocol, to be written `any Name` in signatures.
  ///
  /// Library types state their conformance themselves; `conformers` names those of Swift's own
  /// types, such as `Int`, that conform.
  public mutating func protocolType(_ name: String, summary: String, conformers: [String] = []) {
    protocols[name] = RegisteredProtocol(name: name, summary: summary, conformers: conformers)
    order.append(name)
  }

  /// Registers a result builder: `@Name` before a closure parameter in a signature.
  ///
  /// Within such a closure every expression statement is an element; `let`, `if`, `for` and
  /// `switch` stand as in Swift, and arrays of elements are flattened. The closure returns an array.
  ///
  /// - Parameters:
  ///   - name: The name of the attribute, without `@`.
  ///   - element: The type of an element as it is written in a signature, such as `any Mark`.
  public mutating func resultBuilder(_ name: String, element: String) { builders[name] = element }

  /// Registers another name for a type as it is written in a signature.
  public mutating func typeAlias(_ name: String, _ type: String) { aliases[name] = type }
}

/// A library type in the registry.
struct RegisteredType: Sendable {
  let name: String
  let summary: String
  let conformances: [String]
  let display: (@Sendable (any Sendable, DisplayContext) throws -> Display?)?
}

/// A protocol in the registry.
struct RegisteredProtocol: Sendable {
  let name: String
  let summary: String
  let conformers: [String]
}

extension BindingRegistry {
  /// Registers a function or operator: `func sweep<P>(over points: [P], …) -> Sweep`.
  public mutating func function<each A: CellConvertible, R: CellConvertible>(
    _ signature: String,
    summary: String = "",
    _ body: @escaping @Sendable (repeat each A) throws -> R
  ) {
    add(.function, nil, false, signature, summary, Binding.erased(body))
  }

  /// Registers a function that returns nothing.
  public mutating func function<each A: CellConvertible>(
    _ signature: String,
    summary: String = "",
    _ body: @escaping @Sendable (repeat each A) throws -> Void
  ) {
    add(.function, nil, false, signature, summary, Binding.erased(body))
  }

  /// Registers a constant: `name: Type`.
  public mutating func constant<R: CellConvertible>(
    _ signature: String,
    summary: String = "",
    _ value: @escaping @Sendable () throws -> R
  ) {
    add(.constant, nil, false, signature, summary, Binding.erased(value))
  }

  /// Registers a method; the body takes the receiver first.
  ///
  /// The owner may be a registered protocol (then every conforming type has the method) or one of
  /// Swift's own types, such as `[Double]` or `Int`.
  public mutating func method<each A: CellConvertible, R: CellConvertible>(
    on owner: String,
    _ signature: String,
    summary: String = "",
    _ body: @escaping @Sendable (repeat each A) throws -> R
  ) {
    add(.function, owner, false, signature, summary, Binding.erased(body))
  }

  /// Registers an initializer: `init(_ width: Int, weightVariance: Double? = nil)`.
  public mutating func initializer<each A: CellConvertible, R: CellConvertible>(
    of owner: String,
    _ signature: String,
    summary: String = "",
    _ body: @escaping @Sendable (repeat each A) throws -> R
  ) {
    add(.initializer, owner, true, signature, summary, Binding.erased(body))
  }

  /// Registers a property that can be read: `trace: Double`.
  public mutating func property<T: CellConvertible, R: CellConvertible>(
    of owner: String,
    _ signature: String,
    summary: String = "",
    _ body: @escaping @Sendable (T) throws -> R
  ) {
    add(.property, owner, false, signature, summary, Binding.erased(body))
  }

  /// Registers a subscript that can be read: `subscript(_ i: Int, _ j: Int) -> Double`.
  ///
  /// As in Swift, parameters have no label unless the signature names one twice.
  public mutating func `subscript`<each A: CellConvertible, R: CellConvertible>(
    of owner: String,
    _ signature: String,
    summary: String = "",
    _ body: @escaping @Sendable (repeat each A) throws -> R
  ) {
    add(.subscript, owner, false, signature, summary, Binding.erased(body))
  }

  /// Registers a static member or an enumeration's case.
  ///
  /// Either a property (`gaussian`, whose type is the owner's unless told: `zero: Tensor`) or a
  /// function (`func momentum(learningRate: Double) -> Optimizer`).
  public mutating func staticMember<each A: CellConvertible, R: CellConvertible>(
    of owner: String,
    _ signature: String,
    summary: String = "",
    _ body: @escaping @Sendable (repeat each A) throws -> R
  ) {
    let isFunction = signature.hasPrefix("func ") || signature.hasPrefix("@")
    var text = signature
    if !isFunction, !signature.contains(":") { text += ": \(owner)" }
    add(isFunction ? .function : .property, owner, true, text, summary, Binding.erased(body))
  }

  private mutating func add(
    _ kind: Binding.Kind,
    _ owner: String?,
    _ isStatic: Bool,
    _ signature: String,
    _ summary: String,
    _ invoke: @escaping @Sendable ([Value]) throws -> Value
  ) {
    add(kind, owner, isStatic, signature, summary, body: .library(invoke))
  }

  mutating func add(
    _ kind: Binding.Kind,
    _ owner: String?,
    _ isStatic: Bool,
    _ signature: String,
    _ summary: String,
    body: Binding.Body
  ) {
    let name = Binding.name(in: signature)
    let binding = Binding(
      kind: kind,
      owner: owner,
      isStatic: isStatic,
      name: name,
      signature: signature,
      summary: summary,
      body: body
    )
    guard let owner else {
      if functions[name] == nil { order.append(name) }
      functions[name, default: []].append(binding)
      return
    }
    if isStatic {
      statics[owner, default: [:]][name, default: []].append(binding)
    } else {
      members[owner, default: [:]][name, default: []].append(binding)
    }
  }
}

extension BindingRegistry {
  /// All registered names of types, protocols and functions, in order of registration.
  public var names: [String] { order }

  /// The signatures and summaries under a name (`Dense`, `sweep`, `Kernel.trace`), or nil.
  public func help(for name: String) -> String? {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    if parts.count == 2 {
      let found = (statics[parts[0]]?[parts[1]] ?? []) + (members[parts[0]]?[parts[1]] ?? [])
      return found.isEmpty ? nil : found.map(entry).joined(separator: "\n")
    }
    var lines: [String] = []
    if let type = types[name] {
      let conformances =
        type.conformances.isEmpty ? "" : ": " + type.conformances.joined(separator: ", ")
      lines.append("type \(name)\(conformances)\n    \(type.summary)")
    }
    if let found = protocols[name] { lines.append("protocol \(name)\n    \(found.summary)") }
    lines += (functions[name] ?? []).map(entry)
    for table in [statics[name], members[name]] {
      for (_, bindings) in (table ?? [:]).sorted(by: { $0.key < $1.key }) {
        lines += bindings.map(entry)
      }
    }
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }

  /// A registered name near to a misspelt one.
  public func suggestion(for name: String) -> String? { Suggestions.nearest(to: name, in: order) }

  private func entry(_ binding: Binding) -> String {
    let owner = binding.owner.map { $0 + "." } ?? ""
    let text: String =
      switch binding.kind {
      case .function: (binding.isStatic ? "static " : "") + binding.signature
      case .initializer, .subscript: binding.signature
      case .property: (binding.isStatic ? "static var " : "var ") + binding.signature
      case .constant: "let " + binding.signature
      }
    let title = owner.isEmpty ? text : "\(owner.dropLast()): \(text)"
    return binding.summary.isEmpty ? title : "\(title)\n    \(binding.summary)"
  }
}

import SwiftSyntax

/// An argument of a call as it is written.
struct CallArgument {
  var label: String?
  var labelPlace: Place?
  var syntax: ExprSyntax?
  /// The argument if it has already been checked.
  var checked: Expression?
  var place: Place
  var isTrailing = false
  var isUnlabeledTrailing = false
}

/// Why arguments do not fit parameters.
struct LabelProblem: Error {
  var message: String
  /// The argument that it is about, or nil for the call as a whole.
  var argument: Int?
  var notes: [String] = []
}

/// Gives arguments to parameters by Swift's rules for labels, defaults and trailing closures.
struct ArgumentMatcher {
  let parameters: [Signature.Parameter]
  let arguments: [CallArgument]
  var assignment: [[Int]]
  private var next = 0

  init(_ parameters: [Signature.Parameter], _ arguments: [CallArgument]) {
    (self.parameters, self.arguments) = (parameters, arguments)
    assignment = Array(repeating: [], count: parameters.count)
  }

  /// The arguments of each parameter.
  static func match(
    _ parameters: [Signature.Parameter],
    _ arguments: [CallArgument]
  ) throws(LabelProblem) -> [[Int]] {
    var matcher = ArgumentMatcher(parameters, arguments)
    for index in arguments.indices {
      if arguments[index].isUnlabeledTrailing {
        try matcher.placeTrailing(index)
      } else {
        try matcher.place(index)
      }
    }
    for (index, parameter) in parameters.enumerated()
    where matcher.assignment[index].isEmpty && parameter.defaultValue == nil
      && !parameter.isVariadic
    {
      throw matcher.missing(index)
    }
    return matcher.assignment
  }

  private mutating func place(_ index: Int) throws(LabelProblem) {
    let label = arguments[index].label
    if label == nil, next > 0, parameters[next - 1].isVariadic, !assignment[next - 1].isEmpty {
      assignment[next - 1].append(index)
      return
    }
    guard let found = (next..<parameters.count).first(where: { parameters[$0].label == label })
    else {
      throw misfit(index)
    }
    if let skipped = (next..<found).first(where: { isRequired($0, before: index) }) {
      if label == nil { throw misfit(index) }
      throw missing(skipped)
    }
    assignment[found].append(index)
    next = found + 1
  }

  private func isRequired(_ parameter: Int, before argument: Int) -> Bool {
    guard parameters[parameter].defaultValue == nil, !parameters[parameter].isVariadic else {
      return false
    }
    // A closure after the parentheses may still fill it.
    return true
  }

  private mutating func placeTrailing(_ index: Int) throws(LabelProblem) {
    var candidate = next
    while candidate < parameters.count, !ArgumentMatcher.takesClosure(parameters[candidate].type) {
      guard parameters[candidate].defaultValue != nil || parameters[candidate].isVariadic else {
        throw missing(candidate)
      }
      candidate += 1
    }
    guard candidate < parameters.count else {
      throw LabelProblem(
        message: "extra trailing closure passed in call",
        argument: index,
        notes: signatureNote
      )
    }
    assignment[candidate].append(index)
    next = candidate + 1
  }

  static func takesClosure(_ type: Type) -> Bool {
    switch type {
    case .function: true
    case .nominal("Optional", let arguments): takesClosure(arguments[0])
    default: false
    }
  }

  private func missing(_ index: Int) -> LabelProblem {
    let parameter = parameters[index]
    let name = parameter.label.map { "'\($0)'" } ?? "'\(parameter.name)'"
    return LabelProblem(
      message: "missing argument for parameter \(name) in call",
      argument: nil,
      notes: signatureNote
    )
  }

  private var signatureNote: [String] {
    parameters.isEmpty
      ? []
      : [
        "it takes ("
          + parameters.map { parameter in
            let label = parameter.label ?? "_"
            let names = label == parameter.name ? label : "\(label) \(parameter.name)"
            return
              "\(names): \(parameter.type)\(parameter.isVariadic ? "..." : "")\(parameter.defaultValue.map { " = \($0.trimmedDescription)" } ?? "")"
          }.joined(separator: ", ") + ")"
      ]
  }

  private func misfit(_ index: Int) -> LabelProblem {
    let label = arguments[index].label
    let rest = next..<parameters.count
    let free = rest.filter { parameters[$0].defaultValue == nil && !parameters[$0].isVariadic }
    if let label {
      let labels = rest.compactMap { parameters[$0].label }
      if let near = Suggestions.nearest(to: label, in: labels) {
        return LabelProblem(
          message: "incorrect argument label in call (have '\(label):', expected '\(near):')",
          argument: index
        )
      }
      if let earlier = parameters[..<next].firstIndex(where: { $0.label == label }) {
        let other = (0..<next).last { !assignment[$0].isEmpty && $0 > earlier }.flatMap {
          parameters[$0].label
        }
        if assignment[earlier].isEmpty, let other {
          return LabelProblem(
            message: "argument '\(label)' must precede argument '\(other)'",
            argument: index
          )
        }
        return LabelProblem(message: "extra argument '\(label)' in call", argument: index)
      }
      if let first = free.first ?? (rest.count == 1 ? rest.first : nil) {
        if let expected = parameters[first].label {
          return LabelProblem(
            message: "incorrect argument label in call (have '\(label):', expected '\(expected):')",
            argument: index
          )
        }
        return LabelProblem(
          message: "extraneous argument label '\(label):' in call",
          argument: index
        )
      }
      return LabelProblem(
        message: "extra argument '\(label)' in call",
        argument: index,
        notes: signatureNote
      )
    }
    if let first = free.first ?? rest.first, let expected = parameters[first].label {
      return LabelProblem(message: "missing argument label '\(expected):' in call", argument: index)
    }
    return LabelProblem(message: "extra argument in call", argument: index, notes: signatureNote)
  }
}

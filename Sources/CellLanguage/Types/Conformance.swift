/// Which types conform to which protocols.
struct Conformances {
  let registry: BindingRegistry
  /// The conformances of the types that cells declare.
  var declared: [String: Set<String>] = [:]
  /// The constraints of the generic parameters in scope.
  var parameters: [String: Set<String>] = [:]

  init(registry: BindingRegistry) { self.registry = registry }

  /// The protocols of Swift that may constrain a generic parameter.
  static let known: Set<String> = [
    "Equatable", "Hashable", "Comparable", "Numeric", "SignedNumeric", "AdditiveArithmetic",
    "BinaryInteger", "FixedWidthInteger", "SignedInteger", "FloatingPoint", "BinaryFloatingPoint",
    "Sequence", "Collection", "CustomStringConvertible", "Sendable", "Strideable", "Error",
    "StringProtocol", "CaseIterable", "RandomAccessCollection", "BidirectionalCollection",
    "MutableCollection", "RangeReplaceableCollection", "Identifiable",
    "ExpressibleByIntegerLiteral",
  ]

  static let sequences: Set<String> = [
    "Array", "ArraySlice", "Set", "Dictionary", "Range", "ClosedRange", "String", "Substring",
    "Zip2Sequence", "EnumeratedSequence", "ReversedCollection", "StrideTo", "StrideThrough",
    "Keys", "Values", "FlattenSequence", "PartialRangeFrom", "Indices",
  ]

  /// What a protocol's conformance implies.
  static let implied: [String: [String]] = [
    "Hashable": ["Equatable"], "Comparable": ["Equatable"],
    "Numeric": ["AdditiveArithmetic", "Equatable"],
    "SignedNumeric": ["Numeric", "AdditiveArithmetic", "Equatable"],
    "BinaryInteger": [
      "Numeric", "AdditiveArithmetic", "Comparable", "Hashable", "Equatable", "Strideable",
    ],
    "FixedWidthInteger": [
      "BinaryInteger", "Numeric", "AdditiveArithmetic", "Comparable", "Hashable", "Equatable",
    ],
    "FloatingPoint": [
      "SignedNumeric", "Numeric", "AdditiveArithmetic", "Comparable", "Hashable", "Equatable",
      "Strideable",
    ],
    "BinaryFloatingPoint": [
      "FloatingPoint", "SignedNumeric", "Numeric", "AdditiveArithmetic", "Comparable", "Hashable",
      "Equatable",
    ],
    "Collection": ["Sequence"],
  ]

  /// Whether a type conforms.
  func conforms(_ type: Type, to name: String) -> Bool {
    switch type {
    case .error: return true
    case .variable: return true
    case .tuple(let elements):
      // Tuples do not conform in Swift, but are compared element by element.
      return name == "Sendable" && elements.allSatisfy { conforms($0.type, to: name) }
    case .parameter(let parameter):
      let stated = parameters[parameter] ?? []
      return name == "Sendable" || stated.contains(name)
        || stated.contains { Conformances.implied[$0]?.contains(name) ?? false }
    case .existential(let existential): return existential == name || name == "Sendable"
    case .function: return name == "Sendable"
    case .metatype: return name == "Sendable"
    case .nominal(let nominal, let arguments):
      return conforms(nominal: nominal, arguments, to: name)
    }
  }

  private func conforms(nominal: String, _ arguments: [Type], to name: String) -> Bool {
    if name == "Sendable" || name == "CustomStringConvertible" { return true }
    if let declared = declared[nominal] { return declared.contains(name) }
    if let registered = registry.types[nominal] {
      return registered.conformances.contains(name)
        || registered.conformances.contains { Conformances.implied[$0]?.contains(name) ?? false }
    }
    switch name {
    case "Equatable", "Hashable":
      if nominal == "Never" || Conformances.unequatable.contains(nominal) { return false }
      return arguments.allSatisfy { conforms($0, to: name) }
    case "Comparable", "Strideable":
      return Numbers.kinds[nominal] != nil
        || (name == "Comparable"
          && ["String", "Substring", "Character", "String.Index"].contains(nominal))
    case "Numeric", "SignedNumeric", "AdditiveArithmetic", "ExpressibleByIntegerLiteral":
      return Numbers.kinds[nominal] != nil && !(name == "SignedNumeric" && nominal == "UInt64")
    case "BinaryInteger", "FixedWidthInteger": return nominal == "Int" || nominal == "UInt64"
    case "SignedInteger": return nominal == "Int"
    case "FloatingPoint", "BinaryFloatingPoint": return nominal == "Double" || nominal == "Float"
    case "Sequence": return Conformances.sequences.contains(nominal)
    case "Collection", "BidirectionalCollection", "RandomAccessCollection":
      return Conformances.sequences.contains(nominal) && !nominal.hasPrefix("Stride")
        && nominal != "Zip2Sequence" && nominal != "PartialRangeFrom"
        && nominal != "EnumeratedSequence"
    case "StringProtocol": return nominal == "String" || nominal == "Substring"
    default: return registry.protocols[name]?.conformers.contains(nominal) ?? false
    }
  }

  private static let unequatable: Set<String> = [
    "Zip2Sequence", "EnumeratedSequence", "StrideTo", "StrideThrough",
  ]

  /// The element type that iteration over a sequence gives, or nil.
  func element(of type: Type) -> Type? {
    guard case .nominal(let name, let arguments) = type else { return nil }
    switch name {
    case "Array", "ArraySlice", "Set", "StrideTo", "StrideThrough", "ReversedCollection", "Keys",
      "Values", "FlattenSequence":
      return arguments[0]
    case "Range", "ClosedRange", "PartialRangeFrom":
      return arguments[0] == .int || arguments[0] == .uint64 || arguments[0].hasVariables
        ? arguments[0] : nil
    case "Indices": return .int
    case "Dictionary":
      return .tuple([
        .init(label: "key", type: arguments[0]), .init(label: "value", type: arguments[1]),
      ])
    case "String", "Substring": return .character
    case "Zip2Sequence": return .unlabeled(arguments)
    case "EnumeratedSequence":
      return .tuple([
        .init(label: "offset", type: .int), .init(label: "element", type: arguments[0]),
      ])
    default: return nil
    }
  }

  /// The type of a part of a collection.
  func subsequence(of type: Type) -> Type? {
    guard case .nominal(let name, let arguments) = type else { return nil }
    switch name {
    case "Array", "ArraySlice": return .nominal("ArraySlice", arguments)
    case "String", "Substring": return .substring
    case "Range": return type
    default: return element(of: type).map { .nominal("ArraySlice", [$0]) }
    }
  }
}

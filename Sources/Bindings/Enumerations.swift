internal import CellLanguage

extension BindingRegistry {
  /// Registers an enumeration without payloads, with every case under its own name.
  mutating func enumeration<E: CaseIterable & RawRepresentable<String> & CellNative>(
    _ name: String,
    _ enumeration: E.Type,
    summary: String
  ) {
    type(name, enumeration, summary: summary, conformsTo: ["Equatable", "Hashable"])
    for value in E.allCases {
      staticMember(of: name, value.rawValue) { value }
    }
    property(of: name, "rawValue: String") { (value: E) in value.rawValue }
  }
}

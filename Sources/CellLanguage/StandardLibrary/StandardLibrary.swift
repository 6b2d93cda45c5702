/// Swift's own functions and types, as far as cells have them.
///
/// They are declared as the library's are, by signatures; their bodies work on values and may call
/// functions of the cell.
enum StandardLibrary {
  /// The declarations; a constant, made at first use.
  static let registry: BindingRegistry = {
    var registry = BindingRegistry()
    registry.addFunctions()
    registry.addMathematics()
    registry.addNumbers()
    registry.addFloatingPoint()
    registry.addStrings()
    registry.addStringEditing()
    registry.addSequences()
    registry.addSelections()
    registry.addCollections()
    registry.addArrays()
    registry.addDictionaries()
    registry.addSets()
    registry.addRanges()
    registry.addOptionals()
    return registry
  }()
}

extension BindingRegistry {
  /// Declares something of Swift's own; the text tells what it is.
  mutating func swift(_ owner: String?, _ text: String, _ body: @escaping Intrinsic) {
    swift(owner, text, as: .intrinsic(body))
  }

  /// Declares a member that changes its receiver.
  mutating func changing(_ owner: String, _ text: String, _ body: @escaping MutatingIntrinsic) {
    swift(owner, text, as: .mutating(body))
  }

  mutating func swift(_ owner: String?, _ text: String, as body: Binding.Body) {
    var text = text
    var isStatic = false
    if text.hasPrefix("static ") {
      isStatic = true
      text.removeFirst("static ".count)
    }
    if text.hasPrefix("var ") {
      add(.property, owner, isStatic, String(text.dropFirst("var ".count)), "", body: body)
    } else if text.hasPrefix("init") {
      add(.initializer, owner, true, text, "", body: body)
    } else if text.hasPrefix("subscript") {
      add(.subscript, owner, isStatic, text, "", body: body)
    } else {
      add(.function, owner, isStatic, text, "", body: body)
    }
  }
}

typealias State = UnsafeMutablePointer<MachineState>

/// Arguments as the types that their signatures promise.
extension [Value] {
  func int(_ index: Int) throws -> Int {
    guard index < count, case .int(let value) = self[index] else {
      throw Trap("an Int was expected")
    }
    return value
  }

  func double(_ index: Int) throws -> Double {
    guard index < count, case .double(let value) = self[index] else {
      throw Trap("a Double was expected")
    }
    return value
  }

  func bool(_ index: Int) throws -> Bool {
    guard index < count, case .bool(let value) = self[index] else {
      throw Trap("a Bool was expected")
    }
    return value
  }

  func uint64(_ index: Int) throws -> UInt64 {
    guard index < count, case .uint64(let value) = self[index] else {
      throw Trap("a UInt64 was expected")
    }
    return value
  }

  func string(_ index: Int) throws -> String {
    guard index < count, case .string(let value) = self[index] else {
      throw Trap("a String was expected")
    }
    return value
  }

  func function(_ index: Int) throws -> CellFunction {
    guard index < count, case .function(let value) = self[index] else {
      throw Trap("a function was expected")
    }
    return value
  }

  func table(_ index: Int) throws -> OrderedTable {
    guard index < count else { throw Trap("a dictionary was expected") }
    switch self[index] {
    case .dictionary(let table), .set(let table): return table
    default: throw Trap("a dictionary was expected")
    }
  }

  func span(_ index: Int) throws -> Span {
    guard index < count, case .span(let span) = self[index] else {
      throw Trap("a range was expected")
    }
    return span
  }
}

extension Value {
  /// The fields of a tuple.
  var fields: [Value] { if case .record(let record) = self { record.fields } else { [] } }

  static func pair(_ first: Value, _ second: Value) -> Value { .record(Record([first, second])) }

  /// An optional from Swift's.
  static func optional(_ value: Value?) -> Value { value.map { Value.wrapping($0) } ?? .none }
}

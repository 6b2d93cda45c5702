/// The storage of one running function: numbers in words, everything else as values.
///
/// Three plain pointers, passed in registers; nothing in it is counted.
struct Frame {
  let words: UnsafeMutableRawPointer
  let values: UnsafeMutablePointer<Value>
  let state: UnsafeMutablePointer<MachineState>
}

/// How a value of a type is held: in a word, or as a `Value`.
enum Representation {
  case int, uint64, double, bool, value

  init(_ type: Type) {
    switch type {
    case .int: self = .int
    case .uint64: self = .uint64
    case .double: self = .double
    case .bool: self = .bool
    default: self = .value
    }
  }
}

/// Where a variable lives in its frame.
struct Slot {
  var representation: Representation
  /// A byte offset among the words or an index among the values.
  var offset: Int
}

/// A runtime error on its way up to the cell.
struct Trap: Error, CustomStringConvertible {
  var message: String
  var place: Place
  var notes: [String] = []
  /// The error of the library or of the poll that it stands for.
  var underlying: (any Error)?
  /// The value that the cell itself threw.
  var thrown: Value?
  /// The message with its place, when the error has already been given one.
  var diagnostic: CellDiagnostic?

  init(_ message: String, _ place: Place = .nowhere, notes: [String] = []) {
    (self.message, self.place, self.notes) = (message, place, notes)
  }

  var description: String { message }
}

public import Tensors

/// What can go wrong when data are made or read.
public enum DatasetError: DescribedError, Equatable {
  /// A known data set is in none of the data directories.
  case missingSet(StandardDataset, files: [String], searched: [String])
  /// A file is in none of the data directories.
  case missingFile(String, searched: [String])
  /// A name that could lead out of the data directories.
  case forbiddenName(String)
  /// Something else than a plain file.
  case notAFile(path: String)
  /// A file that the system does not let us read.
  case unreadable(path: String, reason: String)
  /// A file, or what it unpacks to, beyond the limit.
  case tooLarge(path: String, bytes: Int, limit: Int)
  /// A file that ends too early.
  case truncated(path: String, offset: Int, expected: String, found: String)
  /// Bytes that are not what the format wants.
  case malformed(path: String, offset: Int, expected: String, found: String)
  /// A compressed stream that does not unpack.
  case damagedCompression(path: String, offset: Int, reason: String)
  /// A place in a table that is not what it should be; line and column count from 1.
  case malformedTable(path: String, line: Int, column: Int, problem: String)
  /// A name that is no column of a table.
  case unknownColumn(path: String, name: String, known: [String])
  /// Images and labels that do not belong together.
  case countMismatch(images: String, count: Int, labels: String, labelCount: Int)
  /// More examples were asked for than there are.
  case tooFewExamples(path: String, requested: Int, found: Int, classes: [Int]?)
  /// An argument outside its range.
  case invalidArgument(function: String, name: String, value: String, expected: String)
  /// More numbers than a tensor may hold.
  case tooManyElements(function: String, count: Int, each: Int)
  /// Outputs that do not fit the targets.
  case outputShape(found: [Int], expected: [Int])
}

extension DatasetError {
  /// The sentence shown to the reader.
  public var description: String {
    switch self {
    case .missingSet(let set, let files, let searched):
      "the data set \(set.title) is not there: looked for \(Self.list(files, "or")) "
        + "in \(Self.places(searched))."
    case .missingFile(let name, let searched):
      "there is no file \"\(name)\" in \(Self.places(searched))."
    case .forbiddenName(let name):
      "\"\(name)\" is not a name inside a data directory."
    case .notAFile(let path):
      "\(path) is not a plain file."
    case .unreadable(let path, let reason):
      "\(path) cannot be read: \(reason)."
    case .tooLarge(let path, let bytes, let limit):
      "\(path) holds \(bytes) bytes, more than the limit of \(limit)."
    case .truncated(let path, let offset, let expected, let found):
      "\(path) is cut off: byte \(offset): expected \(expected), found \(found)."
    case .malformed(let path, let offset, let expected, let found):
      "\(path) is damaged: byte \(offset): expected \(expected), found \(found)."
    case .damagedCompression(let path, let offset, let reason):
      "\(path) is damaged: byte \(offset): it does not unpack (\(reason))."
    case .malformedTable(let path, let line, let column, let problem):
      "\(path):\(line):\(column): \(problem)."
    case .unknownColumn(let path, let name, let known):
      "\(path) has no column \"\(name)\"; it has \(known.joined(separator: ", "))."
    case .countMismatch(let images, let count, let labels, let labelCount):
      "\(images) holds \(count) images and \(labels) holds \(labelCount) labels; "
        + "they must be as many."
    case .tooFewExamples(let path, let requested, let found, let classes):
      "\(path) holds \(found) examples\(Self.ofClasses(classes)); \(requested) were asked for."
    case .invalidArgument(let function, let name, let value, let expected):
      "\(function): \(name) must be \(expected); found \(value)."
    case .tooManyElements(let function, let count, let each):
      "\(function): \(count) examples of \(each) numbers are more than a tensor may hold."
    case .outputShape(let found, let expected):
      "the outputs have the shape \(found); the targets have \(expected)."
    }
  }

  /// What the reader can do about it, where that is not plain from the sentence.
  public var advice: String? {
    switch self {
    case .missingSet(_, _, let searched), .missingFile(_, let searched):
      searched.isEmpty
        ? "Name a data directory with --data DIR or TANGENT_DATA."
        : "Put the files there, or name another data directory with --data DIR or TANGENT_DATA."
    case .forbiddenName:
      "Give a path relative to a data directory, without \"..\"."
    case .truncated, .damagedCompression:
      "Fetch or copy the file again."
    case .tooFewExamples:
      "Ask for fewer, or leave count out to take all."
    case .notAFile, .unreadable, .tooLarge, .malformed, .malformedTable, .unknownColumn,
      .countMismatch, .invalidArgument, .tooManyElements, .outputShape:
      nil
    }
  }

  private static func list(_ names: [String], _ conjunction: String) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " \(conjunction) \(last)"
  }

  private static func places(_ searched: [String]) -> String {
    searched.isEmpty ? "no directory, since none is named" : list(searched, "or")
  }

  private static func ofClasses(_ classes: [Int]?) -> String {
    classes.map { " of the classes " + list($0.map(String.init), "and") } ?? ""
  }
}

internal import Foundation
public import Tensors

/// Where the names of a table's columns come from.
public enum TableHeader: String, Sendable, Hashable, CaseIterable {
  /// The first line holds them.
  case firstLine
  /// There are none: the columns are called "1", "2", "3" and so on.
  case numbered
}

extension Dataset {
  /// A table of numbers from the data directory; stops the program where the checked form throws.
  ///
  /// See `checkedCSV`.
  public static func csv(
    _ name: String,
    targets: [String] = [],
    classes: String? = nil,
    inputs: [String]? = nil,
    encoding: LabelEncoding = .oneHot,
    header: TableHeader = .firstLine,
    separator: String = ","
  ) -> Dataset {
    trapping {
      try checkedCSV(
        name,
        targets: targets,
        classes: classes,
        inputs: inputs,
        encoding: encoding,
        header: header,
        separator: separator
      )
    }
  }

  /// A table of numbers from the data directory: one example in each line.
  ///
  /// - Parameters:
  ///   - name: The file, relative to a data directory.
  ///   - targets: The columns of numbers that are targets; none by default.
  ///   - classes: Instead of `targets`, a column of texts that names the class of the example; the
  ///     classes are sorted, as numbers if they all are.
  ///   - inputs: The columns that are inputs; by default all others, in their order.
  ///   - encoding: The encoding of the classes, one-hot by default.
  ///   - header: Whether the first line names the columns, as it does by default.
  ///   - separator: The ASCII character between fields, a comma by default.
  /// - Returns: The examples; no targets where neither `targets` nor `classes` are named.
  /// - Throws: `DatasetError` with line and column where the file is not such a table.
  public static func checkedCSV(
    _ name: String,
    targets: [String] = [],
    classes: String? = nil,
    inputs: [String]? = nil,
    encoding: LabelEncoding = .oneHot,
    header: TableHeader = .firstLine,
    separator: String = ","
  ) throws -> Dataset {
    guard let byte = separator.utf8.first, separator.utf8.count == 1, byte < 128,
      !["\"", "\n", "\r"].contains(separator)
    else {
      throw DatasetError.invalidArgument(
        function: "csv",
        name: "separator",
        value: separator.debugDescription,
        expected: "one ASCII character, not a quote or a line end"
      )
    }
    guard targets.isEmpty || classes == nil else {
      throw DatasetError.invalidArgument(
        function: "csv",
        name: "classes",
        value: classes ?? "",
        expected: "left out where targets are named"
      )
    }
    let file = try DataFile(readingFrom: DataDirectory.checkedPath(of: name))
    var reader = CSVReader(file, separator: byte)
    let table = try Table(&reader, header: header)
    return try table.dataset(
      name: name,
      inputs: inputs,
      targets: targets,
      classes: classes,
      encoding
    )
  }
}

/// The rows of a table, all of one length, with the names of the columns.
private struct Table {
  let path: String
  let columns: [String]
  var rows: [[CSVReader.Field]] = []

  init(_ reader: inout CSVReader, header: TableHeader) throws {
    path = reader.path
    guard let first = try reader.next() else {
      throw DatasetError.malformedTable(
        path: path,
        line: 1,
        column: 1,
        problem: "expected at least one line, found none"
      )
    }
    switch header {
    case .firstLine:
      columns = first.map { Self.trimmed($0.text) }
    case .numbered:
      columns = (1...first.count).map(String.init)
      rows.append(first)
    }
    var known: Set<String> = []
    for (field, name) in zip(first, columns) where !known.insert(name).inserted {
      throw DatasetError.malformedTable(
        path: path,
        line: field.line,
        column: field.column,
        problem: "there is already a column \"\(name)\""
      )
    }
    while let row = try reader.next() {
      if rows.count.isMultiple(of: 1024) { try Interruption.poll() }
      guard row.count == columns.count else {
        throw DatasetError.malformedTable(
          path: path,
          line: row[0].line,
          column: 1,
          problem: "expected \(columns.count) fields, found \(row.count)"
        )
      }
      rows.append(row)
    }
    guard !rows.isEmpty else {
      throw DatasetError.malformedTable(
        path: path,
        line: 2,
        column: 1,
        problem: "expected at least one example, found none"
      )
    }
  }

  static func trimmed(_ text: String) -> String { text.trimmingCharacters(in: .whitespaces) }

  func index(of name: String) throws -> Int {
    guard let index = columns.firstIndex(of: name) else {
      throw DatasetError.unknownColumn(path: path, name: name, known: columns)
    }
    return index
  }

  func numbers(_ names: [String]) throws -> Tensor {
    let indices = try names.map(index)
    var values: [Double] = []
    values.reserveCapacity(rows.count * indices.count)
    for row in rows {
      for index in indices { values.append(try number(row[index], column: columns[index])) }
    }
    return try Tensor(checkedShape: [rows.count, indices.count], values: values)
  }

  private func number(_ field: CSVReader.Field, column: String) throws -> Double {
    guard let value = Double(Self.trimmed(field.text)), value.isFinite else {
      throw DatasetError.malformedTable(
        path: path,
        line: field.line,
        column: field.column,
        problem: "expected a finite number in the column \"\(column)\", "
          + "found \"\(field.text.prefix(40))\""
      )
    }
    return value
  }

  func dataset(
    name: String,
    inputs: [String]?,
    targets: [String],
    classes: String?,
    _ encoding: LabelEncoding
  ) throws -> Dataset {
    let taken = Set(targets + (classes.map { [$0] } ?? []))
    let inputNames = inputs ?? columns.filter { !taken.contains($0) }
    guard !inputNames.isEmpty else {
      throw DatasetError.invalidArgument(
        function: "csv",
        name: "inputs",
        value: "[]",
        expected: "at least one column"
      )
    }
    let x = try numbers(inputNames)
    var y: Tensor?
    if let classes { y = try encodedClasses(classes, encoding) }
    if !targets.isEmpty { y = try numbers(targets) }
    return try Dataset(checkedName: name, inputs: x, targets: y)
  }

  private func encodedClasses(_ column: String, _ encoding: LabelEncoding) throws -> Tensor {
    let index = try index(of: column)
    let texts = rows.map { Self.trimmed($0[index].text) }
    let names = Self.sorted(Set(texts))
    guard encoding != .sign || names.count == 2 else {
      throw DatasetError.invalidArgument(
        function: "csv",
        name: "encoding",
        value: ".sign with \(names.count) classes",
        expected: "used with 2 classes"
      )
    }
    let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    return try encoding.encoded(texts.map { numbers[$0, default: 0] }, classes: names.count)
  }

  private static func sorted(_ names: Set<String>) -> [String] {
    let numbers = names.compactMap { name in Int(name).map { ($0, name) } }
    guard numbers.count == names.count else { return names.sorted() }
    return numbers.sorted { $0 < $1 }.map(\.1)
  }
}

import Tensors
import Testing

@testable import Datasets

@Suite struct CSVTests {
  static func read(
    _ text: String,
    targets: [String] = [],
    classes: String? = nil,
    inputs: [String]? = nil,
    encoding: LabelEncoding = .oneHot,
    header: TableHeader = .firstLine,
    separator: String = ","
  ) throws -> Dataset {
    try Folder.with(["t.csv": Array(text.utf8)]) { _ in
      try Dataset.checkedCSV(
        "t.csv",
        targets: targets,
        classes: classes,
        inputs: inputs,
        encoding: encoding,
        header: header,
        separator: separator
      )
    }
  }

  @Test("columns are inputs unless they are targets, in their order")
  func columns() throws {
    let text = "a,y,b\n1,10,2\n3,20,4.5e0\n"
    let data = try Self.read(text, targets: ["y"])
    #expect(data.inputs == Tensor([[1, 2], [3, 4.5]]))
    #expect(data.targets == Tensor([[10], [20]]))
    let chosen = try Self.read(text, targets: ["b", "y"], inputs: ["a"])
    #expect(chosen.inputs == Tensor([[1], [3]]))
    #expect(chosen.targets == Tensor([[2, 10], [4.5, 20]]))
    #expect(try Self.read(text).targets == nil)
  }

  @Test("classes are sorted and encoded, by number where they all are numbers")
  func classes() throws {
    let text = "x,kind\n1,b\n2,a\n3, b \n"
    #expect(try Self.read(text, classes: "kind").targets == Tensor([[0, 1], [1, 0], [0, 1]]))
    let signs = try Self.read(text, classes: "kind", encoding: .sign)
    #expect(signs.targets == Tensor([[1], [-1], [1]]))
    let numbers = try Self.read("x,k\n1,10\n2,9\n", classes: "k", encoding: .index)
    #expect(numbers.targets == Tensor([[1], [0]]))
  }

  @Test(
    "quotes, line ends, marks, blanks and separators are read after RFC 4180",
    arguments: [
      "a,b\r\n1,2\r\n3,4\r\n", "\u{FEFF}a,b\n1,2\n3,4", "a,b\n\n1,2\n\n\n3,4\n\n",
      "\"a\",\"b\"\n\"1\",2\n3,\"4\"\n", " a , b \n 1 ,\t2\n3,4\n",
    ]
  )
  func dialects(text: String) throws {
    let data = try Self.read(text, targets: ["b"])
    #expect(data.inputs.scalars == [1, 3])
    #expect(data.targets?.scalars == [2, 4])
  }

  @Test("quoted names may hold separators, quotes and line ends")
  func quotedNames() throws {
    let data = try Self.read("\"a,\"\"b\"\"\nc\",d\n1,2\n", inputs: ["a,\"b\"\nc"])
    #expect(data.inputs.scalars == [1])
  }

  @Test("tables without names, and with other separators")
  func numbered() throws {
    let data = try Self.read("1;2\n3;4\n", targets: ["2"], header: .numbered, separator: ";")
    #expect(data.inputs.scalars == [1, 3])
    #expect(data.targets?.scalars == [2, 4])
  }

  static let faults: [(text: String, line: Int, column: Int, problem: String)] = [
    ("", 1, 1, "expected at least one line"),
    ("a,b\n", 2, 1, "expected at least one example"),
    ("a,a\n1,2\n", 1, 3, "already a column \"a\""),
    ("a,b\n1,2\n3\n", 3, 1, "expected 2 fields, found 1"),
    ("a,b\n1,2,3\n", 2, 1, "expected 2 fields, found 3"),
    ("a,b\n1,2\n3,x\n", 3, 3, "expected a finite number in the column \"b\", found \"x\""),
    ("a,b\n1,\n", 2, 3, "found \"\""),
    ("a,b\n1,nan\n", 2, 3, "found \"nan\""),
    ("a,b\n1,1e999\n", 2, 3, "found \"1e999\""),
    ("a,b\n1,\"2\n", 2, 3, "never closed"),
    ("a,b\n1,\"2\"3\n", 2, 6, "after a closing quote"),
    ("\"a\nb\",c\n1,y\n", 3, 3, "found \"y\""),
  ]

  @Test("faults are errors with line and column", arguments: faults)
  func places(row: (text: String, line: Int, column: Int, problem: String)) throws {
    #expect {
      try Self.read(row.text)
    } throws: { error in
      guard case .malformedTable(_, row.line, row.column, let problem) = error as? DatasetError
      else { return false }
      return problem.contains(row.problem)
    }
  }

  @Test("every truncation and flipped bit of a table is read or an error, never a crash")
  func corruption() throws {
    let bytes = Array("a,\"b \"\"c\"\"\"\r\n1,2.5\n-3e4,\"5\"\n".utf8)
    func read(_ bytes: [UInt8]) throws {
      do {
        _ = try Folder.with(["t.csv": bytes]) { _ in try Dataset.checkedCSV("t.csv") }
      } catch {
        #expect(error is DatasetError)
      }
    }
    for length in bytes.indices { try read(Array(bytes.prefix(length))) }
    for place in bytes.indices {
      for bit in 0..<8 {
        var other = bytes
        other[place] ^= 1 << bit
        try read(other)
      }
    }
  }

  @Test("choices that cannot be met are errors")
  func choices() throws {
    let text = "a,b\n1,2\n"
    let unknown = { (name: String) -> (any Error) -> Bool in
      { (error: any Error) -> Bool in
        guard case .unknownColumn(_, name, ["a", "b"]) = error as? DatasetError else {
          return false
        }
        return true
      }
    }
    #expect(performing: { try Self.read(text, targets: ["c"]) }, throws: unknown("c"))
    #expect(performing: { try Self.read(text, classes: "c") }, throws: unknown("c"))
    #expect(performing: { try Self.read(text, inputs: ["c"]) }, throws: unknown("c"))
    #expect(throws: DatasetError.self) { try Self.read(text, targets: ["a", "b"]) }
    #expect(throws: DatasetError.self) { try Self.read(text, inputs: []) }
    #expect(throws: DatasetError.self) { try Self.read(text, targets: ["a"], classes: "b") }
    #expect(throws: DatasetError.self) { try Self.read(text, classes: "b", encoding: .sign) }
    for separator in ["", ",,", "\"", "\n", "\r", "é", "\r\n"] {
      #expect(throws: DatasetError.self) { try Self.read(text, separator: separator) }
    }
  }
}

import Testing

@testable import Datasets

@Suite struct DatasetErrorTests {
  static let sentences: [(error: DatasetError, sentence: String)] = [
    (
      .missingSet(.mnist, files: ["a", "b", "c"], searched: ["/d"]),
      "the data set MNIST is not there: looked for a, b or c in /d."
    ),
    (.missingFile("t.csv", searched: ["/d", "/e"]), "there is no file \"t.csv\" in /d or /e."),
    (.forbiddenName("../t"), "\"../t\" is not a name inside a data directory."),
    (.notAFile(path: "/d"), "/d is not a plain file."),
    (.unreadable(path: "/d", reason: "no permission"), "/d cannot be read: no permission."),
    (.tooLarge(path: "/d", bytes: 9, limit: 8), "/d holds 9 bytes, more than the limit of 8."),
    (
      .truncated(path: "/d", offset: 7, expected: "8 bytes", found: "1"),
      "/d is cut off: byte 7: expected 8 bytes, found 1."
    ),
    (
      .malformed(path: "/d", offset: 7, expected: "a digit", found: "11"),
      "/d is damaged: byte 7: expected a digit, found 11."
    ),
    (
      .damagedCompression(path: "/d.gz", offset: 7, reason: "incorrect data check"),
      "/d.gz is damaged: byte 7: it does not unpack (incorrect data check)."
    ),
    (
      .malformedTable(path: "/t.csv", line: 2, column: 5, problem: "expected a number"),
      "/t.csv:2:5: expected a number."
    ),
    (
      .unknownColumn(path: "/t.csv", name: "z", known: ["x", "y"]),
      "/t.csv has no column \"z\"; it has x, y."
    ),
    (
      .countMismatch(images: "/i", count: 3, labels: "/l", labelCount: 4),
      "/i holds 3 images and /l holds 4 labels; they must be as many."
    ),
    (
      .tooFewExamples(path: "/i", requested: 9, found: 3, classes: [1, 7]),
      "/i holds 3 examples of the classes 1 and 7; 9 were asked for."
    ),
    (
      .tooFewExamples(path: "/i", requested: 9, found: 3, classes: nil),
      "/i holds 3 examples; 9 were asked for."
    ),
    (
      .invalidArgument(function: "sphere", name: "count", value: "0", expected: "at least 1"),
      "sphere: count must be at least 1; found 0."
    ),
    (
      .tooManyElements(function: "sphere", count: 9, each: 8),
      "sphere: 9 examples of 8 numbers are more than a tensor may hold."
    ),
    (
      .outputShape(found: [3, 1], expected: [3, 2]),
      "the outputs have the shape [3, 1]; the targets have [3, 2]."
    ),
  ]

  @Test("every error has its sentence", arguments: sentences)
  func sentence(row: (error: DatasetError, sentence: String)) {
    #expect(row.error.description == row.sentence)
    #expect(row.error.advice?.isEmpty != true)
  }
}

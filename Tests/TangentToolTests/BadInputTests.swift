import Foundation
import Testing

@Suite("Bad input is an error with a place, an exit status and advice")
struct BadInputTests {
  let runner: ToolRunner

  init() throws { runner = try ToolRunner() }

  @Test("a missing file")
  func missingFile() throws {
    let outcome = try runner.run(["render", "nowhere.md"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("nowhere.md: no such file"))
  }

  @Test("a directory in the place of a notebook")
  func directory() throws {
    let outcome = try runner.run(["run", "."])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(".: is a directory"))
  }

  @Test("an output path that cannot be written, found before any cell runs")
  func unwritableOutput() throws {
    try runner.write("```swift\nprint(\"ran\")\n```\n")
    let outcome = try runner.run(["render", "notebook.md", "--json", "-o", "no/such/folder/x.html"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("no/such/folder"))
    #expect(!outcome.output.contains("ran"))
    let onFolder = try runner.run(["render", "notebook.md", "-o", "."])
    #expect(onFolder.status == 2)
  }

  @Test("an option of the command line that does not exist")
  func unknownCommandOption() throws {
    try runner.write("text\n")
    let outcome = try runner.run(["run", "notebook.md", "--sede", "1"])
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("--sede"))
  }

  @Test("an option of a cell that does not exist, with a suggestion")
  func unknownCellOption() throws {
    let outcome = try runner.run(cell: "//| fig-capp: \"x\"\nlet a = 1")
    #expect(outcome.status == 5)
    #expect(outcome.errors.contains("notebook.md:2:5: error:"))
    #expect(outcome.errors.contains("fig-cap"))
  }

  @Test("a misspelt key of the front matter, with a suggestion")
  func misspeltFrontMatter() throws {
    let outcome = try runner.run(cell: "let a = 1", frontMatter: "tangent: {sead: 3}")
    #expect(outcome.status == 5)
    #expect(outcome.errors.contains("notebook.md:2:"))
    #expect(outcome.errors.contains("seed"))
  }

  @Test("a syntax error in a cell")
  func syntaxError() throws {
    let outcome = try runner.run(cell: "let a = (1 + 2")
    #expect(outcome.status == 5)
    #expect(outcome.errors.contains("notebook.md:2:"))
  }

  @Test("an unknown name, with a suggestion, a line and a caret, before any cell runs")
  func unknownName() throws {
    try runner.write(
      "```swift\nprint(\"ran\")\n```\n\n```swift\nlet width = 3\nprint(widht)\n```\n"
    )
    let outcome = try runner.run(["run", "notebook.md"])
    #expect(outcome.status == 5)
    #expect(outcome.errors.contains("notebook.md:7:7: error:"))
    #expect(outcome.errors.contains("width"))
    #expect(outcome.errors.contains("  print(widht)\n        ^~~~~"))
    #expect(outcome.output.isEmpty)
  }

  @Test("a wrong label")
  func wrongLabel() throws {
    let outcome = try runner.run(cell: "let d = Dataset.sphere(count: 4, dimensions: 3, seed: 1)")
    #expect(outcome.status == 5)
    #expect(outcome.errors.contains("notebook.md:2:"))
    #expect(outcome.errors.contains("dimension"))
  }

  @Test("a wrong type")
  func wrongType() throws {
    let outcome = try runner.run(cell: "let d = Dense(\"wide\")")
    #expect(outcome.status == 5)
    #expect(outcome.errors.contains("notebook.md:2:15: error:"))
    #expect(outcome.errors.contains("String"))
  }

  @Test("mistakes of all cells are told at once")
  func allMistakes() throws {
    try runner.write("```swift\nlet a = b\n```\n\n```swift\nlet c: Int = \"x\"\n```\n")
    let outcome = try runner.run(["check", "notebook.md"])
    #expect(outcome.status == 5)
    #expect(outcome.errors.contains("notebook.md:2:9: error:"))
    #expect(outcome.errors.contains("notebook.md:6:14: error:"))
  }

  @Test(
    "a mistake that shows only when the cell runs",
    arguments: [
      ("let xs = [1, 2, 3]\nvar i = 1\ni += 4\nprint(xs[i])", "notebook.md:5:"),
      ("var i = Int.max\ni += 1", "notebook.md:3:"),
      ("var i = 0\nprint(7 / i)", "notebook.md:3:"),
      ("let a = Tensor([1, 2])\nlet b = Tensor([1, 2, 3])\nlet c = a + b", "notebook.md:4:"),
      ("let m = Tensor([[1, 2], [2, 1]])\nlet f = m.cholesky()", "notebook.md:3:"),
      ("let s: String? = nil\nprint(s!)", "notebook.md:3:"),
      ("let d = Dataset.mnist(.test)", "notebook.md:2:"),
      ("func f(_ n: Int) -> Int { f(n + 1) }\nprint(f(0))", "notebook.md:"),
      (
        "let n = Network { Dense(4); ReLU(); Dense(1) }\nlet k = n.ntk(Tensor(3))", "notebook.md:3:"
      ),
    ]
  )
  func runtimeMistake(cell: String, place: String) throws {
    let outcome = try runner.run(cell: cell)
    #expect(outcome.status == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains(place), "\(outcome.errors)")
    #expect(outcome.errors.contains("error:"))
  }

  @Test("an endless loop is stopped by its time limit, and the cells after it still run")
  func endlessLoop() throws {
    try runner.write(
      "```swift\n//| timeout: 1s\nvar i = 0\nwhile true { i = 1 - i }\n```\n\n"
        + "```swift\nprint(\"after\")\n```\n"
    )
    let outcome = try runner.run(["run", "notebook.md"])
    #expect(outcome.status == 6)
    #expect(outcome.errors.contains("time limit of 1 s"))
    #expect(outcome.output == "after\n")
  }

  @Test("a missing data set says where it was looked for and what to do")
  func missingData() throws {
    let outcome = try runner.run(cell: "let d = Dataset.mnist(.test)", options: ["--data", "here"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("here"))
    #expect(outcome.errors.contains("TANGENT_DATA"))
  }

  @Test("a truncated IDX file")
  func truncatedData() throws {
    let folder = runner.folder.appendingPathComponent("data/mnist")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let header: [UInt8] = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3]
    try Data(header).write(to: folder.appendingPathComponent("t10k-images-idx3-ubyte"))
    try Data([0, 0, 8, 1, 0, 0, 0, 2, 1, 0] as [UInt8])
      .write(to: folder.appendingPathComponent("t10k-labels-idx1-ubyte"))
    let outcome = try runner.run(cell: "let d = Dataset.mnist(.test)", options: ["--data", "data"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("t10k-images-idx3-ubyte"), "\(outcome.errors)")
  }

  @Test("a parameter that the notebook does not declare, or of another type")
  func wrongParameter() throws {
    try runner.write("---\nparams: {width: 4}\n---\n")
    let unknown = try runner.run(["run", "notebook.md", "-P", "widht=3"])
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("did you mean width?"))
    let wrong = try runner.run(["run", "notebook.md", "-P", "width=wide"])
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains("Int"))
  }

  @Test("bytes that are not text")
  func invalidText() throws {
    try Data([0x61, 0x0A, 0xFF, 0xFE]).write(
      to: runner.folder.appendingPathComponent("notebook.md")
    )
    let outcome = try runner.run(["run", "notebook.md"])
    #expect(outcome.status == 5)
    #expect(outcome.errors.contains("notebook.md:2:1"))
  }
}

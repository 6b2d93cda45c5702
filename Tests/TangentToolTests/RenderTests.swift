import Foundation
import Testing

@Suite("Rendering a notebook")
struct RenderTests {
  let runner: ToolRunner

  init() throws { runner = try ToolRunner() }

  static let small = """
    ---
    title: A small one
    params: {widths: [8, 16, 32]}
    tangent: {seed: 3}
    ---
    The slope is `{swift} errors.powerLaw.exponent, .fixed(2)`.

    ```swift
    //| label: fig-errors
    //| fig-cap: "Errors at `{swift} params.widths.count` widths."
    let inputs = Dataset.sphere(count: 4, dimension: 3, seed: 1).inputs
    func network(_ width: Int) -> Network { Network { Dense(width); ReLU(); Dense(1) } }
    let limit = network(1).ntk(inputs)
    let errors = sweep(over: params.widths, repeats: 3) { width, seed in
        network(width).initialized(for: inputs, seed: seed).ntk(inputs).relativeDistance(to: limit)
    }
    Figure(x: "width $n$", y: "error", scales: .logLog) { Line(errors).band(.standardError) }
    Claim("the error is positive", errors.mean[0], above: 0)
    ```

    The first is `{swift} errors.mean[0], .fixed(3)`.
    """

  @Test("the first value is used before its cell: an error that says so")
  func inlineBeforeItsCell() throws {
    try runner.write(Self.small)
    let outcome = try runner.run(["check", "notebook.md"])
    #expect(outcome.status == 5)
    #expect(outcome.errors.contains("notebook.md:6:"), "\(outcome.errors)")
  }

  private func writeSmall() throws {
    let lines = Self.small.split(separator: "\n", omittingEmptySubsequences: false)
    try runner.write(lines.filter { !$0.hasPrefix("The slope") }.joined(separator: "\n"))
  }

  @Test("the report stands beside the notebook unless -o says otherwise, and is one inert file")
  func oneInertFile() throws {
    try writeSmall()
    let outcome = try runner.run(["render", "notebook.md"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let html = try runner.read("notebook.html")
    #expect(html.contains("<svg"))
    #expect(html.contains("Errors at <span class=\"value\">3</span> widths."))
    #expect(!html.contains("<script"))
    #expect(html.contains("default-src &#39;none&#39;"))
    for reference in ["src=\"http", "href=\"http", "url(http", "@import"] {
      #expect(!html.contains(reference))
    }
    #expect(try runner.run(["render", "notebook.md", "-o", "-"]).output.hasPrefix("<!"))
  }

  @Test("two runs, on one thread and on two, give the same bytes once the time is fixed")
  func sameBytes() throws {
    try writeSmall()
    let fixed = ["SOURCE_DATE_EPOCH": "1700000000"]
    var reports: [String] = []
    for threads in ["1", "2", "2"] {
      let outcome = try runner.run(
        ["render", "notebook.md", "-o", "r.html", "--threads", threads],
        environment: fixed
      )
      #expect(outcome.status == 0, "\(outcome.errors)")
      reports.append(try runner.read("r.html"))
    }
    #expect(reports[0] == reports[1])
    #expect(reports[1] == reports[2])
  }

  @Test("-P and --seed change the numbers, and the report says with which it was made")
  func overrides() throws {
    try writeSmall()
    let first = try runner.run(["render", "notebook.md", "-o", "a.html"])
    let other = try runner.run(
      ["render", "notebook.md", "-o", "b.html", "-P", "widths=8,16", "--seed", "77"])
    #expect(first.status == 0)
    #expect(other.status == 0)
    let html = try runner.read("b.html")
    #expect(html.contains("Errors at <span class=\"value\">2</span> widths."))
    #expect(html.contains("--seed 77"))
  }

  @Test("--no-code leaves the code out")
  func noCode() throws {
    try writeSmall()
    _ = try runner.run(["render", "notebook.md", "--no-code"])
    #expect(try !runner.read("notebook.html").contains("relativeDistance</"))
  }

  @Test("a failing cell is shown with its place, the others run, and the status is 1")
  func failingCell() throws {
    try runner.write(
      "```swift\nlet xs = [1]\nvar i = 0\ni += 3\nlet y = xs[i]\n```\n\n"
        + "```swift\nprint(y)\n```\n\n```swift\nprint(\"alive\")\n```\n"
    )
    let outcome = try runner.run(["render", "notebook.md"])
    #expect(outcome.status == 1)
    let html = try runner.read("notebook.html")
    #expect(html.contains("notebook.md:5:"))
    #expect(html.contains("alive"))
  }

  @Test("a claim that fails gives status 3, with the report written")
  func failingClaim() throws {
    try runner.write("```swift\nClaim(\"two is three\", 2.0, near: 3, within: 0.5)\n```\n")
    let outcome = try runner.run(["render", "notebook.md"])
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("FAILS"))
    #expect(try runner.read("notebook.html").contains("two is three"))
  }

  @Test("run writes what cells print, and with --json one object for each event")
  func runOutput() throws {
    try runner.write("```swift\nprint(1 + 1)\n```\n")
    #expect(try runner.run(["run", "notebook.md"]).output == "2\n")
    let lines = try runner.run(["run", "notebook.md", "--json"]).output.split(separator: "\n")
    let events = try lines.map { line in
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    }
    #expect(
      events.map { $0?["event"] as? String } == [
        "started", "cellStarted", "printed", "cellFinished", "finished",
      ]
    )
    #expect(events[2]?["text"] as? String == "2\n")
  }

  @Test("a notebook comes from standard input as well")
  func standardInput() throws {
    let outcome = try runner.run(["run", "-"], input: "```swift\nprint(\"in\")\n```\n")
    #expect(outcome.output == "in\n")
  }
}

@Suite("The notebooks of the repository", .serialized)
struct RepositoryNotebookTests {
  @Test("each renders, with every claim holding", arguments: ["quickstart", "orthogonal-ntk"])
  func renders(name: String) throws {
    let runner = try ToolRunner()
    let path = ToolRunner.repository.appendingPathComponent("notebooks/\(name).md").path
    let outcome = try runner.run(["render", path, "-o", "report.html"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let html = try runner.read("report.html")
    #expect(!html.contains("<script"))
    #expect(html.contains("<svg"))
  }

  @Test("the quickstart gives the same bytes on one thread and on two")
  func quickstartBytes() throws {
    let runner = try ToolRunner()
    let path = ToolRunner.repository.appendingPathComponent("notebooks/quickstart.md").path
    let fixed = ["SOURCE_DATE_EPOCH": "1700000000"]
    let reports = try ["1", "2"].map { threads in
      _ = try runner.run(
        ["render", path, "-o", "r.html", "--threads", threads],
        environment: fixed
      )
      return try runner.read("r.html")
    }
    #expect(reports[0] == reports[1])
  }
}

@Suite("The other commands")
struct CommandTests {
  let runner: ToolRunner

  init() throws { runner = try ToolRunner() }

  @Test("new writes a notebook that checks without a mistake, and never overwrites")
  func new() throws {
    let outcome = try runner.run(["new", "my-study"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    let check = try runner.run(["check", "my-study.md"])
    #expect(check.status == 0, "\(check.errors)")
    #expect(try runner.run(["new", "my-study.md"]).status == 2)
  }

  @Test("help explains a name that cells know, and suggests one for a name they do not")
  func help() throws {
    let dense = try runner.run(["help", "Dense"])
    #expect(dense.status == 0)
    #expect(dense.output.contains("init(_ width: Int"))
    let wrong = try runner.run(["help", "Dens"])
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains("did you mean Dense?"))
    #expect(try runner.run(["help"]).output.contains("render"))
    #expect(try runner.run(["help", "render"]).output.contains("--no-code"))
  }

  @Test("--help and --version end well; no command at all does too")
  func standardFlags() throws {
    #expect(try runner.run(["--help"]).status == 0)
    #expect(try runner.run(["--version"]).output.hasPrefix("tangent "))
    #expect(try runner.run(["nonsense"]).status == 2)
  }

  @Test("check --json writes one object for each mistake")
  func checkJSON() throws {
    try runner.write("```swift\nlet a = b\n```\n")
    let outcome = try runner.run(["check", "notebook.md", "--json"])
    #expect(outcome.status == 5)
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    #expect((object as? [String: Any])?["line"] as? Int == 2)
  }
}

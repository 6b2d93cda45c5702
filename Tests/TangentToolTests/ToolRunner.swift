import Foundation
import Testing

/// What a run of the built tool left behind.
struct ToolOutcome {
  let status: Int32
  let output: String
  let errors: String
}

/// Runs the built `tangent` in a folder of its own, which is removed with the runner.
final class ToolRunner {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tangent-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: folder)
  }

  /// The tool beside the test bundle.
  static let tool: URL = {
    let process = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return process.deletingLastPathComponent().appendingPathComponent("tangent")
  }()

  static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Writes a file into the folder and returns its name.
  @discardableResult
  func write(_ text: String, to name: String = "notebook.md") throws -> String {
    try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    return name
  }

  func read(_ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  /// Runs the tool with arguments and waits for it.
  func run(
    _ arguments: [String],
    environment: [String: String] = [:],
    input: String? = nil
  ) throws -> ToolOutcome {
    let process = Process()
    process.executableURL = Self.tool
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var variables = ProcessInfo.processInfo.environment
    variables["TANGENT_DATA"] = nil
    variables["XDG_DATA_HOME"] = folder.appendingPathComponent("xdg").path
    for (name, value) in environment { variables[name] = value }
    process.environment = variables
    let (output, errors) = (
      folder.appendingPathComponent(".out"), folder.appendingPathComponent(".err")
    )
    for file in [output, errors] {
      FileManager.default.createFile(atPath: file.path, contents: nil)
    }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    let pipe = Pipe()
    process.standardInput = pipe
    try process.run()
    if let input { pipe.fileHandleForWriting.write(Data(input.utf8)) }
    try pipe.fileHandleForWriting.close()
    process.waitUntilExit()
    return ToolOutcome(
      status: process.terminationStatus,
      output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8)
    )
  }

  /// Writes one cell as a notebook and runs it.
  func run(cell: String, frontMatter: String = "", options: [String] = []) throws -> ToolOutcome {
    let front = frontMatter.isEmpty ? "" : "---\n\(frontMatter)\n---\n"
    try write("\(front)```swift\n\(cell)\n```\n")
    return try run(["run", "notebook.md"] + options)
  }
}

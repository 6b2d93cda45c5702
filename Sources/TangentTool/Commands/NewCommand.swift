import ArgumentParser
import Foundation

/// `tangent new`: a notebook to start from.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Writes a small notebook to start from."
  )

  @Argument(help: "The file to make, as in study.md.")
  var notebook: String

  func run() throws {
    let path = notebook.hasSuffix(".md") ? notebook : notebook + ".md"
    guard !FileManager.default.fileExists(atPath: path) else {
      throw UsageError("\(path): exists already; it is left as it is")
    }
    try NotebookFile.ensureWritable(path)
    try NotebookFile.write(NotebookTemplate.text(title: Self.title(of: path)), to: path)
    Console.note("wrote \(path); now: tangent render \(path)")
  }

  private static func title(of path: String) -> String {
    let stem = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    let words = stem.replacingOccurrences(of: "-", with: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}

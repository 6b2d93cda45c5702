import ArgumentParser

/// The arguments that `run`, `render` and `check` share.
struct NotebookOptions: ParsableArguments {
  @Argument(help: "The notebook, a Markdown file; - reads standard input.")
  var notebook: String

  @Option(
    name: [.customShort("P", allowingJoined: true), .customLong("parameter")],
    help: .init(
      "Sets a parameter of the notebook, as in -P widths=64,128.",
      valueName: "name=value"
    )
  )
  var parameters: [String] = []

  @Option(help: .init("A folder with data sets; may be given more than once.", valueName: "folder"))
  var data: [String] = []

  @Option(help: "The seed of all random streams, in place of the notebook's.")
  var seed: UInt64?

  @Option(help: "How many threads to use; results do not depend on it. Default: all cores.")
  var threads: Int?

  func validate() throws {
    if let threads, threads < 1 {
      throw ValidationError("--threads is \(threads); at least 1 is needed.")
    }
  }
}

/// What each module may import of ours, and which libraries it may use: the layer diagram as data.
///
/// A module may name only modules of rows above its own. Foundation is open to all; every other
/// import has to stand here.
enum LayerTable {
  /// One row of the diagram.
  struct Row: Sendable, CustomStringConvertible {
    let module: String
    let folder: String
    let ours: [String]
    let libraries: [String]

    var description: String { module }

    init(
      _ module: String,
      _ ours: [String] = [],
      libraries: [String] = [],
      folder: String? = nil
    ) {
      self.module = module
      self.folder = folder ?? module
      self.ours = ours
      self.libraries = libraries
    }
  }

  static let mathematics = [
    Row("Tensors", libraries: ["COpenBLAS", "Synchronization", "Dispatch"]),
    Row("Differentiation", ["Tensors"]),
    Row("Networks", ["Tensors", "Differentiation"]),
    Row("Datasets", ["Tensors"], libraries: ["CZlib"]),
    Row("AnalyticKernels", ["Tensors", "Networks"]),
    Row("EmpiricalKernels", ["Tensors", "Differentiation", "Networks"]),
    Row("Dynamics", ["Tensors", "Differentiation", "Networks"]),
    Row("Experiments", ["Tensors"], libraries: ["Synchronization"]),
  ]

  static let notebook = [
    Row("Plotting"),
    Row("NotebookModel", libraries: ["Ccmark", "Yams"]),
    Row(
      "CellLanguage",
      libraries: [
        "SwiftSyntax", "SwiftParser", "SwiftParserDiagnostics", "SwiftOperators",
        "SwiftDiagnostics", "Synchronization",
      ]
    ),
    Row("Tangent", mathematics.map(\.module) + ["Plotting"]),
    Row("Bindings", ["Tangent", "CellLanguage"]),
    Row("Execution", ["NotebookModel", "CellLanguage"]),
    Row("Reports", ["NotebookModel"], libraries: ["Crypto"]),
  ]

  static let tools = [
    Row(
      "TangentTool",
      ["Bindings", "Execution", "Reports", "NotebookModel", "CellLanguage", "Tangent"],
      libraries: ["ArgumentParser", "Dispatch", "Synchronization"]
    ),
    Row("StandardWorkloads", ["Tangent"], folder: "Benchmarks/StandardWorkloads"),
  ]

  static let rows = mathematics + notebook + tools

  static let systemLibraries = ["COpenBLAS", "Ccmark", "CZlib"]

  /// The system's own modules, open to every row.
  static let platform: Set<String> = [
    "Foundation", "Glibc", "Swift", "RegexBuilder", "Synchronization",
  ]
}

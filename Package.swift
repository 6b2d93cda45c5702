// swift-tools-version: 6.2
import Foundation
import PackageDescription

// Each row: a module, the modules of ours it may import (rows above it only), and the libraries
// it uses. The rows, read downwards, are the layer diagram; `ArchitectureTests` holds every
// `import` line of the sources against them.

let openBLAS = Target.Dependency.target(name: "COpenBLAS")
let cmark = Target.Dependency.target(name: "Ccmark")
let zlib = Target.Dependency.target(name: "CZlib")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let syntax: [Target.Dependency] = [
  "SwiftSyntax", "SwiftParser", "SwiftParserDiagnostics", "SwiftOperators", "SwiftDiagnostics",
]
.map { .product(name: $0, package: "swift-syntax") }

let systemLibraries: [(name: String, packages: [String])] = [
  ("COpenBLAS", ["libopenblas-dev", "liblapacke-dev"]),
  ("Ccmark", ["libcmark-dev"]),
  ("CZlib", ["zlib1g-dev"]),
]

let mathematics: [(name: String, imports: [Target.Dependency])] = [
  ("Tensors", [openBLAS]),
  ("Differentiation", ["Tensors"]),
  ("Networks", ["Tensors", "Differentiation"]),
  ("Datasets", ["Tensors", zlib]),
  ("AnalyticKernels", ["Tensors", "Networks"]),
  ("EmpiricalKernels", ["Tensors", "Differentiation", "Networks"]),
  ("Dynamics", ["Tensors", "Differentiation", "Networks"]),
  ("Experiments", ["Tensors"]),
]

let notebook: [(name: String, imports: [Target.Dependency])] = [
  ("Plotting", []),
  ("NotebookModel", [cmark, yams]),
  ("CellLanguage", syntax),
  ("Tangent", mathematics.map { .init(stringLiteral: $0.name) } + ["Plotting"]),
  ("Bindings", ["Tangent", "CellLanguage"]),
  ("Execution", ["NotebookModel", "CellLanguage"]),
  ("Reports", ["NotebookModel", crypto]),
]

let tool: [Target.Dependency] = [
  "Bindings", "Execution", "Reports", "NotebookModel", "CellLanguage", "Tangent", arguments,
]

/// Optimised in debug builds too, so that one build serves both `swift run` and `swift test`:
/// a module at a time, for generic code of other files to be specialised, and with square roots as
/// instructions, which vectorise.
let wholeModule = [
  "-O", "-disable-batch-mode", "-wmo", "-num-threads", "2", "-Xcc", "-fno-math-errno",
]
#if arch(x86_64)
  let optimized = wholeModule + ["-Xcc", "-march=haswell", "-target-cpu", "haswell"]
#else
  let optimized = wholeModule
#endif

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),  // SE-0335
  .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
  .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
]
let fast: [SwiftSetting] = strict + [.unsafeFlags(optimized)]

let modules = mathematics + notebook

/// Folders of reference data beside tests: read through `#filePath`, not compiled.
func data(in tests: String) -> [String] {
  ["Fixtures", "Snapshots"].filter {
    FileManager.default.fileExists(atPath: "\(Context.packageDirectory)/Tests/\(tests)/\($0)")
  }
}

let package = Package(
  name: "Tangent",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Tangent", targets: ["Tangent"]),
    .executable(name: "tangent", targets: ["TangentTool"]),
    .executable(name: "tangent-bench", targets: ["StandardWorkloads"]),
  ],
  dependencies: [
    .package(url: "https://github.com/swiftlang/swift-syntax", from: "603.0.1"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: systemLibraries.map { .systemLibrary(name: $0.name, providers: [.apt($0.packages)]) }
    + modules.map { .target(name: $0.name, dependencies: $0.imports, swiftSettings: fast) }
    + [
      .executableTarget(name: "TangentTool", dependencies: tool, swiftSettings: fast),
      .executableTarget(
        name: "StandardWorkloads",
        dependencies: ["Tangent"],
        path: "Sources/Benchmarks/StandardWorkloads",
        swiftSettings: fast
      ),
      .target(
        name: "TestSupport",
        dependencies: ["Tensors"],
        path: "Tests/TestSupport",
        swiftSettings: strict
      ),
      .testTarget(name: "ArchitectureTests", swiftSettings: strict),
      .testTarget(
        name: "TangentToolTests",
        dependencies: ["TestSupport", "TangentTool"],
        exclude: data(in: "TangentToolTests"),
        swiftSettings: strict
      ),
    ]
    + modules.map { module in
      .testTarget(
        name: module.name + "Tests",
        dependencies: [.init(stringLiteral: module.name), "TestSupport"]
          + module.imports.filter { dependency in
            switch dependency {
            case .targetItem(let name, _), .byNameItem(let name, _):
              !name.hasPrefix("C") || name == "CellLanguage"
            default: false
            }
          },
        exclude: data(in: module.name + "Tests"),
        swiftSettings: strict
      )
    }
)

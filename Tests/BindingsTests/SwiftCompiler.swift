import Foundation

/// The Swift compiler beside which the tests were built, and the modules of the build.
struct SwiftCompiler {
  /// What is missing to use it.
  struct Missing: Error, CustomStringConvertible {
    let description: String
  }

  let program: URL
  let modules: URL

  /// Looks for both.
  init() throws {
    let manager = FileManager.default
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let programs = folders.map { URL(fileURLWithPath: "\($0)/swiftc") }
    guard let program = programs.first(where: { manager.isExecutableFile(atPath: $0.path) }) else {
      throw Missing(description: "swiftc is not on the path")
    }
    guard let tests = Bundle.main.executableURL else {
      throw Missing(description: "the test program does not know its place")
    }
    self.program = program
    modules = tests.deletingLastPathComponent().appendingPathComponent("Modules")
    guard manager.fileExists(atPath: modules.appendingPathComponent("Tangent.swiftmodule").path)
    else { throw Missing(description: "no Tangent.swiftmodule in \(modules.path)") }
  }

  /// What the compiler says of a source, warnings left out; empty if all is well.
  func diagnostics(of source: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("tangent-bindings-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (file, log) = (
      folder.appendingPathComponent("wrappers.swift"), folder.appendingPathComponent("log")
    )
    try source.write(to: file, atomically: true, encoding: .utf8)
    guard FileManager.default.createFile(atPath: log.path, contents: nil) else {
      throw Missing(description: "no file can be made in \(folder.path)")
    }
    let process = Process()
    process.executableURL = program
    process.arguments =
      ["-typecheck", file.path, "-swift-version", "6", "-suppress-warnings", "-I", modules.path]
      + moduleMaps.flatMap { ["-Xcc", "-fmodule-map-file=\($0)"] }
    let handle = try FileHandle(forWritingTo: log)
    (process.standardOutput, process.standardError) = (handle, handle)
    try process.run()
    process.waitUntilExit()
    let text = try String(contentsOf: log, encoding: .utf8)
    guard process.terminationStatus == 0 else { return text.isEmpty ? "swiftc failed" : text }
    return ""
  }

  /// The C libraries that the modules were built upon.
  private var moduleMaps: [String] {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources")
    return ["COpenBLAS", "CZlib"].map {
      sources.appendingPathComponent("\($0)/module.modulemap").path
    }
  }
}

import Foundation
import Testing

@Suite("The layers of the package")
struct ArchitectureTests {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test("a module imports only what its row of the layer table names", arguments: LayerTable.rows)
  func importsStayInTheirRow(row: LayerTable.Row) throws {
    let allowed = Set(row.ours + row.libraries).union(LayerTable.platform)
    let sources = try Self.sources(in: row.folder)
    #expect(!sources.isEmpty, "\(row.module) has no source")
    for (file, text) in sources {
      for module in Self.imports(of: text) {
        #expect(allowed.contains(module), "\(row.module)/\(file) imports \(module)")
      }
    }
  }

  @Test("a row names only rows above it")
  func rowsReadDownwards() {
    var above: Set<String> = []
    for row in LayerTable.rows {
      #expect(above.isSuperset(of: row.ours), "\(row.module) reaches down")
      above.insert(row.module)
    }
  }

  @Test("the analytic and the empirical kernels do not know one another")
  func oraclesAreIndependent() {
    let rows = Dictionary(uniqueKeysWithValues: LayerTable.rows.map { ($0.module, $0.ours) })
    #expect(rows["AnalyticKernels"]?.contains("EmpiricalKernels") == false)
    #expect(rows["EmpiricalKernels"]?.contains("AnalyticKernels") == false)
    #expect(rows["Plotting"]?.isEmpty == true)
  }

  @Test("every folder of Sources is a row of the table")
  func everySourceFolderIsKnown() throws {
    let known = Set(LayerTable.rows.map(\.folder) + LayerTable.systemLibraries)
    let sources = Self.root.appendingPathComponent("Sources")
    for name in try FileManager.default.contentsOfDirectory(atPath: sources.path) {
      guard name != "Benchmarks" else { continue }
      #expect(known.contains(name), "Sources/\(name) has no row")
    }
    let suites = sources.appendingPathComponent("Benchmarks").path
    for name in try FileManager.default.contentsOfDirectory(atPath: suites) {
      #expect(known.contains("Benchmarks/\(name)"), "Sources/Benchmarks/\(name) has no row")
    }
  }

  @Test("only the tools read the clock, the environment, the network or system randomness")
  func librariesAreDeterministic() throws {
    let forbidden = [
      "Date()", "ProcessInfo", "getenv(", "clock_gettime(", "gettimeofday(", "URLSession",
      "SystemRandomNumberGenerator", "ContinuousClock", "DispatchTime.now", ".random(in:",
      ".shuffled()", ".randomElement()", "arc4random", "UUID()",
    ]
    for row in LayerTable.mathematics + LayerTable.notebook {
      for (file, text) in try Self.sources(in: row.folder) {
        let code = Self.withoutComments(text)
        for word in forbidden {
          // A quoted word is a message about it, not a use of it.
          let uses = code.replacing("\"\(word)\"", with: "").contains(word)
          #expect(!uses, "\(row.module)/\(file) uses \(word)")
        }
      }
    }
  }

  @Test("the top level holds the manifest, the README and four folders, and dotfiles")
  func topLevelIsTidy() throws {
    let allowed: Set<String> = ["Package.swift", "README.md", "Sources", "Tests", "notebooks"]
    for name in try FileManager.default.contentsOfDirectory(atPath: Self.root.path) {
      let ignored = name.hasPrefix(".") || name == "Package.resolved" || name.hasSuffix(".html")
      #expect(ignored || allowed.contains(name), "\(name) at the top level")
    }
  }

  @Test("the import pattern sees attributes, access levels and kinds")
  func importPatternIsComplete() {
    let source = """
      import A
      public import B
      @testable import C
      @_exported public import D
      internal import struct E.Thing
      // import F
      """
    #expect(Self.imports(of: source) == ["A", "B", "C", "D", "E"])
  }
}

extension ArchitectureTests {
  static func sources(in folder: String) throws -> [(String, String)] {
    let base = root.appendingPathComponent("Sources/\(folder)")
    let files = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil)
    return try (files?.allObjects as? [URL] ?? [])
      .filter { $0.pathExtension == "swift" }
      .map { ($0.lastPathComponent, try String(contentsOf: $0, encoding: .utf8)) }
  }

  static func imports(of source: String) -> [String] {
    let words = "public|package|internal|private|fileprivate"
    let kinds = "struct|class|enum|protocol|func|var|let|typealias"
    let pattern =
      "^(?:@\\w+(?:\\(\\w+\\))?\\s+|(?:\(words))\\s+)*import\\s+(?:(?:\(kinds))\\s+)?(\\w+)"
    guard let expression = try? NSRegularExpression(pattern: pattern) else { return [] }
    return source.split(separator: "\n").compactMap { line in
      let text = String(line)
      let whole = NSRange(text.startIndex..., in: text)
      guard let match = expression.firstMatch(in: text, range: whole),
        let range = Range(match.range(at: 1), in: text)
      else { return nil }
      return String(text[range])
    }
  }

  static func withoutComments(_ source: String) -> String {
    source.split(separator: "\n").map { line in
      line.range(of: "//").map { String(line[..<$0.lowerBound]) } ?? String(line)
    }.joined(separator: "\n")
  }
}

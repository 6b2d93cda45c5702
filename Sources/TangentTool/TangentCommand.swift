import ArgumentParser
import Foundation

@main
struct TangentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tangent",
    abstract: "Runs notebooks about wide neural networks and renders self-contained reports.",
    discussion: """
      Exit status: 0 good; 1 a cell failed; 2 usage or unreadable file; 3 a claim failed; \
      5 document error; 6 a limit was hit; 130 interrupted.
      """,
    version: ToolVersion.text,
    subcommands: [
      NewCommand.self, RunCommand.self, RenderCommand.self, CheckCommand.self, HelpCommand.self,
    ]
  )

  /// Parses and runs, and ends with the exit status that the design promises.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let status as ExitStatus {
      Foundation.exit(status.rawValue)
    } catch let error as UsageError {
      Console.note("error: \(error)")
      Foundation.exit(ExitStatus.usage.rawValue)
    } catch {
      finish(with: error)
    }
  }

  private static func finish(with error: any Error) -> Never {
    let message = fullMessage(for: error)
    guard exitCode(for: error) == .success else {
      Console.note(message)
      Foundation.exit(ExitStatus.usage.rawValue)
    }
    Console.write(message + "\n")
    Foundation.exit(ExitStatus.good.rawValue)
  }
}

/// What `--version` prints and the record names.
enum ToolVersion {
  static let number = "0.1.0"
  static let text = "tangent \(number)"

  /// The compiler's version line, as far as it is known when the tool is built.
  #if compiler(>=6.4)
    static let swift = "6.4 or later"
  #elseif compiler(>=6.3)
    static let swift = "6.3"
  #else
    static let swift = "6.2"
  #endif
}

import ArgumentParser
import Bindings
import CellLanguage

/// `tangent help`: explains a command, or a name that cells can use.
struct HelpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "help",
    abstract: "Explains a command, or a name that cells can use, as in: tangent help Dense."
  )

  @Argument(help: "A command or a name; without it the commands are listed.")
  var name: String?

  func run() throws {
    guard let name else {
      Console.write(TangentCommand.helpMessage() + "\n")
      return
    }
    let commands = TangentCommand.configuration.subcommands
    if let command = commands.first(where: { $0.configuration.commandName == name }) {
      Console.write(TangentCommand.helpMessage(for: command) + "\n")
      return
    }
    let registry = StandardBindings.registry()
    guard let text = registry.help(for: name) else {
      let hint = registry.suggestion(for: name).map { "; did you mean \($0)?" } ?? ""
      throw UsageError("help \(name): cells know no such name\(hint)")
    }
    Console.write(text + "\n")
  }
}

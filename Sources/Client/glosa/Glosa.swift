import ArgumentParser
import Glibc

/// The command line of Glosa. Without a command it plays.
@main
struct Glosa: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "glosa",
    abstract: "Practise vocabulary in the terminal; every point is safe, online or not.",
    discussion: "Start with plain `glosa`: no account, no server and no network are needed.",
    version: "0.1.0",
    subcommands: [
      PlayCommand.self, JoinCommand.self, ServeCommand.self, StatusCommand.self, SyncCommand.self,
      SetsCommand.self, ClassCommand.self,
    ],
    defaultSubcommand: PlayCommand.self)

  /// Runs the command; every failure is one line on standard error and a status that scripts can rely on.
  static func main() {
    // A reader that goes away is an error of the write, not the end of a program that has points to save.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as CommandFailure {
      Console.complain(failure.sentence)
      Glibc.exit(failure.status.rawValue)
    } catch let status as ExitStatus {
      Glibc.exit(status.rawValue)
    } catch {
      let code = exitCode(for: error)
      if code == .success {
        Console.say(fullMessage(for: error))
        Glibc.exit(0)
      }
      Console.complain(message(for: error).split(whereSeparator: \.isNewline).joined(separator: " "))
      Glibc.exit(ExitStatus.badUsage.rawValue)
    }
  }
}

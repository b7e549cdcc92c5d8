import ArgumentParser
import GameShell
import Glibc
import Languages
import Profile
import Wire

/// The command line of Glosa. Without a command it plays.
@main
struct Glosa: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "glosa",
    abstract: "Practise vocabulary in the terminal; every point is safe, online or not.",
    discussion: "Start with plain `glosa`: no account, no server and no network are needed.",
    version: Release.version,
    subcommands: [
      PlayCommand.self, JoinCommand.self, MoveCommand.self, LeaveCommand.self, StatusCommand.self,
      SyncCommand.self,
      SetsCommand.self, ClassCommand.self, WatchCommand.self, DemoCommand.self,
      ServeCommand.self, MigrateCommand.self,
      VerifyCommand.self,
    ],
    defaultSubcommand: PlayCommand.self)

  /// Runs the command; every failure is one line on standard error and a status that scripts can rely on.
  static func main() {
    // A reader that goes away is an error of the write, not the end of a program that has points to save.
    signal(SIGPIPE, SIG_IGN)
    // So is a file that may not grow any more (`ulimit -f`): it is as good as a full disk.
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
      end(.done)
    } catch let failure as CommandFailure {
      Console.complain(failure.sentence)
      end(failure.status)
    } catch let error as any Error & Sayable {
      Console.complain(error.spoken)
      end(.badUsage)
    } catch let status as ExitStatus {
      end(status)
    } catch {
      let code = exitCode(for: error)
      if code == .success {
        Console.say(fullMessage(for: error))
        end(.done)
      }
      Console.complain(message(for: error).split(whereSeparator: \.isNewline).joined(separator: " "))
      end(.badUsage)
    }
  }

  /// Ends the process at once: everything said was written, everything stored is on disk, and the destructors that
  /// `exit` would run are not safe while other threads still work.
  private static func end(_ status: ExitStatus) -> Never { _exit(status.rawValue) }
}

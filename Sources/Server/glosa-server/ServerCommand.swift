import API
import ArgumentParser
import Logging
import SQLiteStore
import Store

/// The server's command line.
@main
struct ServerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "glosa-server",
    abstract: "The server of Glosa: classes, and the ledger of what their pupils win.",
    discussion: """
      The first start makes a teacher, and writes their token to the token file. Each option can also be given by \
      its environment variable, GLOSA_SERVER_LISTEN and so on; the option wins.
      """,
    version: "0.1.0")

  @Option(help: "Where to listen, as HOST:PORT; port 0 picks a free one. (default: 127.0.0.1:8420)")
  var listen: String?

  @Option(help: "The database file. (default: $XDG_DATA_HOME/glosa/server.sqlite)")
  var database: String?

  @Option(
    help: "Where the first start writes the teacher's token. (default: the database's path + .teacher-token)")
  var teacherTokenFile: String?

  @Option(help: "trace, debug, info, notice, warning, error or critical. (default: info)")
  var logLevel: String?

  @Flag(
    help: "Make a new token for the teacher, write it to the token file, and end. Older tokens stop working.")
  var newTeacherToken = false

  func run() async throws {
    do {
      let settings = try Settings(command: self, environment: .process)
      try await Server(settings: settings).run(onlyNewToken: newTeacherToken)
    } catch let failure as Failure {
      StandardStream.error.write("glosa-server: \(failure.sentence)\n")
      throw failure.exitCode
    } catch let error as StoreError {
      StandardStream.error.write("glosa-server: \(error).\n")
      throw ExitCode(73)
    }
  }
}

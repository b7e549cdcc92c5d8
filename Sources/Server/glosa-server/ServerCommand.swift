import ArgumentParser
import Glibc
import Wire

/// The server's command line: it serves, unless another command is named.
@main
struct ServerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "glosa-server",
    abstract: "The server of Glosa: classes, and the ledger of what their pupils win.",
    discussion: """
      Without a command it serves. The database is one file that needs no care, or a PostgreSQL from version 15 on:

        1. As a role that may create tables and roles, once and after each update:
             glosa-server migrate --database postgres://admin@db.example.org/glosa
        2. As that role, in psql, give the server's role a password:  \\password glosa_server
        3. Let the server sign in as that role, which owns nothing and bypasses nothing:
             GLOSA_SERVER_DATABASE=postgres://glosa_server:PASSWORD@db.example.org/glosa?sslmode=verify-full
             glosa-server --listen 127.0.0.1:8420

      A password in the environment is not shown by ps; libpq's own ways work as well (~/.pgpass, PGPASSWORD). \
      SIGTERM ends the server after it has finished what it accepted. Exit codes are those of sysexits.h: 64 wrong \
      usage, 69 an address or a database that can't be had, 73 a file that can't be written, 78 a database that has \
      to be prepared first.
      """,
    version: Release.version,
    subcommands: [ServeCommand.self, MigrateCommand.self, VerifyCommand.self, NewIdentityCommand.self],
    defaultSubcommand: ServeCommand.self)

  static func main() async {
    // A file that may not grow any more (`ulimit -f`) is an error of the write, as a full disk is, and not the end.
    signal(SIGXFSZ, SIG_IGN)
    // Who asks for help without a command wants to know how to serve, too.
    if ["--help", "-h", "help"].contains(where: { CommandLine.arguments.dropFirst().elementsEqual([$0]) }) {
      StandardStream.output.write(helpMessage() + "\n\n" + helpMessage(for: ServeCommand.self) + "\n")
      return
    }
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      exit(withError: error)
    }
  }
}

extension ParsableCommand {
  /// Runs a command's work; what fails becomes a sentence on standard error and an exit code.
  static func reporting(_ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch let error {
      guard let failure = Failure(error) else { throw error }
      StandardStream.error.write("glosa-server: \(failure.sentence)\n")
      throw failure.exitCode
    }
  }
}

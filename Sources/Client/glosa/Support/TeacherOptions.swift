import ArgumentParser
import Glibc
import Primitives
import Transport
import Wire

/// Which server, and as which teacher.
struct TeacherOptions: ParsableArguments {
  @Option(help: "The server's address. Default: the configured one, or http://127.0.0.1:8420")
  var server: String?

  @Option(help: "The file with the teacher's token. Default: the configured one, or that of glosa serve.")
  var tokenFile: String?

  /// That teacher.
  func teacher() throws(CommandFailure) -> Teacher { Teacher(connection: try connection()) }

  /// The connection as that teacher.
  func connection() throws(CommandFailure) -> ServerConnection {
    let settings = TeacherSettings.current(in: .current)
    let file = tokenFile ?? settings.tokenFile
    let text: String
    do {
      text = try Files.readText(file)
    } catch {
      throw CommandFailure(
        .notAllowed,
        "\(error) The server writes it at its first start; say where it is with --token-file FILE.")
    }
    guard let token = text.split(whereSeparator: \.isNewline).first.map(String.init), !token.isEmpty else {
      throw CommandFailure(.notAllowed, "\(file) holds no token; say which file does with --token-file FILE.")
    }
    let (address, ledger) = (server ?? settings.server, TeacherLedger(tokenFile: file, token: token))
    if let known = ledger.known { return try ServerConnection(ServerPlace(address), token: token, of: known) }
    let found = try ServerConnection(ServerPlace(address), token: nil).identity()
    let connection = try ServerConnection(ServerPlace(address), token: token, of: found)
    if let found {
      // Only the token's own ledger knows it.
      try connection.ask("GET", Route.me)
      ledger.keep(found)
    }
    return connection
  }
}

/// The teacher's server, from `teacher.json` in the configuration directory or the environment.
struct TeacherSettings {
  let server: String
  let tokenFile: String

  /// `GLOSA_SERVER` and `GLOSA_TOKEN_FILE`, else the file, else what `glosa serve` uses.
  static func current(in directories: Directories) -> TeacherSettings {
    let path = directories.configuration + "/teacher.json"
    let json = (try? Files.read(path)).flatMap { try? JSON.parse($0) }
    // Beside an embedded database, or by itself where the server's is PostgreSQL.
    let places = ["/server.sqlite.teacher-token", "/teacher-token"].map { directories.data + $0 }
    return TeacherSettings(
      server: processEnvironment["GLOSA_SERVER"] ?? json?["server"]?.string ?? "http://127.0.0.1:8420",
      tokenFile: processEnvironment["GLOSA_TOKEN_FILE"] ?? json?["token_file"]?.string
        ?? places.first { access($0, F_OK) == 0 } ?? places[0])
  }
}

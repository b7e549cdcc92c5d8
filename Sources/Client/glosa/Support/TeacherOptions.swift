import ArgumentParser
import Glibc
import Primitives
import Transport
import Wire

/// Which server, and as which teacher.
struct TeacherOptions: ParsableArguments {
  @Option(help: "The server's address. Default: the configured one, or this computer.")
  var server: String?

  @Option(help: "The file with the teacher's token. Default: the configured one, or that of glosa serve.")
  var tokenFile: String?

  @Option(help: "A file with the certificates of the authorities that vouch for the server, in PEM.")
  var ca: String?

  /// That teacher.
  func teacher() throws(CommandFailure) -> Teacher { Teacher(connection: try connection()) }

  /// The connection as that teacher.
  func connection() throws(CommandFailure) -> ServerConnection {
    let settings = TeacherSettings.current(in: .current)
    return try Self.connection(
      to: server ?? settings.server ?? "127.0.0.1", tokenFile: tokenFile ?? settings.tokenFile,
      authorities: ca)
  }

  /// A connection as the teacher whose token is in a file, to a server that proves itself by what stands behind the token.
  ///
  /// - Parameter authorities: A file with the certificates of those that vouch for the server; nil for what the token file
  ///   says, or else the system's.
  static func connection(
    to address: String, tokenFile file: String, authorities: String? = nil
  ) throws(CommandFailure) -> ServerConnection {
    let text: String
    do {
      text = try Files.readText(file)
    } catch {
      throw CommandFailure(
        .notAllowed,
        "\(error) The server writes it at its first start; say where it is with --token-file FILE.")
    }
    let lines = text.split(whereSeparator: \.isNewline).map(String.init)
    guard let token = lines.first else {
      throw CommandFailure(.notAllowed, "\(file) holds no token; say which file does with --token-file FILE.")
    }
    let place = try place(address, lines.dropFirst(), authorities: authorities)
    let ledger = TeacherLedger(tokenFile: file, token: token)
    if let known = ledger.known { return try ServerConnection(place, token: token, of: known) }
    let found = try ServerConnection(place, token: nil).identity()
    let connection = try ServerConnection(place, token: token, of: found)
    if let found {
      // Only the token's own ledger knows it.
      try connection.ask("GET", Route.me)
      ledger.keep(found)
    }
    return connection
  }

  private static func place(
    _ address: String, _ lines: some Collection<String>, authorities: String?
  ) throws(CommandFailure) -> ServerPlace {
    func pin(_ word: String) -> KeyPin? {
      lines.lazy.compactMap { $0.hasPrefix(word + " ") ? KeyPin($0.dropFirst(word.count + 1)) : nil }.first
    }
    let (pin, pinHere) = (pin(TokenFile.pin), pin(TokenFile.pinHere))
    let hasTLS = pin != nil || pinHere != nil || authorities != nil
    var directions = ServerDirections(address: address, authorities: authorities, allowsPlain: !hasTLS)
    let isHere =
      (try? ServerURL(address, assuming: "https")).map { ServerAddress.isLoopback($0.host) } ?? false
    if authorities == nil, let key = pin ?? (isHere ? pinHere : nil) {
      directions.known = ServerPlace("https://127.0.0.1", trust: .key(key))
    }
    let place = try directions.place()
    if (try? ServerURL(place.address))?.isReadableByOthers == true {
      Console.complain(ServerDirections.teacherWarning)
    }
    return place
  }
}

/// The teacher's server, from `teacher.json` in the configuration directory or the environment.
struct TeacherSettings {
  /// Nil for this computer.
  let server: String?
  let tokenFile: String

  /// `GLOSA_SERVER` and `GLOSA_TOKEN_FILE`, else the file, else what `glosa serve` uses.
  static func current(in directories: Directories) -> TeacherSettings {
    let path = directories.configuration + "/teacher.json"
    let json = (try? Files.read(path)).flatMap { try? JSON.parse($0) }
    // Beside an embedded database, or by itself where the server's is PostgreSQL.
    let places = ["/server.sqlite.teacher-token", "/teacher-token"].map { directories.data + $0 }
    return TeacherSettings(
      server: processEnvironment["GLOSA_SERVER"] ?? json?["server"]?.string,
      tokenFile: processEnvironment["GLOSA_TOKEN_FILE"] ?? json?["token_file"]?.string
        ?? places.first { access($0, F_OK) == 0 } ?? places[0])
  }
}

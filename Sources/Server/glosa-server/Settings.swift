import API
import Glibc
import Logging

/// What the options and the environment say, checked.
struct Settings {
  let host: String
  let port: Int
  let database: String
  let teacherTokenFile: String
  let logLevel: Logger.Level

  init(command: ServerCommand, environment: Environment) throws(Failure) {
    let address = command.listen ?? environment["GLOSA_SERVER_LISTEN"] ?? "127.0.0.1:8420"
    guard let listen = ListenAddress(address) else {
      throw .usage("\"\(address)\" is no address; write HOST:PORT, as 127.0.0.1:8420 or [::1]:8420.")
    }
    (host, port) = (listen.host, listen.port)
    if let database = command.database ?? environment["GLOSA_SERVER_DATABASE"] {
      self.database = try Self.checked(database)
    } else {
      database = try Self.defaultDatabase(environment)
    }
    teacherTokenFile =
      command.teacherTokenFile ?? environment["GLOSA_SERVER_TEACHER_TOKEN_FILE"]
      ?? database + ".teacher-token"
    let level = command.logLevel ?? environment["GLOSA_SERVER_LOG_LEVEL"] ?? "info"
    guard let logLevel = Logger.Level(rawValue: level.lowercased()) else {
      throw .usage(
        "\"\(level)\" is no log level; use trace, debug, info, notice, warning, error or critical.")
    }
    self.logLevel = logLevel
  }

  /// Host and port as they stand in a URL: an IPv6 address in brackets.
  static func url(host: String, port: Int) -> String {
    "http://" + (host.contains(":") ? "[\(host)]" : host) + ":\(port)"
  }

  private static func checked(_ database: String) throws(Failure) -> String {
    guard !database.hasPrefix("postgres://"), !database.hasPrefix("postgresql://") else {
      // The URL may hold a password, so it is not repeated.
      throw .usage("this build has only the embedded store; give --database the name of a file.")
    }
    guard !database.isEmpty else { throw .usage("--database is empty; give it the name of a file.") }
    return database
  }

  private static func defaultDatabase(_ environment: Environment) throws(Failure) -> String {
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") { return data + "/glosa/server.sqlite" }
    guard let home = environment["HOME"] else {
      throw .usage("neither XDG_DATA_HOME nor HOME is set; say with --database where the database is.")
    }
    return home + "/.local/share/glosa/server.sqlite"
  }
}

/// The environment variables that are set to something.
struct Environment: Sendable {
  private let value: @Sendable (String) -> String?

  /// Those of this process.
  static let process = Environment { name in getenv(name).map { String(cString: $0) } }

  init(value: @escaping @Sendable (String) -> String?) { self.value = value }

  subscript(_ name: String) -> String? { value(name).flatMap { $0.isEmpty ? nil : $0 } }
}

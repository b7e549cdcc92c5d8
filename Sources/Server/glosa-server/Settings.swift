import API
import Glibc
import Logging

/// What the options and the environment say, checked.
struct Settings {
  let host: String
  let port: Int
  let database: DatabaseLocation
  let teacherTokenFile: String
  let logLevel: Logger.Level
  let trustedProxies: TrustedProxies

  init(command: ServeCommand, environment: Environment) throws(Failure) {
    let address = command.listen ?? environment["GLOSA_SERVER_LISTEN"] ?? "127.0.0.1:8420"
    guard let listen = ListenAddress(address) else {
      throw .usage("\"\(address)\" is no address; write HOST:PORT, as 127.0.0.1:8420 or [::1]:8420.")
    }
    (host, port) = (listen.host, listen.port)
    database = try DatabaseLocation(command.databaseOption, environment: environment)
    if let file = command.teacherTokenFile ?? environment["GLOSA_SERVER_TEACHER_TOKEN_FILE"] {
      teacherTokenFile = file
    } else {
      teacherTokenFile = try database.defaultTokenFile(environment)
    }
    let level = command.logLevel ?? environment["GLOSA_SERVER_LOG_LEVEL"] ?? "info"
    guard let logLevel = Logger.Level(rawValue: level.lowercased()) else {
      throw .usage(
        "\"\(level)\" is no log level; use trace, debug, info, notice, warning, error or critical.")
    }
    self.logLevel = logLevel
    let list = command.trustedProxy ?? environment["GLOSA_SERVER_TRUSTED_PROXY"] ?? ""
    let texts = list.split(separator: ",").map { String($0.drop { $0 == " " }.prefix { $0 != " " }) }
    guard let trustedProxies = TrustedProxies(texts) else {
      throw .usage("\"\(list)\" is no list of addresses; write them as 10.0.0.5,fd00::5.")
    }
    self.trustedProxies = trustedProxies
  }

  /// Host and port as they stand in a URL: an IPv6 address in brackets.
  static func url(host: String, port: Int) -> String {
    "http://" + (host.contains(":") ? "[\(host)]" : host) + ":\(port)"
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

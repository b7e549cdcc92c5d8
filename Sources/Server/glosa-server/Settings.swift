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
  /// What the person says of TLS; nil for nothing.
  let wantsTLS: Bool?
  /// The certificate that was given, or else the file for the server's own.
  let certificate: ServerCertificate.Source

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
    let given = command.tlsCertificate ?? environment["GLOSA_SERVER_TLS_CERTIFICATE"]
    let key = command.tlsKey ?? environment["GLOSA_SERVER_TLS_KEY"]
    if let given {
      certificate = .given(certificate: given, key: key ?? given)
    } else if key != nil {
      throw .usage("--tls-key goes with --tls-certificate.")
    } else {
      certificate = .own(file: try database.keyFile(environment))
    }
    let wished = try Self.flag("GLOSA_SERVER_TLS", in: environment)
    wantsTLS = command.tls ?? wished ?? (given == nil ? nil : true)
    if given != nil, wantsTLS == false {
      throw .usage("--no-tls has no use for a certificate; leave one of them out.")
    }
  }

  private static func flag(_ name: String, in environment: Environment) throws(Failure) -> Bool? {
    switch environment[name]?.lowercased() {
    case nil: return nil
    case "1", "yes", "true", "on": return true
    case "0", "no", "false", "off": return false
    case let text?: throw .usage("\(name)=\(text) means nothing; say yes or no.")
    }
  }

  /// The server's address: an IPv6 address in brackets.
  static func url(host: String, port: Int, isSecured: Bool) -> String {
    (isSecured ? "https://" : "http://") + (host.contains(":") ? "[\(host)]" : host) + ":\(port)"
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

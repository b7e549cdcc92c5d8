import CPostgres
import Glibc

/// Where a database is and who signs in: a URL, read by libpq itself, with defaults that keep a call from hanging.
///
/// Nothing that this type says of itself holds the password.
package struct PostgresURL: Sendable, CustomStringConvertible {
  /// libpq's options, the password among them.
  let options: [(keyword: String, value: String)]

  /// Seconds for a connection to come up, and for lost packets to be noticed, unless the URL says otherwise. Given to
  /// libpq as options: their units are its own.
  private static let defaults = [
    "connect_timeout": "5", "keepalives": "1", "keepalives_idle": "30", "keepalives_interval": "10",
    "keepalives_count": "3", "tcp_user_timeout": "15000", "fallback_application_name": "glosa-server",
  ]

  /// True for what looks like such a URL rather than the name of a file.
  package static func isURL(_ text: some StringProtocol) -> Bool {
    text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
  }

  /// Reads `postgres://USER:PASSWORD@HOST:PORT/DATABASE?OPTION=VALUE`; every part may be missing.
  ///
  /// - Throws: `.badURL`, which does not repeat the text: it may hold a password.
  package init(_ text: String) throws(PostgresOpenError) {
    guard Self.isURL(text), Self.hasOnePasswordAtMost(text) else { throw .badURL }
    guard let parsed = PQconninfoParse(text, nil) else { throw .badURL }
    defer { PQconninfoFree(parsed) }
    var options: [(keyword: String, value: String)] = []
    var option = parsed
    while let keyword = option.pointee.keyword {
      if let value = option.pointee.val {
        options.append((String(cString: keyword), String(cString: value)))
      }
      option += 1
    }
    let given = Set(options.map(\.keyword))
    options += Self.defaults.filter { !given.contains($0.key) }.map { ($0.key, $0.value) }
    // Whatever the URL says: all texts here are UTF-8.
    self.options = options.filter { $0.keyword != "client_encoding" } + [("client_encoding", "UTF8")]
  }

  /// libpq takes what stands before the first `@` for user and password, unless a `/` comes sooner: with one of them in
  /// a password it would ask the network for a host of that name, and tell the log.
  private static func hasOnePasswordAtMost(_ text: String) -> Bool {
    let rest = text[(text.firstRange(of: "://")?.upperBound ?? text.startIndex)...]
    guard let at = rest.firstIndex(of: "@") else { return true }
    let after = rest[rest.index(after: at)...].prefix { $0 != "?" }
    return !rest[..<at].contains("/") && !after.contains("@")
  }

  /// Where, and as whom, without the password: `postgres://user@host:port/database`.
  package var description: String {
    func part(_ keyword: String, _ before: String, _ after: String) -> String {
      options.first { $0.keyword == keyword }.map { before + $0.value + after } ?? ""
    }
    return "postgres://" + part("user", "", "@") + part("host", "", "") + part("port", ":", "")
      + part("dbname", "/", "")
  }

  /// A text of libpq's as a log may have it: on one line, without the password wherever it came from.
  func cleaned(_ message: String) -> String {
    let line = message.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " || $0 == "\t" } }
      .joined(separator: "; ")
    let secrets = options.filter { $0.keyword == "password" || $0.keyword == "sslpassword" }.map(\.value)
    return secrets.filter { !$0.isEmpty }.reduce(line) { line, secret in
      line.split(separator: secret, omittingEmptySubsequences: false).joined(separator: "***")
    }
  }

  /// Opens a connection; blocks until it is there, or has failed. The answer is the caller's to finish.
  func connect() -> OpaquePointer? {
    // libpq wants two lists of C strings, each ended by a null.
    var keywords: [UnsafePointer<CChar>?] = options.map { UnsafePointer(strdup($0.keyword)) } + [nil]
    var values: [UnsafePointer<CChar>?] = options.map { UnsafePointer(strdup($0.value)) } + [nil]
    defer {
      for text in keywords + values { free(UnsafeMutablePointer(mutating: text)) }
    }
    return PQconnectdbParams(&keywords, &values, 0)
  }
}

package import Languages
import Wire

/// The address of a server, as a user typed it, checked and put into one form.
///
/// Scheme and host are in lower case, the scheme's own port and the last slash are left out: two addresses
/// of the same server are equal.
package struct ServerURL: Hashable, Sendable, CustomStringConvertible {
  /// `http` or `https`.
  package let scheme: String
  /// The name or address; an IPv6 address in its brackets.
  package let host: String
  /// The port, where it is not the scheme's own.
  package let port: UInt16?
  /// What comes before the paths of the protocol: empty, or `/…` without a slash at its end.
  package let path: String

  /// The address in its one form: `https://glosa.example.org:8443/school`.
  package var description: String { "\(scheme)://\(host)\(port.map { ":\($0)" } ?? "")\(path)" }

  /// True for `https`.
  package var isSecure: Bool { scheme == "https" }

  /// The URL of a path of the protocol, which begins with a slash.
  package func url(of path: String) -> String { description + path }

  /// Reads an address as people say it: without `https://` in front it has this scheme, and, unless it says otherwise, the
  /// port that servers listen on.
  package init(_ text: some StringProtocol, assuming scheme: String) throws(Problem) {
    let typed = Self.trimmed(text)
    guard !typed.isEmpty, typed.firstRange(of: "://") == nil else {
      try self.init(typed)
      return
    }
    let read = try ServerURL("\(scheme)://\(typed)")
    // A port that a person has typed stays, be it the scheme's own.
    let hasPort = read.port != nil || typed.prefix { $0 != "/" }.hasSuffix(scheme == "https" ? ":443" : ":80")
    self.init(
      scheme: read.scheme, host: read.host, port: hasPort ? read.port : ServerAddress.port, path: read.path)
  }

  private init(scheme: String, host: String, port: UInt16?, path: String) {
    (self.scheme, self.host, self.port, self.path) = (scheme, host, port, path)
  }

  /// The same place with TLS.
  package var secured: ServerURL {
    isSecure ? self : ServerURL(scheme: "https", host: host, port: port == 443 ? nil : port ?? 80, path: path)
  }

  /// True where what is sent there can be read on the way: plain HTTP to another computer.
  package var isReadableByOthers: Bool { !isSecure && !ServerAddress.isLoopback(host) }

  /// Reads an address, space around it left aside.
  package init(_ text: some StringProtocol) throws(Problem) {
    let typed = Self.trimmed(text)
    guard !typed.isEmpty else { throw .empty }
    guard let separator = typed.firstRange(of: "://") else { throw .missingScheme(String(typed)) }
    scheme = typed[..<separator.lowerBound].lowercased()
    guard scheme == "https" || scheme == "http" else { throw .unsupportedScheme(scheme) }
    let rest = typed[separator.upperBound...]
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard !authority.contains("@") else { throw .userInfo }
    guard !rest.contains("?"), !rest.contains("#") else { throw .queryOrFragment }
    (host, port) = try Self.hostAndPort(authority, schemePort: scheme == "https" ? 443 : 80)
    path = try Self.path(rest[authority.endIndex...])
  }

  /// What is wrong with an address.
  package enum Problem: Error, Hashable, Sendable {
    case empty
    case missingScheme(String)
    case unsupportedScheme(String)
    case userInfo
    case queryOrFragment
    case badHost(String)
    case badPort(String)
    case badPath(String)
  }

  private static func hostAndPort(
    _ authority: Substring, schemePort: UInt16
  ) throws(Problem) -> (String, UInt16?) {
    var host = authority
    var port: Substring?
    // The colons of an IPv6 address stand within its brackets.
    let afterBracket = authority.lastIndex(of: "]") ?? authority.startIndex
    if let colon = authority[afterBracket...].firstIndex(of: ":") {
      host = authority[..<colon]
      port = authority[authority.index(after: colon)...]
    }
    guard isHost(host) else { throw .badHost(String(host)) }
    guard let port else { return (host.lowercased(), nil) }
    guard let number = UInt16(port), number > 0, port.utf8.allSatisfy({ $0 != UInt8(ascii: "+") }) else {
      throw .badPort(String(port))
    }
    return (host.lowercased(), number == schemePort ? nil : number)
  }

  /// A name of labels, an IPv4 address, or an IPv6 address in brackets. Letters need not be ASCII: libcurl
  /// knows IDNA.
  private static func isHost(_ host: Substring) -> Bool {
    if host.hasPrefix("[") {
      let inner = host.dropFirst().dropLast()
      return host.hasSuffix("]") && inner.contains(":")
        && inner.allSatisfy { $0.isASCII && ($0.isHexDigit || $0 == ":" || $0 == ".") }
    }
    return !host.isEmpty && host.utf8.count <= 253
      && host.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
        !label.isEmpty && label.utf8.count <= 63 && !label.hasPrefix("-") && !label.hasSuffix("-")
          && label.allSatisfy { $0.isLetter || ($0.isASCII && $0.isNumber) || $0 == "-" || $0 == "_" }
      }
  }

  private static func path(_ typed: Substring) throws(Problem) -> String {
    var path = typed
    while path.hasSuffix("/") { path = path.dropLast() }
    let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    let isUsable =
      segments.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
      && path.utf8.allSatisfy { byte in byte > 0x20 && byte < 0x7F && !"\"<>\\^`{|}".utf8.contains(byte) }
    guard isUsable else { throw .badPath(String(path)) }
    return String(path)
  }

  private static func trimmed(_ text: some StringProtocol) -> Substring {
    var typed = Substring(text)
    while typed.first?.isWhitespace == true { typed = typed.dropFirst() }
    while typed.last?.isWhitespace == true { typed = typed.dropLast() }
    return typed
  }
}

extension ServerURL.Problem: Sayable {
  /// What is wrong and what to type instead, in a sentence.
  package func text(in language: any Language) -> String {
    switch self {
    case .empty: language.addressEmpty
    case .missingScheme(let typed): language.addressWithoutScheme(typed)
    case .unsupportedScheme(let scheme): language.addressOfScheme(scheme)
    case .userInfo: language.addressWithUser
    case .queryOrFragment: language.addressWithQuery
    case .badHost(let host): language.addressOfBadHost(host)
    case .badPort(let port): language.addressOfBadPort(port)
    case .badPath(let path): language.addressOfBadPath(path)
    }
  }
}

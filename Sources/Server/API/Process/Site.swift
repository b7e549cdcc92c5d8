import HTTPTypes
import Hummingbird
import Synchronization
import Wire

/// Where this server can be reached, and how: known once it listens.
package final class Site: Sendable {
  private struct State {
    var security: ServerSecurity?
    var host = "127.0.0.1"
    var port = Int(ServerAddress.port)
  }

  private let state = Mutex(State())
  private let addresses: @Sendable (_ withIPv6: Bool) -> [String]

  /// - Parameter addresses: What others in the network can use to reach this computer at the moment it is asked.
  package init(
    addresses: @escaping @Sendable (_ withIPv6: Bool) -> [String] = NetworkAddresses.ofThisComputer
  ) {
    self.addresses = addresses
  }

  /// Notes where the server listens, and whether with TLS.
  func listens(host: String, port: Int, security: ServerSecurity?) {
    state.withLock { $0 = State(security: security, host: host, port: port) }
  }

  /// How pupils get into a class: by the address that the teacher's own request came to, if others can use it, and then by
  /// those that this computer has.
  func invitation(to code: String, isJoinable: Bool, asked request: Request) -> Invitation {
    let state = state.withLock { $0 }
    let security = state.security
    let own = security.flatMap { $0.certificate.isOwn ? $0.fingerprint : nil }
    // An authority vouches for names; nobody does for an address.
    let names = own == nil ? security?.certificate.names.map { $0.lowercased() } ?? [] : []
    let isLoopback = ServerAddress.isLoopback(state.host)
    var lines: [JoinLine] = []
    func add(_ host: String, _ port: Int) {
      let line = JoinLine(
        address: text(host, port, security), code: JoinCode(classCode: code, fingerprint: own),
        allowsPlain: security == nil && !isLoopback)
      if !lines.contains(line) { lines.append(line) }
    }
    if let name = Self.proxied(request) {
      // Who came through the proxy knows the name that everybody uses.
      lines.append(JoinLine(address: name, code: JoinCode(classCode: code, fingerprint: nil)))
    } else if !isLoopback, let asked = request.head.authority, let (host, port) = Self.parts(of: asked),
      !ServerAddress.isLoopback(host), names.isEmpty || names.contains(host.lowercased())
    {
      // The port that was asked for may be led on to this server's.
      add(host, port.map(Int.init) ?? (security == nil ? 80 : 443))
    }
    if lines.isEmpty || !isLoopback {
      let isAll = ["0.0.0.0", "::"].contains(state.host)
      let addresses = isAll ? self.addresses(state.host == "::") : [state.host]
      for host in names.isEmpty || isLoopback ? addresses : names { add(host, state.port) }
    }
    if lines.isEmpty { add("127.0.0.1", state.port) }
    let leadsNowhereElse = lines.allSatisfy(Self.isLoopback)
    return Invitation(
      lines: lines, isJoinable: isJoinable, isLoopback: leadsNowhereElse && isLoopback,
      hasNoNetwork: leadsNowhereElse && !isLoopback)
  }

  private static func isLoopback(_ line: JoinLine) -> Bool {
    let host = line.address.replacing("https://", with: "").replacing("http://", with: "")
    return parts(of: host).map { ServerAddress.isLoopback($0.host) } ?? false
  }

  /// What a person types for a host of this server.
  private func text(_ host: String, _ port: Int, _ security: ServerSecurity?) -> String {
    let name = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
    guard let security else { return "http://\(name):\(port)" }
    // Of an address that never leaves the computer nobody assumes TLS, unless the code has a fingerprint.
    let scheme = !security.certificate.isOwn && ServerAddress.isLoopback(name) ? "https://" : ""
    return scheme + name + (port == Int(ServerAddress.port) ? "" : ":\(port)")
  }

  /// The address that a proxy in front of this server goes by; nil where the request came through none.
  private static func proxied(_ request: Request) -> String? {
    guard request.headers[.xForwardedProto]?.lowercased() == "https", let asked = request.head.authority,
      let (host, port) = parts(of: asked), !ServerAddress.isLoopback(host)
    else { return nil }
    return "https://\(host)\(port.map { ":\($0)" } ?? "")"
  }

  /// Host and port of an authority, an IPv6 address with its brackets.
  private static func parts(of authority: String) -> (host: String, port: UInt16?)? {
    let afterBracket = authority.lastIndex(of: "]") ?? authority.startIndex
    guard let colon = authority[afterBracket...].firstIndex(of: ":") else {
      return authority.isEmpty ? nil : (authority, nil)
    }
    guard let port = UInt16(authority[authority.index(after: colon)...]) else { return nil }
    return (String(authority[..<colon]), port)
  }
}

package import Wire

/// How a server proves that it is the right one. Has no meaning where the address begins with `http://`.
package enum ServerTrust: Hashable, Sendable {
  /// By a certificate that an authority which this computer trusts has signed for its name.
  case system
  /// The same with these authorities alone: their certificates in PEM.
  case authorities(pem: String)
  /// By its key, whatever its certificate says of names and dates.
  case key(KeyPin)
}

/// Where a server is, and how it proves that it is the right one.
package struct ServerPlace: Hashable, Sendable {
  /// What comes before the paths of the protocol, without a slash at its end.
  package var address: String
  /// Asked before anything is sent.
  package var trust: ServerTrust

  /// The address as a person says it: without its scheme, and without its port where that is the usual one.
  package var name: String {
    guard let url = try? ServerURL(address) else { return address }
    let port = url.port.flatMap { $0 == ServerAddress.port ? nil : ":\($0)" } ?? ""
    return url.host + port + url.path
  }

  package init(_ address: String, trust: ServerTrust = .system) {
    self.address = address
    self.trust = trust
  }
}

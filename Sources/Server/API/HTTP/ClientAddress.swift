import HTTPTypes
import NIOCore
import Primitives

/// Where a request comes from, as far as limits go: one address of IPv4, or the network of one household or school room
/// in IPv6 (the first 64 bits: within it a computer may have as many addresses as it likes).
package struct ClientAddress: Hashable, Sendable, CustomStringConvertible {
  /// 4 bytes, or the first 8 of 16; none for what has no address, as a socket in the file system.
  let bytes: [UInt8]

  /// The address at the other end of a connection.
  init(_ address: SocketAddress?) {
    let raw = address?.withSockAddr { pointer, size in
      Array(UnsafeRawBufferPointer(start: pointer, count: size))
    }
    // A sockaddr_in has the address after family and port, a sockaddr_in6 after its flow information as well.
    bytes =
      switch address {
      case .v4: Array(raw?[4..<8] ?? [])
      case .v6: Self.network(of: Array(raw?[8..<24] ?? []))
      case .unixDomainSocket, nil: []
      }
  }

  /// The address in words, without a port; nil for anything else.
  init?(_ text: some StringProtocol) {
    guard let address = try? SocketAddress(ipAddress: String(text), port: 0) else { return nil }
    self.init(address)
  }

  /// An address of IPv4 in IPv6's clothes is that address.
  private static func network(of address: [UInt8]) -> [UInt8] {
    let mapped = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]
    return address.starts(with: mapped) ? Array(address[12...]) : Array(address[..<8])
  }

  /// In hexadecimal; for logs and for what is hashed.
  package var description: String { bytes.hexadecimal }
}

/// Proxies in front of the server, whose word about where a request comes from is taken.
package struct TrustedProxies: Sendable {
  private let addresses: Set<ClientAddress>

  /// None: every request comes from where its connection does.
  package static let none = TrustedProxies(addresses: [])

  private init(addresses: Set<ClientAddress>) { self.addresses = addresses }

  /// Proxies at these addresses, each of IPv4 or IPv6; nil where one of them is none.
  package init?(_ texts: [String]) {
    let addresses = texts.map { ClientAddress($0) }
    guard !addresses.contains(nil) else { return nil }
    self.addresses = Set(addresses.compactMap { $0 })
  }

  /// True where that is one of them.
  func contains(_ address: ClientAddress) -> Bool { addresses.contains(address) }

  /// Where a request comes from: the last address in `X-Forwarded-For` that is no trusted proxy's, as far as trusted ones
  /// passed it on. What a client wrote there itself stands before that, and is worth nothing.
  func origin(of request: HTTPFields, via peer: ClientAddress) -> ClientAddress {
    guard addresses.contains(peer) else { return peer }
    // More proxies than this one behind the other are somebody's game.
    let hops = request[values: .xForwardedFor].joined(separator: ",").split(separator: ",").suffix(16)
    var origin = peer
    for hop in hops.reversed() {
      guard let address = ClientAddress(hop.drop { $0 == " " }.prefix { $0 != " " }) else { break }
      origin = address
      if !addresses.contains(address) { break }
    }
    return origin
  }
}

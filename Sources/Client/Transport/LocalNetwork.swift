import CCurl
import Glibc
import Wire

/// What this computer's own interfaces say of its network.
enum LocalNetwork {
  /// True where requests to that URL could leave this computer, or need not.
  static func leads(to url: String) -> Bool {
    let host = (try? ServerURL(url.prefix { $0 != "?" && $0 != "#" }))?.host
    return host.map { ServerAddress.isLoopback($0) } == true || isUp
  }

  /// True where an interface other than the loopback one is up and has an address that somebody gave it; also where that can't
  /// be found out.
  private static var isUp: Bool {
    var list: UnsafeMutablePointer<ifaddrs>?
    guard getifaddrs(&list) == 0 else { return true }
    defer { freeifaddrs(list) }
    let wanted = UInt32(IFF_UP) | UInt32(IFF_RUNNING)
    var next = list
    while let interface = next?.pointee {
      next = interface.ifa_next
      guard interface.ifa_flags & wanted == wanted,
        interface.ifa_flags & UInt32(IFF_LOOPBACK) == 0,
        let address = interface.ifa_addr
      else { continue }
      if isGiven(address) { return true }
    }
    return false
  }

  /// False for what is no address of IP, and for one that the computer made up because nobody gave it any (RFC 3927; RFC 4291,
  /// section 2.5.6).
  private static func isGiven(_ address: UnsafeMutablePointer<sockaddr>) -> Bool {
    switch Int32(address.pointee.sa_family) {
    case AF_INET:
      address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
        UInt32(bigEndian: $0.pointee.sin_addr.s_addr) >> 16 != 0xA9FE
      }
    case AF_INET6:
      address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
        withUnsafeBytes(of: $0.pointee.sin6_addr) { !($0[0] == 0xFE && $0[1] & 0xC0 == 0x80) }
      }
    default: false
    }
  }
}

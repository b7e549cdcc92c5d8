import Glibc

/// The addresses of this computer that others in its network can use.
enum NetworkAddresses {
  /// What people type, the likeliest first: addresses of IPv4, the name that Avahi tells the network, and addresses of IPv6
  /// where wanted. Empty while this computer has no network.
  static func ofThisComputer(withIPv6: Bool) -> [String] {
    var list: UnsafeMutablePointer<ifaddrs>?
    guard getifaddrs(&list) == 0 else { return [] }
    defer { freeifaddrs(list) }
    var (v4, v6): ([String], [String]) = ([], [])
    var isConnected = false
    let wanted = Int32(IFF_UP) | Int32(IFF_RUNNING)
    var next = list
    while let interface = next?.pointee {
      next = interface.ifa_next
      let flags = Int32(bitPattern: interface.ifa_flags)
      guard let address = interface.ifa_addr, flags & wanted == wanted, flags & Int32(IFF_LOOPBACK) == 0,
        !isVirtual(String(cString: interface.ifa_name)),
        [AF_INET, AF_INET6].contains(Int32(address.pointee.sa_family)), let text = text(of: address)
      else { continue }
      isConnected = true
      switch Int32(address.pointee.sa_family) {
      // An address that nobody gave (RFC 3927, RFC 4291, section 2.5.6) works beside this computer only, if at all.
      case AF_INET where !text.hasPrefix("169.254."): v4.append(text)
      case AF_INET6 where !text.hasPrefix("fe80") && withIPv6: v6.append("[\(text)]")
      default: break
      }
    }
    return v4 + (isConnected ? localName() : []) + v6
  }

  /// The networks of containers and virtual machines, where no pupil is.
  private static func isVirtual(_ name: String) -> Bool {
    ["docker", "br-", "veth", "virbr", "vmnet", "lxc", "podman", "cni"].contains { name.hasPrefix($0) }
  }

  private static func text(of address: UnsafeMutablePointer<sockaddr>) -> String? {
    let size =
      Int32(address.pointee.sa_family) == AF_INET6
      ? MemoryLayout<sockaddr_in6>.size : MemoryLayout<sockaddr_in>.size
    var buffer = [CChar](repeating: 0, count: Int(NI_MAXHOST))
    guard
      getnameinfo(address, socklen_t(size), &buffer, socklen_t(buffer.count), nil, 0, NI_NUMERICHOST) == 0
    else { return nil }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// The name by which computers of this network find this one, where Avahi says it to them.
  private static func localName() -> [String] {
    guard access("/run/avahi-daemon/socket", F_OK) == 0 else { return [] }
    var buffer = [CChar](repeating: 0, count: 256)
    guard gethostname(&buffer, buffer.count - 1) == 0 else { return [] }
    let name = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard let first = name.split(separator: ".").first else { return [] }
    return ["\(first).local"]
  }
}

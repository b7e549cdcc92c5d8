/// Where a server is, unless somebody says otherwise.
package enum ServerAddress {
  /// The port that a server listens on, and that an address without one means.
  package static let port: UInt16 = 8420

  /// True for the names and addresses that never leave this computer; an IPv6 address may stand in its brackets.
  package static func isLoopback(_ host: some StringProtocol) -> Bool {
    let host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : String(host)
    if host == "localhost" || host == "::1" { return true }
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false)
    return numbers.count == 4 && numbers[0] == "127" && numbers.allSatisfy { UInt8($0) != nil }
  }
}

/// Where to listen: a name or address of this computer, and a port.
package struct ListenAddress: Hashable, Sendable {
  /// Without the brackets of an IPv6 address.
  package let host: String
  /// 0 for one that is free.
  package let port: Int

  /// Reads `HOST:PORT`, the host of an IPv6 address in brackets; nil for anything else.
  package init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":") else { return nil }
    let digits = text[text.index(after: colon)...]
    // `UInt16` would take a plus sign as well.
    guard digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let port = UInt16(digits)
    else { return nil }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      return nil
    }
    guard !host.isEmpty else { return nil }
    self.host = String(host)
    self.port = Int(port)
  }
}

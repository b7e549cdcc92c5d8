/// A server's public key as its clients remember it: the SHA-256 of its SubjectPublicKeyInfo in DER, written as libcurl
/// takes it, `sha256//` and base 64 (the hash of RFC 7469).
package struct KeyPin: Hashable, Sendable, CustomStringConvertible {
  package let description: String

  private static let prefix = "sha256//"

  /// Reads the text; nil for anything else.
  package init?(_ text: some StringProtocol) {
    let digits = Array(text.utf8).dropFirst(Self.prefix.utf8.count)
    guard text.hasPrefix(Self.prefix), digits.count == 44, digits.last == UInt8(ascii: "="),
      digits.dropLast().allSatisfy(Self.isDigit)
    else { return nil }
    description = String(text)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
      true
    default: false
    }
  }
}

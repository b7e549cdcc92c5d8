import Crypto
import Foundation
import Primitives
package import Store

/// A bearer token: 256 random bits as 64 hexadecimal digits. Whoever has it is the account it was given to.
package struct BearerToken: Sendable {
  /// What the client keeps and sends. Never logged, never stored by the server.
  package let text: String

  /// Characters of a token.
  static let length = 64

  package init() {
    text = SecretBytes.random(count: Self.length / 2).hexadecimal
  }

  init(text: String) { self.text = text }

  /// What the store keeps of it.
  package var hash: TokenHash { Self.hash(of: text) }

  /// What the store would keep of a text, whether it is a token or not.
  package static func hash(of text: some StringProtocol) -> TokenHash {
    TokenHash(bytes: SHA256.hash(data: Array(text.utf8)).withUnsafeBytes { Array($0) })
  }

  /// The token in an `Authorization` field: the scheme in any case, then the token. Nil for anything else.
  static func inAuthorization(_ field: String) -> Substring? {
    // By bytes: to split by characters, the text would have to be normalised.
    let scheme = field.utf8.prefix { $0 != UInt8(ascii: " ") }
    let token = field.utf8[scheme.endIndex...].drop { $0 == UInt8(ascii: " ") }
    guard scheme.count == 6, Substring(scheme).lowercased() == "bearer", (1...256).contains(token.count)
    else { return nil }
    return Substring(token)
  }
}

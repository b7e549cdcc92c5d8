import Crypto
import Foundation
public import Store

/// A bearer token: 256 random bits as 64 hexadecimal digits. Whoever has it is the account it was given to.
public struct BearerToken: Sendable {
  /// What the client keeps and sends. Never logged, never stored by the server.
  public let text: String

  /// A new token.
  public init() {
    text = SecretBytes.hex(SecretBytes.random(count: 32))
  }

  /// What the store keeps of it.
  public var hash: TokenHash { Self.hash(of: text) }

  /// What the store would keep of a text, whether it is a token or not.
  static func hash(of text: some StringProtocol) -> TokenHash {
    TokenHash(bytes: Array(SHA256.hash(data: Array(text.utf8))))
  }

  /// The token in an `Authorization` field: the scheme in any case, then the token. Nil for anything else.
  static func inAuthorization(_ field: String) -> Substring? {
    let parts = field.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
    let token = parts[1].drop { $0 == " " }
    return token.isEmpty || token.utf8.count > 256 ? nil : token
  }
}

import Crypto
import CryptoExtras
import Foundation
import SwiftASN1
package import Wire

/// The public key that a server proves itself with.
package struct ServerKey: Hashable, Sendable {
  /// Its SubjectPublicKeyInfo in DER (RFC 5280, section 4.1.2.7).
  package let bytes: [UInt8]
  /// What clients remember of it.
  package let pin: KeyPin

  /// A key by its SubjectPublicKeyInfo in DER.
  package init?(subjectPublicKeyInfo bytes: some Collection<UInt8>) {
    self.bytes = Array(bytes)
    let digest = Data(SHA256.hash(data: self.bytes)).base64EncodedString()
    guard let pin = KeyPin("sha256//\(digest)") else { return nil }
    self.pin = pin
  }

  /// The key of a certificate in PEM; nil for what is none.
  package init?(certificate pem: String) {
    guard let document = try? PEMDocument(pemString: pem) else { return nil }
    self.init(certificate: document.derBytes)
  }

  /// The key of a certificate in DER; nil for what is none.
  package init?(certificate der: [UInt8]) {
    guard case .constructed(let parts)? = try? DER.parse(der).content,
      let body = parts.first(where: { _ in true }),
      case .constructed(let fields) = body.content
    else { return nil }
    // Serial number, algorithm, issuer, validity and subject stand before it, and a version where it is not the first.
    let version = ASN1Identifier(tagWithNumber: 0, tagClass: .contextSpecific)
    let unversioned = fields.drop { $0.identifier == version }
    guard let key = unversioned.dropFirst(5).first(where: { _ in true }), key.identifier == .sequence else {
      return nil
    }
    self.init(subjectPublicKeyInfo: key.encodedBytes)
  }

  /// What a person can read aloud of the key: the first 50 bits of PBKDF2-HMAC-SHA256 (RFC 8018) over it. Takes a tenth of a
  /// second, so that nobody finds another key with the same.
  ///
  /// - Returns: Nil where the library has no memory for it.
  package func fingerprint() -> KeyFingerprint? {
    let derived = try? KDF.Insecure.PBKDF2.deriveKey(
      from: bytes, salt: Array("glosa".utf8), using: .sha256, outputByteCount: 8, rounds: Self.rounds)
    return derived?.withUnsafeBytes { KeyFingerprint(bits: Array($0)) }
  }

  /// Of the slow hash.
  private static let rounds = 1 << 18
}

import Crypto
import Files
import Foundation
import Glibc
import Primitives
import SwiftASN1
import X509

/// The certificate that the server makes for itself.
extension ServerCertificate {
  /// Of a certificate that is made, in seconds: ten years.
  private static let lifetime: Double = 3652 * 86_400
  /// How long before its end it is made anew, in milliseconds: a month.
  private static let renewal: Int64 = 30 * 86_400_000

  init(own path: String, at time: Timestamp) throws(Failure) {
    let file = PrivateFile(path: path)
    if access(path, F_OK) != 0, errno == ENOENT {
      let made = try Self.make(for: Certificate.PrivateKey(P256.Signing.PrivateKey()), at: time)
      // Whole or not at all; another server on the same database may be quicker.
      let draft = PrivateFile(path: "\(path).\(getpid()).new")
      unlink(draft.path)
      do throws(SystemError) {
        try draft.create(made)
        defer { unlink(draft.path) }
        guard link(draft.path, path) == 0 || errno == EEXIST else { throw .last }
      } catch {
        throw .cannotWrite("the server's key \(path) can't be written (\(error.plainReason)).")
      }
      FileSystem.sync(directory: FileSystem.folder(of: path))
    }
    guard let bytes = file.contents(atMost: Self.largestFile) else {
      throw .unusable(
        "the server's key \(path) can't be read, or others than its owner may touch it; it must be a plain file of this user with mode 600."
      )
    }
    var text = String(decoding: bytes, as: UTF8.self)
    var chain = try Self.chain(in: text, of: path)
    let key = try Self.key(in: text, of: path)
    if let certificate = chain.first,
      Self.milliseconds(certificate.notValidAfter) < time.milliseconds + Self.renewal
    {
      // The key stays, and so does what clients know of the server: only browsers look at dates.
      text = try Self.make(for: key, at: time)
      chain = try Self.chain(in: text, of: path)
      // Where it can't be kept it is made again at the next start.
      if let draft = try? file.draft(text) { try? file.replace(by: draft) }
    }
    try self.init(chain: chain, key: key, of: path, isOwn: true, warnings: [])
  }

  /// A certificate for a key that vouches for itself, and the key, in PEM.
  private static func make(for key: Certificate.PrivateKey, at time: Timestamp) throws(Failure) -> String {
    do {
      let name = try DistinguishedName { CommonName("Glosa server") }
      let now = Date(timeIntervalSince1970: Double(time.milliseconds) / 1000)
      let certificate = try Certificate(
        version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: key.publicKey,
        notValidBefore: now.addingTimeInterval(-86_400), notValidAfter: now.addingTimeInterval(lifetime),
        issuer: name, subject: name, signatureAlgorithm: .ecdsaWithSHA256,
        extensions: try Certificate.Extensions {
          Critical(BasicConstraints.notCertificateAuthority)
          Critical(KeyUsage(digitalSignature: true))
          try ExtendedKeyUsage([.serverAuth])
          SubjectAlternativeNames(names())
        }, issuerPrivateKey: key)
      return try certificate.serializeAsPEM().pemString + "\n" + key.serializeAsPEM().pemString + "\n"
    } catch {
      throw .cannotWrite("the server's certificate can't be made (\(error)).")
    }
  }

  /// By what browsers on this computer and beside it may ask for it.
  private static func names() -> [GeneralName] {
    var buffer = [CChar](repeating: 0, count: 256)
    gethostname(&buffer, buffer.count - 1)
    let host = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let names = host.isEmpty ? ["localhost"] : ["localhost", host, host + ".local"]
    return names.map { .dnsName($0) } + [
      .ipAddress(ASN1OctetString(contentBytes: [127, 0, 0, 1])),
      .ipAddress(ASN1OctetString(contentBytes: [UInt8](repeating: 0, count: 15) + [1])),
    ]
  }
}

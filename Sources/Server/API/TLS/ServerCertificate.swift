import Crypto
import Files
import Foundation
import Glibc
package import KeyPinning
import NIOSSL
package import Primitives
import SwiftASN1
import X509

/// The certificate that a server proves itself with, and its key.
package struct ServerCertificate: Sendable {
  /// Where a certificate comes from.
  package enum Source: Hashable, Sendable {
    /// One that the server made for itself, kept in this file together with its key.
    case own(file: String)
    /// Two files in PEM: the certificate with those above it, and the key. May be one and the same file.
    case given(certificate: String, key: String)
  }

  /// Why there is none, as a sentence for the person who started the server.
  package enum Failure: Error, Hashable, Sendable {
    /// A file that was given can't be used.
    case unusable(String)
    /// The server's own file can't be written.
    case cannotWrite(String)
  }

  package let publicKey: ServerKey
  /// The names of hosts that it is for, without those with a star.
  package let names: [String]
  /// True where nobody but the server vouches for it.
  package let isOwn: Bool
  /// What the person should know of it though it works, as sentences.
  package let warnings: [String]
  let configuration: TLSConfiguration

  /// Reads a certificate; makes one where it is the server's own and is not there yet.
  package init(_ source: Source, at time: Timestamp) throws(Failure) {
    switch source {
    case .own(let path): try self.init(own: path, at: time)
    case .given(let certificate, let key): try self.init(certificate: certificate, key: key, at: time)
    }
  }

  // MARK: Its own

  private init(own path: String, at time: Timestamp) throws(Failure) {
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

  // MARK: A given one

  private init(certificate: String, key: String, at time: Timestamp) throws(Failure) {
    let chain = try Self.chain(in: Self.text(of: certificate), of: certificate)
    let privateKey = try Self.key(in: Self.text(of: key), of: key)
    var warnings: [String] = []
    if let leaf = chain.first {
      let (start, end) = (Self.milliseconds(leaf.notValidBefore), Self.milliseconds(leaf.notValidAfter))
      if end <= time.milliseconds {
        warnings.append(
          "the certificate \(certificate) expired on \(Timestamp(milliseconds: end)); who trusts its authority turns away until it is renewed"
        )
      } else if start > time.milliseconds {
        warnings.append(
          "the certificate \(certificate) is valid from \(Timestamp(milliseconds: start)) on only; is this computer's clock right?"
        )
      }
    }
    let attributes = try? FileManager.default.attributesOfItem(atPath: key)
    if let mode = attributes?[.posixPermissions] as? Int, mode & 0o004 != 0 {
      warnings.append("everybody on this computer may read the key \(key); take that away: chmod o-r \(key)")
    }
    try self.init(chain: chain, key: privateKey, of: key, isOwn: false, warnings: warnings)
  }

  private static func text(of path: String) throws(Failure) -> String {
    do {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      guard bytes.count <= largestFile else {
        throw Failure.unusable("\(path) is too large for a certificate or a key.")
      }
      return String(decoding: bytes, as: UTF8.self)
    } catch let failure as Failure {
      throw failure
    } catch {
      let reason = errno == 0 ? "" : " (\(String(cString: strerror(errno))))"
      throw .unusable("\(path) can't be read\(reason).")
    }
  }

  // MARK: Both

  private init(
    chain: [Certificate], key: Certificate.PrivateKey, of path: String, isOwn: Bool, warnings: [String]
  ) throws(Failure) {
    guard let leaf = chain.first else { throw .unusable("there is no certificate in \(path).") }
    guard leaf.publicKey == key.publicKey else {
      throw .unusable("the key in \(path) is not the one of the certificate.")
    }
    // Hardly any browser takes one, nor does TLS as it is set up here.
    guard Curve25519.Signing.PublicKey(leaf.publicKey) == nil else {
      throw .unusable(
        "the key \(path) is of a kind that browsers don't know; make an elliptic one (P-256, P-384, P-521) or RSA."
      )
    }
    do {
      let certificates = try chain.map {
        NIOSSLCertificateSource.certificate(
          try NIOSSLCertificate(bytes: Array($0.serializeAsPEM().derBytes), format: .der))
      }
      let privateKey = try NIOSSLPrivateKey(bytes: Array(key.serializeAsPEM().pemString.utf8), format: .pem)
      var configuration = TLSConfiguration.makeServerConfiguration(
        certificateChain: certificates, privateKey: .privateKey(privateKey))
      configuration.minimumTLSVersion = .tlsv12
      configuration.cipherSuites = Self.cipherSuites
      configuration.applicationProtocols = ["http/1.1"]
      // Said once here rather than at each connection.
      _ = try NIOSSLContext(configuration: configuration)
      self.configuration = configuration
    } catch {
      throw .unusable("the certificate and key of \(path) can't be used for TLS (\(error)).")
    }
    guard let publicKey = Self.publicKey(of: leaf) else {
      throw .unusable("the certificate for \(path) has no key that can be read.")
    }
    self.publicKey = publicKey
    let alternatives = (try? leaf.extensions.subjectAlternativeNames) ?? nil
    names = (alternatives ?? SubjectAlternativeNames([])).compactMap {
      if case .dnsName(let name) = $0, !name.contains("*") { name } else { nil }
    }
    self.isOwn = isOwn
    self.warnings = warnings
  }

  private static func publicKey(of certificate: Certificate) -> ServerKey? {
    (try? certificate.serializeAsPEM().derBytes).flatMap { ServerKey(certificate: $0) }
  }

  private static func chain(in text: String, of path: String) throws(Failure) -> [Certificate] {
    do {
      let documents = try PEMDocument.parseMultiple(pemString: text)
      let chain = try documents.filter { $0.discriminator == Certificate.defaultPEMDiscriminator }
        .map { try Certificate(pemDocument: $0) }
      guard !chain.isEmpty else {
        throw Failure.unusable("there is no certificate in \(path), which must be PEM.")
      }
      return chain
    } catch let failure as Failure {
      throw failure
    } catch {
      throw .unusable("the certificate \(path) can't be read: it must be PEM (\(error)).")
    }
  }

  private static func key(in text: String, of path: String) throws(Failure) -> Certificate.PrivateKey {
    guard !text.contains("ENCRYPTED") else {
      throw .unusable(
        "the key \(path) is encrypted, and nobody is there to type its passphrase; write it without one: openssl pkey -in \(path) -out FILE"
      )
    }
    do {
      guard
        let document = try PEMDocument.parseMultiple(pemString: text)
          .first(where: { $0.discriminator.hasSuffix("PRIVATE KEY") })
      else { throw Failure.unusable("there is no private key in \(path), which must be PEM.") }
      return try Certificate.PrivateKey(pemDocument: document)
    } catch let failure as Failure {
      throw failure
    } catch {
      throw .unusable(
        "the key \(path) can't be read: it must be PEM, elliptic (P-256, P-384, P-521) or RSA (\(error)).")
    }
  }

  private static func milliseconds(_ date: Date) -> Int64 { Int64(date.timeIntervalSince1970 * 1000) }

  /// With a key of its own for each connection, and no padding to be tried out (RFC 9325, section 4.2).
  private static let cipherSuites = [
    "ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-ECDSA-CHACHA20-POLY1305",
    "ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-RSA-AES256-GCM-SHA384", "ECDHE-RSA-CHACHA20-POLY1305",
  ].joined(separator: ":")
  /// Of a certificate that is made, in seconds: ten years.
  private static let lifetime: Double = 3652 * 86_400
  /// How long before its end it is made anew, in milliseconds: a month.
  private static let renewal: Int64 = 30 * 86_400_000
  private static let largestFile = 256 << 10
}

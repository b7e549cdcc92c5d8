import Crypto
import Foundation
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

  init(
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

  static func chain(in text: String, of path: String) throws(Failure) -> [Certificate] {
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

  static func key(in text: String, of path: String) throws(Failure) -> Certificate.PrivateKey {
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

  static func milliseconds(_ date: Date) -> Int64 { Int64(date.timeIntervalSince1970 * 1000) }

  /// With a key of its own for each connection, and no padding to be tried out (RFC 9325, section 4.2).
  private static let cipherSuites = [
    "ECDHE-ECDSA-AES128-GCM-SHA256", "ECDHE-ECDSA-AES256-GCM-SHA384", "ECDHE-ECDSA-CHACHA20-POLY1305",
    "ECDHE-RSA-AES128-GCM-SHA256", "ECDHE-RSA-AES256-GCM-SHA384", "ECDHE-RSA-CHACHA20-POLY1305",
  ].joined(separator: ":")
  /// Bytes of a file at most.
  static let largestFile = 256 << 10
}

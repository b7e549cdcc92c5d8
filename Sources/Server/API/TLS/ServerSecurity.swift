import Glibc
import HTTPTypes
import HummingbirdCore
import KeyPinning
import Logging
import NIOCore
import NIOSSL
package import Primitives
import Synchronization
package import Wire

/// TLS for every connection from now on, with a certificate that can be read anew while the server runs.
package final class ServerSecurity: Sendable {
  private let source: ServerCertificate.Source
  private let current: Mutex<Loaded>

  private struct Loaded: Sendable {
    let certificate: ServerCertificate
    let fingerprint: KeyFingerprint
    let context: NIOSSLContext
  }

  /// Reads the certificate, or makes it.
  package init(_ source: ServerCertificate.Source, at time: Timestamp) throws(ServerCertificate.Failure) {
    self.source = source
    current = Mutex(try Self.load(source, at: time))
  }

  /// The certificate that new connections get.
  package var certificate: ServerCertificate { current.withLock { $0.certificate } }

  /// What people read aloud of its key.
  package var fingerprint: KeyFingerprint { current.withLock { $0.fingerprint } }

  /// Reads the certificate anew, for the connections from now on; one that can't be used changes nothing.
  package func reload(at time: Timestamp) throws(ServerCertificate.Failure) {
    // A key that was made now would shut everybody out.
    if case .own(let file) = source, access(file, F_OK) != 0 {
      throw .unusable("the server's key \(file) is gone; put it back before the server ends.")
    }
    let loaded = try Self.load(source, at: time)
    current.withLock { $0 = loaded }
  }

  private static func load(
    _ source: ServerCertificate.Source, at time: Timestamp
  ) throws(ServerCertificate.Failure) -> Loaded {
    let certificate = try ServerCertificate(source, at: time)
    guard let fingerprint = certificate.publicKey.fingerprint() else {
      throw .unusable("there is no memory for the fingerprint of the server's key.")
    }
    do {
      return Loaded(
        certificate: certificate, fingerprint: fingerprint,
        context: try NIOSSLContext(configuration: certificate.configuration))
    } catch {
      throw .unusable("the certificate can't be used for TLS (\(error)).")
    }
  }

  /// Puts TLS under everything else of a new connection.
  func add(to channel: any Channel, lingerTime: Duration) throws {
    let context = current.withLock { $0.context }
    let pipeline = channel.pipeline.syncOperations
    try pipeline.addHandler(PlainTextHandler(lingerTime: lingerTime))
    try pipeline.addHandler(NIOSSLServerHandler(context: context))
  }
}

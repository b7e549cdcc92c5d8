import Files
import KeyPinning
import Languages
package import Transport
package import Wire

/// What a person says of a server: where it is, and what proves that it is the right one.
package struct ServerDirections {
  /// As it was typed: a host, with a port or without, or a URL.
  let address: String
  /// Of the server's key, as it stands on the board.
  var fingerprint: KeyFingerprint?
  /// A file with the certificates of authorities to trust.
  var authorities: String?
  /// The person has said that others may read what is sent.
  package var allowsPlain = false
  /// Where the same ledger was found so far, and how it proved itself.
  package var known: ServerPlace?

  package init(
    address: String, fingerprint: KeyFingerprint? = nil, authorities: String? = nil,
    allowsPlain: Bool = false, known: ServerPlace? = nil
  ) {
    self.address = address
    self.fingerprint = fingerprint
    self.authorities = authorities
    self.allowsPlain = allowsPlain
    self.known = known
  }

  /// The place, once it has proved by its key that it is the right one; where authorities prove it, each request will.
  ///
  /// - Throws: `CommandFailure` with a sentence. Nothing was sent to the server then.
  package func place() throws(CommandFailure) -> ServerPlace {
    let url = try url()
    guard url.isSecure else {
      if url.isReadableByOthers, !allowsPlain, known == nil { throw Self.readable(url) }
      return ServerPlace(url.description)
    }
    if let fingerprint { return ServerPlace(url.description, trust: .key(try pin(of: fingerprint, at: url))) }
    if let authorities {
      return ServerPlace(url.description, trust: .authorities(pem: try Self.certificates(in: authorities)))
    }
    let place = ServerPlace(url.description, trust: known?.trust ?? .system)
    guard case .key(let pin) = place.trust, isAnotherKey(than: pin, at: url) else { return place }
    // A key of its own may have given way to one that an authority vouches for.
    let vouched = ServerPlace(url.description)
    let request = RequestBuilder(vouched, token: nil).request(.healthz, timeout: .seconds(10))
    return (try? CurlTransport().response(to: request)) == nil ? place : vouched
  }

  private func isAnotherKey(than pin: KeyPin, at url: ServerURL) -> Bool {
    (try? ShownCertificate.pem(of: url)).flatMap { ServerKey(certificate: $0) }.map { $0.pin != pin } ?? false
  }

  private func url() throws(CommandFailure) -> ServerURL {
    let url = try read(assuming: "https")
    // A fingerprint is of a server that speaks TLS, whatever stands before it.
    if fingerprint != nil { return url.secured }
    let hasTLS = authorities != nil || known.map(ServerPlace.isSecure) == true
    let isBare = !address.contains("://")
    if isBare, !hasTLS, known != nil || ServerAddress.isLoopback(url.host) {
      return try read(assuming: "http")
    }
    if hasTLS, url.isReadableByOthers, !allowsPlain {
      throw CommandFailure(.notAllowed, Spoken.language.plainWhereTLSIsKnown(url.description))
    }
    return url
  }

  private func read(assuming scheme: String) throws(CommandFailure) -> ServerURL {
    do {
      return try ServerURL(address, assuming: scheme)
    } catch {
      throw CommandFailure(.badUsage, error.spoken)
    }
  }

  /// The pin of the key that the server shows, where it has that fingerprint.
  private func pin(of fingerprint: KeyFingerprint, at url: ServerURL) throws(CommandFailure) -> KeyPin {
    let shown: String
    do throws(TransportError) {
      shown = try ShownCertificate.pem(of: url)
    } catch {
      throw ServerConnection.failure(error, at: url)
    }
    guard let key = ServerKey(certificate: shown) else {
      throw CommandFailure(.notAllowed, Spoken.language.certificateUnreadable(at: url.description))
    }
    guard key.fingerprint() == fingerprint else {
      throw CommandFailure(.notAllowed, Spoken.language.keyIsAnother(at: url.description))
    }
    return key.pin
  }

  private static func certificates(in file: String) throws(CommandFailure) -> String {
    let text: String
    do throws(FileError) {
      text = try Files.readText(file)
    } catch {
      throw CommandFailure(.badInput, error.spoken)
    }
    guard text.contains("-----BEGIN CERTIFICATE-----") else {
      throw CommandFailure(.badInput, Spoken.language.noCertificate(in: file))
    }
    return text
  }

  private static func readable(_ url: ServerURL) -> CommandFailure {
    CommandFailure(.notAllowed, Spoken.language.readableSoNotSent(url.description))
  }
}

extension ServerPlace {
  /// True where it speaks TLS.
  static func isSecure(_ place: ServerPlace) -> Bool { place.address.hasPrefix("https://") }
}

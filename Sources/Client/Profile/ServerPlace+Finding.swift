import Files
import KeyPinning
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
      throw CommandFailure(
        .notAllowed,
        "The server of this class speaks TLS, and \(url) does not: nothing was sent. Ask for the address that begins with https://."
      )
    }
    return url
  }

  private func read(assuming scheme: String) throws(CommandFailure) -> ServerURL {
    do {
      return try ServerURL(address, assuming: scheme)
    } catch {
      throw CommandFailure(.badUsage, error.description)
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
      throw CommandFailure(
        .notAllowed, "\(url) shows a certificate that can't be read: nothing was sent to it.")
    }
    guard key.fingerprint() == fingerprint else {
      throw CommandFailure(
        .notAllowed,
        "The server at \(url) is not the one of this code (its key is another), so nothing was sent to it. Check the ten letters and digits at the end of the code, and the address; if both are right, somebody stands between: tell the teacher."
      )
    }
    return key.pin
  }

  private static func certificates(in file: String) throws(CommandFailure) -> String {
    let text: String
    do throws(FileError) {
      text = try Files.readText(file)
    } catch {
      throw CommandFailure(.badInput, error.description)
    }
    guard text.contains("-----BEGIN CERTIFICATE-----") else {
      throw CommandFailure(.badInput, "\(file) holds no certificate in PEM (-----BEGIN CERTIFICATE-----).")
    }
    return text
  }

  /// What is to be said where others can read what is sent.
  package static let warning =
    "everybody in the network can read what goes to this server, your token included; ask the teacher to start it with --tls"

  /// The same for a teacher.
  package static let teacherWarning =
    "everybody in the network can read what goes to this server, your token included; start it with --tls"

  private static func readable(_ url: ServerURL) -> CommandFailure {
    CommandFailure(
      .notAllowed,
      "Everybody in the network could read what goes to \(url), a PIN or token included, so nothing was sent. Ask for the line that stands on the teacher's board (glosa class show); where it has to be like that, say so with --insecure."
    )
  }
}

extension ServerPlace {
  /// True where it speaks TLS.
  static func isSecure(_ place: ServerPlace) -> Bool { place.address.hasPrefix("https://") }
}

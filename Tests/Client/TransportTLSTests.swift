import Foundation
import Glibc
import Primitives
import TestScopes
import TestSupport
import Testing
import Transport

/// Against a real TLS server, which `openssl` provides.
@Suite(.ownThread(), .enabled(if: TLSServer.isAvailable, "openssl is not installed"))
struct TransportTLSTests {
  @Test("a certificate that no authority signed is refused, and the server sees no byte of the request")
  func refusesSelfSigned() throws {
    let server = try TLSServer(name: "localhost")
    defer { server.stop() }
    let error = failure(server.url)
    guard case .insecure = error else {
      Issue.record("not refused: \(String(describing: error))")
      return
    }
  }

  @Test("a trusted certificate is accepted for its own name")
  func acceptsTrusted() throws {
    let server = try TLSServer(name: "localhost")
    defer { server.stop() }
    let response = try CurlTransport().response(
      to: HTTPRequest(url: "https://localhost:\(server.port)/", trust: server.trust))
    #expect(response.status == 200)
  }

  @Test("a trusted certificate of another name is refused")
  func refusesOtherName() throws {
    let server = try TLSServer(name: "elsewhere.example")
    defer { server.stop() }
    let error = failure(server.url, server.trust)
    guard case .insecure = error else {
      Issue.record("not refused: \(String(describing: error))")
      return
    }
  }

  @Test("TLS 1.1 is refused")
  func refusesOldTLS() throws {
    let server = try TLSServer(name: "localhost", options: ["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"])
    defer { server.stop() }
    #expect(
      failure(server.url, server.trust) != nil)
  }

  @Test("a server that speaks no TLS gets no request")
  func refusesPlain() throws {
    let server = try LoopbackServer { _ in [.send("HTTP/1.1 400 Bad Request\r\n\r\n"), .readRequest] }
    defer { server.stop() }
    #expect(failure("https://127.0.0.1:\(server.port)/") != nil)
    #expect(server.record.current.requests.isEmpty)
  }

  private func failure(_ url: String, _ trust: ServerTrust = .system) -> TransportError? {
    do throws(TransportError) {
      _ = try CurlTransport().response(to: HTTPRequest(url: url, timeout: .seconds(10), trust: trust))
      return nil
    } catch {
      return error
    }
  }
}

/// `openssl s_server` with a fresh self-signed certificate, on a free port.
private struct TLSServer {
  static let program = ChildProgram.find("/usr/bin/openssl", "/usr/local/bin/openssl")
  static var isAvailable: Bool { program != nil }

  let port: UInt16
  let certificate: String
  /// In this certificate alone.
  let trust: ServerTrust
  private let process: ChildProgram
  private let key: String

  init(name: String, options: [String] = []) throws {
    let program = try #require(Self.program)
    var generator = SystemRandomNumberGenerator()
    let path = "/tmp/glosa-tls-\(UniqueID.random(using: &generator))"
    (certificate, key) = ("\(path).pem", "\(path).key")
    try #require(
      ChildProgram.run(
        program,
        [
          "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
          "-subj", "/CN=\(name)", "-addext", "subjectAltName=DNS:\(name)", "-keyout", key, "-out",
          certificate,
        ]), "openssl req failed")
    trust = .authorities(pem: try String(contentsOfFile: certificate, encoding: .utf8))
    process = try #require(
      ChildProgram(
        program, ["s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key, "-www"] + options))
    // Its line is `ACCEPT 127.0.0.1:12345`.
    var line = process.readLine()
    while let text = line, !text.hasPrefix("ACCEPT") { line = process.readLine() }
    port = try #require(
      line?.split(separator: ":").last.flatMap { UInt16($0) }, "openssl s_server did not start")
  }

  var url: String { "https://localhost:\(port)/" }

  func stop() {
    process.stop()
    unlink(certificate)
    unlink(key)
  }
}

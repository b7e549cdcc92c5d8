import Foundation
import Glibc
import HTTPTypes
import Hummingbird
import KeyPinning
import Primitives
import TestScopes
import TestSupport
import Testing
import Wire

@testable import API

/// The certificate that a server proves itself with, its own or a given one; `openssl` makes and reads them.
@Suite(.ownThread()) struct ServerCertificateTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var own: String { folder.path + "/server.sqlite.tls.pem" }

  private func openssl(_ arguments: String..., input: String = "") throws -> String {
    let path = try #require(ChildProgram.find("/usr/bin/openssl"))
    let finished = try Program.run(
      path, arguments, environment: ProcessInfo.processInfo.environment, input: input)
    try #require(finished.status == 0, "openssl \(arguments.joined(separator: " ")): \(finished.errors)")
    return finished.output
  }

  /// A self-signed certificate with a key of that kind, as `openssl req -newkey` takes it.
  private func given(
    _ name: String, _ kind: [String] = ["ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"],
    _ more: [String] = []
  ) throws -> (certificate: String, key: String) {
    let (certificate, key) = (folder.path + "/\(name).crt", folder.path + "/\(name).key")
    let path = try #require(ChildProgram.find("/usr/bin/openssl"))
    try #require(
      ChildProgram.run(
        path,
        ["req", "-x509", "-newkey"] + kind + [
          "-days", "30", "-subj", "/CN=\(name)", "-keyout", key, "-out", certificate,
        ]
          + (more.isEmpty ? ["-nodes"] : more)))
    return (certificate, key)
  }

  private func sentence(_ source: ServerCertificate.Source, at time: Timestamp = .now) -> String? {
    do throws(ServerCertificate.Failure) {
      _ = try ServerCertificate(source, at: time)
      return nil
    } catch {
      switch error {
      case .unusable(let sentence), .cannotWrite(let sentence): return sentence
      }
    }
  }

  @Test(
    "the first start makes an elliptic key that this user alone can read, for ten years; the next uses it")
  func makesItsOwn() throws {
    let made = try ServerCertificate(.own(file: own), at: .now)
    #expect(made.isOwn)
    #expect(made.warnings.isEmpty)
    var status = stat()
    #expect(stat(own, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    let text = try openssl("x509", "-in", own, "-noout", "-text")
    #expect(text.contains("NIST CURVE: P-256"))
    #expect(text.contains("CA:FALSE"))
    #expect(text.contains("DNS:localhost"))
    // Ten years of seconds from now on, less an hour.
    _ = try openssl("x509", "-in", own, "-noout", "-checkend", "\(3652 * 86_400 - 3600)")
    let file = try String(contentsOfFile: own, encoding: .utf8)
    #expect(try ServerCertificate(.own(file: own), at: .now).publicKey == made.publicKey)
    #expect(try String(contentsOfFile: own, encoding: .utf8) == file)
  }

  @Test("the pin and the fingerprint are those of the key that openssl sees")
  func pins() throws {
    let made = try ServerCertificate(.own(file: own), at: .now)
    let pem = try openssl("x509", "-in", own, "-noout", "-pubkey")
    let base64 = pem.split(separator: "\n").filter { !$0.hasPrefix("-----") }.joined()
    let der = try #require(Data(base64Encoded: base64))
    #expect(made.publicKey.bytes == Array(der))
    try der.write(to: URL(fileURLWithPath: folder.path + "/key.der"))
    let hash = try openssl("dgst", "-sha256", "-r", folder.path + "/key.der").prefix(64)
    let pinned = try #require(Data(base64Encoded: String(made.publicKey.pin.description.dropFirst(8))))
    #expect(pinned.map { String(format: "%02x", $0) }.joined() == hash)
    // The first 50 bits of 64, in Crockford's digits.
    let derived = try openssl(
      "kdf", "-keylen", "8", "-kdfopt", "digest:SHA256", "-kdfopt",
      "hexpass:" + der.map { String(format: "%02x", $0) }.joined(), "-kdfopt", "salt:glosa", "-kdfopt",
      "iter:262144",
      "PBKDF2")
    let number = try #require(UInt64(derived.filter { $0.isHexDigit }, radix: 16))
    let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    let expected = String((0..<10).map { digits[Int(number >> (59 - 5 * $0) & 31)] })
    #expect(made.publicKey.fingerprint()?.description == expected)
  }

  @Test("a certificate that ends is made anew for the same key, so that nobody's pin breaks")
  func renews() throws {
    let long = Timestamp(milliseconds: Timestamp.now.milliseconds - 3640 * 86_400_000)
    let before = try ServerCertificate(.own(file: own), at: long)
    let after = try ServerCertificate(.own(file: own), at: .now)
    #expect(after.publicKey == before.publicKey)
    _ = try openssl("x509", "-in", own, "-noout", "-checkend", "\(3600 * 86_400)")
    var status = stat()
    #expect(stat(own, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
  }

  @Test(
    "its own file in others' reach, damaged or in a folder that takes none: a sentence, and no second key")
  func refusesItsOwn() throws {
    _ = try ServerCertificate(.own(file: own), at: .now)
    chmod(own, 0o644)
    #expect(sentence(.own(file: own))?.contains("mode 600") == true)
    chmod(own, 0o600)
    try Data("nonsense".utf8).write(to: URL(fileURLWithPath: own))
    chmod(own, 0o600)
    #expect(sentence(.own(file: own))?.contains("no certificate") == true)
    #expect(try String(contentsOfFile: own, encoding: .utf8) == "nonsense")
    #expect(sentence(.own(file: "/proc/none/key.pem"))?.contains("can't be written") == true)
  }

  @Test(
    "given ones of every usual kind are taken",
    arguments: [
      ["ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"], ["ec", "-pkeyopt", "ec_paramgen_curve:secp384r1"],
      ["ec", "-pkeyopt", "ec_paramgen_curve:secp521r1"], ["rsa:2048"],
    ])
  func takesGiven(kind: [String]) throws {
    let (certificate, key) = try given("glosa.example", kind)
    let read = try ServerCertificate(.given(certificate: certificate, key: key), at: .now)
    #expect(!read.isOwn)
    #expect(read.warnings.isEmpty)
    #expect(
      read.publicKey == ServerKey(certificate: try String(contentsOfFile: certificate, encoding: .utf8)))
    // Both in one file.
    let both = folder.path + "/both.pem"
    let text =
      try String(contentsOfFile: key, encoding: .utf8) + String(contentsOfFile: certificate, encoding: .utf8)
    try text.write(toFile: both, atomically: true, encoding: .utf8)
    #expect(
      try ServerCertificate(.given(certificate: both, key: both), at: .now).publicKey == read.publicKey)
  }

  @Test("what can't be used is refused with a sentence that says why")
  func refusesGiven() throws {
    let (certificate, key) = try given("glosa.example")
    let other = try given("other.example")
    let encrypted = try given(
      "secret.example", ["ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"], ["-passout", "pass:secret"])
    func refusal(_ certificate: String, _ key: String) -> String {
      sentence(.given(certificate: certificate, key: key)) ?? "taken"
    }
    #expect(refusal(certificate, other.key).contains("not the one of the certificate"))
    #expect(refusal(encrypted.certificate, encrypted.key).contains("encrypted"))
    #expect(refusal(key, key).contains("no certificate"))
    #expect(refusal(certificate, certificate).contains("no private key"))
    #expect(refusal(folder.path + "/none", key).contains("can't be read"))
    #expect(refusal(folder.path, key).contains("can't be read"))
    let edwards = try given("ed.example", ["ed25519"])
    #expect(refusal(edwards.certificate, edwards.key).contains("of a kind that browsers don't know"))
  }

  @Test("what works but should not stay so is told")
  func warns() throws {
    let (certificate, key) = try given("glosa.example")
    let source = ServerCertificate.Source.given(certificate: certificate, key: key)
    let later = Timestamp(milliseconds: Timestamp.now.milliseconds + 40 * 86_400_000)
    #expect(try ServerCertificate(source, at: later).warnings.first?.contains("expired") == true)
    let earlier = Timestamp(milliseconds: Timestamp.now.milliseconds - 40 * 86_400_000)
    #expect(try ServerCertificate(source, at: earlier).warnings.first?.contains("valid from") == true)
    chmod(key, 0o644)
    #expect(try ServerCertificate(source, at: .now).warnings.first?.contains("chmod") == true)
  }

  @Test("read anew: another one from then on; one that can't be used changes nothing")
  func reloads() throws {
    let (certificate, key) = try given("glosa.example")
    let security = try ServerSecurity(.given(certificate: certificate, key: key), at: .now)
    let first = security.fingerprint
    let second = try given("second.example")
    for (from, to) in [(second.certificate, certificate), (second.key, key)] {
      try Data(contentsOf: URL(fileURLWithPath: from)).write(to: URL(fileURLWithPath: to))
    }
    #expect(security.fingerprint == first)
    try security.reload(at: .now)
    let read = security.fingerprint
    #expect(read != first)
    try Data("nonsense".utf8).write(to: URL(fileURLWithPath: certificate))
    #expect(throws: ServerCertificate.Failure.self) { try security.reload(at: .now) }
    #expect(security.fingerprint == read)
  }

  @Test("its own file is gone while it runs: no new key, which would shut everybody out")
  func keepsItsKey() throws {
    let security = try ServerSecurity(.own(file: own), at: .now)
    let first = security.fingerprint
    try FileManager.default.removeItem(atPath: own)
    #expect(throws: ServerCertificate.Failure.self) { try security.reload(at: .now) }
    #expect(security.fingerprint == first)
    #expect(!FileManager.default.fileExists(atPath: own))
  }

  @Test("a given certificate is told by its names, and an own one by addresses")
  func names() throws {
    let (certificate, key) = try given(
      "glosa.example", ["ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"],
      ["-nodes", "-addext", "subjectAltName=DNS:glosa.example,DNS:*.glosa.example,IP:192.0.2.7"])
    let security = try ServerSecurity(.given(certificate: certificate, key: key), at: .now)
    #expect(security.certificate.names == ["glosa.example"])
    func lines(_ security: ServerSecurity?, _ host: String, asked: String) -> [String] {
      let site = Site()
      site.listens(host: host, port: 8420, security: security)
      let head = HTTPRequest(method: .get, scheme: "https", authority: asked, path: "/")
      let request = Request(head: head, body: RequestBody(buffer: ByteBuffer()))
      return site.invitation(to: "K7QM2P", isJoinable: true, asked: request).lines.map(\.description)
    }
    #expect(lines(security, "0.0.0.0", asked: "127.0.0.1:8420") == ["glosa join glosa.example K7QM2P"])
    #expect(
      lines(security, "0.0.0.0", asked: "glosa.example") == [
        "glosa join glosa.example:443 K7QM2P", "glosa join glosa.example K7QM2P",
      ])
    let own = try ServerSecurity(.own(file: own), at: .now)
    let code = JoinCode(classCode: "K7QM2P", fingerprint: own.fingerprint)
    #expect(
      lines(own, "192.0.2.7", asked: "school.example:9443") == [
        "glosa join school.example:9443 \(code)", "glosa join 192.0.2.7 \(code)",
      ])
    #expect(lines(nil, "127.0.0.1", asked: "127.0.0.1:8420") == ["glosa join http://127.0.0.1:8420 K7QM2P"])
    #expect(
      lines(nil, "192.0.2.7", asked: "192.0.2.7:8420") == [
        "glosa join http://192.0.2.7:8420 K7QM2P --insecure"
      ])
  }

  @Test("plain HTTP at the port of TLS is told so, whatever it sends; nothing of it is looked at")
  func answersPlainHTTP() async throws {
    let security = try ServerSecurity(.own(file: own), at: .now)
    try await withServer(security: security) { server, port in
      for text in [
        "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST /api/join HTTP/1.1\r\nContent-Length: 900000\r\n\r\n{",
        "garbage",
      ] {
        let connection = try RawConnection(port: port)
        connection.send(text)
        let answer = try #require(await connection.readToEnd())
        #expect(answer.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
        #expect(answer.contains("\"code\":\"https_required\""))
        #expect(answer.contains("https://"))
        #expect(!answer.lowercased().contains("glosa-ledger"))
      }
    }
  }

  @Test("half a handshake is ended after its time, and keeps its place from nobody")
  func endsHalfHandshakes() async throws {
    let security = try ServerSecurity(.own(file: own), at: .now)
    var limits = ServerLimits()
    limits.handshakeTime = .milliseconds(200)
    try await withServer(limits: limits, security: security) { server, port in
      let silent = try RawConnection(port: port)
      let half = try RawConnection(port: port)
      // The head of a record, and no more.
      half.send("\u{16}\u{3}\u{1}")
      #expect(await silent.readToEnd() == "")
      #expect(await half.readToEnd() == "")
    }
  }

  @Test("the token file gets the pin behind the token, once, and loses it where plain HTTP is spoken")
  func notesPin() async throws {
    let server = try await TestServer()
    let path = folder.path + "/token"
    let file = URL(fileURLWithPath: path)
    try Data((server.teacherToken.text + "\n").utf8).write(to: file)
    chmod(path, 0o600)
    let security = try ServerSecurity(.own(file: own), at: .now)
    let token = TeacherToken(path: path)
    for _ in 0..<2 { try await token.note(security, in: server.store) }
    let pin = security.certificate.publicKey.pin
    #expect(try String(contentsOf: file, encoding: .utf8) == "\(server.teacherToken.text)\npin \(pin)\n")
    let (certificate, key) = try given("glosa.example")
    let other = try ServerSecurity(.given(certificate: certificate, key: key), at: .now)
    try await token.note(other, in: server.store)
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text == "\(server.teacherToken.text)\npin-here \(other.certificate.publicKey.pin)\n")
    try await token.renew(in: server.store, at: .now)
    let renewed = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    #expect(renewed.first?.description != server.teacherToken.text)
    #expect(renewed.dropFirst() == ["pin-here \(other.certificate.publicKey.pin)"])
    try await token.note(nil, in: server.store)
    #expect(try String(contentsOf: file, encoding: .utf8) == "\(renewed[0])\n")
    // Nobody's token: somebody else's file.
    try Data("not a token of this ledger\n".utf8).write(to: file)
    try await token.note(security, in: server.store)
    #expect(try String(contentsOf: file, encoding: .utf8) == "not a token of this ledger\n")
  }
}

extension Timestamp {
  fileprivate static var now: Timestamp { ServerClock.system.now() }
}

import Foundation
import Primitives
import TestScopes
import TestSupport
import Testing
import Transport
import Wire

/// What the server agrees to, as OpenSSL finds it out from outside.
@Suite("TLS on the wire", .ownThread(in: .programs))
struct TLSWireEndToEndTests {
  private static let ciphers = ["AES128-GCM-SHA256", "AES256-GCM-SHA384", "CHACHA20-POLY1305"]
  /// So that OpenSSL offers what it thinks unsafe, too.
  private static let unsafe = ":@SECLEVEL=0"

  /// A classroom whose server has a key of that kind; one of its own for P-256.
  private func classroom(_ kind: TestAuthority.Key) throws -> Classroom {
    if kind == .p256 { return try Classroom(wiring: .tls) }
    let classroom = try Classroom(startsServer: false)
    classroom.options = try TestAuthority(in: classroom.folder).issue("school", key: kind).options
    try classroom.open()
    return classroom
  }

  @Test("TLS 1.2 and 1.3 and nothing before", arguments: ["-tls1", "-tls1_1", "-tls1_2", "-tls1_3"])
  func versions(option: String) throws {
    let server = try Classroom(wiring: .tls)
    let said = try OpenSSL.connect(to: server.serverPort, option, "-cipher", "ALL" + Self.unsafe)
    switch option {
    case "-tls1_2", "-tls1_3":
      let version = option == "-tls1_2" ? "TLSv1.2" : "TLSv1.3"
      #expect(said.output.contains("New, \(version), Cipher is"), "\(said)")
    default:
      #expect(said.status != 0 && said.output.contains("Cipher is (NONE)"), "\(said)")
      #expect(said.errors.contains("alert protocol version"), "\(said)")
    }
  }

  @Test(
    "Of TLS 1.2 the ciphers with a key of its own for each connection and without padding, and no others",
    arguments: [TestAuthority.Key.p256, .rsa])
  func ciphers(kind: TestAuthority.Key) throws {
    let server = try classroom(kind)
    let all = ["ECDSA", "RSA"].flatMap { key in Self.ciphers.map { "ECDHE-\(key)-\($0)" } }
    for cipher in all {
      let said = try OpenSSL.connect(to: server.serverPort, "-tls1_2", "-cipher", cipher)
      let isForKey = cipher.contains(kind == .rsa ? "-RSA-" : "-ECDSA-")
      #expect(said.output.contains("Cipher is \(isForKey ? cipher : "(NONE)")"), "\(said)")
    }
    let others = "ALL:eNULL" + all.map { ":!" + $0 }.joined() + Self.unsafe
    #expect(try OpenSSL.make(["ciphers", "-tls1_2", others]).contains("ECDHE-ECDSA-AES128-SHA256"))
    let said = try OpenSSL.connect(to: server.serverPort, "-tls1_2", "-cipher", others)
    #expect(
      said.output.contains("Cipher is (NONE)") && said.errors.contains("alert handshake failure"), "\(said)")
  }

  @Test(
    "No renegotiation, no compression, HTTP/1.1 by ALPN; and who offers only HTTP/2 is not told that it was agreed on"
  )
  func rest() throws {
    let server = try Classroom(wiring: .tls)
    let again = try OpenSSL.connect(to: server.serverPort, "-tls1_2", input: "R\n")
    #expect(again.output.contains("Compression: NONE"), "\(again)")
    #expect(again.errors.contains("RENEGOTIATING"), "\(again)")
    #expect(again.status != 0, "refused: \(again)")
    #expect(
      try OpenSSL.connect(to: server.serverPort, "-tls1_2", "-comp").output.contains("Compression: NONE"))
    let both = try OpenSSL.connect(to: server.serverPort, "-alpn", "h2,http/1.1")
    #expect(both.output.contains("ALPN protocol: http/1.1"), "\(both)")
    let two = try OpenSSL.connect(to: server.serverPort, "-alpn", "h2")
    #expect(!two.output.contains("ALPN protocol"), "\(two)")
  }

  @Test(
    "Plain HTTP gets a problem that says what is wanted, and nothing of a ledger; nothing of it is looked at")
  func plainHTTP() throws {
    let server = try Classroom(wiring: .tls)
    let join = JoinRequest(classCode: server.classCode, displayName: "Ada", pin: "1234", studentID: nil)
    let address = "http://127.0.0.1:\(server.serverPort)"
    for path in [Route.join, Route.healthz, "/board/", "/metrics"] {
      let answer = try CurlTransport().response(
        to: HTTPRequest(
          method: path == Route.join ? "POST" : "GET", url: address + path,
          headers: [HTTPHeader("Content-Type", "application/json")],
          body: path == Route.join ? join.json.utf8 : nil))
      #expect(answer.status == 400)
      #expect(answer.header("Content-Type") == "application/problem+json")
      let problem = try #require(Problem(json: try JSON.parse(answer.body)))
      #expect(problem.code == Problem.httpsRequired && problem.detail.contains("https://"))
      #expect(LedgerMark(answer.header) == nil)
      #expect(
        answer.headers.map { $0.name.lowercased() }.sorted() == [
          "connection", "content-length", "content-type",
        ])
    }
    #expect(try server.numbers("SELECT count(*) FROM students", count: 1) == [0])
  }

  @Test(
    "A thousand handshakes that were begun and go no further keep nobody out: from another address, from the same, from many",
    arguments: [[2], [1], [1, 2, 3, 4, 5, 6]] as [[UInt8]])
  func halfOpen(hosts: [UInt8]) throws {
    let server = try Classroom(wiring: .tls, host: "0.0.0.0")
    let ada = try server.joinedComputer("Ada")
    let floods = hosts.map { host in
      // Six addresses have more together than the server takes at all.
      HalfOpenHandshakes(hosts.count > 1 ? 250 : 1000, to: server.serverPort, fromHost: host)
    }
    #expect(floods.reduce(0) { $0 + $1.opened } >= 1000)
    #expect(eventually { floods.allSatisfy { $0.held <= 256 } }, "an address has no more")
    #expect(eventually { floods.reduce(0) { $0 + $1.held } <= 1024 }, "nor have all together")
    #expect(floods.contains { $0.held > 0 }, "the server holds some while pupils come")
    let bo = try server.joinedComputer("Bo")
    for pupil in [ada, bo] {
      let played = try pupil.playRightAnswers(2)
      #expect(played.output.contains("20 XP sent and confirmed. Everything is saved."), "\(played.output)")
    }
    #expect(try server.asTeacher("class", "list").status == 0)
    // None of them is waited for longer than a handshake may take.
    #expect(eventually(within: 30) { floods.allSatisfy { $0.held == 0 } }, "\(floods.map(\.held))")
  }
}

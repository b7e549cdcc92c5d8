import Foundation
import KeyPinning
import Primitives
import TestScopes
import TestSupport
import Testing
import Transport
import Wire

/// Which server speaks TLS, by what key, and what becomes of those who joined before.
@Suite("TLS at the server's start, end to end", .ownThread(in: .programs))
struct TLSStartEndToEndTests {
  /// What the server whose life ends here has said on standard error.
  private func lastWords(of classroom: Classroom) -> String { classroom.stopServer()?.errors ?? "" }

  private func restart(_ classroom: Classroom, _ options: [String] = []) throws -> String {
    let said = lastWords(of: classroom)
    classroom.options = options
    try classroom.startServer()
    return said
  }

  private func expectPlays(_ pupil: Computer, _ count: Int = 2) throws {
    let played = try pupil.playRightAnswers(count)
    #expect(
      played.output.contains("\(count * 10) XP sent and confirmed. Everything is saved."),
      "\(played.output)\(played.errors)")
  }

  @Test(
    "A new database beyond this computer: HTTPS with a key of its own, whose fingerprint is the one that others compute"
  )
  func newDatabase() throws {
    let classroom = try Classroom(host: "0.0.0.0")
    #expect(classroom.saidAddress == "https://0.0.0.0:\(classroom.serverPort)")
    let fingerprint = try #require(classroom.fingerprint)
    let shown = try OpenSSL.certificate(at: classroom.serverPort)
    #expect(try OpenSSL.fingerprint(of: shown) == fingerprint)
    #expect(ServerKey(certificate: shown)?.fingerprint() == fingerprint)
    let file = classroom.database.location + ".tls.pem"
    #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
    let kind = try OpenSSL.make(["x509", "-noout", "-text"], input: shown)
    #expect(kind.contains("prime256v1") && kind.contains("DNS:localhost"), "\(kind)")
    let tokens = try String(contentsOfFile: classroom.tokenFile, encoding: .utf8).split(separator: "\n")
    #expect(try tokens.dropFirst() == ["pin \(OpenSSL.pin(of: shown))"])

    let ada = try classroom.joinedComputer("Ada")
    try expectPlays(ada)
    #expect(try classroom.asTeacher("class", "list").status == 0)
    _ = try restart(classroom)
    #expect(classroom.fingerprint == fingerprint)
    try expectPlays(ada)
    #expect(try classroom.ledger(of: ada.studentID()) == (4, 40, 40))
  }

  @Test(
    "Pupils who joined over plain HTTP go on so, loudly, until --tls, which is remembered, on loopback too; then they go on with glosa move"
  )
  func joinedOverPlainHTTP() throws {
    let classroom = try Classroom(host: "0.0.0.0", options: ["--no-tls"])
    #expect(classroom.saidAddress.hasPrefix("http://") && classroom.fingerprint == nil)
    let ada = try classroom.joinedComputer("Ada")
    classroom.logLevel = "warning"
    _ = try restart(classroom)
    for _ in 1...2 {
      #expect(classroom.saidAddress.hasPrefix("http://"))
      try expectPlays(ada)
      let said = try restart(classroom)
      #expect(said.contains("PLAIN HTTP") && said.contains("start once with --tls"), "\(said)")
    }
    let warned = try restart(classroom, ["--no-tls"])
    #expect(warned.contains("PLAIN HTTP"), "\(warned)")
    let asked = try restart(classroom, ["--tls"])
    #expect(asked.contains("PLAIN HTTP") && asked.contains("--no-tls is for a proxy"), "\(asked)")
    let fingerprint = try #require(classroom.fingerprint)

    #expect(try !ada.playRightAnswers(3).output.contains("confirmed"))
    let refused = try ada.glosa("sync")
    #expect(refused.status == 75 && refused.errors.contains("speaks HTTPS alone"), "\(refused.errors)")
    let moved = try ada.glosa("move", "127.0.0.1:\(classroom.serverPort)", "\(fingerprint)")
    #expect(moved.status == 0 && moved.output.contains("30 XP go there"), "\(moved.output)\(moved.errors)")
    #expect(try ada.glosa("sync").status == 0)

    #expect(try restart(classroom) == "")
    #expect(classroom.fingerprint == fingerprint, "remembered")
    classroom.host = "127.0.0.1"
    _ = try restart(classroom)
    #expect(classroom.saidAddress.hasPrefix("https://127.0.0.1:") && classroom.fingerprint == fingerprint)
    try expectPlays(ada)
    #expect(try classroom.ledger(of: ada.studentID()) == (9, 90, 90))
  }

  @Test("The database and the pupil of Glosa 0.1 go on over plain HTTP, then over TLS, and nothing is lost")
  func fixture() throws {
    let classroom = try Classroom(
      fixture: "server.sqlite", tokenFile: "teacher-token", host: "0.0.0.0", logLevel: "warning")
    let ada = try Computer.ofVersion01(in: classroom.folder)
    #expect(try ada.glosa("move", classroom.address).status == 0)
    for _ in 1...2 {
      #expect(classroom.saidAddress.hasPrefix("http://"))
      #expect(try classroom.asTeacher("class", "list").status == 0)
      #expect(try restart(classroom).contains("PLAIN HTTP"))
    }
    _ = try restart(classroom, ["--tls"])
    #expect(try ada.glosa("sync").status == 75)
    let fingerprint = try #require(classroom.fingerprint)
    let moved = try ada.glosa("move", classroom.address, "\(fingerprint)".lowercased())
    #expect(moved.status == 0, "\(moved.errors)")
    let sync = try ada.glosa("sync")
    #expect(sync.status == 0, "\(sync.errors)")
    #expect(try classroom.ledger(of: ada.studentID()) == (14 + 21, 115, 115))
    #expect(try classroom.asTeacher("class", "list").status == 0)
  }

  @Test(
    "The server's key is lost: it warns, everybody refuses the new one until they are told it, and all points arrive"
  )
  func lostKey() throws {
    let classroom = try Classroom(wiring: .tls)
    classroom.logLevel = "warning"
    let ada = try classroom.joinedComputer("Ada")
    let before = try #require(classroom.fingerprint)
    try expectPlays(ada)
    classroom.stopServer()
    #expect(try ada.playRightAnswers(3).status == 0)
    try FileManager.default.removeItem(atPath: classroom.database.location + ".tls.pem")
    try classroom.startServer()
    let now = try #require(classroom.fingerprint)
    #expect(now != before)
    for command in [["sync"], ["move", classroom.address], ["move", classroom.address, "\(before)"]] {
      let refused = try Program.run(Programs.glosa, command, environment: ada.environment)
      #expect(refused.status == (command == ["sync"] ? 75 : 77), "\(command): \(refused)")
      #expect(refused.errors.contains("key is"), "\(command): \(refused.errors)")
      #expect(try ada.pending() == 3)
    }
    // The teacher's file has the new one already.
    #expect(try classroom.asTeacher("class", "list").status == 0)
    #expect(try ada.glosa("move", classroom.address, "\(now)").status == 0)
    #expect(try ada.glosa("sync").status == 0)
    #expect(try classroom.ledger(of: ada.studentID()) == (5, 50, 50))
    let said = lastWords(of: classroom)
    #expect(
      said.contains("key is not the one from before") && said.contains("glosa move ADDRESS \(now)"), "\(said)"
    )
  }

  @Test(
    "A key of the server's own whose certificate has run out gets a new one and stays; its code is read with O for 0, I and L for 1, in small letters, in pieces"
  )
  func typedByPeople() throws {
    let classroom = try Classroom(startsServer: false)
    let file = classroom.database.location + ".tls.pem"
    try Self.keyWithZeroAndOne.write(toFile: file, atomically: true, encoding: .utf8)
    chmod(file, 0o600)
    classroom.options = ["--tls"]
    try classroom.open()
    #expect(classroom.fingerprint?.description == "HAC0179S97")
    let dates = try OpenSSL.make(
      ["x509", "-noout", "-checkend", "86400"], input: OpenSSL.certificate(at: classroom.serverPort))
    #expect(dates.contains("will not expire"))
    let code = classroom.classCode
    for (number, typed) in [
      "\(code)HAC0179S97", "\(code.lowercased())-hac01-79s97", "\(code) HACO1 79S97", "\(code)-haco l79s97 ",
      "\(code)—HACOI—79S97",
    ].enumerated() {
      let computer = Computer(in: classroom.folder, named: "computer\(number)")
      let joined = try computer.join(classroom.address, typed, name: "Pupil \(number)", pin: "1234")
      #expect(joined.status == 0, "\(typed): \(joined.errors)")
    }
    try expectPlays(Computer(in: classroom.folder, named: "computer4"))
  }

  /// A private key of nobody's. Its fingerprint has what people mistype.
  private static let keyWithZeroAndOne = """
    -----BEGIN CERTIFICATE-----
    MIIBhDCCASmgAwIBAgIUPLJkZgmHLL6P2mcXjO7TdY4Q/zwwCgYIKoZIzj0EAwIw
    FzEVMBMGA1UEAwwMR2xvc2Egc2VydmVyMB4XDTI0MTEzMDE0NTI1MVoXDTI0MTIz
    MDE0NTI1MVowFzEVMBMGA1UEAwwMR2xvc2Egc2VydmVyMFkwEwYHKoZIzj0CAQYI
    KoZIzj0DAQcDQgAEZbn4vxyqh0dDkPK9LMYkKGF6pZuWAOTsxQtuTlw3s5Lfm3pR
    5eN4uVqBxJPJVoMV3LqQhFtvMjsbkF6XBRWLlaNTMFEwHQYDVR0OBBYEFAegGkff
    ZP9hw3XutU72pBvi+dzNMB8GA1UdIwQYMBaAFAegGkffZP9hw3XutU72pBvi+dzN
    MA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhANIaook/Zs8eoYKn
    d80LpXVTUSsjJCAe1PSYVbIKPy6SAiEAmANhqoExwm24ZFdW3Af44uBwioJpUq5t
    AQHBE/wq91Q=
    -----END CERTIFICATE-----
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg2Kp9dAEb7S5C6D3s
    cptNiFe87Ve/ZUC75rREFlV2n8uhRANCAARlufi/HKqHR0OQ8r0sxiQoYXqlm5YA
    5OzFC25OXDezkt+belHl43i5WoHEk8lWgxXcupCEW28yOxuQXpcFFYuV
    -----END PRIVATE KEY-----

    """

  @Test(
    "A pupil whose clock is years off joins and syncs: only the key counts", arguments: ["+20y", "-20y"])
  func wrongClock(clock: String) throws {
    let classroom = try Classroom(wiring: .tls)
    let ada = Computer(in: classroom.folder, named: "Ada").with(clock: clock)
    let joined = try ada.join(classroom.address, classroom.code, name: "Ada", pin: "1234")
    #expect(joined.status == 0, "\(joined.errors)")
    try expectPlays(ada)
    #expect(try ada.glosa("sync").status == 0)
    #expect(try classroom.ledger(of: ada.studentID()) == (2, 20, 20))
  }

  @Test(
    "Nobody's PIN goes to another computer over plain HTTP without being asked for; who knows TLS is not led away from it"
  )
  func plainHTTPElsewhere() throws {
    let classroom = try Classroom(wiring: .tls)
    let ada = try classroom.joinedComputer("Ada")
    // An address that is nobody's (RFC 5737): a program that tried it would wait, and say something else.
    let join = try Computer(in: classroom.folder, named: "Bo").join(
      "http://192.0.2.1:8420", classroom.classCode, name: "Bo", pin: "1234")
    #expect(join.status == 77 && join.errors.contains("--insecure"), "\(join.errors)")
    let move = try ada.glosa("move", "http://192.0.2.1:8420")
    #expect(move.status == 77 && move.errors.contains("speaks TLS"), "\(move.errors)")
    let list = try classroom.asTeacher("class", "list", at: "http://192.0.2.1:8420")
    #expect(list.status == 77 && list.errors.contains("speaks TLS"), "\(list.errors)")
  }
}

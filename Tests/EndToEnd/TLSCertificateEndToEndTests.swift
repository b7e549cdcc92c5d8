import Foundation
import Primitives
import TestScopes
import TestSupport
import Testing
import Wire

/// A certificate that a school was given for its server.
@Suite("Given certificates, end to end", .ownThread(in: .programs))
struct TLSCertificateEndToEndTests {
  /// A pupil who trusts the authority.
  private func pupil(_ name: String, in classroom: Classroom, trusting authority: TestAuthority) throws
    -> Computer
  {
    let computer = Computer(in: classroom.folder, named: name)
    let joined = try computer.join(
      classroom.address, classroom.classCode, name: name, pin: "1234", "--ca", authority.file)
    #expect(joined.status == 0, "\(joined.errors)")
    return computer
  }

  @Test(
    "By an authority: pupils and teacher trust it; SIGHUP swaps the certificate under a running game and board, and a bad one changes nothing"
  )
  func swaps() throws {
    let classroom = try Classroom(startsServer: false)
    let authority = try TestAuthority(in: classroom.folder)
    let first = try authority.issue("first")
    (classroom.options, classroom.logLevel) = (first.options, "notice")
    try classroom.open()
    #expect(try OpenSSL.certificate(at: classroom.serverPort) == first.leaf())
    let ada = try pupil("Ada", in: classroom, trusting: authority)
    #expect(
      try classroom.asTeacher("class", "list").status == 0, "by what the token's file says of this computer")
    #expect(try classroom.asTeacher("class", "list", "--ca", authority.file).status == 0)

    let game = try LinearRound(on: ada)
    let board = try TerminalWindow(
      [
        Programs.glosa, "watch", "--server", classroom.address, "--token-file", classroom.tokenFile, "--ca",
        authority.file,
      ], columns: 100, environment: Computer(in: classroom.folder, named: "teacher").environment)
    #expect(board.shows("● live"), "\(board.screen)")
    game.answer(2)
    #expect(board.shows("20 XP") || board.shows("+20"), "\(board.screen)")

    let server = try #require(classroom.server)
    func reload(until sentence: String) -> String {
      server.send(SIGHUP)
      while true {
        let line = server.readErrorLine()
        if line.isEmpty || line.contains(sentence) { return line }
      }
    }
    let second = try authority.issue("second")
    try first.replace(with: second)
    #expect(reload(until: "the certificate was read anew").contains("fingerprint"))
    #expect(try OpenSSL.certificate(at: classroom.serverPort) == second.leaf())
    game.answer(2)
    #expect(try ada.glosa("sync", "--wait", "20").status == 0, "a new connection trusts the new one")

    try "-----BEGIN CERTIFICATE-----\nnone\n".write(
      toFile: first.certificate, atomically: true, encoding: .utf8)
    #expect(reload(until: "stays the one from before").contains("can't be read"))
    #expect(try OpenSSL.certificate(at: classroom.serverPort) == second.leaf())
    try FileManager.default.removeItem(atPath: first.certificate)
    #expect(reload(until: "stays the one from before").contains("can't be read"))
    #expect(try OpenSSL.certificate(at: classroom.serverPort) == second.leaf())
    game.answer(2)
    let left = game.finish()
    #expect(left.output.contains("Everything is saved."), "\(left.output)")
    #expect(board.shows("✓ left"), "\(board.screen)")
    #expect(board.screen.contains("● live"), "\(board.screen)")
    #expect(try classroom.ledger(of: ada.studentID()) == (6, 60, 60))
    // Who knows the first key alone refuses the second.
    let bo = Computer(in: classroom.folder, named: "Bo")
    let code = JoinCode(classCode: classroom.classCode, fingerprint: classroom.fingerprint)
    #expect(try bo.join(classroom.address, "\(code)", name: "Bo", pin: "1234").status == 77)
  }

  @Test(
    "Keys of every kind that works, by authority and by pin",
    arguments: [TestAuthority.Key.p256, .p384, .rsa])
  func keys(kind: TestAuthority.Key) throws {
    let classroom = try Classroom(startsServer: false)
    let authority = try TestAuthority(in: classroom.folder)
    classroom.options = try authority.issue("school", key: kind).options
    classroom.logLevel = "warning"
    try classroom.open()
    let (ada, bo) = (try pupil("Ada", in: classroom, trusting: authority), try classroom.joinedComputer("Bo"))
    for pupil in [ada, bo] {
      #expect(try pupil.playRightAnswers(1).output.contains("Everything is saved."))
    }
    let moved = try bo.glosa("move", classroom.address, "--ca", authority.file)
    #expect(moved.status == 0, "\(moved.errors)")
    #expect(try bo.playRightAnswers(1).output.contains("Everything is saved."))
    #expect(try classroom.asTeacher("class", "list", "--ca", authority.file).status == 0)
    let said = classroom.stopServer()?.errors ?? ""
    #expect(said.isEmpty, "\(said)")
  }

  @Test(
    "Run out, not valid yet, or for another host: who trusts the authority refuses it, who knows the key does not mind; the server warns of dates",
    arguments: [
      ("-1y", "IP:127.0.0.1", "expired on"), ("+1y", "IP:127.0.0.1", "is valid from"),
      (nil, "DNS:school.example", nil),
    ]
      as [(String?, String, String?)])
  func unfit(clock: String?, host: String, warning: String?) throws {
    let classroom = try Classroom(startsServer: false)
    let authority = try TestAuthority(in: classroom.folder)
    classroom.options = try authority.issue("school", for: host, clock: clock).options
    classroom.logLevel = "warning"
    try classroom.open()
    let ada = try classroom.joinedComputer("Ada")
    #expect(try ada.playRightAnswers(2).output.contains("Everything is saved."))
    let refused = try ada.glosa("move", classroom.address, "--ca", authority.file)
    #expect(refused.status == 77 && refused.errors.contains("could not prove"), "\(refused)")
    let list = try classroom.asTeacher("class", "list", "--ca", authority.file)
    #expect(list.status == 77 && list.output.isEmpty, "\(list)")
    #expect(try ada.glosa("sync").status == 0)
    let said = classroom.stopServer()?.errors ?? ""
    if let warning { #expect(said.contains(warning), "\(said)") } else { #expect(said.isEmpty, "\(said)") }
  }

  @Test("An authority that did not sign it is not believed, nor is the system's own list")
  func otherAuthority() throws {
    let classroom = try Classroom(startsServer: false)
    let other = classroom.folder + "/other"
    try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: true)
    let (authority, stranger) = (try TestAuthority(in: classroom.folder), try TestAuthority(in: other))
    classroom.options = try authority.issue("school").options
    try classroom.open()
    let ada = try classroom.joinedComputer("Ada")
    #expect(try ada.glosa("move", classroom.address, "--ca", stranger.file).status == 77)
    let joined = try Computer(in: classroom.folder, named: "Cy").join(
      classroom.address, classroom.classCode, name: "Cy", pin: "1234", "--ca", stranger.file)
    #expect(joined.status == 77 && joined.errors.contains("could not prove"), "\(joined)")
    let join = try Computer(in: classroom.folder, named: "Bo").join(
      classroom.address, classroom.classCode, name: "Bo", pin: "1234")
    #expect(join.status == 77 && join.errors.contains("could not prove"), "\(join)")
    #expect(try classroom.asTeacher("class", "list", "--ca", stranger.file).status == 77)
    #expect(try classroom.numbers("SELECT count(*) FROM students", count: 1) == [1])
  }

  @Test("What can't be used ends the start with 78 and a sentence that names the file")
  func unusable() throws {
    let classroom = try Classroom(startsServer: false)
    let authority = try TestAuthority(in: classroom.folder)
    let (good, other) = (try authority.issue("good"), try authority.issue("other"))
    let browsersDoNotKnow = try authority.issue("ed25519", key: .ed25519)
    let path = classroom.folder + "/"
    try OpenSSL.make(
      ["pkey", "-in", good.key, "-aes256", "-passout", "pass:secret", "-out", path + "encrypted.key"])
    try OpenSSL.make(
      [
        "rsa", "-in", authority.issue("rsa", key: .rsa).key, "-aes256", "-traditional", "-passout",
        "pass:secret", "-out", path + "old.key",
      ])
    try "nothing".write(toFile: path + "nothing.pem", atomically: true, encoding: .utf8)
    try OpenSSL.make(["x509", "-in", good.certificate, "-outform", "DER", "-out", path + "binary.pem"])
    for (certificate, key, sentence) in [
      (good.certificate, path + "encrypted.key", "is encrypted"),
      (good.certificate, path + "old.key", "is encrypted"),
      (good.certificate, other.key, "is not the one of the certificate"),
      (browsersDoNotKnow.certificate, browsersDoNotKnow.key, "of a kind that browsers don't know"),
      (path + "none.pem", good.key, "can't be read"), (good.certificate, path + "none.key", "can't be read"),
      (path, good.key, "can't be read"), (path + "nothing.pem", good.key, "there is no certificate in"),
      (path + "binary.pem", good.key, "no certificate in"),
      (good.certificate, path + "nothing.pem", "there is no private key in"),
      (good.certificate, good.certificate, "there is no private key in"),
    ] {
      let failed = try classroom.database.command(
        "--listen", "127.0.0.1:0", "--database", classroom.database.location, "--teacher-token-file",
        classroom.tokenFile, "--log-level", "error", "--tls-certificate", certificate, "--tls-key", key)
      #expect(failed.status == 78 && failed.output.isEmpty, "\(certificate) \(key): \(failed)")
      #expect(failed.errors.contains(sentence), "\(certificate) \(key): \(failed.errors)")
      #expect(failed.errors.contains(classroom.folder), "\(failed.errors)")
      #expect(failed.errors.split(separator: "\n").count == 1, "\(failed.errors)")
    }
    // The server's own key, opened to others.
    let own = classroom.database.location + ".tls.pem"
    try
      (String(contentsOfFile: good.certificate, encoding: .utf8)
      + String(contentsOfFile: good.key, encoding: .utf8))
      .write(toFile: own, atomically: true, encoding: .utf8)
    chmod(own, 0o644)
    let open = try classroom.database.command(
      "--listen", "127.0.0.1:0", "--database", classroom.database.location, "--teacher-token-file",
      classroom.tokenFile, "--log-level", "error", "--tls")
    #expect(open.status == 78 && open.errors.contains("mode 600"), "\(open)")
  }
}

import Foundation
import Primitives
import TestScopes
import TestSupport
import Testing
import Wire

/// Somebody else at the server's address, or on the way to it. They get neither token nor PIN nor name, and no point is lost.
@Suite("Thieves, end to end", .ownThread(in: .programs))
struct ThiefEndToEndTests {
  private let pin = "739158246013"
  private let name = "Ottilia"

  /// What nobody but the server may see.
  private func secrets(of classroom: Classroom, _ pupil: Computer) throws -> [String] {
    let account = try JSON.parse(
      String(contentsOfFile: pupil.folder + "/config/glosa/account.json", encoding: .utf8))
    let token = try #require(account["token"]?.string)
    return [
      pin, name, token, classroom.teacherToken, classroom.classCode, try pupil.studentID(), "Bearer",
    ]
  }

  private func expectNothing(of secrets: [String], in bytes: some Collection<UInt8>, _ comment: String) {
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    for secret in secrets {
      #expect(!secret.isEmpty && !text.contains(secret.lowercased()), "\(comment): \(secret)")
    }
  }

  @Test(
    "At the known address is somebody else: every command refuses them with a sentence, the game keeps its points, and they got to see nothing",
    arguments: Thief.Kind.allCases)
  func atTheAddress(kind: Thief.Kind) throws {
    let classroom = try Classroom(wiring: .tls)
    let pupil = try classroom.joinedComputer(name, pin: pin)
    let secrets = try secrets(of: classroom, pupil)
    #expect(try classroom.asTeacher("class", "list").status == 0)
    let game = try LinearRound(on: pupil)
    game.answer(2)
    #expect(
      try eventually { try classroom.ledger(of: pupil.studentID()).events == 2 }, "the game is connected")
    classroom.stopServer()
    let thief = try Thief(kind, at: classroom.serverPort, in: classroom.folder)
    game.answer(3)

    let words = kind == .plain ? "speaks no TLS" : "key is"
    let bare = "127.0.0.1:\(classroom.serverPort)"
    func expectRefused(_ status: Int32, _ finished: Finished, _ comment: String) {
      #expect(finished.status == status && finished.output.isEmpty, "\(comment): \(finished)")
      #expect(finished.errors.contains(words), "\(comment): \(finished.errors)")
    }
    let newcomer = Computer(in: classroom.folder, named: "newcomer")
    for address in [classroom.address, bare] {
      expectRefused(77, try newcomer.join(address, classroom.code, name: name, pin: pin), "join")
      expectRefused(77, try pupil.join(address, classroom.code, name: name, pin: pin), "join again")
      expectRefused(77, try pupil.glosa("move", address), "move")
      expectRefused(
        77, try pupil.glosa("move", address, "\(classroom.fingerprint?.description ?? "")"), "move by key")
    }
    expectRefused(75, try pupil.glosa("sync"), "sync")
    expectRefused(77, try classroom.asTeacher("class", "list"), "class list")
    expectRefused(77, try classroom.asTeacher("watch", "--once"), "watch")
    let left = game.finish()
    #expect(left.status == 0 && !left.output.contains("Everything is saved"), "\(left.output)")
    #expect(game.verdicts.filter { $0.hasPrefix("+10 ") }.count == 5)
    #expect(try pupil.pending() == 3)
    let leaving = try pupil.glosa("leave", "--yes")
    #expect(!leaving.output.contains("Everything is saved"), "\(leaving)")

    let (wire, read) = try thief.leave()
    #expect(!wire.isEmpty, "somebody came")
    expectNothing(of: secrets, in: wire, "on the wire")
    switch kind {
    case .plain: #expect(!read.contains("HTTP/1.1") && !read.contains("/api/"), "\(read)")
    case .tls:
      #expect(read.contains(Thief.sample), "the thief hears: \(read)")
      #expect(read.count(of: "HTTP/1.1") == 1, "and heard nobody but themselves: \(read)")
      expectNothing(of: secrets, in: read.utf8, "read")
    case .server: #expect(read.isEmpty, "no request was counted: \(read)")
    }

    try classroom.startServer()
    #expect(
      try pupil.join(classroom.address, classroom.code, name: name, pin: pin, "--bring-points").status == 0)
    let sync = try pupil.glosa("sync")
    #expect(sync.status == 0, "\(sync.errors)")
    #expect(try classroom.ledger(of: pupil.studentID()) == (5, 50, 50))
  }

  @Test("A code with the fingerprint of another server: nothing is sent, and nobody has joined")
  func wrongFingerprint() throws {
    let (classroom, other) = (try Classroom(wiring: .tls), try Classroom(wiring: .tls))
    let code = JoinCode(classCode: classroom.classCode, fingerprint: other.fingerprint)
    let proxy = try FaultProxy(target: classroom.serverPort)
    let ada = Computer(in: classroom.folder, named: "Ada")
    let joined = try ada.join(proxy.url("", scheme: "https"), "\(code)", name: name, pin: pin)
    #expect(joined.status == 77 && joined.errors.contains("is not the one of this code"), "\(joined)")
    #expect(proxy.accepted == 1)
    #expect(try classroom.numbers("SELECT count(*) FROM students", count: 1) == [0])
    // Without one, nobody vouches for the server.
    let short = try ada.join(proxy.url("", scheme: "https"), classroom.classCode, name: name, pin: pin)
    #expect(short.status == 77 && short.errors.contains("type all of it"), "\(short)")
    #expect(try classroom.numbers("SELECT count(*) FROM students", count: 1) == [0])
    #expect(try ada.join(proxy.url("", scheme: "https"), classroom.code, name: name, pin: pin).status == 0)
  }

  @Test(
    "Who only repeats the ledger's identity gets no token, where the pupil types a code without its fingerprint"
  )
  func repeatsIdentity() throws {
    let classroom = try Classroom(wiring: .tls)
    let pupil = try classroom.joinedComputer(name, pin: pin)
    let secrets = try secrets(of: classroom, pupil)
    let ledger = try #require(try pupil.status()["server_id"]?.string)
    let server = try LoopbackServer { _ in
      [
        .forever([
          .readRequest,
          .send(
            LoopbackServer.Step.text(
              200, #"{"status":"ok","server_id":"\#(ledger)"}"#, "Glosa-Ledger: \(ledger)")),
        ])
      ]
    }
    defer { server.stop() }
    let impostor = try FaultProxy(target: server.port)
    for address in [impostor.url(""), "127.0.0.1:\(impostor.port)"] {
      let joined = try pupil.join(address, classroom.classCode, name: name, pin: pin)
      #expect(joined.status == 77 && joined.errors.contains("Type the whole code"), "\(joined)")
    }
    #expect(impostor.received.starts(with: Array("GET /healthz ".utf8)))
    expectNothing(of: secrets, in: impostor.received, "at the impostor")
    #expect(try pupil.playRightAnswers(1).status == 0)
    #expect(try classroom.ledger(of: pupil.studentID()) == (1, 10, 10))
  }

  @Test("A teacher's token for a server with a given certificate does not go over plain HTTP")
  func plainForTeacher() throws {
    let classroom = try Classroom(wiring: .tls)
    let pin = try String(contentsOfFile: classroom.tokenFile, encoding: .utf8)
    try pin.replacingOccurrences(of: "pin ", with: "pin-here ").write(
      toFile: classroom.tokenFile, atomically: true, encoding: .utf8)
    let listed = try Program.run(
      Programs.glosa,
      ["class", "list", "--server", "http://192.0.2.1:9", "--token-file", classroom.tokenFile],
      environment: Computer(in: classroom.folder, named: "teacher").environment)
    #expect(listed.status == 77 && listed.errors.contains("could read"), "\(listed)")
  }

  @Test("A proxy of the environment gets to see no plain HTTP")
  func proxyOfPlainHTTP() throws {
    let classroom = try Classroom()
    let server = try LoopbackServer { _ in [.readRequest, .send(LoopbackServer.Step.text(200, "{}"))] }
    defer { server.stop() }
    let proxy = try FaultProxy(target: server.port)
    let pupil = Computer(in: classroom.folder, named: "Ada")
    try FileManager.default.createDirectory(atPath: pupil.folder, withIntermediateDirectories: true)
    try pin.write(toFile: pupil.folder + "/pin", atomically: true, encoding: .utf8)
    let environment = pupil.environment.merging([
      "http_proxy": proxy.url(""), "all_proxy": proxy.url(""), "no_proxy": "", "NO_PROXY": "",
    ]) { $1 }
    let joined = try Program.run(
      Programs.glosa,
      ["join", classroom.address, classroom.code, "--name", name, "--pin-file", pupil.folder + "/pin"],
      environment: environment)
    #expect(joined.status == 0, "\(joined)")
    #expect(proxy.received.isEmpty)
  }

  @Test("A proxy that takes TLS off and answers itself gets to see where somebody wanted to go, and no more")
  func strippingProxy() throws {
    let classroom = try Classroom(wiring: .tls)
    let pupil = try classroom.joinedComputer(name, pin: pin)
    #expect(try pupil.playRightAnswers(2, more: ["--offline"]).status == 0)
    let secrets = try secrets(of: classroom, pupil)
    let answer = LoopbackServer.Step.text(200, #"{"status":"ok"}"#)
    let server = try LoopbackServer { _ in
      [.readRequest, .send("HTTP/1.1 200 Connection established\r\n\r\n"), .send(answer), .hang]
    }
    defer { server.stop() }
    let proxy = try FaultProxy(target: server.port)
    var variables: [String: String] = [:]
    for name in ["https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy", "ALL_PROXY"] {
      variables[name] = proxy.url("")
    }
    for name in ["no_proxy", "NO_PROXY"] { variables[name] = "" }
    let environment = pupil.environment.merging(variables) { $1 }
    func run(_ arguments: String...) throws -> Finished {
      try Program.run(Programs.glosa, arguments, environment: environment)
    }
    let pinFile = pupil.folder + "/pin"
    for (status, finished) in [
      (77, try run("join", classroom.address, classroom.code, "--name", name, "--pin-file", pinFile)),
      (75, try run("sync")), (77, try run("move", classroom.address)),
      (77, try classroom.asTeacher("class", "list", environment: variables)),
    ] as [(Int32, Finished)] {
      #expect(finished.status == status && finished.output.isEmpty, "\(finished)")
      #expect(finished.errors.contains("speaks no TLS"), "\(finished)")
    }
    #expect(server.record.current.requests.count >= 4, "they all came by")
    #expect(
      server.record.current.requests.allSatisfy {
        $0.head.hasPrefix("CONNECT 127.0.0.1:\(classroom.serverPort) ")
      })
    expectNothing(of: secrets, in: proxy.received, "at the proxy")
    #expect(try pupil.pending() == 2)
    #expect(try pupil.glosa("sync").status == 0)
    #expect(try classroom.ledger(of: pupil.studentID()) == (2, 20, 20))
  }
}

extension String {
  fileprivate func count(of text: String) -> Int { ranges(of: text).count }
}

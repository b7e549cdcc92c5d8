import Foundation
import Primitives
import TestScopes
import TestSupport
import Testing
import Transport
import Wire

/// The teacher's laptop has another address today, another server is at the old one, or something stands in between that
/// answers in the server's place. No point is lost or sent to a stranger, and nothing says that all is saved.
@Suite("Addresses and strangers, end to end", .ownThread(in: .programs))
struct AddressTests {
  /// A pupil with five points' worth of answers that wait.
  private func waitingPupil(_ classroom: Classroom, _ name: String = "Ada") throws -> Computer {
    let pupil = try classroom.joinedComputer(name)
    classroom.stopServer()
    #expect(try pupil.playRightAnswers(5).status == 0)
    #expect(try pupil.pending() == 5)
    return pupil
  }

  @Test(
    "The server is at another address: who joins again there with name and PIN brings everything along",
    arguments: Wiring.allCases)
  func joinsAgain(wiring: Wiring) throws {
    let classroom = try Classroom(wiring: wiring)
    let ada = try waitingPupil(classroom)
    let student = try ada.studentID()
    try classroom.startServerElsewhere()
    let joined = try ada.join(classroom.address, classroom.code, name: "Ada", pin: "1234")
    #expect(joined.status == 0)
    #expect(joined.output.contains("50 XP that waited here"), "\(joined.output)")
    #expect(try ada.studentID() == student)
    #expect(try ada.pending() == 5)
    let sync = try ada.glosa("sync")
    #expect(sync.status == 0, "\(sync.errors)")
    #expect(try classroom.ledger(of: student) == (5, 50, 50))
    #expect(try ada.status()["elsewhere"] == [])
  }

  @Test(
    "glosa move goes on at the new address; a stranger's is refused with a sentence, and told nothing",
    arguments: Wiring.allCases)
  func moves(wiring: Wiring) throws {
    let (classroom, stranger) = (try Classroom(wiring: wiring), try Classroom(wiring: wiring))
    let ada = try waitingPupil(classroom)
    let student = try ada.studentID()
    try classroom.startServerElsewhere()
    let wrong = try ada.glosa("move", stranger.address)
    let refusal = wiring == .plain ? (65, "is another Glosa server") : (77, "key is not the one")
    #expect(
      wrong.status == refusal.0 && wrong.errors.contains(refusal.1), "\(wrong.errors)")
    let moved = try ada.glosa("move", classroom.address)
    #expect(moved.status == 0, "\(moved.errors)")
    #expect(moved.output.contains("50 XP go there"), "\(moved.output)")
    #expect(try ada.glosa("sync").status == 0)
    #expect(try classroom.ledger(of: student) == (5, 50, 50))
  }

  @Test("Another ledger at the known address gets no token, and is named; everything waits")
  func stranger() throws {
    let classroom = try Classroom()
    let ada = try waitingPupil(classroom)
    // The other school's server, where ours was.
    let id = UniqueID(high: 0x1234_5678_0000_4000, low: 0x8000_0000_0000_0001)
    let server = try LoopbackServer(port: classroom.serverPort) { _ in
      [
        .answering { _ in
          LoopbackServer.Step.text(
            200, #"{"status":"ok","server_id":"\#(id)","version":"9"}"#, "Glosa-Ledger: \(id)")
        }
      ]
    }
    let sync = try ada.glosa("sync")
    #expect(sync.status == 75)
    #expect(sync.errors.contains("another Glosa server now (12345678)"), "\(sync.errors)")
    let played = try ada.playRightAnswers(1)
    #expect(
      !played.output.contains("Everything is saved") && !played.output.contains("confirmed"),
      "\(played.output)")
    #expect(try ada.pending() == 6)
    server.stop()
    let heads = server.record.current.requests.map(\.head)
    #expect(!heads.isEmpty)
    #expect(heads.allSatisfy { $0.hasPrefix("GET /healthz ") && !$0.contains("Bearer") })
  }

  @Test(
    "A portal, a filter or a proxy answers for a while, with any status: nothing is set aside, and all of it arrives after",
    arguments: [200, 302, 400, 401, 403, 404, 407, 413, 422, 451, 502, 511])
  func portal(status: Int) throws {
    let classroom = try Classroom()
    let ada = try waitingPupil(classroom)
    let body =
      #"{"type":"about:blank","title":"x","status":\#(status),"code":"events_rejected","accepted_ids":[],"rejected":[]}"#
    do {
      let portal = try LoopbackServer(port: classroom.serverPort) { _ in
        [.answering { _ in LoopbackServer.Step.text(status, body, "Location: http://127.0.0.1/") }]
      }
      defer { portal.stop() }
      let sync = try ada.glosa("sync")
      #expect(sync.status == 75, "\(sync.output)")
      let during = try ada.status()
      #expect(during["xp_pending"] == 5 && during["quarantined"] == 0 && during["state"] == "offline")
    }
    try classroom.startServer()
    let sync = try ada.glosa("sync")
    #expect(sync.status == 0, "\(sync.errors)")
    #expect(try classroom.ledger(of: ada.studentID()) == (5, 50, 50))
  }

  @Test("A relay lets the question who is there through and then answers batches itself: they wait")
  func relay() throws {
    let classroom = try Classroom()
    let ada = try classroom.joinedComputer("Ada")
    let (answers, server) = (Watched(200), classroom.address)
    let relay = try LoopbackServer { _ in
      [
        .answering { request in
          guard request.head.hasPrefix("GET /healthz ") else {
            return LoopbackServer.Step.text(answers.current, "{}")
          }
          let health = try? CurlTransport().response(
            to: HTTPRequest(method: "GET", url: server + Route.healthz))
          let ledger = health?.header(LedgerMark.ledgerField) ?? ""
          return LoopbackServer.Step.text(
            200, String(decoding: health?.body ?? [], as: UTF8.self), "Glosa-Ledger: \(ledger)")
        }
      ]
    }
    defer { relay.stop() }
    #expect(try ada.glosa("move", relay.url("")).status == 0)
    for status in [400, 401, 403, 413, 422] {
      answers.update { $0 = status }
      let played = try ada.playRightAnswers(1)
      #expect(!played.output.contains("Everything is saved"), "\(status): \(played.output)")
      #expect(try ada.glosa("sync").status == 75)
    }
    #expect(try ada.status()["quarantined"] == 0)
    #expect(try ada.glosa("move", classroom.address).status == 0)
    #expect(try ada.glosa("sync").status == 0)
    #expect(try classroom.ledger(of: ada.studentID()) == (5, 50, 50))
  }

  @Test(
    "A pupil removed from the class joins again under the same name and is offered what waited",
    arguments: Wiring.allCases)
  func removed(wiring: Wiring) throws {
    let classroom = try Classroom(wiring: wiring)
    let ada = try waitingPupil(classroom)
    let student = try ada.studentID()
    try classroom.startServer()
    let removed = try Computer(in: classroom.folder, named: "teacher").glosa(
      "class", "remove", "7B", "Ada", "--yes", "--server", classroom.address, "--token-file",
      classroom.tokenFile)
    #expect(removed.status == 0, "\(removed.errors)")
    #expect(try ada.glosa("sync").status == 75)
    #expect(try ada.status()["state"] == "attention")
    let joined = try ada.join(classroom.address, classroom.code, name: "Ada", pin: "9999", "--bring-points")
    #expect(joined.status == 0, "\(joined.errors)")
    #expect(try ada.studentID() == student)
    #expect(try ada.glosa("sync").status == 0)
    #expect(try classroom.ledger(of: student) == (5, 50, 50))
  }

  @Test("What waits for another class under the same name is told: status, sync and the quit line agree")
  func elsewhere() throws {
    let (first, second) = (try Classroom(), try Classroom())
    let ada = try waitingPupil(first)
    #expect(try ada.join(second.address, second.code, name: "Ada", pin: "1234").status == 0)
    let status = try ada.status()
    #expect(status["state"] == "attention")
    let waiting = try #require(status["elsewhere"]?.array?.first)
    #expect(waiting["xp_pending"] == 5 && waiting["xp_pending_points"] == 50)
    #expect(
      waiting["name"] == "Ada" && waiting["class"] == "7B" && waiting["server"] == .string(first.address))
    let played = try ada.playRightAnswers(2)
    #expect(
      played.output.contains("50 XP of this name wait") && !played.output.contains("Everything is saved"),
      "\(played.output)")
    let sync = try ada.glosa("sync")
    #expect(sync.status == 75 && sync.errors.contains("50 XP of this name wait"), "\(sync.errors)")
    // Back in the first class it is sent.
    try first.startServer()
    #expect(try ada.join(first.address, first.code, name: "Ada", pin: "1234").status == 0)
    #expect(try ada.glosa("sync").status == 0)
    #expect(try first.ledger(of: ada.studentID()) == (5, 50, 50))
  }

  @Test(
    "The server is restored from yesterday's backup: what it acknowledged since is sent again, and counts once",
    arguments: ServerDatabase.Kind.allCases, [(false, Wiring.plain), (true, .plain), (true, .tls)])
  func restored(kind: ServerDatabase.Kind, way: (isMadeUpElsewhere: Bool, wiring: Wiring)) throws {
    let (classroom, isMadeUpElsewhere) = (try Classroom(on: kind, wiring: way.wiring), way.isMadeUpElsewhere)
    let ada = try classroom.joinedComputer("Ada")
    #expect(try ada.playRightAnswers(3).output.contains("Everything is saved."))
    classroom.stopServer()
    let restore = try classroom.database.backUp()
    try classroom.startServer()
    #expect(try ada.playRightAnswers(4).output.contains("Everything is saved."))
    let student = try ada.studentID()
    #expect(try classroom.ledger(of: student) == (7, 70, 70))
    classroom.stopServer()
    try restore()
    try classroom.startServer()
    // Another computer of the pupil hides the lower version.
    let others = isMadeUpElsewhere ? 9 : 0
    if isMadeUpElsewhere {
      let other = Computer(in: classroom.folder, named: "home")
      #expect(try other.join(classroom.address, classroom.code, name: "Ada", pin: "1234").status == 0)
      #expect(try other.playRightAnswers(others).output.contains("Everything is saved."))
    }
    // One more is won before anything is noticed: it can't hide what is lost.
    let played = try ada.playRightAnswers(1)
    #expect(played.status == 0, "\(played.errors)")
    #expect(try ada.glosa("sync").status == 0)
    #expect(try classroom.ledger(of: student) == (8 + others, 80 + 10 * others, 80 + 10 * others))
    #expect(try classroom.numbers("SELECT count(*) FROM xp_total_mismatches", count: 1) == [0])
    let status = try ada.status()
    #expect(status["xp_pending"] == 0 && status["state"] == "synced")
    #expect(try status["total_xp"] == .integer(80 + 10 * others + classroom.bonus(of: student)))
  }

  @Test(
    "What Glosa 0.1 left on a pupil's computer all reaches the ledger by itself, whatever the address: also what was refused"
  )
  func upgrade() throws {
    let classroom = try Classroom(fixture: "server.sqlite", tokenFile: "teacher-token")
    let ada = try Computer.ofVersion01(in: classroom.folder)
    let before = try ada.status()
    #expect(before["quarantined"] == 7 && before["xp_pending_points"] == 46, "\(before)")
    let moved = try ada.glosa("move", classroom.address)
    #expect(moved.status == 0, "\(moved.errors)")
    let sync = try ada.glosa("sync")
    #expect(sync.status == 0, "\(sync.errors)")
    let status = try ada.status()
    #expect(status["state"] == "synced" && status["quarantined"] == 0 && status["quest_quarantined"] == 0)
    #expect(status["server_id"]?.id != nil)
    #expect(try classroom.ledger(of: ada.studentID()) == (14 + 21, 115, 115))
  }
}

extension Computer {
  /// A computer that Glosa 0.1 was used on, by Ada.
  static func ofVersion01(in folder: String) throws -> Computer {
    let ada = Computer(in: folder, named: "Ada")
    try FileManager.default.copyItem(atPath: Fixtures.path("pupil"), toPath: ada.folder)
    for file in ["config/glosa/account.json", "data/glosa/outbox.sqlite", "state/glosa/outbox.journal"] {
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: ada.folder + "/" + file)
    }
    // A clone's folders are open to others, who could have put a journal there.
    for folder in ["config", "config/glosa", "data", "data/glosa", "state", "state/glosa"] {
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o700], ofItemAtPath: ada.folder + "/" + folder)
    }
    return ada
  }
}

import Foundation
import Outbox
import Primitives
import Sync
import TestScopes
import TestSupport
import Testing
import Tracking
import XP

/// The promise as an equation: ids stored = ids awarded, total = sum, whatever stands between client and server.
@Suite("Faults, end to end", .ownThread(in: .programs))
struct FaultTests {
  /// What the quests of the day are worth that so many awards of ten points complete, each once.
  private func expectedBonus(_ pupil: DirectPupil) -> Int {
    pupil.quests.filter { quest in
      pupil.awarded.count * quest.progress(kind: EventKind.typing.rawValue, delta: 10) >= quest.goal
    }.reduce(0) { $0 + $1.bonusXP }
  }

  private func expectEquation(_ pupil: DirectPupil, _ classroom: Classroom, _ comment: String) throws {
    let ledger = try classroom.ledger(of: pupil.owner.studentID.description)
    let expected = pupil.awarded.count
    #expect(ledger == (expected, expected * 10, expected * 10), "\(comment): \(ledger)")
    let bonus = try classroom.bonus(of: pupil.owner.studentID.description)
    let total = pupil.sync.currentStatus().total?.totalXP
    #expect(total == expected * 10 + bonus, "\(comment)")
    #expect(bonus == expectedBonus(pupil), "\(comment)")
  }

  @Test(
    "A reset at every third byte of what the pupil sends, or every eleventh with the records of TLS and its handshake: each event is counted once",
    arguments: Wiring.allCases)
  func resetInRequest(wiring: Wiring) throws {
    let classroom = try Classroom(wiring: wiring)
    let proxy = try FaultProxy(target: classroom.serverPort)
    let pupil = try DirectPupil(
      classroom, name: "Ada", address: proxy.url("", scheme: wiring.scheme), seed: 1)
    let (end, step) = wiring == .plain ? (1000, 3) : (2100, 11)
    for offset in stride(from: 0, to: end, by: step) {
      proxy.dropConnections()
      proxy.set(.resetRequest(after: offset), times: 1)
      pupil.award(1)
      #expect(pupil.drained(within: 20), "offset \(offset)")
    }
    try expectEquation(pupil, classroom, "request")
  }

  @Test(
    "A reset, and an early end, at every third byte of what the server sends, or every nineteenth with TLS: each event is counted once",
    arguments: Wiring.allCases)
  func breaksInAnswer(wiring: Wiring) throws {
    let classroom = try Classroom(wiring: wiring)
    let proxy = try FaultProxy(target: classroom.serverPort)
    let pupil = try DirectPupil(classroom, name: "Bo", address: proxy.url("", scheme: wiring.scheme), seed: 2)
    let (end, step) = wiring == .plain ? (420, 3) : (1900, 19)
    for offset in stride(from: 0, to: end, by: step) {
      for fault in [FaultProxy.Fault.resetAnswer(after: offset), .truncateAnswer(after: offset)] {
        proxy.dropConnections()
        proxy.set(fault, times: 1)
        pupil.award(1)
        #expect(pupil.drained(within: 20), "\(fault)")
      }
    }
    try expectEquation(pupil, classroom, "answer")
  }

  @Test("Random faults, awards and restarts in whatever order", arguments: 1...3, Wiring.allCases)
  func randomInterleavings(number: Int, wiring: Wiring) throws {
    let seed = UInt64.random(in: 1...UInt64(UInt32.max))
    var random = SeededGenerator(seed: seed)
    let classroom = try Classroom(wiring: wiring)
    let proxy = try FaultProxy(target: classroom.serverPort)
    let pupil = try DirectPupil(
      classroom, name: "Cleo", address: proxy.url("", scheme: wiring.scheme), seed: seed)
    func answer(_ status: String, _ body: String) -> FaultProxy.Fault {
      .answer(Array("HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8))
    }
    for step in 0..<120 {
      let byte = Int.random(in: 0..<(wiring == .plain ? 900 : 2100), using: &random)
      let anywhere: [FaultProxy.Fault] = [
        .none, .refuse, .blackHole, .resetRequest(after: byte), .resetAnswer(after: byte),
        .truncateAnswer(after: byte),
      ]
      // Only who can read and write HTTP doubles a request or answers in the server's place.
      let faults: [FaultProxy.Fault] =
        wiring == .tls
        ? anywhere
        : anywhere + [
          .duplicateRequest, answer("500 Oops", ""), answer("200 OK", "{}"),
          answer("200 OK", "<html>hello</html>"),
          answer("302 Found\r\nLocation: http://127.0.0.1:1/", ""), answer("429 Slow\r\nRetry-After: 0", ""),
          answer(
            "200 OK",
            #"{"accepted_ids":["00000000-0000-4000-8000-00000000dead"],"total_xp":1,"games_played":1,"version":9}"#
          ),
        ]
      proxy.set(faults[Int.random(in: 0..<faults.count, using: &random)])
      let before = pupil.requests.current
      pupil.award(Int.random(in: 0...4, using: &random))
      if Int.random(in: 0..<8, using: &random) == 0 { pupil.restart() }
      pupil.sync.flush(forced: Bool.random(using: &random))
      // Some steps end before a request has met the fault, some in the midst of one, some after one.
      let moment = Int.random(in: 0..<3, using: &random)
      if moment > 0, pupil.sync.currentStatus().pendingEvents > 0 {
        let isMet = pupil.requests.wait(upTo: 20) {
          $0.ended > before.ended || (moment == 1 && $0.sent > before.sent)
        }
        #expect(isMet, "seed \(seed), step \(step)")
      }
      if step % 40 == 39 {
        proxy.set(.none)
        proxy.dropConnections()
        #expect(pupil.drained(within: 30), "seed \(seed), step \(step)")
      }
    }
    try expectEquation(pupil, classroom, "seed \(seed)")
  }

  @Test("Rule 7: a redirect is not followed, and the token goes nowhere else")
  func redirect() throws {
    let elsewhere = try LoopbackServer { _ in [.answer("{}")] }
    defer { elsewhere.stop() }
    let classroom = try Classroom()
    let proxy = try FaultProxy(target: classroom.serverPort)
    let pupil = try DirectPupil(classroom, name: "Dag", address: proxy.url(""), seed: 3)
    let answer =
      "HTTP/1.1 307 Moved\r\nLocation: \(elsewhere.url("/api/xp-sync"))\r\nContent-Length: 0\r\n\r\n"
    proxy.set(.answer(Array(answer.utf8)))
    proxy.dropConnections()
    pupil.award(1)
    pupil.sync.flush(forced: true)
    #expect(pupil.status.wait { $0?.lastError?.contains("another address") == true })
    #expect(elsewhere.record.current.connections == 0)
    proxy.set(.none)
    proxy.dropConnections()
    #expect(pupil.drained(within: 20))
    try expectEquation(pupil, classroom, "redirect")
  }

  @Test(
    "Rule 11: leaving into a black hole ends at the deadline, with a truthful report",
    arguments: Wiring.allCases)
  func leavingIntoBlackHole(wiring: Wiring) throws {
    let classroom = try Classroom(wiring: wiring)
    let proxy = try FaultProxy(target: classroom.serverPort)
    let pupil = try DirectPupil(
      classroom, name: "Eva", address: proxy.url("", scheme: wiring.scheme), seed: 4)
    #expect(pupil.drained(within: 10))
    proxy.set(.blackHole)
    pupil.award(3)
    pupil.tracking.cleanUpBeforeSignOut()
    #expect(pupil.left.wait(upTo: 8) { $0 != nil })
    #expect(pupil.left.current?.pendingEvents == 3)
    #expect(throws: TrackingError.leaving) {
      try pupil.tracking.awardXP(10, gameType: .typing, context: AwardContext())
    }
    proxy.set(.none)
    pupil.restart()
    #expect(pupil.drained(within: 20))
    try expectEquation(pupil, classroom, "black hole")
  }
}

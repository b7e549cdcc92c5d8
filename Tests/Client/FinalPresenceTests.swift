import Languages
import Outbox
import Primitives
import Sync
import TestScopes
import TestSupport
import Testing
import Tracking
import Transport
import Wire
import XP

/// The last word to the board: said where it is true, and never a reason to stay.
@Suite("The last word to the board", .ownThread())
struct FinalPresenceTests {
  /// A pupil who plays, and a server that answers as a test wants, on a clock that the test turns.
  private final class Desk {
    let folder = MemoryFolder()
    let scheduler = VirtualScheduler()
    let owner = Owner(ledger: FakeTransport.serverID.description, studentID: UniqueID(high: 7, low: 7))
    let outbox: Outbox
    let sync: SyncManager
    let tracking: Tracking
    let left = Watched<LeavingReport?>(nil)
    let transport: FakeTransport
    /// What a report is answered.
    let presence = Watched<FakeTransport.Outcome>(.answer(204, ""))
    /// False refuses every batch with a server's trouble.
    let storesPoints = Watched(true)
    /// True refuses everything for its token.
    let isRefused = Watched(false)

    init() {
      let (presence, storesPoints, isRefused, points) = (presence, storesPoints, isRefused, Watched(0))
      transport = FakeTransport(on: scheduler) { request in
        let path = String(request.url.dropFirst("https://school.example".count))
        if isRefused.current {
          let problem = Problem(status: 401, code: "unauthorized", detail: "")
          return .answer(401, problem.json(title: "").description)
        }
        if path == Route.presence { return presence.current }
        let events = request.body.flatMap { try? JSON.parse($0) }?["events"]?.array ?? []
        guard [Route.xpSync, Route.xpTotal, Route.questSync].contains(path), storesPoints.current else {
          let problem = Problem(status: path == Route.xpSync ? 503 : 404, code: "x", detail: "")
          return .answer(problem.status, problem.json(title: "").description)
        }
        let total = points.update { points in
          points += events.reduce(0) { $0 + ($1["delta"]?.integer ?? 0) }
          return points
        }
        let answer: JSON = [
          "accepted_ids": .array(events.compactMap { $0["id"] }), "quests": [], "total_xp": .integer(total),
          "games_played": 1, "version": .integer(total + 1), "student_id": .id(UniqueID(high: 7, low: 7)),
          "last_game_type": .null, "updated_at": .null,
        ]
        return .answer(200, answer.description)
      }
      let clock: @Sendable () -> Timestamp = { Timestamp(milliseconds: 1_790_000_000_000) }
      outbox = Outbox(
        directory: folder.path, journalDirectories: [folder.path + "/journal"], now: clock,
        generator: SeededGenerator(seed: 1))
      var parts = SyncParts(
        outbox: outbox, senderLock: SenderLock(directory: folder.path), owner: owner,
        place: ServerPlace("https://school.example"), token: "t", transport: transport, scheduler: scheduler,
        clocks: Clocks(wall: clock, sinceBoot: { 0 }, localDate: { $0.date() }), seed: 1,
        language: English())
      parts.saysPresence = true
      let left = left
      sync = SyncManager(parts) { event in
        if case .left(let report) = event { left.update { $0 = report } }
      }
      tracking = Tracking(
        outbox: outbox, sync: sync, owner: owner, generator: SeededGenerator(seed: 2))
      sync.start()
      sync.gameChanged(to: .typing)
      scheduler.advance(by: 4000)
    }

    /// Leaves; gives how long that took, and what was said of it.
    func leave() throws -> (milliseconds: Int64, words: [JSON]) {
      let (start, before) = (scheduler.now, transport.requests.count)
      tracking.cleanUpBeforeSignOut()
      let hasLeft = scheduler.run(upTo: 10_000) { left.current != nil }
      #expect(hasLeft)
      let words = transport.requests.dropFirst(before).filter { $0.url.hasSuffix(Route.presence) }
      return (scheduler.now - start, try words.map { try JSON.parse($0.body ?? []) })
    }
  }

  @Test("with everything sent the last word is that the pupil has left, in one request")
  func saysLeft() throws {
    let desk = Desk()
    try desk.tracking.awardXP(10, gameType: .typing, context: AwardContext())
    let (_, words) = try desk.leave()
    #expect(desk.left.current?.sentXP == 10)
    #expect(words.map { $0["state"] } == ["left"])
    #expect(words.first?["pending_count"] == 0)
    #expect(words.first?["game"] == .null)
  }

  @Test("from the menu too, where nothing was to be sent")
  func saysLeftFromMenu() throws {
    let desk = Desk()
    desk.sync.gameChanged(to: nil)
    desk.scheduler.advance(by: 4000)
    #expect(try desk.leave().words.map { $0["state"] } == ["left"])
  }

  @Test("who has something waiting has not left as far as the board is concerned")
  func waiting() throws {
    let desk = Desk()
    desk.storesPoints.update { $0 = false }
    try desk.tracking.awardXP(10, gameType: .typing, context: AwardContext())
    let (milliseconds, words) = try desk.leave()
    #expect(desk.left.current?.pendingXP == 10)
    #expect(!words.contains { $0["state"] == "left" })
    #expect(milliseconds <= 3000)
  }

  @Test("a program that is refused goes on to say how much waits, and sends nothing else")
  func refused() throws {
    let desk = Desk()
    desk.isRefused.update { $0 = true }
    try desk.tracking.awardXP(10, gameType: .typing, context: AwardContext())
    desk.scheduler.advance(by: 10_000)
    let before = desk.transport.requests.count
    try desk.tracking.awardXP(10, gameType: .typing, context: AwardContext())
    desk.scheduler.advance(by: 120_000)
    let later = desk.transport.requests.dropFirst(before)
    #expect(later.allSatisfy { $0.url.hasSuffix(Route.presence) })
    #expect((2...8).contains(later.count), "now and then")
    let word = try JSON.parse(try #require(later.last?.body))
    #expect(word["state"] == "attention" && word["pending_count"] == 2 && word["pending_xp"] == 20)
  }

  @Test("nor who has points under another class on this computer")
  func elsewhere() throws {
    let desk = Desk()
    let other = Owner(ledger: "https://other.example", studentID: UniqueID(high: 8, low: 8))
    for owner in [desk.owner, other] {
      try desk.outbox.describe(owner, name: "Ada", className: "7B", address: "https://school.example")
    }
    let tracking = Tracking(
      outbox: desk.outbox, sync: desk.sync, owner: other, generator: SeededGenerator(seed: 3))
    try tracking.awardXP(10, gameType: .typing, context: AwardContext())
    desk.scheduler.advance(by: 4000)
    let words = try desk.leave().words
    #expect(words.map { $0["state"] } == ["synced"], "only out of the game")
    #expect(words.first?["game"] == .null)
  }

  @Test(
    "whatever it is answered, by a server that does not know it, by none or never, the pupil is gone in a moment"
  )
  func neverStays() throws {
    let answers: [FakeTransport.Outcome] = [.answer(400, "{}"), .answer(500, ""), .unreachable, .silence]
    for answer in answers {
      let desk = Desk()
      desk.presence.update { $0 = answer }
      let (milliseconds, words) = try desk.leave()
      #expect(words.count == 1)
      #expect(milliseconds <= 200)
      #expect(desk.left.current?.pendingEvents == 0)
    }
  }
}

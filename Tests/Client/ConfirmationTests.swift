import Game
import Languages
import Outbox
import Primitives
import Screen
import Sync
import TestScopes
import TestSupport
import Testing
import Tracking
import Transport
import Wire
import XP

/// From the game's award to the server's word on it: one id, whoever sends it and in whatever order the news come.
@Suite("Confirmation of awards", .ownThread())
struct ConfirmationTests {
  private let desk = Desk()

  @Test("the id that the game names is the event's in the outbox, at the server, and in the confirmation")
  func oneID() throws {
    let copy = desk.copy()
    var app = GameSamples.app()
    app.press(.enter)
    let effects = app.answerRightly()
    guard case .award(let id, let award, let kind, let context)? = effects.first else {
      Issue.record("no award: \(effects)")
      return
    }
    let stored = Watched(0)
    let points = try copy.tracking.awardXP(award, id: id, gameType: kind, context: context) {
      stored.update { $0 += 1 }
    }
    #expect(points == award.points && stored.current == 0)
    let waiting = try copy.outbox.batch(of: 9, owner: desk.owner)
    #expect(waiting.map(\.id) == [id] && waiting.map(\.delta) == [award.points])
    desk.scheduler.runReady()
    #expect(stored.current == 1 && copy.status.current?.pendingEvents == 1)
    _ = app.update(.awardStored(id), at: GameSamples.now)
    desk.scheduler.advance(by: 10_000)
    #expect(desk.log.current.events.map(\.id) == [id] && desk.log.current.total == award.points)
    #expect(copy.confirmed.current == [id])
    for id in copy.confirmed.current { _ = app.update(.awardConfirmed(id), at: GameSamples.now) }
    #expect(app.marks == [AwardMark(id: id, points: award.points, state: .confirmed)])
  }

  @Test("an award that is acknowledged before its storing is heard of is confirmed once, and waits no more")
  func acknowledgedFirst() throws {
    let copy = desk.copy()
    let event = desk.event(1)
    copy.sync.eventComing(event.id)
    let then = try copy.outbox.enqueue(event, owner: desk.owner)
    #expect(then.pendingEvents == 1)
    copy.sync.flush(forced: true)
    desk.scheduler.advance(by: 1000)
    #expect(copy.confirmed.current == [event.id] && copy.status.current?.pendingEvents == 0)
    copy.statuses.update { $0 = [] }
    let heard = Watched(0)
    copy.sync.eventEnqueued(then) { heard.update { $0 += 1 } }
    desk.scheduler.advance(by: 60_000)
    #expect(heard.current == 1)
    #expect(copy.statuses.current.allSatisfy { $0.pendingEvents == 0 }, "what was sent waits no more")
    #expect(copy.status.current?.state == .synced && copy.status.current?.pendingEvents == 0)
    #expect(copy.status.current?.total?.totalXP == 10)
    #expect(copy.confirmed.current == [event.id])
  }

  @Test("an award that could not be stored is never confirmed; the next one is")
  func failed() throws {
    let copy = desk.copy()
    let ids = (0..<2).map { _ in copy.tracking.newEventID() }
    try copy.outbox.limitPages(to: 1)
    var failures: [UniqueID] = []
    // Until the free pages of the file are used up.
    for _ in 0..<200 where failures.isEmpty {
      let id = copy.tracking.newEventID()
      do { try copy.award(id) } catch { failures.append(id) }
    }
    #expect(failures.count == 1)
    try copy.outbox.limitPages(to: nil)
    for id in ids { try copy.award(id) }
    desk.scheduler.advance(by: 60_000)
    let confirmed = copy.confirmed.current
    #expect(Set(confirmed).isSuperset(of: ids) && Set(confirmed).isDisjoint(with: failures))
    #expect(confirmed.count == Set(confirmed).count)
    #expect(Set(confirmed) == Set(desk.log.current.events.map(\.id)))
  }

  @Test("what another process of this computer sent is confirmed here, by its id and once")
  func sentByAnother() throws {
    let (one, other) = (desk.copy(), desk.copy())
    desk.isDown.update { $0 = true }
    let id = other.tracking.newEventID()
    try other.award(id)
    try one.award(one.tracking.newEventID())
    desk.scheduler.advance(by: 10_000)
    #expect(other.confirmed.current == [] && one.confirmed.current == [])
    desk.isDown.update { $0 = false }
    one.sync.flush(forced: true)
    // It can know of the other's award only by having sent it.
    #expect(desk.scheduler.run(upTo: 1000) { one.confirmed.current.contains(id) })
    desk.scheduler.advance(by: 120_000)
    #expect(other.confirmed.current == [id], "each is told once, and only what was won here")
    #expect(one.confirmed.current.count == 2)
    #expect(other.status.current?.state == .synced && other.status.current?.pendingEvents == 0)
    #expect(desk.log.current.events.count == 2)
  }

  @Test(
    "the status follows an award, quests included, without another look at the outbox than the award's own")
  func oneLook() throws {
    let copy = desk.copy()
    let quests = Quest.daily(for: desk.owner.studentID, on: copy.sync.today())
    let expected = Dictionary(
      uniqueKeysWithValues: quests.map { ($0.id, 2 * $0.progress(kind: "typing", delta: 10)) })
    #expect(expected.values.contains { $0 > 0 })
    let before = try copy.outbox.snapshot(owner: desk.owner).number
    for _ in 0..<2 {
      try copy.award(copy.tracking.newEventID())
      desk.scheduler.runReady()
    }
    #expect(try copy.outbox.snapshot(owner: desk.owner).number == before + 3)
    let status = try #require(copy.status.current)
    #expect(status.pendingEvents == 2 && status.pendingXP == 20 && status.questPending > 0)
    for quest in status.quests { #expect(quest.pending == expected[quest.quest.id]) }
    #expect(status.quests.count == quests.count)
  }
}

/// A computer of the class's, and the class's server.
private final class Desk {
  let folder = MemoryFolder()
  let scheduler = VirtualScheduler()
  let owner = Owner(ledger: FakeTransport.serverID.description, studentID: UniqueID(high: 7, low: 7))
  let log = Watched(RestoredLedgerTests.Log())
  /// Nobody answers.
  let isDown = Watched(false)
  private var seed: UInt64 = 0

  /// One of the programs that run on it for the pupil, a little later than the one before.
  func copy() -> Copy {
    seed += 10
    let copy = Copy(on: self, seed: seed)
    copy.sync.start()
    scheduler.advance(by: 1000)
    return copy
  }

  func event(_ number: UInt64) -> XPEvent {
    XPEvent(
      id: UniqueID(high: 0x7000, low: 0x8000_0000_0000_0000 | number), studentID: owner.studentID,
      kind: "typing", delta: 10, wordSetID: nil, homeworkID: nil, createdAt: GameSamples.now,
      metadata: ["score": 10])
  }
}

/// A program at the desk.
private final class Copy {
  let outbox: Outbox
  let sync: SyncManager
  let tracking: Tracking
  /// The ids that were confirmed, each time that one was.
  let confirmed = Watched<[UniqueID]>([])
  /// What the sync manager said of how things stand, and the last of it.
  let statuses = Watched<[SyncStatus]>([])
  let status = Watched<SyncStatus?>(nil)

  init(on desk: Desk, seed: UInt64) {
    let (log, isDown, scheduler) = (desk.log, desk.isDown, desk.scheduler)
    let (confirmed, statuses, status, student) = (confirmed, statuses, status, desk.owner.studentID)
    let clock: @Sendable () -> Timestamp = { Timestamp(milliseconds: 1_790_000_000_000 + scheduler.now) }
    let transport = FakeTransport(on: scheduler) { request in
      guard !isDown.current else { return .unreachable }
      let path = String(request.url.dropFirst("https://school.example".count))
      guard [Route.xpSync, Route.xpTotal, Route.questSync].contains(path) else {
        return .answer(404, Problem(status: 404, code: "not_found", detail: "").json(title: "").description)
      }
      let events = request.body.flatMap { try? JSON.parse($0) }?["events"]?.array ?? []
      if path == Route.xpSync { log.update { $0.store(events) } }
      let answer: JSON = [
        "accepted_ids": .array(events.compactMap { $0["id"] }), "quests": [],
        "total_xp": .integer(log.current.total), "games_played": 1,
        "version": .integer(log.current.events.count), "student_id": .id(student), "last_game_type": .null,
        "updated_at": .null,
      ]
      return .answer(200, answer.description)
    }
    outbox = Outbox(
      directory: desk.folder.path, journalDirectories: [], now: clock, generator: SeededGenerator(seed: seed))
    let parts = SyncParts(
      outbox: outbox, senderLock: SenderLock(directory: desk.folder.path), owner: desk.owner,
      place: ServerPlace("https://school.example"), token: "t", transport: transport, scheduler: scheduler,
      clocks: Clocks(wall: clock, sinceBoot: { 0 }, localDate: { $0.date() }), seed: seed + 1,
      language: English())
    sync = SyncManager(parts) { event in
      switch event {
      case .confirmed(let ids): confirmed.update { $0 += ids }
      case .statusChanged(let new):
        status.update { $0 = new }
        statuses.update { $0.append(new) }
      case .setsChanged, .settled, .paused, .left: break
      }
    }
    tracking = Tracking(
      outbox: outbox, sync: sync, owner: desk.owner, generator: SeededGenerator(seed: seed + 2))
  }

  /// Ten points for a right answer.
  func award(_ id: UniqueID) throws {
    try tracking.awardXP(10, gameType: .typing, context: AwardContext(), id: id)
  }
}
